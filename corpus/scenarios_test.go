package corpus_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

var update = flag.Bool("update", false, "rewrite what the scenarios want by what comes out")

const scenarios = "../testdata/scenarios"

// TestScenarios runs the files under testdata/scenarios. Each describes one construct,
// and has a text and what is wanted from it side by side, in the form of a txtar
// archive. A file with several texts, named by their outlets, wants groups.
func TestScenarios(t *testing.T) {
	err := filepath.WalkDir(scenarios, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		t.Run(strings.TrimSuffix(filepath.ToSlash(path)[len(scenarios)+1:], ".txt"), func(t *testing.T) { scenario(t, path) })
		return nil
	})
	require.NoError(t, err)
}

func scenario(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	require.NotEmpty(t, strings.TrimSpace(string(archive.Comment)), "say what the scenario shows before its first section")
	last := len(archive.Files) - 1
	require.GreaterOrEqual(t, last, 1, "a scenario needs a text and a want section")
	require.Equal(t, "want", archive.Files[last].Name)
	texts := archive.Files[:last]

	var got string
	if len(texts) == 1 {
		got = describe(string(texts[0].Data))
	} else {
		got = group(texts)
	}
	if *update {
		archive.Files[last].Data = []byte(got)
		require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o644))
		return
	}
	if diff := cmp.Diff(string(archive.Files[last].Data), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// describe writes what is found in a text: every statement with its spans and
// its speaker, and the quotations that are no speech.
func describe(text string) string {
	var b strings.Builder
	doc := quote.Parse(text)
	for _, a := range speaker.Attribute(doc).Attributions {
		var pieces []string
		for _, c := range a.Statement.Content {
			pieces = append(pieces, strings.ReplaceAll(doc.Slice(c), "\n", "⏎"))
		}
		fmt.Fprintf(&b, "%s: %s\n", a.Statement.Kind, strings.Join(pieces, " … "))
		for _, part := range []struct{ name, text string }{
			{"cue", doc.Slice(a.Cue)}, {"source", doc.Slice(a.Source)}, {"speaker", a.Speaker}, {"rule", a.Rule},
		} {
			if part.text != "" {
				fmt.Fprintf(&b, "    %s: %s\n", part.name, part.text)
			}
		}
	}
	for i := range doc.Quotations {
		if q := &doc.Quotations[i]; q.NotSpeech != "" && q.Depth == 0 {
			fmt.Fprintf(&b, "no speech: %s (%s)\n", doc.Slice(q.Span), q.NotSpeech)
		}
	}
	return b.String()
}

// group writes the groups over several texts that have more than one variant.
func group(texts []txtar.File) string {
	c := corpus.New()
	for _, f := range texts {
		c.Add(corpus.Article{ID: f.Name, Outlet: f.Name, Text: string(f.Data)})
	}
	var b strings.Builder
	for g := range c.Groups() {
		if len(g.Variants) < 2 {
			continue
		}
		fmt.Fprintf(&b, "%s: %s\n", g.Speaker, g.Wording)
		for _, v := range g.Variants {
			fmt.Fprintf(&b, "    %s: %s\n", v.Outlet, v.Text)
		}
	}
	return b.String()
}
