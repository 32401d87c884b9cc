package spans

import "slices"

// A memo keeps what the templates of a view say together of what they see: the
// same words come again and again. What is seen has one place in it, which the
// last of those that share it has.
type memo struct {
	entries   []memoEntry
	sums      sums // memoRows for each entry
	paragraph uint32
	places    []int32 // by token, its entry's, or -1
}

const (
	memoSize = 1 << 11
	memoRows = 2*margin + 1
)

type memoEntry struct {
	seen      uint64
	paragraph uint32 // the last that used it; 0 for an empty one
}

// A view is all that some templates look at, in 64 bits.
type view struct {
	templates []int
	of        func(r *Reading, i int) uint64
}

// views are of a token's stem and class, from which follows how cue-like it is; of
// its state and those of its neighbours; and of its class and state.
var views = [...]view{
	{numbers("stem", "class", "cue"), func(r *Reading, i int) uint64 {
		return uint64(r.at(stem, i))<<32 | uint64(r.at(class, i))
	}},
	{numbers("marks2", "frame", "frame2", "quoting3"), func(r *Reading, i int) uint64 {
		return r.state(i-1)<<24 | r.state(i)<<12 | r.state(i+1)
	}},
	{numbers("marksclass", "frameclass", "quotingclass"), func(r *Reading, i int) uint64 {
		return uint64(r.at(class, i))<<12 | r.state(i)
	}},
}

// others are the templates of no view.
var others = func() (out []int) {
	for t := range templates {
		if !slices.ContainsFunc(views[:], func(v view) bool { return slices.Contains(v.templates, t) }) {
			out = append(out, t)
		}
	}
	return out
}()

// state is how token i stands to quotation marks and reporting clauses, in 12 bits.
func (r *Reading) state(i int) uint64 {
	a := &r.atoms[margin+i]
	return uint64(a[quoting] | a[marks]<<4 | a[frame]<<8)
}

// recall adds up what the templates of a view say of a paragraph.
func (f *First) recall(v *view, m *memo, r *Reading, b *board) {
	if m.entries == nil {
		m.entries, m.sums = make([]memoEntry, memoSize), make(sums, memoSize*memoRows)
	}
	m.paragraph++
	m.places = grow(m.places, len(r.Paragraph))
	b.reset()
	for i := range m.places {
		seen := v.of(r, i)
		k := int(join(uint32(seen), uint32(seen>>32)) % memoSize)
		switch e := &m.entries[k]; {
		case e.seen == seen && e.paragraph != 0:
			e.paragraph = m.paragraph
		case e.paragraph == m.paragraph: // another token of this paragraph needs the place
			k = -1
		default:
			*e = memoEntry{seen, m.paragraph}
			clear(m.sums[k*memoRows:][:memoRows])
			b.take(i, k*memoRows+margin)
		}
		m.places[i] = int32(k)
	}
	f.addUp(v.templates, r, b, m.sums)
	b.reset()
	for i, k := range m.places {
		if k < 0 {
			b.take(i, margin+i)
			continue
		}
		to := b.sums[i:][:memoRows]
		for j, x := range m.sums[int(k)*memoRows:][:memoRows] {
			to[j][0] += x[0]
			to[j][1] += x[1]
		}
	}
	f.addUp(v.templates, r, b, b.sums)
}
