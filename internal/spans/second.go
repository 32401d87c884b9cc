package spans

import (
	"math"
	"slices"
	"sort"
)

// Second is the second stage: it looks at whole candidate spans, with what
// stands in them and around them, and says how likely each is.
type Second struct{ Weights Weights }

// Score puts the probabilities of the second stage in place of the candidates'.
func (s *Second) Score(r *Reading, candidates []Candidate) {
	f := newFeatures(r, candidates)
	scores := make([]float64, len(candidates))
	for i := range candidates {
		for _, k := range f.of(i) {
			scores[i] += s.Weights.Of(k.Key) * float64(k.Value)
		}
	}
	for i, x := range scores {
		candidates[i].P = 1 / (1 + math.Exp(-x))
	}
}

// A Feature is a key with a value.
type Feature struct {
	Key   uint32
	Value float32
}

// Features returns the features of all candidates of a paragraph.
func Features(r *Reading, candidates []Candidate) [][]Feature {
	f := newFeatures(r, candidates)
	out := make([][]Feature, len(candidates))
	for i := range candidates {
		out[i] = slices.Clone(f.of(i))
	}
	return out
}

// features computes the features of candidates.
type features struct {
	r    *Reading
	all  []Candidate
	list []Feature
	// byRole are the candidates of each role, likely ones, in order of start.
	byRole [Roles][]int
}

// likely is from which probability a candidate counts as context of others.
const likely = 0.1

func newFeatures(r *Reading, all []Candidate) *features {
	f := &features{r: r, all: all}
	for i, c := range all {
		if c.P >= likely {
			f.byRole[c.Role] = append(f.byRole[c.Role], i)
		}
	}
	return f
}

func (f *features) add(name uint32, role Role, keys ...uint32) {
	f.list = append(f.list, Feature{joinAll(joinAll(name, uint32(role)), keys...), 1})
}

func (f *features) number(name uint32, role Role, x float64) {
	f.list = append(f.list, Feature{joinAll(name, uint32(role)), float32(x)})
}

