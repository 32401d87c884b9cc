package quote

import (
	"strings"
	"unicode"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// A filter knows one kind of quotation that is nobody's speech. Each stands in
// a file of its own, notspeech_*.go.
type filter struct {
	name  string // what Quotation.NotSpeech says
	match func(*Document, *Quotation) bool
}

var filters = []filter{
	{"boilerplate", inBoilerplate},
	{"screen text", isScreenText},
	{"nickname", isNickname},
	{"title", isTitle},
	{"term", isTerm},
	{"emphasis", isGlossed},
}

// judgeQuotations says of every quotation whether it may be speech. Quotations
// within others share the judgement of those around them.
func (d *Document) judgeQuotations() {
	for p := range d.Paragraphs {
		for i := d.Paragraphs[p].Quotations.First; i < d.Paragraphs[p].Quotations.End; i++ {
			q := &d.Quotations[i]
			for _, f := range filters {
				if f.match(d, q) {
					q.NotSpeech = f.name
					break
				}
			}
		}
	}
	d.findPullQuotes()
}

// words counts the words and numbers of a token range, up to a limit.
func (d *Document) words(tokens Range, limit int) int {
	n := 0
	for i := tokens.First; i < tokens.End && n < limit; i++ {
		if k := d.Tokens[i].Kind; k == Word || k == Number {
			n++
		}
	}
	return n
}

// few reports whether a token range has at most n words and numbers.
func (d *Document) few(tokens Range, n int) bool { return d.words(tokens, n+1) <= n }

// is reports whether token i exists and is of one of the kinds.
func (d *Document) is(i int, kinds lexicon.Class) bool {
	return i >= 0 && i < len(d.Tokens) && d.Tokens[i].class.Is(kinds)
}

// word reports whether token i exists and is one of the given words, in any case.
func (d *Document) word(i int, words ...string) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	t := d.Token(i)
	for _, w := range words {
		// Most differ in their first letter.
		if len(w) == len(t) && t[0]|0x20 == w[0]|0x20 && strings.EqualFold(t, w) {
			return true
		}
	}
	return false
}

// speaksAfter reports whether what follows a quotation reads like its tag:
// “…,” said X; “…,” he said.
func (d *Document) speaksAfter(q *Quotation) bool {
	i := q.Tokens.End
	inner := d.Slice(d.Inner(q))
	if strings.HasSuffix(inner, ".") && i < len(d.Tokens) && d.capital(i) {
		return false
	}
	if i < len(d.Tokens) && d.Tokens[i].Kind == Punct && d.Token(i) == "," {
		i++
	}
	if d.is(i, lexicon.Speech) && d.is(i, lexicon.Past|lexicon.Third) {
		return true
	}
	for k := i; k < i+6 && k < len(d.Tokens); k++ {
		if d.Tokens[k].Kind == Mark || d.Tokens[k].Kind == Punct {
			return false
		}
		if k > i && d.Tokens[k].class.Is(lexicon.Speech) && d.Tokens[k].class.Is(lexicon.Past|lexicon.Third) {
			return d.capital(k-1) || d.is(k-1, lexicon.Subject)
		}
	}
	return false
}

// endsLikeSpeech reports whether a quotation has a comma, a stop or the like
// before its closing mark, or right behind it a comma.
func (d *Document) endsLikeSpeech(q *Quotation) bool {
	inner := d.Slice(d.Inner(q))
	return inner != "" && strings.ContainsAny(inner[len(inner)-1:], ".,!?")
}

// titleCase reports whether all words of a token range but the small ones
// begin with a capital or are figures.
func (d *Document) titleCase(tokens Range) bool {
	const small = lexicon.Preposition | lexicon.Determiner | lexicon.Coordinator | lexicon.Auxiliary | lexicon.Possessive
	words, last := 0, false // last: whether the last word may not end a title
	for i := tokens.First; i < tokens.End; i++ {
		if k := d.Tokens[i].Kind; k != Word && k != Number {
			continue
		}
		lower := unicode.IsLower(rune(d.Text[d.Tokens[i].Start]))
		if lower && (words == 0 || !d.is(i, small)) {
			return false
		}
		words++
		last = lower && !d.is(i, lexicon.Auxiliary)
	}
	return words > 0 && !last
}
