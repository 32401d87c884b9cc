package corpus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/quote"
)

// A Group is one utterance with all its variants: the same words as different
// articles have them. A quotation that ran once is a group of one.
type Group struct {
	Wording  string    `json:"wording"`  // the fullest variant
	Speaker  string    `json:"speaker"`  // the fullest name that a variant gives
	Outlets  []string  `json:"outlets"`  // each once, in the order of the variants
	Variants []Variant `json:"variants"` // in the order in which their articles were added
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

	published string
}

// groupPassages joins the passages that links connect. A passage whose links lie in
// stretches of it that don't overlap joins several groups.
func groupPassages(passages []passage, links []link) [][]int {
	// A node is a stretch of a passage: the links of one that overlap share it.
	type node struct{ passage, from, to int }
	type end struct{ link, from, to int }
	ends := make([][]end, len(passages))
	for i, l := range links {
		ends[l.a] = append(ends[l.a], end{i, l.fromA, l.toA})
		ends[l.b] = append(ends[l.b], end{i, l.fromB, l.toB})
	}
	var nodes []node
	side := make([][2]int, len(links)) // the nodes of each link
	for p, list := range ends {
		slices.SortFunc(list, func(x, y end) int {
			return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(y.to, x.to), cmp.Compare(x.link, y.link))
		})
		first := len(nodes)
		for _, e := range list {
			if len(nodes) > first && e.from < nodes[len(nodes)-1].to {
				nodes[len(nodes)-1].to = max(nodes[len(nodes)-1].to, e.to)
			} else {
				nodes = append(nodes, node{p, e.from, e.to})
			}
			k := 0
			if links[e.link].b == p {
				k = 1
			}
			side[e.link][k] = len(nodes) - 1
		}
		if len(list) == 0 {
			nodes = append(nodes, node{passage: p})
		}
	}
	root := make([]int, len(nodes))
	for i := range root {
		root[i] = i
	}
	var find func(int) int
	find = func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, s := range side {
		x, y := find(s[0]), find(s[1])
		root[max(x, y)] = min(x, y)
	}
	members := map[int][]int{}
	var order []int
	for i, n := range nodes {
		r := find(i)
		if members[r] == nil {
			order = append(order, r)
		}
		if m := members[r]; len(m) == 0 || m[len(m)-1] != n.passage {
			members[r] = append(m, n.passage)
		}
	}
	out := make([][]int, len(order))
	for i, r := range order {
		out[i] = members[r]
	}
	return out
}

// makeGroup builds the group of some passages.
func (c *Corpus) makeGroup(members []int) *Group {
	g := &Group{Outlets: []string{}}
	best := members[0]
	for _, m := range members {
		p := &c.passages[m]
		if p.weight > c.passages[best].weight+1e-9 {
			best = m
		}
		a := &c.articles[p.article]
		v := Variant{
			Article: a.ID, Outlet: a.Outlet, Start: p.pieces[0].Start, End: p.pieces[len(p.pieces)-1].End,
			Text: join(a.Text, p.pieces), Speaker: p.speaker, published: a.Published,
		}
		if len(p.pieces) > 1 {
			v.Pieces = p.pieces
		}
		if a.Outlet != "" && !slices.Contains(g.Outlets, a.Outlet) {
			g.Outlets = append(g.Outlets, a.Outlet)
		}
		g.Variants = append(g.Variants, v)
	}
	g.Speaker = c.speakerOf(members)
	canonical := &c.passages[best]
	text := c.articles[canonical.article].Text
	g.Wording = trimQuote(join(text, canonical.pieces))
	wording := showWords(text, canonical.pieces, canonical.words)
	for i, m := range members {
		if p := &c.passages[m]; m != best && g.Variants[i].Text != g.Wording {
			if edits := diff(wording, showWords(c.articles[p.article].Text, p.pieces, p.words)); len(edits) != 1 || edits[0].Op != Keep {
				g.Variants[i].Edits = edits
			}
		}
	}
	return g
}

// speakerOf returns the fullest name of whom most passages are given to.
func (c *Corpus) speakerOf(members []int) string {
	best, votes := "", 0
	for _, m := range members {
		p := &c.passages[m]
		if p.speaker == "" {
			continue
		}
		full, n := p.speaker, 0
		for _, k := range members {
			q := &c.passages[k]
			if c.identity.relate(p.speaker, q.speaker) == sameSpeaker {
				n++
				if len(names(q.speaker)) > len(names(full)) {
					full = q.speaker
				}
			}
		}
		if n > votes || n == votes && len(names(full)) > len(names(best)) {
			best, votes = full, n
		}
	}
	return best
}

// join returns the text of some pieces, parted by spaces.
func join(text string, pieces []quote.Span) string {
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(strings.Fields(text[p.Start:p.End]), " "))
	}
	return b.String()
}

// trimQuote drops the comma before a tag.
func trimQuote(s string) string { return strings.TrimRight(s, ", ") }