func logit(p float64) float64 {
	p = math.Min(math.Max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

func level(p float64) uint32 {
	return uint32(math.Floor(math.Max(-6, math.Min(6, logit(p))) + 6))
}

// of returns the features of candidate c; the list is reused.
func (f *features) of(n int) []Feature {
	f.list = f.list[:0]
	c, r := f.all[n], f.r
	p := r.Paragraph
	role := c.Role
	i, j := c.Start, c.End // j behind the last token
	last := j - 1
	f.number(1, role, 1)
	f.number(2, role, logit(c.P))
	f.add(3, role, level(c.P))
	f.add(4, role, bin(j-i))
	f.add(5, role, bin(j-i), level(c.P)/2)

	before, after := r.at(word, i-1), r.at(word, j)
	beforeClass, afterClass := r.at(class, i-1), r.at(class, j)
	f.add(10, role, r.at(word, i))
	f.add(11, role, r.at(word, last))
	f.add(12, role, before)
	f.add(13, role, after)
	f.add(14, role, before, r.at(word, i))
	f.add(15, role, r.at(word, last), after)
	f.add(16, role, beforeClass, r.at(class, i))
	f.add(17, role, r.at(class, last), afterClass)
	f.add(18, role, r.at(word, i-2), before)
	f.add(19, role, after, r.at(word, j+1))
	f.add(20, role, r.at(class, i), r.at(class, i+1))
	f.add(21, role, afterClass, r.at(class, j+1), r.at(class, j+2))
	f.add(22, role, beforeClass, r.at(class, i-2))
	f.add(23, role, r.at(stem, i))
	f.add(24, role, r.at(stem, last))
	f.add(25, role, r.at(class, i), r.at(class, last))
	f.add(26, role, beforeClass, afterClass)

	if j-i <= 6 {
		words, classes, stems := uint32(1), uint32(2), uint32(3)
		for k := i; k < j; k++ {
			words, classes, stems = joinAll(words, r.at(word, k)), joinAll(classes, r.at(class, k)), joinAll(stems, r.at(stem, k))
		}
		f.add(30, role, words)
		f.add(31, role, classes)
		f.add(32, role, stems)
		f.add(33, role, classes, afterClass)
		f.add(34, role, classes, beforeClass)
		f.add(35, role, stems, afterClass)
		f.add(36, role, stems, beforeClass)
		f.add(37, role, stems, after)
	}

	// Marks and punctuation.
	opens, closes, commas, stops := 0, 0, 0, 0
	for k := i; k < j; k++ {
		switch {
		case p[k].Quote == Opening:
			opens++
		case p[k].Quote == Closing:
			closes++
		case p[k].Text == ",":
			commas++
		}
		if p[k].Sentence && k > i {
			stops++
		}
	}
	marks := joinAll(uint32(min(opens, 2)), uint32(min(closes, 2)), r.at(quoting, i), r.at(quoting, last))
	f.add(40, role, marks)
	f.add(41, role, marks, r.at(quoting, i-1), r.at(quoting, j))
	f.add(42, role, uint32(min(commas, 3)), uint32(min(stops, 2)))
	f.add(43, role, bin(i-int(r.sites[i].first)), bin(int(r.sites[last].end)-j))
	edges := uint32(0)
	if p[i].Sentence {
		edges |= 1
	}
	if j == len(p) || p[j].Sentence {
		edges |= 2
	}
	if j < len(p) && int(r.sites[last].end)-j == 1 {
		edges |= 4
	}
	f.add(44, role, edges, uint32(min(stops, 2)), marks)
	f.add(45, role, edges, r.at(word, i), after)

	// What the readings of the marks and of reporting clauses say.
	rule := agreement(c.Span, len(p), func(i int) Label { return p[i].Marks })
	clause := agreement(c.Span, len(p), func(i int) Label { return p[i].Frame })
	f.add(50, role, rule)
	f.add(51, role, rule, marks)
	f.add(52, role, rule, level(c.P)/2)
	f.add(53, role, clause)
	f.add(54, role, clause, rule)
	f.add(55, role, clause, level(c.P)/2)
	f.add(56, role, clause, after)
	f.add(57, role, clause, r.at(word, i))

	// Rivals.
	rival, sameStart, sameEnd, inside, around := 0.0, 0.0, 0.0, 0.0, 0.0
	f.near(n, func(k int) {
		o := f.all[k]
		if o.Start >= j || o.End <= i {
			return
		}
		rival = math.Max(rival, o.P)
		if o.Role == role {
			if o.Start == i {
				sameStart = math.Max(sameStart, o.P)
			}
			if o.End == j {
				sameEnd = math.Max(sameEnd, o.P)
			}
		} else if o.Start >= i && o.End <= j {
			inside = math.Max(inside, o.P)
		} else {
			around = math.Max(around, o.P)
		}
	})
	f.number(60, role, logit(rival)/4)
	f.add(61, role, level(rival), level(c.P))
	f.add(62, role, level(sameStart)/2, level(sameEnd)/2)
	f.add(63, role, level(inside), bin(j-i)/3)
	f.add(64, role, level(around))

	// Other roles around.
	shape := uint32(0)
	for o := range Role(Roles) {
		l, lp := f.neighbour(n, o, -1)
		rr, rp := f.neighbour(n, o, +1)
		lk, rk := uint32(99), uint32(99)
		if l >= 0 {
			d := i - f.all[l].End
			same := r.sameSentence(f.all[l].Start, i)
			lk = joinAll(bin(d), number(same), level(lp)/3)
			f.add(70+uint32(o), role, lk, f.between(f.all[l].End, i))
			if o == Cue || o == Source {
				f.add(80+uint32(o), role, f.text(l), bin(d)/2)
				f.add(84+uint32(o), role, f.text(l), r.at(word, i))
				f.add(88+uint32(o), role, f.text(l), r.at(class, i), bin(d)/3)
			}
		} else {
			f.add(70+uint32(o), role, lk)
		}
		if rr >= 0 {
			d := f.all[rr].Start - j
			same := r.sameSentence(f.all[rr].Start, last)
			rk = joinAll(bin(d), number(same), level(rp)/3)
			f.add(74+uint32(o), role, rk, f.between(j, f.all[rr].Start))
			if o == Cue || o == Source {
				f.add(92+uint32(o), role, f.text(rr), bin(d)/2)
				f.add(96+uint32(o), role, f.text(rr), r.at(word, last))
			}
		} else {
			f.add(74+uint32(o), role, rk)
		}
		near := uint32(0)
		if l >= 0 && r.sameSentence(f.all[l].Start, i) {
			near |= 1 + 2*number(i-f.all[l].End <= 1)
		}
		if rr >= 0 && r.sameSentence(f.all[rr].Start, last) {
			near |= 4 + 8*number(f.all[rr].Start-j <= 1)
		}
		shape = shape<<4 | near
	}
	f.add(100, role, shape)
	f.add(101, role, shape, marks)
	f.add(102, role, uint32(r.sites[i].cues), number(r.sites[i].quotes))
	return f.list
}

// agreement tells how a span agrees with labels: 1 where it is one of their
// spans, else bits for either end.
func agreement(s Span, n int, label func(i int) Label) (bits uint32) {
	first, last := label(s.Start), label(s.End-1)
	starts := first == Begin(s.Role)
	ends := last != Outside && roleOf(last) == s.Role && (s.End == n || label(s.End) != Inside(s.Role))
	switch {
	case starts:
		bits |= 2
	case first != Outside:
		bits |= 4
	}
	switch {
	case ends:
		bits |= 8
	case last != Outside:
		bits |= 16
	}
	if starts && ends {
		bits |= 1
		for i := s.Start + 1; i < s.End; i++ {
			if label(i) != Inside(s.Role) {
				bits &^= 1
			}
		}
	}
	return bits
}

// near visits the likely candidates that may overlap candidate n, and their rivals.
func (f *features) near(n int, visit func(int)) {
	c := f.all[n]
	for k := n - 1; k >= 0 && f.all[k].Start > c.Start-200; k-- {
		visit(k)
	}
	for k := n + 1; k < len(f.all) && f.all[k].Start < c.End; k++ {
		visit(k)
	}
}

// neighbour finds the likeliest candidate of a role that ends before candidate n
// begins (side -1) or begins behind its end (+1), near ones before far ones;
// -1 if there is none.
func (f *features) neighbour(n int, role Role, side int) (int, float64) {
	c := f.all[n]
	list := f.byRole[role]
	best, most := -1, 0.0
	k := sort.Search(len(list), func(k int) bool { return f.all[list[k]].Start >= c.Start })
	if side < 0 {
		seen := 0
		for k--; k >= 0 && seen < 12; k-- {
			o := f.all[list[k]]
			if o.End > c.Start {
				continue
			}
			seen++
			if x := o.P - 0.02*float64(c.Start-o.End); best < 0 || x > most {
				best, most = list[k], x
			}
		}
	} else {
		seen := 0
		for ; k < len(list) && seen < 12; k++ {
			o := f.all[list[k]]
			if o.Start < c.End {
				continue
			}
			seen++
			if x := o.P - 0.02*float64(o.Start-c.End); best < 0 || x > most {
				best, most = list[k], x
			}
		}
	}
	if best < 0 {
		return -1, 0
	}
	return best, f.all[best].P
}

// text is what a candidate says, by stems; of a long one only its ends.
func (f *features) text(n int) uint32 {
	c := f.all[n]
	h := uint32(c.Role)
	for k := c.Start; k < c.End && k < c.Start+3; k++ {
		h = joinAll(h, f.r.at(stem, k))
	}
	return h
}

// between is what stands between two places, by the kinds of its punctuation.
func (f *features) between(from, to int) uint32 {
	h := bin(to - from)
	if to-from > 3 {
		h = joinAll(h, 77)
	}
	for k := from; k < to && k < from+3; k++ {
		t := &f.r.Paragraph[k]
		switch {
		case t.Kind != 0 || t.Text == "that" || t.Text == "and" || t.Text == "as" || t.Text == "to":
			h = joinAll(h, f.r.at(word, k))
		default:
			h = joinAll(h, 5)
		}
	}
	return h
}
