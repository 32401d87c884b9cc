package speaker

import (
	"strings"

	"github.com/hearsay-go/hearsay/quote"
)

var alternating = &Rule{
	Name: "alternating",
	Doc:  `A short quotation in a paragraph of its own, behind those of two who speak in turn, of which one is a question: the first of them.`,
	Apply: func(p *Pass) {
		s, n := p.Statement, len(p.done)
		if !s.Source.Empty() || s.Kind != quote.Direct || n < 2 {
			return
		}
		first, second := &p.done[n-2], &p.done[n-1]
		if first.Speaker == "" || second.Speaker == "" || first.Speaker == second.Speaker {
			return
		}
		asked := false
		for k, x := range [...]*quote.Statement{first.Statement, second.Statement, s} {
			if x.Kind != quote.Direct || !p.brief(x) || p.paragraph(x)+2-k != p.paragraph(s) {
				return
			}
			asked = asked || p.asks(x)
		}
		if asked {
			p.Propose(Proposal{
				Source: first.Source, Speaker: first.Speaker, Kind: first.Kind, Entities: first.Entities, ID: first.ID, Confidence: 0.8 * first.Confidence,
				Because: []Step{{"takes turns with the speaker of", second.Statement.Outer()}},
			})
		}
	},
}

// brief reports whether a statement has a few words only.
func (p *Pass) brief(s *quote.Statement) bool {
	const most = 16 // tokens
	return len(s.Content) > 0 && p.Document.TokensIn(s.Outer()).Len() <= most
}

// asks reports whether a statement ends with a question.
func (p *Pass) asks(s *quote.Statement) bool {
	return strings.HasSuffix(strings.TrimRight(p.Text(s.Outer()), `”"’'`), "?")
}

func (p *Pass) paragraph(s *quote.Statement) int { return p.Document.ParagraphAt(s.Outer().Start) }
