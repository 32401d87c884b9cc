package training

import (
	"fmt"
	"math"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// A judged candidate is one with its features and whether it is right.
type judged struct {
	features []spans.Feature
	right    bool
}

// Judge finds the first stage's candidates in an article.
func Judge(first *spans.First, e *Example) (readings []spans.Reading, candidates [][]spans.Candidate) {
	var lattice spans.Lattice
	for _, par := range e.Paragraphs {
		r := spans.Read(par, first.Level)
		lattice.Run(first.Chain, first.Score(r), r.Kinds())
		readings = append(readings, r)
		candidates = append(candidates, lattice.Candidates(nil))
	}
	return readings, candidates
}

// Gold returns the spans of labels.
func Gold(labels []spans.Label) map[spans.Span]bool {
	gold := map[spans.Span]bool{}
	for _, s := range Ordered(labels) {
		gold[s] = true
	}
	return gold
}

// Without returns the examples without those of one fold.
func Without(examples []*Example, folds, fold int) (out []*Example) {
	for i, e := range examples {
		if i%folds != fold {
			out = append(out, e)
		}
	}
	return out
}

// JudgeFolds judges the candidates in each fold by the first stage that was
// trained without it.
func JudgeFolds(firsts []*spans.First, examples []*Example) (out []judged) {
	parts := make([][]judged, len(examples))
	parallel(len(examples), func(k int) {
		readings, candidates := Judge(firsts[k%len(firsts)], examples[k])
		for p, list := range candidates {
			gold := Gold(examples[k].Labels[p])
			for i, f := range spans.Features(readings[p], list) {
				parts[k] = append(parts[k], judged{f, gold[list[i].Span]})
			}
		}
	})
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// TrainSecond fits the second stage to judged candidates.
func TrainSecond(data []judged, o Options) *spans.Second {
	counts := map[uint64]int{}
	for _, d := range data {
		for _, f := range d.features {
			counts[f.Key]++
		}
	}
	index := map[uint64]int32{}
	keys := []uint64{}
	for _, d := range data {
		for _, f := range d.features {
			if counts[f.Key] >= o.Fewest {
				if _, ok := index[f.Key]; !ok {
					index[f.Key] = int32(len(keys))
					keys = append(keys, f.Key)
				}
			}
		}
	}
	type item struct {
		ids    []int32
		values []float32
		right  float32
	}
	items := make([]item, len(data))
	for i, d := range data {
		for _, f := range d.features {
			if id, ok := index[f.Key]; ok {
				items[i].ids = append(items[i].ids, id)
				items[i].values = append(items[i].values, f.Value)
			}
		}
		if d.right {
			items[i].right = 1
		}
	}
	whole := make([]bool, len(keys))
	w, q := make([]float32, len(keys)), make([]float32, len(keys))
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	random := o.Seed + 7
	for epoch := range o.Epochs {
		for i := len(order) - 1; i > 0; i-- {
			random = scramble(random)
			j := int(random % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		loss := 0.0
		for _, k := range order {
			it := &items[k]
			x := float32(0)
			random = scramble(random)
			mask := random
			kept := make([]bool, len(it.ids))
			for n, id := range it.ids {
				if n%16 == 0 {
					mask = scramble(mask)
				}
				kept[n] = it.values[n] != 1 || float64(mask>>(n%16*4)&15) >= 16*o.Dropout
				if kept[n] {
					x += w[id] * it.values[n]
				}
			}
			p := float32(1 / (1 + math.Exp(-float64(x))))
			g := it.right - p
			loss -= math.Log(math.Max(float64(1-float32(math.Abs(float64(g)))), 1e-9))
			for n, id := range it.ids {
				if kept[n] {
					d := g * it.values[n]
					q[id] += d * d
					w[id] += float32(o.Rate) * d / float32(math.Sqrt(float64(q[id])+1))
				}
			}
		}
		fmt.Fprintf(o.Log, "second stage, epoch %2d: loss %.4f a candidate\n", epoch+1, loss/float64(len(items)))
	}
	s := &spans.Second{Weights: make(map[uint64]float32, len(keys))}
	// Numbers always take part.
	for _, d := range data {
		for _, f := range d.features {
			if id, ok := index[f.Key]; ok && f.Value != 1 && !whole[id] {
				whole[id] = true
			}
		}
	}
	for i, k := range keys {
		s.Weights[k] = w[i]
		if !whole[i] {
			s.Weights[k] *= float32(1 - o.Dropout)
		}
	}
	return s
}
