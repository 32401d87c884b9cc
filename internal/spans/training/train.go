package training

import (
	"fmt"
	"io"
	"math"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Train fits a whole model to annotated articles. The second stage and the
// confidence are fitted to what first stages say of articles that they have not
// seen (jack-knife over a few folds).
func Train(examples []*Example, o Options) *spans.Model {
	m := &spans.Model{Linker: TrainLinker(examples, o), Least: o.Least}
	firsts := make([]*spans.First, o.Folds)
	for k := range firsts {
		fmt.Fprintf(o.Log, "first stage without part %d of %d\n", k+1, o.Folds)
		part := o
		part.Dev = nil
		firsts[k] = TrainFirst(Without(examples, o.Folds, k), part)
	}
	data := judgeFolds(firsts, examples)
	m.Second = TrainSecond(data, o)
	calibrate(m, firsts[0], data, examples, o)
	fmt.Fprintln(o.Log, "first stage")
	m.First = TrainFirst(examples, o)
	return m
}

// calibrate fits the weights of the evidence for statements, on the articles of
// the first fold with a second stage that has not seen them either.
func calibrate(m *spans.Model, first *spans.First, data [][]judged, examples []*Example, o Options) {
	var held []*Example
	for k, e := range examples {
		if k%o.Folds == 0 {
			held = append(held, e)
		}
	}
	o.Log = io.Discard
	x := &spans.Model{First: first, Second: TrainSecond(Without(data, o.Folds, 0), o), Linker: m.Linker, Least: m.Least}
	type seen struct {
		evidence spans.Evidence
		right    bool
	}
	parts := make([][]seen, len(held))
	parallel(len(held), func(k int) {
		f := x.Finder()
		for p, par := range held[k].Paragraphs {
			chosen, statements := f.Find(par, nil)
			for _, s := range statements {
				if len(s.Content) > 0 {
					parts[k] = append(parts[k], seen{spans.EvidenceOf(s, chosen), held[k].about(p, s, chosen)})
				}
			}
		}
	})
	var trust spans.Evidence
	// Logistic regression, by steps along the gradient that a bound on the
	// curvature keeps short.
	for range 400 {
		var gradient, curve spans.Evidence
		for _, part := range parts {
			for _, s := range part {
				x := 0.0
				for i, v := range s.evidence {
					x += trust[i] * v
				}
				g := 1/(1+math.Exp(-x)) - number(s.right)
				for i, v := range s.evidence {
					gradient[i] += g * v
					curve[i] += v * v / 4
				}
			}
		}
		for i := range trust {
			trust[i] -= 0.5 * gradient[i] / (curve[i] + 1)
		}
	}
	m.Trust = trust
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// about reports whether a statement found in paragraph p is about that of an
// annotated attribution: half of the union of their contents' tokens is
// common, and their sources overlap.
func (e *Example) about(p int, s spans.Statement, chosen []spans.Candidate) bool {
	first := e.Document.Paragraphs[p].Tokens.First
	in := func(i int, list ...int) bool {
		for _, c := range list {
			if c >= 0 && first+chosen[c].Start <= i && i < first+chosen[c].End {
				return true
			}
		}
		return false
	}
	found := 0
	for _, c := range s.Content {
		found += chosen[c].End - chosen[c].Start
	}
	for i := range e.Article.Attributions {
		a := &e.Article.Attributions[i]
		both, gold, source := 0, 0, len(a.Source) == 0 && s.Source < 0
		for _, c := range a.Content {
			for t := e.Document.TokensIn(quoteSpan(c)); t.First < t.End; t.First++ {
				gold++
				if in(t.First, s.Content...) {
					both++
				}
			}
		}
		for _, c := range a.Source {
			for t := e.Document.TokensIn(quoteSpan(c)); t.First < t.End; t.First++ {
				source = source || in(t.First, s.Source)
			}
		}
		if source && 2*both >= found+gold-both && both > 0 {
			return true
		}
	}
	return false
}
