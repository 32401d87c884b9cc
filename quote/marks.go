package quote

import (
	"unicode"
	"unicode/utf8"
)

// Quotation marks are read by a cheapest path. Every mark of a paragraph may
// open a quotation, close the innermost one, or be no quotation mark at all
// (an apostrophe, inches). How likely each is, is seen from its glyph and its
// neighbours: the cost functions in mark_*.go, one for each family of glyphs.
// The path through the paragraph with the least cost wins, where quotations
// nest by turns (“…‘…’…”) and one that is left open costs as well. So a
// missing or a wrong mark is mended where it stands, and never swaps inside
// and outside for the rest of the text. Every paragraph is read on its own, in
// time linear in its marks; only whether the next one begins with an opening
// mark is looked at, because a quotation over several paragraphs is reopened
// in each and closed in the last alone.

// A family is a set of marks that close one another.
type family uint8

const (
	noFamily family = iota
	double          // “ ” " „ ‟ '' ``
	single          // ‘ ’ ' ‚ ‛ ‹ ›
	angle           // « »
)

// cost is what a reading of one mark costs, in tenths.
type cost struct{ open, close, none int }

// A glyph tells the family of a mark and how to cost its readings.
type glyph struct {
	family family
	cost   func(*mark) cost
}

var glyphs = map[rune]glyph{
	'"':  {double, straightDouble},
	'“':  {double, leftDouble},
	'”':  {double, rightDouble},
	'‟':  {double, leftDouble},
	'„':  {double, low},
	'＂':  {double, straightDouble},
	'‘':  {single, leftSingle},
	'’':  {single, rightSingle},
	'‛':  {single, leftSingle},
	'\'': {single, straightSingle},
	'`':  {single, leftSingle},
	'‚':  {single, low},
	'‹':  {single, leftAngle},
	'›':  {single, rightAngle},
	'«':  {angle, leftAngle},
	'»':  {angle, rightAngle},
}

// A mark is a quotation mark with its surroundings.
type mark struct {
	token         int
	family        family
	before, after rune // the next runes that are no marks, 0 at the paragraph's ends, ' ' for any space
	next          string
	cost          cost
}

// opens reports whether the mark stands where opening marks stand: before a
// word, after a space, a bracket or a dash.
func (m *mark) opens() bool { return m.freeBefore() && !m.freeAfter() }

// closes reports whether the mark stands where closing marks stand.
func (m *mark) closes() bool { return !m.freeBefore() && m.freeAfter() }

func (m *mark) freeBefore() bool {
	switch m.before {
	case 0, ' ', '(', '[', '{', '—', '–', '-', '/', '―', ':':
		return true
	}
	return false
}

func (m *mark) freeAfter() bool {
	switch m.after {
	case 0, ' ', ')', ']', '}', '—', '–', '-', '/', '.', ',', ';', ':', '!', '?', '…', '―':
		return true
	}
	return false
}

func isPunct(r rune) bool {
	switch r {
	case '.', ',', '!', '?', '…', ';', ':', '—', '–', '-':
		return true
	}
	return false
}

// deepest is how many marks in a row are looked past.
const deepest = 3

// markAt describes the mark at token i of the paragraph par.
func (d *Document) markAt(i int, par Span) mark {
	tok := d.Tokens[i]
	r, size := utf8.DecodeRuneInString(d.Text[tok.Start:tok.End])
	m := mark{token: i, family: glyphs[r].family}
	costs := glyphs[r].cost
	if size < tok.Len() { // '' and ``
		m.family, costs = double, doubled
	}
	start, end := tok.Start, tok.End
	for k := i - 1; k >= max(0, i-deepest) && d.Tokens[k].Kind == Mark && d.Tokens[k].End == start && start > par.Start; k-- {
		start = d.Tokens[k].Start
	}
	for k := i + 1; k < min(len(d.Tokens), i+1+deepest) && d.Tokens[k].Kind == Mark && d.Tokens[k].Start == end && end < par.End; k++ {
		end = d.Tokens[k].End
	}
	if start > par.Start {
		m.before = spaced(utf8.DecodeLastRuneInString(d.Text[par.Start:start]))
	}
	if end < par.End {
		m.after = spaced(utf8.DecodeRuneInString(d.Text[end:par.End]))
	}
	if i+1 < len(d.Tokens) && d.Tokens[i+1].Start == tok.End {
		m.next = d.Text[d.Tokens[i+1].Start:d.Tokens[i+1].End]
	}
	m.cost = costs(&m)
	return m
}

