package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type pattern struct {
	kind byte // '=' equals, '*' contains, ' ' begins with
	text string
}

func patterns(lines []string) []pattern {
	out := make([]pattern, len(lines))
	for i, line := range lines {
		switch line[0] {
		case '=', '*':
			out[i] = pattern{line[0], line[1:]}
		default:
			out[i] = pattern{' ', line}
		}
	}
	return out
}

// longestBoilerplate bounds the paragraphs that Boilerplate looks at, in bytes.
const longestBoilerplate = 300

// Boilerplate reports whether a paragraph is of the kinds that a scraper
// leaves around an article: comment forms, sharing links, newsletters, notices.
// A paragraph of more than 300 bytes never is.
func Boilerplate(paragraph string) bool {
	if len(paragraph) > longestBoilerplate {
		return false
	}
	text := plain(paragraph)
	for _, p := range load().boilerplate {
		switch p.kind {
		case '=':
			if text == p.text {
				return true
			}
		case '*':
			if strings.Contains(text, p.text) {
				return true
			}
		default:
			if rest, ok := strings.CutPrefix(text, p.text); ok && (rest == "" || rest[0] == ' ') {
				return true
			}
		}
	}
	return false
}

// plain keeps a text's letters and digits, lower-case, words parted by one space.
func plain(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			if r < utf8.RuneSelf {
				b.WriteByte(byte(unicode.ToLower(r)))
			} else {
				b.WriteRune(unicode.ToLower(r))
			}
		case r == '\'' || r == '’':
		default:
			space = true
		}
	}
	return b.String()
}
