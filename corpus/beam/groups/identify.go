package groups

import (
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.DoFn3x0[int, func(*Called) bool, func(string, corpus.Identity)](&identify{})
	register.Function2x1(called)
	register.Function2x1(byName)
	register.Function3x0(nameless)
	register.Function4x0(identified)
	register.Emitter1[string]()
	register.Emitter2[string, corpus.Passage]()
	register.Emitter2[string, corpus.Identity]()
	register.Iter1[corpus.Passage]()
	register.Iter1[corpus.Identity]()
	register.Iter1[Called]()
}

// identities gives each passage the identity of its speaker. Which names are
// one person is decided over all names in one place: they are few, next to
// the passages.
func identities(s beam.Scope, found beam.PCollection, people corpus.PeopleMap) beam.PCollection {
	s = s.Scope("identities")
	named, rest := beam.ParDo2(s, nameless, found)
	counts := stats.Count(s, beam.ParDo(s, byName, named))
	who := beam.ParDo(s, &identify{people}, beam.GroupByKey(s, beam.AddFixedKey(s, beam.ParDo(s, called, counts))))
	return beam.Flatten(s, beam.ParDo(s, identified, beam.CoGroupByKey(s, named, who)), rest)
}

// nameless parts the passages by what their speaker is called from those that don't say.
func nameless(p corpus.Passage, named func(string, corpus.Passage), rest func(corpus.Passage)) {
	if name := p.Called(); name != "" {
		named(name, p)
	} else {
		rest(p)
	}
}

func byName(name string, _ corpus.Passage) string { return name }

// Called is how many passages are given to a name.
type Called struct {
	Name     string
	Passages int
}

func called(name string, n int) Called { return Called{name, n} }

type identify struct{ People corpus.PeopleMap }

// ProcessElement tells who all are.
func (f *identify) ProcessElement(_ int, names func(*Called) bool, emit func(string, corpus.Identity)) {
	counts := map[string]int{}
	for c := (Called{}); names(&c); {
		counts[c.Name] = c.Passages
	}
	var people corpus.People
	if f.People != nil {
		people = f.People
	}
	for name, who := range corpus.Identify(counts, people) {
		emit(name, who)
	}
}

func identified(_ string, found func(*corpus.Passage) bool, who func(*corpus.Identity) bool, emit func(corpus.Passage)) {
	var identity corpus.Identity
	who(&identity)
	for p := (corpus.Passage{}); found(&p); {
		emit(p.Identified(identity))
	}
}
