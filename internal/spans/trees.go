package spans

// Trees are regression trees whose values add up (gradient boosting: Friedman,
// Greedy function approximation, Annals of Statistics 2001).
type Trees []Tree

// Depth is how many facts a tree asks for; Value is written out for it.
const Depth = 5

// A Tree is oblivious: it asks all candidates the same questions, whether a fact
// is above a limit. The answers are the bits of the leaf's number, so that no
// question waits for another (Kohavi, Bottom-up induction of oblivious
// read-once decision graphs, ECML 1994).
type Tree struct {
	Facts  [Depth]uint8
	Limits [Depth]float32
	Leaves [1 << Depth]float32
}

// Value is the value of the leaf that the facts lead to.
func (t *Tree) Value(facts *Facts) float32 {
	leaf := 0
	for k, f := range t.Facts {
		leaf = leaf<<1 | above(facts, f, t.Limits[k])
	}
	return t.Leaves[leaf%len(t.Leaves)]
}

// above answers a question: 1 for yes. It has no branch, which could not be foretold.
func above(facts *Facts, fact uint8, limit float32) int {
	yes := 0
	if facts[fact%uint8(len(facts))] > limit {
		yes = 1
	}
	return yes
}

// Score adds up the values of the leaves that each of the facts lead to.
// Tree by tree, written out for Depth: its questions stay at hand.
func (t Trees) Score(facts []Facts, sums []float32) {
	sums = sums[:len(facts)]
	for i := range t {
		t := &t[i]
		a, b, c, d, e := t.Facts[0], t.Facts[1], t.Facts[2], t.Facts[3], t.Facts[4]
		la, lb, lc, ld, le := t.Limits[0], t.Limits[1], t.Limits[2], t.Limits[3], t.Limits[4]
		for k := range facts {
			f := &facts[k]
			leaf := above(f, a, la)<<4 | above(f, b, lb)<<3 | above(f, c, lc)<<2 | above(f, d, ld)<<1 | above(f, e, le)
			sums[k] += t.Leaves[leaf%len(t.Leaves)]
		}
	}
}
