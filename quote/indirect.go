package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

// indirect finds reported statements without quoted speech in a run of tokens:
// a reporting verb, its subject and its clause.
func (r *reader) indirect(in Range) {
	for in.Len() > 0 {
		end := min(r.Sentences[r.sentence(in.First)].Tokens.End, in.End)
		r.indirectSentence(Range{r.skip(in.First, end), end})
		in.First = end
	}
}

func (r *reader) indirectSentence(in Range) {
	frames := r.frames(in, Range{})
	for k, f := range frames {
		if k == 0 && len(frames) > 1 && r.word(f.verb, "according") && f.cue.First == in.First {
			continue // "According to AP, the founder said": the founder
		}
		said := r.is(f.verb, lexicon.Speech) || r.word(f.verb, "according")
		if f.source.Len() == 0 || !said && !(r.is(f.verb, lexicon.Evidence|lexicon.Thought) && r.word(f.cue.End, "that")) {
			continue
		}
		content, ok := r.complement(f, in)
		if !ok {
			continue
		}
		for content.Len() > 0 && r.Tokens[content.End-1].Kind == Punct && r.word(content.End-1, ".", ",", ";", "!", "?", "...", "…") {
			content.End--
		}
		if r.few(content, 1) {
			continue
		}
		r.finish()
		r.Statements = append(r.Statements, Statement{
			Kind: Indirect, Content: []Span{r.Document.Span(content)}, Confidence: 0.6,
			Cue: r.Document.Span(f.cue), Source: r.Document.Span(f.source),
		})
		return
	}
}

// complement returns what a frame reports without marks: the clause behind the
// cue, or the sentence before a tag.
func (r *reader) complement(f frame, in Range) (Range, bool) {
	before := Range{in.First, f.span().First}
	after := Range{r.skip(f.span().End, in.End), in.End}
	if f.inverted || r.word(f.verb, "according") {
		if r.wordy(before) {
			return before, true
		}
		return after, r.wordy(after)
	}
	if before.Len() > 3 && r.word(before.End-1, ",") && !r.wordy(Range{f.cue.End, min(f.cue.End+1, in.End)}) {
		return before, true // "…, she said."
	}
	that := f.cue.End
	for that < in.End && that < f.cue.End+8 && !r.word(that, "that", ",") {
		that++
	}
	if r.word(that, "that") && that < in.End {
		return Range{that, in.End}, true
	}
	if r.word(f.verb, "told", "tells", "tell", "telling") {
		if before.Len() > 3 && r.word(before.End-1, ",") {
			return before, true
		}
		return Range{}, false
	}
	next := f.cue.End
	const clause = lexicon.Subject | lexicon.Determiner | lexicon.Possessive | lexicon.Number
	if lexicon.Lemma(r.Token(f.verb)) == "say" && next+1 < in.End && !r.is(next, lexicon.Preposition|lexicon.Adverb|lexicon.Day|lexicon.Coordinator) && r.Tokens[next].Kind == Word ||
		next < in.End && (r.is(next, clause) || r.capital(next)) && r.bare(f.verb) {
		return Range{next, in.End}, true
	}
	return Range{}, false
}

// bare reports whether a verb takes a clause without "that".
func (r *reader) bare(verb int) bool {
	switch lexicon.Lemma(r.Token(verb)) {
	case "say", "claim", "add", "announce", "suggest", "deny", "admit", "insist", "warn", "argue", "think", "believe", "acknowledge", "confirm", "note", "predict", "testify", "allege", "reiterate", "emphasize", "declare", "estimate", "tweet", "write", "state", "report":
		return true
	}
	return false
}
