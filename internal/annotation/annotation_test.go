package annotation_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

// A statement is an attribution with its spans' texts.
type statement struct {
	ID                   string
	Source, Cue, Content []string
}

func statements(a annotation.Article) []statement {
	texts := func(spans [][2]int) (out []string) {
		for _, s := range spans {
			out = append(out, a.Text[s[0]:s[1]])
		}
		return out
	}
	var out []statement
	for _, at := range a.Attributions {
		out = append(out, statement{at.ID, texts(at.Source), texts(at.Cue), texts(at.Content)})
	}
	return out
}

func TestReadBrat(t *testing.T) {
	articles, err := annotation.ReadBrat(os.DirFS("testdata/brat"))
	require.NoError(t, err)
	require.Len(t, articles, 2)
	require.Equal(t, "cafe_2024", articles[0].ID)
	require.Equal(t, "quiet", articles[1].ID)
	require.Empty(t, articles[1].Attributions)

	want := []statement{
		{"E2", []string{"Señora Vélez"}, []string{":"}, []string{"“No queda café”"}},
		{"E1", []string{"Zoë Brück of Café Ltd."}, []string{"said"}, []string{"“We ship on Friday,”", "“Or we don’t\nship at all.”"}},
		{"E3", []string{"She"}, []string{"hopes"}, []string{"the harbour reopens"}},
		{"E4", []string{"She"}, []string{"doubts"}, []string{"that it will 🙂", "soon"}},
		{"E5", nil, []string{"It was argued"}, []string{"that fees are high"}},
	}
	if diff := cmp.Diff(want, statements(articles[0])); diff != "" {
		t.Error("-want +got:\n" + diff)
	}

	// The same comes back from JSON Lines.
	var lines strings.Builder
	for _, a := range articles {
		require.NoError(t, json.NewEncoder(&lines).Encode(a))
	}
	again, err := annotation.ReadJSON(strings.NewReader(lines.String()))
	require.NoError(t, err)
	if diff := cmp.Diff(articles, again); diff != "" {
		t.Error("-brat +JSON:\n" + diff)
	}
}

func part(text, annotations string) fstest.MapFS {
	return fstest.MapFS{
		"text/a.txt":           {Data: []byte(text)},
		"attributions/a_1.ann": {Data: []byte(annotations)},
	}
}

func TestReadBratErrors(t *testing.T) {
	const text = "Été: “oui”, she said."
	for name, c := range map[string]struct {
		part fstest.MapFS
		want string
	}{
		"another folder":   {fstest.MapFS{"train/text/a.txt": {}}, "give the folder of one part of the corpus"},
		"not annotated":    {fstest.MapFS{"text/a.txt": {}}, "text/a.txt: no attributions/a_*.ann"},
		"no text":          {fstest.MapFS{"text/a.txt": {}, "attributions/b_1.ann": {}}, "attributions/b_1.ann: no text/b.txt"},
		"not UTF-8":        {part("fine\n\xff", ""), "text/a.txt:2: not UTF-8"},
		"not brat":         {part(text, "\n{}"), "attributions/a_1.ann:1: not an annotation"},
		"no offsets":       {part(text, "T1\tSource"), `attributions/a_1.ann:1: T1: offsets "" are not of the form`},
		"half an offset":   {part(text, "T1\tSource 12 15;\tshe"), "are not of the form"},
		"behind the text":  {part(text, "T1\tSource 12 22\tshe said."), "are not in the text, which has 21 characters"},
		"backwards":        {part(text, "T1\tSource 15 12\tshe"), "are not in the text"},
		"negative":         {part(text, "T1\tSource -1 3\tÉté"), "are not in the text"},
		"bytes":            {part(text, "T1\tSource 20 23\tshe"), "are not in the text"},
		"another text":     {part(text, "T1\tSource 12 15\tshe\nT2\tCue 15 19\tsaid"), `attributions/a_1.ann:2: T2: covers "said", but the text has " sai" there`},
		"an id twice":      {part(text, "T1\tSource 12 15\tshe\nT1\tCue 16 20\tsaid"), "attributions/a_1.ann:2: T1: a second line with this id"},
		"an unknown span":  {part(text, "E1\tAttribution:T1 Cue:T1"), `attributions/a_1.ann:1: E1: Cue names "T1", which no line defines`},
		"an unknown role":  {part(text, "T1\tSource 12 15\tshe\n\nE1\tAttribution:T1 Speaker:T1"), `attributions/a_1.ann:3: E1: "Speaker:T1" is none of`},
		"role without one": {part(text, "E1\tAttribution:T1 Cue"), `Cue names "", which no line defines`},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := annotation.ReadBrat(c.part)
			require.ErrorContains(t, err, c.want)
		})
	}
}

func TestReadJSON(t *testing.T) {
	articles, err := annotation.ReadJSON(strings.NewReader(`
{"text": "Été.", "attributions": []}

{"id": "b", "text": "“Oui,” she said.", "outlet": "skipped", "attributions": [{"id": "1", "kind": "direct", "content": [[0, 10]], "cue": [[15, 19]], "source": [[11, 14]]}]}`))
	require.NoError(t, err)
	require.Len(t, articles, 2)
	require.Equal(t, "2", articles[0].ID, "the line's number")
	require.Equal(t, "direct", articles[1].Attributions[0].Kind)
	require.Equal(t, []statement{{"1", []string{"she"}, []string{"said"}, []string{"“Oui,”"}}}, statements(articles[1]))
}

func TestReadJSONErrors(t *testing.T) {
	const good = `{"id": "g", "text": "x", "attributions": []}` + "\n"
	for name, c := range map[string]struct{ line, want string }{
		"not JSON":        {"{", "line 2: unexpected end of JSON input"},
		"not annotated":   {`{"id": "a", "text": "x"}`, `line 2: article "a": no "attributions"`},
		"behind the text": {`{"id": "a", "text": "x", "attributions": [{"id": "7", "cue": [[0, 2]]}]}`, `line 2: article "a": attribution "7": span [0 2] is not in the text, which has 1 bytes`},
		"negative":        {`{"text": "x", "attributions": [{"cue": [[-1, 1]]}]}`, "is not in the text"},
		"backwards":       {`{"text": "xyz", "attributions": [{"cue": [[2, 1]]}]}`, "span [2 1] ends before it starts"},
		"code points":     {`{"text": "Été.", "attributions": [{"cue": [[0, 4]]}]}`, "span [0 4] cuts a character in two"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := annotation.ReadJSON(strings.NewReader(good + c.line))
			require.ErrorContains(t, err, c.want)
		})
	}
}

// FuzzReadBrat: whatever the files hold, spans lie in the text and on its runes.
func FuzzReadBrat(f *testing.F) {
	text, err := os.ReadFile("testdata/brat/text/cafe_2024.txt")
	require.NoError(f, err)
	annotations, err := os.ReadFile("testdata/brat/attributions/cafe_2024_a1.ann")
	require.NoError(f, err)
	f.Add(string(text), string(annotations))
	f.Add("é", "T1\tCue 0 1;0 1\té é\nE1\tAttribution:T1 Cue1:T1 Cue2:T1\nE\nT\t\n\t\n")
	f.Fuzz(func(t *testing.T, text, annotations string) {
		articles, err := annotation.ReadBrat(part(text, annotations))
		if err != nil {
			require.Nil(t, articles)
			return
		}
		line, err := json.Marshal(articles[0])
		require.NoError(t, err)
		again, err := annotation.ReadJSON(strings.NewReader(string(line)))
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(articles, again))
	})
}
