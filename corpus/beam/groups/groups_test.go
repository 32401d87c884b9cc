package groups_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/beam/groups"
	"github.com/hearsay-go/hearsay/corpus/internal/synthetic"
	"github.com/hearsay-go/hearsay/testdata"
)

var quotations = flag.Int("quotations", 10_000, "how many generated quotations are compared")

func TestMain(m *testing.M) {
	flag.Parse()
	beam.Init()
	os.Exit(m.Run())
}

// TestArticles groups the project's own articles, which come in two files, as
// the library does: the output is the same byte for byte.
func TestArticles(t *testing.T) {
	dir := t.TempDir()
	c := corpus.New()
	var files [2]bytes.Buffer
	n := 0
	for a, err := range (corpus.Reader{}).FS(testdata.News()) {
		require.NoError(t, err)
		c.Add(a)
		writeLine(t, &files[n%2], a)
		n++
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "1.jsonl"), files[0].Bytes(), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "2.jsonl"), files[1].Bytes(), 0o600))

	p, s := beam.NewPipelineWithRoot()
	articles, problems := groups.ReadArticles(s, filepath.Join(dir, "*.jsonl"))
	drafts, replaced := groups.Group(s, groups.Extract(s, articles), groups.Options{})
	groups.Write(s, filepath.Join(dir, "groups"), 1, drafts)
	groups.WriteProblems(s, filepath.Join(dir, "problems.txt"), problems, replaced)
	run(t, p)

	require.Empty(t, read(t, dir, "problems.txt"))
	require.Empty(t, cmp.Diff(library(t, c), strings.SplitAfter(read(t, dir, "groups-00000-of-00001.jsonl"), "\n")))
}

// TestQuotations groups generated quotations as the library does. The groups
// are the same at any size. In so many that keys of 32 bits, which a corpus in
// memory has, are shared by chance, it may compare a pair that this doesn't, so
// that a score or a reason is another one.
func TestQuotations(t *testing.T) {
	dir := t.TempDir()
	c := corpus.New()
	var file bytes.Buffer
	n := *quotations
	if testing.Short() {
		n = min(n, 1000)
	}
	for q := range synthetic.Quotations(n, 1) {
		quote := corpus.Quote{ID: q.ID, Outlet: q.Outlet, Date: q.Date, Speaker: q.Speaker, Text: q.Text}
		c.AddQuote(quote)
		writeLine(t, &file, quote)
	}
	require.NoError(t, os.WriteFile(filepath.Join(dir, "quotes.jsonl"), file.Bytes(), 0o600))

	p, s := beam.NewPipelineWithRoot()
	quotes, _ := groups.ReadQuotes(s, filepath.Join(dir, "quotes.jsonl"))
	drafts, _ := groups.Group(s, quotes, groups.Options{})
	groups.Write(s, filepath.Join(dir, "groups"), 1, drafts)
	run(t, p)

	want, got := library(t, c), strings.SplitAfter(read(t, dir, "groups-00000-of-00001.jsonl"), "\n")
	require.Len(t, got, len(want))
	others := 0
	for i := range want {
		if got[i] != want[i] {
			others++
			require.Empty(t, cmp.Diff(withoutReasons(t, want[i]), withoutReasons(t, got[i])))
		}
	}
	require.LessOrEqual(t, others, n/50_000)
}

func withoutReasons(t *testing.T, line string) corpus.Group {
	var g corpus.Group
	require.NoError(t, json.Unmarshal([]byte(line), &g))
	for i := range g.Variants {
		g.Variants[i].Score, g.Variants[i].Reason = 0, ""
	}
	return g
}

// library returns the groups that a corpus in memory gives, one a line.
func library(t *testing.T, c *corpus.Corpus) []string {
	var out bytes.Buffer
	for g := range c.Groups() {
		writeLine(t, &out, g)
	}
	return strings.SplitAfter(out.String(), "\n")
}

func writeLine(t *testing.T, b *bytes.Buffer, v any) {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	require.NoError(t, enc.Encode(v))
}

func run(t *testing.T, p *beam.Pipeline) beam.PipelineResult {
	t.Helper()
	result, err := beam.Run(t.Context(), "prism", p)
	require.NoError(t, err)
	return result
}

func read(t *testing.T, dir, name string) string {
	b, err := os.ReadFile(filepath.Join(dir, name))
	require.NoError(t, err)
	return string(b)
}

// TestProblems reads lines that are no articles, warns, and replaces: all is
// told and counted, and the rest comes out.
func TestProblems(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "in.jsonl")
	require.NoError(t, os.WriteFile(file, []byte(strings.Join([]string{
		`{"id": "a", "outlet": "One", "text": "“We will rebuild the harbour wall,” Ida Okafor said."}`,
		`{"id": "b", "outlet": "Two"`,
		`{"id": "c", "outlet": "Three", "title": "no text"}`,
		`{"id": "d", "outlet": "Four", "published": "yesterday", "text": "“We will rebuild the harbour wall,” Ms Okafor said."}`,
		``,
		`{"id": "a", "outlet": "Five", "text": "“We will rebuild the harbour wall,” she said."}`,
	}, "\n")), 0o600))

	p, s := beam.NewPipelineWithRoot()
	articles, problems := groups.ReadArticles(s, file)
	drafts, replaced := groups.Group(s, groups.Extract(s, articles), groups.Options{})
	groups.Write(s, filepath.Join(dir, "groups"), 2, drafts)
	groups.WriteProblems(s, filepath.Join(dir, "problems.txt"), problems, replaced)
	result := run(t, p)

	require.Equal(t, []groups.Count{{"read", 3}, {"skipped", 2}, {"mended", 1}, {"replaced", 1}}, groups.Counts(result))
	lines := strings.Split(strings.ReplaceAll(read(t, dir, "problems.txt"), file, "in.jsonl"), "\n")
	require.Len(t, lines, 5)
	for i, want := range []string{
		`in.jsonl: number 1 is replaced by number 3 of in.jsonl: both have the id "a"`,
		"in.jsonl:2: not an article in JSON",
		`in.jsonl:3: not an article: "text" is missing`,
		"in.jsonl:4: published is neither",
	} {
		require.Contains(t, lines[i], want)
	}
	both := read(t, dir, "groups-00000-of-00002.jsonl") + read(t, dir, "groups-00001-of-00002.jsonl")
	require.Contains(t, both, `"outlets":["Five","Four"]`)
}

// TestMissing fails with the name of what is not there.
func TestMissing(t *testing.T) {
	p, s := beam.NewPipelineWithRoot()
	groups.ReadArticles(s, filepath.Join(t.TempDir(), "none.jsonl"))
	_, err := beam.Run(t.Context(), "prism", p)
	require.ErrorContains(t, err, "none.jsonl")
}
