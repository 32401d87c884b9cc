package spans

import (
	"math"
	"slices"
	"sort"
)

// Second is the second stage: it looks at whole candidate spans, with what
// stands in them and around them, and says how likely each is.
// Linear weights of wide features come first; boosted trees correct them by
// facts, the linear scores of the candidate and of those around it among them.
type Second struct {
	Weights Weights
	Passes  [][Roles]Trees // each pass sees what the one before made of the other candidates
}

// Judge begins the second stage: it gives the candidates of a paragraph, copied,
// their linear scores. The judgement's memory is reused.
func (s *Second) Judge(j *Judgement, r *Reading, candidates []Candidate) {
	f := &j.features
	f.reset(r, candidates)
	j.begun = false
	f.scores = grow(f.scores, len(candidates))
	left, last := side{}, Span{} // of the last candidate
	for i, c := range candidates {
		// Candidates that begin together have much in common, and so have those
		// that end together.
		if c.Start != last.Start || c.Role != last.Role || last.End == 0 {
			f.list = f.list[:0]
			left.near = f.before(i)
			left.scores = s.sum(f.list)
		}
		last = c.Span
		right := &f.right[c.Role][c.End]
		if !right.known {
			f.list = f.list[:0]
			right.near = f.after(i)
			right.scores, right.known = s.sum(f.list), true
		}
		f.list = f.list[:0]
		f.whole(i, left.near|right.near)
		f.scores[i] = s.sum(f.list)
		f.scores[i].add(&left.scores)
		f.scores[i].add(&right.scores)
	}
}

// sum adds up the weights of features.
func (s *Second) sum(list []Feature) (out scores) {
	for _, k := range list {
		x := float32(s.Weights.Of(k.Key)) * k.Value
		out.all += x
		out.group[k.Group] += x
	}
	return out
}

// Score returns the candidates with the probabilities of the second stage.
func (s *Second) Score(j *Judgement, r *Reading, candidates []Candidate) []Candidate {
	s.Judge(j, r, candidates)
	for k, trees := range s.Passes {
		j.Pass(trees, hopeless[min(k, len(hopeless)-1)])
	}
	return j.all
}

// A Judgement is where the second stage stands with a paragraph.
type Judgement struct {
	features
	open  [Roles]opened
	begun bool // the trees have looked at candidates
}

// opened are the candidates of a role that trees look at, with what they see,
// and the values that they add.
type opened struct {
	candidates []int
	facts      []Facts
	values     []float32
}

// hopeless are the scores above which trees look at candidates, in the first pass and
// in later ones: probabilities of 12 and 27 %. They lift few others so far that they
// would be chosen.
var hopeless = [...]float32{-2, -1}

// Pass lets trees correct the scores that are above a limit. A later pass sees no other
// candidates than those before it.
func (j *Judgement) Pass(trees [Roles]Trees, above float32) {
	j.look(above)
	for role := range j.open {
		o := &j.open[role]
		o.values = grow(o.values, len(o.facts))
		clear(o.values)
		trees[role].Score(o.facts, o.values)
		for k, i := range o.candidates {
			j.scores[i].all += o.values[k]
		}
	}
	for i := range j.all {
		j.all[i].P = 1 / (1 + math.Exp(-j.Scored(i)))
	}
}

// Scored returns the score of a candidate so far.
func (j *Judgement) Scored(i int) float64 { return float64(j.scores[i].all) }

// Facts visits the candidates with a score above a limit, by role, with what trees see
// of them.
func (j *Judgement) Facts(above float32, visit func(i int, facts *Facts)) {
	j.look(above)
	for role := range j.open {
		for k, i := range j.open[role].candidates {
			visit(i, &j.open[role].facts[k])
		}
	}
}

