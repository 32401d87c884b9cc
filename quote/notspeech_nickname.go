package quote

// isNickname: a name in quotation marks between a person's other names
// (Robert “Bobby” Hale).
func isNickname(d *Document, q *Quotation) bool {
	return d.few(q.Tokens, 3) && d.titleCase(q.Tokens) && !d.endsLikeSpeech(q) &&
		q.Tokens.First > 0 && d.capital(q.Tokens.First-1) &&
		q.Tokens.End < len(d.Tokens) && d.capital(q.Tokens.End) &&
		d.Tokens[q.Tokens.End].Start <= q.End+1
}
