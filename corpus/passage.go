package corpus

import (
	"github.com/hearsay-go/hearsay/internal/wording"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// A passage is the unit that is grouped: a sentence of a quotation, or the
// whole of one of up to eight words. So a long quotation in which two
// utterances meet each other's short versions is in both groups.
type passage struct {
	article int
	speaker string
	known   bool         // whether speaker is a name, not a description
	pieces  []quote.Span // the words within their marks; more than one where the speech is interrupted
	words   []word
	weight  float64
}

// wholeWords is up to how many words a quotation is one passage.
const wholeWords = 8

// longestPassage bounds a piece of a passage, in tokens: what has no full stop
// for longer is cut.
const longestPassage = 200

// A word of a passage.
type word struct {
	fold   string
	weight float64
	span   quote.Span
}

// passages cuts the quoted speech of an article's attributions.
func passages(doc *quote.Document, attributions []speaker.Attribution) []passage {
	var out []passage
	for i := range attributions {
		a := &attributions[i]
		if a.Statement.Kind == quote.Indirect {
			continue
		}
		spoken := spokenTokens(doc, a.Statement)
		if len(spoken) == 0 {
			continue
		}
		for _, tokens := range cut(doc, spoken, a.Statement.Kind == quote.Mixed) {
			p := newPassage(doc, tokens)
			if len(p.words) == 0 {
				continue
			}
			p.speaker = a.Speaker
			p.known = a.Kind == speaker.Person || a.Kind == speaker.Organization
			out = append(out, p)
		}
	}
	return out
}

// spokenTokens returns the runs of tokens of a statement that stand inside
// quotation marks, without the marks.
func spokenTokens(doc *quote.Document, s *quote.Statement) []quote.Range {
	var out []quote.Range
	for _, content := range s.Content {
		for p := doc.ParagraphAt(content.Start); p >= 0 && p < len(doc.Paragraphs) && doc.Paragraphs[p].Start < content.End; p++ {
			for k := doc.Paragraphs[p].Quotations.First; k < doc.Paragraphs[p].Quotations.End; k++ {
				q := &doc.Quotations[k]
				if q.Depth > 0 || !content.Contains(q.Span) || q.NotSpeech != "" {
					continue
				}
				if inner := doc.TokensIn(doc.Inner(q)); inner.Len() > 0 {
					out = append(out, inner)
				}
			}
		}
	}
	return out
}

// cut parts runs of spoken tokens into passages: by sentence, where a sentence
// may go on in the next run; each fragment of a mixed statement alone; a short
// one whole.
func cut(doc *quote.Document, runs []quote.Range, fragments bool) [][]quote.Range {
	words := 0
	for _, r := range runs {
		for i := r.First; i < r.End; i++ {
			if k := doc.Tokens[i].Kind; k == quote.Word || k == quote.Number {
				words++
			}
		}
	}
	if words <= wholeWords && !(fragments && len(runs) > 1) {
		return [][]quote.Range{runs}
	}
	var out [][]quote.Range
	last := -1
	for _, r := range runs {
		for r.First < r.End {
			s := doc.SentenceAt(doc.Tokens[r.First].Start)
			end := min(r.End, doc.Sentences[s].Tokens.End, r.First+longestPassage)
			part := quote.Range{First: r.First, End: end}
			if s == last && !fragments {
				out[len(out)-1] = append(out[len(out)-1], part)
			} else {
				out = append(out, []quote.Range{part})
			}
			last = s
			r.First = end
		}
	}
	return out
}

func newPassage(doc *quote.Document, runs []quote.Range) passage {
	var p passage
	for _, r := range runs {
		p.pieces = append(p.pieces, doc.Span(r))
		for i := r.First; i < r.End; i++ {
			t := doc.Tokens[i]
			if t.Kind != quote.Word && t.Kind != quote.Number {
				continue
			}
			text := doc.Token(i)
			fold := wording.Fold(text)
			if fold == "" {
				continue
			}
			w := word{fold, wording.Weight(text, fold), t.Span}
			p.words = append(p.words, w)
			p.weight += w.weight
		}
	}
	return p
}
