package match

import (
	"slices"

	"github.com/hearsay-go/hearsay/internal/wording"
)

// An alignment says which words of two passages correspond.
type alignment struct {
	pairs    int     // words of the shorter one that are shared, in order
	mass     float64 // weight of the shared words
	coverage float64 // share of the shorter one's weight that is shared
	exact    bool    // the shorter one's words stand in the longer one as they are, in one run
	from, to int     // the words of the longer one from the first to behind the last shared
}

// Weights of the local alignment (Smith and Waterman, 1981).
const (
	skipped     = 0.25 // for a word left out, as a share of its weight
	mostSkipped = 2    // the most weight that a word of the longer one is left out at
	reordered   = 0.7  // for a shared word out of order, as a share of its weight
)

// An Aligner compares passages. It keeps its memory from call to call, and is
// not safe for concurrent use. Its zero value is ready.
type Aligner struct {
	score                 []float64
	move                  []uint8
	shortWeights, weights []float64
	usedShort, usedLong   []bool
	joins                 []join
	own, others           []int  // the content words that the other passage hasn't
	last                  lookup // of the passage that was compared last
	cache                 []weighed
}

// weighed is a word with its weight.
type weighed struct {
	word   Word
	weight float64
}

const cacheSize = 1 << 12

// weight is Word.Weight, faster.
func (al *Aligner) weight(w Word) float64 {
	if al.cache == nil {
		al.cache = make([]weighed, cacheSize)
	}
	slot := &al.cache[w>>1&(cacheSize-1)]
	if slot.word != w || slot.weight == 0 {
		slot.word, slot.weight = w, w.Weight()
	}
	return slot.weight
}

// The moves of an alignment.
const (
	stop uint8 = iota
	take
	leaveShort
	leaveLong
	joinShort // two words of the shorter one are one of the longer one
	joinLong
)

// align finds the best local alignment of the words of two passages, of which
// short has the lesser weight, with the joins that were found. O(len(short)·len(long)).
func (al *Aligner) align(short, long *Passage) alignment {
	n, m := len(short.Words), len(long.Words)
	if at := contains(long.Words, short.Words); at >= 0 {
		return alignment{pairs: n, mass: float64(short.Weight), coverage: 1, exact: true, from: at, to: at + n}
	}
	al.score = grow(al.score, (n+1)*(m+1))
	al.move = grow(al.move, (n+1)*(m+1))
	al.shortWeights, al.weights = al.shortWeights[:0], al.weights[:0]
	for _, w := range short.Words {
		al.shortWeights = append(al.shortWeights, al.weight(w))
	}
	for _, w := range long.Words {
		al.weights = append(al.weights, skipped*min(al.weight(w), mostSkipped))
	}
	width := m + 1
	clear(al.score[:width])
	clear(al.move[:width])
	best, bi, bj := 0.0, 0, 0
	for i := 1; i <= n; i++ {
		row, above := al.score[i*width:(i+1)*width], al.score[(i-1)*width:i*width]
		moves := al.move[i*width : (i+1)*width]
		row[0], moves[0] = 0, stop
		a, weight := short.Words[i-1], al.shortWeights[i-1]
		skip := skipped * weight
		words, weights := long.Words[:m], al.weights[:m]
		left := 0.0
		for j := range m {
			s, d := 0.0, stop
			if x := above[j+1] - skip; x > s {
				s, d = x, leaveShort
			}
			if x := left - weights[j]; x > s {
				s, d = x, leaveLong
			}
			if a.Same(words[j]) {
				if x := above[j] + weight; x > s {
					s, d = x, take
				}
			}
			if len(al.joins) > 0 {
				s, d = al.join(i, j+1, s, d)
			}
			row[j+1], moves[j+1] = s, d
			left = s
			if s > best {
				best, bi, bj = s, i, j+1
			}
		}
	}
	out := alignment{to: bj}
	usedShort, usedLong := grow(al.usedShort, n), grow(al.usedLong, m)
	al.usedShort, al.usedLong = usedShort, usedLong
	clear(usedShort)
	clear(usedLong)
	pair := func(i, j int) {
		out.pairs++
		usedShort[i], usedLong[j] = true, true
		out.mass += al.shortWeights[i]
	}
	i, j := bi, bj
	for i > 0 && j > 0 && al.move[i*width+j] != stop {
		switch al.move[i*width+j] {
		case take:
			pair(i-1, j-1)
			i, j = i-1, j-1
		case leaveShort:
			i--
		case leaveLong:
			j--
		case joinShort:
			pair(i-1, j-1)
			pair(i-2, j-1)
			i, j = i-2, j-1
		case joinLong:
			pair(i-1, j-1)
			usedLong[j-2] = true
			i, j = i-1, j-2
		}
	}
	out.from = j
	out.exact = out.pairs == n && out.to-out.from == n
	total := 0.0
	for a, w := range al.shortWeights {
		total += w
		if usedShort[a] {
			continue
		}
		// A shared word out of order within the aligned stretch.
		for b := max(0, out.from-2); b < min(m, out.to+2); b++ {
			if !usedLong[b] && short.Words[a].Same(long.Words[b]) {
				usedLong[b] = true
				out.mass += reordered * w
				break
			}
		}
	}
	if total > 0 {
		out.coverage = out.mass / total
	}
	return out
}

