package speaker

import (
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
	noun := lower(a.Token(head))
	text := a.Slice(a.Span(core))
	definite := a.word(core.First, "the", "this", "that") || a.is(core.First, lexicon.Possessive) && !a.is(core.First, lexicon.Subject) || a.hasPossessor(core, head)
	itself := []Step{{"described", a.Span(core)}}
	if definite {
		if e, at, why := a.holder(core, head, noun); e >= 0 {
			x := a.entities[e]
			return Reference{Speaker: x.Name, Kind: x.Kind, Entities: []int{e}, Confidence: 0.8, Because: append(itself, Step{why, at})}
		}
	}
	c := a.Tokens[head].Class()
	e := &Entity{Name: text, Kind: kindOfNoun(c), sure: true, roles: map[string]bool{noun: true}, described: true}
	if e.Kind == Person {
		e.Gender = genderOf(c & (lexicon.Male | lexicon.Female))
	}
	return Reference{Speaker: text, Kind: e.Kind, Confidence: 0.8, Because: itself, fresh: e}
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
			break
		}
		if a.Tokens[i].Kind == quote.Word && !a.is(i, lexicon.Determiner|lexicon.Adverb) && !a.word(i, "'s", "’s") {
			head = i
		}
	}
	return head
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

// holder finds who a definite description means, with the mention and the
// reason that speak for it; -1 if nobody.
func (a *article) holder(core quote.Range, head int, noun string) (int, quote.Span, string) {
	c := a.Tokens[head].Class()
	// Who was called so before: the latest.
	person := c.Is(lexicon.PersonNoun | lexicon.Kinship | lexicon.Title)
	called := func(e *Entity) bool {
		return e.roles[noun] && (!person || e.Kind == Person) && (!e.described || a.modifies(core, e.Name))
	}
	if e, at := a.latest(core.First, called); e >= 0 {
		return e, at, "who was called so"
	}
	general := a.general(core, head)
	switch {
	case noun == "old" || general && c.Is(lexicon.PersonNoun) || a.word(core.First, "the") && a.is(head, lexicon.Title|lexicon.PersonNoun) && core.Len() > 2 && !a.hasPreposition(core):
		best, _ := a.candidates(core.First, func(e *Entity) (float64, bool) {
			if e.Kind != Person || e.described {
				return 0, false
			}
			if g := genderOf(c & (lexicon.Male | lexicon.Female)); g != Unknown && e.Gender != Unknown && g != e.Gender {
				return 0, false
			}
			return 0, true
		})
		if best.entity >= 0 {
			return best.entity, best.at, "the person spoken of"
		}
	case c.Is(lexicon.OrganizationNoun) && core.Len() <= 2 && !a.is(core.First, lexicon.Possessive):
		best, _ := a.candidates(core.First, func(e *Entity) (float64, bool) {
			return 0, e.Kind == Organization && !e.place && !e.described
		})
		if best.entity >= 0 {
			return best.entity, best.at, "the organization spoken of"
		}
	}
	// "its founder", in an article about its founder.
	if a.word(head, "founder", "ceo", "chairman", "chairwoman", "boss", "chief", "executive", "president", "leader") {
		if e := a.mainPerson(); e >= 0 && (a.is(core.First, lexicon.Possessive) || a.mainOrganization(core)) {
			return e, a.mentions[a.entities[e].Mentions[0]].Span, "the article's main person"
		}
	}
	return -1, quote.Span{}, ""
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

// general reports whether a description names no more than a kind of person:
// "the man", "the 74-year-old", "the candidate".
func (a *article) general(core quote.Range, head int) bool {
	return a.word(core.First, "the") && core.Len() <= 2 && a.word(head, "man", "woman", "boy", "girl", "teenager", "candidate", "businessman", "businesswoman", "billionaire", "politician", "nominee", "veteran", "star", "actor", "actress", "singer", "lawmaker", "author", "player", "coach", "manager", "boss", "founder", "striker", "midfielder", "defender", "goalkeeper", "winger", "quarterback", "rookie", "captain", "artist", "entrepreneur", "tycoon", "mogul", "congressman", "congresswoman", "senator", "leader")
}

func (a *article) hasPreposition(core quote.Range) bool {
	for i := core.First; i < core.End; i++ {
		if a.is(i, lexicon.Preposition) {
			return true
		}
	}
	return false
}

// latest returns the entity last mentioned before token i that is wanted.
func (a *article) latest(i int, wanted func(*Entity) bool) (int, quote.Span) {
	entity, at := -1, quote.Span{Start: -1}
	last := a.mentionAt(i - 1)
	for k := last; k >= 0 && k > last-4*reach; k-- {
		if m := &a.mentions[k]; wanted(a.entities[m.Entity]) {
			entity, at = m.Entity, m.Span
			break
		}
	}
	for k := len(a.spoken) - 1; k >= 0 && k >= len(a.spoken)-reach; k-- {
		if m := &a.spoken[k]; m.Start < a.Tokens[i].Start && m.Start > at.Start && wanted(a.entities[m.Entity]) {
			return m.Entity, m.Span
		}
	}
	return entity, at
}
