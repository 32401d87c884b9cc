package quote

import "sort"

// A Quotation is a stretch of text between quotation marks, within one
// paragraph.
type Quotation struct {
	Span             // with its marks
	Tokens    Range  // with its marks
	Depth     int    // how many quotations it stands in
	Opened    bool   // whether it has an opening mark; without one it begins with its paragraph or behind the quotation before
	Closed    bool   // whether it has a closing mark
	Continues bool   // reopens the quotation that the paragraph before left open
	NotSpeech string // why it is nobody's speech: "title", "scare quotes", …; "" for speech
	family    family
}

// Inner is the quotation without its marks.
func (d *Document) Inner(q *Quotation) Span {
	inner := q.Tokens
	if q.Opened {
		inner.First++
	}
	if q.Closed {
		inner.End--
	}
	return d.Span(inner)
}

// findQuotations reads the marks of all paragraphs.
func (d *Document) findQuotations() {
	var marks []mark
	for p := range d.Paragraphs {
		par := &d.Paragraphs[p]
		par.Quotations.First = len(d.Quotations)
		marks = marks[:0]
		for i := par.Tokens.First; i < par.Tokens.End; i++ {
			if d.Tokens[i].Kind == Mark {
				marks = append(marks, d.markAt(i, par.Span))
			}
		}
		if len(marks) > 0 {
			d.pairMarks(marks, readMarks(marks, d.reopens(p+1)), par)
		}
		par.Quotations.End = len(d.Quotations)
		for i := par.Quotations.First; i < par.Quotations.End; i++ {
			if d.Quotations[i].Depth == 0 {
				d.outermost = append(d.outermost, i)
			}
		}
		if q := par.Quotations; q.Len() > 0 && p > 0 {
			d.Quotations[q.First].Continues = d.continues(p)
		}
	}
}

// reopens tells the family of the mark that begins paragraph p.
func (d *Document) reopens(p int) family {
	if p >= len(d.Paragraphs) {
		return noFamily
	}
	par := d.Paragraphs[p]
	if i := par.Tokens.First; d.Tokens[i].Kind == Mark {
		if m := d.markAt(i, par.Span); m.opens() && m.cost.open <= m.cost.none {
			return m.family
		}
	}
	return noFamily
}

// continues reports whether paragraph p begins with a quotation that the
// paragraph before it left open.
func (d *Document) continues(p int) bool {
	q, before := &d.Quotations[d.Paragraphs[p].Quotations.First], d.Paragraphs[p-1].Quotations
	if q.Start != d.Paragraphs[p].Start {
		return false
	}
	for i := before.End - 1; i >= before.First; i-- {
		if last := &d.Quotations[i]; last.Depth == 0 {
			return !last.Closed && last.family == q.family
		}
	}
	return false
}

// pairMarks appends the quotations that a reading of a paragraph's marks gives.
func (d *Document) pairMarks(marks []mark, readings []reading, par *Paragraph) {
	first := len(d.Quotations)
	var open []Quotation
	end := func(q Quotation, end int, closed bool) {
		q.Tokens.End, q.Closed = end, closed
		q.Span = d.Span(q.Tokens)
		if q.Tokens.Len() > 1 && (!closed || q.Tokens.Len() > 2) { // nothing between the marks
			d.Quotations = append(d.Quotations, q)
		}
	}
	for k, m := range marks {
		q := Quotation{Tokens: Range{First: m.token}, family: m.family, Opened: true}
		switch readings[k] {
		case opening:
			open = append(open, q)
		case reopening:
			last := len(open) - 1
			end(open[last], m.token, false)
			open[last] = q
		case unopened:
			q.Tokens.First, q.Opened = par.Tokens.First, false
			if n := len(d.Quotations); n > first {
				q.Tokens.First = d.Sentences[d.SentenceAt(d.Tokens[m.token].Start)].Tokens.First
				q.Tokens.First = max(q.Tokens.First, d.Quotations[n-1].Tokens.End)
			}
			end(q, m.token+1, true)
		case closing:
			for open[len(open)-1].family != m.family { // never closed: rather an apostrophe
				open = open[:len(open)-1]
			}
			end(open[len(open)-1], m.token+1, true)
			open = open[:len(open)-1]
		}
	}
	for _, q := range open {
		end(q, par.Tokens.End, false)
	}
	found := d.Quotations[first:]
	sort.SliceStable(found, func(i, j int) bool {
		if found[i].Start != found[j].Start {
			return found[i].Start < found[j].Start
		}
		return found[i].End > found[j].End
	})
	var around []Span
	for i := range found {
		for len(around) > 0 && around[len(around)-1].End <= found[i].Start {
			around = around[:len(around)-1]
		}
		found[i].Depth = len(around)
		around = append(around, found[i].Span)
	}
}
