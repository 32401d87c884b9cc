package spans

import (
	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// A template looks at a token, or at a few in a row, and gives a key for what
// it sees. The key's block of weights counts for the labels of the tokens
// around: a word three tokens on speaks for what a token is, too.
type template struct {
	name string
	// low and high bound the offsets, relative to the token looked at, of the
	// tokens that the block counts for.
	low, high int
	key       func(p *reading, i int) uint64
}

func (t *template) width() int { return (t.high - t.low + 1) * Labels }

// A reading is a paragraph with what templates need of each token, computed once.
type reading struct {
	Paragraph
	word, stem, class, shape, state, rule, tail []uint64
	cue                                         []int // how cue-like the token is, 0 to 4
	left, right                                 []int // the nearest cue-like token on either side, -1 for none
	sentence                                    []int // the first token of the token's sentence
	end                                         []int // behind the last one
	quotes                                      []bool
	cues                                        []int // cue-like tokens of the sentence, by its first token
}

const offset64, prime64 = 14695981039346656037, 1099511628211

// hash is FNV-1a.
func hash(s string) uint64 {
	h := uint64(offset64)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * prime64
	}
	return h
}

// mix combines hashes, in order.
func mix(h uint64, more ...uint64) uint64 {
	for _, x := range more {
		h ^= x + 0x9e3779b97f4a7c15 + h<<6 + h>>2
		h *= 0xff51afd7ed558ccd
		h ^= h >> 32
	}
	return h
}

// read prepares a paragraph for the templates. cues tells how cue-like words are.
func read(p Paragraph, cues func(stem uint64) int) *reading {
	n := len(p)
	r := &reading{Paragraph: p,
		word: make([]uint64, n), stem: make([]uint64, n), class: make([]uint64, n), shape: make([]uint64, n),
		state: make([]uint64, n), rule: make([]uint64, n), tail: make([]uint64, n),
		cue: make([]int, n), left: make([]int, n), right: make([]int, n), sentence: make([]int, n), end: make([]int, n),
		quotes: make([]bool, n), cues: make([]int, n),
	}
	var buf [64]byte
	for i := range p {
		t := &p[i]
		low := lexicon.Lower(buf[:0], t.Text)
		r.word[i] = hashBytes(low)
		r.stem[i] = hashBytes(stem(low, t.Text))
		r.class[i] = classOf(t, low)
		r.shape[i] = shape(t.Text)
		r.state[i] = uint64(t.Quote)
		r.rule[i] = uint64(t.Marks)
		r.tail[i] = hashBytes(low[max(0, len(low)-3):]) ^ uint64(len(low)>>2)
		if t.Kind == 0 {
			r.cue[i] = cues(r.stem[i])
		}
	}
	start := 0
	for i := 1; i <= n; i++ {
		if i == n || p[i].Sentence {
			count, quoted := 0, false
			for k := start; k < i; k++ {
				r.sentence[k], r.end[k] = start, i
				if r.cue[k] >= 2 {
					count++
				}
				quoted = quoted || p[k].Quote != Unquoted && p[k].Quote != Named
			}
			for k := start; k < i; k++ {
				r.cues[k], r.quotes[k] = min(count, 3), quoted
			}
			start = i
		}
	}
	last := -1
	for i := range p {
		if p[i].Sentence {
			last = -1
		}
		r.left[i] = last
		if r.cue[i] >= 2 && !r.inQuotes(i) {
			last = i
		}
	}
	last = -1
	for i := n - 1; i >= 0; i-- {
		r.right[i] = last
		if r.cue[i] >= 2 && !r.inQuotes(i) {
			last = i
		}
		if p[i].Sentence {
			last = -1
		}
	}
	return r
}

func (r *reading) inQuotes(i int) bool {
	q := r.Paragraph[i].Quote
	return q == Quoted || q == Nested
}

