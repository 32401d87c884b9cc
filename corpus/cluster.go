package corpus

import (
	"cmp"
	"context"
	"slices"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// A grouping is the groups of a corpus at one version. It is not changed.
type grouping struct {
	version    uint64
	clusters   [][]member
	identities *identities
}

// A member of a cluster, with the link that brought it there.
type member struct {
	*passage
	score float32
	why   why
}

// why is the link that says most for a member's place in its cluster.
type why struct {
	with     *passage // nil for one alone
	words    uint16   // of the shorter one
	coverage uint8    // per cent of the shorter one's weight that the longer one has
	exact    bool
	speakers match.Relation
	days     int32
	context  uint16
}

// An edge is a link that is likely enough.
type edge struct {
	a, b           uint32 // passages
	nodeA, nodeB   uint32 // their stretches
	fromA, toA     uint8
	fromB, toB     uint8
	score          float32
	coverage       uint8
	exact          bool
	speakers       match.Relation
	context        uint16
	hashLo, hashHi uint64 // of the passages, for an order
}

// group computes the groups. Callers hold at least the read lock.
func (c *Corpus) group(ctx context.Context) (*grouping, error) {
	id := identify(c.voices.list, c.people)
	edges, err := c.edges(ctx, id)
	if err != nil {
		return nil, err
	}
	nodes := c.stretches(edges)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return c.cluster(id, nodes, edges), nil
}

// cluster joins stretches by the edges between them, the likeliest first.
func (c *Corpus) cluster(id *identities, nodes []stretch, edges []edge) *grouping {
	slices.SortFunc(edges, func(x, y edge) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.hashLo, y.hashLo), cmp.Compare(x.hashHi, y.hashHi))
	})
	root := make([]uint32, len(nodes))
	for i := range root {
		root[i] = uint32(i)
	}
	find := func(i uint32) uint32 {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	best := make([]int32, len(nodes)) // the edge that says most for each node
	for i := range best {
		best[i] = -1
	}
	whole := make([]bool, len(nodes)) // by root: whether it has more than a fragment
	for i, n := range nodes {
		whole[i] = !c.passages[n.passage].fragment()
	}
	for i := range edges {
		e := &edges[i]
		x, y := find(e.nodeA), find(e.nodeB)
		if x != y && whole[x] && whole[y] && (c.passages[e.a].fragment() || c.passages[e.b].fragment()) {
			continue // a fragment has one home
		}
		for _, n := range [2]uint32{e.nodeA, e.nodeB} {
			if best[n] < 0 {
				best[n] = int32(i)
			}
		}
		root[max(x, y)] = min(x, y)
		whole[min(x, y)] = whole[x] || whole[y]
	}
	g := &grouping{version: c.version, identities: id}
	at := make([]int32, len(nodes)) // the cluster of each root, from 1
	sizes := make([]int32, len(nodes))
	for i := range nodes {
		sizes[find(uint32(i))]++
	}
	room := make([]member, len(nodes))
	for i, n := range nodes {
		r := find(uint32(i))
		if at[r] == 0 {
			g.clusters = append(g.clusters, room[:0:sizes[r]])
			at[r], room = int32(len(g.clusters)), room[sizes[r]:]
		}
		p := c.passages[n.passage]
		m := member{passage: p, score: 1}
		if b := best[i]; b >= 0 {
			m.score, m.why = edges[b].score, c.why(&edges[b], n.passage)
		}
		cluster := &g.clusters[at[r]-1]
		if k := len(*cluster) - 1; k >= 0 && (*cluster)[k].passage == p {
			continue // another stretch of the same passage
		}
		*cluster = append(*cluster, m)
	}
	for _, members := range g.clusters {
		slices.SortFunc(members, func(a, b member) int { return a.before(b.passage) })
	}
	type spread struct {
		members           []member
		outlets, variants int
	}
	spreads := make([]spread, len(g.clusters))
	for i, members := range g.clusters {
		spreads[i] = spread{members, outlets(members), variants(members)}
	}
	slices.SortFunc(spreads, func(a, b spread) int {
		return cmp.Or(cmp.Compare(b.outlets, a.outlets), cmp.Compare(b.variants, a.variants), a.members[0].before(b.members[0].passage),
			slices.CompareFunc(a.members, b.members, func(x, y member) int { return cmp.Compare(x.hash, y.hash) }))
	})
	for i := range spreads {
		g.clusters[i] = spreads[i].members
	}
	return g
}

// fragment reports whether a passage is so short that it says little of what
// it was cut from. It joins the likeliest utterance and ties no two together.
func (p *passage) fragment() bool { return len(p.Words) <= fragmentWords }

const fragmentWords = 4

// before orders passages by the date of their first article, its id, and the
// place in it.
func (p *passage) before(q *passage) int {
	return cmp.Or(p.source.copies[0].before(&q.source.copies[0]), cmp.Compare(p.Start, q.Start), cmp.Compare(p.hash, q.hash))
}

func variants(members []member) int {
	n := 0
	for _, m := range members {
		n += len(m.source.copies)
	}
	return n
}

func outlets(members []member) int {
	if len(members) == 1 && len(members[0].source.copies) == 1 {
		return min(1, len(members[0].source.copies[0].outlet))
	}
	seen := make([]string, 0, 8)
	for _, m := range members {
		for i := range m.source.copies {
			if o := m.source.copies[i].outlet; o != "" && !slices.Contains(seen, o) {
				seen = append(seen, o)
			}
		}
	}
	return len(seen)
}

