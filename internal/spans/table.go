package spans

import (
	"cmp"
	"maps"
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

// Weights are the weights of features by their keys, in steps of a scale.
type Weights struct {
	scale float64
	steps *table
}

// NewWeights rounds weights to 16 bits; those that round to 0 are left out.
func NewWeights(weights map[uint32]float64) Weights {
	top := 0.0
	for _, x := range weights {
		top = max(top, math.Abs(x))
	}
	w := Weights{top / math.MaxInt16, newTable(len(weights))}
	for _, k := range slices.Sorted(maps.Keys(weights)) {
		if step := int16(math.Round(weights[k] / w.scale)); step != 0 {
			w.steps.set(k, uint32(uint16(step)))
		}
	}
	return w
}

// Of returns the weight of a key.
func (w Weights) Of(key uint32) float64 {
	s, _ := w.steps.get(key)
	return w.scale * float64(int16(s))
}
