package wording

import (
	_ "embed"
	"iter"
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// rarity.tsv holds the number of articles that each common word stands in, one
// folded word a line, behind a line with the number of all articles. See
// README.md for its source.
//
//go:embed rarity.tsv
var table string

type rarity struct {
	rarest  float64 // of a word that the table doesn't have
	weights map[string]float64
}

var load = sync.OnceValue(func() rarity {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	all, _ := strconv.ParseFloat(lines[0], 64)
	r := rarity{rarest: math.Log(all), weights: make(map[string]float64, len(lines))}
	for _, line := range lines[1:] {
		word, count, _ := strings.Cut(line, "\t")
		n, _ := strconv.ParseFloat(count, 64)
		r.weights[word] = math.Log(all / n)
	}
	return r
})

// Weights of words that rarity doesn't bound alone.
const (
	leastContent    = 1.5
	mostFunctional  = 0.6
	functionalWords = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
		lexicon.Subordinator | lexicon.Relative | lexicon.Auxiliary
)

// Rarities yields the words of the table with the logarithm of how rare each
// is among news articles, in no order. Rarest is that of any other word.
func Rarities() iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for word, r := range load().weights {
			if !yield(word, r) {
				return
			}
		}
	}
}

// Rarest is the rarity of a word that [Rarities] doesn't yield.
func Rarest() float64 { return load().rarest }

// Weight tells how much sharing a word of some rarity says: at least 1.5 for a
// content word and at most 0.6 for a function word.
func Weight(rarity float64, functional bool) float64 {
	if functional {
		return min(rarity, mostFunctional)
	}
	return max(rarity, leastContent)
}

// Functional reports whether a word is a function word: an article, a pronoun,
// a preposition, an auxiliary, a conjunction.
func Functional(word string) bool { return lexicon.Of(word).Is(functionalWords) }
