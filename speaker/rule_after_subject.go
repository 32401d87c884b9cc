package speaker

import "github.com/hearsay-go/hearsay/quote"

var subjectAfter = &Rule{
	Name: "subject-after",
	Doc:  `A quotation without a source that begins a paragraph, before a sentence about somebody: “We won't install back doors.” Ren has denied all accusations.`,
	Apply: func(p *Pass) {
		s, d := p.Statement, p.Document
		if !s.Source.Empty() || s.Kind == quote.Indirect || len(s.Content) == 0 {
			return
		}
		par := d.Paragraphs[d.ParagraphAt(s.Content[0].Start)]
		last := d.TokensIn(s.Content[len(s.Content)-1])
		if d.TokensIn(s.Content[0]).First != par.Tokens.First || last.End >= par.Tokens.End {
			return
		}
		next := d.SentenceAt(d.Tokens[last.End].Start)
		if d.Sentences[next].Tokens.First < last.End { // only the stop behind the mark
			next++
		}
		if next >= par.Sentences.End {
			return
		}
		after := quote.Range{First: max(last.End, d.Sentences[next].Tokens.First), End: d.Sentences[next].Tokens.End}
		if source, ok := p.article.subject(after); ok {
			p.Propose(Proposal{Source: source, Confidence: 0.6, Because: []Step{{"subject of the sentence after", d.Span(after)}}})
		}
	},
}
