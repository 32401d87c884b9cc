package corpus

import (
	"cmp"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// A Paraphrase is a statement in indirect speech that is likely the utterance
// of a group. Only its words tell, so it is surer than it looks that a group has none.
type Paraphrase struct {
	Article string  `json:"article"`
	Outlet  string  `json:"outlet"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Text    string  `json:"text"`
	Speaker string  `json:"speaker"`
	Score   float64 `json:"score"` // in [0, 1], lower than that of a variant with the same words
	Reason  string  `json:"reason"`
}

// reported are passages in indirect speech by their blocking keys. They are
// compared with a group when that is built, so that adding one costs nothing.
type reported map[match.Key][]*passage

func (r reported) add(p *passage) {
	for _, key := range p.Keys(nil) {
		if list := r[key]; len(list) == 0 || list[len(list)-1] != p {
			r[key] = append(list, p)
		}
	}
}

func (r reported) remove(p *passage) {
	for _, key := range p.Keys(nil) {
		i := slices.Index(r[key], p)
		if i < 0 {
			continue
		}
		if r[key] = slices.Delete(r[key], i, i+1); len(r[key]) == 0 {
			delete(r, key)
		}
	}
}

const (
	mostReported   = 32  // keys of more reported passages tell nothing
	mostCompared   = 4   // members of a group, the fullest, that are compared
	sureReported   = 0.6 // the least probability, were it quoted
	reportedWeight = 0.6 // how much of that is left because it isn't
)

// paraphrases finds the statements in indirect speech that say what a group says,
// by the same speaker or one who may be the same, in articles that don't quote it.
func (c *Corpus) paraphrases(g *grouping, members []member) []Paraphrase {
	c.mu.RLock()
	defer c.mu.RUnlock()
	out := []Paraphrase{}
	if len(c.reported) == 0 {
		return out
	}
	fullest := slices.Clone(members)
	slices.SortStableFunc(fullest, func(a, b member) int { return cmp.Compare(b.Weight, a.Weight) })
	type likeness struct {
		score float64
		why   why
	}
	best := map[*passage]likeness{}
	var aligner match.Aligner
	quotes := map[uint64]bool{}
	for _, m := range members {
		quotes[m.source.digest] = true
	}
	for _, m := range fullest[:min(len(fullest), mostCompared)] {
		seen := map[*passage]bool{}
		for _, key := range m.Keys(nil) {
			list := c.reported[key]
			if len(list) > mostReported {
				continue
			}
			for _, p := range list {
				if seen[p] || quotes[p.source.digest] || int(p.voice) >= len(g.identities.of) {
					continue
				}
				seen[p] = true
				e, ok := aligner.Compare(&m.Passage, &p.Passage, match.Favourable(m.Named && p.Named, 0))
				speakers := g.identities.relate(m.voice, p.voice)
				if !ok || speakers == match.OtherSpeaker {
					continue
				}
				days := daysBetween(m.source, p.source)
				score := e.Probability(match.Circumstances{Speakers: speakers, Named: m.Named && p.Named, Days: days})
				if score < sureReported || score <= best[p].score {
					continue
				}
				best[p] = likeness{score, why{
					with: m.passage, words: uint16(min(len(m.Words), len(p.Words))), coverage: uint8(math.Round(100 * e.Coverage)),
					exact: e.Exact, speakers: speakers, days: int32(days),
				}}
			}
		}
	}
	for p, m := range best {
		for _, r := range c.byDigest[p.source.digest].copies {
			out = append(out, Paraphrase{
				Article: r.shown(), Outlet: r.outlet, Start: int(p.Start), End: int(p.End), Text: p.Text, Speaker: g.identities.voices[p.voice].called,
				Score: math.Round(1000*reportedWeight*m.score) / 1000, Reason: "indirect speech, " + m.why.String(),
			})
		}
	}
	slices.SortFunc(out, func(a, b Paraphrase) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start))
	})
	return out
}
