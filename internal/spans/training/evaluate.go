package training

import (
	"fmt"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Score counts exact spans of a role.
type Score struct{ Right, Found, Gold int }

func (s Score) F1() float64 {
	if s.Right == 0 {
		return 0
	}
	return 200 * float64(s.Right) / float64(s.Found+s.Gold)
}

func (s Score) String() string {
	return fmt.Sprintf("%.1f (p %.1f r %.1f)", s.F1(), 100*float64(s.Right)/float64(max(1, s.Found)), 100*float64(s.Right)/float64(max(1, s.Gold)))
}

// Compare counts found spans of a paragraph against its labels.
func Compare(found []spans.Span, labels []spans.Label, into *[spans.Roles]Score) {
	gold := map[spans.Span]bool{}
	for i := 0; i < len(labels); i++ {
		if labels[i] == spans.Outside {
			continue
		}
		r := spans.Role((labels[i] - 1) / 2)
		j := i + 1
		for j < len(labels) && labels[j] == spans.Inside(r) {
			j++
		}
		gold[spans.Span{Start: i, End: j, Role: r}] = true
		i = j - 1
	}
	for s := range gold {
		into[s.Role].Gold++
	}
	for _, s := range found {
		into[s.Role].Found++
		if gold[s] {
			into[s.Role].Right++
		}
	}
}

// Greedy picks candidates that don't overlap, the likeliest first, down to a
// least probability.
func Greedy(candidates []spans.Candidate, least float64) []spans.Span {
	return spans.Choose(candidates, least)
}
