package speaker

import "github.com/hearsay-go/hearsay/quote"

var label = &Rule{
	Name: "label",
	Doc:  `A label at the start of the line, as in transcripts and interviews: WALLACE: …; Q: …`,
	Apply: func(p *Pass) {
		s, d, a := p.Statement, p.Document, p.article
		if !s.Source.Empty() || len(s.Content) == 0 {
			return
		}
		par := d.Paragraphs[d.ParagraphAt(s.Content[0].Start)]
		for i := par.Tokens.First; i < par.Tokens.First+5 && i < par.Tokens.End; i++ {
			if a.word(i, ":") && i > par.Tokens.First {
				p.Propose(Proposal{Source: d.Span(quote.Range{First: par.Tokens.First, End: i}), Confidence: 0.9, Because: []Step{{"labelled", d.Tokens[i].Span}}})
				return
			}
			if !a.capital(i) && !a.word(i, ".") {
				return
			}
		}
	},
}
