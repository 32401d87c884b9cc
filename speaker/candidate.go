package speaker

import (
	"cmp"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/internal/antecedent"
	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A Candidate is somebody whom a pronoun or a description may mean.
type Candidate struct {
	Speaker     string
	Kind        Kind
	Entity      int                 // index into Result.Entities, -1 for somebody only described
	Mention     quote.Span          // the mention that speaks most for it
	Why         string              // what speaks for it
	Probability float64             // that it is meant, in [0, 1]; those of all candidates sum to 1
	Features    antecedent.Features // what the ranker knows of it; see internal/antecedent

	phrase quote.Range // of somebody only described
}

// most is how many candidates are kept for an explanation.
const most = 5

// candidates ranks those who are mentioned before token i and outside speech,
// the most likely first: the entities that agree, and the descriptions that
// agree with a pronoun of the given kinds, if any. It looks back over a bounded
// number of mentions.
func (a *article) candidates(i int, agrees func(*Entity) (float64, bool), pronoun lexicon.Class) []Candidate {
	at := a.Tokens[i].Start
	sentence, paragraph := a.SentenceAt(at), a.ParagraphAt(at)
	back := func(m *Mention) float64 { return math.Min(float64(sentence-a.SentenceAt(m.Start)), farthest) }
	var out []Candidate
	index := map[int]int{} // of an entity in out, -1 if it does not agree

	add := func(m *Mention, agreement float64) *Candidate {
		out = append(out, Candidate{Entity: m.Entity, Mention: m.Span, Why: "last agreeing mention"})
		c := &out[len(out)-1]
		c.Features[antecedent.Agreement] = agreement
		c.Features[antecedent.Sentences] = back(m)
		c.Features[antecedent.Paragraphs] = math.Min(float64(paragraph-a.ParagraphAt(m.Start)), farthest)
		set(&c.Features[antecedent.Subject], m.Subject)
		set(&c.Features[antecedent.Possessor], m.Possessor)
		return c
	}
	subject := func(c *Candidate, m *Mention) {
		if m.Subject && c.Features[antecedent.SubjectBefore] == 0 && back(m) <= 1 {
			c.Features[antecedent.SubjectBefore] = 1
			c.Mention, c.Why = m.Span, "nearest agreeing subject"
		}
	}
	consider := func(m *Mention) *Candidate {
		k, seen := index[m.Entity]
		if !seen {
			e := a.entities[m.Entity]
			agreement, ok := agrees(e)
			if !ok {
				index[m.Entity] = -1
				return nil
			}
			k, index[m.Entity] = len(out), len(out)
			c := add(m, agreement)
			c.Speaker, c.Kind = e.Name, e.Kind
			c.Features[antecedent.Mentions] = math.Log(1 + math.Min(float64(len(e.Mentions)), often))
		}
		if k < 0 {
			return nil
		}
		subject(&out[k], m)
		return &out[k]
	}

	// Names and earlier speakers, the latest first.
	name, spoke := a.mentionAt(i-1), len(a.spoken)-1
	lastSpoke := true
	for n := 0; n < reach && (name >= 0 || spoke >= 0); n++ {
		if spoke < 0 || name >= 0 && a.mentions[name].Start >= a.spoken[spoke].Start {
			if m := &a.mentions[name]; !m.Quoted {
				consider(m)
			}
			name--
			continue
		}
		if m := &a.spoken[spoke]; m.Start < at {
			if c := consider(m); c != nil && c.Features[antecedent.Spoke] == 0 {
				c.Features[antecedent.Spoke] = 1
				if lastSpoke {
					c.Features[antecedent.LastSpeaker] = 1
					c.Mention, c.Why = m.Span, "last agreeing speaker"
					lastSpoke = false
				}
			}
		}
		spoke--
	}
	if pronoun != 0 {
		for _, m := range a.phrasesBefore(i) {
			if agreement, ok := a.agreesAs(m, pronoun); ok && !m.Quoted {
				c := add(m, agreement)
				c.Speaker, c.Kind, c.phrase = a.Slice(m.Span), kindOfNoun(a.Tokens[m.Tokens.End-1].Class()), m.Tokens
				subject(c, m)
			}
		}
	}

	weights := antecedent.Trained()
	scores := make([]float64, len(out))
	for k := range out {
		scores[k] = weights.Score(&out[k].Features)
	}
	antecedent.Softmax(scores)
	for k := range out {
		out[k].Probability = scores[k]
	}
	slices.SortStableFunc(out, func(x, y Candidate) int { return cmp.Compare(y.Probability, x.Probability) })
	return out[:min(len(out), most)]
}

// Beyond these, more makes no difference.
const (
	farthest = 8 // sentences and paragraphs back
	often    = 8 // mentions
)

func set(x *float64, on bool) {
	if on {
		*x = 1
	}
}

// mostLikely makes a reference to the first of the candidates.
func (a *article) mostLikely(all []Candidate, first Step) Reference {
	if len(all) == 0 {
		return Reference{}
	}
	best := all[0]
	because := []Step{first, {best.Why, best.Mention}}
	if best.phrase.Len() > 0 {
		r := a.refer(best.phrase)
		r.Confidence *= best.Probability
		r.Because = append(because, r.Because...)
		r.Candidates = all
		return r
	}
	return Reference{
		Speaker: best.Speaker, Kind: best.Kind, Entities: []int{best.Entity}, Confidence: best.Probability,
		Because: append(because, a.inFull(best.Entity, best.Mention)...), Candidates: all,
	}
}

// inFull returns the step from a mention of an entity to the first that names
// it in full; none if it does so itself.
func (a *article) inFull(entity int, mention quote.Span) []Step {
	e := a.entities[entity]
	if a.Slice(mention) == e.Name {
		return nil
	}
	for _, k := range e.Mentions {
		if a.mentions[k].name.text() == e.Name {
			return []Step{{"in full", a.mentions[k].Span}}
		}
	}
	return nil
}
