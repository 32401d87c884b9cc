package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

// roles are the three kinds of spans.
var roles = []struct {
	name string
	of   func(*annotation.Attribution) [][2]int
}{
	{"source", func(a *annotation.Attribution) [][2]int { return a.Source }},
	{"cue", func(a *annotation.Attribution) [][2]int { return a.Cue }},
	{"content", func(a *annotation.Attribution) [][2]int { return a.Content }},
}

// attribution stands beside the roles for whole attributions.
const attribution = "attribution"

// A row of the report: a role among all, or in a group, which is a kind or a length.
type row struct{ role, group string }

// A tally counts spans, or whole attributions, of one article or of several.
type tally struct {
	gold, found, right float64
	goldCovered        float64 // the sum of the shares of gold spans that found ones cover
	foundCovered       float64 // and the other way round
}

func (t *tally) add(o tally) {
	t.gold += o.gold
	t.found += o.found
	t.right += o.right
	t.goldCovered += o.goldCovered
	t.foundCovered += o.foundCovered
}

// missed and spurious are the errors: F1 = 2·right / (2·right + missed + spurious).
func (t tally) missed() int   { return int(t.gold - t.right) }
func (t tally) spurious() int { return int(t.found - t.right) }

// counts are the tallies of one article.
type counts map[row]tally

// add adds to the rows in which a span or attribution of a kind and length belongs.
func (c counts) add(role string, in place, t tally) {
	for _, group := range [...]string{"", in.kind, lengthOf(in.words)} {
		sum := c[row{role, group}]
		sum.add(t)
		c[row{role, group}] = sum
	}
}

// A place in the tables.
type place struct {
	kind  string
	words int
}

// A mention is a distinct span of a role, without white space at its ends.
type mention struct {
	span [2]int
	place
}

// count counts what was found in an article.
func count(a *annotation.Article, found []annotation.Attribution) counts {
	c := counts{}
	inside := quoted(a.Text)
	goldKinds, foundKinds := kinds(a.Text, inside, a.Attributions), kinds(a.Text, inside, found)
	for _, role := range roles {
		want := mentions(a.Text, a.Attributions, role.of, goldKinds)
		got := mentions(a.Text, found, role.of, foundKinds)
		wanted := map[[2]int]place{}
		for _, m := range want {
			wanted[m.span] = m.place
		}
		allWant, allGot := regionOf(want), regionOf(got)
		for _, m := range want {
			c.add(role.name, m.place, tally{gold: 1, goldCovered: allGot.share(m.span)})
		}
		for _, m := range got {
			t := tally{found: 1, foundCovered: allWant.share(m.span)}
			if at, right := wanted[m.span]; right {
				m.place, t.right = at, 1
			}
			c.add(role.name, m.place, t)
		}
	}

	places := make([]place, len(a.Attributions))
	for i := range a.Attributions {
		places[i] = place{goldKinds[i], wordsIn(a.Text, a.Attributions[i].Content)}
		c.add(attribution, places[i], tally{gold: 1})
	}
	partner := match(a.Attributions, found)
	for j := range found {
		f := &found[j]
		if len(f.Content) == 0 {
			continue
		}
		in, t := place{foundKinds[j], wordsIn(a.Text, f.Content)}, tally{found: 1}
		if i, ok := partner[j]; ok {
			in = places[i]
			if sameSource(&a.Attributions[i], f) {
				t.right = 1
			}
		}
		c.add(attribution, in, t)
	}
	return c
}

func mentions(text string, statements []annotation.Attribution, of func(*annotation.Attribution) [][2]int, kinds []string) []mention {
	var out []mention
	seen := map[[2]int]bool{}
	for i := range statements {
		for _, s := range of(&statements[i]) {
			if s = trim(text, s); !seen[s] {
				seen[s] = true
				out = append(out, mention{s, place{kinds[i], wordsIn(text, [][2]int{s})}})
			}
		}
	}
	return out
}

func regionOf(mentions []mention) region {
	spans := make([][2]int, len(mentions))
	for i, m := range mentions {
		spans[i] = m.span
	}
	return union(spans)
}

// trim takes white space (of ASCII) off the ends of a span.
func trim(text string, s [2]int) [2]int {
	const space = " \t\n\v\f\r"
	left := strings.TrimLeft(text[s[0]:s[1]], space)
	s[0] = s[1] - len(left)
	s[1] = s[0] + len(strings.TrimRight(left, space))
	return s
}

func wordsIn(text string, spans [][2]int) int {
	n := 0
	for _, s := range spans {
		n += len(strings.Fields(text[s[0]:s[1]]))
	}
	return n
}

// match pairs statements by their contents, the best pairs first, one to one, down to a
// Jaccard index of a half. It returns the gold statement of each found one.
func match(gold, found []annotation.Attribution) map[int]int {
	type pair struct {
		score       float64
		gold, found int
	}
	want, got := contents(gold), contents(found)
	var pairs []pair
	for i, w := range want {
		for j, g := range got {
			common := w.common(g)
			if score := float64(common) / float64(w.size()+g.size()-common); common > 0 && score >= 0.5 {
				pairs = append(pairs, pair{score, i, j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.gold, b.gold), cmp.Compare(a.found, b.found))
	})
	partner, taken := map[int]int{}, map[int]bool{}
	for _, p := range pairs {
		if _, has := partner[p.found]; !has && !taken[p.gold] {
			partner[p.found], taken[p.gold] = p.gold, true
		}
	}
	return partner
}

func contents(statements []annotation.Attribution) []region {
	out := make([]region, len(statements))
	for i := range statements {
		out[i] = union(statements[i].Content)
	}
	return out
}

func sameSource(gold, found *annotation.Attribution) bool {
	if len(gold.Source) == 0 && len(found.Source) == 0 {
		return true
	}
	return union(gold.Source).common(union(found.Source)) > 0
}
