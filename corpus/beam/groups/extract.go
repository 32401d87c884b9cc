package groups

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

func init() {
	register.Function2x1(extract)
	register.Function5x1(lastOfID)
	register.Function3x1(passages)
	register.Emitter2[uint64, Reading]()
	register.Emitter1[corpus.Passage]()
	register.Iter1[Reading]()
}

// A Reading is what was read from one article or quotation.
type Reading struct {
	File   string
	Number int
	Entry  []byte // a corpus.Entry
}

func (r *Reading) compare(s *Reading) int {
	return cmp.Or(cmp.Compare(r.File, s.File), cmp.Compare(r.Number, s.Number))
}

// Extract finds the quotations of articles and who said them. It returns
// readings by id, ready for [Group].
func Extract(s beam.Scope, articles beam.PCollection) beam.PCollection {
	return beam.ParDo(s.Scope("groups.Extract"), extract, articles)
}

func extract(a Article, emit func(string, Reading)) error {
	e := corpus.NewEntry(a.Article, speaker.Attribute(quote.Parse(a.Article.Text)))
	b, err := e.MarshalBinary()
	if err != nil {
		return fmt.Errorf("%s: article %d: %w", a.File, a.Number, err)
	}
	emit(e.ID(), Reading{a.File, a.Number, b})
	return nil
}

// sources returns the passages of readings, those of the same text once, and
// tells of readings that have the id of a later one.
func sources(s beam.Scope, readings beam.PCollection) (found, problems beam.PCollection) {
	s = s.Scope("sources")
	last, problems := beam.ParDo2(s, lastOfID, beam.GroupByKey(s, readings))
	return beam.ParDo(s, passages, beam.GroupByKey(s, last)), problems
}

// lastOfID passes on the last reading of an id, by file name and number, as an
// article that is added to a corpus replaces the one of its id.
func lastOfID(ctx context.Context, id string, readings func(*Reading) bool, emit func(uint64, Reading), problem func(string)) error {
	all := sorted(readings)
	last := all[len(all)-1]
	for _, r := range all[:len(all)-1] {
		problem(fmt.Sprintf("%s: number %d is replaced by number %d of %s: both have the id %q", r.File, r.Number, last.Number, last.File, id))
		replaced.Inc(ctx, 1)
	}
	var e corpus.Entry
	if err := e.UnmarshalBinary(last.Entry); err != nil {
		return err
	}
	emit(e.Digest(), last)
	return nil
}

// passages returns the passages of one text.
func passages(_ uint64, readings func(*Reading) bool, emit func(corpus.Passage)) error {
	var entries []*corpus.Entry
	for _, r := range sorted(readings) {
		e := &corpus.Entry{}
		if err := e.UnmarshalBinary(r.Entry); err != nil {
			return err
		}
		entries = append(entries, e)
	}
	for _, p := range corpus.Passages(entries) {
		emit(p)
	}
	return nil
}

func sorted(readings func(*Reading) bool) []Reading {
	out := collect(readings)
	slices.SortFunc(out, func(a, b Reading) int { return a.compare(&b) })
	return out
}
