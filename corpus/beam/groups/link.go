package groups

import (
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.Function3x0(direct)
	register.Function3x0(glances)
	register.Function4x0(compare)
	register.Function3x0(compareFiner)
	register.Function4x0(sendPassage)
	register.Function5x0(judge)
	register.Function3x0(likely)
	register.Emitter2[uint64, corpus.Passage]()
	register.Emitter2[uint64, corpus.Glance]()
	register.Emitter2[uint64, uint64]()
	register.Emitter2[Pair, corpus.Link]()
	register.Emitter1[corpus.Link]()
	register.Iter1[corpus.Glance]()
	register.Iter1[corpus.Link]()
	register.Iter1[uint64]()
}

// A Pair names two passages or two sources.
type Pair struct{ A, B uint64 }

// direct parts the passages of quotations, by their hashes, from the reported ones.
func direct(p corpus.Passage, quoted, reported func(uint64, corpus.Passage)) {
	if p.Reported() {
		reported(p.Hash(), p)
	} else {
		quoted(p.Hash(), p)
	}
}

// links returns the likely links between passages. What travels by blocking key
// is a glance of each passage; the passages themselves travel only to those
// that they are compared with.
func links(s beam.Scope, quoted beam.PCollection) beam.PCollection {
	s = s.Scope("links")
	pairs, finer := beam.ParDo2(s, compare, beam.GroupByKey(s, beam.ParDo(s, glances, quoted)))
	finerPairs := beam.ParDo(s, compareFiner, beam.GroupByKey(s, finer))
	sent := beam.ParDo(s, sendPassage, beam.CoGroupByKey(s, quoted, beam.Flatten(s, pairs, finerPairs)))
	sure, bySources := beam.ParDo2(s, judge, beam.CoGroupByKey(s, quoted, sent))
	return beam.Flatten(s, sure, beam.ParDo(s, likely, beam.GroupByKey(s, bySources)))
}

func glances(_ uint64, p corpus.Passage, emit func(uint64, corpus.Glance)) {
	g := p.Glance()
	for _, key := range p.Keys() {
		emit(key, g)
	}
}

// compare returns pairs to be compared, by the later one, and finer keys.
func compare(key uint64, list func(*corpus.Glance) bool, pair func(uint64, uint64), finer func(uint64, corpus.Glance)) {
	corpus.Pairs(key, collect(list), pair, finer)
}

func compareFiner(key uint64, list func(*corpus.Glance) bool, pair func(uint64, uint64)) {
	corpus.Pairs(key, collect(list), pair, nil)
}

// collect reads all values of a key.
func collect[T any](next func(*T) bool) []T {
	var all []T
	for {
		var v T
		if !next(&v) {
			return all
		}
		all = append(all, v)
	}
}

// sendPassage sends a passage to the earlier ones that it is compared with.
func sendPassage(_ uint64, passage func(*corpus.Passage) bool, earlier func(*uint64) bool, emit func(uint64, corpus.Passage)) {
	var p corpus.Passage
	passage(&p)
	to := collect(earlier)
	slices.Sort(to)
	for _, hash := range slices.Compact(to) {
		emit(hash, p)
	}
}

// judge compares a passage with those that were sent to it.
func judge(_ uint64, passage, later func(*corpus.Passage) bool, emit func(corpus.Link), bySources func(Pair, corpus.Link)) {
	var p corpus.Passage
	passage(&p)
	var judge corpus.Judge
	for {
		var q corpus.Passage // a new one each time: the judge remembers it
		if !later(&q) {
			return
		}
		l, ok := judge.Compare(&p, &q)
		switch {
		case !ok:
		case l.Lone:
			for _, l := range corpus.Likely([]corpus.Link{l}) {
				emit(l)
			}
		default:
			bySources(Pair{min(l.SourceA, l.SourceB), max(l.SourceA, l.SourceB)}, l)
		}
	}
}

func likely(_ Pair, links func(*corpus.Link) bool, emit func(corpus.Link)) {
	for _, l := range corpus.Likely(collect(links)) {
		emit(l)
	}
}
