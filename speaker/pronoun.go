package speaker

import (
	"cmp"
	"slices"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// referPronoun resolves a pronoun outside speech: to the agreeing entity that
// the text before it keeps in mind most.
func (a *article) referPronoun(i int) Reference {
	c := a.Tokens[i].Class()
	word := a.Tokens[i].Span
	switch {
	case c.Is(lexicon.First):
		return Reference{Kind: Other, Confidence: 0.9, Because: []Step{{"the article's own voice", word}}}
	case a.word(i, "you", "your"):
		return Reference{}
	case a.is(i, lexicon.Relative):
		return a.referRelative(i)
	case a.word(i, "each", "both", "all", "two", "pair", "duo"):
		sentence := a.Sentences[a.SentenceAt(a.Tokens[i].Start)].Tokens
		if r, ok := a.referJoint(quote.Range{First: max(sentence.First, i-reach), End: i}); ok { // "Falk and Kerr all said"
			return r
		}
		c = lexicon.They
	}
	agrees := func(e *Entity) (float64, bool) { return agree(e, c) }
	if before := a.candidates(i, agrees, c); len(before) > 0 || !c.Is(lexicon.He|lexicon.She) {
		return a.mostLikely(before, Step{"pronoun", word})
	}
	return a.namedBehind(i, agrees)
}

// namedBehind resolves a pronoun without anybody before it: to the first person who agrees and is
// the subject of one of the next sentences. “…,” he said. The mayor, Pete Ortiz, …
func (a *article) namedBehind(i int, agrees func(*Entity) (float64, bool)) Reference {
	const sentences = 3
	at := a.SentenceAt(a.Tokens[i].Start)
	first := a.mentionAt(i) + 1
	for k := first; k < min(len(a.mentions), first+reach) && a.SentenceAt(a.mentions[k].Start) <= at+sentences; k++ {
		m := &a.mentions[k]
		if _, ok := agrees(a.entities[m.Entity]); !ok || !m.Subject || m.Quoted || m.Possessor || a.entities[m.Entity].Kind != Person {
			continue
		}
		return Reference{
			Speaker: a.entities[m.Entity].Name, Kind: Person, Entities: []int{m.Entity}, Confidence: sureBehind,
			Because: append([]Step{{"pronoun", a.Tokens[i].Span}, {"named right behind", m.Span}}, a.inFull(m.Entity, m.Span)...),
		}
	}
	return Reference{}
}

// referRelative resolves "who" and "which" to the noun phrase right before them.
func (a *article) referRelative(i int) Reference {
	before := a.antecedent(i, a.word(i, "who", "whom", "whose"))
	if before.Len() == 0 {
		return Reference{}
	}
	r := a.refer(before)
	if _, named := a.headName(before); !named && !a.word(before.End, ",") && a.word(before.First, "the") {
		r = a.describe(before) // "the website that said so" is not one spoken of before
	}
	r.Confidence *= sureRelative
	r.Because = append([]Step{{"relative pronoun", a.Tokens[i].Span}, {"right behind", a.Span(before)}}, r.Because...)
	return r
}

// agree says how well an entity agrees with a pronoun of the given kinds.
func agree(e *Entity, c lexicon.Class) (float64, bool) {
	switch {
	case c.Is(lexicon.He):
		return gendered(e, Male)
	case c.Is(lexicon.She):
		return gendered(e, Female)
	case c.Is(lexicon.They):
		switch e.Kind {
		case Group:
			return 1.5, true
		case Organization:
			return 0.5, !e.place
		case Person:
			return -1.5, true
		}
		return -1, true
	}
	// it
	return 0, e.Kind == Organization || e.Kind == Other
}

func gendered(e *Entity, g Gender) (float64, bool) {
	switch {
	case e.Gender == g:
		return 1, true
	case e.Gender != Unknown, e.Kind == Group, e.Kind == Other && e.described:
		return 0, false
	case e.Kind == Person:
		return 0.3, true
	}
	return -3, !e.sure
}

// agreesAs says how well a description agrees with a pronoun of the given kinds.
func (a *article) agreesAs(m *Mention, c lexicon.Class) (float64, bool) {
	head := m.Tokens.End - 1
	noun := a.Tokens[head].Class()
	many := m.pair || a.plural(head)
	indefinite := !a.word(m.Tokens.First, "the", "this", "that", "these", "those")
	switch {
	case c.Is(lexicon.They):
		return 1.2, many
	case many || m.Tokens.Len() < 2 || m.Possessor:
		return 0, false
	case c.Is(lexicon.He | lexicon.She):
		g := genderOf(noun)
		if g != Unknown && c.Is(lexicon.He) != (g == Male) {
			return 0, false
		}
		return 0, (indefinite || m.Subject) && noun.Is(lexicon.PersonNoun|lexicon.Kinship)
	}
	return 0, noun.Is(lexicon.OrganizationNoun | lexicon.DocumentNoun)
}

// phrasesBefore returns the last descriptions before token i, and pairs of
// names joined by "and", which plural pronouns may mean.
func (a *article) phrasesBefore(i int) []*Mention {
	var out []*Mention
	k, _ := slices.BinarySearchFunc(a.described, i, func(m Mention, i int) int { return cmp.Compare(m.Tokens.First, i) })
	for n := 0; k-1 >= 0 && n < reach/4; n++ {
		k--
		if a.described[k].Tokens.End <= i {
			out = append(out, &a.described[k])
		}
	}
	return out
}
