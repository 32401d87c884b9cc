package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// A Token is a word, a number, a quotation mark, or other punctuation. White
// space is never part of one.
type Token struct {
	Span
	Kind  TokenKind
	class lexicon.Class
}

// Class tells the kinds of word that the token is, for the packages of this
// module.
func (t Token) Class() lexicon.Class { return t.class }

// TokenKind says what a token is.
type TokenKind uint8

const (
	Word   TokenKind = iota // letters, with inner apostrophes and full stops ("don't", "U.S")
	Number                  // begins with a digit
	Mark                    // a quotation mark or an apostrophe on its own
	Punct                   // anything else
)

func (k TokenKind) String() string {
	return [...]string{"word", "number", "mark", "punct"}[k]
}

// tokenize cuts text[span] into tokens and appends them. Words are bounded as
// in UAX #29, but for what news text glues together: "said.The" is three
// tokens, "of'backdoors" too, and an ending such as "'s" stands alone. A run
// of full stops and a pair of apostrophes or back-ticks is one token.
func tokenize(tokens []Token, text string, span Span) []Token {
	first := len(tokens)
	seg := words.FromString(text[span.Start:span.End])
	for seg.Next() {
		s := Span{span.Start + seg.Start(), span.Start + seg.End()}
		word := text[s.Start:s.End]
		r, size := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsSpace(r):
			// Combining marks may follow a space within one UAX #29 segment.
			if size < len(word) && strings.TrimSpace(word) != "" {
				tokens = append(tokens, Token{Span: Span{s.Start + size, s.End}, Kind: Punct})
			}
		case unicode.IsLetter(r):
			tokens = splitWord(tokens, text, s)
		case unicode.IsDigit(r):
			tokens = append(tokens, Token{Span: s, Kind: Number})
		default:
			kind := Punct
			if _, ok := glyphs[r]; ok && size == len(word) {
				kind = Mark
			}
			if n := len(tokens); n > first && tokens[n-1].End == s.Start && doubles(text, tokens[n-1], r) {
				tokens[n-1].End = s.End
				continue
			}
			tokens = append(tokens, Token{Span: s, Kind: kind})
		}
	}
	for i := len(tokens) - 1; i >= first; i-- {
		t := &tokens[i]
		if t.Kind != Word {
			continue
		}
		t.class = lexicon.Of(text[t.Start:t.End])
		if t.class.Is(lexicon.Given) && t.class.Is(lexicon.Auxiliary) && i+1 < len(tokens) && upper(text, *t) && upper(text, tokens[i+1]) {
			t.class &^= lexicon.Auxiliary // "Will Smith"
		}
	}
	return tokens
}

// upper reports whether a token begins with a capital.
func upper(text string, t Token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.Start:])
	return unicode.IsUpper(r)
}

// doubles reports whether r continues the token before it: "..", "--", and
// ” made of two apostrophes or back-ticks.
func doubles(text string, last Token, r rune) bool {
	before := text[last.Start:last.End]
	switch r {
	case '.', '-':
		return before[0] == byte(r)
	case '\'', '`':
		return before == string(r)
	case '’':
		return before == "’"
	}
	return false
}

// splitWord appends a UAX #29 word, cut where news text glues words.
func splitWord(tokens []Token, text string, s Span) []Token {
	for i := s.Start; i < s.End; {
		r, size := utf8.DecodeRuneInString(text[i:s.End])
		switch {
		case r == '.' && endsSentenceGlued(text, s, i):
			tokens = append(tokens, Token{Span: Span{s.Start, i}}, Token{Span: Span{i, i + 1}, Kind: Punct})
			s.Start = i + 1
		case (r == '\'' || r == '’') && i > s.Start:
			switch after := text[i+size : s.End]; {
			case clitic(after):
				return append(tokens, Token{Span: Span{s.Start, i}}, Token{Span: Span{i, s.End}})
			case opensGlued(text[s.Start:i], after):
				tokens = append(tokens, Token{Span: Span{s.Start, i}}, Token{Span: Span{i, i + size}, Kind: Mark})
				s.Start = i + size
			}
		}
		i += size
	}
	return append(tokens, Token{Span: s})
}

// endsSentenceGlued tells the full stop of "said.The" from that of "Ph.D" and
// "example.com": at least two letters before it, the last one small, and a
// capital after it.
func endsSentenceGlued(text string, s Span, stop int) bool {
	if stop-s.Start < 2 || stop+1 >= s.End {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text[s.Start:stop])
	next, _ := utf8.DecodeRuneInString(text[stop+1 : s.End])
	return unicode.IsLower(last) && unicode.IsUpper(next) && !(stop-s.Start == 2 && stop+2 == s.End)
}

// clitic reports whether what follows an apostrophe is an ending of the word
// before it.
func clitic(after string) bool {
	switch len(after) {
	case 1:
		return strings.ContainsAny(after, "sSdDmM")
	case 2:
		return strings.EqualFold(after, "re") || strings.EqualFold(after, "ve") || strings.EqualFold(after, "ll")
	}
	return false
}

// opensGlued tells the apostrophe of "of'backdoors", an opening mark, from
// that of "O'Brien" and "don't": a small function word before it, a word after it.
func opensGlued(before, after string) bool {
	const functional = lexicon.Preposition | lexicon.Determiner | lexicon.Coordinator | lexicon.Auxiliary | lexicon.Possessive | lexicon.Subordinator
	return len(before) >= 2 && len(after) >= 3 && before[0] >= 'a' && before[0] <= 'z' && lexicon.Of(before).Is(functional)
}
