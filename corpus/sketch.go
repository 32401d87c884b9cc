package corpus

import (
	"strings"
	"unicode"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// A sketch tells how alike two texts are: of the hashes of all runs of five words, the
// least of each of 32 classes (one-permutation MinHash: Li, Owen and Zhang, 2012).
// Scrapers leave other lines around a text, and editors cut it; most of its runs stay.
type sketch [32]uint32

const (
	shingle     = 5   // words
	fewestLeast = 16  // classes that a text must fill to have a sketch
	reprinted   = 0.6 // the least share of equal classes of two prints of one text
)

// sketchOf returns the sketch of a text, nil for one too short.
func sketchOf(text string) *sketch {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	s, filled := new(sketch), 0
	for i := range len(words) - shingle + 1 {
		h := match.Hash(words[i : i+shingle]...)
		least := &s[h%uint64(len(s))]
		if *least == 0 {
			filled++
		}
		if v := uint32(h>>32) | 1; *least == 0 || v < *least {
			*least = v
		}
	}
	if filled < fewestLeast {
		return nil
	}
	return s
}

// reprints reports whether two texts are prints of one.
func (s *sketch) reprints(t *sketch) bool {
	if s == nil || t == nil {
		return false
	}
	same, filled := 0, 0
	for i := range s {
		if s[i] != 0 || t[i] != 0 {
			filled++
			if s[i] == t[i] {
				same++
			}
		}
	}
	return float64(same) >= reprinted*float64(filled)
}

// prints finds out which sources of some members are prints of one text: each
// is given the earliest of those.
func prints(members []member) map[*source]*source {
	out := map[*source]*source{}
	var texts []*source
	for _, m := range members { // in the order of their dates
		if out[m.source] != nil {
			continue
		}
		out[m.source] = m.source
		for _, t := range texts[:min(len(texts), mostTexts)] {
			if m.source.sketch.reprints(t.sketch) {
				out[m.source] = t
				break
			}
		}
		if out[m.source] == m.source {
			texts = append(texts, m.source)
		}
	}
	return out
}

// mostTexts bounds how many texts of a group others are compared with.
const mostTexts = 64
