package quote

// headline reports whether paragraph p is written as headlines are: one sentence of some
// words that all have capitals, and no stop. The span model has seen few of those and
// reads them worse than the rules do ("Bridge Was Safe, Claims Engineer").
func (d *Document) headline(p *Paragraph) bool {
	return p.Sentences.Len() == 1 && p.Tokens.Len() < 30 && !d.few(p.Tokens, 3) &&
		d.Tokens[p.Tokens.End-1].Kind == Word && d.titleCase(p.Tokens)
}
