package quote

import "github.com/hearsay-go/hearsay/internal/spans"

// ModelInput is what the span model sees of a document, paragraph by
// paragraph. It is for the packages of this module.
func (d *Document) ModelInput() []spans.Paragraph {
	tokens := make([]spans.Token, len(d.Tokens))
	for i, t := range d.Tokens {
		tokens[i] = spans.Token{
			Text: d.Slice(t.Span), Class: t.class, Kind: uint8(t.Kind),
			Glued: i > 0 && d.Tokens[i-1].End == t.Start,
		}
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
	label := func(s Span, role spans.Role) {
		for k, r := 0, d.TokensIn(s); r.First+k < r.End; k++ {
			tokens[r.First+k].Marks = spans.Inside(role)
			if k == 0 {
				tokens[r.First].Marks = spans.Begin(role)
			}
		}
	}
	for i := range d.Statements {
		s := &d.Statements[i]
		for _, c := range s.Content {
			label(c, spans.Content)
		}
		label(s.Source, spans.Source)
		label(s.Cue, spans.Cue)
	}
	out := make([]spans.Paragraph, len(d.Paragraphs))
	for p := range d.Paragraphs {
		out[p] = tokens[d.Paragraphs[p].Tokens.First:d.Paragraphs[p].Tokens.End]
	}
	return out
}
