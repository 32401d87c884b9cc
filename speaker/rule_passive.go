package speaker

import (
	"strings"
)

var passive = &Rule{
	Name: "passive",
	Doc:  `The source follows a passive verb: the deal was described as “…” by two officials.`,
	Apply: func(p *Pass) {
		if s := p.Statement; !s.Source.Empty() && strings.HasSuffix(p.Text(s.Cue), " by") && s.Source.Start > s.Cue.Start {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.99})
		}
	},
}
