package training

import (
	"math"
	"slices"
	"sort"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Settings of gradient boosting.
const (
	trees      = 100
	treeRate   = 0.12
	leastLeaf  = 5   // sum of p(1-p) in a leaf
	ridge      = 5.0 // added to it in a leaf's value
	treeRows   = 0.6 // share of the rows that a tree sees
	treeFacts  = 0.4 // share of the facts
	mostLimits = 63  // of a fact
)

// A row is a candidate as the trees see it: its facts, its score so far, and
// whether it is right.
type row struct {
	facts spans.Facts
	score float64
	right bool
}

// slope is the first and second derivative of the likelihood, summed up.
type slope struct{ first, second float64 }

func (s *slope) add(t slope) { s.first, s.second = s.first+t.first, s.second+t.second }
func (s slope) gain() float64 {
	return s.first * s.first / (s.second + ridge)
}

// boost fits trees to rows: each to the gradient of the likelihood that those
// before it left, over histograms.
func boost(rows []row, seed uint64) spans.Trees {
	b := booster{
		limits: make([][]float32, len(rows[0].facts)), bins: make([][]uint8, len(rows[0].facts)),
		slopes: make([]slope, len(rows)),
	}
	parallel(len(b.bins), func(f int) { b.bin(f, rows) })
	scores := make([]float64, len(rows))
	for i, r := range rows {
		scores[i] = r.score
	}
	var out spans.Trees
	for range trees {
		var sample []int32
		for i, r := range rows {
			p := 1 / (1 + math.Exp(-scores[i]))
			b.slopes[i] = slope{-p, max(p*(1-p), 1e-6)}
			if r.right {
				b.slopes[i].first++
			}
			if chance(&seed) < treeRows {
				sample = append(sample, int32(i))
			}
		}
		b.facts = b.facts[:0]
		for f := range b.bins {
			if chance(&seed) < treeFacts {
				b.facts = append(b.facts, f)
			}
		}
		tree := b.grow(sample)
		const parts = 16
		parallel(parts, func(part int) {
			for i := part * len(rows) / parts; i < (part+1)*len(rows)/parts; i++ {
				scores[i] += float64(tree.Value(&rows[i].facts))
			}
		})
		out = append(out, tree)
	}
	return out
}

// chance returns a number in [0,1).
func chance(seed *uint64) float64 {
	*seed = scramble(*seed)
	return float64(*seed>>11) / (1 << 53)
}

// booster holds what growing trees needs: by fact, the limits and each row's bin.
type booster struct {
	limits [][]float32
	bins   [][]uint8
	slopes []slope // by row
	facts  []int   // that the tree may use
}

// bin finds the limits of a fact, at even quantiles, and the bins of the rows.
func (b *booster) bin(fact int, rows []row) {
	values := make([]float32, len(rows))
	for i := range rows {
		values[i] = rows[i].facts[fact]
	}
	slices.Sort(values)
	if distinct := slices.Compact(slices.Clone(values)); len(distinct) <= mostLimits {
		b.limits[fact] = distinct
	} else {
		for k := range mostLimits {
			b.limits[fact] = append(b.limits[fact], values[(k+1)*(len(values)-1)/(mostLimits+1)])
		}
		b.limits[fact] = slices.Compact(b.limits[fact])
	}
	limits := b.limits[fact]
	b.bins[fact] = make([]uint8, len(rows))
	for i := range rows {
		b.bins[fact][i] = uint8(sort.Search(len(limits), func(k int) bool { return rows[i].facts[fact] <= limits[k] }))
	}
}

// grow grows a tree level by level, each by the question that gains most in all
// leaves together.
func (b *booster) grow(sample []int32) (tree spans.Tree) {
	leaf := make([]uint8, len(sample))
	gains, bins := make([]float64, len(b.facts)), make([]int, len(b.facts))
	for level := range spans.Depth {
		parallel(len(b.facts), func(k int) {
			gains[k], bins[k] = b.ask(b.facts[k], sample, leaf, 1<<level)
		})
		tree.Limits[level] = float32(math.Inf(1)) // where nothing gains, all answer no
		answers, bin, most := []uint8(nil), 0, 0.0
		for k, fact := range b.facts {
			if gains[k] > most {
				answers, bin, most = b.bins[fact], bins[k], gains[k]
				tree.Facts[level], tree.Limits[level] = uint8(fact), b.limits[fact][bin]
			}
		}
		for i, row := range sample {
			leaf[i] <<= 1
			if answers != nil && int(answers[row]) > bin {
				leaf[i]++
			}
		}
	}
	var total [1 << spans.Depth]slope
	for i, row := range sample {
		total[leaf[i]].add(b.slopes[row])
	}
	for l, s := range total {
		tree.Leaves[l] = float32(treeRate * s.first / (s.second + ridge))
	}
	return tree
}

// ask finds the limit of a fact that gains most when so many leaves are split by
// it, and the gain. A leaf that it would leave too little of stays as it is.
func (b *booster) ask(fact int, sample []int32, leaf []uint8, leaves int) (most float64, limit int) {
	bins := len(b.limits[fact]) + 1
	histogram := make([]slope, leaves*bins)
	for i, row := range sample {
		histogram[int(leaf[i])*bins+int(b.bins[fact][row])].add(b.slopes[row])
	}
	total, low := make([]slope, leaves), make([]slope, leaves)
	for k, s := range histogram {
		total[k/bins].add(s)
	}
	for bin := range bins - 1 {
		gain := 0.0
		for l := range leaves {
			low[l].add(histogram[l*bins+bin])
			high := slope{total[l].first - low[l].first, total[l].second - low[l].second}
			if low[l].second >= leastLeaf && high.second >= leastLeaf {
				gain += low[l].gain() + high.gain() - total[l].gain()
			}
		}
		if gain > most {
			most, limit = gain, bin
		}
	}
	return most, limit
}
