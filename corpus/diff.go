package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/internal/wording"
)

// An Edit is one step from the canonical wording to a variant's.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"` // the words that are kept, left out of the wording, or put in
	// Class says what kind of difference it is, "" where words are kept.
	Class Class `json:"class,omitempty"`
	// Turns says that the difference may turn the meaning: a negation, a number
	// or a name is in one of the two alone.
	Turns bool `json:"turns,omitempty"`
}

// Op is what an Edit does.
type Op string

const (
	Keep   Op = "keep"
	Delete Op = "delete" // in the wording, not in the variant
	Insert Op = "insert" // in the variant, not in the wording
)

// Class is a kind of difference.
type Class string

const (
	Cut      Class = "cut"      // the variant begins later or ends sooner
	Elided   Class = "elided"   // it leaves words out in between
	Added    Class = "added"    // it has words that the wording hasn't
	Changed  Class = "changed"  // it has other words in their place
	Spelling Class = "spelling" // it writes the same words another way
	Bracket  Class = "bracket"  // it puts words in brackets in or in their place
)

// classify fills in the classes of edits, and which of them turn the meaning.
func classify(edits []Edit) {
	negations := 0 // that one has more than the other: "not … anything" for "nothing"
	for i, e := range edits {
		if e.Op == Keep || e.Op == Delete && (i == 0 || i == len(edits)-1) {
			continue
		}
		for w := range strings.FieldsSeq(e.Text) {
			switch {
			case !negative[letters(w)]:
			case e.Op == Delete:
				negations--
			default:
				negations++
			}
		}
	}
	for i := range edits {
		e := &edits[i]
		if e.Op == Keep {
			continue
		}
		other := ""
		for _, k := range [2]int{i - 1, i + 1} {
			if k >= 0 && k < len(edits) && edits[k].Op != Keep && edits[k].Op != e.Op {
				other = edits[k].Text
			}
		}
		inserted := e.Text
		if e.Op == Delete {
			inserted = other
		}
		switch {
		case strings.HasPrefix(inserted, "[") && strings.Contains(inserted, "]"):
			e.Class = Bracket
		case other != "" && letters(other) == letters(e.Text):
			e.Class = Spelling
		case other != "":
			e.Class = Changed
		case e.Op == Insert:
			e.Class = Added
		case i == 0 || i == len(edits)-1:
			e.Class = Cut
		default:
			e.Class = Elided
		}
		e.Turns = e.Class != Spelling && turns(e, i, other, negations != 0 || e.Class == Cut)
	}
}

// letters returns the letters and digits of a text as they are compared, without
// inflection.
func letters(text string) string {
	var b strings.Builder
	for w := range strings.FieldsSeq(text) {
		b.WriteString(wording.Fold(strings.TrimFunc(strings.ReplaceAll(w, "-", ""), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })))
	}
	return b.String()
}

// seamWords is how near to what is kept a negation must stand for a cut to turn it.
const seamWords = 3

// negative are negations as [letters] gives them.
var negative = map[string]bool{"not": true, "noth": true, "nobodi": true, "none": true, "neither": true, "nor": true, "without": true, "nowher": true}

// turns reports whether an edit has a negation, a number or a name that the
// words in its place haven't.
func turns(e *Edit, at int, other string, negations bool) bool {
	words := strings.Fields(e.Text)
	if e.Class == Cut {
		if at > 0 || len(words) == 0 {
			return false // the end may go
		}
		words = words[max(0, len(words)-seamWords):]
	}
	there := map[string]bool{}
	for w := range strings.FieldsSeq(other) {
		there[letters(w)] = true
	}
	for i, w := range words {
		fold := letters(w)
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "[(“‘\"'"))
		name := e.Class == Changed && unicode.IsUpper(r) && !(at == 0 && i == 0) && !wording.Functional(w)
		number := fold != "" && fold[0] >= '0' && fold[0] <= '9' && e.Class != Cut
		if (number || name || negations && negative[fold]) && !there[fold] {
			return true
		}
	}
	return false
}

// diff returns the word-level difference between the words of a wording and of
// a variant, by their longest common subsequence of folded words. O(n·m).
func diff(wording, variant []shown) []Edit {
	n, m := len(wording), len(variant)
	lengths := make([]uint16, (n+1)*(m+1)) // a passage is short
	common := func(i, j int) *uint16 { return &lengths[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if wording[i].fold == variant[j].fold {
				*common(i, j) = *common(i+1, j+1) + 1
			} else {
				*common(i, j) = max(*common(i+1, j), *common(i, j+1))
			}
		}
	}
	var out []Edit
	add := func(op Op, text string) {
		if k := len(out) - 1; k >= 0 && out[k].Op == op {
			out[k].Text += text
			return
		}
		out = append(out, Edit{Op: op, Text: text})
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && wording[i].fold == variant[j].fold:
			add(Keep, variant[j].text)
			i, j = i+1, j+1
		case j == m || i < n && *common(i+1, j) >= *common(i, j+1):
			add(Delete, wording[i].text)
			i++
		default:
			add(Insert, variant[j].text)
			j++
		}
	}
	for k := range out {
		out[k].Text = strings.TrimSpace(out[k].Text)
	}
	classify(out)
	return out
}

// shown is a word as it is shown, with the punctuation around it and a space
// behind it if one is there.
type shown struct {
	fold match.Word
	text string
}

// showWords returns the words of a passage as shown.
func showWords(p *match.Passage) []shown {
	spans := p.Spans()
	out := make([]shown, len(spans))
	start := 0
	for k, s := range spans {
		end, space := len(p.Text), " "
		if k+1 < len(spans) {
			// What touches the next word belongs to it: "he [Trump]".
			between := p.Text[s.End:spans[k+1].Start]
			i := strings.LastIndexByte(between, ' ')
			end = s.End + len(strings.TrimRight(between[:i+1], " "))
			if i < 0 {
				end, space = spans[k+1].Start, ""
			}
		}
		out[k] = shown{p.Words[k] >> 1, strings.TrimLeft(p.Text[start:end], " ") + space}
		start = end
	}
	return out
}
