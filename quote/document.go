package quote

import (
	"slices"
	"sort"
	"strings"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// A Document is a text as [Parse] reads it. All its parts are in reading order
// and point into Text; it is not changed after Parse and safe to share.
type Document struct {
	Text       string
	Paragraphs []Paragraph
	Sentences  []Sentence
	Tokens     []Token
	Quotations []Quotation // what stands between quotation marks, outer before inner
	Statements []Statement // who said what, as far as the text around it tells
	Loose      []Statement // cues and sources whose content was not found

	outermost []int // the quotations that stand in no other
}

// A Range is a run of elements of one of a document's lists, half open.
type Range struct{ First, End int }

// Len is the number of elements.
func (r Range) Len() int { return r.End - r.First }

// Has reports whether element i is in the range.
func (r Range) Has(i int) bool { return r.First <= i && i < r.End }

// A Paragraph is a line of the text that is not blank, without the white space
// around it.
type Paragraph struct {
	Span
	Tokens      Range
	Sentences   Range
	Quotations  Range
	Boilerplate bool // a comment form, a sharing link, a notice: nobody's speech
	Turn        bool // a turn of a transcript or an interview
}

// A Sentence is a sentence within a paragraph. Quotations don't bound it: one
// with a full stop inside holds the end of a sentence and the start of another.
type Sentence struct {
	Span
	Tokens Range
}

// Slice returns the text of a span.
func (d *Document) Slice(s Span) string { return d.Text[s.Start:s.End] }

// Token returns the text of token i.
func (d *Document) Token(i int) string { return d.Slice(d.Tokens[i].Span) }

// Span returns the bytes from the first to the last token of a range, the
// empty Span for an empty range.
func (d *Document) Span(tokens Range) Span {
	if tokens.Len() <= 0 {
		return Span{}
	}
	return Span{d.Tokens[tokens.First].Start, d.Tokens[tokens.End-1].End}
}

// TokensIn returns the tokens that lie wholly in a span, in O(log n).
func (d *Document) TokensIn(s Span) Range {
	first := sort.Search(len(d.Tokens), func(i int) bool { return d.Tokens[i].Start >= s.Start })
	end := first + sort.Search(len(d.Tokens)-first, func(i int) bool { return d.Tokens[first+i].End > s.End })
	return Range{first, end}
}

// ParagraphAt returns the index of the paragraph that holds byte offset at, or
// of the last one before it; -1 if there is none. O(log n).
func (d *Document) ParagraphAt(at int) int {
	return sort.Search(len(d.Paragraphs), func(i int) bool { return d.Paragraphs[i].Start > at }) - 1
}

// SentenceAt is like ParagraphAt for sentences.
func (d *Document) SentenceAt(at int) int {
	return sort.Search(len(d.Sentences), func(i int) bool { return d.Sentences[i].Start > at }) - 1
}

// QuotationAt returns the outermost quotation that holds byte offset at, or nil. O(log n).
func (d *Document) QuotationAt(at int) *Quotation {
	if from := d.outermostFrom(at); len(from) > 0 && d.Quotations[from[0]].Start <= at {
		return &d.Quotations[from[0]]
	}
	return nil
}

// outermostFrom returns the outermost quotations that end behind byte offset at.
func (d *Document) outermostFrom(at int) []int {
	return d.outermost[sort.Search(len(d.outermost), func(i int) bool { return d.Quotations[d.outermost[i]].End > at }):]
}

// Parse reads a text. It never fails: any bytes give a document, whose spans
// lie on rune boundaries of the text. It takes time and memory linear in the
// text.
func Parse(text string, options ...Option) *Document {
	var c config
	for _, o := range options {
		o(&c)
	}
	d := read(text)
	switch {
	case c.quotationsOnly:
		d.Statements = slices.DeleteFunc(d.Statements, d.reported)
	case c.model != nil:
		d.report(c.model.spans)
	default:
		d.report(spans.Embedded())
	}
	for i := range d.Statements {
		d.Statements[i].Act = d.actOf(d.Statements[i].Cue)
	}
	if c.least > 0 {
		d.Statements = slices.DeleteFunc(d.Statements, func(s Statement) bool { return s.Confidence < c.least })
	}
	return d
}

// reported reports whether a statement is one that a reporter gives without
// quoted speech; turns of a transcript are speech without marks.
func (d *Document) reported(s Statement) bool {
	return s.Kind == Indirect && !d.Paragraphs[d.ParagraphAt(s.Content[0].Start)].Turn
}

// read reads a text without the span model.
func read(text string) *Document {
	d := &Document{Text: text}
	d.Tokens = make([]Token, 0, len(text)/4)
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexAny(text[start:], "\n\r\u0085\u2028\u2029"); i >= 0 {
			end = start + i
		}
		line := text[start:end]
		trimmed := strings.TrimLeft(line, space)
		from := start + len(line) - len(trimmed)
		if trimmed = strings.TrimRight(trimmed, space); trimmed != "" {
			d.paragraph(Span{from, from + len(trimmed)})
		}
		start = end + 1
		for start < len(text) && text[start]&0xC0 == 0x80 { // the rest of U+0085, U+2028, U+2029
			start++
		}
	}
	d.findQuotations()
	d.judgeQuotations()
	d.findStatements()
	return d
}

const space = " \t\v\f\u00a0\u2002\u2003\u2009\u200a\u200b\u202f\ufeff"

// paragraph appends a paragraph with its tokens and sentences.
func (d *Document) paragraph(s Span) {
	p := Paragraph{Span: s, Tokens: Range{First: len(d.Tokens)}, Sentences: Range{First: len(d.Sentences)}}
	d.Tokens = tokenize(d.Tokens, d.Text, s)
	p.Tokens.End = len(d.Tokens)
	if p.Tokens.Len() == 0 {
		return
	}
	d.splitSentences(p.Tokens)
	p.Sentences.End = len(d.Sentences)
	p.Boilerplate = isBoilerplate(d.Slice(s))
	d.Paragraphs = append(d.Paragraphs, p)
}
