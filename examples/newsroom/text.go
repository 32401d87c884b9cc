package main

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// printable keeps a text from doing more than being read: a control character
// could move a terminal's cursor, and an override of the writing direction
// could turn around what stands beside it.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		case unicode.IsControl(r) && !unicode.IsSpace(r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// oneLine is printable, with a single space for each white space.
func oneLine(s string) string { return printable(strings.Join(strings.Fields(s), " ")) }

// width is how many columns a text takes.
func width(s string) int { return uniseg.StringWidth(s) }

// clip shortens a text to some columns, at a space if one is near.
func clip(s string, columns int) string {
	if width(s) <= columns {
		return s
	}
	end := 0
	for rest, state, column := s, -1, 1; ; { // the first column is the ellipsis's
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if column += w; column > columns {
			break
		}
		end += len(cluster)
	}
	if space := strings.LastIndexByte(s[:end], ' '); space > end*2/3 {
		end = space
	}
	return strings.TrimRight(s[:end], " ,;:…") + "…"
}

// A stretch of a text, in bytes.
type stretch struct{ start, end int }

// breakLines cuts a text of single spaces into lines of some columns: at its
// spaces, within a word only where that is longer than a line.
func breakLines(s string, columns int) []stretch {
	var lines []stretch
	start, space, column := 0, -1, 0 // of the line, of its last space, of the cluster
	rest, state := s, -1
	for at := 0; at < len(s); {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		switch {
		case cluster == " ":
			space = at
		case column+w <= columns || column == 0:
		case space > start:
			lines = append(lines, stretch{start, space})
			start = space + 1
			column = width(s[start:at])
		default:
			lines = append(lines, stretch{start, at})
			start, column = at, 0
		}
		column += w
		at += len(cluster)
	}
	return append(lines, stretch{start, len(s)})
}

// Styled is text in one style, which is the parameters of the terminal's "select
// graphic rendition" sequence.
type styled struct{ text, style string }

// Styles.
const (
	plain = ""
	bold  = "1"
	dim   = "2"
	red   = "31"
	green = "32"
)

// lines wraps text to some columns. Without color their styles are dropped.
func lines(text []styled, columns int, color bool) []string {
	var all strings.Builder
	for _, r := range text {
		all.WriteString(r.text)
	}
	var out []string
	for _, line := range breakLines(all.String(), columns) {
		var b strings.Builder
		start := 0
		for _, r := range text {
			from, to := max(line.start, start), min(line.end, start+len(r.text))
			start += len(r.text)
			if from >= to {
				continue
			}
			part := all.String()[from:to]
			if color && r.style != plain {
				part = "\x1b[" + r.style + "m" + part + "\x1b[0m"
			}
			b.WriteString(part)
		}
		out = append(out, b.String())
	}
	return out
}
