package speaker

import (
	"cmp"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A candidate is somebody whom a pronoun may mean: an entity, or a noun phrase
// that names none.
type candidate struct {
	entity int         // -1 for a phrase
	phrase quote.Range // of a phrase
	score  float64
	at     quote.Span // the mention that speaks most for it
	why    string
}

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
	case a.word(i, "each", "both", "all"):
		c = lexicon.They
	}
	best, second := a.candidates(i, func(e *Entity) (float64, bool) { return agree(e, c) }, c)
	because := []Step{{"pronoun", word}, {best.why, best.at}}
	margin := best.score - second
	confidence := 0.55 + 0.4/(1+math.Exp(-1.5*margin+1))
	switch {
	case best.phrase.Len() > 0:
		r := a.refer(best.phrase)
		r.Confidence *= confidence
		r.Because = append(because, r.Because...)
		return r
	case best.entity < 0:
		return Reference{}
	}
	e := a.entities[best.entity]
	return Reference{Speaker: e.Name, Kind: e.Kind, Entities: []int{best.entity}, Confidence: confidence, Because: because}
}

// referRelative resolves "who" and "which" to the noun phrase right before them.
func (a *article) referRelative(i int) Reference {
	before := a.antecedent(i, a.word(i, "who", "whom", "whose"))
	if before.Len() == 0 {
		return Reference{}
	}
	r := a.refer(before)
	r.Confidence *= 0.85
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
		return 0, indefinite && noun.Is(lexicon.PersonNoun|lexicon.Kinship)
	}
	return 0, noun.Is(lexicon.OrganizationNoun | lexicon.DocumentNoun)
}

// candidates ranks those who are mentioned before token i and outside speech:
// the entities that agree, and the descriptions that agree with a pronoun of the
// given kinds, if any. It looks back over a bounded number of mentions.
func (a *article) candidates(i int, agrees func(*Entity) (float64, bool), pronoun lexicon.Class) (best candidate, second float64) {
	at := a.Tokens[i].Start
	sentence, paragraph := a.SentenceAt(at), a.ParagraphAt(at)
	// prominence weighs where a mention stands and how far back.
	prominence := func(m *Mention, spoke bool) (score float64, why string) {
		s := a.SentenceAt(m.Start)
		score -= 0.45 * math.Min(float64(sentence-s), 8)
		score -= 0.3 * math.Min(float64(paragraph-a.ParagraphAt(m.Start)), 6)
		why = "last agreeing mention"
		if m.Subject {
			score += 0.9
			why = "nearest agreeing subject"
		}
		if m.Possessor {
			score -= 0.4
		}
		if spoke {
			score += 0.8
			why = "last agreeing speaker"
		}
		if s == sentence && !m.Subject {
			score -= 0.6
		}
		return score, why
	}
	scores := map[int]*candidate{}
	consider := func(m *Mention, spoke bool) {
		e := a.entities[m.Entity]
		base, ok := agrees(e)
		if !ok || m.Quoted {
			return
		}
		score, why := prominence(m, spoke)
		score += base + 0.42*math.Log(1+float64(len(e.Mentions)))
		if c := scores[m.Entity]; c == nil {
			scores[m.Entity] = &candidate{entity: m.Entity, score: score, at: m.Span, why: why}
		} else if score > c.score {
			c.score, c.at, c.why = score, m.Span, why
		}
	}
	last := a.mentionAt(i - 1)
	for k := last; k >= 0 && k > last-reach; k-- {
		consider(&a.mentions[k], false)
	}
	for k, n := len(a.spoken)-1, 0; k >= 0 && n < 20; k, n = k-1, n+1 {
		if m := &a.spoken[k]; m.Start < at {
			consider(m, true)
		}
	}
	best.entity, best.score, second = -1, math.Inf(-1), math.Inf(-1)
	rank := func(c candidate) {
		if c.score > best.score || c.score == best.score && c.entity < best.entity {
			best, second = c, best.score
		} else if c.score > second {
			second = c.score
		}
	}
	for _, c := range scores {
		rank(*c)
	}
	if pronoun != 0 {
		for _, p := range a.phrasesBefore(i) {
			if base, ok := a.agreesAs(p, pronoun); ok && !p.Quoted {
				score, why := prominence(p, false)
				rank(candidate{entity: -1, phrase: p.Tokens, score: base + score, at: p.Span, why: why})
			}
		}
	}
	if math.IsInf(second, -1) {
		second = best.score - 3
	}
	return best, second
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
