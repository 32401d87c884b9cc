// Command rules shows three sets of attribution rules that a user might write,
// each in a file of its own: signatures.go, transcript.go and people.go.
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

var examples = []struct {
	title, text string
	rules       speaker.Rules
}{
	{
		"Signatures and lead-ins",
		"“We will read every letter.” —Commissioner Ida Falk\nAnd from Chairwoman Rosa Lindqvist:\n“The vote was overdue.”",
		signatures(),
	},
	{
		"A transcript",
		"Leila Marsh and Mayor Ortiz met at noon.\nQ: “Is the tunnel safe?”\nA: “It is closed, the mayor said so.”\nMARSH: “We closed it.”",
		transcript("Dana Wallis", "Tom Kerr"),
	},
	{
		"People whom the newsroom knows",
		"The mayor said that the tunnel was “a disgrace”. Hugo Stein left the hall at noon. “Good evening.”",
		people(),
	},
}

func show(w io.Writer) {
	for _, x := range examples {
		fmt.Fprintln(w, x.title)
		doc := quote.Parse(x.text)
		before := speaker.Attribute(doc)
		after := speaker.Attribute(doc, speaker.WithRules(x.rules))
		for i := range after.Attributions {
			fmt.Fprintf(w, "  %s\n    before: %s\n    after:  %s\n", doc.Slice(after.Attributions[i].Statement.Outer()), who(&before.Attributions[i]), who(&after.Attributions[i]))
			fmt.Fprintf(w, "      %s\n", strings.ReplaceAll(after.Explain(i).String(), "\n", "\n      "))
		}
	}
}

func who(a *speaker.Attribution) string {
	if a.Speaker == "" {
		return "nobody"
	}
	return strings.TrimSpace(a.Speaker+" "+a.ID) + " (" + a.Rule + ")"
}
