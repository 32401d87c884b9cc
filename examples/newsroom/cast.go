package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus"
)

// nobody is what a speaker is called whom nobody can tell.
const nobody = "Speaker unknown"

// A cast knows the speakers of all articles.
type cast struct {
	called   map[credit]string // by a name that is not the fullest
	speakers []*person         // who speaks most first; the unknown speaker is not among them
	byName   map[string]*person
}

// A credit is a speaker as one article names it.
type credit struct {
	article int
	name    string
}

// A person is a speaker, of whatever kind, over all articles.
type person struct {
	name       string
	number     int // index into cast.speakers
	color      int // one of colors
	statements int
	articles   []int
}

// colors is how many speakers the page tells apart by colour.
const colors = 10

// newCast names and counts the speakers of some articles. Ren in one is Ren
// Zhengfei of another if both give him the same words.
func newCast(articles []corpus.Attributed, groups []group) *cast {
	c := &cast{called: map[credit]string{}, byName: map[string]*person{}}
	for _, g := range groups {
		for i, v := range g.Variants {
			short, full := oneLine(v.Speaker), oneLine(g.Speaker)
			if by := (credit{g.articles[i], short}); len(full) > len(c.called[by]) && shortens(short, full) {
				c.called[by] = full
			}
		}
	}
	for i := range articles {
		for _, a := range articles[i].Result.Attributions {
			name := c.name(i, a.Speaker)
			if name == "" {
				continue
			}
			p := c.byName[name]
			if p == nil {
				p = &person{name: name}
				c.byName[name] = p
				c.speakers = append(c.speakers, p)
			}
			p.statements++
			if n := len(p.articles); n == 0 || p.articles[n-1] != i {
				p.articles = append(p.articles, i)
			}
		}
	}
	slices.SortFunc(c.speakers, func(a, b *person) int {
		return cmp.Or(cmp.Compare(b.statements, a.statements), cmp.Compare(a.name, b.name))
	})
	c.paint()
	return c
}

// paint numbers the speakers and gives those of one article different colours
// as long as there are enough.
func (c *cast) paint() {
	used := map[int]*[colors]int{} // how often, by article
	for n, p := range c.speakers {
		p.number = n
		var taken [colors]int
		for _, a := range p.articles {
			if used[a] == nil {
				used[a] = new([colors]int)
			}
			for i, times := range used[a] {
				taken[i] += times
			}
		}
		p.color = slices.Index(taken[:], slices.Min(taken[:]))
		for _, a := range p.articles {
			used[a][p.color]++
		}
	}
}

// name returns the fullest known name of a speaker whom an article names.
func (c *cast) name(article int, name string) string {
	name = oneLine(name)
	return cmp.Or(c.called[credit{article, name}], name)
}

// person returns the speaker of that full name, nil for the unknown one.
func (c *cast) person(name string) *person { return c.byName[name] }

// shortens reports whether a name consists of some words of a longer one.
func shortens(short, full string) bool {
	words, of := strings.Fields(short), strings.Fields(full)
	for _, w := range words {
		if !slices.Contains(of, w) {
			return false
		}
	}
	return len(words) > 0 && len(words) < len(of)
}
