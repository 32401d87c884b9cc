package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

const (
	resamples = 1000
	coverage  = 0.95
)

// A resample says which articles are drawn, some of them several times.
type resample []int32

// draw returns the same resamples for the same number of articles.
func draw(articles int) []resample {
	rng := rand.New(rand.NewPCG(1, 0))
	out := make([]resample, resamples)
	for i := range out {
		out[i] = make(resample, articles)
		for j := range out[i] {
			out[i][j] = int32(rng.IntN(articles))
		}
	}
	return out
}

// sum adds the tallies of the articles drawn.
func (r resample) sum(tallies []tally) tally {
	var t tally
	for _, i := range r {
		t.add(tallies[i])
	}
	return t
}

// total adds all tallies.
func total(tallies []tally) tally {
	var t tally
	for _, o := range tallies {
		t.add(o)
	}
	return t
}

// interval returns the percentiles between which 95 % of the values lie. Values that are
// not a number, from resamples without a single span, are left out.
func interval(values []float64) (low, high float64) {
	values = slices.DeleteFunc(values, math.IsNaN)
	if len(values) == 0 {
		return math.NaN(), math.NaN()
	}
	slices.Sort(values)
	cut := int((1 - coverage) / 2 * float64(len(values)))
	return values[cut], values[len(values)-1-cut]
}

// A measure turns a tally into precision and recall in [0,1].
type measure struct {
	name string
	of   func(tally) (p, r float64)
}

var (
	exact = measure{"exact", func(t tally) (p, r float64) {
		return ratio(t.right, t.found), ratio(t.right, t.gold)
	}}
	overlap = measure{"overlap", func(t tally) (p, r float64) {
		return ratio(t.foundCovered, t.found), ratio(t.goldCovered, t.gold)
	}}
)

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}

// f1 returns F1 in per cent; it is not a number where nothing was annotated or found.
func (m measure) f1(t tally) float64 {
	if t.gold+t.found == 0 {
		return math.NaN()
	}
	p, r := m.of(t)
	return ratio(200*p*r, p+r)
}
