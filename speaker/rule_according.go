package speaker

import (
	"strings"
)

var accordingTo = &Rule{
	Name: "according-to",
	Doc:  `The source follows "according to".`,
	Apply: func(p *Pass) {
		if s := p.Statement; !s.Source.Empty() && strings.EqualFold(p.Text(s.Cue), "according to") {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.99})
		}
	},
}
