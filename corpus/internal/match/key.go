package match

import "math/bits"

// A Key is what passages that may be the same utterance have in common. Passages that
// share one by chance, as hashes of 32 bits do, are compared for nothing.
type Key uint32

// A WideKey is a key of 64 bits, for so many passages that keys of 32 would
// nearly all be shared by chance.
type WideKey uint64

// With returns the key of those passages alone that share something else as well.
func (k Key) With(hash uint64) Key { return even[Key](Mix(uint64(k)^hash)) | k&1 }

// Keys appends the blocking keys of a passage: two passages that may be the
// same utterance share one. They are hashes of
//   - all words,
//   - each two content words with at most one content word between them, in
//     either order,
//   - each content word with the function word before or behind it, and three
//     function words in a row of a passage of up to eight words: what fragments
//     of few words have.
func (p *Passage) Keys(keys []Key) []Key { return appendKeys(p, keys) }

// WideKeys appends the same keys in the same order, wide.
func (p *Passage) WideKeys(keys []WideKey) []WideKey { return appendKeys(p, keys) }

func appendKeys[K Key | WideKey](p *Passage, keys []K) []K {
	last, before := Word(0), Word(0) // the last two content words
	for i, w := range p.Words {
		if i > 0 && len(p.Words) <= wholeWords && (!w.Functional() || !p.Words[i-1].Functional()) && (w.Functional() || p.Words[i-1].Functional()) {
			keys = append(keys, even[K](Mix(uint64(pair[K](p.Words[i-1], w))+1)))
		}
		if w.Functional() {
			if i > 1 && len(p.Words) <= wholeWords {
				keys = append(keys, even[K](Mix(uint64(pair[K](p.Words[i-2], p.Words[i-1]))<<32|uint64(w>>1))))
			}
			continue
		}
		if last != 0 {
			keys = append(keys, pair[K](last, w))
		}
		if before != 0 {
			keys = append(keys, pair[K](before, w))
		}
		last, before = w, last
	}
	return append(keys, K(p.Digest())|1)
}

// Digest is a hash of all words in their order.
func (p *Passage) Digest() uint64 {
	whole := uint64(len(p.Words))
	for _, w := range p.Words {
		whole = Mix(whole ^ uint64(w>>1))
	}
	return whole
}

// With is [Key.With].
func (k WideKey) With(hash uint64) WideKey { return even[WideKey](Mix(uint64(k)^hash)) | k&1 }

// Whole reports whether the passages of a key have all words in common.
func (k Key) Whole() bool { return k&1 == 1 }

func even[K Key | WideKey](hash uint64) K { return K(hash) &^ 1 }

func pair[K Key | WideKey](a, b Word) K {
	a, b = a>>1, b>>1
	return even[K](Mix(uint64(min(a, b))<<32 | uint64(max(a, b))))
}

// Signature sets a bit for each content word, of 64.
func (p *Passage) Signature() uint64 {
	var s uint64
	for _, w := range p.Words {
		if !w.Functional() {
			s |= 1 << (w >> 1 & 63)
		}
	}
	return s
}

// leastShared is the least share of the bits of one signature that another must have.
const leastShared = 0.4

// Unlike reports whether the signatures of two passages tell that they have too
// few words in common to be compared.
func Unlike(a, b uint64) bool {
	fewer := min(bits.OnesCount64(a), bits.OnesCount64(b))
	return float64(bits.OnesCount64(a&b)) < leastShared*float64(fewer)
}
