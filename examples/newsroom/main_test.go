package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// library is one invented event as four outlets have it.
var library = []corpus.Article{{
	ID: "courier-1", Outlet: "The Vale Courier", URL: "https://vale-courier.example/library", Published: "2024-05-02",
	Title: "Council to close the old library",
	Text: "The Vale council will close the old library in June.\n\n" +
		"“We cannot heat a building that has lost half of its roof,” said Marta Lindgren, the mayor. “Nobody is happy about it.”\n\n" +
		"“My children learned to read in that room,” said Piet Aaldenberg, a baker.",
}, {
	ID: "wire-7", Outlet: "Inland Wire", URL: "https://inland-wire.example/7", Published: "2024-05-02T18:30:00Z",
	Title: "Vale library shuts",
	Text: "Mayor Marta Lindgren said on Thursday that the library would close.\n\n" +
		"\"We cannot heat a house that has lost half of its roof,\" Lindgren said.",
}, {
	ID: "radio-3", Outlet: "Radio Vale", Published: "2024-05-03",
	Title: "Cold shelves",
	Text:  "Marta Lindgren, the mayor, blamed a building “that has lost half of its roof”.\n\n“We will carry every book out by hand,” said Piet Aaldenberg, a baker.",
}, {
	ID: "planner-1", Outlet: "The Planner",
	Title: "Roofs",
	Text:  "“We cannot heat a building that has lost half of its roof,” Marta Lindgren told the council.\n\n“A roof is cheaper than a library,” said Oona Virtanen, an architect.",
}}

// jsonLines writes articles as JSON Lines.
func jsonLines(t *testing.T, articles ...corpus.Article) string {
	t.Helper()
	var b strings.Builder
	for _, a := range articles {
		require.NoError(t, json.NewEncoder(&b).Encode(a))
	}
	return b.String()
}

// newsroom runs the program on some standard input.
func newsroom(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return status, out.String(), errs.String()
}

// golden compares an output with a file, or writes that with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "go test -update writes it")
	if diff := gocmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); go test -update accepts it:\n%s", file, diff)
	}
}

func TestReport(t *testing.T) {
	for name, args := range map[string][]string{
		"report.txt":   {"-"},
		"narrow.txt":   {"-width", "40", "-"},
		"groups.jsonl": {"-format", "jsonl", "-"},
	} {
		t.Run(name, func(t *testing.T) {
			status, stdout, stderr := newsroom(t, jsonLines(t, library...), args...)
			assert.Zero(t, status)
			assert.Empty(t, stderr)
			golden(t, name, stdout)
		})
	}
}

func TestReportFitsTheWidth(t *testing.T) {
	wide := corpus.Article{ID: "wide", Outlet: "東京新聞", Text: "“東京の図書館は六月に閉館します、屋根が半分なくなったからです、誰も喜んでいません、と市長は言いました。" +
		strings.Repeat("x", 200) + "” said Marta Lindgren."}
	for _, columns := range []string{"30", "60", "100"} {
		_, stdout, _ := newsroom(t, jsonLines(t, append(library[:4:4], wide)...), "-width", columns, "-")
		for line := range strings.Lines(stdout) {
			assert.LessOrEqual(t, width(strings.TrimRight(line, "\n")), map[string]int{"30": 30, "60": 60, "100": 100}[columns], line)
		}
	}
}

func TestGroupsAreWrittenAsFormatSays(t *testing.T) {
	_, stdout, _ := newsroom(t, jsonLines(t, library...), "-format", "jsonl", "-")
	text := map[string]string{}
	for _, a := range library {
		text[a.ID] = a.Text
	}
	decoder := json.NewDecoder(strings.NewReader(stdout))
	groups := 0
	for ; decoder.More(); groups++ {
		var g corpus.Group
		require.NoError(t, decoder.Decode(&g))
		for _, v := range g.Variants {
			require.Contains(t, text, v.Article)
			assert.Equal(t, v.Text, text[v.Article][v.Start:v.End])
		}
	}
	assert.Greater(t, groups, 3)
}

