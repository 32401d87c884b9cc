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
	leaves     = 16
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
// before it left, grown leaf by leaf where that gains most, over histograms.
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
				scores[i] += spans.Trees{tree}.Score(&rows[i].facts)
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

// A leaf of a growing tree, with its best split.
type leaf struct {
	node       int
	depth      int
	rows       []int32
	histograms [][]slope // by fact and bin
	total      slope
	gain       float64
	fact, bin  int
}

func (b *booster) grow(sample []int32) spans.Tree {
	var tree spans.Tree
	root := &leaf{rows: sample, histograms: make([][]slope, len(b.bins))}
	b.count(root)
	b.split(root)
	all := []*leaf{root}
	for len(all) < leaves {
		best := 0
		for i, l := range all {
			if l.gain > all[best].gain {
				best = i
			}
		}
		l := all[best]
		if l.gain <= 0 {
			break
		}
		tree.Facts[l.node], tree.Limits[l.node] = uint8(l.fact), b.limits[l.fact][l.bin]
		low := &leaf{node: 2*l.node + 1, depth: l.depth + 1, histograms: make([][]slope, len(b.bins))}
		high := &leaf{node: 2*l.node + 2, depth: l.depth + 1, histograms: l.histograms}
		for _, i := range l.rows {
			if int(b.bins[l.fact][i]) <= l.bin {
				low.rows = append(low.rows, i)
			} else {
				high.rows = append(high.rows, i)
			}
		}
		if len(low.rows) > len(high.rows) {
			low.histograms, high.histograms = high.histograms, low.histograms
			b.count(high)
			b.subtract(low, high)
		} else {
			b.count(low)
			b.subtract(high, low)
		}
		b.split(low)
		b.split(high)
		all[best] = low
		all = append(all, high)
	}
	for _, l := range all {
		// What would stand below a leaf is the leaf again.
		first, width := l.node, 1
		for range spans.Depth - l.depth {
			first, width = 2*first+1, 2*width
		}
		for k := range width {
			tree.Leaves[first-len(tree.Facts)+k] = float32(treeRate * l.total.first / (l.total.second + ridge))
		}
	}
	return tree
}

// count fills the histograms of a leaf.
func (b *booster) count(l *leaf) {
	for _, i := range l.rows {
		l.total.add(b.slopes[i])
	}
	parallel(len(b.facts), func(k int) {
		f := b.facts[k]
		h := make([]slope, len(b.limits[f])+1)
		for _, i := range l.rows {
			h[b.bins[f][i]].add(b.slopes[i])
		}
		l.histograms[f] = h
	})
}

// subtract turns the histograms of l's parent into l's.
func (b *booster) subtract(l, sibling *leaf) {
	for _, i := range l.rows {
		l.total.add(b.slopes[i])
	}
	for _, f := range b.facts {
		for k, x := range sibling.histograms[f] {
			l.histograms[f][k].add(slope{-x.first, -x.second})
		}
	}
}

// split finds the split of a leaf that gains most.
func (b *booster) split(l *leaf) {
	if l.depth == spans.Depth {
		return
	}
	for _, f := range b.facts {
		var low slope
		for k := range b.limits[f] {
			low.add(l.histograms[f][k])
			high := slope{l.total.first - low.first, l.total.second - low.second}
			if low.second < leastLeaf || high.second < leastLeaf {
				continue
			}
			if gain := low.gain() + high.gain() - l.total.gain(); gain > l.gain {
				l.gain, l.fact, l.bin = gain, f, k
			}
		}
	}
}
