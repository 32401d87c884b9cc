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
	return t.Leaves[(t.above(0, facts)<<4|t.above(1, facts)<<3|t.above(2, facts)<<2|t.above(3, facts)<<1|t.above(4, facts))%len(t.Leaves)]
}

// above answers question k: 1 for yes. It has no branch, which could not be foretold.
func (t *Tree) above(k int, facts *Facts) int {
	yes := 0
	if facts[t.Facts[k]%uint8(len(facts))] > t.Limits[k] {
		yes = 1
	}
	return yes
}

// Score adds up the values of the leaves that the facts lead to.
func (t Trees) Score(facts *Facts) float32 {
	sum := float32(0)
	for i := range t {
		sum += t[i].Value(facts)
	}
	return sum
}