// join improves the score of a cell by a join that ends in it.
func (al *Aligner) join(i, j int, s float64, d uint8) (float64, uint8) {
	width := len(al.weights) + 1
	for _, join := range al.joins {
		if join.i != i || join.j != j {
			continue
		}
		x := al.shortWeights[i-1]
		if join.move == joinShort {
			x += al.score[(i-2)*width+j-1] + al.shortWeights[i-2]
		} else {
			x += al.score[(i-1)*width+j-2]
		}
		if x > s {
			s, d = x, join.move
		}
	}
	return s, d
}

// contains returns where words stand in others in one run, -1 if they don't.
func contains(long, short []Word) int {
	for at := range len(long) - len(short) + 1 {
		if slices.EqualFunc(long[at:at+len(short)], short, Word.Same) {
			return at
		}
	}
	return -1
}

// A join says that a word of one passage is two of the other, which end at
// word i of the shorter or word j of the longer one, counted from 1.
type join struct {
	i, j int
	move uint8
}

// mostJoins bounds how many words of the shorter one may be missing in the
// longer one for it to be worth while to look for joins.
const mostJoins = 5

// findJoins fills al.joins with the places where two words of one passage are one of
// the other ("back doors"). It asks only about words that one passage has and the
// other, which al.last met last, has not.
func (al *Aligner) findJoins(short, long *Passage) {
	al.joins = al.joins[:0]
	onlyShort, onlyLong := al.last.unmet(al.own[:0]), al.others
	al.own = onlyShort
	if short != al.last.of {
		onlyShort, onlyLong = onlyLong, onlyShort
	}
	if len(onlyLong) == 0 || len(onlyShort) == 0 || len(onlyShort) > mostJoins || 2*len(onlyShort) > len(short.Words) {
		return
	}
	al.joins = appendJoins(al.joins, short, long, onlyShort, onlyLong, joinShort)
	al.joins = appendJoins(al.joins, long, short, onlyLong, onlyShort, joinLong)
}

// appendJoins appends the joins of two words of one passage that are one of the other. A
// word of each must be in the given lists.
func appendJoins(joins []join, two, one *Passage, onlyTwo, onlyOne []int, move uint8) []join {
	for _, k := range onlyOne {
		for i, hash := range two.joined() {
			if hash != one.Words[k].short() || !slices.Contains(onlyTwo, i) && !slices.Contains(onlyTwo, i+1) {
				continue
			}
			spans, whole := two.Spans(), one.Spans()[k]
			first, second := two.Text[spans[i].Start:spans[i].End], two.Text[spans[i+1].Start:spans[i+1].End]
			if wording.Fold(first)+wording.Fold(second) != wording.Fold(one.Text[whole.Start:whole.End]) {
				continue
			}
			if move == joinShort {
				joins = append(joins, join{i + 2, k + 1, move})
			} else {
				joins = append(joins, join{k + 1, i + 2, move})
			}
		}
	}
	return joins
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// A bag is a set of words.
type bag struct {
	slots []Word
	mask  uint32
}

const emptySlot = ^Word(0)

func (b *bag) fill(words []Word) {
	size := 16
	for size < 2*len(words) {
		size *= 2
	}
	b.slots, b.mask = grow(b.slots, size), uint32(size-1)
	for i := range b.slots {
		b.slots[i] = emptySlot
	}
	for _, w := range words {
		b.slots[b.find(w)] = w >> 1
	}
}

// find returns the slot of a word, or the empty one in which it belongs.
func (b *bag) find(w Word) uint32 {
	i := uint32(w>>1) & b.mask
	for b.slots[i] != emptySlot && b.slots[i] != w>>1 {
		i = (i + 1) & b.mask
	}
	return i
}

// A lookup is a passage with a bag of its words, to be met by many others.
type lookup struct {
	of *Passage
	bag
	slotOf  []uint32  // of each word
	weights []float64 // of all words of a slot
	counts  []int
	met     []uint32 // the last round in which a slot was met
	round   uint32
}

func (l *lookup) fill(p *Passage, weight func(Word) float64) {
	if l.of == p {
		return
	}
	l.of = p
	l.bag.fill(p.Words)
	l.weights, l.counts, l.met = grow(l.weights, len(l.slots)), grow(l.counts, len(l.slots)), grow(l.met, len(l.slots))
	clear(l.weights)
	clear(l.counts)
	clear(l.met)
	l.round = 0
	l.slotOf = l.slotOf[:0]
	for _, w := range p.Words {
		i := l.find(w)
		l.weights[i] += weight(w)
		l.counts[i]++
		l.slotOf = append(l.slotOf, i)
	}
}

// A share is the weight and the number of the words of a passage that another has, too.
type share struct {
	mass  float64
	words int
}

// meet returns what the passage and another share, as shares of each, and appends the
// content words that only the other one has.
func (l *lookup) meet(q *Passage, weight func(Word) float64, only []int) (own, others share, _ []int) {
	l.round++
	for k, w := range q.Words {
		i := l.find(w)
		if l.slots[i] == emptySlot {
			if !w.Functional() {
				only = append(only, k)
			}
			continue
		}
		others.mass += weight(w)
		others.words++
		if l.met[i] != l.round {
			l.met[i] = l.round
			own.mass += l.weights[i]
			own.words += l.counts[i]
		}
	}
	return own, others, only
}

// unmet appends the content words that the passage met last hasn't.
func (l *lookup) unmet(only []int) []int {
	for k, w := range l.of.Words {
		if !w.Functional() && l.met[l.slotOf[k]] != l.round {
			only = append(only, k)
		}
	}
	return only
}
