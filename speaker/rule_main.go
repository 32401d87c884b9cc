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
	most, all := 0, 0
	a.main = -1
	for i, e := range a.entities {
		n := len(e.Mentions)
		switch {
		case e.Kind == Person:
			all += n
			if n > most {
				a.main, most = i, n
			}
		case e.Kind == Organization && !e.place:
			a.mostNamed = max(a.mostNamed, n)
		}
	}
	only := most == all
	if a.interviewed = a.main; 5*most < 2*all || most < 3 && !only {
		a.interviewed = -1
	}
	if 5*most < 2*all || most < 3 {
		a.main = -1
	}
}
