package corpus

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// relation is how the speakers of two passages stand to each other.
type relation int

const (
	compatible relation = iota // one of them is not known by name
	sameSpeaker
	otherSpeaker
)

// relate compares two speakers by the names in them.
func relate(a, b string) relation {
	if a == "" || b == "" {
		return compatible
	}
	if strings.EqualFold(a, b) {
		return sameSpeaker
	}
	x, y := names(a), names(b)
	if len(x) == 0 || len(y) == 0 {
		return compatible
	}
	for _, n := range x {
		for _, k := range y {
			if n == k {
				return sameSpeaker
			}
		}
	}
	return otherSpeaker
}

// names returns the words of a speaker that are names, folded.
func names(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(w, ",.()"), "'s"), "’s")
		if w == "" || w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		if c := lexicon.Of(w); c.Is(lexicon.Title | lexicon.Honorific | lexicon.Determiner | lexicon.Pronoun | lexicon.Possessive | lexicon.Role | lexicon.Demonym) {
			continue
		}
		out = append(out, strings.ToLower(w))
	}
	return out
}

// A link says that two passages are the same utterance.
type link struct {
	a, b     int // passages, a < b
	score    float64
	fromA    int // the shared words of each
	toA      int
	fromB    int
	toB      int
	reversed bool
}

// match decides whether two passages are the same utterance: whether the
// weight of the words that they share, and its share of the shorter one, are
// enough for how their speakers relate.
func match(p, q *passage) (float64, bool) {
	short, long := p, q
	if short.weight > long.weight {
		short, long = long, short
	}
	a := align(short.words, long.words)
	return judge(&a, short, long)
}

func judge(a *alignment, short, long *passage) (float64, bool) {
	coverage, mass := 0.78, 7.0
	switch relate(short.speaker, long.speaker) {
	case sameSpeaker:
		coverage, mass = 0.62, 4.0
		if a.exact {
			mass = 2.9
		}
	case otherSpeaker:
		coverage, mass = 0.85, 12.0
	}
	if len(short.words) == 1 {
		mass = max(mass, 6.0)
	}
	return min(1, a.coverage) * a.mass / (a.mass + 2), a.coverage >= coverage && a.mass >= mass
}
