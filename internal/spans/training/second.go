package training

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// judged is a paragraph with its candidates, their features, and which are right.
type judged struct {
	reading    *spans.Reading
	candidates []spans.Candidate
	features   [][]spans.Feature
	right      []bool
}

// Judge visits the first stage's candidates in an article, by paragraph.
func Judge(first *spans.First, e *Example, visit func(paragraph int, r *spans.Reading, candidates []spans.Candidate)) {
	f := spans.NewFinder(&spans.Model{First: first})
	for p, par := range e.Paragraphs {
		f.Judge(par)
		reading, list := f.Reading, slices.Clone(f.Candidates)
		f.Reading = spans.Reading{}
		visit(p, &reading, list)
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

// judgeFolds judges the candidates in each fold by the first stage that was
// trained without it. It returns the paragraphs of each article.
func judgeFolds(firsts []*spans.First, examples []*Example) [][]judged {
	out := make([][]judged, len(examples))
	parallel(len(examples), func(k int) {
		Judge(firsts[k%len(firsts)], examples[k], func(p int, r *spans.Reading, list []spans.Candidate) {
			j := judged{reading: r, candidates: list, features: spans.Features(r, list)}
			gold := Gold(examples[k].Labels[p])
			for _, c := range list {
				j.right = append(j.right, gold[c.Span])
			}
			out[k] = append(out[k], j)
		})
	})
	return out
}

// Folds of the jack-knife within the second stage, and its passes of trees.
const (
	secondFolds = 4
	passes      = 2
)

// TrainSecond fits the second stage to the judged candidates of articles. What
// a part of it says of an article is learned without that article before it is
// a fact for the next part (stacking).
func TrainSecond(articles [][]judged, o Options) *spans.Second {
	o.Epochs, o.Dropout, o.Rate, o.Fewest, o.Most = 3, 0.25, 0.05, 5, 200_000
	whole := trainLinear(articles, o)
	judgements := make([][]*spans.Judgement, len(articles))
	eachFold(articles, func(rest [][]judged, fold []int) {
		linear := trainLinear(rest, o)
		for _, k := range fold {
			for _, p := range articles[k] {
				judgements[k] = append(judgements[k], linear.Judge(p.reading, p.candidates))
			}
		}
	})
	for pass := range passes {
		rows := make([][spans.Roles][]row, len(articles))
		parallel(len(articles), func(k int) {
			for p, j := range judgements[k] {
				for i, facts := range j.Facts() {
					if facts != nil {
						role := articles[k][p].candidates[i].Role
						rows[k][role] = append(rows[k][role], row{facts, j.Scored(i), articles[k][p].right[i]})
					}
				}
			}
		})
		whole.Passes = append(whole.Passes, trainTrees(rows, o))
		fmt.Fprintf(o.Log, "second stage, pass %d of the trees done\n", pass+1)
		if pass+1 < passes {
			eachFold(rows, func(rest [][spans.Roles][]row, fold []int) {
				t := trainTrees(rest, o)
				for _, k := range fold {
					for _, j := range judgements[k] {
						j.Pass(t)
					}
				}
			})
		}
	}
	return whole
}

// eachFold calls f for each fold, with what is not in it and the numbers of
// what is. The folds lie across those of the first stage.
func eachFold[T any](list []T, f func(rest []T, fold []int)) {
	for k := range secondFolds {
		var rest []T
		var fold []int
		for i, x := range list {
			if i/secondFolds%secondFolds == k {
				fold = append(fold, i)
			} else {
				rest = append(rest, x)
			}
		}
		f(rest, fold)
	}
}

func trainTrees(articles [][spans.Roles][]row, o Options) (out [spans.Roles]spans.Trees) {
	for role := range out {
		var all []row
		for _, a := range articles {
			all = append(all, a[role]...)
		}
		out[role] = boost(all, o.Seed)
	}
	return out
}

func trainLinear(articles [][]judged, o Options) *spans.Second {
	return &spans.Second{Weights: fit("second stage", articles, o)}
}

// fit fits weights to judged features, by logistic regression with AdaGrad.
func fit(name string, articles [][]judged, o Options) spans.Weights {
	counts := map[uint32]int{}
	each := func(visit func(features []spans.Feature, right bool)) {
		for _, paragraphs := range articles {
			for _, p := range paragraphs {
				for i, f := range p.features {
					visit(f, p.right[i])
				}
			}
		}
	}
	each(func(features []spans.Feature, _ bool) {
		for _, f := range features {
			counts[f.Key]++
		}
	})
	index := map[uint32]int32{}
	keys := []uint32{}
	each(func(features []spans.Feature, _ bool) {
		for _, f := range features {
			if _, ok := index[f.Key]; !ok && counts[f.Key] >= o.Fewest {
				index[f.Key] = int32(len(keys))
				keys = append(keys, f.Key)
			}
		}
	})
	type item struct {
		ids    []int32
		values []float32
		right  float32
	}
	var items []item
	whole := make([]bool, len(keys)) // numbers: they always take part
	each(func(features []spans.Feature, right bool) {
		var it item
		for _, f := range features {
			if id, ok := index[f.Key]; ok {
				it.ids = append(it.ids, id)
				it.values = append(it.values, f.Value)
				whole[id] = whole[id] || f.Value != 1
			}
		}
		if right {
			it.right = 1
		}
		items = append(items, it)
	})
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