func spaced(r rune, _ int) rune {
	if unicode.IsSpace(r) || r == '\u200b' {
		return ' '
	}
	return r
}

// nesting is a stack of open families, outermost first.
type nesting uint8

// The nestings that the reader tells apart: alternating, three deep at most.
var nestings = [...][]family{
	{},
	{double}, {single}, {angle},
	{double, single}, {single, double}, {angle, double}, {double, angle}, {angle, single}, {single, angle},
	{double, single, double}, {single, double, single}, {angle, double, single}, {double, single, angle},
}

var pushed, popped = func() (push, pop [len(nestings)][4]nesting) {
	const none = ^nesting(0)
	find := func(stack []family) nesting {
	next:
		for i, n := range nestings {
			if len(n) != len(stack) {
				continue
			}
			for k := range n {
				if n[k] != stack[k] {
					continue next
				}
			}
			return nesting(i)
		}
		return none
	}
	for i, n := range nestings {
		for f := double; f <= angle; f++ {
			push[i][f], pop[i][f] = none, none
			push[i][f] = find(append(append([]family{}, n...), f))
			for k := len(n) - 1; k >= 0 && k >= len(n)-2; k-- { // the innermost, or the one around an unclosed innermost
				if n[k] == f {
					pop[i][f] = find(n[:k])
					break
				}
			}
		}
	}
	return push, pop
}()

// reading is how a mark was read.
type reading uint8

const (
	noMark reading = iota
	opening
	closing
	reopening // opens anew what was never closed
	unopened  // closes what was never opened
)

// Costs of what is wrong with a whole quotation, in tenths.
const (
	costUnclosed      = 20 // at the end of its paragraph
	costUnclosedInner = 15 // when the one around it closes
	costReopened      = 25 // when it opens again within its paragraph
	costUnopened      = 24 // when its first mark is missing
	costContinued     = 2  // at the end of its paragraph, when the next one opens again
	costSingle        = 8  // more, for an unclosed single mark: likelier an apostrophe
)

// readMarks finds the cheapest reading of a paragraph's marks. next is the
// family of the mark that begins the next paragraph, if one does.
func readMarks(marks []mark, next family) []reading {
	type step struct {
		from nesting
		read reading
	}
	const far = 1 << 30
	n := len(nestings)
	steps := make([]step, len(marks)*n)
	now, then := make([]int, n), make([]int, n)
	for s := range now {
		now[s] = far
	}
	now[0] = 0
	for k := range marks {
		m := &marks[k]
		for s := range then {
			then[s] = far
		}
		at := steps[k*n : (k+1)*n]
		try := func(from, to nesting, c int, r reading) {
			if c < then[to] {
				then[to], at[to] = c, step{from, r}
			}
		}
		for s := range nesting(n) {
			c := now[s]
			if c >= far {
				continue
			}
			try(s, s, c+m.cost.none, noMark)
			stack := nestings[s]
			if to := pushed[s][m.family]; int(to) < n {
				try(s, to, c+m.cost.open, opening)
			}
			if to := popped[s][m.family]; int(to) < n {
				inner := 0
				if len(nestings[to]) < len(stack)-1 {
					inner = costUnclosedInner
				}
				try(s, to, c+m.cost.close+inner, closing)
			}
			if len(stack) == 0 && m.family != single {
				try(s, s, c+m.cost.close+costUnopened, unopened)
			}
			if len(stack) > 0 && stack[len(stack)-1] == m.family {
				try(s, s, c+m.cost.open+costReopened, reopening)
			}
		}
		now, then = then, now
	}
	best, least := nesting(0), far
	for s := range nesting(n) {
		c := now[s]
		for k, f := range nestings[s] {
			switch {
			case k == 0 && f == next:
				c += costContinued
			default:
				c += costUnclosed
			}
			if f == single {
				c += costSingle
			}
		}
		if c < least {
			best, least = s, c
		}
	}
	out := make([]reading, len(marks))
	for k := len(marks) - 1; k >= 0; k-- {
		st := steps[k*n+int(best)]
		out[k], best = st.read, st.from
	}
	return out
}
