package wording

import (
	_ "embed"
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

var weights = sync.OnceValue(func() map[string]float64 {
	lines := strings.Split(strings.TrimSpace(table), "\n")
	all, _ := strconv.ParseFloat(lines[0], 64)
	out := make(map[string]float64, len(lines))
	for _, line := range lines[1:] {
		word, count, _ := strings.Cut(line, "\t")
		n, _ := strconv.ParseFloat(count, 64)
		out[word] = math.Log(all / n)
	}
	out[""] = math.Log(all) // any other
	return out
})

// Weights of words that rarity doesn't bound alone.
const (
	leastContent    = 1.5
	mostFunctional  = 0.6
	functionalWords = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
		lexicon.Subordinator | lexicon.Relative | lexicon.Auxiliary
)

// Weight tells how much sharing a word says: the logarithm of how rare it is
// among news articles, at least 1.5 for a content word and at most 0.6 for a
// function word. folded is what Fold makes of word.
func Weight(word, folded string) float64 {
	if folded == "" {
		return 0
	}
	w, ok := weights()[folded]
	if !ok {
		w = weights()[""]
	}
	if Functional(word) {
		return math.Min(w, mostFunctional)
	}
	return math.Max(w, leastContent)
}

// Functional reports whether a word is a function word: an article, a pronoun,
// a preposition, an auxiliary, a conjunction.
func Functional(word string) bool { return lexicon.Of(word).Is(functionalWords) }
