package corpus

import "math/bits"

// A slab holds many short lists in few blocks of memory: each is no object of its own that
// the garbage collector must visit, and has no header of three words.
type slab[T any] struct {
	blocks [][]T
	room   uint32     // the unused elements of the last block
	free   [][]uint32 // by the logarithm of its capacity: where lists were
}

// A list stands in a slab. Its zero value is empty.
type list struct{ at, n uint32 }

const blockBits = 16

// class is the logarithm of the capacity of a list of n elements.
func class(n uint32) int { return bits.Len32(n - 1) }

// of returns the elements of a list, until it is changed.
func (s *slab[T]) of(l list) []T {
	if l.n == 0 {
		return nil
	}
	return s.blocks[l.at>>blockBits][l.at&(1<<blockBits-1):][:l.n]
}

// push appends an element.
func (s *slab[T]) push(l list, x T) list {
	if l.n == 0 || class(l.n+1) != class(l.n) {
		l = s.move(l, l.n+1)
	} else {
		l.n++
	}
	s.of(l)[l.n-1] = x
	return l
}

// drop frees a list.
func (s *slab[T]) drop(l list) list {
	if l.n > 0 {
		k := class(l.n)
		for len(s.free) <= k {
			s.free = append(s.free, nil)
		}
		s.free[k] = append(s.free[k], l.at)
	}
	return list{}
}

// remove takes element i out and puts the last one there.
func (s *slab[T]) remove(l list, i int) list {
	all := s.of(l)
	all[i] = all[l.n-1]
	clear(all[l.n-1:])
	if l.n == 1 || class(l.n-1) != class(l.n) {
		return s.move(l, l.n-1)
	}
	l.n--
	return l
}

// move gives a list room for n elements, as many more or fewer as change its class.
func (s *slab[T]) move(l list, n uint32) list {
	to := list{n: n}
	if n > 0 {
		to.at = s.allocate(class(n))
		copy(s.of(to), s.of(l))
	}
	s.drop(l)
	return to
}

func (s *slab[T]) allocate(class int) uint32 {
	if class < len(s.free) && len(s.free[class]) > 0 {
		last := len(s.free[class]) - 1
		at := s.free[class][last]
		s.free[class] = s.free[class][:last]
		return at
	}
	size := uint32(1) << class
	if size > s.room {
		s.blocks = append(s.blocks, make([]T, max(size, 1<<blockBits)))
		s.room = uint32(len(s.blocks[len(s.blocks)-1]))
	}
	block := uint32(len(s.blocks) - 1)
	at := uint32(len(s.blocks[block])) - s.room
	s.room -= size
	return block<<blockBits | at
}
