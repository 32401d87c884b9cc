package speaker

import "github.com/hearsay-go/hearsay/quote"

var label = &Rule{
	Name: "label",
	Doc:  `A label at the start of the line, as in transcripts and interviews: WALLACE: …; A: … (who is interviewed).`,
	Apply: func(p *Pass) {
		source, colon, ok := p.label()
		if !ok {
			return
		}
		because := []Step{{"labelled", source}}
		switch p.Text(source) {
		case "Q":
		case "A":
			if e := p.article.interviewed; e >= 0 {
				p.Propose(Proposal{Source: source, Cue: colon, Speaker: p.article.entities[e].Name, Kind: Person, Entities: []int{e}, Confidence: 0.85, Because: because})
			}
		default:
			p.Propose(Proposal{Source: source, Cue: colon, Confidence: 0.97, Because: because})
		}
	},
}

// label returns the label of the line that the statement begins in, and the colon behind it.
func (p *Pass) label() (label, colon quote.Span, ok bool) {
	s, d := p.Statement, p.Document
	if len(s.Content) == 0 {
		return label, colon, false
	}
	par := d.Paragraphs[d.ParagraphAt(s.Content[0].Start)].Tokens
	first := par.First
	if d.Tokens[first].Kind == quote.Mark {
		first++
	}
	const longestLabel = 16
	for i := first; i < min(par.End, first+longestLabel) && d.Tokens[i].End <= s.Content[0].Start; i++ {
		if i > first && d.Token(i) == ":" {
			// The label is the statement's source, or all before the colon is a name.
			label = d.Span(quote.Range{First: first, End: i})
			return label, d.Tokens[i].Span, label == s.Source || s.Source.Empty() && p.article.named(quote.Range{First: first, End: i})
		}
	}
	return label, colon, false
}

// named reports whether a run of tokens holds nothing but a name and titles.
func (a *article) named(in quote.Range) bool {
	for i := in.First; i < in.End; i++ {
		if !a.capital(i) && !a.word(i, ".", "-", ",") {
			return false
		}
	}
	_, ok := a.headName(in)
	return ok
}