func hashBytes(b []byte) uint64 {
	h := uint64(offset64)
	for _, c := range b {
		h = (h ^ uint64(c)) * prime64
	}
	return h
}

// stem is the lemma of a reporting verb, or the word without a common ending.
func stem(low []byte, text string) []byte {
	if l := lexicon.Lemma(text); l != "" {
		return []byte(l)
	}
	for _, ending := range []string{"ing", "ed", "es", "s", "ly"} {
		if n := len(low) - len(ending); n >= 3 && string(low[n:]) == ending {
			return low[:n]
		}
	}
	return low
}

// classOf is a token's kinds, with what its form shows.
func classOf(t *Token, low []byte) uint64 {
	h := uint64(t.Class)
	if t.Kind != 0 {
		return mix(hashBytes(low[:1]), uint64(t.Kind))
	}
	capital := t.Text[0] >= 'A' && t.Text[0] <= 'Z'
	ending := uint64(0)
	if t.Class == 0 {
		switch n := len(low); {
		case n > 4 && string(low[n-3:]) == "ing":
			ending = 1
		case n > 3 && string(low[n-2:]) == "ed":
			ending = 2
		case n > 3 && string(low[n-2:]) == "ly":
			ending = 3
		case n > 3 && low[n-1] == 's' && low[n-2] != 's':
			ending = 4
		case n > 5 && (string(low[n-4:]) == "tion" || string(low[n-4:]) == "ment" || string(low[n-4:]) == "ness"):
			ending = 5
		}
	}
	if capital {
		ending += 8
	}
	return mix(h, ending)
}

// shape is the pattern of capitals, small letters and figures.
func shape(s string) uint64 {
	h, last := uint64(7), byte(0)
	for i := 0; i < len(s) && i < 12; i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c = 'A'
		case c >= 'a' && c <= 'z', c >= 0x80:
			c = 'a'
		case c >= '0' && c <= '9':
			c = '0'
		}
		if c != last {
			h = mix(h, uint64(c))
		}
		last = c
	}
	return h
}

func at(list []uint64, i int) uint64 {
	switch {
	case i < 0:
		return 1
	case i >= len(list):
		return 2
	}
	return list[i]
}

func bin(n int) uint64 {
	switch {
	case n < 0:
		return 15
	case n <= 4:
		return uint64(n)
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 22:
		return 8
	}
	return 9
}

