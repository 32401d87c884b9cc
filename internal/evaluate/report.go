package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"slices"
	"text/tabwriter"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

// most is how many articles are listed that got better, and worse.
const most = 10

// A reporter writes tables about runs over the same articles.
type reporter struct {
	out   io.Writer
	gold  []annotation.Article
	drawn []resample
}

func report(out io.Writer, goldName string, gold []annotation.Article, results []*result) {
	attributions := 0
	for i := range gold {
		attributions += len(gold[i].Attributions)
	}
	fmt.Fprintf(out, "%s: %d articles, %d attributions\n", goldName, len(gold), attributions)
	rep := reporter{out, gold, draw(len(gold))}
	for _, r := range results {
		fmt.Fprintf(out, "\n%s: %d statements\n", r.name, r.statements)
		rep.table(r)
	}
	if len(results) == 2 {
		rep.compare(results[0], results[1])
	}
}

// table writes a run's scores: of all, by kind, by length.
func (rep *reporter) table(r *result) {
	w := tabwriter.NewWriter(rep.out, 0, 0, 2, ' ', 0)
	for _, section := range []struct {
		name   string
		groups []string
	}{{"all", []string{""}}, {"by kind", kindGroups}, {"by length", lengthGroups}} {
		fmt.Fprintf(w, "\n%s\t\texact\t\t\t\toverlap\n", section.name)
		fmt.Fprint(w, "\t\t    P\t    R\t   F1\t95 %\t    P\t    R\t   F1\t95 %\tright\tfound\t gold\n")
		for _, role := range rolesAndAttribution() {
			for _, group := range section.groups {
				tallies := r.row(role, group)
				t := total(tallies)
				if t.gold+t.found == 0 {
					continue
				}
				fmt.Fprintf(w, "%s\t%s\t%s\t", role, group, rep.scores(exact, tallies))
				if role == attribution {
					fmt.Fprint(w, "\t\t\t\t") // right or wrong as a whole
				} else {
					fmt.Fprintf(w, "%s\t", rep.scores(overlap, tallies))
				}
				fmt.Fprintf(w, "%5.0f\t%5.0f\t%5.0f\n", t.right, t.found, t.gold)
			}
		}
	}
	w.Flush()
}

// scores writes four cells: precision, recall, F1 and its interval.
func (rep *reporter) scores(m measure, tallies []tally) string {
	values := make([]float64, len(rep.drawn))
	for i, d := range rep.drawn {
		values[i] = m.f1(d.sum(tallies))
	}
	low, high := interval(values)
	t := total(tallies)
	p, r := m.of(t)
	return fmt.Sprintf("%5.1f\t%5.1f\t%5.1f\t[%.1f, %.1f]", 100*p, 100*r, m.f1(t), low, high)
}

// compare writes what is different in the other run.
func (rep *reporter) compare(base, other *result) {
	fmt.Fprintf(rep.out, "\n%s against %s\n\n", other.name, base.name)
	w := tabwriter.NewWriter(rep.out, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "F1\t\tbefore\tafter\tdifference\t95 %\tbetter in\n")
	for _, m := range []measure{exact, overlap} {
		for _, role := range rolesAndAttribution() {
			if m.name == overlap.name && role == attribution {
				continue // right or wrong as a whole
			}
			before, after := base.row(role, ""), other.row(role, "")
			differences, better := make([]float64, len(rep.drawn)), 0
			for i, d := range rep.drawn {
				differences[i] = m.f1(d.sum(after)) - m.f1(d.sum(before))
				if differences[i] > 0 {
					better++
				}
			}
			b, a := m.f1(total(before)), m.f1(total(after))
			if math.IsNaN(a - b) {
				continue // nothing of this role in the gold and in one of the runs
			}
			low, high := interval(differences)
			fmt.Fprintf(w, "%s\t%s\t%5.1f\t%5.1f\t%+5.1f\t[%+.1f, %+.1f]\t%5.1f %%\n", role, m.name, b, a, a-b, low, high, 100*float64(better)/resamples)
		}
	}
	w.Flush()

	rep.list("better", -1, base, other)
	rep.list("worse", +1, base, other)
}

// A change is how the errors in an article's spans changed.
type change struct {
	id            string
	before, after tally
}

func (c change) errors() int {
	return c.after.missed() + c.after.spurious() - c.before.missed() - c.before.spurious()
}

// list writes the articles whose errors changed most in one direction.
func (rep *reporter) list(word string, sign int, base, other *result) {
	var changes []change
	for i := range rep.gold {
		c := change{id: rep.gold[i].ID}
		for _, role := range roles {
			c.before.add(base.counts[i][row{role.name, ""}])
			c.after.add(other.counts[i][row{role.name, ""}])
		}
		if sign*c.errors() > 0 {
			changes = append(changes, c)
		}
	}
	slices.SortFunc(changes, func(a, b change) int {
		return cmp.Or(cmp.Compare(sign*b.errors(), sign*a.errors()), cmp.Compare(a.id, b.id))
	})

	fmt.Fprintf(rep.out, "\n%d of %d articles got %s\n", len(changes), len(rep.gold), word)
	w := tabwriter.NewWriter(rep.out, 0, 0, 2, ' ', 0)
	if len(changes) > 0 {
		fmt.Fprint(w, "errors\tmissed\tspurious\tgold\tarticle\n")
	}
	for _, c := range changes[:min(len(changes), most)] {
		fmt.Fprintf(w, "%+d\t%d → %d\t%d → %d\t%.0f\t%s\n", c.errors(), c.before.missed(), c.after.missed(), c.before.spurious(), c.after.spurious(), c.before.gold, c.id)
	}
	w.Flush()
}

// row returns a row's tallies by article.
func (r *result) row(role, group string) []tally {
	out := make([]tally, len(r.counts))
	for i, c := range r.counts {
		out[i] = c[row{role, group}]
	}
	return out
}

func rolesAndAttribution() []string {
	var out []string
	for _, r := range roles {
		out = append(out, r.name)
	}
	return append(out, attribution)
}
