package speaker

import (
	"strings"
)

var relayed = &Rule{
	Name: "relayed",
	Doc:  `Reporters relay somebody else's words: Bloomberg reported Ren as saying “…”: Ren.`,
	Apply: func(p *Pass) {
		s := p.Statement
		if s.Source.Empty() || s.Cue.Start <= s.Source.End {
			return
		}
		if between := p.Document.Text[s.Source.End:s.Cue.Start]; strings.TrimSpace(between) == "as" {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.99})
		}
	},
}