// look finds the facts of the candidates with a score above a limit.
func (j *Judgement) look(above float32) {
	j.measure()
	if !j.begun {
		j.begun = true
		for role := range j.open {
			o := &j.open[role]
			o.candidates, o.facts = o.candidates[:0], o.facts[:0]
		}
		for i := range j.all {
			if j.scores[i].all > above {
				o := &j.open[j.all[i].Role]
				o.candidates, o.facts = append(o.candidates, i), append(o.facts, Facts{})
				j.standing(i, j.judged(i, o.facts[len(o.facts)-1][:0]))
			}
		}
		return
	}
	for role := range j.open {
		o := &j.open[role]
		n := 0
		for k, i := range o.candidates {
			if j.scores[i].all > above {
				o.candidates[n], o.facts[n] = i, o.facts[k]
				j.judged(i, o.facts[n][:0])
				n++
			}
		}
		o.candidates, o.facts = o.candidates[:n], o.facts[:n]
	}
}

// A Feature is a key with a value.
type Feature struct {
	Key   uint32
	Value float32
	Group uint8
}

// groups is how many groups of features there are: by likelihood, the words on
// the left and on the right, the text, marks, the marks' reading, rivals, and
// other roles on the left, on the right and on both sides.
const groups = 10

// scores are the linear scores of a candidate: of all features, and by group.
type scores struct {
	all   float32
	group [groups]float32
}

func (s *scores) add(t *scores) {
	s.all += t.all
	for g := range s.group {
		s.group[g] += t.group[g]
	}
}

// A side is what candidates of a role have in common that begin, or end, at a
// token: the scores of its features, and what is near.
type side struct {
	scores
	near  uint32
	known bool
}

