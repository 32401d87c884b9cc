package speaker

import "github.com/hearsay-go/hearsay/quote"

var leadLine = &Rule{
	Name: "lead-line",
	Doc:  `A line of its own that ends with a colon names who the next line quotes: And from Chairwoman Rosenworcel:`,
	Apply: func(p *Pass) {
		s, d := p.Statement, p.Document
		if !s.Source.Empty() || len(s.Content) == 0 {
			return
		}
		par := d.ParagraphAt(s.Content[0].Start)
		if par == 0 || d.TokensIn(s.Content[0]).First != d.Paragraphs[par].Tokens.First {
			return
		}
		lead := d.Paragraphs[par-1]
		if d.Token(lead.Tokens.End-1) != ":" {
			return
		}
		sentence := d.Sentences[lead.Sentences.End-1].Tokens
		if source, ok := p.article.subject(quote.Range{First: sentence.First, End: sentence.End - 1}); ok {
			p.Propose(Proposal{Source: source, Cue: p.article.leadingCue(source, lead.Tokens.End-1), Confidence: 0.9, Because: []Step{{"the line before leads in", d.Span(sentence)}}})
		}
	},
}
