// Package synthetic makes quotations of which it is known which are the same
// utterance, to measure grouping at any size.
//
// Words follow Zipf's law, nearly half of them function words. How often an utterance
// is run follows a power law. Copies are reprinted as they are, cut, cut to
// four words or fewer, elided, or changed in a word; they are a few days apart, and name
// the speaker in full, by the last name, or not at all. A tenth of all
// utterances hold one of a few hundred common phrases.
package synthetic

import (
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Quotation is a loose quotation with the number of its utterance.
type Quotation struct {
	ID, Outlet, Date, Speaker, Text string
	Utterance                       int
}

// How copies of an utterance come about, as shares of all copies but the first.
const (
	shareReprint  = 0.25
	shareFragment = 0.36 // of four words or fewer
	shareCut      = 0.19 // the rest is changed in a word or two

	sharePhrase   = 0.1 // of utterances that hold a common phrase
	phrases       = 300
	vocabulary    = 60000
	shareFunction = 0.45
	outlets       = 400
	mostCopies    = 300
)

var functionWords = strings.Fields("the of to and in that is for on it with as was he be by at they this have are not from but we or his an had you were which has their can will would there who what been our more if so one")

// Quotations yields n quotations, the same for the same n and seed, in an order in
// which the copies of an utterance lie apart.
func Quotations(n int, seed uint64) iter.Seq[Quotation] {
	return func(yield func(Quotation) bool) {
		g := newGenerator(n, seed)
		var batch []Quotation
		const mixed = 20000
		flush := func() bool {
			g.rand.Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
			for _, q := range batch {
				if !yield(q) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for made := 0; made < n; {
			for _, q := range g.utterance(n - made) {
				q.ID = fmt.Sprintf("q%07d", made)
				made++
				batch = append(batch, q)
			}
			if len(batch) >= mixed && !flush() {
				return
			}
		}
		flush()
	}
}

type generator struct {
	rand       *rand.Rand
	words      []string
	wordZipf   []float64 // cumulative
	phrases    [][]string
	speakers   [][2]string
	speakZipf  []float64
	days       int
	utterances int
}

func newGenerator(n int, seed uint64) *generator {
	g := &generator{rand: rand.New(rand.NewPCG(seed, uint64(n))), days: 30 + n/200}
	seen := map[string]bool{}
	for len(g.words) < vocabulary {
		w := g.word()
		if !seen[w] {
			seen[w] = true
			g.words = append(g.words, w)
		}
	}
	g.wordZipf = zipf(vocabulary, 1.05, 8)
	for range phrases {
		g.phrases = append(g.phrases, g.sequence(3+g.rand.IntN(3), 2))
	}
	last := make([]string, 40+n/60)
	for i := range last {
		last[i] = title(g.word())
	}
	for range 60 + n/30 {
		g.speakers = append(g.speakers, [2]string{title(g.word()), last[g.rand.IntN(len(last))]})
	}
	g.speakZipf = zipf(len(g.speakers), 0.9, 5)
	return g
}

// zipf returns the cumulative shares of ranks under the law of Zipf and Mandelbrot.
func zipf(n int, exponent, shift float64) []float64 {
	out := make([]float64, n)
	sum := 0.0
	for i := range out {
		sum += math.Pow(float64(i)+1+shift, -exponent)
		out[i] = sum
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

func (g *generator) draw(cumulative []float64) int {
	return min(sort.SearchFloat64s(cumulative, g.rand.Float64()), len(cumulative)-1)
}

var onsets = strings.Fields("b d f g h j k l m n p r s t v w br cr dr fl gr kl pl pr sk sl sn st tr")
var rhymes = strings.Fields("a e i o u ai ou an en on un ar or ul im ok ep ag ub id ant ork end ilt")

// word makes up a word.
func (g *generator) word() string {
	var b strings.Builder
	for range 2 + g.rand.IntN(2) {
		b.WriteString(onsets[g.rand.IntN(len(onsets))])
		b.WriteString(rhymes[g.rand.IntN(len(rhymes))])
	}
	return b.String() + "k"
}

func title(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}

func (g *generator) content() string { return g.words[g.draw(g.wordZipf)] }

// sequence makes up n words, of which at least the given number are content words.
func (g *generator) sequence(n, content int) []string {
	for {
		out := make([]string, n)
		has := 0
		for i := range out {
			if g.rand.Float64() < shareFunction {
				out[i] = functionWords[min(g.rand.IntN(len(functionWords)), g.rand.IntN(len(functionWords)))]
			} else {
				out[i] = g.content()
				has++
			}
		}
		if has >= content {
			return out
		}
	}
}

// utterance makes up an utterance and its copies, at most the given number.
func (g *generator) utterance(most int) []Quotation {
	n := 6 + min(g.rand.IntN(22), g.rand.IntN(30))
	words := g.sequence(n, 4)
	if g.rand.Float64() < sharePhrase {
		at := g.rand.IntN(n)
		words = slices.Concat(words[:at], g.phrases[g.rand.IntN(phrases)], words[at:])
	}
	copies := min(most, mostCopies, int(math.Pow(1-g.rand.Float64(), -1/1.3)))
	speaker := g.speakers[g.draw(g.speakZipf)]
	day := g.rand.IntN(g.days)
	used := map[int]bool{}
	var out []Quotation
	for i := range copies {
		text := slices.Clone(words)
		if i > 0 {
			switch x := g.rand.Float64(); {
			case x < shareReprint:
			case x < shareReprint+shareFragment:
				text = g.fragment(words)
			case x < shareReprint+shareFragment+shareCut:
				length := len(words)/2 + g.rand.IntN(len(words)/2)
				at := g.rand.IntN(len(words) - length + 1)
				text = text[at : at+length]
			default:
				text = g.change(text)
			}
		}
		outlet := g.rand.IntN(outlets)
		for used[outlet] {
			outlet = (outlet + 1) % outlets
		}
		used[outlet] = true
		out = append(out, Quotation{
			Outlet: fmt.Sprintf("Outlet %d", outlet), Speaker: g.name(speaker), Utterance: g.utterances,
			Date: time.Date(2000, 1, 1+day+min(g.rand.IntN(8), g.rand.IntN(8)), 0, 0, 0, 0, time.UTC).Format(time.DateOnly),
			Text: title(strings.Join(text, " ")) + ".",
		})
	}
	g.utterances++
	return out
}

// name is how an outlet calls a speaker.
func (g *generator) name(speaker [2]string) string {
	switch x := g.rand.Float64(); {
	case x < 0.06:
		return ""
	case x < 0.2:
		return "Mr " + speaker[1]
	}
	return speaker[0] + " " + speaker[1]
}

// fragment cuts out two to four words that begin and end with content words.
func (g *generator) fragment(words []string) []string {
	for {
		length := 2 + g.rand.IntN(3)
		at := g.rand.IntN(len(words) - length + 1)
		out := words[at : at+length]
		if !functional[out[0]] && !functional[out[length-1]] {
			return out
		}
		if g.rand.IntN(200) == 0 {
			return words[:4] // it may have no such words
		}
	}
}

var functional = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range functionWords {
		out[w] = true
	}
	return out
}()

// change leaves words out with an ellipsis, puts another word in a bracket, or
// exchanges one or two.
func (g *generator) change(words []string) []string {
	at := g.rand.IntN(len(words) - 2)
	switch g.rand.IntN(3) {
	case 0:
		return slices.Concat(words[:at], []string{"…"}, words[at+2:])
	case 1:
		return slices.Concat(words[:at], []string{"[" + g.content() + "]"}, words[at+1:])
	}
	for range 1 + g.rand.IntN(2) {
		words[g.rand.IntN(len(words))] = g.content()
	}
	return words
}
