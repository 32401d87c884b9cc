package speaker

import "github.com/hearsay-go/hearsay/quote"

var sameSpeaker = &Rule{
	Name: "same-speaker",
	Doc:  `A quotation without a source of its own, right behind one: the same speaker goes on.`,
	Apply: func(p *Pass) {
		s, d, last := p.Statement, p.Document, p.Previous()
		if !s.Source.Empty() || s.Kind == quote.Indirect || len(s.Content) == 0 || last == nil || last.Speaker == "" || len(last.Statement.Content) == 0 {
			return
		}
		here, there := d.ParagraphAt(s.Content[0].Start), d.ParagraphAt(last.Statement.Outer().End-1)
		if here-there > 1 || here < there {
			return
		}
		confidence := 0.7
		if here == there {
			confidence = 0.8
		} else if last.Statement.Kind == quote.Indirect {
			confidence = 0.6
		}
		if p.article.sentencesBetween(last.Statement, s) > 0 {
			confidence *= 0.6
		}
		if p.asks(last.Statement) {
			confidence = 0.4 // a question: another answers
		}
		if last.Kind == Other {
			confidence *= 0.6 // a study does not go on in quotation marks
		}
		p.Propose(Proposal{
			Source: last.Source, Speaker: last.Speaker, Kind: last.Kind, Entities: last.Entities, ID: last.ID, Confidence: confidence * last.Confidence,
			Because: []Step{{"goes on after the same speaker's", last.Statement.Outer()}},
		})
	},
}

// sentencesBetween counts the whole sentences between two statements and their
// sources.
func (a *article) sentencesBetween(before, after *quote.Statement) int {
	end := max(before.Outer().End, before.Source.End, before.Cue.End)
	return max(0, a.SentenceAt(after.Outer().Start)-a.SentenceAt(end-1)-1)
}
