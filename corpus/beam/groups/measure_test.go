package groups_test

import (
	"flag"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/beam/groups"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
	"github.com/hearsay-go/hearsay/testdata"
)

var measured = flag.String("measure", "", "articles, a `pattern`, of which to measure how many bytes are shuffled")

// TestShuffled shows how many bytes each stage sends from machine to machine,
// and compares the groups of any articles with the library's.
//
//	go test ./groups -run Shuffled -v -measure 'news/*.jsonl'
func TestShuffled(t *testing.T) {
	if *measured == "" {
		t.Skip("only with -measure")
	}
	p, s := beam.NewPipelineWithRoot()
	articles, _ := groups.ReadArticles(s, *measured)
	drafts, _ := groups.Group(s, groups.Extract(s, articles), groups.Options{})
	dir := t.TempDir()
	groups.Write(s, filepath.Join(dir, "groups"), 1, drafts)
	result := run(t, p)

	files, err := filepath.Glob(*measured)
	require.NoError(t, err)
	c := corpus.New()
	quoted, reported := 0, 0
	for a := range (corpus.Reader{}).Files(files...) {
		for _, s := range c.Add(a).Attributions {
			if s.Statement.Kind == quote.Indirect {
				reported++
			} else {
				quoted++
			}
		}
	}
	require.Empty(t, cmp.Diff(library(t, c), strings.SplitAfter(read(t, dir, "groups-00000-of-00001.jsonl"), "\n")))

	elements, bytes := map[string]int64{}, map[string]float64{}
	for _, m := range result.Metrics().AllMetrics().PCols() {
		// What goes into a shuffle of one input; of several, what they are tagged as.
		stage, step, _ := strings.Cut(strings.TrimPrefix(m.Key.Step, "groups."), "/CoGBK")
		if step == "" || strings.Contains(step, "_inject") || m.Result().SampledByteSize.Count == 0 {
			continue
		}
		elements[stage] += m.Result().ElementCount
		bytes[stage] += float64(m.Result().ElementCount) * float64(m.Result().SampledByteSize.Sum) / float64(m.Result().SampledByteSize.Count)
	}
	t.Logf("%v, %d quotations, %d reported statements", groups.Counts(result), quoted, reported)
	for _, stage := range slices.Sorted(maps.Keys(bytes)) {
		t.Logf("%-28s %9d keys %12.0f bytes", stage, elements[stage], bytes[stage])
	}
}

// BenchmarkExtract reads and attributes the project's own articles, and makes
// their entries.
func BenchmarkExtract(b *testing.B) {
	var articles []corpus.Article
	size, entries := 0, 0
	for a, err := range (corpus.Reader{}).FS(testdata.News()) {
		require.NoError(b, err)
		articles = append(articles, a)
		size += len(a.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		entries = 0
		for _, a := range articles {
			e, err := corpus.NewEntry(a, speaker.Attribute(quote.Parse(a.Text))).MarshalBinary()
			require.NoError(b, err)
			entries += len(e)
		}
	}
	b.ReportMetric(float64(entries)/float64(size), "B/B")
}
