package main

import (
	"slices"
	"strings"
	"unicode"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

// The groups of the report.
var (
	kindGroups   = []string{"direct", "mixed", "indirect", "no content"}
	lengthGroups = []string{"1 word", "2–5 words", "6–15 words", "16–40 words", "more words"}
)

func lengthOf(words int) string {
	for i, most := range [...]int{1, 5, 15, 40} {
		if words <= most {
			return lengthGroups[i]
		}
	}
	return lengthGroups[4]
}

func kinds(text string, inside []bool, statements []annotation.Attribution) []string {
	out := make([]string, len(statements))
	for i := range statements {
		out[i] = kind(text, inside, &statements[i])
	}
	return out
}

// kind returns what the file says, or else what the marks do.
func kind(text string, inside []bool, a *annotation.Attribution) string {
	if len(a.Content) == 0 {
		return "no content"
	}
	if slices.Contains(kindGroups, a.Kind) {
		return a.Kind
	}
	in, out := 0, 0
	for _, s := range a.Content {
		for i, r := range text[s[0]:s[1]] {
			if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
				continue
			}
			if inside[s[0]+i] {
				in++
			} else {
				out++
			}
		}
	}
	switch {
	case in == 0:
		return "indirect"
	case out == 0:
		return "direct"
	}
	return "mixed"
}

// quoted marks the bytes inside double quotation marks (“”, ", ”), paragraph by
// paragraph: from a mark that opens to the next that closes, or to the end of the line
// where none does. An opening mark before another opens nothing.
func quoted(text string) []bool {
	inside := make([]bool, len(text))
	for i := 0; i < len(text); {
		open := prefix(text[i:], "“", `"`, "''")
		if open == 0 {
			i++
			continue
		}
		start := i + open
		i = start
		for i < len(text) && text[i] != '\n' && prefix(text[i:], "“", "”", `"`, "''") == 0 {
			i++
		}
		if strings.HasPrefix(text[i:], "“") {
			continue // and look again from there
		}
		for k := start; k < i; k++ {
			inside[k] = true
		}
		i += prefix(text[i:], "”", `"`, "''")
	}
	return inside
}

// prefix returns the length of the mark that a text starts with, or 0.
func prefix(text string, marks ...string) int {
	for _, m := range marks {
		if strings.HasPrefix(text, m) {
			return len(m)
		}
	}
	return 0
}
