package match

import (
	"sync"

	"github.com/hearsay-go/hearsay/internal/wording"
	"github.com/hearsay-go/hearsay/quote"
)

// A Word is a word as it is compared: 31 bits of a hash of its folded form, and
// in the lowest bit whether it is a function word. Two folded forms in a
// vocabulary of a million collide with a chance of one in 4,000 for each word.
type Word uint32

// Same reports whether two words fold alike.
func (w Word) Same(v Word) bool { return w>>1 == v>>1 }

// short is 16 bits of the hash.
func (w Word) short() uint16 { return uint16(w >> 1) }

// Functional reports whether the word is an article, a pronoun, a preposition,
// an auxiliary or a conjunction.
func (w Word) Functional() bool { return w&1 == 1 }

// Weight is how much it says that two passages share the word: the logarithm of
// its rarity among news articles, within bounds.
func (w Word) Weight() float64 {
	r, ok := rarities()[w>>1]
	if !ok {
		r = wording.Rarest()
	}
	return wording.Weight(r, w.Functional())
}

var rarities = sync.OnceValue(func() map[Word]float64 {
	out := map[Word]float64{}
	for fold, r := range wording.Rarities() {
		out[newWord(fold, false)>>1] = r
	}
	return out
})

func newWord(fold string, functional bool) Word {
	w := Word(Hash(fold)>>32) << 1
	if functional {
		w |= 1
	}
	return w
}

// Words returns the words of a text as they are compared.
func Words(text string) []Word {
	var out []Word
	doc := quote.Parse(text, quote.QuotationsOnly())
	for i, t := range doc.Tokens {
		if t.Kind == quote.Word || t.Kind == quote.Number {
			if fold := wording.Fold(doc.Token(i)); fold != "" {
				out = append(out, newWord(fold, wording.Functional(doc.Token(i))))
			}
		}
	}
	return out
}

// Hash is a 64-bit hash of some strings, the same in every process: FNV-1a with
// the finalizer of MurmurHash3.
func Hash(parts ...string) uint64 {
	const prime = 1099511628211
	h := uint64(14695981039346656037)
	for _, s := range parts {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
		h = (h ^ 0xff) * prime // no byte of UTF-8
	}
	return Mix(h)
}

// Mix scatters the bits of a hash.
func Mix(h uint64) uint64 {
	h = (h ^ h>>33) * 0xff51afd7ed558ccd
	h = (h ^ h>>33) * 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
