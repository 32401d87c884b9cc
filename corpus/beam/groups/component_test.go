package groups

import (
	"math/rand/v2"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/passert"
	"github.com/stretchr/testify/require"
)

func init() {
	register.Function1x2(edge)
	register.Function2x1(center)
}

func edge(p Pair) (uint64, uint64) { return p.A, p.B }

func center(_, center uint64) uint64 { return center }

// TestComponents finds the component of a long chain, or says that the rounds don't
// suffice.
func TestComponents(t *testing.T) {
	const length = 300
	nodes := rand.New(rand.NewPCG(1, 1)).Perm(length)
	var edges []Pair
	for i := range length - 1 {
		edges = append(edges, Pair{uint64(nodes[i]), uint64(nodes[i+1])})
	}
	chain := func(rounds int) error {
		p, s := beam.NewPipelineWithRoot()
		found := beam.ParDo(s, center, components(s, beam.ParDo(s, edge, beam.CreateList(s, edges)), rounds))
		passert.EqualsList(s, found, make([]uint64, length-1))
		_, err := beam.Run(t.Context(), "prism", p)
		return err
	}
	require.NoError(t, chain(defaultRounds))
	require.ErrorContains(t, chain(1), "give more")
}
