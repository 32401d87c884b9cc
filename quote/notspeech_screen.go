package quote

// isScreenText: what one presses, clicks or types (Press "Enter" to skip).
func isScreenText(d *Document, q *Quotation) bool {
	i := q.Tokens.First - 1
	if d.word(i, "the", "on", "a", "button", "key") {
		i--
	}
	if d.word(i, "the", "on") {
		i--
	}
	return d.few(q.Tokens, 4) && !d.speaksAfter(q) &&
		d.word(i, "press", "click", "tap", "hit", "select", "type", "choose", "clicking", "pressing", "tapping", "selecting", "hitting", "clicked", "pressed", "tapped")
}
