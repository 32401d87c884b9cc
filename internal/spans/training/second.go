package training

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// A judged candidate is one with its features and whether it is right.
type judged struct {
	features []spans.Feature
	right    bool
}

// Judge finds the first stage's candidates in an article.
func Judge(first *spans.First, e *Example, visit func(paragraph int, r *spans.Reading, candidates []spans.Candidate)) {
	f := spans.NewFinder(&spans.Model{First: first})
	for p, par := range e.Paragraphs {
		f.Judge(par)
		visit(p, &f.Reading, f.Candidates)
	}
}

// Gold returns the spans of labels.
func Gold(labels []spans.Label) map[spans.Span]bool {
	gold := map[spans.Span]bool{}
	for _, s := range Ordered(labels) {
		gold[s.Span] = true
	}
	return gold
}

// Without returns a list without the elements of one fold.
func Without[T any](list []T, folds, fold int) (out []T) {
	for i, e := range list {
		if i%folds != fold {
			out = append(out, e)
		}
	}
	return out
}

// TrainSecond fits the second stage to the judged candidates of articles.
func TrainSecond(data [][]judged, o Options) *spans.Second {
	o.Epochs, o.Dropout, o.Rate, o.Fewest, o.Most = 5, 0.25, 0.05, 3, 200_000
	return &spans.Second{Weights: fit("second stage", slices.Concat(data...), o)}
}

// judge returns the candidates of each article, judged by the first stage that
// was trained without it.
func judge(firsts []*spans.First, examples []*Example) [][]judged {
	out := make([][]judged, len(examples))
	parallel(len(examples), func(k int) {
		Judge(firsts[k%len(firsts)], examples[k], func(p int, r *spans.Reading, list []spans.Candidate) {
			gold := Gold(examples[k].Labels[p])
			for i, f := range spans.Features(r, list) {
				out[k] = append(out[k], judged{f, gold[list[i].Span]})
			}
		})
	})
	return out
}

// fit fits weights to judged features by logistic regression.
func fit(name string, data []judged, o Options) spans.Weights {
	counts := map[uint32]int{}
	for _, d := range data {
		for _, f := range d.features {
			counts[f.Key]++
		}
	}
	index := map[uint32]int32{}
	keys := []uint32{}
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
	random := o.Seed + 7
	for epoch := range o.Epochs {
		loss := 0.0
		for _, k := range shuffle(len(items), &random) {
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
		fmt.Fprintf(o.Log, "%s, epoch %2d: loss %.4f a candidate\n", name, epoch+1, loss/float64(len(items)))
	}
	// Numbers always take part.
	for _, d := range data {
		for _, f := range d.features {
			if id, ok := index[f.Key]; ok && f.Value != 1 {
				whole[id] = true
			}
		}
	}
	// Only those that weigh most in the data are kept.
	worth := func(i int) float64 { return float64(w[i]) * float64(w[i]) * float64(counts[keys[i]]) }
	order := make([]int, len(keys))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(worth(b), worth(a)), cmp.Compare(keys[a], keys[b])) })
	weights := map[uint32]float64{}
	for _, i := range order[:min(len(order), o.Most)] {
		weights[keys[i]] = float64(w[i])
		if !whole[i] {
			weights[keys[i]] *= 1 - o.Dropout
		}
	}
	return spans.NewWeights(weights)
}
