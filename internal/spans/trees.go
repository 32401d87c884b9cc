package spans

// Trees are regression trees whose values add up (gradient boosting: Friedman,
// Greedy function approximation, Annals of Statistics 2001).
type Trees []Tree

// A Tree is its nodes, the root first.
type Tree []Node

// A Node asks whether a fact is at most a limit: then the node Left steps on is
// next, if not the one behind that. A node with Left 0 is a leaf.
type Node struct {
	Fact  uint8
	Left  uint8
	Value float32 // the limit; of a leaf, what it adds
}

// Score adds up the values of the leaves that the facts lead to.
func (t Trees) Score(facts []float32) float64 {
	sum := 0.0
	for _, tree := range t {
		k := 0
		for tree[k].Left > 0 {
			n := &tree[k]
			k += int(n.Left)
			if facts[n.Fact] > n.Value {
				k++
			}
		}
		sum += float64(tree[k].Value)
	}
	return sum
}

// sound reports whether a walk from the root comes to a leaf, whatever the facts.
func (t Tree) sound() bool {
	for i, n := range t {
		if n.Left > 0 && i+int(n.Left)+1 >= len(t) || int(n.Fact) >= facts {
			return false
		}
	}
	return len(t) > 0
}
