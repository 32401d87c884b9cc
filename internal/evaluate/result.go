package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

// A result is how a run did.
type result struct {
	name       string
	statements int      // with content
	counts     []counts // by article, in the order of the gold
	missing    []string // articles of the gold that the run lacks
	unknown    []string // articles of the run that the gold lacks
}

// readRun reads what extract wrote and counts it against the gold.
func readRun(name string, gold []annotation.Article) (*result, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	r := &result{name: name, counts: make([]counts, len(gold))}
	at := make(map[string]int, len(gold))
	for i, a := range gold {
		at[a.ID] = i
	}
	lineOf := map[string]int{}
	lines := bufio.NewReader(file)
	for n := 1; ; n++ {
		line, readErr := lines.ReadBytes('\n')
		if readErr != nil && !errors.Is(readErr, io.EOF) {
			return nil, fmt.Errorf("%s: line %d: %w", name, n, readErr)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			id, found, err := parseRun(line, n)
			if err != nil {
				return nil, fmt.Errorf("%s: line %d: %w", name, n, err)
			}
			if first := lineOf[id]; first > 0 {
				return nil, fmt.Errorf("%s: line %d: article %q again, first in line %d: keep one of them", name, n, id, first)
			}
			lineOf[id] = n
			if i, ok := at[id]; !ok {
				r.unknown = append(r.unknown, id)
			} else if err := check(gold[i].Text, found); err != nil {
				return nil, fmt.Errorf("%s: line %d: article %q: %w: make the run from this gold", name, n, id, err)
			} else {
				r.counts[i] = count(&gold[i], found)
				for _, f := range found {
					if len(f.Content) > 0 {
						r.statements++
					}
				}
			}
		}
		if readErr != nil {
			break
		}
	}
	for i := range gold {
		if r.counts[i] == nil {
			r.missing = append(r.missing, gold[i].ID)
			r.counts[i] = count(&gold[i], nil)
		}
	}
	return r, nil
}

// parseRun reads a line of a run: the statements as if they were annotations.
func parseRun(line []byte, n int) (id string, found []annotation.Attribution, err error) {
	type span struct{ Start, End int }
	article := struct {
		ID     string
		Quotes []struct {
			Kind        string
			Source, Cue *span
			Content     []span
		}
	}{ID: strconv.Itoa(n)}
	if err := json.Unmarshal(line, &article); err != nil {
		return "", nil, err
	}
	if article.Quotes == nil {
		return "", nil, fmt.Errorf(`article %q has no "quotes": give what examples/extract -format jsonl -loose writes`, article.ID)
	}
	for i, q := range article.Quotes {
		a := annotation.Attribution{ID: strconv.Itoa(i + 1), Kind: q.Kind}
		if q.Source != nil {
			a.Source = [][2]int{{q.Source.Start, q.Source.End}}
		}
		if q.Cue != nil {
			a.Cue = [][2]int{{q.Cue.Start, q.Cue.End}}
		}
		for _, c := range q.Content {
			a.Content = append(a.Content, [2]int{c.Start, c.End})
		}
		found = append(found, a)
	}
	return article.ID, found, nil
}

func check(text string, found []annotation.Attribution) error {
	for i := range found {
		for _, role := range roles {
			for _, s := range role.of(&found[i]) {
				if err := annotation.Check(text, s); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
