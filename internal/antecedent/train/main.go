// Command train fits the weights of package antecedent and reports what each
// feature is worth.
//
//	go run ./internal/antecedent/train -weak polnear-train.jsonl -gold polnear-dev.jsonl -speakers speakers-dev.jsonl >internal/antecedent/weights.txt
//
// Run it from the root of the repository. The weights go to standard output, the
// tables to standard error. It is deterministic.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/internal/antecedent"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

func main() {
	weak := flag.String("weak", "", "`articles` with attributions, to fit on short names read as pronouns")
	gold := flag.String("gold", "", "`articles` with attributions, to fit and to cross-validate on pronouns")
	speakers := flag.String("speakers", "", "the `speakers` of the latter")
	weight := flag.Float64("weight", 0.1, "what a short name counts beside a pronoun")
	folds := flag.Int("folds", 10, "of cross-validation over articles")
	flag.Parse()
	var out bytes.Buffer
	if err := run(&out, os.Stderr, *weak, *gold, *speakers, *weight, *folds); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
	os.Stdout.Write(out.Bytes())
}

// A choice is a pronoun with its candidates.
type choice struct {
	article    int // -1 for a short name
	candidates []antecedent.Features
	right      int
	weight     float64
}

func run(out, log io.Writer, weakFile, goldFile, speakersFile string, weight float64, folds int) error {
	var choices []choice
	articles := 0
	who := map[string]*cast{}
	if err := read(speakersFile, func(c *cast) { who[c.ID] = c }); err != nil {
		return err
	}
	if err := read(goldFile, func(a *article) {
		choices = append(choices, pronouns(a, who[a.ID], articles)...)
		articles++
	}); err != nil {
		return err
	}
	n := len(choices)
	if err := read(weakFile, func(a *article) { choices = append(choices, names(a, weight)...) }); err != nil {
		return err
	}
	fmt.Fprintf(log, "%d pronouns in %d articles, %d short names\n\n", n, articles, len(choices)-n)

	hand := antecedent.Features{1, 0.42, -0.45, -0.3, 0.9, -0.4, 0, 0.8, 0}
	const none = antecedent.Feature(-1)
	show := func(what string, share float64) { fmt.Fprintf(log, "%-34s %.1f %%\n", what, 100*share) }
	fmt.Fprintln(log, "pronouns right, cross-validated over articles:")
	show("weights set by hand", share(hand, choices[:n]))
	show("all features", validate(choices, articles, folds, none))
	show("fitted on pronouns alone", validate(choices[:n], articles, folds, none))
	show("fitted on short names alone", share(fit(choices[n:], none), choices[:n]))
	for f := range antecedent.Count {
		show("without "+f.String(), validate(choices, articles, folds, f))
	}

	fmt.Fprintln(out, "# Made by internal/antecedent/train: see README.md.")
	w := fit(choices, none)
	for f := range antecedent.Count {
		fmt.Fprintf(out, "%s %.2f\n", f, w[f])
	}
	return nil
}

// validate is the share of pronouns that weights fitted on other articles get right.
func validate(choices []choice, articles, folds int, without antecedent.Feature) float64 {
	right, all := 0.0, 0.0
	for fold := range folds {
		var train, test []choice
		for _, c := range choices {
			if c.article >= 0 && c.article%folds == fold {
				test = append(test, c)
			} else {
				train = append(train, c)
			}
		}
		right += share(fit(train, without), test) * float64(len(test))
		all += float64(len(test))
	}
	return right / all
}

// share is the share of choices that weights get right.
func share(w antecedent.Features, choices []choice) float64 {
	right := 0
	for _, c := range choices {
		best := 0
		for k := range c.candidates {
			if w.Score(&c.candidates[k]) > w.Score(&c.candidates[best]) {
				best = k
			}
		}
		if best == c.right {
			right++
		}
	}
	return float64(right) / float64(max(1, len(choices)))
}

// fit maximizes the penalized likelihood of the right candidates by gradient ascent
// with momentum.
func fit(choices []choice, without antecedent.Feature) (w antecedent.Features) {
	const steps, rate, momentum, penalty = 200, 0.1, 0.9, 1.0
	total := 0.0
	for _, c := range choices {
		total += c.weight
	}
	var speed antecedent.Features
	for range steps {
		var slope antecedent.Features
		for _, c := range choices {
			p := make([]float64, len(c.candidates))
			for k := range p {
				p[k] = w.Score(&c.candidates[k])
			}
			antecedent.Softmax(p)
			for k := range p {
				d := -p[k]
				if k == c.right {
					d++
				}
				for f := range slope {
					slope[f] += c.weight * d * c.candidates[k][f]
				}
			}
		}
		for f := range w {
			if antecedent.Feature(f) != without {
				speed[f] = momentum*speed[f] + (slope[f]-penalty*w[f])/total
				w[f] += rate * speed[f]
			}
		}
	}
	return w
}

