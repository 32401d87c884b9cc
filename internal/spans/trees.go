package spans

// Trees are regression trees whose values add up (gradient boosting: Friedman,
// Greedy function approximation, Annals of Statistics 2001).
type Trees []Tree

// Depth is how many facts a tree asks for, one after the other.
const Depth = 5

// A Tree is a full binary tree. Inner node k asks whether a fact is above a
// limit: next is node 2k+2 if it is, 2k+1 if not. The last level are leaves.
type Tree struct {
	Facts  [1<<Depth - 1]uint8
	Limits [1<<Depth - 1]float32
	Leaves [1 << Depth]float32
}

// Score adds up the values of the leaves that the facts lead to.
func (t Trees) Score(facts *Facts) float64 {
	sum := float32(0)
	for i := range t {
		tree := &t[i]
		k := 0
		for range Depth {
			above := 0 // no branch: it could not be foretold
			if facts[tree.Facts[k]%uint8(len(facts))] > tree.Limits[k] {
				above = 1
			}
			k += k + 1 + above
		}
		sum += tree.Leaves[k-len(tree.Facts)]
	}
	return float64(sum)
}
