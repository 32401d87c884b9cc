package speaker

var sourceAfter = &Rule{
	Name: "source-after",
	Doc:  `The source stands behind what it says: “…,” said Ren; “…,” Ren said.`,
	Apply: func(p *Pass) {
		s := p.Statement
		if !s.Source.Empty() && s.Source.Start >= s.Outer().End {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.98})
		}
	},
}
