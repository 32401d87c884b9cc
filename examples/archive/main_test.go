package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
)

// days are articles of three days, as a feed brings them.
var days = [][]corpus.Article{
	{
		{ID: "c1", Outlet: "Courier", Published: "2024-05-01", Text: "“The harbour does not belong to the bank and never will,” Mayor Lena Ortiz said on Monday."},
		{ID: "w1", Outlet: "Wire", Published: "2024-05-01", Text: "“We will test every anchor in that ceiling twice,” engineer Dee Farrow said."},
	},
	{
		{ID: "p1", Outlet: "Post", Published: "2024-05-02", Text: "“The harbour does belong to the bank and never will,” Ms Ortiz said. Lena Ortiz left early."},
		{ID: "w2", Outlet: "Gazette", Published: "2024-05-02", Text: "“We will test every anchor in that ceiling twice,” engineer Dee Farrow said."},
	},
	{
		{ID: "c1", Outlet: "Courier", Published: "2024-05-01", Text: "“The harbour does not belong to the bank and never will,” Mayor Lena Ortiz said on Monday."},
		{ID: "t1", Outlet: "Times", Published: "2024-05-03", Text: "“Nobody asked the fishermen about any of this,” Lena Ortiz said."},
	},
}

// TestDayByDay feeds the days one by one and asks.
func TestDayByDay(t *testing.T) {
	db := filepath.Join(t.TempDir(), "news.db")
	call := func(status int, args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		got := run(t.Context(), append([]string{args[0], "-db", db}, args[1:]...), strings.NewReader(""), &out, &errs)
		require.Equal(t, status, got, errs.String())
		return out.String() + errs.String()
	}
	for i, articles := range days {
		file := filepath.Join(t.TempDir(), "day.jsonl")
		var lines bytes.Buffer
		for _, a := range articles {
			require.NoError(t, json.NewEncoder(&lines).Encode(a))
		}
		require.NoError(t, os.WriteFile(file, lines.Bytes(), 0o644))
		out := call(0, "add", file)
		require.Contains(t, out, []string{"2 of them new; 2 in", "2 of them new; 4 in", "1 of them new; 5 in"}[i])
	}
	for _, c := range []struct {
		name string
		args []string
		want []string
		not  string
	}{
		{"by speaker", []string{"-speaker", "Ms Ortiz"}, []string{"harbour", "fishermen", "Lena Ortiz · 2 outlets"}, "anchor"},
		{"by outlet", []string{"-outlet", "Gazette"}, []string{"2 outlets · 1 texts", "Gazette: reprint of w1"}, "harbour"},
		{"by time", []string{"-from", "2024-05-03"}, []string{"fishermen"}, "harbour"},
		{"by words", []string{"test", "anchors"}, []string{"every anchor"}, "harbour"},
		{"only there", []string{"-outlet", "Times", "-only"}, []string{"fishermen"}, "harbour"},
		{"what was changed", []string{"-outlet", "Post", "-changed"}, []string{"without (elided) “not” ← turns the meaning?"}, "anchor"},
		{"nothing", []string{"-disputed"}, []string{"nothing"}, "harbour"},
	} {
		t.Run(c.name, func(t *testing.T) {
			out := call(0, append([]string{"ask"}, c.args...)...)
			for _, w := range c.want {
				require.Contains(t, out, w)
			}
			require.NotContains(t, out, c.not)
		})
	}
	var g corpus.Group
	require.NoError(t, json.Unmarshal([]byte(call(0, "ask", "-json", "fishermen")), &g))
	require.Equal(t, "2024-05-03", g.First)
	require.Contains(t, call(0, "who"), "Lena Ortiz")

	call(0, "remove", "t1")
	require.Contains(t, call(1, "remove", "t1"), `no article "t1"`)
	require.Equal(t, "nothing\n", call(0, "ask", "fishermen"))
	require.Contains(t, call(1, "ask", "-from", "May"), "YYYY-MM-DD")
	require.NoError(t, os.WriteFile(db, []byte("something else entirely"), 0o644))
	require.Contains(t, call(1, "ask"), "damaged")
}

func TestUsage(t *testing.T) {
	for _, args := range [][]string{nil, {"sing"}, {"ask", "-nonsense"}} {
		var out, errs bytes.Buffer
		require.Equal(t, 2, run(t.Context(), args, strings.NewReader(""), &out, &errs))
		require.Contains(t, errs.String(), "usage: archive")
		require.Empty(t, out.String())
	}
}
