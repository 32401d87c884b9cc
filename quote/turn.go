package quote

import (
	"strings"
	"unicode"
)

// Transcripts and interviews have a label before every turn (WALLACE: …, Q: …).
// Where a document has at least three such lines, each turn is a statement of
// its label, without marks; paragraphs without a label between two turns go on
// with the one before them.

const fewestTurns = 3

// A turn is a labelled paragraph.
type turn struct {
	label   Range
	content Range
}

// findTurns returns the turns by paragraph; nil if the document has too few.
func (d *Document) findTurns() map[int]turn {
	turns := map[int]turn{}
	for p := range d.Paragraphs {
		if t, ok := d.turnAt(d.Paragraphs[p].Tokens); ok {
			turns[p] = t
		}
	}
	if len(turns) < fewestTurns {
		return nil
	}
	return turns
}

// longestLabel bounds a label, in tokens.
const longestLabel = 16

// turnAt reads a label in capitals, or Q and A, and a colon, at the start of a
// paragraph.
func (d *Document) turnAt(par Range) (turn, bool) {
	first := par.First
	if d.Tokens[first].Kind == Mark {
		first++
	}
	capitals := 0 // letters of the longest word
	for i := first; i < par.End && i < first+longestLabel; i++ {
		w := d.Token(i)
		switch {
		case w == ":" && i > first:
			question := i == first+1 && (d.Token(first) == "Q" || d.Token(first) == "A")
			t := turn{Range{first, i}, Range{i + 1, par.End}}
			return t, (capitals > 1 || question) && t.content.Len() > 0
		case d.Tokens[i].Kind == Punct:
			if !strings.Contains(",.-()/&", w) {
				return turn{}, false
			}
		case strings.IndexFunc(w, unicode.IsLower) >= 0:
			return turn{}, false
		case d.Tokens[i].Kind == Word:
			capitals = max(capitals, len(w))
		}
	}
	return turn{}, false
}

// turn makes a statement of a labelled paragraph, and reports whether
// paragraph p is one or goes on with one.
func (r *reader) turn(p int) bool {
	if t, ok := r.turns[p]; ok {
		r.finish()
		if r.spokenTurn < 0 {
			r.firstTurn = p
		}
		r.spokenTurn = p
		r.Statements = append(r.Statements, Statement{
			Kind: Indirect, Content: []Span{r.Document.Span(t.content)}, Source: r.Document.Span(t.label), Confidence: 0.9,
		})
		return true
	}
	if r.spokenTurn < 0 || 2*len(r.turns) < r.lastTurn-r.firstTurn || p > r.lastTurn || r.word(r.Paragraphs[p].Tokens.First, "(", "[") {
		return false
	}
	s := &r.Statements[len(r.Statements)-1]
	s.Content = append(s.Content, r.Paragraphs[p].Span)
	return true
}
