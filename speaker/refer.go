package speaker

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A Reference is what a mention of a source refers to.
type Reference struct {
	Speaker    string      // as Attribution.Speaker
	Kind       Kind        //
	Entities   []int       // indexes into Result.Entities, one for each of joint sources; none if nobody can be told
	Confidence float64     // that this is who is meant, in [0, 1]
	Because    []Step      // how it was found
	Candidates []Candidate // whom a pronoun or a description may mean, the most likely first; at most five

	// fresh is an entity of a description that is not yet among the article's.
	fresh *Entity
}

// A Step is one link of an explanation: what was seen, and where.
type Step struct {
	What string
	Span quote.Span
}

// How often a resolution is right, by what it rests on: read off polnear-dev,
// whose sources are given. Pronouns have the probabilities of their candidates.
const (
	sureName        = 0.99 // a name
	sureDescription = 0.95 // a description that stands for itself
	sureNoun        = 0.80 // one whose head is no noun for people, bodies or documents
	sureHolder      = 0.82 // one that somebody named is called by
	sureRelative    = 0.80 // what stands before "who" and "which"
	sureBehind      = 0.70 // whom a pronoun without anybody before it precedes; set by hand
)

// refer resolves the mention of a source to whom it names.
func (a *article) refer(source quote.Range) Reference {
	for source.Len() > 1 && (a.word(source.End-1, ",", ".", ":", "’", "'") || a.is(source.End-1, lexicon.Reflexive)) {
		source.End--
	}
	if last := source.End - 1; source.Len() > 2 && a.is(last, lexicon.Time|lexicon.Day) && !a.inName(last) && a.word(last-1, "this", "last", "on", "in") {
		source.End -= 2 // "the Supreme Court this month"
	}
	if i := source.First; source.Len() > 1 && a.is(i-1, lexicon.Relative) && verbal(a.Token(i)) && !a.capital(i) && !a.leadingVerb(i) { // a "study that [appeared in the journal]"
		return a.referRelative(i - 1)
	}
	for source.Len() > 0 && (a.Tokens[source.First].Kind == quote.Mark || a.Tokens[source.First].Kind == quote.Punct || a.is(source.First, lexicon.Coordinator) || source.Len() > 1 && a.leadingVerb(source.First)) {
		source.First++
	}
	if source.Len() == 0 {
		return Reference{}
	}
	if last := source.End - 1; a.word(last, "who", "whom", "which") && source.Len() > 1 { // "most of whom"
		return a.referRelative(last)
	}
	if r, ok := a.referJoint(source); ok {
		return r
	}
	core := a.core(source)
	if core.Len() == 2 && a.word(core.First, "the") && a.word(core.First+1, "two", "pair", "duo") {
		return a.referPronoun(core.First + 1)
	}
	if core.Len() == 1 && a.word(core.First, "nobody", "none") || core.Len() == 2 && a.word(core.First, "no") && a.word(core.First+1, "one") {
		return Reference{Kind: Other, Confidence: sureName, Because: []Step{{"nobody in particular", a.Span(core)}}}
	}
	if i := core.First; core.Len() == 1 && (a.is(i, lexicon.Pronoun|lexicon.Possessive|lexicon.Relative) && !a.is(i, lexicon.Determiner) || a.word(i, "which", "that", "whose", "each", "both", "all")) || a.word(i, "he", "she", "they", "it", "I", "we") && core.Len() == 1 {
		return a.referPronoun(i)
	}
	if m, ok := a.headName(core); ok {
		return a.referName(m)
	}
	// "Mr Ren's eldest daughter, Ms Meng,": the name in apposition is meant.
	if m, ok := a.appositive(core, source); ok {
		r := a.referName(m)
		r.Because = append([]Step{{"named in apposition to", a.Span(core)}}, r.Because...)
		return r
	}
	return a.referDescription(core)
}

// core returns the source's noun phrase without appositions and relative
// clauses.
func (a *article) core(source quote.Range) quote.Range {
	for i := source.First; i < source.End; i++ {
		t := a.Tokens[i]
		inName := a.inName(i)
		switch {
		case inName:
		case t.Kind == quote.Punct && a.word(i, ",", "(", "—", "–", "--", ";", ":"),
			a.is(i, lexicon.Relative) && i > source.First && !a.word(i, "that"),
			a.word(i, "that") && i > source.First,
			i > source.First && verbal(a.Token(i)) && !a.capital(i) && !a.is(i, lexicon.Role) && a.describes(i-1) && (i > source.First+1 || a.plural(i-1)) && !a.anybody(i-1) && !(i+1 < source.End && a.describes(i+1)),
			i > source.First+1 && strings.HasSuffix(a.Token(i), "ed") && !a.capital(i) && a.describes(i-1) && a.is(i+1, lexicon.Determiner|lexicon.Possessive|lexicon.Number), // "The piece used one of"
			i == source.First+1 && a.is(source.First, lexicon.Subject) && !a.is(source.First, lexicon.Determiner) && t.Kind == quote.Word && !a.capital(i),                    // "He released a letter"
			a.word(i, "of", "from", "for", "to") && a.namesPerson(i-1),
			a.word(i, "in", "on", "by", "about", "during", "after", "before", "near", "as", "among", "at", "with") && i > source.First && !a.word(i-1, "familiar") && !(verbal(a.Token(i-1)) && a.anybody(i-2)):
			return quote.Range{First: source.First, End: i}
		}
	}
	return source
}

