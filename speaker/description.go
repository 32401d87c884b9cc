package speaker

import (
	"math"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// referDescription resolves a noun phrase without a name for its head: to the
// holder of the role that it names, to an earlier description, or to itself.
func (a *article) referDescription(core quote.Range) Reference {
	head := a.headNoun(core)
	if head < 0 {
		return Reference{}
	}
	definite := a.word(core.First, "the", "this", "that") || a.is(core.First, lexicon.Possessive) && !a.is(core.First, lexicon.Subject) || a.hasPossessor(core, head)
	if definite {
		if r := a.holder(core, head, lower(a.Token(head))); len(r.Entities) > 0 {
			return r
		}
	}
	return a.describe(core)
}

// describe makes a reference to somebody whom the article only describes.
func (a *article) describe(core quote.Range) Reference {
	for core.Len() > 1 && a.word(core.End-1, "all", "both", "each", "almost", "nearly", "virtually") {
		core.End-- // "leaders almost universally condemned": the verb's
	}
	head := a.headNoun(core)
	if head < 0 {
		return Reference{}
	}
	c := a.Tokens[head].Class()
	e := &Entity{Name: a.Slice(a.Span(core)), Kind: kindOfNoun(c), sure: true, roles: map[string]bool{lower(a.Token(head)): true}, described: true}
	if e.Kind == Person {
		e.Gender = genderOf(c & (lexicon.Male | lexicon.Female))
	}
	confidence := sureDescription
	if !a.describes(head) {
		confidence = sureNoun
	}
	return Reference{Speaker: e.Name, Kind: e.Kind, Confidence: confidence, Because: []Step{{"described", a.Span(core)}}, fresh: e}
}

// headNoun returns the head of a noun phrase: its last word before a
// preposition.
func (a *article) headNoun(core quote.Range) int {
	head := -1
	for i := core.First; i < core.End; i++ {
		if a.word(i, "and") && head >= 0 && a.is(core.First, lexicon.Possessive) { // "its founder and chief executive"
			break
		}
		if a.Tokens[i].Kind == quote.Word && a.is(i, lexicon.Preposition) && head >= 0 && !a.inName(i) {
			if a.word(i, "of") && a.quantity(head) {
				continue
			}
			break
		}
		if a.Tokens[i].Kind == quote.Word && !a.is(i, lexicon.Determiner|lexicon.Adverb) && !a.word(i, "'s", "’s") {
			head = i
		}
	}
	return head
}

// quantity reports whether token i says how many of what follows "of": "dozens
// of papers", "a number of experts".
func (a *article) quantity(i int) bool {
	return a.is(i, lexicon.Number) || a.word(i, "tens", "number", "majority", "handful", "couple", "scores", "lot", "most")
}

// hasPossessor reports whether a possessor stands before the head: Huawei's founder.
func (a *article) hasPossessor(core quote.Range, head int) bool {
	for i := core.First; i < head; i++ {
		if a.word(i, "'s", "’s", "'", "’") {
			return true
		}
	}
	return false
}

// holder finds whom a definite description means, if the article names them.
func (a *article) holder(core quote.Range, head int, noun string) Reference {
	described := Step{"described", a.Span(core)}
	is := func(e int, at quote.Span, why string) Reference {
		x := a.entities[e]
		return Reference{Speaker: x.Name, Kind: x.Kind, Entities: []int{e}, Confidence: sureHolder, Because: append([]Step{described, {why, at}}, a.inFull(e, at)...)}
	}
	c := a.Tokens[head].Class()
	person := c.Is(lexicon.PersonNoun|lexicon.Kinship|lexicon.Title) || noun == "old"
	words := a.modifiers(core, head)
	general := person && !a.plural(head) && (noun == "old" || a.word(core.First, "the") && !a.hasPossessor(core, head) && a.general(words, head))
	var owner []int // "his lawyer"
	if person && a.is(core.First, lexicon.He|lexicon.She) {
		owner = a.referPronoun(core.First).Entities
	}
	// Who is called so: with the same modifiers rather than without, the latest
	// before the description rather than the first behind it.
	if e, at := a.called(core, func(e *Entity) (int, bool) {
		if !e.roles[noun] || general && !e.described || person != (e.Kind == Person) || e.described && !a.modifies(core, e.Name) {
			return 0, false
		}
		if len(owner) > 0 && len(e.whose) > 0 && !slices.Contains(e.whose, owner[0]) {
			return 0, false // another's
		}
		return a.suits(e, words)
	}); e >= 0 {
		return is(e, at, "who is called so")
	}
	firm := c.Is(lexicon.FirmNoun)
	if !person && !firm {
		// "the fund", after "the International Monetary Fund".
		if e, at := a.called(core, func(e *Entity) (int, bool) {
			return 0, !e.described && e.Kind == Organization && a.bears(e, noun, words)
		}); e >= 0 {
			return is(e, at, "whose name says so")
		}
	}
	suits := func(kind Kind) func(*Entity) (float64, bool) {
		g := genderOf(c & (lexicon.Male | lexicon.Female))
		return func(e *Entity) (float64, bool) {
			if e.Kind != kind || e.described || e.place || g != Unknown && e.Gender != Unknown && g != e.Gender {
				return 0, false
			}
			n, ok := a.suits(e, words)
			if kind == Organization {
				in := e.holds(a, words)
				if in < len(words) {
					return 0, false
				}
				if n = in; a.bears(e, noun, words) {
					n++
				}
			}
			if e.roles[noun] {
				n++
			}
			return float64(n), ok
		}
	}
	// A general description means one of those whom the article is about.
	prominent := func(agrees func(*Entity) (float64, bool)) func(*Entity) (float64, bool) {
		return func(e *Entity) (float64, bool) {
			score, ok := agrees(e)
			return score + 0.6*math.Log(1+float64(len(e.Mentions))), ok
		}
	}
	switch {
	case general:
		if r := a.mostLikely(a.candidates(core.First, prominent(suits(Person)), 0), described); len(r.Entities) > 0 {
			return r
		}
	case firm && a.word(core.First, "the", "this") && !(len(words) == 0 && a.groupBefore(core.First, noun)):
		if r := a.mostLikely(a.candidates(core.First, suits(Organization), 0), described); len(r.Entities) > 0 {
			return r
		}
	}
	// "Lam said no. “I will stay,” the chief executive said."
	if person && !a.plural(head) && a.word(core.First, "the") && !a.hasPossessor(core, head) {
		if m := a.onlyPerson(core.First); m != nil {
			if _, ok := suits(Person)(a.entities[m.Entity]); ok && !a.entities[m.Entity].holdsOffice() {
				return is(m.Entity, m.Span, "the only one named so far")
			}
		}
	}
	// "its founder", in an article about its founder.
	if a.word(head, "founder", "ceo", "chairman", "chairwoman", "boss", "chief", "executive", "president", "leader") {
		if e := a.mainPerson(); e >= 0 && (a.is(core.First, lexicon.Possessive) || a.mainOrganization(core)) {
			return is(e, a.mentions[a.entities[e].Mentions[0]].Span, "the article's main person")
		}
	}
	return Reference{}
}

// holdsOffice reports whether the article calls an entity by an office or a job.
func (e *Entity) holdsOffice() bool {
	return slices.ContainsFunc(e.Roles, func(role string) bool { return !lexicon.Of(role).Is(lexicon.Honorific) })
}

// onlyPerson returns the last mention before token i of the one person who is named there, within
// reach, if that is a subject of its sentence or of the one before; nil if there are others.
func (a *article) onlyPerson(i int) *Mention {
	end := a.mentionAt(i - 1)
	var last *Mention
	for k := end; k >= 0 && k > end-reach; k-- {
		m := &a.mentions[k]
		if a.entities[m.Entity].Kind != Person {
			continue
		}
		if last == nil {
			last = m
		}
		if m.Entity != last.Entity {
			return nil
		}
	}
	if last == nil || !last.Subject || a.SentenceAt(a.Tokens[i].Start)-a.SentenceAt(last.Start) > 1 {
		return nil
	}
	return last
}

// groupBefore reports whether a noun has lately been one for nobody with a name:
// "the group of voters" before "the group".
func (a *article) groupBefore(i int, noun string) bool {
	return slices.ContainsFunc(a.phrasesBefore(i), func(m *Mention) bool {
		return a.word(m.Tokens.End-1, noun) && a.word(m.Tokens.End, "of") && !a.capital(m.Tokens.End+1)
	})
}

// modifiers returns the words of a description besides its head, in lower case,
// but for those of closed classes.
func (a *article) modifiers(core quote.Range, head int) (out []int) {
	for i := core.First; i < core.End; i++ {
		if i != head && a.Tokens[i].Kind == quote.Word && !a.is(i, functional) && !a.word(i, "'s", "’s") {
			out = append(out, i)
		}
	}
	return out
}

// suits counts the modifiers that the article uses of an entity too. It is
// false if one of them is a name that it never uses of the entity, or a party
// or a place where it uses another: "the FBI director" is not just any director.
func (a *article) suits(e *Entity, words []int) (matching int, ok bool) {
	vice := false
	for _, i := range words {
		w := stem(lower(a.Token(i)))
		c := lexicon.Of(w)
		vice = vice || w == "vice"
		switch {
		case e.called[w]:
			matching++
		case c.Is(lexicon.Demonym):
			if e.demonym {
				return 0, false
			}
		case a.placed(i):
			if e.placed {
				return 0, false
			}
		case a.capital(i) && a.inName(i):
			return 0, false
		}
	}
	if e.called["vice"] && !vice {
		matching -= 2
	}
	return matching, true
}

// placed reports whether token i belongs to the name of a place.
func (a *article) placed(i int) bool {
	if a.is(i, lexicon.Place) {
		return true
	}
	m := a.mentionAt(i)
	return m >= 0 && a.mentions[m].Tokens.Has(i) && a.mentions[m].name.place
}

// stem cuts a word so that "Democrat" and "Democratic" are the same.
func stem(w string) string {
	switch {
	case w == "gop":
		w = "republican"
	case len(w) > 8 && strings.HasSuffix(w, "ic"):
		w = w[:len(w)-2]
	}
	return w
}

// holds counts the words that an entity's name has too, or their plurals.
func (e *Entity) holds(a *article, words []int) (n int) {
	for _, i := range words {
		if slices.ContainsFunc(e.words, func(w string) bool { return same(w, a.Token(i)) || same(w, a.Token(i)+"s") }) {
			n++
		}
	}
	return n
}

// bears reports whether an entity's name holds a noun and all its modifiers.
func (a *article) bears(e *Entity, noun string, words []int) bool {
	at := func(noun string) int {
		return slices.IndexFunc(e.words, func(w string) bool { return same(w, noun) })
	}
	// The head of "International Monetary Fund" is its last word, that of
	// "Institute for Impact Research" the one before the preposition.
	head := slices.IndexFunc(e.words, func(w string) bool { return lexicon.Of(w).Is(lexicon.Preposition) }) - 1
	if head < 0 {
		head = len(e.words) - 1
	}
	if len(e.words) < 2 || at(noun) != head {
		return false
	}
	return !slices.ContainsFunc(words, func(i int) bool { return at(a.Token(i)) < 0 })
}

// called returns the entity that fits a description best: among equals the one
// last mentioned before it; else the first one behind it.
func (a *article) called(core quote.Range, fits func(*Entity) (int, bool)) (int, quote.Span) {
	entity, most, at := -1, -1, quote.Span{}
	last := a.mentionAt(core.First - 1)
	consider := func(m *Mention) {
		if n, ok := fits(a.entities[m.Entity]); ok && (n > most || n == most && m.Start > at.Start) {
			entity, most, at = m.Entity, n, m.Span
		}
	}
	for k := last; k >= 0 && k > last-4*reach; k-- {
		consider(&a.mentions[k])
	}
	for k := len(a.spoken) - 1; k >= 0 && k >= len(a.spoken)-reach; k-- {
		if a.spoken[k].Start < a.Tokens[core.First].Start {
			consider(&a.spoken[k])
		}
	}
	for k := last + 1; most < 0 && k < min(len(a.mentions), last+4*reach); k++ {
		consider(&a.mentions[k])
	}
	return entity, at
}

// mainOrganization reports whether a noun phrase names the organization that
// the article names most.
func (a *article) mainOrganization(core quote.Range) bool {
	for i := core.First; i < core.End; i++ {
		if a.startsName(i) && len(a.entities[a.mentions[a.mentionAt(i)].Entity].Mentions) == a.mostNamed {
			return true
		}
	}
	return false
}

// modifies reports whether all words of a description but its first are also
// in another one: "the insider" may be "an insider", "the French foreign
// ministry" is not "Russia's foreign ministry".
func (a *article) modifies(core quote.Range, other string) bool {
	words := strings.Fields(lower(other))
	for i := core.First; i < core.End; i++ {
		if a.Tokens[i].Kind == quote.Word && !a.is(i, lexicon.Determiner) && !slices.Contains(words, lower(a.Token(i))) {
			return false
		}
	}
	return true
}

// general reports whether a description names no more than a kind of person
// that anybody in the news may be: "the man", "the Republican candidate".
func (a *article) general(words []int, head int) bool {
	if !a.is(head, lexicon.GeneralNoun) && !slices.ContainsFunc(words, func(i int) bool { return a.word(i, "old") && a.word(i-1, "-") }) {
		return false
	}
	return !slices.ContainsFunc(words, func(i int) bool {
		w := lower(a.Token(i))
		return i < head && !a.is(i, lexicon.Number) && !lexicon.Of(stem(w)).Is(lexicon.Demonym) && !a.placed(i) && w != "vice" && w != "year" && w != "old" && !strings.HasSuffix(w, "al")
	})
}
