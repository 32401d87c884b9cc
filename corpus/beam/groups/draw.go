package groups

import (
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.Function1x2(tied)
	register.Function1x2(byStretch)
	register.Function6x0(byComponent)
	register.Function4x0(draw)
	register.Emitter2[uint64, corpus.Member]()
	register.Emitter2[uint64, corpus.Tie]()
	register.Emitter1[corpus.Draft]()
	register.Iter1[corpus.Member]()
	register.Iter1[corpus.Tie]()
}

// Options change how Group works. The zero value is ready.
type Options struct {
	// People is a list of known people: see [corpus.WithPeople].
	People corpus.PeopleMap
	// Rounds is how many rounds components are looked for: 8 if it is 0.
	Rounds int
}

const defaultRounds = 8

// Group groups the passages of readings, as [Extract] and [ReadQuotes] return them.
// It returns a [corpus.Draft] for each group, and tells of readings that a
// later one of the same id replaces.
func Group(s beam.Scope, readings beam.PCollection, options Options) (drafts, problems beam.PCollection) {
	s = s.Scope("groups.Group")
	if options.Rounds == 0 {
		options.Rounds = defaultRounds
	}
	found, problems := sources(s, readings)
	quoted, reported := beam.ParDo2(s, direct, identities(s, found, options.People))
	members, ties := ties(s, quoted, links(s, quoted))
	least := components(s, beam.ParDo(s, tied, ties), options.Rounds)
	return paraphrases(s, drawn(s, members, least, ties), reported), problems
}

func tied(t corpus.Tie) (uint64, uint64) { return t.StretchA, t.StretchB }

// drawn draws the groups of each component.
func drawn(s beam.Scope, members, least, ties beam.PCollection) beam.PCollection {
	s = s.Scope("drawn")
	together, tied := beam.ParDo2(s, byComponent, beam.CoGroupByKey(s, members, least, beam.ParDo(s, byStretch, ties)))
	return beam.ParDo(s, draw, beam.CoGroupByKey(s, together, tied))
}

func byStretch(t corpus.Tie) (uint64, corpus.Tie) { return t.StretchA, t }

// byComponent sends a member and the ties that begin there to their component.
func byComponent(stretch uint64, members func(*corpus.Member) bool, least func(*uint64) bool, ties func(*corpus.Tie) bool, member func(uint64, corpus.Member), tie func(uint64, corpus.Tie)) {
	component := stretch
	least(&component)
	for m := (corpus.Member{}); members(&m); {
		member(component, m)
	}
	for t := (corpus.Tie{}); ties(&t); {
		tie(component, t)
	}
}

func draw(_ uint64, members func(*corpus.Member) bool, ties func(*corpus.Tie) bool, emit func(corpus.Draft)) {
	for _, d := range corpus.Draw(collect(members), collect(ties)) {
		emit(d)
	}
}
