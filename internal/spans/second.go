package spans

import (
	"math"
	"sort"
)

// Second is the second stage: it looks at whole candidate spans, with what
// stands in them and around them, and says how likely each is.
type Second struct {
	Weights map[uint64]float32
}

// Score returns the candidates with the probabilities of the second stage.
func (s *Second) Score(r Reading, candidates []Candidate) []Candidate {
	out := make([]Candidate, len(candidates))
	copy(out, candidates)
	f := newFeatures(r.reading, candidates)
	for i := range candidates {
		x := 0.0
		for _, k := range f.of(i) {
			x += float64(s.Weights[k.Key]) * float64(k.Value)
		}
		out[i].P = 1 / (1 + math.Exp(-x))
	}
	return out
}

// A Feature is a key with a value.
type Feature struct {
	Key   uint64
	Value float32
}

// Features returns the features of all candidates of a paragraph.
func Features(r Reading, candidates []Candidate) [][]Feature {
	f := newFeatures(r.reading, candidates)
	out := make([][]Feature, len(candidates))
	for i := range candidates {
		out[i] = append([]Feature(nil), f.of(i)...)
	}
	return out
}

// features computes the features of candidates.
type features struct {
	r    *reading
	all  []Candidate
	list []Feature
	// byRole are the candidates of each role, likely ones, in order of start.
	byRole [Roles][]int
	rules  map[Span]bool
	ruled  []Label
}

// likely is from which probability a candidate counts as context of others.
const likely = 0.1

func newFeatures(r *reading, all []Candidate) *features {
	f := &features{r: r, all: all, rules: map[Span]bool{}}
	for i, c := range all {
		if c.P >= likely {
			f.byRole[c.Role] = append(f.byRole[c.Role], i)
		}
	}
	p := r.Paragraph
	for i := 0; i < len(p); i++ {
		if l := p[i].Marks; l != Outside && begins(l) {
			j := i + 1
			for j < len(p) && p[j].Marks == Inside(roleOf(l)) {
				j++
			}
			f.rules[Span{i, j, roleOf(l)}] = true
		}
	}
	return f
}

func (f *features) add(name uint64, role Role, keys ...uint64) {
	f.list = append(f.list, Feature{mix(mix(name, uint64(role)), keys...), 1})
}

func (f *features) number(name uint64, role Role, x float64) {
	f.list = append(f.list, Feature{mix(name, uint64(role)), float32(x)})
}

