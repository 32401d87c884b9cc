package quote

import (
	"unicode"
	"unicode/utf8"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// splitSentences appends the sentences of a paragraph's tokens. A sentence
// ends after a full stop, a question mark or an exclamation mark and the
// closing marks and brackets behind it, unless the stop belongs to an
// abbreviation or an initial, or the next word shows that the sentence goes on.
func (d *Document) splitSentences(par Range) {
	first := par.First
	for i := par.First; i < par.End; i++ {
		if d.Tokens[i].Kind != Punct || !isStop(d.Text[d.Tokens[i].Start]) {
			continue
		}
		end := i + 1
		for end < par.End && d.closesSentence(end) {
			end++
		}
		if end < par.End && !d.endsSentence(i, end) {
			continue
		}
		d.Sentences = append(d.Sentences, Sentence{d.Span(Range{first, end}), Range{first, end}})
		first, i = end, end-1
	}
	if first < par.End {
		d.Sentences = append(d.Sentences, Sentence{d.Span(Range{first, par.End}), Range{first, par.End}})
	}
}

func isStop(b byte) bool { return b == '.' || b == '!' || b == '?' }

// closesSentence reports whether token i, behind a stop, still belongs to the
// sentence: another stop, or a closing mark or bracket without space before it.
func (d *Document) closesSentence(i int) bool {
	t := d.Tokens[i]
	switch t.Kind {
	case Punct:
		b := d.Text[t.Start]
		return isStop(b) || b == ')' || b == ']'
	case Mark:
		r, _ := utf8.DecodeRuneInString(d.Text[t.Start:])
		if r == '”' || r == '»' || r == '’' || r == '›' {
			return true
		}
		if r == '“' || r == '‘' || r == '„' || r == '«' {
			return false
		}
		// A straight mark closes where it touches the stop but not the next word.
		glued := d.Tokens[i-1].End == t.Start
		return glued && (i+1 >= len(d.Tokens) || d.Tokens[i+1].Start > t.End || d.Tokens[i+1].Kind != Word)
	}
	return false
}

// endsSentence decides whether the stop at token i ends a sentence whose
// closing marks end before token next.
func (d *Document) endsSentence(i, next int) bool {
	after := d.Tokens[next]
	if after.Kind == Punct && !d.opensBracket(next) {
		return d.Text[after.Start] >= utf8.RuneSelf || d.Text[after.Start] == '#' || d.Text[after.Start] == '@'
	}
	// What the next sentence begins with, behind opening marks and brackets.
	word := next
	for word+1 < len(d.Tokens) && (d.Tokens[word].Kind == Mark || d.opensBracket(word)) {
		word++
	}
	r, _ := utf8.DecodeRuneInString(d.Text[d.Tokens[word].Start:])
	if unicode.IsLower(r) {
		return false
	}
	stop := d.Slice(d.Tokens[i].Span)
	if stop != "." || i == 0 || d.Tokens[i-1].End != d.Tokens[i].Start {
		return true
	}
	return !d.abbreviates(i-1, next, word)
}

func (d *Document) opensBracket(i int) bool {
	b := d.Text[d.Tokens[i].Start]
	return d.Tokens[i].Kind == Punct && (b == '(' || b == '[')
}

// abbreviates reports whether the stop behind token i is an abbreviation's and
// no sentence ends with it; next is the token after it and its closing marks,
// word the first word from there.
func (d *Document) abbreviates(i, next, word int) bool {
	t := d.Tokens[i]
	starts := d.Tokens[word].class.Is(lexicon.Starter)
	switch {
	case t.Kind != Word || next > i+2: // a closing mark stood between
		return false
	case t.class.Is(lexicon.TitleAbbreviation):
		return true
	case d.initial(i):
		return !starts // "J. Edgar Hoover", but "plan B. The"
	case t.class.Is(lexicon.NumberAbbreviation):
		return d.Tokens[word].Kind == Number
	case t.class.Is(lexicon.InnerAbbreviation) || hasInnerStop(d.Slice(t.Span)):
		return !starts && d.Tokens[word].Kind == Word && d.Tokens[word-1].Kind != Mark
	}
	return false
}

// initial reports whether token i is a single capital letter.
func (d *Document) initial(i int) bool {
	w := d.Token(i)
	r, size := utf8.DecodeRuneInString(w)
	return size == len(w) && unicode.IsUpper(r) && w != "I"
}

// capital reports whether token i is a word that begins with a capital.
func (d *Document) capital(i int) bool {
	return d.Tokens[i].Kind == Word && upper(d.Text, d.Tokens[i])
}

// hasInnerStop tells "U.S" and "a.m" from "example.com": single letters parted by stops.
func hasInnerStop(word string) bool {
	if len(word) < 3 {
		return false
	}
	for i := 1; i < len(word); i += 2 {
		if word[i] != '.' {
			return false
		}
	}
	return true
}
