package groups

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.DoFn4x1[context.Context, int, func(*bool) bool, func(*corpus.Draft) bool, error](&write{})
	register.DoFn4x1[context.Context, int, func(*bool) bool, func(*string) bool, error](&writeProblems{})
	register.DoFn1x2[corpus.Draft, int, corpus.Draft](&shard{})
	register.Function1x2(exists)
	register.Function1x2(inOne)
	register.Iter1[corpus.Draft]()
	register.Iter1[bool]()
	register.Iter1[string]()
}

// Write writes the groups, one a line of JSON, into files
// "prefix-00000-of-00016.jsonl". Which group is in which is the same in every run, and each
// is in the order of [corpus.Corpus.Groups]: one file is all in order.
// A file is sorted in memory: let there be enough for 100 MB each.
func Write(s beam.Scope, prefix string, shards int, drafts beam.PCollection) {
	s = s.Scope("groups.Write")
	beam.ParDo0(s, &write{prefix, shards}, beam.CoGroupByKey(s, all(s, shards), beam.ParDo(s, &shard{shards}, drafts)))
}

// WriteProblems writes what was wrong with the input to one file, sorted.
func WriteProblems(s beam.Scope, name string, problems ...beam.PCollection) {
	s = s.Scope("groups.WriteProblems")
	beam.ParDo0(s, &writeProblems{name}, beam.CoGroupByKey(s, all(s, 1), beam.ParDo(s, inOne, beam.Flatten(s, problems...))))
}

// all names all shards, so that those without content are written too.
func all(s beam.Scope, shards int) beam.PCollection {
	numbers := make([]int, shards)
	for i := range numbers {
		numbers[i] = i
	}
	return beam.ParDo(s, exists, beam.CreateList(s, numbers))
}

func exists(shard int) (int, bool) { return shard, true }

func inOne(problem string) (int, string) { return 0, problem }

type shard struct{ Shards int }

// ProcessElement tells in which shard a group is.
func (f *shard) ProcessElement(d corpus.Draft) (int, corpus.Draft) {
	return int(d.ID % uint64(f.Shards)), d
}

type write struct {
	Prefix string
	Shards int
}

// ProcessElement writes a shard.
func (f *write) ProcessElement(ctx context.Context, shard int, _ func(*bool) bool, drafts func(*corpus.Draft) bool) error {
	all := collect(drafts)
	slices.SortFunc(all, func(a, b corpus.Draft) int { return a.Compare(&b) })
	return create(ctx, fmt.Sprintf("%s-%05d-of-%05d.jsonl", f.Prefix, shard, f.Shards), func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for i := range all {
			if err := enc.Encode(all[i].Group); err != nil {
				return err
			}
		}
		return nil
	})
}

type writeProblems struct{ Name string }

// ProcessElement writes all problems.
func (f *writeProblems) ProcessElement(ctx context.Context, _ int, _ func(*bool) bool, problems func(*string) bool) error {
	all := collect(problems)
	slices.Sort(all)
	return create(ctx, f.Name, func(w io.Writer) error {
		for _, p := range all {
			if _, err := fmt.Fprintln(w, p); err != nil {
				return err
			}
		}
		return nil
	})
}

// create writes a file anew, so that a worker that tries again leaves one.
func create(ctx context.Context, name string, content func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenWrite(ctx, name)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	w := bufio.NewWriter(file)
	if err := errors.Join(content(w), w.Flush(), file.Close()); err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	return nil
}
