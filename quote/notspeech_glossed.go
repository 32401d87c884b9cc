package quote

// isGlossed: a single quoted letter, figure or abbreviation (an “A” student),
// never speech.
func isGlossed(d *Document, q *Quotation) bool {
	words := d.wordsIn(q.Tokens)
	return len(words) == 0 || len(words) == 1 && d.Tokens[words[0]].Len() == 1 && !d.word(words[0], "I") && !d.speaksAfter(q)
}
