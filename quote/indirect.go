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
		content := r.complement(f, in)
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

// complement returns what a frame reports without marks, without its last stops:
// the clause behind the cue, or the sentence before a tag.
func (d *Document) complement(f frame, in Range) Range {
	content := d.clause(f, in)
	for content.Len() > 0 && d.Tokens[content.End-1].Kind == Punct && d.word(content.End-1, ".", ",", ";", "!", "?", "...", "…") {
		content.End--
	}
	return content
}

func (d *Document) clause(f frame, in Range) Range {
	before := Range{in.First, f.span().First}
	after := Range{d.skip(f.span().End, in.End), in.End}
	if f.inverted || d.word(f.verb, "according") {
		if d.wordy(before) {
			return before
		}
		return after
	}
	if before.Len() > 3 && d.word(before.End-1, ",") && !d.wordy(Range{f.cue.End, min(f.cue.End+1, in.End)}) {
		return before // "…, she said."
	}
	that := f.cue.End
	for that < in.End && that < f.cue.End+8 && !d.word(that, "that", ",") {
		that++
	}
	if d.word(that, "that") && that < in.End {
		return Range{that, in.End}
	}
	if d.word(f.verb, "told", "tells", "tell", "telling") {
		if before.Len() > 3 && d.word(before.End-1, ",") {
			return before
		}
		return Range{}
	}
	next := f.cue.End
	const clause = lexicon.Subject | lexicon.Determiner | lexicon.Possessive | lexicon.Number
	if lexicon.Lemma(d.Token(f.verb)) == "say" && next+1 < in.End && !d.is(next, lexicon.Preposition|lexicon.Adverb|lexicon.Day|lexicon.Coordinator) && d.Tokens[next].Kind == Word ||
		next < in.End && (d.is(next, clause) || d.capital(next)) && d.bare(f.verb) {
		return Range{next, in.End}
	}
	return Range{}
}

// bare reports whether a verb takes a clause without "that".
func (d *Document) bare(verb int) bool {
	switch lexicon.Lemma(d.Token(verb)) {
	case "say", "claim", "add", "announce", "suggest", "deny", "admit", "insist", "warn", "argue", "think", "believe", "acknowledge", "confirm", "note", "predict", "testify", "allege", "reiterate", "emphasize", "declare", "estimate", "tweet", "write", "state", "report":
		return true
	}
	return false
}
