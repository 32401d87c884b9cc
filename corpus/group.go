package corpus

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/quote"
)

// A Group is one utterance with all its variants: the same words as different
// articles have them. A quotation that ran once is a group of one.
type Group struct {
	Wording  string    `json:"wording"`          // the fullest variant
	Merged   string    `json:"merged,omitempty"` // that with what others have before and behind it, parted by [Seam]
	Speaker  string    `json:"speaker"`          // the fullest name that a variant gives
	Outlets  []string  `json:"outlets"`          // each once, in the order of the variants
	Variants []Variant `json:"variants"`         // by date, then by article

	// Sources is how many texts have it: one that an agency wrote for several
	// outlets counts once, also where some cut it or print it among other lines.
	Sources int `json:"sources"`
	// First and Last are when the first and the last article that has it was
	// published, as that article says; "" where none is dated.
	First string `json:"first,omitempty"`
	Last  string `json:"last,omitempty"`
	// Disputed says who gives the words to whom, the most variants first, where
	// articles give them to different people.
	Disputed []Claim `json:"disputed,omitempty"`
	// Paraphrases are statements in indirect speech that are likely the same utterance.
	Paraphrases []Paraphrase `json:"paraphrases"`
}

// A Claim is that some articles give words to a speaker.
type Claim struct {
	Speaker  string   `json:"speaker"`
	Articles []string `json:"articles"`
	Outlets  []string `json:"outlets"`
}

// A Variant is an utterance as one article has it. Start and End are its
// outer bytes in the article's text, without quotation marks.
type Variant struct {
	Article string       `json:"article"`
	Outlet  string       `json:"outlet"`
	Start   int          `json:"start"`
	End     int          `json:"end"`
	Text    string       `json:"text"`             // its pieces, joined by a space
	Pieces  []quote.Span `json:"pieces,omitempty"` // of an interrupted one
	Speaker string       `json:"speaker"`
	Edits   []Edit       `json:"edits,omitempty"` // from the wording to Text, by words; none if they are the same

	Published string `json:"published,omitempty"`
	// ReprintOf is the earliest article of the group with the same text, or most
	// of it, if that is another one.
	ReprintOf string `json:"reprint_of,omitempty"`
	// Score is the probability that this is the same utterance as the variant of
	// the group that it is most like, in [0, 1]; Reason says why.
	Score  float64 `json:"score"`
	Reason string  `json:"reason,omitempty"`
}

// Groups yields all groups, those of the most outlets first, then of the most
// variants, then the earliest. It yields the groups of the moment when it is called,
// whatever is added meanwhile.
func (c *Corpus) Groups() iter.Seq[*Group] {
	return func(yield func(*Group) bool) {
		for g := range c.GroupsContext(context.Background()) {
			if !yield(g) {
				return
			}
		}
	}
}