func TestEmbeddedArticles(t *testing.T) {
	status, stdout, stderr := newsroom(t, "", "-format", "jsonl")
	assert.Zero(t, status)
	assert.Empty(t, stderr)
	outlets := map[string]bool{}
	decoder := json.NewDecoder(strings.NewReader(stdout))
	for decoder.More() {
		var g corpus.Group
		require.NoError(t, decoder.Decode(&g))
		if strings.Contains(g.Wording, "great president") {
			for _, o := range g.Outlets {
				outlets[o] = true
			}
		}
	}
	assert.GreaterOrEqual(t, len(outlets), 3)
}

func TestBadInput(t *testing.T) {
	good := jsonLines(t, library[0])
	folder := t.TempDir()
	missing := filepath.Join(folder, "missing.jsonl")
	tests := map[string]struct {
		stdin    string
		args     []string
		stderr   string
		articles string
	}{
		"malformed JSON":     {stdin: "{\n" + good, stderr: "standard input:1: not an article in JSON", articles: "1 article ·"},
		"no text member":     {stdin: `{"id": "a"}` + "\n" + good, stderr: `standard input:1: not an article: "text" is missing`, articles: "1 article ·"},
		"a missing file":     {stdin: good, args: []string{missing, "-"}, stderr: missing + ": no such file", articles: "1 article ·"},
		"a line too long":    {stdin: `{"text": "` + strings.Repeat("x", 9000) + "\"}\n" + good, args: []string{"-max", "5000", "-"}, stderr: "standard input:1: the line is too long", articles: "1 article ·"},
		"invalid UTF-8":      {stdin: "{\"text\": \"caf\xe9\"}\n" + good, stderr: "standard input:1: invalid UTF-8", articles: "2 articles ·"},
		"an empty text":      {stdin: `{"text": ""}` + "\n" + good, stderr: "standard input:1: the article has no text", articles: "2 articles ·"},
		"a bad date":         {stdin: `{"text": "It rained.", "published": "May"}` + "\n" + good, stderr: "standard input:1: published is neither", articles: "2 articles ·"},
		"invalid UTF-8 text": {stdin: "caf\xe9", args: []string{"-in", "text", "-"}, stderr: "standard input: invalid UTF-8", articles: "1 article ·"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			args := test.args
			if args == nil {
				args = []string{"-"}
			}
			page := filepath.Join(t.TempDir(), "page.html")
			status, stdout, stderr := newsroom(t, test.stdin, append([]string{"-html", page}, args...)...)
			assert.Equal(t, 1, status)
			assert.True(t, strings.HasPrefix(stderr, test.stderr), stderr)
			assert.Equal(t, 1, strings.Count(stderr, "\n"), stderr)
			assert.True(t, strings.HasPrefix(stdout, test.articles), stdout)
			assert.FileExists(t, page)
		})
	}
}

func TestNothingToRead(t *testing.T) {
	page := filepath.Join(t.TempDir(), "page.html")
	status, stdout, stderr := newsroom(t, "", "-html", page, "-")
	assert.Zero(t, status)
	assert.Empty(t, stderr)
	assert.Equal(t, "0 articles · 0 outlets · 0 statements · 0 quotations in several outlets\n", stdout)
	assert.FileExists(t, page)
}

func TestBadFlags(t *testing.T) {
	for _, args := range [][]string{{"-nonsense"}, {"-format", "xml"}, {"-in", "xml"}, {"-width", "7"}, {"-width", "-1"}, {"-max", "many"}} {
		status, stdout, stderr := newsroom(t, "", args...)
		assert.Equal(t, 2, status, args)
		assert.Empty(t, stdout, args)
		assert.NotEmpty(t, stderr, args)
	}
	status, _, stderr := newsroom(t, "", "-help")
	assert.Zero(t, status)
	assert.Contains(t, stderr, "usage: newsroom")
}

func TestFolders(t *testing.T) {
	root := t.TempDir()
	for _, a := range library[:2] {
		folder := filepath.Join(root, a.Outlet)
		require.NoError(t, os.Mkdir(folder, 0o755))
		require.NoError(t, os.WriteFile(filepath.Join(folder, "a.txt"), []byte(a.Text), 0o644))
	}
	status, stdout, stderr := newsroom(t, "", root)
	assert.Zero(t, status)
	assert.Empty(t, stderr)
	assert.Contains(t, stdout, "2 articles · 2 outlets")
	assert.Contains(t, stdout, "Inland Wire")
}

