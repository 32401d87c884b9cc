package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

// isTerm: a word or phrase that is spoken of, or held at arm's length, and not
// said by anybody here (the so-called “death tax”, the word “terrorist”).
func isTerm(d *Document, q *Quotation) bool {
	i := q.Tokens.First - 1
	if !d.few(q.Tokens, 6) || d.speaksAfter(q) {
		return false
	}
	if d.word(i, "called") && d.Tokens[i].Start > 0 {
		return d.word(i-2, "so") || d.is(i-1, lexicon.Auxiliary) && !d.word(i-1, "has", "have", "had", "'s", "’s")
	}
	if d.word(i, "as") {
		return d.word(i-1, "known") || d.word(i-1, "to") && d.word(i-2, "referred")
	}
	return d.word(i, "word", "words", "term", "hashtag", "slogan", "tagline", "dubbed", "nicknamed", "codenamed", "labelled", "labeled", "marked", "named")
}
