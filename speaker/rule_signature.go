package speaker

import "github.com/hearsay-go/hearsay/quote"

var signature = &Rule{
	Name: "signature",
	Doc:  `A signature behind the quotation, after a dash or on a line of its own: “…” —Commissioner Geoffrey Starks`,
	Apply: func(p *Pass) {
		s, d, a := p.Statement, p.Document, p.article
		if !s.Source.Empty() || len(s.Content) == 0 {
			return
		}
		after := d.TokensIn(quote.Span{Start: s.Outer().End, End: len(d.Text)}).First
		if after >= len(d.Tokens) {
			return
		}
		dash := a.word(after, "—", "–", "--", "-", "―", "~")
		ownLine := d.ParagraphAt(d.Tokens[after].Start) != d.ParagraphAt(s.Outer().End-1)
		if !dash && !ownLine {
			return
		}
		par := d.Paragraphs[d.ParagraphAt(d.Tokens[after].Start)]
		var cue quote.Span
		if dash {
			cue = d.Tokens[after].Span
			after++
		}
		for after < par.Tokens.End && (a.is(after, titleWords) && !a.startsName(after) || a.word(after, ".")) {
			after++
		}
		if after >= par.Tokens.End || !a.startsName(after) {
			return
		}
		m := &a.mentions[a.mentionAt(after)]
		rest := par.Tokens.End - m.Tokens.End
		// A name that a sentence follows is no signature; one with a job or a place behind it is.
		if !dash && (rest > 8 || d.Text[par.End-1] == '.' || a.hasVerb(quote.Range{First: m.Tokens.End, End: par.Tokens.End})) {
			return
		}
		p.Propose(Proposal{Source: a.titled(m), Cue: cue, Confidence: 0.9, Because: []Step{{"signed", d.Span(quote.Range{First: m.Tokens.First, End: par.Tokens.End})}}})
	},
}
