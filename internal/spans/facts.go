package spans

import (
	"math/bits"
)

// measure sums up the probabilities at each token.
func (f *features) measure() {
	f.weigh()
	n := len(f.r.Paragraph) + 1
	for o := range f.cover {
		for _, list := range []*[]float32{&f.begun[o], &f.ended[o], &f.cover[o]} {
			*list = grow(*list, n)
			clear(*list)
		}
	}
	for _, c := range f.all {
		p := float32(c.P)
		f.begun[c.Role][c.Start] += p
		f.ended[c.Role][c.End] += p
		for k := c.Start; k < c.End; k++ {
			f.cover[c.Role][k] += p
		}
	}
}

// A mass is the probability of some candidates: all together, and the likeliest.
type mass struct {
	sum, most float32
	best      int
}

func (m *mass) add(k int, p float32) {
	m.sum += p
	if p > m.most {
		m.most, m.best = p, k
	}
}

// Facts are what the trees look at in a candidate. Places at the end are free.
type Facts [128]float32

// judged appends the facts about candidate n that follow from how the
// candidates have been judged so far.
func (f *features) judged(n int, out []float32) []float32 {
	c, r := f.all[n], f.r
	i, j, role := c.Start, c.End, c.Role
	own := float32(c.P)
	add := func(list ...float32) { out = append(out, list...) }
	distance := func(n int) { out = append(out, float32(n)) }

	add(f.scores[n].all, float32(f.logits[n]))
	add(f.scores[n].group[:]...)
	distance(j - i)

	// How sure its bounds are, and how sure its inside.
	least, sum := float32(1), float32(0)
	for _, x := range f.cover[role][i:j] {
		least, sum = min(least, x), sum+x
	}
	add(f.begun[role][i], f.ended[role][j], own/f.begun[role][i], own/f.ended[role][j], least, sum/float32(j-i))
	add(value(f.cover[role], i-1), f.cover[role][j])

	// Candidates that overlap.
	var inside, around, across, sameStart, sameEnd, rival mass
	var others [Roles]mass
	f.near(n, func(k int) {
		o := &f.all[k]
		x := float32(o.P)
		if o.Start >= j || o.End <= i {
			return
		}
		if o.Role != role {
			others[o.Role].add(k, x)
			return
		}
		rival.add(k, x)
		if o.Start == i {
			sameStart.add(k, x)
		}
		if o.End == j {
			sameEnd.add(k, x)
		}
		switch {
		case o.Start >= i && o.End <= j:
			inside.add(k, x)
		case o.Start <= i && o.End >= j:
			around.add(k, x)
		default:
			across.add(k, x)
		}
	})
	add(inside.sum, inside.most, around.sum, around.most, across.sum, sameStart.most, sameEnd.most)
	if rival.most > 0 {
		o := &f.all[rival.best]
		add(float32(f.logits[n]-f.logits[rival.best]), f.scores[n].all-f.scores[rival.best].all, float32(o.Start-i), float32(o.End-j))
	} else {
		add(9, 9, 0, 0)
	}
	if sameStart.most > 0 {
		distance(f.all[sameStart.best].End - j)
	} else {
		distance(0)
	}
	if sameEnd.most > 0 {
		distance(f.all[sameEnd.best].Start - i)
	} else {
		distance(0)
	}
	for o := range others {
		add(others[o].sum, others[o].most)
	}

	// Candidates before and behind in the sentence.
	first, end := int(r.sites[i].first), int(r.sites[j-1].end)
	type side struct {
		mass
		score float64
		gap   int
	}
	var partners [Roles][2]side
	for _, list := range f.byRole {
		for _, k := range list {
			o, s, gap := &f.all[k], 0, i-f.all[k].End
			if gap < 0 {
				s, gap = 1, o.Start-j
			}
			if gap < 0 || o.End <= first || o.Start >= end {
				continue
			}
			q := &partners[o.Role][s]
			if score := f.logits[k] - 0.15*float64(gap); q.sum == 0 || score > q.score {
				q.score, q.gap, q.best = score, gap, k
			}
			q.sum += float32(o.P)
		}
	}
	for o := range partners {
		for s := range partners[o] {
			if q := &partners[o][s]; q.sum > 0 {
				b := &f.all[q.best]
				add(q.sum, float32(b.P), f.scores[q.best].all, float32(q.gap), float32(b.End-b.Start))
			} else {
				add(0, 0, -9, 30, 0)
			}
		}
		add(value(f.ended[o], i-1), f.ended[o][i], f.begun[o][j], value(f.begun[o], j+1))
	}

	return out
}

// standing appends the facts about candidate n that don't change: what stands
// in it, and where it stands.
func (f *features) standing(n int, out []float32) {
	c, r, p := f.all[n], f.r, f.r.Paragraph
	i, j := c.Start, c.End
	first, end := int(r.sites[i].first), int(r.sites[j-1].end)
	add := func(list ...float32) { out = append(out, list...) }
	distance := func(n int) { out = append(out, float32(n)) }
	var stops, commas, capitals, words, cues int
	for k := i; k < j; k++ {
		t := &p[k]
		cues = max(cues, int(r.at(cue, k)))
		switch {
		case t.Kind == Word:
			words++
			if isUpper(t.Text[0]) {
				capitals++
			}
		case t.Text == ",":
			commas++
		}
		if t.Sentence && k > i {
			stops++
		}
	}
	for _, x := range [...]int{i - first, end - j, end - first, i, len(p) - j, stops, commas, capitals, words, cues} {
		distance(x)
	}
	for _, k := range [...]int{i - 2, i - 1, i, i + 1, j - 2, j - 1, j, j + 1} {
		if k < 0 || k >= len(p) {
			add(-1, -1, -1)
		} else {
			add(float32(r.kind(k)), float32(bits.TrailingZeros64(uint64(p[k].Class))), float32(r.at(cue, k)))
		}
	}
	left, right := none, none
	if k := int(r.sites[i].left); k >= 0 {
		left = i - k
	}
	if k := int(r.sites[j-1].right); k >= 0 {
		right = k - j
	}
	distance(left)
	distance(right)
	for _, label := range [...]func(int) Label{func(i int) Label { return p[i].Marks }, func(i int) Label { return p[i].Frame }} {
		out = append(out, float32(agreement(c.Span, len(p), label)))
	}
}

// value is an element, 0 outside of the list.
func value(list []float32, i int) float32 {
	if i < 0 || i >= len(list) {
		return 0
	}
	return list[i]
}
