// Command rules shows how to write attribution rules: one that reads a
// signature line, one that reads a broadcaster's transcripts, and one for an
// outlet's house style.
//
//	go run ./examples/rules
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

func main() { show(os.Stdout) }

// A reader's letter is signed in brackets, with the name first: (Kemp, Marjorie).
var letters = &speaker.Rule{
	Name: "letter-signature",
	Doc:  "“…” (Kemp, Marjorie)",
	Apply: func(p *speaker.Pass) {
		behind := p.Document.Text[p.Statement.Outer().End:]
		signature, ok := strings.CutPrefix(behind, " (")
		if !ok {
			return
		}
		signature, _, _ = strings.Cut(signature, ")")
		family, given, ok := strings.Cut(signature, ", ")
		if !ok || strings.ContainsAny(signature, "\n.“") {
			return
		}
		start := p.Statement.Outer().End + len(" (")
		at := quote.Span{Start: start, End: start + len(signature)}
		p.Propose(speaker.Proposal{
			Source: at, Speaker: given + " " + family, Kind: speaker.Person, Confidence: 0.99,
			Because: []speaker.Step{{What: "signed in brackets", Span: at}},
		})
	},
}

// A broadcaster marks a new voice with ">>" and a name; a ">>" alone is the
// presenter, whom only we know.
var captions = &speaker.Rule{
	Name: "caption",
	Doc:  ">> MARSH: “…”",
	Apply: func(p *speaker.Pass) {
		d := p.Document
		first := p.Statement.Outer().Start
		line := d.Paragraphs[d.ParagraphAt(first)].Span
		label, ok := strings.CutPrefix(d.Text[line.Start:first], ">> ")
		if !ok {
			return
		}
		at := quote.Span{Start: line.Start + len(">> "), End: first}
		if label = strings.TrimSuffix(label, ": "); label == "" {
			p.Propose(speaker.Proposal{Speaker: "Dana Wallis", Kind: speaker.Person, Confidence: 0.95})
			return
		}
		at.End = at.Start + len(label)
		// The library resolves the label to the article's fullest name.
		p.Propose(speaker.Proposal{Source: at, Confidence: 0.99, Because: []speaker.Step{{What: "captioned", Span: at}}})
	},
}

// One paper never guesses: a quotation without a source is nobody's, unless a
// rule reads it from the quotation's own line.
var noGuessing = &speaker.Rule{
	Name: "no-guessing",
	Doc:  "a speaker whom only other sentences suggest is nobody",
	Apply: func(p *speaker.Pass) {
		p.Veto(func(x *speaker.Proposal) bool {
			switch x.Rule {
			case "same-speaker", "subject-before", "subject-after", "main-speaker":
				return true
			}
			return false
		})
	},
}

var articles = []struct {
	title, text string
	rules       []*speaker.Rule
}{
	{"A signature line", "“The food was cold and the staff were warm.” (Kemp, Marjorie)", []*speaker.Rule{letters}},
	{"A broadcast transcript", "Leila Marsh speaks for the operator.\n>> “Is the tunnel safe?”\n>> MARSH: “It is closed.”", []*speaker.Rule{captions}},
	{"A house style", "Mayor Lena Ortiz smiled. “Good evening.”", []*speaker.Rule{noGuessing}},
}

func show(w io.Writer) {
	for _, a := range articles {
		fmt.Fprintln(w, a.title)
		doc := quote.Parse(a.text)
		before := speaker.Attribute(doc)
		after := speaker.Attribute(doc, speaker.WithRules(speaker.DefaultRules().With(a.rules...)))
		for i := range after.Attributions {
			x, y := &before.Attributions[i], &after.Attributions[i]
			fmt.Fprintf(w, "  %s\n    before: %s\n    after:  %s\n", doc.Slice(y.Statement.Outer()), who(x), who(y))
			for _, lost := range y.Rejected {
				if lost.Vetoed != "" {
					fmt.Fprintf(w, "    %s said %s, and %s vetoed it\n", lost.Rule, lost.Speaker, lost.Vetoed)
				}
			}
		}
	}
}

func who(a *speaker.Attribution) string {
	if a.Speaker == "" {
		return "nobody"
	}
	return a.Speaker + " (" + a.Rule + ")"
}