// A folder of one outlet, or no outlet at all: what articles share still counts.
func TestArticlesWithoutOutlets(t *testing.T) {
	var articles []corpus.Article
	for _, a := range library {
		a.Outlet = ""
		articles = append(articles, a)
	}
	_, stdout, _ := newsroom(t, jsonLines(t, articles...), "-")
	assert.Contains(t, stdout, "4 articles · 0 outlets")
	assert.Contains(t, stdout, "SAME WORDS")
	assert.Contains(t, stdout, "  Cold shelves")

	for i := range articles {
		articles[i].Outlet = "The Vale Courier"
	}
	_, stdout, _ = newsroom(t, jsonLines(t, articles...), "-")
	assert.Contains(t, stdout, "SAME WORDS")
	assert.Contains(t, stdout, "  The Vale Courier, Roofs")
}

// Two files without ids count their lines alike.
func TestArticlesOfOneID(t *testing.T) {
	var names []string
	for i, a := range library[:2] {
		a.ID = ""
		name := filepath.Join(t.TempDir(), string(rune('a'+i))+".jsonl")
		require.NoError(t, os.WriteFile(name, []byte(jsonLines(t, a)), 0o644))
		names = append(names, name)
	}
	_, stdout, _ := newsroom(t, "", append([]string{"-format", "jsonl"}, names...)...)
	var g corpus.Group
	require.NoError(t, json.NewDecoder(strings.NewReader(stdout)).Decode(&g))
	require.Len(t, g.Variants, 2)
	for i, v := range g.Variants {
		assert.Equal(t, "1", v.Article)
		assert.Equal(t, library[i].Outlet, v.Outlet)
	}
}

func TestCancelled(t *testing.T) {
	t.Run("before it reads", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		var out, errs bytes.Buffer
		assert.Equal(t, 130, run(ctx, nil, strings.NewReader(""), &out, &errs))
		assert.Empty(t, out.String())
		assert.Equal(t, "newsroom: stopped after 0 articles\n", errs.String())
	})
	t.Run("while it waits for input", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		in, typed := io.Pipe()
		defer typed.Close()
		go func() {
			io.WriteString(typed, jsonLines(t, library[:2]...))
			cancel() // after both articles were taken, and nothing more comes
		}()
		var out, errs bytes.Buffer
		page := filepath.Join(t.TempDir(), "page.html")
		assert.Equal(t, 130, run(ctx, []string{"-html", page, "-"}, in, &out, &errs))
		assert.Empty(t, out.String())
		assert.Regexp(t, `^newsroom: stopped after [0-2] articles?\n$`, errs.String())
		assert.NoFileExists(t, page)
	})
}

func TestSameInputSameBytes(t *testing.T) {
	type output struct{ report, groups, page string }
	var first output
	for _, cores := range []int{1, 4, 4} {
		before := runtime.GOMAXPROCS(cores)
		page := filepath.Join(t.TempDir(), "page.html")
		_, report, _ := newsroom(t, "", "-html", page)
		_, groups, _ := newsroom(t, "", "-format", "jsonl")
		runtime.GOMAXPROCS(before)
		b, err := os.ReadFile(page)
		require.NoError(t, err)
		got := output{report, groups, string(b)}
		first = cmp.Or(first, got)
		assert.True(t, first == got, "on %d cores", cores)
	}
}

func TestClip(t *testing.T) {
	assert.Equal(t, "short", clip("short", 5))
	assert.Equal(t, "The Vale…", clip("The Vale Courier", 12))
	assert.Equal(t, "Donaudampf…", clip("Donaudampfschifffahrt", 11))
	assert.Equal(t, "東京…", clip("東京新聞", 6))
}

func TestTerminalGetsNoControlCharacters(t *testing.T) {
	_, stdout, _ := newsroom(t, jsonLines(t, hostile()...), "-")
	for _, r := range stdout {
		assert.False(t, r != '\n' && (r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069), "%q", r)
	}
}
