package main

import (
	_ "embed"
	"encoding/json"
	"strings"

	"github.com/hearsay-go/hearsay/speaker"
)

// A person is one whom a newsroom knows.
type person struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases"` // other names, as the paper prints them
	Roles   []string `json:"roles"`   // what nobody else in its pages is called: "the mayor"
	ID      string   `json:"id"`      // in a list that others can look up, as a Wikidata item
}

//go:embed people.jsonl
var peopleFile string

// people is a rule set for a paper that knows the people in its pages: they
// have one name and one ID whatever an article calls them.
func people() speaker.Rules {
	known := map[string]*person{}
	for in := json.NewDecoder(strings.NewReader(peopleFile)); in.More(); {
		p := new(person)
		if err := in.Decode(p); err != nil {
			panic(err) // the file is embedded
		}
		for _, name := range append(append(p.Aliases, p.Roles...), p.Name) {
			known[strings.ToLower(name)] = p
		}
	}
	return speaker.DefaultRules().With(
		&speaker.Rule{
			Name: "known-person",
			Doc:  "a name, an alias or a role of somebody in people.jsonl",
			Apply: func(p *speaker.Pass) {
				source := p.Statement.Source
				r := p.Refer(source) // whom the article means: "he" may be the mayor
				for _, name := range []string{p.Text(source), r.Speaker} {
					if who := known[strings.ToLower(name)]; who != nil {
						p.Propose(speaker.Proposal{
							Source: source, Cue: p.Statement.Cue,
							Speaker: who.Name, Kind: speaker.Person, Entities: r.Entities, ID: who.ID,
							Confidence: max(r.Confidence, 0.98),
							Because:    append([]speaker.Step{{What: "known to the newsroom", Span: source}}, r.Because...),
						})
						return
					}
				}
			},
		},
		&speaker.Rule{
			Name: "strangers",
			Doc:  "a guess from a neighbouring sentence is worth half if the newsroom does not know the person",
			Apply: func(p *speaker.Pass) {
				p.Reweigh(func(x *speaker.Proposal) float64 {
					switch x.Rule {
					case "same-speaker", "subject-before", "subject-after", "main-speaker":
						if known[strings.ToLower(x.Speaker)] == nil {
							return 0.5
						}
					}
					return 1
				})
			},
		},
	)
}
