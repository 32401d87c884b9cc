package groups

import (
	"errors"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.Function2x0(toBoth)
	register.Function5x0(ends)
	register.Function3x1(join)
	register.Emitter2[uint64, corpus.Link]()
	register.Emitter2[uint64, corpus.Member]()
	register.Emitter2[Pair, LinkEnd]()
	register.Emitter1[corpus.Tie]()
	register.Iter1[LinkEnd]()
}

// LinkEnd is one end of a link.
type LinkEnd struct {
	Link corpus.Link
	End  corpus.End
	B    bool // whether it is the end of the link's B
}

// ties cuts the passages into stretches, and returns those with their passages
// by their number, and the ties between them.
func ties(s beam.Scope, quoted, links beam.PCollection) (members, ties beam.PCollection) {
	s = s.Scope("ties")
	members, halves := beam.ParDo2(s, ends, beam.CoGroupByKey(s, quoted, beam.ParDo(s, toBoth, links)))
	return members, beam.ParDo(s, join, beam.GroupByKey(s, halves))
}

func toBoth(l corpus.Link, emit func(uint64, corpus.Link)) {
	emit(l.A, l)
	emit(l.B, l)
}

func ends(hash uint64, passage func(*corpus.Passage) bool, links func(*corpus.Link) bool, members func(uint64, corpus.Member), halves func(Pair, LinkEnd)) {
	var p corpus.Passage
	passage(&p)
	all := collect(links)
	stretches, ends := corpus.Ends(&p, all)
	for _, s := range stretches {
		members(s.ID, corpus.Member{Stretch: s, Passage: p})
	}
	for i, l := range all {
		halves(Pair{l.A, l.B}, LinkEnd{l, ends[i], l.B == hash})
	}
}

func join(_ Pair, halves func(*LinkEnd) bool, emit func(corpus.Tie)) error {
	var a, b LinkEnd
	if !halves(&a) || !halves(&b) || a.B == b.B {
		return errors.New("a link without both its ends: this is a fault of the pipeline, please report it")
	}
	if a.B {
		a, b = b, a
	}
	if t, matters := corpus.Join(a.Link, a.End, b.End); matters {
		emit(t)
	}
	return nil
}
