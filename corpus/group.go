package corpus

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/quote"
)

// A Group is one utterance with all its variants: the same words as different
// articles have them. A quotation that ran once is a group of one.
type Group struct {
	Wording  string    `json:"wording"`  // the fullest variant
	Speaker  string    `json:"speaker"`  // the fullest name that a variant gives
	Outlets  []string  `json:"outlets"`  // each once, in the order of the variants
	Variants []Variant `json:"variants"` // by date, then by article
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
			if !yield(g.group(members), nil) {
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

// group builds the group of some members.
func (g *grouping) group(members []member) *Group {
	out := &Group{Outlets: []string{}}
	best := members[0]
	for _, m := range members {
		if m.Weight > best.Weight+1e-9 {
			best = m
		}
	}
	out.Speaker = g.speakerOf(members)
	out.Wording = trimQuote(best.Text)
	wording := showWords(&best.Passage)
	for _, m := range members {
		v := Variant{Start: int(m.Start), End: int(m.End), Text: m.Text, Pieces: m.Pieces, Speaker: g.identities.voices[m.voice].called}
		if m.passage != best.passage && m.Text != out.Wording {
			if edits := diff(wording, showWords(&m.Passage)); len(edits) != 1 || edits[0].Op != Keep {
				v.Edits = edits
			}
		}
		for _, r := range m.source.copies {
			v.Article, v.Outlet = r.shown(), r.outlet
			out.Variants = append(out.Variants, v)
			if r.outlet != "" && !slices.Contains(out.Outlets, r.outlet) {
				out.Outlets = append(out.Outlets, r.outlet)
			}
		}
	}
	return out
}

// speakerOf returns the fullest name of whom most members are given to, and
// whether others are given to somebody else.
func (g *grouping) speakerOf(members []member) string {
	type candidate struct {
		votes  int
		called *voice // by the fullest name
	}
	var all []candidate
	by := map[uint32]int{} // voice to candidate
	for _, m := range members {
		v := &g.identities.voices[m.voice]
		if v.called == "" {
			continue
		}
		at, ok := by[m.voice]
		if !ok {
			at = slices.IndexFunc(all, func(c candidate) bool { return g.identities.relate(m.voice, c.called.number) == match.SameSpeaker })
			if at < 0 {
				at = len(all)
				all = append(all, candidate{0, v})
			}
			by[m.voice] = at
		}
		c := &all[at]
		c.votes += len(m.source.copies)
		if len(v.name) > len(c.called.name) {
			c.called = v
		}
	}
	if len(all) == 0 {
		return ""
	}
	return slices.MaxFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.votes, b.votes), cmp.Compare(len(a.called.name), len(b.called.name)))
	}).called.called
}

// trimQuote drops the comma before a tag.
func trimQuote(s string) string { return strings.TrimRight(s, ", ") }