func (c *Corpus) why(e *edge, n uint32) why {
	other := e.b
	if other == n {
		other = e.a
	}
	p, q := c.passages[n], c.passages[other]
	return why{
		with: q, words: uint16(min(len(p.Words), len(q.Words))), coverage: e.coverage, exact: e.exact, speakers: e.speakers,
		days: int32(daysBetween(p.source, q.source)), context: e.context,
	}
}

// edges scores all links by what is known of their speakers, dates and
// articles. What two sources share surely speaks for what they share less surely, too.
func (c *Corpus) edges(ctx context.Context, id *identities) ([]edge, error) {
	var out []edge
	var maybe []edge
	var scratch [2][]match.Key
	done := 0
	for first, p := range c.passages {
		if p == nil || p.source.passages[0] != uint32(first) {
			continue // each source once
		}
		if done++; done%1024 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		maybe = maybe[:0]
		var shared map[*source]int // how many utterances it surely shares with others
		if len(p.source.passages) > 1 {
			shared = map[*source]int{}
		}
		for _, a := range p.source.passages {
			links := c.linksOf(a)
			for i := range links {
				l := &links[i]
				if l.other < a && len(p.source.passages) == 1 && len(c.passages[l.other].source.passages) == 1 {
					continue // seen from the other side, and no context
				}
				if !c.index.together(l.key, a, l.other) && !c.index.candidates(a, l.other, &scratch) {
					continue // they met when there were others
				}
				e := c.edge(a, l, id)
				if shared != nil && len(c.passages[l.other].source.passages) > 1 && c.probability(&e, l, 0) >= match.SureUtterance {
					shared[c.passages[l.other].source]++
					e.context = 1
				}
				maybe = append(maybe, e)
			}
		}
		k := 0
		for _, a := range p.source.passages {
			links := c.linksOf(a)
			for i := range links {
				l := &links[i]
				if k == len(maybe) || maybe[k].a != a || maybe[k].b != l.other {
					continue
				}
				e := maybe[k]
				k++
				if l.other < a {
					continue
				}
				e.context = uint16(shared[c.passages[l.other].source]) - e.context
				e.score = float32(c.probability(&e, l, int(e.context)))
				if e.score >= match.SameUtterance {
					out = append(out, e)
				}
			}
		}
	}
	return out, nil
}

func (c *Corpus) edge(a uint32, l *link, id *identities) edge {
	p, q := c.passages[a], c.passages[l.other]
	return edge{
		a: a, b: l.other, fromA: l.from, toA: l.to, fromB: l.otherFrom, toB: l.otherTo, coverage: l.coverage, exact: l.likeness >= exact,
		speakers: id.relate(p.voice, q.voice), hashLo: min(p.hash, q.hash), hashHi: max(p.hash, q.hash),
	}
}

func (c *Corpus) probability(e *edge, l *link, context int) float64 {
	p, q := c.passages[e.a], c.passages[e.b]
	evidence := match.Evidence{Words: float64(l.words) / 100, Exact: l.likeness >= exact, Equal: l.likeness == equal, Coverage: float64(l.coverage) / 100}
	return evidence.Probability(match.Circumstances{
		Speakers: e.speakers, Named: p.Named && q.Named, Days: daysBetween(p.source, q.source), Context: context,
	})
}

// A stretch is the words of a passage that links of it share. A passage that
// holds two utterances has two.
type stretch struct {
	passage  uint32
	from, to uint8
}

// stretches cuts the passages by their links that overlap, and sets the nodes of
// the edges.
func (c *Corpus) stretches(edges []edge) []stretch {
	type end struct {
		edge     int32
		from, to uint8
	}
	// The ends by passage, after those of all before it.
	first := make([]uint32, len(c.passages)+1)
	for i := range edges {
		first[edges[i].a+1]++
		first[edges[i].b+1]++
	}
	for p := range c.passages {
		first[p+1] += first[p]
	}
	ends, next := make([]end, 2*len(edges)), slices.Clone(first)
	put := func(p uint32, x end) {
		ends[next[p]] = x
		next[p]++
	}
	for i := range edges {
		e := &edges[i]
		put(e.a, end{int32(i), e.fromA, e.toA})
		put(e.b, end{int32(i), e.fromB, e.toB})
	}
	out := make([]stretch, 0, len(c.passages))
	for p := range c.passages {
		if c.passages[p] == nil {
			continue
		}
		list := ends[first[p]:first[p+1]]
		slices.SortFunc(list, func(x, y end) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(y.to, x.to)) })
		begin := len(out)
		for _, x := range list {
			if len(out) > begin && x.from < out[len(out)-1].to {
				out[len(out)-1].to = max(out[len(out)-1].to, x.to)
			} else {
				out = append(out, stretch{uint32(p), x.from, x.to})
			}
			if e := &edges[x.edge]; e.a == uint32(p) {
				e.nodeA = uint32(len(out) - 1)
			} else {
				e.nodeB = uint32(len(out) - 1)
			}
		}
		if len(list) == 0 {
			out = append(out, stretch{uint32(p), 0, uint8(len(c.passages[p].Words))})
		}
	}
	return out
}
