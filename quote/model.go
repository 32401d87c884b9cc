package quote

import "github.com/hearsay-go/hearsay/internal/spans"

// ModelInput reads a text without the span model and returns what that sees of
// it, paragraph by paragraph. It is for the packages of this module.
func ModelInput(text string) (*Document, []spans.Paragraph) {
	d := read(text)
	return d, d.modelInput()
}

func (d *Document) modelInput() []spans.Paragraph {
	tokens := make([]spans.Token, len(d.Tokens))
	for i, t := range d.Tokens {
		tokens[i] = spans.Token{
			Text: d.Slice(t.Span), Class: t.class, Kind: spans.TokenKind(t.Kind),
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
	d.eachFrame(func(f frame, complement Range) {
		for _, x := range []struct {
			Range
			role spans.Role
		}{{complement, spans.Content}, {f.source, spans.Source}, {f.cue, spans.Cue}} {
			for k := x.First; k < x.End; k++ {
				tokens[k].Frame = spans.Inside(x.role)
				if k == x.First {
					tokens[k].Frame = spans.Begin(x.role)
				}
			}
		}
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
	r := reader{Document: d}
	for s := range d.Sentences {
		in := d.Sentences[s].Tokens
		for _, f := range d.frames(in, Range{}) {
			content, _ := r.complement(f, in)
			for content.Len() > 0 && r.Tokens[content.End-1].Kind == Punct && r.word(content.End-1, ".", ",", ";", "!", "?", "...", "…") {
				content.End--
			}
			if content.Len() > longestClause {
				content = Range{}
			}
			visit(f, content)
		}
	}
}
