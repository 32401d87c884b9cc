package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

// A relay passes on what somebody else says: Bloomberg reported Ren as saying that it
// rained. The span model has seen few, and takes Bloomberg for the source.
type relay struct{ source, cue, content Span }

// relays reports whether a frame is the latter part of a relay: Ren as saying.
func (d *Document) relays(f *frame) bool {
	return d.word(f.cue.First-1, "as") && d.is(f.verb, lexicon.Gerund)
}

// note keeps the relay that a frame is, if it is one.
func (a *arbiter) note(f *frame, complement Range) {
	if a.relays(f) && f.source.Len() > 0 && f.source.End == f.cue.First-1 && complement.Len() > 0 && complement.First >= f.cue.End {
		r := relay{a.Span(f.source), a.Span(f.cue), a.Span(complement)}
		a.relayed[r.source.Start], a.relayed[r.cue.Start], a.relayed[r.content.Start] = r, r, r
	}
}

// relay gives a statement the source and the cue of the relay that it is.
func (a *arbiter) relay(s *Statement) {
	if r, ok := a.relayed[s.Cue.Start]; ok && s.Cue == r.cue {
		s.Source = r.source
	}
	if len(s.Content) == 0 {
		return
	}
	c := &s.Content[0]
	switch r, ok := a.relayed[c.Start]; {
	case !ok:
	case r.content.Start < c.End && a.whole(a.TokensIn(Span{r.content.Start, c.End})): // "Bloomberg quoted [Ren as saying that it rained]"
		s.Cue, s.Source, c.Start = r.cue, r.source, r.content.Start
	case c.End <= r.source.End: // "Bloomberg quoted [Ren] as saying": nothing is said
		s.Content = s.Content[1:]
	}
}