// templates of the first stage.
var templates = []template{
	{"word", -4, 4, func(r *reading, i int) uint64 { return r.word[i] }},
	{"word2", -3, 2, func(r *reading, i int) uint64 { return mix(r.word[i], at(r.word, i+1)) }},
	{"word3", -2, 0, func(r *reading, i int) uint64 { return mix(r.word[i], at(r.word, i+1), at(r.word, i+2)) }},
	{"skip2", -2, 0, func(r *reading, i int) uint64 { return mix(r.word[i], at(r.word, i+2)) }},
	{"stem", -4, 4, func(r *reading, i int) uint64 { return r.stem[i] }},
	{"stem2", -3, 2, func(r *reading, i int) uint64 { return mix(r.stem[i], at(r.stem, i+1)) }},
	{"class", -4, 4, func(r *reading, i int) uint64 { return r.class[i] }},
	{"class2", -4, 3, func(r *reading, i int) uint64 { return mix(r.class[i], at(r.class, i+1)) }},
	{"class3", -3, 1, func(r *reading, i int) uint64 { return mix(r.class[i], at(r.class, i+1), at(r.class, i+2)) }},
	{"class4", -3, 0, func(r *reading, i int) uint64 {
		return mix(r.class[i], at(r.class, i+1), at(r.class, i+2), at(r.class, i+3))
	}},
	{"stemclass", -2, 1, func(r *reading, i int) uint64 { return mix(r.stem[i], at(r.class, i+1)) }},
	{"classstem", -2, 1, func(r *reading, i int) uint64 { return mix(r.class[i], at(r.stem, i+1)) }},
	{"tail", -2, 2, func(r *reading, i int) uint64 { return r.tail[i] }},
	{"shape", -2, 2, func(r *reading, i int) uint64 { return r.shape[i] }},
	{"rule", -3, 3, func(r *reading, i int) uint64 { return r.rule[i] }},
	{"rule2", -2, 1, func(r *reading, i int) uint64 { return mix(r.rule[i], at(r.rule, i+1)) }},
	{"ruleclass", -1, 1, func(r *reading, i int) uint64 { return mix(r.rule[i], r.class[i]) }},
	{"ruleword", -1, 1, func(r *reading, i int) uint64 { return mix(r.rule[i], r.word[i]) }},
	{"state", -3, 3, func(r *reading, i int) uint64 { return r.state[i] }},
	{"state2", -3, 2, func(r *reading, i int) uint64 { return mix(r.state[i], at(r.state, i+1), at(r.state, i-1)) }},
	{"stateword", -2, 2, func(r *reading, i int) uint64 { return mix(r.state[i], r.word[i]) }},
	{"stateclass", -3, 3, func(r *reading, i int) uint64 { return mix(r.state[i], r.class[i]) }},
	{"cue", -3, 3, func(r *reading, i int) uint64 { return uint64(r.cue[i]) }},
	{"cue2", -3, 2, func(r *reading, i int) uint64 { return mix(uint64(r.cue[i]), at(r.class, i+1)) }},
	{"left", 0, 0, func(r *reading, i int) uint64 { return r.near(i, r.left[i]) }},
	{"right", 0, 0, func(r *reading, i int) uint64 { return r.near(i, r.right[i]) }},
	{"both", 0, 0, func(r *reading, i int) uint64 {
		return mix(r.between(i, r.left[i]), r.between(i, r.right[i]))
	}},
	{"leftclass", 0, 0, func(r *reading, i int) uint64 { return mix(r.near(i, r.left[i]), r.class[i]) }},
	{"rightclass", 0, 0, func(r *reading, i int) uint64 { return mix(r.near(i, r.right[i]), r.class[i]) }},
	{"place", 0, 0, func(r *reading, i int) uint64 {
		q := uint64(0)
		if r.quotes[i] {
			q = 1
		}
		return mix(bin(i-r.sentence[i]), bin(r.end[i]-1-i), uint64(r.cues[i]), q)
	}},
	{"sentence", 0, 0, func(r *reading, i int) uint64 {
		return mix(r.word[r.sentence[i]], r.state[i], uint64(min(r.cues[i], 2)))
	}},
	{"last", 0, 0, func(r *reading, i int) uint64 {
		return mix(r.word[r.end[i]-1], r.state[i], r.rule[i], bin(r.end[i]-1-i))
	}},
	{"start", 0, 0, func(r *reading, i int) uint64 { return mix(bin(i), bin(len(r.Paragraph)-i), r.state[i]) }},
}

// near tells the cue-like word at token c and how far it is from token i.
func (r *reading) near(i, c int) uint64 {
	if c < 0 {
		return mix(3, r.state[i])
	}
	return mix(r.stem[c], bin(max(i-c, c-i)), r.state[i])
}

// between tells how cue-like the word at token c is and what stands between it
// and token i.
func (r *reading) between(i, c int) uint64 {
	if c < 0 {
		return 5
	}
	lo, hi := min(i, c)+1, max(i, c)
	commas, that, quote := 0, uint64(0), uint64(0)
	for k := lo; k < hi; k++ {
		switch t := &r.Paragraph[k]; {
		case t.Text == ",":
			commas = min(commas+1, 2)
		case t.Text == "that":
			that = 1
		case t.Quote == Opening || t.Quote == Closing:
			quote = 1
		}
	}
	return mix(uint64(r.cue[c]), bin(hi-lo), uint64(commas), that, quote)
}
