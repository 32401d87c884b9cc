package speaker

import (
	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

var colonLead = &Rule{
	Name: "colon-lead",
	Doc:  `A sentence that ends with a colon right before the quotation, with or without a verb of saying: But the 74-year-old told the journalists: “…”`,
	Apply: func(p *Pass) {
		s, d := p.Statement, p.Document
		if !s.Source.Empty() || len(s.Content) == 0 {
			return
		}
		first := d.TokensIn(s.Content[0]).First
		if first == 0 || d.Token(first-1) != ":" {
			return
		}
		sentence := d.Sentences[d.SentenceAt(d.Tokens[first-1].Start)]
		lead := quote.Range{First: sentence.Tokens.First, End: first - 1}
		if source, ok := p.article.subject(lead); ok {
			p.Propose(Proposal{Source: source, Cue: p.article.leadingCue(source, first-1), Confidence: 0.85, Because: []Step{{"led in with a colon", d.Span(lead)}}})
		}
	},
}

// leadingCue returns the words between a source and the colon of its lead-in, with the colon:
// "continued:", "made the following comment:". Behind a title, a place or a date, and of many words, the colon alone is the cue.
func (a *article) leadingCue(source quote.Span, colon int) quote.Span {
	const most = 6
	words := quote.Range{First: a.TokensIn(source).End, End: colon + 1}
	if a.is(words.First, lexicon.Reflexive) {
		words.First++
	}
	if words.Len() < 1 || words.Len() > most || a.Tokens[words.First].Kind != quote.Word || a.is(words.First, lexicon.Preposition) || a.capital(words.First) {
		words.First = colon
	}
	return a.Span(words)
}

// subject returns the span of the name or pronoun that is the subject of a
// clause: the first one that no preposition governs.
func (a *article) subject(clause quote.Range) (quote.Span, bool) {
	clause.First = max(clause.First, clause.End-reach)
	fallback := quote.Span{}
	if d := a.leadingDescription(clause); !d.Empty() {
		return d, true
	}
	for i := clause.First; i < clause.End; i++ {
		if a.word(i, "he", "she", "they") {
			return a.Tokens[i].Span, true
		}
		if a.startsName(i) {
			m := &a.mentions[a.mentionAt(i)]
			switch {
			case m.Quoted:
			case m.Possessor: // "Swift's rep told": the rep
				for k := m.Tokens.End + 1; k < m.Tokens.End+5 && k < clause.End; k++ {
					if a.is(k, lexicon.Role|lexicon.Kinship) && m.Subject {
						return a.Span(quote.Range{First: m.Tokens.First, End: k + 1}), true
					}
				}
			case m.Subject && !m.Possessor:
				return a.titled(m), true
			case fallback.Empty() && a.entities[m.Entity].Kind == Person:
				fallback = a.titled(m)
			}
			i = m.Tokens.End - 1
		}
	}
	return fallback, !fallback.Empty()
}

// leadingDescription returns the description that a clause begins with: "Its boss made light of".
func (a *article) leadingDescription(clause quote.Range) quote.Span {
	i := clause.First
	for i < clause.End && a.is(i, lexicon.Coordinator|lexicon.Adverb) && !a.is(i, lexicon.Determiner) {
		i++
	}
	if i >= clause.End || !a.is(i, lexicon.Determiner|lexicon.Possessive) || a.is(i, lexicon.Subject) {
		return quote.Span{}
	}
	for k := i + 1; k < clause.End && k < i+7; k++ {
		if a.Tokens[k].Kind == quote.Mark || a.word(k, ",") || a.is(k, lexicon.Preposition|lexicon.Auxiliary|lexicon.Relative) {
			break
		}
		if a.word(k, "old") && a.word(k-1, "-") {
			return a.Span(quote.Range{First: i, End: k + 1}) // "the 74-year-old"
		}
		if a.is(k, lexicon.PersonNoun|lexicon.GroupNoun|lexicon.Kinship) && !a.capital(k) && !(k+1 < clause.End && (a.startsName(k+1) || a.is(k+1, lexicon.PersonNoun))) && !a.word(k+1, "'s", "’s") {
			return a.Span(quote.Range{First: i, End: k + 1})
		}
	}
	return quote.Span{}
}

// titled returns the span of a name with the titles before it.
func (a *article) titled(m *Mention) quote.Span {
	first := m.Tokens.First
	for first > 0 && (a.is(first-1, titleWords) && a.capital(first-1) || a.word(first-1, ".") && a.is(first-2, titleWords)) {
		first--
	}
	if first < m.Tokens.First && a.capital(first-1) && !a.is(first-1, functional) && !a.inName(first-1) { // "Foreign Minister"
		first--
	}
	return a.Span(quote.Range{First: first, End: m.Tokens.End})
}
