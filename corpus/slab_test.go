package corpus

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSlab grows, shrinks and drops lists side by side, small ones and one larger than a block.
func TestSlab(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var s slab[uint32]
	lists, want := make([]list, 40), make([][]uint32, 40)
	for step := range uint32(400_000) {
		k := random.IntN(len(lists))
		if random.IntN(2) == 0 {
			k = 0 // grows beyond a block
		}
		switch n := len(want[k]); {
		case n > 0 && random.IntN(10) < 4 && k > 0:
			i := random.IntN(n)
			lists[k] = s.remove(lists[k], i)
			want[k][i] = want[k][n-1]
			want[k] = want[k][:n-1]
		case random.IntN(5000) == 0 && k > 0:
			lists[k], want[k] = s.drop(lists[k]), nil
		default:
			lists[k], want[k] = s.push(lists[k], step), append(want[k], step)
		}
		if step%10_000 == 0 {
			for k := range lists {
				require.True(t, slices.Equal(want[k], s.of(lists[k])), "list %d", k)
			}
		}
	}
	require.Greater(t, len(want[0]), 1<<blockBits)
	require.Less(t, len(s.blocks), 12, "dropped memory is used again")
}
