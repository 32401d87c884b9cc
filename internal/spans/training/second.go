package training

import (
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
	f := (&spans.Model{First: first}).Finder()
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

// Settings of the second stage: how many places its linear weights have, the folds of
// the jack-knife within it, and the passes of trees.
const (
	secondPlaces = 1 << 19
	secondFolds  = 4
	passes       = 2
	doubtful     = -3 // the score above which trees learn from candidates: more than they are asked about
)

// TrainSecond fits the second stage to the judged candidates of articles. What
// a part of it says of an article is learned without that article before it is
// a fact for the next part (stacking).
func TrainSecond(articles [][]judged, o Options) *spans.Second {
	o.Epochs, o.Dropout, o.Rate = 3, 0.25, 0.05
	whole := trainLinear(articles, o)
	judgements := make([][]*spans.Judgement, len(articles))
	eachFold(articles, func(rest [][]judged, fold []int) {
		linear := trainLinear(rest, o)
		for _, k := range fold {
			for _, p := range articles[k] {
				j := new(spans.Judgement)
				linear.Judge(j, p.reading, p.candidates)
				judgements[k] = append(judgements[k], j)
			}
		}
	})
	for pass := range passes {
		rows := make([][spans.Roles][]row, len(articles))
		parallel(len(articles), func(k int) {
			for p, j := range judgements[k] {
				j.Facts(doubtful, func(i int, facts *spans.Facts) {
					role := articles[k][p].candidates[i].Role
					rows[k][role] = append(rows[k][role], row{*facts, j.Scored(i), articles[k][p].right[i]})
				})
			}
		})
		whole.Passes = append(whole.Passes, trainTrees(rows, o))
		fmt.Fprintf(o.Log, "second stage, pass %d of the trees done\n", pass+1)
		if pass+1 < passes {
			eachFold(rows, func(rest [][spans.Roles][]row, fold []int) {
				t := trainTrees(rest, o)
				for _, k := range fold {
					for _, j := range judgements[k] {
						j.Pass(t, doubtful)
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
	return &spans.Second{Weights: fit("second stage", articles, secondPlaces, o)}
}

// fit fits as many weights to judged features, by logistic regression with AdaGrad.
func fit(name string, articles [][]judged, places int, o Options) spans.Weights {
	type item struct {
		features []spans.Feature
		right    float32
	}
	var items []item
	numbers := make([]bool, places) // of features that are no mere facts: dropout spares them
	at := func(f spans.Feature) int { return int(f.Key) & (places - 1) }
	for _, paragraphs := range articles {
		for _, p := range paragraphs {
			for i, features := range p.features {
				items = append(items, item{features, float32(number(p.right[i]))})
				for _, f := range features {
					if f.Value != 1 {
						numbers[at(f)] = true
					}
				}
			}
		}
	}
	w, squares := make([]float32, places), make([]float32, places)
	var kept []spans.Feature
	random := o.Seed + 7
	for epoch := range o.Epochs {
		loss := 0.0
		for _, k := range shuffle(len(items), &random) {
			it := &items[k]
			x := float32(0)
			kept = kept[:0]
			for _, f := range it.features {
				if f.Value == 1 && chance(&random) < o.Dropout {
					continue
				}
				kept = append(kept, f)
				x += w[at(f)] * f.Value
			}
			p := float32(1 / (1 + math.Exp(-float64(x))))
			g := it.right - p
			loss -= math.Log(math.Max(float64(1-float32(math.Abs(float64(g)))), 1e-9))
			for _, f := range kept {
				d := g * f.Value
				squares[at(f)] += d * d
				w[at(f)] += float32(o.Rate) * d / float32(math.Sqrt(float64(squares[at(f)])+1))
			}
		}
		fmt.Fprintf(o.Log, "%s, epoch %2d: loss %.4f a candidate\n", name, epoch+1, loss/float64(len(items)))
	}
	for i := range w {
		if !numbers[i] {
			w[i] *= float32(1 - o.Dropout)
		}
	}
	return spans.NewWeights(w)
}
