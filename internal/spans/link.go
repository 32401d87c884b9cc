package spans

// A Statement is what belongs together in a paragraph: the cue, its source and
// the pieces of its content, as indices into the spans that were linked; -1 for
// none.
type Statement struct {
	Cue, Source int
	Content     []int
	// Confidence is the probability, in [0, 1], that content and source are about
	// right; 0 without content.
	Confidence float64
}

// Link puts the spans of a paragraph, in order, together: every piece of
// content goes to the cue that fits best, every cue takes the source that fits
// best, by a logistic score over what stands between the two. A content without
// a cue is a statement of its own. A source may serve several cues.
// O(spans · reach).
func (m *Linker) Link(r *Reading, list []Candidate) (out []Statement) {
	l := linking{r: r, list: list}
	statement := make([]int, len(list)) // of each cue
	taken := make([]bool, len(list))
	for i, s := range list {
		if s.Role != Cue {
			continue
		}
		source := m.best(&l, i, Source)
		if source >= 0 {
			taken[source] = true
		}
		statement[i] = len(out)
		out = append(out, Statement{Cue: i, Source: source})
	}
	for i, s := range list {
		if s.Role != Content {
			continue
		}
		if cue := m.best(&l, i, Cue); cue >= 0 {
			out[statement[cue]].Content = append(out[statement[cue]].Content, i)
			continue
		}
		source := m.best(&l, i, Source)
		if source >= 0 {
			taken[source] = true
		}
		out = append(out, Statement{Cue: -1, Source: source, Content: []int{i}})
	}
	for i, s := range list {
		if s.Role == Source && !taken[i] {
			out = append(out, Statement{Cue: -1, Source: i})
		}
	}
	return out
}

// A Linker holds the weights of the features of pairs.
type Linker struct{ Weights Weights }

// reach is how many spans away the partner of a span may be.
const reach = 8

// best finds the partner of a role for span i; -1 for none.
func (m *Linker) best(l *linking, i int, role Role) int {
	best, most := -1, 0.0
	l.partners(i, role, func(k int) {
		x := 0.0
		for _, key := range l.pair(i, k) {
			x += m.Weights.Of(key)
		}
		if x > most {
			best, most = k, x
		}
	})
	return best
}

// A Pair is two spans that may belong together, with the keys of its features.
type Pair struct {
	A, B int
	Keys []uint32
}

// Pairs returns all pairs that Link looks at.
func Pairs(r *Reading, list []Candidate) (out []Pair) {
	l := linking{r: r, list: list}
	for i, s := range list {
		for role := range Role(Roles) {
			if s.Role == Cue && role == Source || s.Role == Content && role != Content {
				l.partners(i, role, func(k int) {
					out = append(out, Pair{i, k, append([]uint32(nil), l.pair(i, k)...)})
				})
			}
		}
	}
	return out
}

type linking struct {
	r    *Reading
	list []Candidate
	keys []uint32
}

func (l *linking) partners(i int, role Role, visit func(int)) {
	for k := max(0, i-reach); k < min(len(l.list), i+reach+1); k++ {
		if l.list[k].Role == role {
			visit(k)
		}
	}
}

// pair returns the features of spans i and k; the list is reused.
func (l *linking) pair(i, k int) []uint32 {
	a, b := l.list[i], l.list[k]
	side := uint32(a.Role)<<4 | uint32(b.Role)<<2
	first, second := a, b
	if k < i {
		side |= 1
		first, second = b, a
	}
	l.keys = l.keys[:0]
	add := func(name uint32, keys ...uint32) { l.keys = append(l.keys, joinAll(joinAll(name+200, side), keys...)) }
	// What stands between, by roles.
	var count [Roles]uint32
	for n := min(i, k) + 1; n < max(i, k); n++ {
		count[l.list[n].Role] = min(count[l.list[n].Role]+1, 3)
	}
	roles := count[Source]<<4 | count[Cue]<<2 | count[Content]
	sentences, commas, stops, marks := uint32(0), uint32(0), uint32(0), uint32(0)
	for n := first.End; n < second.Start; n++ {
		t := &l.r.Paragraph[n]
		switch {
		case t.Sentence:
			sentences = min(sentences+1, 2)
		case t.Text == ",":
			commas = min(commas+1, 2)
		case t.Text == ";" || t.Text == ":":
			stops = 1
		case t.Quote == Opening || t.Quote == Closing:
			marks = 1
		}
	}
	if second.Start == first.End && second.Start < len(l.r.Paragraph) && l.r.Paragraph[second.Start].Sentence {
		sentences = 1
	}
	distance := bin(second.Start - first.End)
	// The rivals on the other side.
	other := uint32(0)
	rival := func(n int) {
		if n >= 0 && n < len(l.list) {
			s := l.list[n]
			gap := bin(max(s.Start-a.End, a.Start-s.End))
			other = joinAll(other, uint32(s.Role), gap/3, number(l.r.sameSentence(s.Start, a.Start)))
		}
	}
	if k < i {
		rival(i + 1)
	} else {
		rival(i - 1)
	}
	cue := a
	if b.Role == Cue {
		cue = b
	}
	add(0)
	add(1, distance)
	add(2, roles)
	add(3, sentences, roles)
	add(4, sentences, commas, stops, marks)
	add(5, roles, distance, sentences)
	add(6, other)
	add(7, other, roles)
	add(8, l.r.at(stem, cue.Start), roles)
	add(9, l.r.at(class, cue.Start), roles)
	add(10, l.r.at(quoting, a.Start), l.r.at(quoting, b.Start), roles)
	add(11, l.r.at(word, a.Start), roles)
	add(12, l.r.at(quoting, a.End-1), sentences, roles)
	add(13, l.r.at(class, cue.End), roles)
	add(14, l.r.at(class, first.End), l.r.at(class, second.Start), roles)
	return l.keys
}
