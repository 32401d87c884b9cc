package spans

import (
	"cmp"
	"math"
	"slices"
)

// A table maps 32-bit keys to values: open addressing, at most half full. It
// is built once and then only read.
type table struct {
	mask  uint32
	slots []slot
	keys  int
}

type slot struct{ key, value uint32 }

func newTable(keys int) *table {
	size := 16
	for size < 2*keys {
		size *= 2
	}
	return &table{mask: uint32(size - 1), slots: make([]slot, size)}
}

// set adds a key, which is not there yet. There is no key 0, and no place for
// more keys than it was made for.
func (t *table) set(key, value uint32) {
	if key == 0 || 2*t.keys >= len(t.slots) {
		return
	}
	t.keys++
	i := key & t.mask
	for t.slots[i].key != 0 {
		i = (i + 1) & t.mask
	}
	t.slots[i] = slot{key, value}
}

func (t *table) get(key uint32) (uint32, bool) {
	for i := key & t.mask; ; i = (i + 1) & t.mask {
		switch s := t.slots[i&uint32(len(t.slots)-1)]; s.key {
		case key:
			return s.value, true
		case 0:
			return 0, false
		}
	}
}

// each visits the keys in ascending order.
func (t *table) each(visit func(key, value uint32)) {
	for _, s := range slices.SortedFunc(slices.Values(t.slots), func(a, b slot) int { return cmp.Compare(a.key, b.key) }) {
		if s.key != 0 {
			visit(s.key, s.value)
		}
	}
}

// Weights are the weights of hashed features, in steps of a scale. Features may
// share one: with far more places than features that matter, that costs nothing
// (Weinberger et al., Feature hashing for large scale multitask learning, ICML 2009).
type Weights struct {
	scale float64
	steps []int16 // a power of two of them
}

// NewWeights rounds weights to 16 bits. Their number must be a power of two.
func NewWeights(weights []float32) Weights {
	top := float32(0)
	for _, x := range weights {
		top = max(top, x, -x)
	}
	w := Weights{float64(top) / math.MaxInt16, make([]int16, len(weights))}
	for i, x := range weights {
		if x != 0 {
			w.steps[i] = int16(math.Round(float64(x) / w.scale))
		}
	}
	return w
}

// Of returns the weight of a key.
func (w Weights) Of(key uint32) float64 {
	return w.scale * float64(w.steps[key&uint32(len(w.steps)-1)])
}
