// Package annotation reads articles whose statements were annotated by hand:
// from JSON Lines, and from the files in which PolNeAR is published.
package annotation

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"unicode/utf8"
)

// An Article is a text with its annotated statements.
type Article struct {
	ID           string        `json:"id"`
	Text         string        `json:"text"`
	Attributions []Attribution `json:"attributions"`
}

// An Attribution is one annotated statement. Its spans are [start, end) in bytes of
// the article's text, on rune boundaries.
type Attribution struct {
	ID      string   `json:"id"`
	Kind    string   `json:"kind"` // direct, mixed or indirect; "" where the annotators didn't say
	Source  [][2]int `json:"source"`
	Cue     [][2]int `json:"cue"`
	Content [][2]int `json:"content"`
}

// ReadJSON reads articles from JSON Lines, one a line. An article without an id gets
// its line's number. The first bad line ends the reading with an error that names it.
func ReadJSON(in io.Reader) ([]Article, error) {
	var articles []Article
	lines := bufio.NewReader(in)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			a := Article{ID: strconv.Itoa(n)}
			if err := json.Unmarshal(line, &a); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
			if err := a.check(); err != nil {
				return nil, fmt.Errorf("line %d: article %q: %w", n, a.ID, err)
			}
			articles = append(articles, a)
		}
		if err != nil {
			return articles, nil
		}
	}
}

func (a *Article) check() error {
	if a.Attributions == nil {
		return errors.New(`no "attributions": an annotated article without statements has an empty list of them`)
	}
	for i := range a.Attributions {
		at := &a.Attributions[i]
		for _, spans := range [][][2]int{at.Source, at.Cue, at.Content} {
			for _, s := range spans {
				if err := Check(a.Text, s); err != nil {
					return fmt.Errorf("attribution %q: %w", at.ID, err)
				}
			}
		}
	}
	return nil
}

// Check says what is wrong with a span of a text, if anything is.
func Check(text string, span [2]int) error {
	start, end := span[0], span[1]
	switch {
	case start > end:
		return fmt.Errorf("span %v ends before it starts", span)
	case start < 0 || end > len(text):
		return fmt.Errorf("span %v is not in the text, which has %d bytes", span, len(text))
	case start < len(text) && !utf8.RuneStart(text[start]), end < len(text) && !utf8.RuneStart(text[end]):
		return fmt.Errorf("span %v cuts a character in two: offsets count bytes of UTF-8", span)
	}
	return nil
}
