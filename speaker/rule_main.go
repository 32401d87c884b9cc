package speaker

var mainSpeaker = &Rule{
	Name: "main-speaker",
	Doc:  `A quotation that nothing near it attributes, in an article about one person: that person.`,
	Apply: func(p *Pass) {
		s, a := p.Statement, p.article
		if !s.Source.Empty() || len(s.Content) == 0 {
			return
		}
		if e := a.mainPerson(); e >= 0 {
			x := a.entities[e]
			p.Propose(Proposal{
				Speaker: x.Name, Kind: x.Kind, Entities: []int{e}, Confidence: 0.52,
				Because: []Step{{"the article's main person", a.mentions[x.Mentions[0]].Span}},
			})
		}
	},
}

// mainPerson returns the person that at least two in five mentions of persons
// name, -1 if there is none.
func (a *article) mainPerson() int {
	best, most, all := -1, 0, 0
	for i, e := range a.entities {
		if e.Kind != Person {
			continue
		}
		n := len(e.Mentions)
		all += n
		if n > most {
			best, most = i, n
		}
	}
	if most < 3 || 5*most < 2*all {
		return -1
	}
	return best
}