type article struct {
	ID           string
	Text         string
	Attributions []attribution
}

type attribution struct {
	ID                   string
	Source, Cue, Content [][2]int
}

type cast struct {
	ID       string
	Entities []struct {
		Name    string
		Aliases []string
	}
	Speakers map[string]*int
}

func read[T any](file string, use func(*T)) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	in := json.NewDecoder(bufio.NewReader(f))
	for in.More() {
		x := new(T)
		if err := in.Decode(x); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		use(x)
	}
	return nil
}

// pronouns gives the choices that the pronouns of an article offer, those with
// the right speaker among them.
func pronouns(a *article, who *cast, number int) (out []choice) {
	doc := quote.Parse(a.Text)
	doc.Statements = nil
	ids := statements(doc, a.Attributions, len(a.Text))
	for i, x := range speaker.Attribute(doc).Attributions {
		e := who.Speakers[ids[i]]
		if e == nil || x.Statement.Source.Len() > len("they") {
			continue
		}
		known := map[string]bool{}
		for _, name := range append(who.Entities[*e].Aliases, who.Entities[*e].Name) {
			known[bare(name)] = true
		}
		if c, ok := choose(x.Candidates, func(name string) bool { return known[bare(name)] }); ok {
			c.article, c.weight = number, 1
			out = append(out, c)
		}
	}
	return out
}

// names gives the choices that the short names of an article would offer if
// they were pronouns.
func names(a *article, weight float64) (out []choice) {
	doc := quote.Parse(a.Text)
	doc.Statements = nil
	statements(doc, a.Attributions, len(a.Text))
	result := speaker.Attribute(doc)
	const atMost = 2
	for _, x := range result.Attributions {
		s := x.Statement.Source
		if len(x.Entities) != 1 || len(out) == atMost {
			continue
		}
		e := result.Entities[x.Entities[0]]
		if e.Gender == speaker.Unknown || len(e.Mentions) < 2 || s.Empty() || strings.Contains(strings.TrimPrefix(doc.Slice(s), "Mr. "), " ") {
			continue
		}
		pronoun := "he"
		if e.Gender == speaker.Female {
			pronoun = "she"
		}
		masked := quote.Parse(a.Text[:s.Start] + pronoun + a.Text[s.End:])
		masked.Statements = nil
		statements(masked, a.Attributions, s.Start)
		here := quote.Span{Start: s.Start, End: s.Start + len(pronoun)}
		masked.Statements = append(masked.Statements, quote.Statement{Content: []quote.Span{here}, Source: here})
		all := speaker.Attribute(masked).Attributions
		if c, ok := choose(all[len(all)-1].Candidates, func(name string) bool { return name == e.Name }); ok {
			c.article, c.weight = -1, weight
			out = append(out, c)
		}
	}
	return out
}

// statements gives a document the attributions that end before a byte, and
// returns their ids.
func statements(doc *quote.Document, all []attribution, before int) (ids []string) {
	slices.SortStableFunc(all, func(x, y attribution) int { return cmp.Compare(first(x.Content).Start, first(y.Content).Start) })
	for _, a := range all {
		s := quote.Statement{Source: first(a.Source), Cue: first(a.Cue), Kind: quote.Indirect}
		for _, c := range a.Content {
			s.Content = append(s.Content, quote.Span{Start: c[0], End: c[1]})
		}
		if len(s.Content) > 0 && max(s.Outer().End, s.Source.End, s.Cue.End) <= before {
			doc.Statements = append(doc.Statements, s)
			ids = append(ids, a.ID)
		}
	}
	return ids
}

func first(spans [][2]int) quote.Span {
	if len(spans) == 0 {
		return quote.Span{}
	}
	return quote.Span{Start: spans[0][0], End: spans[0][1]}
}

func choose(candidates []speaker.Candidate, right func(string) bool) (choice, bool) {
	c := choice{right: slices.IndexFunc(candidates, func(x speaker.Candidate) bool { return right(x.Speaker) })}
	for _, x := range candidates {
		c.candidates = append(c.candidates, x.Features)
	}
	return c, c.right >= 0 && len(candidates) > 1
}

// bare is a name in small letters without article and honorific.
func bare(name string) string {
	name = strings.ToLower(name)
	for _, word := range []string{"the ", "a ", "an ", "mr. ", "mrs. ", "ms. "} {
		name = strings.TrimPrefix(name, word)
	}
	return name
}
