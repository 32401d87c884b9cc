package spans

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// An atom is one fact about a token, as a hash or a small number. Features
// are combinations of atoms.
type atom uint8

const (
	word          atom = iota // in small letters
	stem                      // lemma of a reporting verb, or the word without its ending
	class                     // the lexicon's kinds, capital and ending
	quoting                   // where it stands with regard to quotation marks
	marks                     // label in the reading of the marks
	frame                     // what it is in a reporting clause
	cue                       // how often the stem is a cue, 0 to 4
	leftCue                   // the nearest cue-like word before: which, how far
	rightCue                  // the nearest behind
	leftGap                   // how cue-like that is, and what stands between
	rightGap                  // the same behind
	place                     // in the sentence, and what that holds
	sentenceFirst             // the sentence's first word
	sentenceLast              // its last token, and how far
	atoms         = iota
)

// margin is how far features look beyond the paragraph's ends.
const margin = 4

// A Reading is a paragraph with what the features need, computed once.
type Reading struct {
	Paragraph
	atoms []([atoms]uint32) // token i at margin+i
	sites []site
}

// A site is where a token stands.
type site struct {
	first, end  int32 // bounds of its sentence
	left, right int32 // the nearest cue-like tokens, -1 for none
	// What stands between it and those.
	leftGap, rightGap gap
	cues              uint8 // cue-like tokens of the sentence, up to 3
	quotes            bool  // whether the sentence has speech
}

// A gap is what stands between two tokens: commas, up to two, whether there is
// a "that", and whether a quotation mark.
type gap struct{ commas, that, quote uint8 }

func (g *gap) add(t *Token) {
	switch {
	case t.Text == ",":
		g.commas = min(g.commas+1, 2)
	case t.Text == "that":
		g.that = 1
	case t.Quote == Opening || t.Quote == Closing:
		g.quote = 1
	}
}

const prime32 = 16777619

// hash is FNV-1a.
func hash[T string | []byte](s T) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * prime32
	}
	return h
}

// join combines two hashes, in order.
func join(h, x uint32) uint32 {
	h = (h*0x9e3779b1 ^ x) * 0x85ebca6b
	return h ^ h>>15
}

func joinAll(h uint32, more ...uint32) uint32 {
	for _, x := range more {
		h = join(h, x)
	}
	return h
}

// at returns an atom of token i, which may be up to margin before or behind
// the paragraph.
func (r *Reading) at(a atom, i int) uint32 { return r.atoms[margin+i][a] }

// Read prepares a paragraph. The level of a stem is how cue-like it is, 0 to 4.
// It reuses the reading's memory. O(tokens).
func (r *Reading) Read(p Paragraph, level func(stem uint32) int) {
	n := len(p)
	r.Paragraph = p
	r.atoms = grow(r.atoms, n+2*margin)
	r.sites = grow(r.sites, n)
	for i := range margin {
		for a := range r.atoms[i] {
			r.atoms[i][a], r.atoms[margin+n+i][a] = 1, 2
		}
	}
	var buf [64]byte
	for i := range p {
		t, out := &p[i], &r.atoms[margin+i]
		low := lexicon.Lower(buf[:0], t.Text)
		out[word] = hash(low)
		out[stem] = stemOf(low, t)
		out[class] = classOf(t, low)
		out[quoting] = uint32(t.Quote)
		out[marks] = uint32(t.Marks)
		out[frame] = uint32(t.Frame)
		out[cue] = 0
		if t.Kind == Word {
			out[cue] = uint32(level(out[stem]))
		}
	}
	r.findSites()
	for i := range p {
		out, s := &r.atoms[margin+i], &r.sites[i]
		out[leftCue], out[leftGap] = r.near(i, int(s.left)), r.between(i, int(s.left), s.leftGap)
		out[rightCue], out[rightGap] = r.near(i, int(s.right)), r.between(i, int(s.right), s.rightGap)
		fromStart, toEnd := bin(i-int(s.first)), bin(int(s.end)-1-i)
		out[place] = joinAll(fromStart, toEnd, uint32(s.cues), number(s.quotes))
		out[sentenceFirst] = join(r.at(word, int(s.first)), uint32(min(s.cues, 2)))
		out[sentenceLast] = join(r.at(word, int(s.end)-1), toEnd)
	}
}