// Features returns the features of all candidates of a paragraph.
func Features(r *Reading, candidates []Candidate) [][]Feature {
	var f features
	f.reset(r, candidates)
	out := make([][]Feature, len(candidates))
	for i := range candidates {
		f.list = f.list[:0]
		f.whole(i, f.before(i)|f.after(i))
		out[i] = slices.Clone(f.list)
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
	scores []scores
	right  [Roles][]side // by the end of the candidate
	logits []float64     // of the candidates' probabilities
	ends   []int         // where the last of the candidates up to each ends
	// The sums of the probabilities of the candidates of a role that begin at a
	// token, end before it, and cover it.
	begun, ended, cover [Roles][]float32
}

// likely is from which probability a candidate counts as context of others.
const likely = 0.1

// reset prepares the features of a paragraph's candidates, which are copied.
func (f *features) reset(r *Reading, all []Candidate) {
	f.r, f.all = r, append(f.all[:0], all...)
	f.logits, f.ends = grow(f.logits, len(all)), grow(f.ends, len(all))
	for role := range f.byRole {
		f.byRole[role] = f.byRole[role][:0]
		f.right[role] = grow(f.right[role], len(r.Paragraph)+1)
		clear(f.right[role])
	}
	last := 0
	for i, c := range all {
		last = max(last, c.End)
		f.ends[i] = last
		if c.P >= likely {
			f.byRole[c.Role] = append(f.byRole[c.Role], i)
		}
	}
	f.weigh()
}

// weigh computes the logits of the candidates' probabilities.
func (f *features) weigh() {
	for i, c := range f.all {
		f.logits[i] = logit(c.P)
	}
}

// The number of a feature's name says its group: name / 16.
func (f *features) add(name uint32, role Role, key uint32) {
	f.list = append(f.list, Feature{join(join(name, uint32(role)), key), 1, uint8(name >> 4)})
}

func (f *features) add2(name uint32, role Role, a, b uint32) {
	f.list = append(f.list, Feature{join(join(join(name, uint32(role)), a), b), 1, uint8(name >> 4)})
}

func (f *features) add3(name uint32, role Role, a, b, c uint32) {
	f.list = append(f.list, Feature{join(join(join(join(name, uint32(role)), a), b), c), 1, uint8(name >> 4)})
}

func (f *features) number(name uint32, role Role, x float64) {
	f.list = append(f.list, Feature{joinAll(name, uint32(role)), float32(x), uint8(name >> 4)})
}

func logit(p float64) float64 {
	p = math.Min(math.Max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

// level rounds a probability's logit down, from 0 for at most -6 to 12 for 6.
func level(p float64) uint32 {
	l := uint32(0)
	for l < 12 && p >= levels[l] {
		l++
	}
	return l
}

// levels are the probabilities at which the levels from 1 on begin.
var levels = func() (out [12]float64) {
	for l := range out {
		out[l] = 1 / (1 + math.Exp(float64(5-l)))
	}
	return out
}()

// before adds the features of what a candidate begins with and what stands
// before it, and returns which roles are near there.
func (f *features) before(n int) (near uint32) {
	c, r := f.all[n], f.r
	role, i := c.Role, c.Start
	before, beforeClass := r.at(word, i-1), r.at(class, i-1)
	f.add(0x10, role, r.at(word, i))
	f.add(0x11, role, before)
	f.add2(0x12, role, before, r.at(word, i))
	f.add2(0x13, role, beforeClass, r.at(class, i))
	f.add2(0x14, role, r.at(word, i-2), before)
	f.add2(0x15, role, r.at(class, i), r.at(class, i+1))
	f.add2(0x16, role, beforeClass, r.at(class, i-2))
	f.add(0x17, role, r.at(stem, i))
	f.add2(0x92, role, uint32(r.sites[i].cues), number(r.sites[i].quotes))
	for o := range Role(Roles) {
		k := f.neighbour(n, o, -1)
		if k < 0 {
			f.add(0x70+uint32(o), role, none)
			continue
		}
		l := f.all[k]
		d, same := i-l.End, r.sameSentence(l.Start, i)
		f.add2(0x70+uint32(o), role, joinAll(bin(d), number(same), level(l.P)/3), f.between(l.End, i))
		if o != Content {
			f.add2(0x74+uint32(o), role, f.text(k), bin(d)/2)
			f.add2(0x78+uint32(o), role, f.text(k), r.at(word, i))
			f.add3(0x7c+uint32(o), role, f.text(k), r.at(class, i), bin(d)/3)
		}
		if same {
			near |= (1 + 2*number(d <= 1)) << (4 * o)
		}
	}
	return near
}

// after adds the features of what a candidate ends with and what stands behind
// it, and returns which roles are near there.
func (f *features) after(n int) (near uint32) {
	c, r := f.all[n], f.r
	role, j, last := c.Role, c.End, c.End-1
	after, afterClass := r.at(word, j), r.at(class, j)
	f.add(0x20, role, r.at(word, last))
	f.add(0x21, role, after)
	f.add2(0x22, role, r.at(word, last), after)
	f.add2(0x23, role, r.at(class, last), afterClass)
	f.add2(0x24, role, after, r.at(word, j+1))
	f.add3(0x25, role, afterClass, r.at(class, j+1), r.at(class, j+2))
	f.add(0x26, role, r.at(stem, last))
	for o := range Role(Roles) {
		k := f.neighbour(n, o, +1)
		if k < 0 {
			f.add(0x80+uint32(o), role, none)
			continue
		}
		l := f.all[k]
		d, same := l.Start-j, r.sameSentence(l.Start, last)
		f.add2(0x80+uint32(o), role, joinAll(bin(d), number(same), level(l.P)/3), f.between(j, l.Start))
		if o != Content {
			f.add2(0x84+uint32(o), role, f.text(k), bin(d)/2)
			f.add2(0x88+uint32(o), role, f.text(k), r.at(word, last))
		}
		if same {
			near |= (4 + 8*number(d <= 1)) << (4 * o)
		}
	}
	return near
}

// none stands for a neighbour that isn't there.
const none = 99

// whole adds the features of a candidate as a whole; near are the roles near it.
func (f *features) whole(n int, near uint32) {
	c, r := f.all[n], f.r
	p := r.Paragraph
	role := c.Role
	i, j := c.Start, c.End // j behind the last token
	last := j - 1
	beforeClass, after, afterClass := r.at(class, i-1), r.at(word, j), r.at(class, j)
	f.number(1, role, 1)
	f.number(2, role, f.logits[n])
	f.add(3, role, level(c.P))
	f.add(4, role, bin(j-i))
	f.add2(5, role, bin(j-i), level(c.P)/2)
	f.add2(0x38, role, r.at(class, i), r.at(class, last))
	f.add2(0x39, role, beforeClass, afterClass)

	if j-i <= 6 {
		words, classes, stems := uint32(1), uint32(2), uint32(3)
		for k := i; k < j; k++ {
			words, classes, stems = joinAll(words, r.at(word, k)), joinAll(classes, r.at(class, k)), joinAll(stems, r.at(stem, k))
		}
		f.add(0x30, role, words)
		f.add(0x31, role, classes)
		f.add(0x32, role, stems)
		f.add2(0x33, role, classes, afterClass)
		f.add2(0x34, role, classes, beforeClass)
		f.add2(0x35, role, stems, afterClass)
		f.add2(0x36, role, stems, beforeClass)
		f.add2(0x37, role, stems, after)
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
	f.add(0x40, role, marks)
	f.add3(0x41, role, marks, r.at(quoting, i-1), r.at(quoting, j))
	f.add2(0x42, role, uint32(min(commas, 3)), uint32(min(stops, 2)))
	f.add2(0x43, role, bin(i-int(r.sites[i].first)), bin(int(r.sites[last].end)-j))
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
	f.add3(0x44, role, edges, uint32(min(stops, 2)), marks)
	f.add3(0x45, role, edges, r.at(word, i), after)

	// What the readings of the marks and of reporting clauses say.
	rule := agreement(c.Span, len(p), func(i int) Label { return p[i].Marks })
	clause := agreement(c.Span, len(p), func(i int) Label { return p[i].Frame })
	f.add(0x50, role, rule)
	f.add2(0x51, role, rule, marks)
	f.add2(0x52, role, rule, level(c.P)/2)
	f.add(0x53, role, clause)
	f.add2(0x54, role, clause, rule)
	f.add2(0x55, role, clause, level(c.P)/2)
	f.add2(0x56, role, clause, after)
	f.add2(0x57, role, clause, r.at(word, i))

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
	f.number(0x60, role, logit(rival)/4)
	f.add2(0x61, role, level(rival), level(c.P))
	f.add2(0x62, role, level(sameStart)/2, level(sameEnd)/2)
	f.add2(0x63, role, level(inside), bin(j-i)/3)
	f.add(0x64, role, level(around))

	f.add(0x90, role, near)
	f.add2(0x91, role, near, marks)
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

// near visits the candidates that may overlap candidate n.
func (f *features) near(n int, visit func(int)) {
	c := f.all[n]
	for k := n - 1; k >= 0 && f.ends[k] > c.Start; k-- {
		visit(k)
	}
	for k := n + 1; k < len(f.all) && f.all[k].Start < c.End; k++ {
		visit(k)
	}
}

// neighbour finds the likeliest candidate of a role that ends before candidate n
// begins (step -1) or begins behind its end (+1), near ones before far ones;
// -1 if there is none.
func (f *features) neighbour(n int, role Role, step int) int {
	c := f.all[n]
	list := f.byRole[role]
	best, most := -1, 0.0
	from := c.End
	if step < 0 {
		from = c.Start
	}
	k := sort.Search(len(list), func(k int) bool { return f.all[list[k]].Start >= from })
	if step < 0 {
		k--
	}
	for seen := 0; k >= 0 && k < len(list) && seen < 12; k += step {
		o := f.all[list[k]]
		gap := o.Start - c.End
		if step < 0 {
			gap = c.Start - o.End
		}
		if gap < 0 {
			continue
		}
		seen++
		if x := o.P - 0.02*float64(gap); best < 0 || x > most {
			best, most = list[k], x
		}
	}
	return best
}

// text is what a candidate says, by its first three stems.
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
		case t.Kind != Word || t.Text == "that" || t.Text == "and" || t.Text == "as" || t.Text == "to":
			h = joinAll(h, f.r.at(word, k))
		default:
			h = joinAll(h, 5)
		}
	}
	return h
}
