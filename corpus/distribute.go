package corpus

import (
	"cmp"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// This file takes the grouping of a [Corpus] apart into steps that see little
// at a time, for programs that run on many machines: package
// github.com/hearsay-go/hearsay/corpus/beam is one. What passes from step to
// step has a binary form. The steps, and what each must be given:
//
//	NewEntry          one article
//	Passages          the entries of one digest
//	Identify          all names of speakers, with their counts
//	Pairs             the glances of one key
//	Judge.Compare     two passages
//	Likely            the links between two sources
//	Ends              the likely links of one passage
//	Join              the two ends of one link
//	Draw              what is joined, directly or not
//	Draft.Paraphrase  the reported passages of the keys that a draft asks for

// Digest is the same for articles of the same text, whose quotations count
// once.
func (e *Entry) Digest() uint64 { return e.digest }

// A Passage is a quoted or reported passage with all that a corpus knows of it.
type Passage struct {
	*passage
	siblings int // quoted passages of its source, itself included
	reported bool
	voice    voice
	who      identity
}

// Passages returns the passages of the entries of one digest, in which only
// the offsets may differ: they are the first one's.
func Passages(entries []*Entry) []Passage {
	if len(entries) == 0 {
		return nil
	}
	s := &source{digest: entries[0].digest, sketch: entries[0].sketch}
	for _, e := range entries {
		s.copies = append(s.copies, e.record)
	}
	slices.SortFunc(s.copies, func(a, b record) int { return a.before(&b) })
	siblings := 0
	for _, p := range entries[0].passages {
		if !p.Reported {
			siblings++
		}
	}
	var out []Passage
	for i, p := range entries[0].passages {
		out = append(out, Passage{
			passage: &passage{Passage: p.Passage, source: s, hash: match.Mix(s.digest + uint64(i))}, siblings: siblings,
			reported: p.Reported, voice: newVoice(p.Speaker), who: identity{person: -1},
		})
	}
	return out
}

func newVoice(called string) voice {
	v := voices{of: map[string]uint32{}}
	v.number(called)
	return v.list[0]
}

// Hash is a number of the passage that no other one has.
func (p *Passage) Hash() uint64 { return p.hash }

// Called is what its article calls the speaker, "" if it doesn't say.
func (p *Passage) Called() string { return p.voice.called }

// Reported reports whether the passage is in indirect speech.
func (p *Passage) Reported() bool { return p.reported }

// Keys returns the blocking keys of a passage, each once. Two that may be the
// same utterance share one.
func (p *Passage) Keys() []uint64 {
	keys := p.WideKeys(nil)
	slices.Sort(keys)
	keys = slices.Compact(keys)
	out := make([]uint64, len(keys))
	for i, k := range keys {
		out[i] = uint64(k)
	}
	return out
}

// An Identity says who is meant by what a speaker is called.
type Identity struct {
	Person    int  // the same number, the same person; -1 for one without a name
	Ambiguous bool // it may be another's name as well
}

// Identify tells who all speakers are, from how many passages each name is
// given. people may be nil. It is O(n log n) for n names and holds them all.
func Identify(passages map[string]int, people People) map[string]Identity {
	v := voices{of: map[string]uint32{}}
	for called, n := range passages {
		k := v.number(called)
		v.list[k].count = n
	}
	out := make(map[string]Identity, len(passages))
	for i, who := range identify(v.list, people).of {
		out[v.list[i].called] = Identity{int(who.person), who.ambiguous}
	}
	return out
}

// Identified returns the passage with who its speaker is.
func (p Passage) Identified(who Identity) Passage {
	p.who = identity{person: int32(who.Person), ambiguous: who.Ambiguous}
	return p
}

// related tells how the speakers of two passages stand to each other.
func related(p, q *Passage) match.Relation {
	id := identities{voices: []voice{p.voice, q.voice}, of: []identity{p.who, q.who}}
	return id.relate(0, 1)
}

// A Glance is as much of a passage as it takes to tell with which others it is worth
// comparing.
type Glance struct {
	Passage   uint64
	Words     int
	Signature uint64
	Names     []uint64 // of its speaker, hashed
}

// Glance returns the glance of a passage.
func (p *Passage) Glance() Glance {
	return Glance{p.hash, len(p.Words), p.Signature(), p.voice.hashes}
}

// Pairs calls pair for each two passages of a key that are to be compared. Of a key that many have,
// only the first two, the leaders, are compared with all; such a key also calls
// refine, if that is not nil, with finer keys for each, whose lists are for
// Pairs in their turn. So a passage is the later one of a bounded number of
// pairs. It sorts the list.
func Pairs(key uint64, list []Glance, pair func(later, earlier uint64), refine func(key uint64, g Glance)) {
	slices.SortFunc(list, func(g, h Glance) int {
		return cmp.Or(cmp.Compare(h.Words, g.Words), cmp.Compare(g.Passage, h.Passage)) // as index.before
	})
	long := len(list) > full(match.Key(key))
	for i, g := range list {
		earlier := list[:i]
		if long {
			earlier = list[:min(i, leaders)]
		}
		for _, h := range earlier {
			if !match.Unlike(g.Signature, h.Signature) {
				pair(g.Passage, h.Passage)
			}
		}
		if long && refine != nil {
			for _, name := range g.Names {
				refine(uint64(match.WideKey(key).With(name)), g)
			}
		}
	}
}

// A Link says that two passages may be one utterance. All its fields are of
// fixed size.
type Link struct {
	A, B                   uint64 // passages
	SourceA, SourceB       uint64
	FromA, ToA, FromB, ToB uint8 // words of each that the other one has
	FragmentA, FragmentB   bool  // whether they are too short to tie others together
	Lone                   bool  // one of the sources has no other passage to speak for this
	Named, Exact, Equal    bool
	Coverage               uint8 // in per cent
	Speakers               match.Relation
	Words                  int16 // log odds in hundredths
	Context                uint16
	Days                   float64
	Score                  float32
}

func (l *Link) probability(context int) float64 {
	e := match.Evidence{Words: float64(l.Words) / 100, Exact: l.Exact, Equal: l.Equal, Coverage: float64(l.Coverage) / 100}
	return e.Probability(match.Circumstances{Speakers: l.Speakers, Named: l.Named, Days: l.Days, Context: context})
}

// before orders links, the likeliest first.
func (l *Link) before(m *Link) bool {
	return cmp.Or(cmp.Compare(m.Score, l.Score), cmp.Compare(min(l.A, l.B), min(m.A, m.B)), cmp.Compare(max(l.A, l.B), max(m.A, m.B))) < 0
}

// A Judge compares passages. It is not safe for concurrent use; its zero value
// is ready.
type Judge struct{ aligner match.Aligner }

// Compare links two passages if their words allow. It is faster for many in a row
// with the same p.
func (j *Judge) Compare(p, q *Passage) (Link, bool) {
	lone := min(p.siblings, q.siblings) == 1
	l, ok := compare(&j.aligner, p.passage, q.passage, min(p.siblings, q.siblings)-1)
	if !ok {
		return Link{}, false
	}
	return Link{
		A: p.hash, B: q.hash, SourceA: p.source.digest, SourceB: q.source.digest, FromA: l.from, ToA: l.to, FromB: l.otherFrom, ToB: l.otherTo,
		FragmentA: p.fragment(), FragmentB: q.fragment(), Lone: lone, Named: p.Named && q.Named, Exact: l.likeness >= exact, Equal: l.likeness == equal,
		Coverage: l.coverage, Speakers: related(p, q), Words: l.words, Days: daysBetween(p.source, q.source),
	}, true
}

// Likely scores all links between two sources, which speak for each other, and returns
// those that are likely enough.
func Likely(links []Link) []Link {
	sure := 0
	for i := range links {
		if links[i].Context = 0; links[i].probability(0) >= match.SureUtterance {
			links[i].Context = 1
			sure++
		}
	}
	var out []Link
	for _, l := range links {
		shared := sure
		if l.SourceA == l.SourceB {
			shared *= 2 // as seen from both ends
		}
		l.Context = uint16(shared) - l.Context
		if l.Score = float32(l.probability(int(l.Context))); l.Score >= match.SameUtterance {
			out = append(out, l)
		}
	}
	return out
}

// A Stretch is the words of a passage that its links share. A passage that
// holds two utterances has two.
type Stretch struct {
	ID       uint64
	From, To uint8
}

// An End is a link as one of its passages sees it.
type End struct {
	Stretch uint64
	// Settled says that a likelier link has decided of which utterance the
	// stretch is, or that the passage is long enough to be one.
	Settled bool
}

// Ends cuts a passage by its likely links. It returns the stretches and the end of each
// link.
func Ends(p *Passage, links []Link) ([]Stretch, []End) {
	c := Corpus{passages: []*passage{p.passage, p.passage}}
	edges := make([]edge, len(links))
	for i := range links {
		l := &links[i]
		edges[i] = edge{a: 0, b: 1, fromA: l.FromA, toA: l.ToA}
		if l.B == p.hash {
			edges[i].fromA, edges[i].toA = l.FromB, l.ToB
		}
	}
	var stretches []Stretch
	for i, s := range c.stretches(edges) {
		if s.passage == 0 {
			stretches = append(stretches, Stretch{match.Mix(p.hash + uint64(i)), s.from, s.to})
		}
	}
	decided := make([]*Link, len(stretches)) // the likeliest that decides
	for i := range links {
		l, n := &links[i], edges[i].nodeA
		if other := l.FragmentA && l.A != p.hash || l.FragmentB && l.B != p.hash; !other && (decided[n] == nil || l.before(decided[n])) {
			decided[n] = l
		}
	}
	ends := make([]End, len(links))
	for i := range links {
		n := edges[i].nodeA
		ends[i] = End{stretches[n].ID, !p.fragment() || decided[n] != nil && decided[n].before(&links[i])}
	}
	return stretches, ends
}

// A Tie is a link with the stretches that it may join.
type Tie struct {
	Link
	StretchA, StretchB uint64
}

// Join makes a tie of a link and its ends, A's first, and reports whether it
// can matter: a fragment whose place is settled ties nothing to another.
func Join(l Link, a, b End) (Tie, bool) {
	return Tie{l, a.Stretch, b.Stretch}, !(a.Settled && b.Settled && (l.FragmentA || l.FragmentB))
}

// A Member is a stretch with its passage.
type Member struct {
	Stretch Stretch
	Passage Passage
}

// A Draft is a group without its paraphrases.
type Draft struct {
	ID      uint64 // of no other draft
	Group   *Group
	Digests []uint64  // of its sources
	Fullest []Passage // those that are compared with reported ones
	order   order
}

// order is where a group stands among the others.
type order struct {
	Outlets, Variants int
	Time              int64
	ID                string
	Start             uint32
	Hashes            []uint64
}

// Draw groups the members that ties join, directly or not. It holds
// them all.
func Draw(members []Member, ties []Tie) []Draft {
	slices.SortFunc(members, func(a, b Member) int {
		return cmp.Or(cmp.Compare(a.Passage.hash, b.Passage.hash), cmp.Compare(a.Stretch.From, b.Stretch.From))
	})
	var passages []Passage
	var nodes []stretch
	at := map[uint64]uint32{}
	for _, m := range members {
		if k := len(passages); k == 0 || passages[k-1].hash != m.Passage.hash {
			passages = append(passages, m.Passage)
		}
		at[m.Stretch.ID] = uint32(len(nodes))
		nodes = append(nodes, stretch{uint32(len(passages) - 1), m.Stretch.From, m.Stretch.To})
	}
	edges := make([]edge, len(ties))
	for i := range ties {
		t := &ties[i]
		a, b := at[t.StretchA], at[t.StretchB]
		edges[i] = edge{
			a: nodes[a].passage, b: nodes[b].passage, nodeA: a, nodeB: b, score: t.Score, coverage: t.Coverage, exact: t.Exact,
			speakers: t.Speakers, context: t.Context, hashLo: min(t.A, t.B), hashHi: max(t.A, t.B),
		}
	}
	c, id := assemble(passages)
	g := c.cluster(id, nodes, edges)
	by := map[*passage]*Passage{}
	for i := range passages {
		by[c.passages[i]] = &passages[i]
	}
	least := uint64(math.MaxUint64)
	for id := range at {
		least = min(least, id)
	}
	out := make([]Draft, 0, len(g.clusters))
	for i, members := range g.clusters {
		first := members[0]
		d := Draft{ID: match.Mix(least + uint64(i)), Group: c.build(g, members), order: order{
			Outlets: outlets(members), Variants: variants(members), Time: first.source.copies[0].time, ID: first.source.copies[0].id, Start: first.Start,
		}}
		for _, m := range members {
			d.Digests = append(d.Digests, m.source.digest)
			d.order.Hashes = append(d.order.Hashes, m.hash)
		}
		slices.SortStableFunc(members, func(a, b member) int { return cmp.Compare(b.Weight, a.Weight) })
		for _, m := range members[:min(len(members), mostCompared)] {
			d.Fullest = append(d.Fullest, *by[m.passage])
		}
		out = append(out, d)
	}
	return out
}

// assemble makes a corpus of some passages, in their order, which has no index.
func assemble(passages []Passage) (*Corpus, *identities) {
	c := &Corpus{byDigest: map[uint64]*source{}, voices: voices{of: map[string]uint32{}}}
	id := &identities{}
	for i := range passages {
		p := *passages[i].passage
		if s := c.byDigest[p.source.digest]; s != nil {
			p.source = s
		}
		c.byDigest[p.source.digest] = p.source
		p.voice = c.voices.number(passages[i].voice.called)
		if int(p.voice) == len(id.of) {
			id.of = append(id.of, passages[i].who)
		}
		c.passages = append(c.passages, &p)
	}
	id.voices = c.voices.list
	return c, id
}

// MostReported is how many reported passages make a key tell nothing.
const MostReported = mostReported

// Keys returns what reported passages may share with the fullest ones of the
// group, each once.
func (d *Draft) Keys() []uint64 {
	var out []uint64
	for i := range d.Fullest {
		out = append(out, d.Fullest[i].Keys()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Paraphrase adds the reported passages that likely say the same to the group.
// It is given those of each of the draft's keys that has at most
// [MostReported].
func (d *Draft) Paraphrase(reported map[uint64][]Passage) {
	if len(reported) == 0 {
		return
	}
	all := slices.Clone(d.Fullest)
	place := map[uint64]int{}
	for _, list := range reported {
		for _, p := range list {
			if _, ok := place[p.hash]; !ok && !slices.Contains(d.Digests, p.source.digest) {
				place[p.hash] = len(all)
				all = append(all, p)
			}
		}
	}
	c, id := assemble(all)
	c.reported = map[match.Key][]*passage{}
	members := make([]member, len(d.Fullest))
	for i := range members {
		p := c.passages[i]
		members[i].passage = p
		wide := p.WideKeys(nil)
		for k, key := range p.Keys(nil) {
			if c.reported[key] != nil {
				continue
			}
			for _, q := range reported[uint64(wide[k])] {
				if at, ok := place[q.hash]; ok {
					c.reported[key] = append(c.reported[key], c.passages[at])
				}
			}
		}
	}
	d.Group.Paraphrases = c.paraphrases(&grouping{identities: id}, members)
}

// Compare orders drafts as [Corpus.Groups] does.
func (d *Draft) Compare(e *Draft) int {
	x, y := &d.order, &e.order
	return cmp.Or(cmp.Compare(y.Outlets, x.Outlets), cmp.Compare(y.Variants, x.Variants), cmp.Compare(x.Time, y.Time),
		cmp.Compare(x.ID, y.ID), cmp.Compare(x.Start, y.Start), slices.Compare(x.Hashes, y.Hashes))
}
