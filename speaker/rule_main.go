package speaker

import "github.com/hearsay-go/hearsay/quote"

var mainSpeaker = &Rule{
	Name: "main-speaker",
	Doc:  `A quotation that nothing near it attributes, in an article about one person: that person.`,
	Apply: func(p *Pass) {
		s, a := p.Statement, p.article
		if !s.Source.Empty() || s.Kind == quote.Indirect || len(s.Content) == 0 {
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
func (a *article) mainPerson() int { return a.main }

// findMain finds the main person, who is interviewed if anybody is, and how often the
// organization is named that is named most.
func (a *article) findMain() {
	who, most, all := -1, 0, 0
	for i, e := range a.entities {
		n := len(e.Mentions)
		switch {
		case e.Kind == Person:
			all += n
			if n > most {
				who, most = i, n
			}
		case e.Kind == Organization && !e.place:
			a.mostNamed = max(a.mostNamed, n)
		}
	}
	a.main, a.interviewed = -1, -1
	if most >= 3 && 5*most >= 2*all {
		a.main = who
	}
	if a.main >= 0 || most == all {
		a.interviewed = who
	}
}
