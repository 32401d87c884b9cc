package corpus_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/testdata"
)

// read returns the articles and the errors of JSON Lines.
func read(lines string, r corpus.Reader) (articles []corpus.Article, errs []string) {
	for a, err := range r.JSONLines(strings.NewReader(lines), "news.jsonl") {
		if err != nil {
			errs = append(errs, err.Error())
		}
		if !corpus.Skipped(err) {
			articles = append(articles, a)
		}
	}
	return articles, errs
}

// TestReader feeds each kind of bad input: what is wrong is said with file and
// line, and everything else still comes out.
func TestReader(t *testing.T) {
	const good = `{"id": "a", "text": "Fine."}` + "\n"
	for name, c := range map[string]struct {
		line string
		left int // articles besides the good ones around it
		want string
	}{
		"malformed":  {`{"id": "b", "text": `, 0, "news.jsonl:2: not an article in JSON: unexpected end of JSON input"},
		"array":      {`["b"]`, 0, "news.jsonl:2: not an article in JSON"},
		"no text":    {`{"id": "b"}`, 0, `news.jsonl:2: not an article: "text" is missing`},
		"too long":   {`{"text": "` + strings.Repeat("x", 1000) + `"}`, 0, "news.jsonl:2: the line is too long"},
		"bad UTF-8":  {"{\"text\": \"a\xffb\"}", 1, "news.jsonl:2: invalid UTF-8: each bad byte was replaced"},
		"empty text": {`{"text": "  "}`, 1, "news.jsonl:2: the article has no text"},
		"bad date":   {`{"text": "Fine.", "published": "last week"}`, 1, "news.jsonl:2: published is neither"},
		"blank line": {"", 0, ""},
		"no id":      {`{"text": "Fine."}`, 1, ""},
		"number":     {`{"text": "Fine.", "id": 17, "unknown": {"x": []}}`, 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			articles, errs := read(good+c.line+"\n"+good, corpus.Reader{MaxLine: 500})
			require.Len(t, articles, 2+c.left)
			if c.want == "" {
				require.Empty(t, errs)
			} else {
				require.Len(t, errs, 1)
				require.Contains(t, errs[0], c.want)
			}
			for _, a := range articles {
				require.True(t, utf8.ValidString(a.Text))
			}
		})
	}
	articles, _ := read(good+`{"text": "Fine."}`, corpus.Reader{})
	require.Equal(t, "2", articles[1].ID, "a missing id is the line number")
	articles, _ = read("{\"text\": \"a\xffb\", \"published\": \"2019-01-15\"}", corpus.Reader{})
	require.Equal(t, "a\uFFFDb", articles[0].Text)
	date, ok := articles[0].Date()
	require.True(t, ok)
	require.Equal(t, 15, date.Day())
}

func TestReaderFiles(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "The Courier"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "The Courier", "one.txt"), []byte("“One,” she said.\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "many.jsonl"), []byte("{\"id\":\"x\",\"outlet\":\"Post\",\"text\":\"Two.\"}\nnonsense\n"), 0o644))

	var got, errs []string
	for a, err := range (corpus.Reader{Stdin: strings.NewReader("Three.")}).Files(dir, filepath.Join(dir, "none.txt"), "-") {
		if err != nil {
			errs = append(errs, strings.ReplaceAll(err.Error(), dir+string(filepath.Separator), ""))
		}
		if !corpus.Skipped(err) {
			got = append(got, a.Outlet+"/"+a.Text)
		}
	}
	require.Equal(t, []string{"The Courier/“One,” she said.\n", "Post/Two."}, got)
	require.Len(t, errs, 3)
	require.Contains(t, errs[0], "many.jsonl:2: not an article in JSON")
	require.Contains(t, errs[1], "none.txt: no such file")
	require.Contains(t, errs[2], "standard input:1: not an article in JSON")

	for a, err := range (corpus.Reader{Stdin: strings.NewReader("“Three,” he said."), StdinText: true}).Files("-") {
		require.NoError(t, err)
		require.Equal(t, "“Three,” he said.", a.Text)
	}
}

func TestReadQuotes(t *testing.T) {
	var got []corpus.Quote
	var errs []error
	for q, err := range corpus.ReadQuotes(strings.NewReader("{\"id\":\"1\",\"text\":\"one\"}\nx\n{\"text\":\"three\"}\n{\"words\":\"four\"}"), "q") {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		got = append(got, q)
	}
	require.Equal(t, []corpus.Quote{{ID: "1", Text: "one"}, {ID: "3", Text: "three"}}, got)
	require.Len(t, errs, 2)
	require.ErrorContains(t, errs[0], "q:2: not a quotation in JSON")
	require.ErrorContains(t, errs[1], `q:4: not a quotation: "text" is missing`)
}