// findSites finds the bounds of sentences and the nearest cues. Words in
// quotation marks don't count as cues.
func (r *Reading) findSites() {
	n := len(r.Paragraph)
	for start := 0; start < n; {
		end := start + 1
		for end < n && !r.Paragraph[end].Sentence {
			end++
		}
		s := site{first: int32(start), end: int32(end), left: -1, right: -1}
		for i := start; i < end; i++ {
			if r.at(cue, i) >= 2 {
				s.cues = min(s.cues+1, 3)
			}
			q := r.Paragraph[i].Quote
			s.quotes = s.quotes || q != Unquoted && q != Named
		}
		for i := start; i < end; i++ {
			r.sites[i] = s
			s.leftGap.add(&r.Paragraph[i])
			if r.isCue(i) {
				s.left, s.leftGap = int32(i), gap{}
			}
		}
		for i := end - 1; i >= start; i-- {
			r.sites[i].right, r.sites[i].rightGap = s.right, s.rightGap
			s.rightGap.add(&r.Paragraph[i])
			if r.isCue(i) {
				s.right, s.rightGap = int32(i), gap{}
			}
		}
		start = end
	}
}

func (r *Reading) isCue(i int) bool { return r.at(cue, i) >= 2 && !r.inQuotes(i) }

func (r *Reading) inQuotes(i int) bool {
	q := r.Paragraph[i].Quote
	return q == Quoted || q == Nested
}

// sameSentence reports whether two tokens stand in one sentence.
func (r *Reading) sameSentence(i, k int) bool { return r.sites[i].first == r.sites[k].first }

// near tells the cue-like word at token c and how far it is from token i.
func (r *Reading) near(i, c int) uint32 {
	if c < 0 {
		return join(3, r.at(quoting, i))
	}
	return joinAll(r.at(stem, c), bin(max(i-c, c-i)), r.at(quoting, i))
}

// between tells how cue-like the word at token c is, and what stands in the gap
// between it and token i.
func (r *Reading) between(i, c int, g gap) uint32 {
	if c < 0 {
		return 5
	}
	return joinAll(r.at(cue, c), bin(max(i-c, c-i)-1), uint32(g.commas), uint32(g.that), uint32(g.quote))
}

// kind is what the chain's moves depend on at token i.
func (r *Reading) kind(i int) Kind {
	t := &r.Paragraph[i]
	k := Plain
	switch {
	case t.Quote == Opening:
		k = OpeningMark
	case t.Quote == Closing:
		k = ClosingMark
	case t.Text == ",":
		k = Comma
	case t.Text == ":":
		k = Colon
	case t.Kind > Number:
		k = Punctuation
	case r.inQuotes(i):
		k = QuotedWord
	case t.Text == "that":
		k = That
	case t.Text == "to":
		k = To
	case r.at(cue, i) >= 2:
		k = CueWord
	case isUpper(t.Text[0]):
		k = Capital
	}
	if t.Sentence {
		k += SentenceStart
	}
	return k
}

// stemOf is the hash of the lemma of a reporting verb, or of the word without
// a common ending.
func stemOf(low []byte, t *Token) uint32 {
	if t.Class.Is(lexicon.Verb) {
		if l := lexicon.Lemma(t.Text); l != "" {
			return hash(l)
		}
	}
	for _, ending := range [...]string{"ing", "ed", "es", "s", "ly"} {
		if n := len(low) - len(ending); n >= 3 && string(low[n:]) == ending {
			return hash(low[:n])
		}
	}
	return hash(low)
}

// classOf is a token's kinds, with what its form shows.
func classOf(t *Token, low []byte) uint32 {
	if t.Kind != Word {
		return joinAll(uint32(low[0]), uint32(t.Kind))
	}
	form := uint32(0)
	if t.Class == 0 {
		form = ending(string(low))
	}
	if isUpper(t.Text[0]) {
		form += 8
	}
	return joinAll(uint32(t.Class), uint32(t.Class>>32), form)
}

func ending(low string) uint32 {
	switch n := len(low); {
	case n > 4 && strings.HasSuffix(low, "ing"):
		return 1
	case n > 3 && strings.HasSuffix(low, "ed"):
		return 2
	case n > 3 && strings.HasSuffix(low, "ly"):
		return 3
	case n > 3 && strings.HasSuffix(low, "s") && !strings.HasSuffix(low, "ss"):
		return 4
	case n > 5 && (strings.HasSuffix(low, "tion") || strings.HasSuffix(low, "ment") || strings.HasSuffix(low, "ness")):
		return 5
	}
	return 0
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// bin rounds a distance, more the larger it is.
func bin(n int) uint32 {
	switch {
	case n < 0:
		return 15
	case n <= 4:
		return uint32(n)
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

func number(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}
