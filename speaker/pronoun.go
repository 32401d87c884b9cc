package speaker

import (
	"math"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A candidate is somebody whom a pronoun may mean.
type candidate struct {
	entity int
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
	case c.Is(lexicon.Subject|lexicon.Object|lexicon.Possessive) && a.word(i, "you", "your", "who", "whom"):
		return Reference{}
	}
	best, second := a.candidates(i, func(e *Entity) (float64, bool) { return agree(e, c) })
	if best.entity < 0 {
		return Reference{}
	}
	e := a.entities[best.entity]
	margin := best.score - second
	return Reference{
		Speaker: e.Name, Kind: e.Kind, Entities: []int{best.entity},
		Confidence: 0.55 + 0.4/(1+math.Exp(-1.5*margin+1)),
		Because:    []Step{{"pronoun", word}, {best.why, best.at}},
	}
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

// candidates ranks the entities that are mentioned before token i and outside
// speech. It looks back over a bounded number of mentions.
func (a *article) candidates(i int, agrees func(*Entity) (float64, bool)) (best candidate, second float64) {
	at := a.Tokens[i].Start
	sentence, paragraph := a.SentenceAt(at), a.ParagraphAt(at)
	scores := map[int]*candidate{}
	consider := func(m *Mention, spoke bool) {
		e := a.entities[m.Entity]
		base, ok := agrees(e)
		if !ok || m.Quoted {
			return
		}
		score := base + 0.42*math.Log(1+float64(len(e.Mentions)))
		s := a.SentenceAt(m.Start)
		score -= 0.45 * math.Min(float64(sentence-s), 8)
		score -= 0.3 * math.Min(float64(paragraph-a.ParagraphAt(m.Start)), 6)
		why := "last agreeing mention"
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
		if c := scores[m.Entity]; c == nil {
			scores[m.Entity] = &candidate{m.Entity, score, m.Span, why}
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
	for _, c := range scores {
		if c.score > best.score || c.score == best.score && c.entity < best.entity {
			best, second = *c, best.score
		} else if c.score > second {
			second = c.score
		}
	}
	if math.IsInf(second, -1) {
		second = best.score - 3
	}
	return best, second
}
