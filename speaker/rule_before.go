package speaker

// The rules source-before, source-after and source-inside read the source that
// stands in the statement's own sentence, where most statements have it.

var sourceBefore = &Rule{
	Name: "source-before",
	Doc:  `The source stands before what it says: Ren said: “…”; Ren said that ….`,
	Apply: func(p *Pass) {
		s := p.Statement
		if _, _, labelled := p.label(); !labelled && !s.Source.Empty() && s.Source.Start < s.Outer().Start {
			p.Propose(Proposal{Source: s.Source, Cue: s.Cue, Confidence: 0.97})
		}
	},
}
