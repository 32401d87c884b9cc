package main

import (
	"cmp"
	"slices"

	"github.com/hearsay-go/hearsay/quote"
)

// A mark is a span of an article's text and what it belongs to.
type mark struct {
	quote.Span
	of int
}

// none is what text belongs to that no mark covers.
const none = -1

// cut returns the parts of a span between the bounds of some marks, so that
// none is in a part by half. Marks may nest and overlap, and markup must not.
func cut(within quote.Span, marks ...[]mark) []quote.Span {
	bounds := []int{within.Start, within.End}
	for _, layer := range marks {
		for _, m := range layer {
			for _, at := range []int{m.Start, m.End} {
				if within.Start < at && at < within.End {
					bounds = append(bounds, at)
				}
			}
		}
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	parts := make([]quote.Span, 0, len(bounds))
	for i := range len(bounds) - 1 {
		parts = append(parts, quote.Span{Start: bounds[i], End: bounds[i+1]})
	}
	return parts
}

// innermost returns what each part belongs to: that of the shortest mark that
// covers it, the last one among equals.
func innermost(parts []quote.Span, marks []mark) []int {
	marks = slices.Clone(marks)
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(a.Start, b.Start) })
	out := make([]int, len(parts))
	var open []mark
	for i, part := range parts {
		for len(marks) > 0 && marks[0].Start <= part.Start {
			open = append(open, marks[0])
			marks = marks[1:]
		}
		open = slices.DeleteFunc(open, func(m mark) bool { return m.End <= part.Start })
		out[i] = none
		best := quote.Span{}
		for _, m := range open {
			if out[i] == none || m.Len() <= best.Len() {
				out[i], best = m.of, m.Span
			}
		}
	}
	return out
}