// anybody reports whether token i says so little of whom it means that what stands
// behind it belongs to it: "people briefed on the talks".
func (a *article) anybody(i int) bool {
	return a.word(i, "people", "person", "persons", "those", "anyone")
}

// leadingVerb reports whether a source begins with what governs it, because its
// span begins too early: "prompted his wife", "as many experts".
func (a *article) leadingVerb(i int) bool {
	return !a.capital(i) && verbal(a.Token(i)) && a.is(i+1, lexicon.Determiner|lexicon.Possessive) || a.word(i, "as")
}

// inName reports whether token i lies inside a mention of a name.
func (a *article) inName(i int) bool {
	m := a.mentionAt(i)
	return m >= 0 && a.mentions[m].Tokens.Has(i)
}

// namesPerson reports whether token i ends the name of a person.
func (a *article) namesPerson(i int) bool {
	m := a.mentionAt(i)
	return m >= 0 && a.mentions[m].Tokens.End == i+1 && a.entities[a.mentions[m].Entity].Kind == Person
}

// mentionAt returns the last mention that begins at or before token i, -1 if none.
func (a *article) mentionAt(i int) int {
	lo, hi := 0, len(a.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if a.mentions[mid].Tokens.First <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}

// headName returns the mention of a name that is the head of a noun phrase:
// the last word of "Wild coach Bruce Boudreau", but not of "a spokesman for
// Clinton" or "Swift's rep".
func (a *article) headName(core quote.Range) (int, bool) {
	m := a.mentionAt(core.End - 1)
	if m < 0 || a.mentions[m].Tokens.First < core.First && a.mentions[m].Tokens.End <= core.First {
		return 0, false
	}
	n := a.mentions[m].Tokens
	if n.End < core.End && !(a.word(n.End, "'s", "’s", "'", "’") && n.End+1 == core.End) {
		return 0, false
	}
	for i := core.First; i < n.First; i++ {
		if a.is(i, lexicon.Preposition) && !a.inName(i) && !(a.word(i, "of", "for") && a.is(i-1, lexicon.Title) && a.capital(i-1) && a.capital(i+1)) {
			return 0, false
		}
	}
	return m, true
}

// appositive finds a name in apposition behind a description: right behind it,
// or, of a person, behind what follows it ("his partner at Lenox, Ida Falk").
func (a *article) appositive(core, source quote.Range) (int, bool) {
	i := core.End
	for i < source.End && (a.inName(i) || !a.word(i, ",", "—", "–", "--")) {
		if a.is(i, lexicon.Relative|lexicon.Auxiliary|lexicon.Verb) {
			return 0, false
		}
		i++
	}
	far := i > core.End
	for i++; i < source.End && (a.is(i, lexicon.Title|lexicon.Honorific) || a.word(i, ".", "the")) && !a.startsName(i); i++ {
	}
	if i >= source.End || !a.startsName(i) {
		return 0, false
	}
	m := a.mentionAt(i)
	return m, !far || a.entities[a.mentions[m].Entity].Kind == Person
}

func (a *article) startsName(i int) bool {
	m := a.mentionAt(i)
	return m >= 0 && a.mentions[m].Tokens.First == i
}

func (a *article) referName(m int) Reference {
	e := a.entities[a.mentions[m].Entity]
	r := Reference{Speaker: e.Name, Kind: e.Kind, Entities: []int{a.mentions[m].Entity}, Confidence: sureName}
	r.Because = []Step{{"names", a.mentions[m].Span}}
	r.Because = append(r.Because, a.inFull(a.mentions[m].Entity, a.mentions[m].Span)...)
	return r
}

// note records that the mention spoke, for pronouns to come.
func (a *article) note(tokens quote.Range, entity int) {
	a.spoken = append(a.spoken, Mention{Span: a.Span(tokens), Tokens: tokens, Entity: entity, Subject: true})
}

func kindOfNoun(c lexicon.Class) Kind {
	switch {
	case c.Is(lexicon.GroupNoun):
		return Group
	case c.Is(lexicon.PersonNoun | lexicon.Kinship):
		return Person
	case c.Is(lexicon.OrganizationNoun):
		return Organization
	}
	return Other
}

func lower(s string) string { return strings.ToLower(s) }
