package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/quote"
)

// pageOf returns the page of some articles.
func pageOf(t *testing.T, articles ...corpus.Article) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "page.html")
	status, _, stderr := newsroom(t, jsonLines(t, articles...), "-html", file, "-")
	require.Zero(t, status, stderr)
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	return string(b)
}

func TestPage(t *testing.T) {
	page := pageOf(t, library...)
	for _, want := range []string{
		`<a href="https://vale-courier.example/library" rel="external noopener noreferrer">Council to close the old library</a>`,
		"<del>building</del> <ins>house</ins>",
		`<time datetime="2024-05-02T18:30:00Z">2 May 2024, 18:30</time>`,
		`<circle cx="94%"`, // the last day on the time line
	} {
		assert.True(t, strings.Contains(page, want), want)
	}
	colors := map[string]bool{}
	for _, m := range regexp.MustCompile(`<span class="speaker (c\d)"><bdi>Marta Lindgren</bdi>`).FindAllStringSubmatch(page, -1) {
		colors[m[1]] = true
	}
	assert.Len(t, colors, 1, "one speaker, one colour")
}

// Every link within the page leads somewhere, and every id is there once.
func TestPageLinks(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	newsroom(t, "", "-html", file)
	embedded, err := os.ReadFile(file)
	require.NoError(t, err)
	for name, page := range map[string]string{
		"embedded": string(embedded),
		"own":      pageOf(t, library...),
		"hostile":  pageOf(t, hostile()...),
		"none":     pageOf(t),
	} {
		t.Run(name, func(t *testing.T) {
			page := own.ReplaceAllString(page, "")
			ids := map[string]bool{}
			for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
				assert.False(t, ids[m[1]], "id %s twice", m[1])
				ids[m[1]] = true
			}
			for _, m := range regexp.MustCompile(` (?:href="#|aria-describedby="|aria-labelledby="|data-note="|for=")([^"]*)"`).FindAllStringSubmatch(page, -1) {
				assert.True(t, ids[m[1]], "no id %s", m[1])
			}
		})
	}
}

// hostile returns articles that try to break out of where they are shown.
func hostile() []corpus.Article {
	payloads := []string{
		`<script>alert(1)</script>`,
		`</script><script>alert(1)</script>`,
		`</style></title></textarea><img src=x onerror=alert(1)>`,
		`" onmouseover="alert(1)" x="`,
		`' onfocus='alert(1)' autofocus x='`,
		`<a href="javascript:alert(1)">click</a>`,
		`<svg/onload=alert(1)>`,
		`<!-- --><iframe srcdoc="<script>alert(1)</script>">`,
		`{{.Script}} ${alert(1)} ` + "`",
		"\u202e\u2066txt.exe\u202a \x00\x1b[31mred\x07\u0085\x7f",
		`&lt;script&gt;alert(1)&lt;/script&gt;`,
		`javascript:alert(1)`,
	}
	var out []corpus.Article
	addresses := []string{
		"javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>alert(1)</script>",
		`https://host.example/"onclick="alert(1)`, "http://host.example/'><script>alert(1)</script>",
	}
	for i, p := range payloads {
		out = append(out, corpus.Article{
			ID: p, Outlet: p, Title: p, URL: addresses[i%len(addresses)], Published: "2024-05-02",
			Text: fmt.Sprintf("“We cannot heat %[1]s a building that has lost half of its roof,” said Marta %[1]s Lindgren. “%[1]s”\n\n"+
				"%[1]s\n\n%[1]s said that “%[1]s” was %[1]s.", p),
		})
	}
	return out
}

