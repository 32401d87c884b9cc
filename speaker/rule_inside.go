package speaker

var sourceInside = &Rule{
	Name: "source-inside",
	Doc:  `The source stands between two pieces of what it says: “…,” Ren said. “…”`,
	Apply: func(p *Pass) {
		s := p.Statement
		if !s.Source.Empty() && s.Outer().Contains(s.Source) {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.98})
		}
	},
}
