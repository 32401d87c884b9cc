package main

import (
	"strings"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// signatures is a rule set for pages that print statements one below the other,
// each signed behind a dash or led in by a line of its own. The library has
// such rules too: these two take their place.
func signatures() speaker.Rules {
	return speaker.DefaultRules().Without("signature", "lead-line").With(dashSignature, leadIn)
}

var dashSignature = &speaker.Rule{
	Name: "dash-signature",
	Doc:  "“…” —Commissioner Geoffrey Starks",
	Apply: func(p *speaker.Pass) {
		behind := quote.Span{Start: p.Statement.Outer().End, End: len(p.Document.Text)}
		if end := strings.IndexByte(p.Text(behind), '\n'); end >= 0 {
			behind.End = behind.Start + end
		}
		if name, ok := cut(p, behind, " \t–—-"); ok && name.Start > behind.Start+len(" ") {
			p.Propose(speaker.Proposal{Source: name, Confidence: 0.95, Because: []speaker.Step{{What: "signed", Span: name}}})
		}
	},
}

var leadIn = &speaker.Rule{
	Name: "lead-in",
	Doc:  "And from Chairwoman Rosenworcel: on a line of its own, and the statement on the next.",
	Apply: func(p *speaker.Pass) {
		d := p.Document
		line := d.ParagraphAt(p.Statement.Outer().Start)
		if line == 0 || d.Paragraphs[line].Start != p.Statement.Outer().Start {
			return
		}
		lead, ok := strings.CutSuffix(p.Text(d.Paragraphs[line-1].Span), ":")
		if !ok {
			return
		}
		const from = "from "
		at := strings.LastIndex(lead, from)
		if at < 0 {
			return
		}
		start := d.Paragraphs[line-1].Start
		name := quote.Span{Start: start + at + len(from), End: start + len(lead)}
		p.Propose(speaker.Proposal{Source: name, Confidence: 0.95, Because: []speaker.Step{{What: "led in", Span: name}}})
	},
}

// cut trims a span by the given characters in front; it reports whether some are left.
func cut(p *speaker.Pass, s quote.Span, chars string) (quote.Span, bool) {
	s.Start += len(p.Text(s)) - len(strings.TrimLeft(p.Text(s), chars))
	return s, !s.Empty()
}
