package speaker

import "github.com/hearsay-go/hearsay/quote"

var subjectBefore = &Rule{
	Name: "subject-before",
	Doc:  `A quotation without a source, behind a sentence about somebody: Raab defended the party's actions. “We make no apology.”`,
	Apply: func(p *Pass) {
		s, d := p.Statement, p.Document
		if !s.Source.Empty() || s.Kind == quote.Indirect || len(s.Content) == 0 {
			return
		}
		first := d.TokensIn(s.Content[0]).First
		if first == 0 {
			return
		}
		before := d.Sentences[d.SentenceAt(d.Tokens[first-1].Start)]
		confidence := 0.65
		if d.ParagraphAt(before.Start) != d.ParagraphAt(s.Content[0].Start) {
			confidence = 0.5
		}
		lead := quote.Range{First: before.Tokens.First, End: min(before.Tokens.End, first)}
		if source, ok := p.article.subject(lead); ok {
			p.Propose(Proposal{Source: source, Confidence: confidence, Because: []Step{{"subject of the sentence before", d.Span(lead)}}})
		}
	},
}
