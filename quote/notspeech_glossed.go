package quote

import "unicode/utf8"

// isGlossed: a single quoted letter or figure (an “A” student), or none at
// all, never speech.
func isGlossed(d *Document, q *Quotation) bool {
	inner := d.Slice(d.Inner(q))
	_, size := utf8.DecodeRuneInString(inner)
	return d.words(q.Tokens, 1) == 0 || size == len(inner) && inner != "I" && !d.speaksAfter(q)
}
