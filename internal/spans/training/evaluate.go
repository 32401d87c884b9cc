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
func Compare(found []spans.Candidate, labels []spans.Label, into *[spans.Roles]Score) {
	gold := Gold(labels)
	for s := range gold {
		into[s.Role].Gold++
	}
	for _, s := range found {
		into[s.Role].Found++
		if gold[s.Span] {
			into[s.Role].Right++
		}
	}
}

// Evaluate counts the spans that a model finds in articles.
func Evaluate(m *spans.Model, examples []*Example) (s [spans.Roles]Score) {
	f := m.Finder()
	for _, e := range examples {
		for p, par := range e.Paragraphs {
			chosen, _ := f.Find(par, nil)
			Compare(chosen, e.Labels[p], &s)
		}
	}
	return s
}

// scoreFirst counts the spans that a first stage alone finds in articles.
func scoreFirst(f *spans.First, examples []*Example) (s [spans.Roles]Score) {
	const least = 0.3 // about half of the F1 that it reaches
	for _, e := range examples {
		Judge(f, e, func(p int, _ *spans.Reading, list []spans.Candidate) {
			Compare(spans.Choose(list, [spans.Roles]float64{least, least, least}), e.Labels[p], &s)
		})
	}
	return s
}
