package main

import (
	"strings"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// transcript is a rule set for one broadcaster's transcripts: a line begins with
// its speaker's surname in capitals, or with "Q:" for the presenter and "A:"
// for the guest, whom only the newsroom knows.
func transcript(presenter, guest string) speaker.Rules {
	return speaker.DefaultRules().With(&speaker.Rule{
		Name: "transcript-label",
		Doc:  "WALLACE: …; Q: …; A: …",
		Apply: func(p *speaker.Pass) {
			d := p.Document
			line := d.Paragraphs[d.ParagraphAt(p.Statement.Outer().Start)].Span
			name, _, ok := strings.Cut(p.Text(line), ":")
			if !ok || name == "" || name != strings.ToUpper(name) {
				return
			}
			label := quote.Span{Start: line.Start, End: line.Start + len(name)}
			x := speaker.Proposal{Source: label, Confidence: 0.99, Because: []speaker.Step{{What: "labelled", Span: label}}}
			switch name {
			case "Q":
				x.Speaker, x.Kind = presenter, speaker.Person
			case "A":
				x.Speaker, x.Kind = guest, speaker.Person
			}
			p.Propose(x)
			// Nobody but the label tells who speaks: names inside are spoken about.
			p.Veto(func(x *speaker.Proposal) bool { return x.Rule != "transcript-label" })
		},
	})
}
