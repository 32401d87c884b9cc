package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const articles = `{"id": "courier-1", "outlet": "Courier", "text": "Ren Zhengfei met reporters on Tuesday. “I love my country,” he said. “I will not harm the world.”"}
{"id": "post-7", "outlet": "Post", "text": "Mayor Lena Ortiz said the tunnel was “a disgrace”.\n\nThe operator closed it within an hour, according to a spokeswoman."}
{"id": "empty", "text": "The hall was empty."}
`

func extract(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return out.String(), errs.String(), status
}

func TestGolden(t *testing.T) {
	for _, format := range []string{"text", "jsonl"} {
		got, errs, status := extract(t, articles, "-format", format)
		require.Zero(t, status)
		require.Empty(t, errs)
		golden := filepath.Join("testdata", "articles."+format)
		if *update {
			require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
		}
		want, err := os.ReadFile(golden)
		require.NoError(t, err)
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", golden, diff)
		}
	}
}

// TestExplain tells why, and names nobody where that is not sure enough.
func TestExplain(t *testing.T) {
	text, _, status := extract(t, articles, "-explain")
	require.Zero(t, status)
	require.Contains(t, text, "pronoun “he” → nearest agreeing subject “Ren Zhengfei”")
	records, _, _ := extract(t, articles, "-explain", "-format", "jsonl")
	require.Contains(t, records, `"explanation":{"steps":[{"what":"pronoun","start":64,"end":66,"text":"he"}`)
	unsure, _, _ := extract(t, articles, "-sure", "1")
	require.NotContains(t, unsure, "Ren Zhengfei [")
}

// TestBadInput: one clear message each, all other articles, exit status 1.
func TestBadInput(t *testing.T) {
	const good = `{"id": "a", "text": "“Yes,” said Aldo Brun."}` + "\n"
	got, errs, status := extract(t, good+"{\n"+"{\"text\": \"\xff\"}\n"+`{"text": ""}`+"\n"+strings.Repeat("x", 300)+"\n"+good, "-format", "jsonl", "-max", "200")
	require.Equal(t, 1, status)
	require.Equal(t, 4, strings.Count(got, "\n"), "two good ones, a mended one, an empty one")
	require.Contains(t, got, `{"id":"4","quotes":[]}`)
	require.Equal(t, 4, strings.Count(errs, "\n"), errs)
	for line := range 4 {
		require.Contains(t, errs, fmt.Sprintf("standard input:%d: ", line+2))
	}

	_, errs, status = extract(t, good, "no-such-file.txt")
	require.Equal(t, 1, status)
	require.Equal(t, "no-such-file.txt: no such file\n", errs)

	_, errs, status = extract(t, good, "-in", "xml")
	require.Equal(t, 2, status)
	require.Contains(t, errs, "take jsonl or text")
}

func TestText(t *testing.T) {
	got, _, status := extract(t, "“Yes,” said Aldo Brun.\n", "-in", "text", "-format", "jsonl")
	require.Zero(t, status)
	var line struct {
		Quotes []struct {
			Content []struct {
				Start, End int
				Text       string
			}
			Speaker string
		}
	}
	require.NoError(t, json.Unmarshal([]byte(got), &line))
	require.Equal(t, "Aldo Brun", line.Quotes[0].Speaker)
	require.Equal(t, "“Yes,”", line.Quotes[0].Content[0].Text)
	require.Equal(t, 10, line.Quotes[0].Content[0].End)
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var errs bytes.Buffer
	require.Equal(t, 130, run(ctx, nil, strings.NewReader(articles), io.Discard, &errs))
	require.Contains(t, errs.String(), "stopped after 0 articles")
}
