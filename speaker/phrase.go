package speaker

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// Noun phrases that describe somebody without naming them ("the governor", "two
// officials") are mentions too: pronouns may mean them, and they may mean
// somebody who is named.

// findDescriptions appends the descriptions among the tokens of a paragraph.
func (a *article) findDescriptions(par quote.Range) {
	for i := par.First; i < par.End; i++ {
		if a.startsName(i) {
			a.findPair(i, par.End)
			continue
		}
		if !a.describes(i) || a.inName(i) || a.nounFollows(i, par.End) {
			continue
		}
		first := a.phraseStart(i, par.First)
		q := a.QuotationAt(a.Tokens[first].Start)
		m := Mention{
			Tokens: quote.Range{First: first, End: i + 1}, Form: Description, Entity: -1,
			Quoted:    q != nil && q.NotSpeech == "",
			Subject:   a.subjectPosition(first),
			Possessor: a.word(i+1, "'s", "’s") || strings.HasSuffix(a.Token(i), "s") && a.word(i+1, "'", "’") && a.Tokens[i+1].Start == a.Tokens[i].End,
		}
		m.Span = a.Span(m.Tokens)
		a.described = append(a.described, m)
	}
}

// findPair appends the pair of names that begins at token i: "Obama and Mr. Xi".
func (a *article) findPair(i, high int) {
	m := a.mentionAt(i)
	one := &a.mentions[m]
	if m+1 == len(a.mentions) || !a.word(one.Tokens.End, "and") {
		return
	}
	two := &a.mentions[m+1]
	for k := one.Tokens.End + 1; k < two.Tokens.First; k++ {
		if k >= high || !a.word(k, "the", ".") && !a.is(k, titleWords) {
			return
		}
	}
	pair := *one
	pair.Form, pair.Entity, pair.pair = Description, -1, true
	pair.Tokens.End, pair.End = two.Tokens.End, two.End
	a.described = append(a.described, pair)
}

// describes reports whether token i is a noun for people, bodies or documents.
func (a *article) describes(i int) bool {
	if a.Tokens[i].Kind != quote.Word || a.is(i, functional&^lexicon.Adverb) {
		return false
	}
	return a.is(i, lexicon.Role|lexicon.Kinship) || a.plural(i)
}

// plural reports whether token i is a noun for several people or bodies: one of
// the lexicon's, or one with an ending of nouns for people ("campaigners").
func (a *article) plural(i int) bool {
	if a.is(i, lexicon.GroupNoun) {
		return true
	}
	w := a.Token(i)
	if a.Tokens[i].Kind != quote.Word || len(w) < 6 || a.capital(i) && !a.sentenceInitial(i) {
		return false
	}
	switch w[len(w)-3:] {
	case "ers", "ors", "sts", "ans", "nts":
		return lexicon.Of(w[:len(w)-1]).Is(lexicon.PersonNoun|lexicon.OrganizationNoun|lexicon.Title|lexicon.Kinship) || w[len(w)-3:] == "sts"
	}
	return strings.HasSuffix(w, "s") && lexicon.Of(w[:len(w)-1]).Is(lexicon.PersonNoun|lexicon.OrganizationNoun|lexicon.Kinship)
}

// nounFollows reports whether the noun at token i modifies the next one or a
// name: "campaign officials", "coach Bruce Boudreau".
func (a *article) nounFollows(i, high int) bool {
	k := i + 1
	if a.word(k, "-") {
		return true
	}
	return k < high && a.Tokens[k].Kind == quote.Word && (a.describes(k) && (!a.is(k, lexicon.Verb) || a.is(i, lexicon.Number)) || a.startsName(k) || a.capital(k) && a.is(k, lexicon.Title|lexicon.Honorific))
}

// phraseStart returns the first token of the noun phrase whose head is token i,
// with how many they are: "tens of thousands of voters".
func (a *article) phraseStart(i, low int) int {
	first := a.modifiersStart(i, low)
	for first-2 >= low && a.word(first-1, "of") && a.quantity(first-2) {
		first = a.modifiersStart(first-2, low)
	}
	return first
}

