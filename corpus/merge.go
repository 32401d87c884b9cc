package corpus

import (
	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// Seam marks in [Group.Merged] where one variant ends and another goes on.
const Seam = " ‖ "

const (
	overlapWords  = 3 // the fewest words that two variants have in common at a seam
	overlapWeight = 6 // the least that they weigh
	furtherWords  = 2 // the fewest that the other one adds
)

// merge returns the wording of a passage with what other members have before
// and behind it, "" if there is nothing. Only what overlaps in words that are
// rare enough is joined, and nothing is joined to what was.
func merge(best member, members []member) string {
	var before, behind string
	var most, mostBehind float64
	for _, m := range members {
		if m.passage == best.passage || m.source == best.source {
			continue
		}
		if k := overlap(best.Words, m.Words); k > 0 {
			if w := weight(m.Words[k:]); w > mostBehind {
				mostBehind, behind = w, m.Text[m.Spans()[k].Start:]
			}
		}
		if k := overlap(m.Words, best.Words); k > 0 {
			end := len(m.Words) - k
			if w := weight(m.Words[:end]); w > most {
				most, before = w, m.Text[:m.Spans()[end-1].End]
			}
		}
	}
	if before == "" && behind == "" {
		return ""
	}
	out := trimQuote(best.Text)
	if before != "" {
		out = before + Seam + out
	}
	if behind != "" {
		out += Seam + trimQuote(behind)
	}
	return out
}

// overlap returns how many words at the end of a begin b, 0 if they are too few,
// too common, or all of b but a word.
func overlap(a, b []match.Word) int {
	for k := min(len(a), len(b)-furtherWords); k >= overlapWords; k-- {
		same := true
		for i := range k {
			same = same && a[len(a)-k+i].Same(b[i])
		}
		if same && weight(b[:k]) >= overlapWeight {
			return k
		}
	}
	return 0
}

func weight(words []match.Word) float64 {
	sum := 0.0
	for _, w := range words {
		sum += w.Weight()
	}
	return sum
}
