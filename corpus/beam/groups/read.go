package groups

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/hearsay-go/hearsay/corpus"
)

func init() {
	register.Function4x1(readArticles)
	register.Function4x1(readQuotes)
	register.Emitter1[Article]()
	register.Emitter1[string]()
	register.Emitter2[string, Reading]()
}

// An Article is one article of the input and where it stood there.
type Article struct {
	File    string
	Number  int // in its file, from 1
	Article corpus.Article
}

// What happened to the lines of the input, as counters of a run's metrics.
var (
	read     = beam.NewCounter(namespace, "read")     // articles or quotations
	skipped  = beam.NewCounter(namespace, "skipped")  // lines that are none
	mended   = beam.NewCounter(namespace, "mended")   // that came out with a warning
	replaced = beam.NewCounter(namespace, "replaced") // by a later one of the same id
)

const namespace = "hearsay"

// A Count is how many lines of the input had something happen to them.
type Count struct {
	Name  string // read, skipped, mended, replaced
	Count int64
}

// Counts returns what happened to the lines of the input in a run, in a fixed order.
func Counts(result beam.PipelineResult) []Count {
	out := []Count{{Name: "read"}, {Name: "skipped"}, {Name: "mended"}, {Name: "replaced"}}
	if result == nil {
		return out // not every runner tells
	}
	for _, m := range result.Metrics().AllMetrics().Counters() {
		for i := range out {
			if m.Namespace() == namespace && m.Name() == out[i].Name {
				out[i].Count += m.Result()
			}
		}
	}
	return out
}

// ReadArticles reads articles from all files that match a pattern, one a line of JSON,
// gzipped where the name ends in ".gz". It also returns what was wrong
// with lines of them. No match, and a file that cannot be read to its end,
// fail the pipeline. A file is read by one worker, what follows is spread over all.
func ReadArticles(s beam.Scope, pattern string) (articles, problems beam.PCollection) {
	s = s.Scope("groups.ReadArticles")
	articles, problems = beam.ParDo2(s, readArticles, files(s, pattern))
	return beam.Reshuffle(s, articles), problems
}

// ReadQuotes reads loose quotations, as ReadArticles reads articles. They are
// ready for [Group].
func ReadQuotes(s beam.Scope, pattern string) (readings, problems beam.PCollection) {
	s = s.Scope("groups.ReadQuotes")
	return beam.ParDo2(s, readQuotes, files(s, pattern))
}

func files(s beam.Scope, pattern string) beam.PCollection {
	return fileio.ReadMatches(s, fileio.MatchFiles(s, pattern, fileio.MatchEmptyDisallow()))
}

func readArticles(ctx context.Context, file fileio.ReadableFile, emit func(Article), problem func(string)) error {
	return readLines(ctx, file, corpus.Reader{}.JSONLines, problem, func(n int, a corpus.Article) error {
		emit(Article{file.Metadata.Path, n, a})
		return nil
	})
}

func readQuotes(ctx context.Context, file fileio.ReadableFile, emit func(string, Reading), problem func(string)) error {
	return readLines(ctx, file, corpus.ReadQuotes, problem, func(n int, q corpus.Quote) error {
		e := corpus.NewQuoteEntry(q)
		b, err := e.MarshalBinary()
		if err != nil {
			return fmt.Errorf("%s: quotation %d: %w", file.Metadata.Path, n, err)
		}
		emit(e.ID(), Reading{file.Metadata.Path, n, b})
		return nil
	})
}

// readLines yields what the lines of a file hold and tells what was wrong with them.
func readLines[T any](ctx context.Context, file fileio.ReadableFile, lines func(io.Reader, string) iter.Seq2[T, error], problem func(string), yield func(int, T) error) error {
	opened, err := file.Open(ctx)
	if err != nil {
		return fmt.Errorf("cannot open %s: %w", file.Metadata.Path, err)
	}
	defer opened.Close()
	in := &watched{Reader: opened}
	n := 0
	for item, err := range lines(in, file.Metadata.Path) {
		if failed := errors.Join(ctx.Err(), in.err); failed != nil {
			return fmt.Errorf("cannot read %s: %w", file.Metadata.Path, failed)
		}
		if err != nil {
			problem(err.Error())
		}
		if corpus.Skipped(err) {
			skipped.Inc(ctx, 1)
			continue
		}
		if err != nil {
			mended.Inc(ctx, 1)
		}
		n++
		read.Inc(ctx, 1)
		if err := yield(n, item); err != nil {
			return err
		}
	}
	return nil
}

// A watched reader remembers the error that ended it, which is the machine's
// and not a line's.
type watched struct {
	io.Reader
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}
