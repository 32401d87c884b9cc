package main

import (
	"cmp"
	"slices"
)

// A region is a set of bytes: disjoint spans in the order of the text.
type region [][2]int

func union(spans [][2]int) region {
	sorted := slices.Clone(spans)
	slices.SortFunc(sorted, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
	var out region
	for _, s := range sorted {
		if last := len(out) - 1; last >= 0 && s[0] <= out[last][1] {
			out[last][1] = max(out[last][1], s[1])
		} else {
			out = append(out, s)
		}
	}
	return out
}

func (r region) size() int {
	n := 0
	for _, s := range r {
		n += s[1] - s[0]
	}
	return n
}

// common returns how many bytes are in both.
func (r region) common(o region) int {
	n := 0
	for i, j := 0, 0; i < len(r) && j < len(o); {
		n += max(0, min(r[i][1], o[j][1])-max(r[i][0], o[j][0]))
		if r[i][1] < o[j][1] {
			i++
		} else {
			j++
		}
	}
	return n
}

// share returns the share of a span's bytes that the region covers, in [0,1].
func (r region) share(span [2]int) float64 {
	if span[0] == span[1] {
		return 0
	}
	// Only the spans that end behind the start of this one can cover it.
	first, _ := slices.BinarySearchFunc(r, span[0], func(s [2]int, start int) int { return cmp.Compare(s[1], start) })
	return float64(r[first:].common(region{span})) / float64(span[1]-span[0])
}