// own is the page's own style and script.
var own = regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`)

// tag is one in the only way in which the template writes them: lower-case,
// with values in double quotes.
var tag = regexp.MustCompile(`</?([a-z][a-z0-9]*)((?: [a-z0-9-]+(?:="[^"<>]*")?)*)/?>`)

func TestNoArticleInjectsMarkup(t *testing.T) {
	page := pageOf(t, hostile()...)
	assert.Len(t, own.FindAllString(page, -1), 2)
	body := strings.TrimPrefix(own.ReplaceAllString(page, ""), "<!DOCTYPE html>")
	known := map[string]bool{}
	for name := range strings.FieldsSeq(`a article bdi body circle code dd del details div dl dt form h1 h2 h3 head header
		html ins label li line main mark meta nav ol option output p section select span sup summary svg time title ul`) {
		known[name] = true
	}
	for _, m := range tag.FindAllStringSubmatch(body, -1) {
		assert.True(t, known[m[1]], m[0])
		for _, a := range regexp.MustCompile(` ([a-z0-9-]+)(?:="([^"]*)")?`).FindAllStringSubmatch(m[2], -1) {
			assert.False(t, strings.HasPrefix(a[1], "on") || a[1] == "style" || a[1] == "srcdoc" || a[1] == "src", m[0])
			if a[1] == "href" {
				assert.Regexp(t, `^(#|https?://)`, a[2], m[0])
			}
		}
	}
	// What stands between the tags is text. An article's "<" would stand in it.
	rest := tag.ReplaceAllString(body, "")
	assert.Equal(t, -1, strings.IndexAny(rest, "<>"), "%.200s", rest[max(0, strings.IndexAny(rest, "<>")):])

	for _, bad := range []string{"\x00", "\x1b", "\u0085", "\u202e", "\u2066", "ZgotmplZ"} {
		assert.False(t, strings.Contains(page, bad), "%q", bad)
	}
}

func TestWebAddress(t *testing.T) {
	for address, want := range map[string]string{
		"https://host.example/a?b=c#d":      "https://host.example/a?b=c#d",
		" http://host.example ":             "http://host.example",
		`https://host.example/"onclick="x`:  "https://host.example/%22onclick=%22x",
		"HTTPS://host.example/":             "https://host.example/",
		"javascript:alert(1)":               "",
		" jAvAsCrIpT:alert(1)":              "",
		"java\nscript:alert(1)":             "",
		"data:text/html,<script>x</script>": "",
		"//host.example/":                   "",
		"https:alert(1)":                    "",
		"host.example/page":                 "",
		"ftp://host.example/":               "",
		"":                                  "",
	} {
		assert.Equal(t, want, webAddress(address), "%q", address)
	}
}

// The policy allows the page's own style and script, and nothing else.
func TestContentSecurityPolicy(t *testing.T) {
	page := pageOf(t, hostile()...)
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`).FindStringSubmatch(page)
	require.NotNil(t, policy)
	allowed := strings.NewReplacer("&#39;", "'", "&#43;", "+").Replace(policy[1])
	for element, source := range map[string]string{"style": "style-src", "script": "script-src"} {
		found := regexp.MustCompile("(?s)<"+element+">(.*?)</"+element+">").FindAllStringSubmatch(page, -1)
		require.Len(t, found, 1)
		assert.Contains(t, allowed, source+" '"+hash(found[0][1])+"'")
	}
	assert.Contains(t, allowed, "default-src 'none'")
	assert.NotContains(t, allowed, "unsafe")
}

func TestPageIsWrittenWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "page.html")
	require.NoError(t, os.WriteFile(file, []byte("old"), 0o600))
	status, _, stderr := newsroom(t, jsonLines(t, library...), "-html", file, "-")
	assert.Zero(t, status, stderr)
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Len(t, left, 1, "no temporary file stays")

	nowhere := filepath.Join(folder, "nowhere", "page.html")
	status, stdout, stderr := newsroom(t, jsonLines(t, library...), "-html", nowhere, "-")
	assert.Equal(t, 1, status)
	assert.Equal(t, "newsroom: cannot write the page "+nowhere+": no such file or directory\n", stderr)
	assert.NotEmpty(t, stdout, "the report comes out all the same")

	status, _, stderr = newsroom(t, jsonLines(t, library...), "-html", folder, "-")
	assert.Equal(t, 1, status)
	assert.Contains(t, stderr, "cannot write the page "+folder)
	left, err = os.ReadDir(filepath.Dir(folder))
	require.NoError(t, err)
	for _, entry := range left {
		assert.False(t, strings.HasPrefix(entry.Name(), ".newsroom"), entry.Name())
	}
}

func TestMarksAreCutWhereTheyOverlap(t *testing.T) {
	span := func(start, end int) quote.Span { return quote.Span{Start: start, End: end} }
	marks := []mark{{span(0, 10), 0}, {span(2, 8), 1}, {span(4, 12), 2}, {span(4, 12), 3}}
	parts := cut(span(0, 14), marks)
	assert.Equal(t, []quote.Span{span(0, 2), span(2, 4), span(4, 8), span(8, 10), span(10, 12), span(12, 14)}, parts)
	assert.Equal(t, []int{0, 1, 1, 3, 3, none}, innermost(parts, marks), "the shortest wins, the last of equals")
	assert.Empty(t, cut(span(0, 0)))
}
