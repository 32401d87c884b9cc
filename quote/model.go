package quote

import "github.com/hearsay-go/hearsay/internal/spans"

// ModelInput reads a text without the span model and returns what that sees of
// it, paragraph by paragraph. It is for the packages of this module.
func ModelInput(text string) (*Document, []spans.Paragraph) {
	d := read(text)
	return d, d.modelInput(func(*frame, Range) {})
}

// modelInput returns what the span model sees of a document, and calls see with the
// reporting clauses on the way, likely or not.
func (d *Document) modelInput(see func(f *frame, complement Range)) []spans.Paragraph {
	tokens := make([]spans.Token, len(d.Tokens))
	for i, t := range d.Tokens {
		tokens[i] = spans.Token{Text: d.Slice(t.Span), Class: t.class, Kind: spans.TokenKind(t.Kind)}
	}
	for _, s := range d.Sentences {
		tokens[s.Tokens.First].Sentence = true
	}
	for i := range d.Quotations {
		q := &d.Quotations[i]
		state := spans.Quoted
		switch {
		case q.NotSpeech != "":
			state = spans.Named
		case q.Depth > 0:
			state = spans.Nested
		}
		for k := q.Tokens.First; k < q.Tokens.End; k++ {
			tokens[k].Quote = state
		}
		if q.Depth == 0 && q.NotSpeech == "" {
			if q.Opened {
				tokens[q.Tokens.First].Quote = spans.Opening
			}
			if q.Closed {
				tokens[q.Tokens.End-1].Quote = spans.Closing
			}
		}
	}
	label := func(in Range, role spans.Role, of func(*spans.Token) *spans.Label) {
		for i := in.First; i < in.End; i++ {
			*of(&tokens[i]) = spans.Inside(role)
			if i == in.First {
				*of(&tokens[i]) = spans.Begin(role)
			}
		}
	}
	marks := func(t *spans.Token) *spans.Label { return &t.Marks }
	for i := range d.Statements {
		s := &d.Statements[i]
		for _, c := range s.Content {
			label(d.TokensIn(c), spans.Content, marks)
		}
		label(d.TokensIn(s.Source), spans.Source, marks)
		label(d.TokensIn(s.Cue), spans.Cue, marks)
	}
	frames := func(t *spans.Token) *spans.Label { return &t.Frame }
	d.eachFrame(func(f frame, complement Range) {
		see(&f, complement)
		label(complement, spans.Content, frames)
		label(f.source, spans.Source, frames)
		label(f.cue, spans.Cue, frames)
	})
	out := make([]spans.Paragraph, len(d.Paragraphs))
	for p := range d.Paragraphs {
		out[p] = tokens[d.Paragraphs[p].Tokens.First:d.Paragraphs[p].Tokens.End]
	}
	return out
}

// longestClause is how many tokens a reporting clause may report, as the model
// sees it: a sentence without end has one of them at every verb.
const longestClause = 300

// eachFrame visits the reporting clauses of all sentences, likely or not, with
// what they would report.
func (d *Document) eachFrame(visit func(f frame, complement Range)) {
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		for _, f := range d.frames(in, Range{}) {
			content := d.complement(f, in)
			if content.Len() > longestClause {
				content = Range{}
			}
			visit(f, content)
		}
	}
}
