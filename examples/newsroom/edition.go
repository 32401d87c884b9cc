package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"iter"
	"strconv"

	"github.com/hearsay-go/hearsay/corpus"
)

// An edition is what one run reads and finds.
type edition struct {
	articles   []corpus.Attributed
	groups     []group     // all of them, the most outlets first
	cast       *cast       // who speaks in them
	utterances []utterance // the groups as a reader takes them, in the order of joinGroups
	troubled   bool        // whether an article was skipped or mended
}

// A group is a corpus.Group that knows which articles its variants are from.
type group struct {
	corpus.Group
	articles []int // for each variant, an index into edition.articles
	reported []int // the same for each paraphrase
}

// read reads and compares articles. What is wrong with one is told on stderr.
func read(ctx context.Context, articles iter.Seq2[corpus.Article, error], stderr io.Writer) *edition {
	news, c := &edition{}, corpus.New()
	place := map[string]int{} // of each article, by what the corpus calls it
	bar := newProgress(stderr)
	defer bar.finish()
	for a, err := range corpus.Attribute(ctx, articles) {
		if err != nil {
			news.troubled = true
			bar.clear()
			fmt.Fprintln(stderr, err)
		}
		if a.Result == nil {
			continue
		}
		// Ids need not be unique: articles without one are numbered by line in
		// every file. So the corpus knows some by another name.
		known := a.Article
		if _, taken := place[known.ID]; taken || known.ID == "" {
			known.ID = fmt.Sprintf("%s (%d)", known.ID, len(news.articles)+1)
		}
		place[known.ID] = len(news.articles)
		c.AddResult(known, a.Result)
		news.articles = append(news.articles, a)
		bar.step()
	}
	if ctx.Err() != nil {
		return news
	}
	bar.comparing()
	id := func(known *string) int {
		n := place[*known]
		*known = news.articles[n].ID
		return n
	}
	for g, err := range c.GroupsContext(ctx) {
		if err != nil {
			return news
		}
		own := group{Group: *g}
		for i := range own.Variants {
			v := &own.Variants[i]
			own.articles = append(own.articles, id(&v.Article))
			if v.ReprintOf != "" {
				id(&v.ReprintOf)
			}
		}
		for i := range own.Disputed {
			for k := range own.Disputed[i].Articles {
				id(&own.Disputed[i].Articles[k])
			}
		}
		for i := range own.Paraphrases {
			own.reported = append(own.reported, id(&own.Paraphrases[i].Article))
		}
		news.groups = append(news.groups, own)
	}
	news.cast = newCast(news.articles, news.groups)
	news.utterances = joinGroups(news.groups, news.cast)
	return news
}

// outlets returns the outlets in the order in which they were read.
func (e *edition) outlets() []string {
	var out []string
	seen := map[string]bool{"": true}
	for i := range e.articles {
		if o := e.articles[i].Outlet; !seen[o] {
			seen[o] = true
			out = append(out, o)
		}
	}
	return out
}

// statements is how many statements were found.
func (e *edition) statements() int {
	n := 0
	for i := range e.articles {
		n += len(e.articles[i].Result.Attributions)
	}
	return n
}

// headline returns what a reader wants to know first.
func (e *edition) headline() []string {
	wide := 0
	for i := range e.utterances {
		if len(e.utterances[i].outlets) > 1 {
			wide++
		}
	}
	return []string{
		count(len(e.articles), "article"),
		count(len(e.outlets()), "outlet"),
		count(e.statements(), "statement"),
		count(wide, "quotation") + " in several outlets",
	}
}

// name is what an article is called: its outlet, or else its title or id.
func (e *edition) name(article int) string {
	a := &e.articles[article]
	return oneLine(cmp.Or(a.Outlet, a.Title, a.ID))
}

// names returns what the articles of some versions are called, with their
// titles where one outlet has several of them.
func (e *edition) names(versions []version) []string {
	first := map[string]int{} // article of each name
	several := map[string]bool{}
	for _, v := range versions {
		name := e.name(v.article)
		if a, ok := first[name]; ok && a != v.article {
			several[name] = true
		}
		first[name] = v.article
	}
	out := make([]string, len(versions))
	for i, v := range versions {
		out[i] = e.name(v.article)
		if several[out[i]] {
			a := &e.articles[v.article]
			out[i] += ", " + oneLine(cmp.Or(a.Title, a.ID))
		}
	}
	return out
}

// count writes a number and what it counts.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return strconv.Itoa(n) + " " + what
}
