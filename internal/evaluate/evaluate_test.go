package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// A said is a statement in words that stand in the article; pieces are divided by " | ".
type said struct{ source, cue, content, kind string }

// statements finds the words in the text.
func statements(t *testing.T, text string, said []said) []annotation.Attribution {
	t.Helper()
	spans := func(words string) [][2]int {
		out := [][2]int{}
		if words == "" {
			return out
		}
		for _, piece := range strings.Split(words, " | ") {
			require.Equal(t, 1, strings.Count(text, piece), "%q should stand in %q once", piece, text)
			start := strings.Index(text, piece)
			out = append(out, [2]int{start, start + len(piece)})
		}
		return out
	}
	out := []annotation.Attribution{}
	for _, s := range said {
		out = append(out, annotation.Attribution{Kind: s.kind, Source: spans(s.source), Cue: spans(s.cue), Content: spans(s.content)})
	}
	return out
}

const pier = "“We lost,” said Ada Moor. Ben Lund added that the “old” pier would close. He hopes to stay."

var pierGold = []said{
	{source: "Ada Moor", cue: "said", content: "“We lost,”"},
	{source: "Ben Lund", cue: "added", content: "that the “old” pier would close"},
	{source: "He", cue: "hopes", content: "to stay"},
}

// TestCount compares with numbers worked out by hand, as score.py counts them.
func TestCount(t *testing.T) {
	for name, c := range map[string]struct {
		text        string
		gold, found []said
		want        map[row]tally
	}{
		"perfect": {pier, pierGold, pierGold, map[row]tally{
			{"source", ""}:              {gold: 3, found: 3, right: 3, goldCovered: 3, foundCovered: 3},
			{"source", "1 word"}:        {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"source", "2–5 words"}:     {gold: 2, found: 2, right: 2, goldCovered: 2, foundCovered: 2},
			{"content", "direct"}:       {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"content", "6–15 words"}:   {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"attribution", ""}:         {gold: 3, found: 3, right: 3},
			{"attribution", "mixed"}:    {gold: 1, found: 1, right: 1},
			{"attribution", "indirect"}: {gold: 1, found: 1, right: 1},
		}},
		"nothing found": {pier, pierGold, nil, map[row]tally{
			{"content", ""}:     {gold: 3},
			{"attribution", ""}: {gold: 3},
		}},
		// 5 of the 35 bytes of a content are missing; one cue too many; the third statement not found.
		"partly": {pier, pierGold, []said{
			{source: "Ada Moor", cue: "said", content: "“We lost,”"},
			{source: "Ben Lund", cue: "added", content: "the “old” pier would close"},
			{cue: "lost"},
		}, map[row]tally{
			{"source", ""}:           {gold: 3, found: 2, right: 2, goldCovered: 2, foundCovered: 2},
			{"cue", ""}:              {gold: 3, found: 3, right: 2, goldCovered: 2, foundCovered: 2},
			{"cue", "no content"}:    {found: 1},
			{"content", ""}:          {gold: 3, found: 2, right: 1, goldCovered: 1 + 30./35, foundCovered: 2},
			{"content", "mixed"}:     {gold: 1, found: 1, goldCovered: 30. / 35, foundCovered: 1},
			{"content", "2–5 words"}: {gold: 2, found: 2, right: 1, goldCovered: 1, foundCovered: 2},
			{"attribution", ""}:      {gold: 3, found: 2, right: 2},
		}},
		"a wrong source": {pier, pierGold[:1], []said{{source: "Ben Lund", cue: "said", content: "“We lost,”"}}, map[row]tally{
			{"source", ""}:      {gold: 1, found: 1},
			{"content", ""}:     {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"attribution", ""}: {gold: 1, found: 1},
		}},
		"no source in either": {pier, []said{{content: "to stay"}}, []said{{content: "to stay"}}, map[row]tally{
			{"attribution", ""}: {gold: 1, found: 1, right: 1},
		}},
		"a source of two statements counts once": {pier,
			[]said{{source: "He", content: "“We lost,”"}, {source: "He", content: "to stay"}}, nil,
			map[row]tally{{"source", ""}: {gold: 1}, {"source", "direct"}: {gold: 1}, {"source", "indirect"}: {}},
		},
		"white space at the ends": {pier, pierGold[:1], []said{{source: " Ada Moor", cue: "said ", content: "“We lost,” "}}, map[row]tally{
			{"source", ""}:  {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"content", ""}: {gold: 1, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
		}},
		"pieces": {pier, []said{{content: "“We lost,” | to stay"}}, []said{{content: "to stay"}}, map[row]tally{
			{"content", ""}:     {gold: 2, found: 1, right: 1, goldCovered: 1, foundCovered: 1},
			{"attribution", ""}: {gold: 1, found: 1}, // 7 of 21 bytes don't pair
		}},
		"the better of two pairs": {pier, pierGold[1:2], []said{
			{source: "He", content: "the “old” pier would close"},
			{source: "Lund", content: "that the “old” pier would close."},
		}, map[row]tally{
			{"attribution", ""}: {gold: 1, found: 2, right: 1},
		}},
		"the file says the kind": {pier, []said{{content: "to stay", kind: "direct"}}, nil, map[row]tally{
			{"content", "direct"}: {gold: 1}, {"content", "indirect"}: {},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			a := annotation.Article{Text: c.text, Attributions: statements(t, c.text, c.gold)}
			got := count(&a, statements(t, c.text, c.found))
			for in, want := range c.want {
				if diff := cmp.Diff(want, got[in], cmp.AllowUnexported(tally{})); diff != "" {
					t.Errorf("%v (-want +got):\n%s", in, diff)
				}
			}
		})
	}
}

func TestMeasures(t *testing.T) {
	// Two of three found, one of them by half: P 1/2 and 3/4, R 1/3 and 1/2.
	sum := tally{gold: 3, found: 2, right: 1, goldCovered: 1.5, foundCovered: 1.5}
	require.InDelta(t, 40, exact.f1(sum), 1e-9)
	require.InDelta(t, 60, overlap.f1(sum), 1e-9)
	require.Zero(t, exact.f1(tally{gold: 1}))
	require.True(t, math.IsNaN(exact.f1(tally{})))
	require.InDelta(t, 40, 100*2*sum.right/(2*sum.right+float64(sum.missed()+sum.spurious())), 1e-9)
}

func TestKind(t *testing.T) {
	for _, c := range []struct{ text, content, want string }{
		{"“Yes,” she said.", "“Yes,”", "direct"},
		{"\"Yes\", she said.", "\"Yes\"", "direct"},
		{"''Yes,'' she said.", "''Yes,''", "direct"},
		{"She called it “a gift”.", "it “a gift”", "mixed"},
		{"She said it’s late.", "it’s late", "indirect"},
		{"She wrote: “One.\n“Two,” she wrote.", "“One.", "direct"},
		{"Ten “ or “eleven” said so.", "Ten “ or", "indirect"},
		{"6\" of snow\nfell, “she” said", "fell", "indirect"},
		{"“Oui” … she said.", "…", "indirect"},
	} {
		a := statements(t, c.text, []said{{content: c.content}})[0]
		require.Equal(t, c.want, kind(c.text, quoted(c.text), &a), c.text)
	}
}

func TestRegion(t *testing.T) {
	r := union([][2]int{{8, 10}, {0, 3}, {2, 4}, {4, 5}})
	require.Equal(t, region{{0, 5}, {8, 10}}, r)
	require.Equal(t, 7, r.size())
	require.Equal(t, 3, r.common(region{{4, 6}, {7, 9}, {9, 10}}))
	require.Equal(t, 0.5, r.share([2]int{4, 6}))
	require.Equal(t, 0.25, r.share([2]int{9, 13}))
	require.Zero(t, r.share([2]int{5, 8}))
	require.Zero(t, r.share([2]int{2, 2}))
}

func TestInterval(t *testing.T) {
	values := []float64{math.NaN()}
	for i := range 1000 {
		values = append(values, float64(999-i))
	}
	low, high := interval(values)
	require.Equal(t, 25., low)
	require.Equal(t, 974., high)
	require.Equal(t, draw(7), draw(7), "always the same resamples")
}

// lines writes articles to a file, one a line.
func lines(t *testing.T, name string, articles ...any) {
	t.Helper()
	var out bytes.Buffer
	for _, a := range articles {
		require.NoError(t, json.NewEncoder(&out).Encode(a))
	}
	require.NoError(t, os.WriteFile(name, out.Bytes(), 0o644))
}

// found writes statements as extract does.
func found(t *testing.T, id, text string, said ...said) any {
	span := func(s [2]int) map[string]int { return map[string]int{"start": s[0], "end": s[1]} }
	quotes := []any{}
	for _, a := range statements(t, text, said) {
		q := map[string]any{}
		if len(a.Source) > 0 {
			q["source"] = span(a.Source[0])
		}
		if len(a.Cue) > 0 {
			q["cue"] = span(a.Cue[0])
		}
		content := []any{}
		for _, s := range a.Content {
			content = append(content, span(s))
		}
		q["content"] = content
		quotes = append(quotes, q)
	}
	return map[string]any{"id": id, "quotes": quotes}
}

func evaluate(args ...string) (stdout, stderr string, status int) {
	var out, errs bytes.Buffer
	status = run(args, &out, &errs)
	return out.String(), errs.String(), status
}

const (
	budget = "Mayor Ilse Roth said the budget was “a wound.” The council plans to vote in May. “Then we march,” the mayor warned. “All of us.”"
	lamp   = "According to two engineers, the lamp had failed twice. Keeper Otto Hahn denied it."
)

func TestReport(t *testing.T) {
	golden, err := filepath.Abs(filepath.Join("testdata", "report.txt"))
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	gold := func(id, text string, said ...said) any {
		return annotation.Article{ID: id, Text: text, Attributions: statements(t, text, said)}
	}
	roth := said{source: "Mayor Ilse Roth", cue: "said", content: "the budget was “a wound.”"}
	march := said{source: "the mayor", cue: "warned", content: "“Then we march,” | “All of us.”"}
	engineers := said{source: "two engineers", cue: "According to", content: "the lamp had failed twice"}
	lines(t, "gold.jsonl",
		gold("budget", budget, roth, said{source: "The council", cue: "plans", content: "to vote in May"}, march),
		gold("lamp", lamp, engineers, said{source: "Keeper Otto Hahn", cue: "denied", content: "it"}),
		gold("pier", pier, pierGold...))
	lines(t, "base.jsonl",
		found(t, "pier", pier, pierGold...),
		found(t, "budget", budget, roth, said{content: "“Then we march,”"}),
		found(t, "lamp", lamp, said{source: "engineers", cue: "According to", content: "the lamp had failed"}))
	lines(t, "other.jsonl",
		found(t, "budget", budget, roth, march),
		found(t, "lamp", lamp, engineers, said{cue: "denied"}),
		found(t, "pier", pier, pierGold[:2]...))

	got, errs, status := evaluate("gold.jsonl", "base.jsonl", "other.jsonl")
	require.Empty(t, errs)
	require.Zero(t, status)
	if *update {
		require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", golden, diff)
	}
}

func TestBadInput(t *testing.T) {
	const gold = `{"id": "a", "text": "Été.", "attributions": []}` + "\n" + `{"id": "b", "text": "", "attributions": []}` + "\n"
	const good = `{"id": "a", "quotes": []}` + "\n"
	for name, c := range map[string]struct {
		gold, run, want string
		status          int
	}{
		"an article is missing":  {gold, good, "run.jsonl lacks 1 of 2 articles, which count as empty: b", 1},
		"an article is unknown":  {gold, good + `{"id": "b", "quotes": []}` + "\n" + `{"id": "c", "quotes": []}`, "run.jsonl has 1 articles that are not in gold.jsonl, left out: c", 0},
		"not a run":              {gold, gold, `run.jsonl: line 1: article "a" has no "quotes": give what examples/extract`, 1},
		"not JSON":               {gold, good + "{", "run.jsonl: line 2: unexpected end of JSON input", 1},
		"an article twice":       {gold, good + good, `run.jsonl: line 2: article "a" again, first in line 1: keep one`, 1},
		"another text":           {gold, `{"id": "a", "quotes": [{"cue": {"start": 2, "end": 9}}]}`, `run.jsonl: line 1: article "a": span [2 9] is not in the text, which has 6 bytes: make the run from this gold`, 1},
		"code points":            {gold, `{"id": "a", "quotes": [{"content": [{"start": 0, "end": 4}]}]}`, "cuts a character in two", 1},
		"not gold":               {`{"id": "a", "text": "x"}`, good, `gold.jsonl: line 1: article "a": no "attributions"`, 1},
		"no gold":                {"", good, "gold.jsonl holds no articles", 1},
		"two articles of one id": {gold + gold, good, `gold.jsonl: two articles have the id "a"`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			require.NoError(t, os.WriteFile("gold.jsonl", []byte(c.gold), 0o644))
			require.NoError(t, os.WriteFile("run.jsonl", []byte(c.run), 0o644))
			_, errs, status := evaluate("gold.jsonl", "run.jsonl")
			require.Contains(t, errs, c.want)
			require.Equal(t, 1, strings.Count(errs, "\n"), "one message")
			require.Equal(t, c.status, status)
		})
	}

	_, errs, status := evaluate("gold.jsonl")
	require.Equal(t, 2, status)
	require.Contains(t, errs, "usage: evaluate GOLD.jsonl RUN.jsonl")
	_, errs, status = evaluate("no-such.jsonl", "run.jsonl")
	require.Equal(t, 1, status)
	require.Contains(t, errs, "no-such.jsonl: no such file")
}
