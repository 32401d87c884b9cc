package corpus

import (
	"math"
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

// An identity knows which names belong to one person because some article
// gives them together ("Ren Zhengfei").
type identity map[string]map[string]bool

func (id identity) learn(name string) {
	words := names(name)
	for _, w := range words {
		if len(words) > 1 {
			if id[w] == nil {
				id[w] = map[string]bool{}
			}
			id[w][strings.Join(words, " ")] = true
		}
	}
}

// relate compares two speakers by the names in them.
func (id identity) relate(a, b string) relation {
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
			for full := range id[n] {
				if id[k][full] {
					return sameSpeaker
				}
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
	a, b       int // passages, a < b
	score      float64
	fromA, toA int // the shared words of each
	fromB, toB int
}

// How much each sign that two passages are the same utterance weighs, by
// logistic regression over pairs of quotations that share rare words.
const (
	bias           = -15.745
	weightCoverage = 5.542  // share of the shorter one's weight that the longer one has
	weightMass     = 1.954  // logarithm of the shared words' weight
	weightSame     = 2.12   // one speaker
	weightOther    = -1.704 // two speakers
	weightDays     = -0.046 // logarithm of the days between them
	weightShare    = 2.802  // share of the longer one's words that the shorter one has
	weightRun      = 3.923  // share of the words between the first and the last shared one that are shared

	// weightNamed counts where the shorter one stands in the longer one as it is,
	// and one name, which the articles give, spoke both. Set by hand, as weightContext is: loose quotations have neither.
	weightNamed = 1.2

	// weightContext counts for the logarithm of how many other utterances the
	// two articles share.
	weightContext = 1.5

	sameUtterance = 0.4 // the least probability to link
	sureUtterance = 0.6 // the least probability to count as context
	fewestWords   = 2
)

// judge returns the log odds that two aligned passages are the same utterance.
func judge(a *alignment, short, long *passage, speakers relation, days float64) float64 {
	if len(short.words) < fewestWords || len(a.pairs) < fewestWords {
		return math.Inf(-1)
	}
	x := bias + weightCoverage*a.coverage + weightMass*math.Log(a.mass+0.1) + weightDays*math.Log1p(days) +
		weightShare*float64(len(a.pairs))/float64(len(long.words)) + weightRun*float64(len(a.pairs))/float64(a.to-a.from)
	switch speakers {
	case sameSpeaker:
		x += weightSame
		if short.known && long.known && a.exact {
			x += weightNamed
		}
	case otherSpeaker:
		x += weightOther
	}
	return x
}

func probability(logOdds float64) float64 { return 1 / (1 + math.Exp(-logOdds)) }
