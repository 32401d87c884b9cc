package training

import "github.com/hearsay-go/hearsay/internal/spans"

// TrainLinker fits the linker to the annotated spans of articles.
func TrainLinker(examples []*Example, o Options) *spans.Linker {
	data := make([][]judged, len(examples))
	for k, e := range examples {
		var r spans.Reading
		belongs := e.links()
		for p, par := range e.Paragraphs {
			list := Ordered(e.Labels[p])
			r.Read(par, func(uint32) int { return 0 })
			first := e.Document.Paragraphs[p].Tokens.First
			at := func(i int) spans.Span {
				s := list[i].Span
				s.Start, s.End = s.Start+first, s.End+first
				return s
			}
			var d judged
			for _, pair := range spans.Pairs(&r, list) {
				d.right = append(d.right, belongs[[2]spans.Span{at(pair.A), at(pair.B)}])
				var features []spans.Feature
				for _, k := range pair.Keys {
					features = append(features, spans.Feature{Key: k, Value: 1})
				}
				d.features = append(d.features, features)
			}
			data[k] = append(data[k], d)
		}
	}
	o.Dropout, o.Rate, o.Epochs = 0, 0.1, 4
	return &spans.Linker{Weights: fit("linker", data, 1<<15, o)}
}

// Ordered returns the spans of labels in order.
func Ordered(labels []spans.Label) (out []spans.Candidate) {
	for i := 0; i < len(labels); i++ {
		if labels[i] == spans.Outside {
			continue
		}
		r := spans.Role((labels[i] - 1) / 2)
		j := i + 1
		for j < len(labels) && labels[j] == spans.Inside(r) {
			j++
		}
		out = append(out, spans.Candidate{Span: spans.Span{Start: i, End: j, Role: r}, P: 1})
		i = j - 1
	}
	return out
}

// links tells which spans, by the document's tokens, belong to one attribution.
func (e *Example) links() map[[2]spans.Span]bool {
	out := map[[2]spans.Span]bool{}
	for i := range e.Article.Attributions {
		a := &e.Article.Attributions[i]
		var all []spans.Span
		for r := range spans.Role(spans.Roles) {
			for _, s := range spansOf(a, r) {
				t := e.Document.TokensIn(quoteSpan(s))
				all = append(all, spans.Span{Start: t.First, End: t.End, Role: r})
			}
		}
		for _, x := range all {
			for _, y := range all {
				out[[2]spans.Span{x, y}] = true
			}
		}
	}
	return out
}
