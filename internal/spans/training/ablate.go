package training

import (
	"fmt"
	"io"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// parts are the groups of templates that Ablate leaves out, by what they look at.
var parts = []struct {
	name      string
	templates []string
}{
	{"stems", []string{"stem", "stem2", "stemclass", "classstem"}},
	{"lexicon classes", []string{"class", "class2", "class3"}},
	{"the marks' reading", []string{"marks2", "marksclass"}},
	{"reporting clauses", []string{"frame", "frame2", "frameclass", "framestem"}},
	{"inside or outside marks", []string{"quoting3", "quotingclass"}},
	{"cue-like words near", []string{"cue", "left", "right", "both"}},
	{"place in the sentence", []string{"place", "first", "last"}},
}

// Ablate writes a table of the first stage's F1 on dev, whole and without each
// of its parts, with the second stage's below.
func Ablate(w io.Writer, train, dev []*Example, o Options) {
	fmt.Fprintf(w, "%-40s  source     cue content    mean\n", "F1 on dev")
	row := func(name string, s [spans.Roles]Score) { // at once: each takes minutes
		mean := 0.0
		fmt.Fprintf(w, "%-40s", name)
		for _, x := range s {
			fmt.Fprintf(w, "%8.1f", x.F1())
			mean += x.F1() / spans.Roles
		}
		fmt.Fprintf(w, "%8.1f\n", mean)
	}
	o.Log, o.Dev = io.Discard, nil
	first := func(o Options) [spans.Roles]Score { return scoreFirst(TrainFirst(train, o), dev) }
	row("first stage", first(o))
	for _, part := range parts {
		x := o
		x.Without = map[string]bool{}
		for _, t := range part.templates {
			x.Without[t] = true
		}
		row("without "+part.name, first(x))
	}
	x := o
	x.Dropout = 0
	row("without dropout", first(x))
	row("both stages", Evaluate(Train(train, o), dev))
}