// GroupsContext is Groups for what may be called off: when the context is
// done, it yields its error and stops. Groups are computed anew after a change, in
// O(n log n) for n passages.
func (c *Corpus) GroupsContext(ctx context.Context) iter.Seq2[*Group, error] {
	return func(yield func(*Group, error) bool) {
		g, err := c.grouping(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, members := range g.clusters {
			if err := ctx.Err(); err != nil {
				yield(nil, err)
				return
			}
			if !yield(c.build(g, members), nil) {
				return
			}
		}
	}
}

// grouping returns the groups as they are now.
func (c *Corpus) grouping(ctx context.Context) (*grouping, error) {
	c.groupMu.Lock()
	defer c.groupMu.Unlock()
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.grouped == nil || c.grouped.version != c.version {
		g, err := c.group(ctx)
		if err != nil {
			return nil, err
		}
		c.grouped = g
	}
	return c.grouped, nil
}

// build makes the group of some members.
func (c *Corpus) build(g *grouping, members []member) *Group {
	out := &Group{Outlets: []string{}, Paraphrases: c.paraphrases(g, members)}
	best := fullest(members)
	texts := prints(members)
	for text, first := range texts {
		if text == first {
			out.Sources++
		}
	}
	out.Wording, out.Merged = trimQuote(best.Text), merge(best, members)
	wording := showWords(&best.Passage)
	first, last := unknown, int64(math.MinInt64)
	ordered, before := true, int64(math.MinInt64)
	for _, m := range members {
		v := Variant{
			Start: int(m.Start), End: int(m.End), Text: m.Text, Pieces: m.Pieces, Speaker: g.identities.voices[m.voice].called,
			Score: math.Round(float64(m.score)*1000) / 1000, Reason: m.why.String(),
		}
		if m.passage != best.passage && m.Text != out.Wording {
			if edits := diff(wording, showWords(&m.Passage)); len(edits) != 1 || edits[0].Op != Keep {
				v.Edits = edits
			}
		}
		for i, r := range m.source.copies {
			v.Article, v.Outlet, v.Published = r.shown(), r.outlet, r.published
			v.ReprintOf = ""
			if first := texts[m.source]; i > 0 || first != m.source {
				v.ReprintOf = first.copies[0].shown()
			}
			out.Variants = append(out.Variants, v)
			ordered, before = ordered && before <= r.time, r.time
			if r.outlet != "" && !slices.Contains(out.Outlets, r.outlet) {
				out.Outlets = append(out.Outlets, r.outlet)
			}
			if r.time != unknown && r.time < first {
				first, out.First = r.time, r.published
			}
			if r.time != unknown && r.time > last {
				last, out.Last = r.time, r.published
			}
		}
	}
	if !ordered {
		slices.SortStableFunc(out.Variants, func(a, b Variant) int { return cmp.Compare(when(a.Published), when(b.Published)) })
	}
	out.Speaker, out.Disputed = g.claims(members)
	return out
}

// fullest returns the member of the most words that are not put in brackets
// by somebody else; of several, that whose words most members have, then the earliest.
func fullest(members []member) member {
	best, most, votes := members[0], -1, 0
	var same map[uint64]int // by a hash of all words
	for _, m := range members {
		words := m.Spoken()
		if words < most {
			continue
		}
		if same == nil && len(members) > 1 {
			same = map[uint64]int{}
			for _, k := range members {
				same[k.Digest()] += len(k.source.copies)
			}
		}
		if n := same[m.Digest()]; words > most || n > votes {
			best, most, votes = m, words, n
		}
	}
	return best
}

func when(published string) int64 {
	a := Article{Published: published}
	if t, ok := a.Date(); ok {
		return t.Unix()
	}
	return unknown
}

// String says in words why a passage is in its group.
func (w why) String() string {
	if w.with == nil {
		return ""
	}
	var parts []string
	switch {
	case w.exact && w.coverage >= 100:
		parts = append(parts, fmt.Sprintf("%d words in a row", w.words))
	default:
		parts = append(parts, fmt.Sprintf("%d %% of %d words", w.coverage, w.words))
	}
	switch w.speakers {
	case match.SameSpeaker:
		parts = append(parts, "same speaker")
	case match.OtherSpeaker:
		parts = append(parts, "other speaker")
	}
	if w.days > 0 {
		parts = append(parts, fmt.Sprintf("%d days apart", w.days))
	}
	if w.context > 0 {
		parts = append(parts, fmt.Sprintf("%d more in common", w.context))
	}
	return strings.Join(parts, ", ") + ", as in " + cmp.Or(w.with.source.copies[0].outlet, w.with.source.copies[0].shown())
}

// claims returns the fullest name of whom most members are given to, and who
// gives them to whom if they don't agree.
func (g *grouping) claims(members []member) (string, []Claim) {
	type candidate struct {
		Claim
		votes  int
		called *voice // by the fullest name
	}
	var all []*candidate
	by := map[uint32]*candidate{} // voice to candidate
	for _, m := range members {
		v := &g.identities.voices[m.voice]
		if v.called == "" {
			continue
		}
		c := by[m.voice]
		if c == nil {
			if at := slices.IndexFunc(all, func(c *candidate) bool { return g.identities.relate(m.voice, c.called.number) == match.SameSpeaker }); at >= 0 {
				c = all[at]
			} else {
				c = &candidate{called: v}
				all = append(all, c)
			}
			by[m.voice] = c
		}
		if len(v.name) > len(c.called.name) {
			c.called = v
		}
		for _, r := range m.source.copies {
			c.votes++
			c.Articles = append(c.Articles, r.shown())
			if r.outlet != "" && !slices.Contains(c.Outlets, r.outlet) {
				c.Outlets = append(c.Outlets, r.outlet)
			}
		}
	}
	if len(all) == 0 {
		return "", nil
	}
	slices.SortStableFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(len(b.called.name), len(a.called.name)))
	})
	var disputed []Claim
	dispute := false
	for _, c := range all {
		if g.identities.of[c.called.number].person >= 0 {
			c.Speaker = c.called.called
			disputed = append(disputed, c.Claim)
			dispute = dispute || g.identities.relate(c.called.number, all[0].called.number) == match.OtherSpeaker
		}
	}
	if !dispute {
		disputed = nil
	}
	return all[0].called.called, disputed
}

// trimQuote drops the comma before a tag.
func trimQuote(s string) string { return strings.TrimRight(s, ", ") }
