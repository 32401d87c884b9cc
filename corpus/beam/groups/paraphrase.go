package groups

import (
	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.Function3x0(keysOf)
	register.Function2x0(asks)
	register.Function4x0(asked)
	register.Function4x0(answer)
	register.Function4x0(paraphrase)
	register.Function1x2(byID)
	register.Emitter2[uint64, uint64]()
	register.Emitter2[uint64, Ask]()
	register.Emitter2[uint64, Answer]()
	register.Emitter1[corpus.Draft]()
	register.Iter1[uint64]()
	register.Iter1[Ask]()
	register.Iter1[Answer]()
	register.Iter1[corpus.Draft]()
}

// An Ask is a draft's for the reported passages of a key.
type Ask struct{ Draft, Key uint64 }

// An Answer is a reported passage that some keys of a draft have.
type Answer struct {
	Keys    []uint64
	Passage corpus.Passage
}

// paraphrases adds what is reported in indirect speech to the drafts.
func paraphrases(s beam.Scope, drafts, reported beam.PCollection) beam.PCollection {
	s = s.Scope("paraphrases")
	wanted := beam.ParDo(s, asked, beam.CoGroupByKey(s, beam.ParDo(s, keysOf, reported), beam.ParDo(s, asks, drafts)))
	answers := beam.ParDo(s, answer, beam.CoGroupByKey(s, reported, wanted))
	return beam.ParDo(s, paraphrase, beam.CoGroupByKey(s, beam.ParDo(s, byID, drafts), answers))
}

func keysOf(hash uint64, p corpus.Passage, emit func(uint64, uint64)) {
	for _, key := range p.Keys() {
		emit(key, hash)
	}
}

func asks(d corpus.Draft, emit func(uint64, uint64)) {
	for _, key := range d.Keys() {
		emit(key, d.ID)
	}
}

func byID(d corpus.Draft) (uint64, corpus.Draft) { return d.ID, d }

// asked brings drafts and reported passages of one key together.
func asked(key uint64, reported, drafts func(*uint64) bool, emit func(uint64, Ask)) {
	var list []uint64
	for hash := uint64(0); reported(&hash); {
		if list = append(list, hash); len(list) > corpus.MostReported {
			return
		}
	}
	if len(list) == 0 {
		return
	}
	for id := uint64(0); drafts(&id); {
		for _, hash := range list {
			emit(hash, Ask{id, key})
		}
	}
}

func answer(_ uint64, reported func(*corpus.Passage) bool, asks func(*Ask) bool, emit func(uint64, Answer)) {
	var p corpus.Passage
	reported(&p)
	keys := map[uint64][]uint64{} // of each draft
	for a := (Ask{}); asks(&a); {
		keys[a.Draft] = append(keys[a.Draft], a.Key)
	}
	for draft, keys := range keys {
		emit(draft, Answer{keys, p})
	}
}

func paraphrase(_ uint64, drafts func(*corpus.Draft) bool, answers func(*Answer) bool, emit func(corpus.Draft)) {
	var d corpus.Draft
	drafts(&d)
	reported := map[uint64][]corpus.Passage{}
	for a := (Answer{}); answers(&a); a = (Answer{}) {
		for _, key := range a.Keys {
			reported[key] = append(reported[key], a.Passage)
		}
	}
	d.Paraphrase(reported)
	d.Fullest = nil // nobody compares it any more
	emit(d)
}
