package quote

import (
	"unicode"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// Single marks are mostly apostrophes. Those within a word never get here
// (they are part of its token); at a word's edge an apostrophe may stand for
// left-out letters (’90s, ’em, rock ’n’ roll, goin’) or after a plural (the
// boys’ team).

// leftSingle costs ‘ and `.
func leftSingle(m *mark) cost {
	if m.elides() {
		return cost{open: 20, close: 60, none: 0}
	}
	if m.opens() {
		return cost{open: 0, close: 60, none: 15}
	}
	return cost{open: 20, close: 30, none: 10}
}

// rightSingle costs ’.
func rightSingle(m *mark) cost {
	switch {
	case m.opens():
		if m.elides() {
			return cost{open: 30, close: 60, none: 0}
		}
		return cost{open: 18, close: 40, none: 5}
	case m.freeAfter():
		return m.endsWord()
	}
	return cost{open: 40, close: 10, none: 2}
}

// straightSingle costs '.
func straightSingle(m *mark) cost {
	switch {
	case m.opens():
		if m.elides() {
			return cost{open: 20, close: 60, none: 0}
		}
		return cost{open: 4, close: 60, none: 16}
	case m.closes():
		return m.endsWord()
	case m.freeBefore():
		return cost{open: 20, close: 15, none: 12}
	case !isPunct(m.before): // of'backdoors
		return cost{open: 10, close: 20, none: 12}
	}
	return cost{open: 30, close: 5, none: 15}
}

// endsWord costs a single mark after a word or its punctuation.
func (m *mark) endsWord() cost {
	switch {
	case isPunct(m.before) || m.before == ' ' || m.before == 0:
		return cost{open: 60, close: 0, none: 15}
	case m.before == 's' && m.after == ' ':
		return cost{open: 60, close: 8, none: 0}
	}
	return cost{open: 60, close: 0, none: 6}
}

// elides reports whether the mark stands for left-out letters before a word.
func (m *mark) elides() bool {
	if unicode.IsDigit(m.after) {
		return true
	}
	var buf [8]byte
	switch string(lexicon.Lower(buf[:0], m.next)) {
	case "em", "til", "till", "cause", "twas", "tis", "bout", "round", "n", "s", "re", "ll", "ve", "d", "cos", "neath", "twixt":
		return true
	}
	return false
}