// modifiersStart returns the first of the words before token i that belong to its noun phrase.
func (a *article) modifiersStart(i, low int) int {
	first := i
	for k := i - 1; k >= max(low, i-8); k-- {
		t := a.Tokens[k]
		switch {
		case a.is(k, lexicon.Determiner|lexicon.Possessive) && t.Kind == quote.Word:
			if a.word(k-1, "all", "both", "half") {
				k--
			}
			return k
		case a.word(k, "'s", "’s"), a.word(k, "-", "/") && a.Tokens[k].End == a.Tokens[k+1].Start:
			continue
		case t.Kind == quote.Number:
			first = k
		case a.inName(k):
			first = a.mentions[a.mentionAt(k)].Tokens.First
			k = first
		case t.Kind == quote.Word && a.is(k, lexicon.Number|lexicon.Demonym|lexicon.Role|lexicon.Title) && !a.is(k, lexicon.Verb&^lexicon.Plan):
			first = k
		case t.Kind == quote.Word && !a.is(k, functional|lexicon.Verb|lexicon.Day|lexicon.Month|lexicon.Time) && !verbal(a.Token(k)) && a.bounded(k, low):
			first = k
		default:
			return first
		}
	}
	return first
}

// bounded reports whether a plain word may be an adjective of the noun phrase
// behind it: a determiner, a number or the start of the sentence stands
// before it, or another such word.
func (a *article) bounded(k, low int) bool {
	for n := 0; n < 3; n++ {
		if k-1 < low || a.sentenceInitial(k) || a.is(k-1, lexicon.Determiner|lexicon.Possessive|lexicon.Number|lexicon.Preposition|lexicon.Coordinator) || a.Tokens[k-1].Kind == quote.Number || a.word(k-1, "'s", "’s", ",") {
			return true
		}
		if a.Tokens[k-1].Kind != quote.Word || a.is(k-1, functional|lexicon.Verb) {
			return false
		}
		k--
	}
	return false
}

// verbal reports whether a word looks like a verb's form.
func verbal(w string) bool {
	return len(w) > 4 && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing"))
}

// antecedent returns the noun phrase that ends right before token end: what a
// relative pronoun there stands for, a person's or anything's.
func (a *article) antecedent(end int, person bool) quote.Range {
	low := max(a.Sentences[a.SentenceAt(a.Tokens[end].Start)].Tokens.First, end-reach)
	if end-1 > low && a.is(end-1, lexicon.Preposition) { // "many of whom"
		end--
		if a.is(end-1, lexicon.Number) || a.word(end-1, "all", "some", "both", "each") {
			end--
		}
	}
	for end > low && (a.Tokens[end-1].Kind == quote.Punct || a.Tokens[end-1].Kind == quote.Mark || a.is(end-1, lexicon.Adverb) && !a.capital(end-1)) {
		if a.word(end-1, ")", "]") {
			for end > low && !a.word(end-1, "(", "[") {
				end--
			}
		}
		if end > low {
			end--
		}
	}
	if end <= low || a.is(end-1, lexicon.Relative) {
		return quote.Range{}
	}
	nearest := quote.Range{First: a.phraseHead(end-1, low), End: end}
	if !person {
		return nearest
	}
	// "relatives of the victims, many of whom": the relatives.
	if of := nearest.First - 1; of-1 >= low && a.word(of, "of") && a.describes(of-1) && a.plural(of-1) && !a.inName(end-1) {
		return quote.Range{First: a.phraseHead(of-1, low), End: end}
	}
	// "listeners to his program, who": the listeners.
	for r := nearest; ; {
		if a.endsNamed(r.First, r.End, Person) || a.human(r.End-1) {
			return r
		}
		if r.First-2 < low || !a.word(r.First-1, "of", "for", "at", "from", "in", "with", "to", "on") || a.Tokens[r.First-2].Kind != quote.Word || a.is(r.First-2, functional) {
			return nearest
		}
		r = quote.Range{First: a.phraseHead(r.First-2, low), End: r.First - 1}
	}
}

// human reports whether the noun at token i may be one for people.
func (a *article) human(i int) bool {
	w := a.Token(i)
	return a.is(i, lexicon.PersonNoun|lexicon.GroupNoun|lexicon.Kinship) || a.plural(i) ||
		!a.capital(i) && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") && !a.describes(i)
}

// endsNamed reports whether a noun phrase ends with the name of an entity of a kind.
func (a *article) endsNamed(first, end int, kind Kind) bool {
	m := a.mentionAt(end - 1)
	return m >= 0 && a.mentions[m].Tokens.First >= first && a.mentions[m].Tokens.End == end && a.entities[a.mentions[m].Entity].Kind == kind
}

// phraseHead is phraseStart for any head, be it the last word of a name.
func (a *article) phraseHead(i, low int) int {
	if a.inName(i) {
		i = a.mentions[a.mentionAt(i)].Tokens.First
	}
	return a.phraseStart(i, low)
}
