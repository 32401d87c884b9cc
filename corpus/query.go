package corpus

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// A Query asks for groups. What is left empty doesn't matter; a group answers
// if one of its variants has all the rest.
type Query struct {
	Speaker  string    // by any of the names that belong to one identity
	Outlet   string    //
	Words    string    // all of them, in whatever order and inflection
	From, To time.Time // published from then on, and before then

	Only    bool // no other outlet has it
	Several bool // more than one outlet has it
	// Changed asks for variants, of Outlet if that is given, that don't have the words of the
	// wording: changed, added, elided or put in brackets, not only cut.
	Changed  bool
	Disputed bool // articles give it to different people
}

// Find yields the groups that answer a query, in the order of [Corpus.Groups].
// It looks at each passage once, and builds only the groups that may answer.
func (c *Corpus) Find(ctx context.Context, q Query) iter.Seq2[*Group, error] {
	return func(yield func(*Group, error) bool) {
		g, err := c.grouping(ctx)
		if err != nil {
			yield(nil, err)
			return
		}
		who := g.identities.called(q.Speaker)
		words := match.Words(q.Words)
		for i, members := range g.clusters {
			if i%1024 == 0 && ctx.Err() != nil {
				yield(nil, ctx.Err())
				return
			}
			if !slices.ContainsFunc(members, func(m member) bool {
				return (q.Speaker == "" || who[m.voice]) && m.has(words) && slices.ContainsFunc(m.source.copies, q.takes)
			}) {
				continue
			}
			if q.Only && outlets(members) > 1 || q.Several && outlets(members) < 2 {
				continue
			}
			group := c.build(g, members)
			if q.Disputed && len(group.Disputed) == 0 || q.Changed && !slices.ContainsFunc(group.Variants, q.changed) {
				continue
			}
			if !yield(group, nil) {
				return
			}
		}
	}
}

// takes reports whether an article is of the outlet and the time asked for.
func (q *Query) takes(r record) bool {
	return (q.Outlet == "" || strings.EqualFold(r.outlet, q.Outlet)) &&
		(q.From.IsZero() || r.time != unknown && r.time >= q.From.Unix()) &&
		(q.To.IsZero() || r.time != unknown && r.time < q.To.Unix())
}

func (q *Query) changed(v Variant) bool {
	return (q.Outlet == "" || strings.EqualFold(v.Outlet, q.Outlet)) &&
		slices.ContainsFunc(v.Edits, func(e Edit) bool { return e.Class != "" && e.Class != Cut && e.Class != Spelling })
}

// has reports whether a passage has all the words.
func (p *passage) has(words []match.Word) bool {
	for _, w := range words {
		if !slices.ContainsFunc(p.Words, w.Same) {
			return false
		}
	}
	return true
}

// called returns the voices of whoever may be meant by a name: the same name,
// or part of it or of another name of the same person.
func (id *identities) called(name string) map[uint32]bool {
	asked := nameIn(name)
	persons := map[int32]bool{}
	out := map[uint32]bool{}
	for i := range id.voices {
		v := &id.voices[i]
		if strings.EqualFold(v.called, name) || len(asked) > 0 && len(v.name) > 0 && within(asked, v.name) {
			out[uint32(i)] = true
			if who := id.of[i]; who.person >= 0 && !who.ambiguous {
				persons[who.person] = true
			}
		}
	}
	for i, who := range id.of {
		if who.person >= 0 && persons[who.person] {
			out[uint32(i)] = true
		}
	}
	return out
}