// check fails the test if groups break what Groups promises.
func check(t *testing.T, c *corpus.Corpus, articles []corpus.Article) {
	t.Helper()
	texts := map[string][]string{}
	for _, a := range articles {
		texts[a.ID] = append(texts[a.ID], a.Text)
	}
	for g := range c.Groups() {
		require.NotEmpty(t, g.Variants)
		for _, v := range g.Variants {
			ok := slices.ContainsFunc(texts[v.Article], func(text string) bool {
				if v.Start < 0 || v.End > len(text) || v.Start >= v.End {
					return false
				}
				first, _, _ := strings.Cut(v.Text, " ")
				return strings.HasPrefix(text[v.Start:v.End], first)
			})
			require.True(t, ok, "variant %+v is not in its article", v)
			for i := 1; i < len(v.Pieces); i++ {
				require.LessOrEqual(t, v.Pieces[i-1].End, v.Pieces[i].Start)
			}
			if len(v.Edits) > 0 {
				var kept []string
				for _, e := range v.Edits {
					if e.Op != corpus.Delete {
						kept = append(kept, e.Text)
					}
				}
				glue := func(s string) string { return strings.Join(strings.Fields(s), "") }
				require.Equal(t, glue(v.Text), glue(strings.Join(kept, "")), "the edits don't lead to the variant")
			}
		}
		require.Len(t, slices.Compact(slices.Sorted(slices.Values(g.Outlets))), len(g.Outlets))
	}
}

func encode(t *testing.T, c *corpus.Corpus) string {
	t.Helper()
	var b bytes.Buffer
	for g := range c.Groups() {
		require.NoError(t, json.NewEncoder(&b).Encode(g))
	}
	return b.String()
}

func FuzzAdd(f *testing.F) {
	f.Add([]byte(`{"id":"a","outlet":"A","text":"“I still believe he is a great president,” Ren Zhengfei said."}` + "\n" +
		`{"id":"b","outlet":"B","text":"Ren Zhengfei spoke of a “great president”."}`))
	f.Add([]byte("{\"text\":\"\xff“too many”\"}\nnull\n[]\n{}\n\n"))
	f.Add([]byte(`{"text":"“a b c d e f g h i,” he said, “a b c d e f g h i. a b c”"}` + "\n" + `{"text":"“A b c d e f g h i”"}`))
	f.Fuzz(func(t *testing.T, lines []byte) {
		articles, _ := read(string(lines), corpus.Reader{MaxLine: 1 << 16})
		first, second := corpus.New(), corpus.New()
		for _, a := range articles {
			first.Add(a)
			second.Add(a)
		}
		check(t, first, articles)
		if diff := cmp.Diff(encode(t, first), encode(t, second)); diff != "" {
			t.Fatalf("a second run differs: %s", diff)
		}
	})
}

// TestAttribute keeps the order whatever the number of processors, and gives
// the same groups.
func TestAttribute(t *testing.T) {
	var want string
	for _, procs := range []int{1, 4} {
		old := runtime.GOMAXPROCS(procs)
		c := corpus.New()
		var ids []string
		var articles []corpus.Article
		for a, err := range corpus.Attribute(t.Context(), corpus.Reader{}.FS(testdata.News())) {
			require.NoError(t, err)
			ids = append(ids, a.ID)
			articles = append(articles, a.Article)
			c.AddResult(a.Article, a.Result)
		}
		runtime.GOMAXPROCS(old)
		check(t, c, articles)
		require.Len(t, ids, 24)
		require.Equal(t, len(ids), c.Len())
		got := strings.Join(ids, " ") + "\n" + encode(t, c)
		if want == "" {
			want = got
		}
		require.Equal(t, want, got)
	}
}

// TestAttributeStops leaves no goroutine behind, whether the consumer stops or
// the context is done: a bubble ends only when all in it have.
func TestAttributeStops(t *testing.T) {
	endless := func(yield func(corpus.Article, error) bool) {
		for n := 0; ; n++ {
			if !yield(corpus.Article{ID: fmt.Sprint(n), Text: "“Yes,” he said."}, nil) {
				return
			}
		}
	}
	synctest.Test(t, func(t *testing.T) {
		for a := range corpus.Attribute(t.Context(), endless) {
			if a.ID == "10" {
				break
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		for a := range corpus.Attribute(ctx, endless) {
			if a.ID == "10" {
				cancel()
			}
		}
	})
}

func TestConcurrentAdd(t *testing.T) {
	c := corpus.New()
	var group sync.WaitGroup
	for n := range 8 {
		group.Go(func() {
			c.Add(corpus.Article{ID: fmt.Sprint(n), Outlet: fmt.Sprint(n), Text: "“No law requires any company to install back doors,” Ren Zhengfei said."})
			for range c.Groups() {
				break
			}
		})
	}
	group.Wait()
	for g := range c.Groups() {
		require.Len(t, g.Variants, 8)
	}
}

func TestErrors(t *testing.T) {
	_, errs := read(`{"text": "", "published": "x"}`, corpus.Reader{})
	require.Len(t, errs, 1)
	require.Contains(t, errs[0], "no text")
	require.Contains(t, errs[0], "neither")
	require.False(t, corpus.Skipped(errors.New("x")))
}
