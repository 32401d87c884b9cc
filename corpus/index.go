package corpus

import (
	"slices"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// An index is an inverted index from blocking keys to passages. It tells which
// pairs of passages are worth comparing: those that stand together on a list that is
// not full. Where a list is full, there is one for each name of a speaker besides;
// and all on a full list are compared with its leaders, the longest passages on it. So
// a passage costs a bounded number of comparisons, and which pairs are compared
// depends on what passages there are, not on the order in which they came.
type index struct {
	lists    map[match.Key]uint32 // a passage, or many | an index into long
	long     []list               // of passages; the leaders stand first
	free     []uint32             // unused elements of long
	slab     slab[uint32]
	passages *[]*passage
	glances  *[]glance
	names    func(*passage) []uint64 // of its speaker, hashed
	keys     []match.Key
}

const (
	many    = 1 << 31
	leaders = 2
)

// full is how many passages make a list full: more where all their words are the same.
func full(key match.Key) int {
	if key.Whole() {
		return 12
	}
	return 5
}

func newIndex(passages *[]*passage, glances *[]glance, names func(*passage) []uint64) *index {
	return &index{lists: map[match.Key]uint32{}, passages: passages, glances: glances, names: names}
}

// list returns the passages that have a key, until the list is changed.
func (ix *index) list(key match.Key) []uint32 {
	v, ok := ix.lists[key]
	switch {
	case !ok:
		return nil
	case v&many != 0:
		return ix.slab.of(ix.long[v&^many])
	}
	return []uint32{v}
}

// before reports whether a passage leads before another: the longer one, so that
// the same lead on all lists of an utterance, and then the one of the lesser hash.
func (ix *index) before(n, m uint32) bool {
	if p, q := (*ix.glances)[n].rank, (*ix.glances)[m].rank; p != q {
		return p > q
	}
	return (*ix.passages)[n].hash < (*ix.passages)[m].hash
}

// put adds a passage to a list and returns the list.
func (ix *index) put(key match.Key, n uint32) []uint32 {
	v, ok := ix.lists[key]
	if !ok {
		ix.lists[key] = n
		return nil
	}
	if v&many == 0 {
		number := uint32(len(ix.long))
		if k := len(ix.free) - 1; k >= 0 {
			number, ix.free = ix.free[k], ix.free[:k]
		} else {
			ix.long = append(ix.long, list{})
		}
		ix.long[number] = ix.slab.push(list{}, v)
		v = many | number
		ix.lists[key] = v
	}
	l := &ix.long[v&^many]
	*l = ix.slab.push(*l, n)
	list := ix.slab.of(*l)
	ix.lead(list, len(list)-1)
	return list
}

// lead moves element i among the leaders if it is before one of them.
func (ix *index) lead(list []uint32, i int) {
	if i < leaders {
		return
	}
	last := 0
	for k := range leaders {
		if ix.before(list[last], list[k]) {
			last = k
		}
	}
	if ix.before(list[i], list[last]) {
		list[i], list[last] = list[last], list[i]
	}
}

// drop takes a passage off a list and returns the list.
func (ix *index) drop(key match.Key, n uint32) []uint32 {
	v, ok := ix.lists[key]
	if !ok {
		return nil
	}
	if v&many == 0 {
		if v == n {
			delete(ix.lists, key)
		}
		return nil
	}
	l := &ix.long[v&^many]
	list := ix.slab.of(*l)
	i := slices.Index(list, n)
	if i < 0 {
		return list
	}
	end := len(list) - 1
	if i < leaders && end > leaders {
		// The first of the rest leads in its place.
		next := end
		for k := leaders; k < end; k++ {
			if ix.before(list[k], list[next]) {
				next = k
			}
		}
		list[i], i = list[next], next
	}
	*l = ix.slab.remove(*l, i)
	if end == 0 {
		delete(ix.lists, key)
		ix.free = append(ix.free, v&^many)
	}
	return ix.slab.of(*l)
}

// A meeting is two passages that are to be compared, with the key of the list on which
// they met.
type meeting func(n, with uint32, key match.Key)

// add enters a passage and calls compare with each that it must be compared
// with, some of them several times.
func (ix *index) add(n uint32, compare meeting) {
	p := (*ix.passages)[n]
	names := ix.names(p)
	ix.keys = p.Keys(ix.keys[:0])
	slices.Sort(ix.keys)
	for _, key := range slices.Compact(ix.keys) {
		list := ix.put(key, n)
		if len(list) == full(key)+1 {
			for _, m := range list {
				if m != n {
					for _, name := range ix.names((*ix.passages)[m]) {
						ix.put(key.With(name), m)
					}
				}
			}
		}
		if len(list) > full(key) {
			for _, name := range names {
				ix.meet(n, key.With(name), ix.put(key.With(name), n), compare)
			}
		}
		ix.meet(n, key, list, compare)
	}
}

// meet compares a passage with those of a list that it is on.
func (ix *index) meet(n uint32, key match.Key, list []uint32, compare meeting) {
	if len(list) > full(key) && !slices.Contains(list[:leaders], n) {
		list = list[:leaders]
	}
	for _, m := range list {
		if m != n {
			compare(n, m, key)
		}
	}
}

// remove takes a passage out and calls compare with each pair that now must be
// compared.
func (ix *index) remove(n uint32, compare meeting) {
	p := (*ix.passages)[n]
	names := ix.names(p)
	keys := p.Keys(nil)
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		refined := len(ix.list(key)) > full(key)
		if refined {
			for _, name := range names {
				ix.leave(n, key.With(name), compare)
			}
		}
		list := ix.leave(n, key, compare)
		if refined && len(list) == full(key) {
			for _, m := range list {
				for _, name := range ix.names((*ix.passages)[m]) {
					ix.drop(key.With(name), m)
				}
			}
		}
	}
}

// leave takes a passage off a list. Whoever leads in its place, and all of a
// list that is full no more, meet the others.
func (ix *index) leave(n uint32, key match.Key, compare meeting) []uint32 {
	before := slices.Clone(ix.list(key)[:min(leaders, len(ix.list(key)))])
	list := ix.drop(key, n)
	switch {
	case len(list) == full(key):
		for _, m := range list {
			ix.meet(m, key, list, compare)
		}
	case len(list) > full(key):
		for _, m := range list[:leaders] {
			if !slices.Contains(before, m) {
				ix.meet(m, key, list, compare)
			}
		}
	}
	return list
}

// together reports whether two passages that have a key are compared for it.
func (ix *index) together(key match.Key, a, b uint32) bool {
	list := ix.list(key)
	return len(list) > 1 && (len(list) <= full(key) || slices.Contains(list[:leaders], a) || slices.Contains(list[:leaders], b))
}

// candidates reports whether two passages are to be compared.
func (ix *index) candidates(a, b uint32, scratch *[2][]match.Key) bool {
	p, q := (*ix.passages)[a], (*ix.passages)[b]
	keys := sortedKeys(p, scratch[0])
	others := q.Keys(scratch[1][:0])
	*scratch = [2][]match.Key{keys, others}
	for _, key := range others {
		if _, shared := slices.BinarySearch(keys, key); !shared {
			continue
		}
		if ix.together(key, a, b) {
			return true
		}
		for _, name := range ix.names(p) {
			if slices.Contains(ix.names(q), name) && ix.together(key.With(name), a, b) {
				return true
			}
		}
	}
	return false
}

// sortedKeys returns the blocking keys of a passage in order.
func sortedKeys(p *passage, keys []match.Key) []match.Key {
	keys = p.Keys(keys[:0])
	slices.Sort(keys)
	return keys
}