func logit(p float64) float64 {
	p = math.Min(math.Max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

func level(p float64) uint64 {
	return uint64(math.Floor(math.Max(-6, math.Min(6, logit(p))) + 6))
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

	before, after := at(r.word, i-1), at(r.word, j)
	beforeClass, afterClass := at(r.class, i-1), at(r.class, j)
	f.add(10, role, r.word[i])
	f.add(11, role, r.word[last])
	f.add(12, role, before)
	f.add(13, role, after)
	f.add(14, role, before, r.word[i])
	f.add(15, role, r.word[last], after)
	f.add(16, role, beforeClass, r.class[i])
	f.add(17, role, r.class[last], afterClass)
	f.add(18, role, at(r.word, i-2), before)
	f.add(19, role, after, at(r.word, j+1))
	f.add(20, role, r.class[i], at(r.class, i+1))
	f.add(21, role, afterClass, at(r.class, j+1), at(r.class, j+2))
	f.add(22, role, beforeClass, at(r.class, i-2))
	f.add(23, role, r.stem[i])
	f.add(24, role, r.stem[last])
	f.add(25, role, r.class[i], r.class[last])
	f.add(26, role, beforeClass, afterClass)

	if j-i <= 6 {
		words, classes, stems := uint64(1), uint64(2), uint64(3)
		for k := i; k < j; k++ {
			words, classes, stems = mix(words, r.word[k]), mix(classes, r.class[k]), mix(stems, r.stem[k])
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
	marks := mix(uint64(min(opens, 2)), uint64(min(closes, 2)), r.state[i], r.state[last])
	f.add(40, role, marks)
	f.add(41, role, marks, at(r.state, i-1), at(r.state, j))
	f.add(42, role, uint64(min(commas, 3)), uint64(min(stops, 2)))
	f.add(43, role, bin(i-r.sentence[i]), bin(r.end[last]-j))
	edges := uint64(0)
	if p[i].Sentence {
		edges |= 1
	}
	if j == len(p) || p[j].Sentence {
		edges |= 2
	}
	if j < len(p) && r.end[last]-j == 1 {
		edges |= 4
	}
	f.add(44, role, edges, uint64(min(stops, 2)), marks)
	f.add(45, role, edges, r.word[i], after)

	// What the reading of the marks says.
	rule := uint64(0)
	if f.rules[c.Span] {
		rule = 1
	} else {
		if b := p[i].Marks; b == Begin(role) {
			rule |= 2
		} else if b != Outside {
			rule |= 4
		}
		if e := p[last].Marks; e != Outside && roleOf(e) == role && (j == len(p) || p[j].Marks != Inside(role)) {
			rule |= 8
		} else if e != Outside {
			rule |= 16
		}
	}
	f.add(50, role, rule)
	f.add(51, role, rule, marks)
	f.add(52, role, rule, level(c.P)/2)

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
	shape := uint64(0)
	for o := range Role(Roles) {
		l, lp := f.neighbour(n, o, -1)
		rr, rp := f.neighbour(n, o, +1)
		lk, rk := uint64(99), uint64(99)
		if l >= 0 {
			d := i - f.all[l].End
			same := r.sentence[f.all[l].Start] == r.sentence[i]
			lk = mix(bin(d), b2u(same), level(lp)/3)
			f.add(70+uint64(o), role, lk, f.between(f.all[l].End, i))
			if o == Cue || o == Source {
				f.add(80+uint64(o), role, f.text(l), bin(d)/2)
				f.add(84+uint64(o), role, f.text(l), r.word[i])
				f.add(88+uint64(o), role, f.text(l), r.class[i], bin(d)/3)
			}
		} else {
			f.add(70+uint64(o), role, lk)
		}
		if rr >= 0 {
			d := f.all[rr].Start - j
			same := r.sentence[f.all[rr].Start] == r.sentence[last]
			rk = mix(bin(d), b2u(same), level(rp)/3)
			f.add(74+uint64(o), role, rk, f.between(j, f.all[rr].Start))
			if o == Cue || o == Source {
				f.add(92+uint64(o), role, f.text(rr), bin(d)/2)
				f.add(96+uint64(o), role, f.text(rr), r.word[last])
			}
		} else {
			f.add(74+uint64(o), role, rk)
		}
		near := uint64(0)
		if l >= 0 && r.sentence[f.all[l].Start] == r.sentence[i] {
			near |= 1 + 2*b2u(i-f.all[l].End <= 1)
		}
		if rr >= 0 && r.sentence[f.all[rr].Start] == r.sentence[last] {
			near |= 4 + 8*b2u(f.all[rr].Start-j <= 1)
		}
		shape = shape<<4 | near
	}
	f.add(100, role, shape)
	f.add(101, role, shape, marks)
	f.add(102, role, uint64(r.cues[i]), b2u(r.quotes[i]))
	return f.list
}

func b2u(b bool) uint64 {
	if b {
		return 1
	}
	return 0
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
func (f *features) text(n int) uint64 {
	c := f.all[n]
	h := uint64(c.Role)
	for k := c.Start; k < c.End && k < c.Start+3; k++ {
		h = mix(h, f.r.stem[k])
	}
	return h
}

// between is what stands between two places, by the kinds of its punctuation.
func (f *features) between(from, to int) uint64 {
	h := bin(to - from)
	if to-from > 3 {
		h = mix(h, 77)
	}
	for k := from; k < to && k < from+3; k++ {
		t := &f.r.Paragraph[k]
		switch {
		case t.Kind != 0 || t.Text == "that" || t.Text == "and" || t.Text == "as" || t.Text == "to":
			h = mix(h, f.r.word[k])
		default:
			h = mix(h, 5)
		}
	}
	return h
}
