package speaker

import (
	"cmp"
	"slices"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

var cueSubject = &Rule{
	Name: "cue-subject",
	Doc:  `A verb of reporting whose source is the subject of an earlier verb, or was missed: Raab defended the treaty and called for a vote; Raab was endorsed by a dozen papers.`,
	Apply: func(p *Pass) {
		s, d, a := p.Statement, p.Document, p.article
		if !s.Source.Empty() || s.Cue.Empty() || len(s.Content) == 0 {
			return
		}
		cue := d.TokensIn(s.Cue)
		if a.is(cue.First-1, lexicon.Determiner|lexicon.Possessive|lexicon.Preposition) {
			return // a noun: "the debate about"
		}
		if a.impersonal(cue) {
			if source, ok := a.agent(cue.End); ok {
				p.Propose(Proposal{Source: source, Cue: s.Cue, Confidence: 0.7, Because: []Step{{"by whom", s.Cue}}})
			}
			return
		}
		before := quote.Range{First: d.Sentences[d.SentenceAt(s.Cue.Start)].Tokens.First, End: cue.First}
		if source, ok := a.subjectOf(before); ok && !s.Outer().Contains(source) {
			p.Propose(Proposal{Source: source, Cue: s.Cue, Confidence: 0.7, Because: []Step{{"subject of", s.Cue}}})
		}
	},
}

// impersonal reports whether a verb group has no subject who speaks: it is in
// the passive ("is expected"), or a judgement of the writer's ("seems").
func (a *article) impersonal(cue quote.Range) bool {
	for i := cue.First; i < cue.End; i++ {
		if a.word(i, "am", "is", "are", "was", "were", "be", "been", "being", "seem", "seems", "seemed", "appear", "appears", "appeared", "called", "known") {
			return true
		}
	}
	return a.word(cue.First, "to")
}

// agent returns the name or description behind "by" at token i, unless it is a
// paper that quotes somebody "as saying".
func (a *article) agent(i int) (quote.Span, bool) {
	if !a.word(i, "by") {
		return quote.Span{}, false
	}
	const longest = 4 // tokens of titles before a name
	for k := i + 1; k <= i+longest; k++ {
		if a.startsName(k) {
			m := &a.mentions[a.mentionAt(k)]
			return a.titled(m), !a.word(m.Tokens.End, "as")
		}
	}
	k, found := slices.BinarySearchFunc(a.described, i+1, func(m Mention, i int) int { return cmp.Compare(m.Tokens.First, i) })
	if !found {
		return quote.Span{}, false
	}
	return a.described[k].Span, !a.word(a.described[k].Tokens.End, "as")
}

// subjectOf returns the subject of the verb that stands right behind a stretch
// of its sentence: what stands right before it, or else the first subject of the
// sentence, as if the verb were joined to an earlier one by "and".
func (a *article) subjectOf(before quote.Range) (quote.Span, bool) {
	before.First = max(before.First, before.End-reach)
	end := a.trimEnd(before)
	if a.word(end, ",") { // an apposition or a parenthesis ends there
		for k := end - 1; k > before.First; k-- {
			if a.word(k, ",") {
				end = a.trimEnd(quote.Range{First: before.First, End: k})
				break
			}
		}
	}
	if end == before.First {
		return quote.Span{}, false
	}
	if a.word(end-1, "who", "which") || a.is(end-1, lexicon.Subject) {
		return a.Tokens[end-1].Span, true
	}
	first := quote.Span{}
	subject := func(m *Mention) bool {
		if m.Subject && !m.Possessor && !m.Quoted && first.Empty() {
			first = a.titled(m)
		}
		return m.Subject && m.Tokens.End == end
	}
	k, _ := slices.BinarySearchFunc(a.described, before.First, func(m Mention, i int) int { return cmp.Compare(m.Tokens.First, i) })
	for i := before.First; i < end; i++ {
		if a.word(i, "he", "she", "they") && first.Empty() {
			first = a.Tokens[i].Span
		}
		if a.startsName(i) {
			if m := &a.mentions[a.mentionAt(i)]; subject(m) {
				return a.titled(m), true
			}
		}
		for ; k < len(a.described) && a.described[k].Tokens.First == i; k++ {
			if m := &a.described[k]; subject(m) {
				return m.Span, true
			}
		}
	}
	return first, !first.Empty()
}

// trimEnd returns the end of a range without adverbs and commas.
func (a *article) trimEnd(r quote.Range) int {
	for r.End > r.First && (a.is(r.End-1, lexicon.Adverb) || a.word(r.End-1, ",", "-", "–", "—", "--", "―")) {
		r.End--
	}
	return r.End
}
