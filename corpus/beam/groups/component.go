package groups

import (
	"errors"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.Function3x0(bothWays)
	register.Function3x0(largeStar)
	register.Function2x2(downward)
	register.Function3x0(smallStar)
	register.Function3x0(roles)
	register.Function3x1(settled)
	register.Emitter2[uint64, uint64]()
	register.Emitter2[uint64, Role]()
	register.Iter1[uint64]()
	register.Iter1[Role]()
}

// components returns, for each node of a graph but the least of its component,
// that least one. The edges are pairs of nodes. It lets large stars and small
// stars alternate (Kiveris et al., Connected Components in MapReduce and
// Beyond, SoCC 2014): each round at least about halves how far nodes are from the least one.
// Where the rounds don't suffice, the pipeline fails.
func components(s beam.Scope, edges beam.PCollection, rounds int) beam.PCollection {
	s = s.Scope("components")
	for range rounds {
		edges = beam.ParDo(s, largeStar, beam.GroupByKey(s, beam.ParDo(s, bothWays, edges)))
		edges = beam.ParDo(s, smallStar, beam.GroupByKey(s, beam.ParDo(s, downward, edges)))
	}
	return beam.ParDo(s, settled, beam.GroupByKey(s, beam.ParDo(s, roles, edges)))
}

func bothWays(a, b uint64, emit func(uint64, uint64)) {
	emit(a, b)
	emit(b, a)
}

func downward(a, b uint64) (uint64, uint64) { return max(a, b), min(a, b) }

// largeStar ties the neighbours that are greater than a node to the least of
// all.
func largeStar(node uint64, neighbours func(*uint64) bool, emit func(uint64, uint64)) {
	all := collect(neighbours)
	least := min(node, slices.Min(all))
	for _, n := range all {
		if n > node {
			emit(n, least)
		}
	}
}

// smallStar ties a node and its lesser neighbours to the least of them.
func smallStar(node uint64, lesser func(*uint64) bool, emit func(uint64, uint64)) {
	all := collect(lesser)
	least := slices.Min(all)
	for _, n := range append(all, node) {
		if n != least {
			emit(n, least)
		}
	}
}

// A Role is what a node is in a star.
type Role struct {
	Center bool
	Of     uint64 // the center of a node that is none
}

func roles(node, center uint64, emit func(uint64, Role)) {
	emit(node, Role{Of: center})
	emit(center, Role{Center: true})
}

// settled returns the center of a node, or an error if there are several still.
func settled(node uint64, roles func(*Role) bool, emit func(uint64, uint64)) error {
	center, leaf, of := false, false, uint64(0)
	for r := (Role{}); roles(&r); {
		if leaf && !r.Center && r.Of != of {
			return errUnsettled
		}
		if center = center || r.Center; !r.Center {
			leaf, of = true, r.Of
		}
		if center && leaf {
			return errUnsettled
		}
	}
	if leaf {
		emit(node, of)
	}
	return nil
}

var errUnsettled = errors.New("some chains of passages are too long to be followed in the given number of rounds: give more")
