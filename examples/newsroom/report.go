package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/term"
)

// A screen is where the report is shown.
type screen struct {
	width int // in columns
	color bool
}

func screenOf(w io.Writer) screen {
	s := screen{width: 80}
	if !isTerminal(w) {
		return s
	}
	if columns, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && columns >= narrowest {
		s.width = columns
	}
	s.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return s
}

// What the report shows of long lists; the page shows all.
const (
	maxShared   = 20 // utterances that several articles have
	maxVersions = 12 // of one utterance
	maxReports  = 3  // of one utterance in indirect speech
	maxSoloists = 15 // speakers
	maxSolos    = 5  // utterances of one speaker
	maxLines    = 6  // of one quotation
)

// writeReport writes the report for the terminal. Its first error stays in w.
func writeReport(w *bufio.Writer, news *edition, on screen) {
	r := report{w, on, news}
	r.paragraph("", styled{strings.Join(news.headline(), " · "), bold})

	shared := 0
	for shared < len(news.utterances) && news.utterances[shared].shared() {
		shared++
	}
	if shared > 0 {
		r.heading("Same words, many outlets")
	}
	for i := range min(shared, maxShared) {
		fmt.Fprintln(r)
		r.utterance(&news.utterances[i])
	}
	r.more("", shared-maxShared, "quotation")

	alone := news.soloists()
	if len(alone) > 0 {
		r.heading("Only one outlet ran")
	}
	for _, s := range alone[:min(len(alone), maxSoloists)] {
		fmt.Fprintln(r)
		r.solo(&s)
	}
	r.more("", len(alone)-maxSoloists, "speaker")
}

type report struct {
	*bufio.Writer
	screen
	news *edition
}

// paragraph writes text, wrapped, all lines behind an indentation.
func (r *report) paragraph(indent string, text ...styled) {
	for _, line := range r.clipped(text, r.width-width(indent)) {
		fmt.Fprintln(r, indent+line)
	}
}

// clipped wraps text and cuts it where it is very long.
func (r *report) clipped(text []styled, columns int) []string {
	out := lines(text, columns, r.color)
	if len(out) > maxLines {
		out = append(out[:maxLines], fmt.Sprintf("[%s]", count(len(out)-maxLines, "more line")))
	}
	return out
}

func (r *report) heading(title string) {
	fmt.Fprintln(r)
	r.paragraph("", styled{strings.ToUpper(title), bold})
	r.paragraph("", styled{strings.Repeat("─", min(r.width, width(title))), dim})
}

// more says how much of a list is left out.
func (r *report) more(indent string, n int, what string) {
	if n > 0 {
		if indent == "" {
			fmt.Fprintln(r)
		}
		r.paragraph(indent, styled{"and " + count(n, "more "+what), dim})
	}
}

// utterance shows one that several articles have, with all its versions.
func (r *report) utterance(u *utterance) {
	r.paragraph("", styled{"“" + u.wording + "”", bold})
	if u.merged != "" {
		r.paragraph("", styled{"together: “" + u.merged + "”", dim})
	}
	by := cmp.Or(u.speaker, nobody)
	if n := len(u.outlets); n > 0 {
		by += " · " + count(n, "outlet")
	}
	r.paragraph("", styled{by, plain})
	names := r.news.names(u.versions)
	var rows []row
	for i := range u.versions[:min(len(u.versions), maxVersions)] {
		row := row{label: names[i], text: u.versions[i].shown()}
		if i > 0 && u.versions[i].article == u.versions[i-1].article {
			row.label = ""
		}
		rows = append(rows, row)
	}
	for _, p := range u.reports[:min(len(u.reports), maxReports)] {
		rows = append(rows, row{label: r.news.name(p.article), text: []styled{{"in its own words: " + oneLine(p.Text), dim}}})
	}
	r.table(rows)
	r.more("  ", len(u.versions)-maxVersions, "version")
}

// solo shows the utterances of one speaker that one article alone has.
func (r *report) solo(s *solo) {
	r.paragraph("", styled{cmp.Or(s.speaker, nobody), bold}, styled{fmt.Sprintf(" (%d)", len(s.utterances)), dim})
	var rows []row
	last := ""
	for _, i := range s.utterances[:min(len(s.utterances), maxSolos)] {
		u := &r.news.utterances[i]
		row := row{label: r.news.name(u.versions[0].article), text: []styled{{"“" + u.wording + "”", plain}}}
		if row.label == last {
			row.label = ""
		} else {
			last = row.label
		}
		rows = append(rows, row)
	}
	r.table(rows)
	r.more("  ", len(s.utterances)-maxSolos, "quotation")
}

// A row is a label and the text beside it.
type row struct {
	label string
	text  []styled
}

// table writes rows with their texts aligned. On a narrow screen a label
// stands above its text.
func (r *report) table(rows []row) {
	const gap = 2
	column := 0
	for _, row := range rows {
		column = max(column, width(row.label))
	}
	column = min(column, r.width/3)
	beside := r.width >= 60
	for _, row := range rows {
		if !beside {
			if row.label != "" {
				r.paragraph("  ", styled{row.label, dim})
			}
			r.paragraph("    ", row.text...)
			continue
		}
		label := clip(row.label, column)
		pad := strings.Repeat(" ", column-width(label)+gap)
		for i, line := range r.clipped(row.text, r.width-column-2*gap) {
			if i == 0 {
				line = lines([]styled{{label, dim}}, column, r.color)[0] + pad + line
			} else {
				line = strings.Repeat(" ", column+gap) + line
			}
			fmt.Fprintln(r, "  "+line)
		}
	}
}

// shown tells how a version differs from the wording: what it drops is an
// ellipsis, what it changes is marked [-old-]{+new+}.
func (v *version) shown() []styled {
	var out []styled
	say := func(parts ...styled) {
		if len(out) > 0 {
			out = append(out, styled{" ", plain})
		}
		out = append(out, parts...)
	}
	for i, e := range v.edits {
		old, added := styled{"[-" + e.Dropped + "-]", red}, styled{"{+" + e.Added + "+}", green}
		switch {
		case e.Kept != "":
			say(styled{e.Kept, plain})
		case e.cut() && i > 0 && strings.HasSuffix(v.edits[i-1].Kept, "…"):
			// The outlet itself tells that it drops something.
		case e.cut():
			say(styled{"…", dim})
		}
		switch {
		case e.Added != "" && e.Dropped != "" && !e.cut():
			say(old, added)
		case e.Added != "":
			say(added)
		}
	}
	if v.same() {
		out = []styled{{"the same", dim}}
	} else {
		out = slices.Concat([]styled{{"“", plain}}, out, []styled{{"”", plain}})
	}
	if v.turns() {
		out = append(out, styled{" (does that turn the meaning?)", bold})
	}
	if v.speaker != "" {
		out = append(out, styled{" (credited to " + v.speaker + ")", dim})
	}
	return out
}

// cut reports whether an edit rather leaves words out than changes them.
func (e *edit) cut() bool {
	dropped, added := len(strings.Fields(e.Dropped)), len(strings.Fields(e.Added))
	return dropped > 0 && (added == 0 || dropped > 5 && dropped > 3*added)
}
