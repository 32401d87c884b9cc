package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

func groupID(utterance int) string { return "g" + strconv.Itoa(utterance) }

func placeID(v *version) string { return fmt.Sprintf("p%d-%d-%d", v.article, v.Start, v.End) }

// groupView lays out an utterance with its versions.
func (e *edition) groupView(i int) groupView {
	u := &e.utterances[i]
	versions := e.chronological(u.versions)
	g := groupView{
		ID:      groupID(i),
		Wording: u.wording,
		Speaker: e.speakerView(u.speaker, 0),
		Outlets: count(len(u.outlets), "outlet"),
	}
	first, last := e.period(versions)
	credited := []string{g.Speaker.Number}
	names := e.names(versions)
	for k := range versions {
		v := &versions[k]
		if k == 0 || v.article != versions[k-1].article {
			source := sourceView{Name: names[k], Date: e.dateView(v.article)}
			if t, ok := e.articles[v.article].Date(); ok && last.After(first) {
				share := float64(t.Sub(first)) / float64(last.Sub(first))
				source.Dot = strconv.Itoa(int(math.Round(6+88*share))) + "%" // the margins keep dots whole
			}
			g.Sources = append(g.Sources, source)
		}
		view := versionView{Place: placeID(v), Same: v.same(), Turns: v.turns(), Edits: v.edits}
		if v.speaker != "" {
			by := e.speakerView(v.speaker, 0)
			view.By = &by
			credited = append(credited, by.Number)
		}
		source := &g.Sources[len(g.Sources)-1]
		source.Versions = append(source.Versions, view)
	}
	g.Credited = strings.Join(credited, " ")
	g.Merged = u.merged
	for _, p := range u.reports {
		g.Reports = append(g.Reports, reportView{e.name(p.article), oneLine(p.Text)})
	}
	return g
}

// chronological returns versions by the dates of their articles, those without
// one last.
func (e *edition) chronological(versions []version) []version {
	versions = slices.Clone(versions)
	slices.SortStableFunc(versions, func(a, b version) int {
		s, ok := e.articles[a.article].Date()
		t, ok2 := e.articles[b.article].Date()
		switch {
		case ok && ok2:
			return s.Compare(t)
		case ok:
			return -1
		case ok2:
			return 1
		}
		return 0
	})
	return versions
}

// period returns the first and the last date of chronological versions, twice
// the zero time if there is none.
func (e *edition) period(versions []version) (first, last time.Time) {
	for _, v := range versions {
		if t, ok := e.articles[v.article].Date(); ok {
			if first.IsZero() {
				first = t
			}
			last = t
		}
	}
	return first, last
}

func (e *edition) dateView(article int) *dateView {
	a := &e.articles[article]
	t, ok := a.Date()
	switch {
	case !ok:
		return nil
	case len(a.Published) == len(time.DateOnly):
		return &dateView{t.Format(time.DateOnly), t.Format("2 Jan 2006"), t.Format("2 January 2006")}
	}
	t = t.UTC() // or times could not be compared
	return &dateView{t.Format(time.RFC3339), t.Format("2 Jan 2006, 15:04"), t.Format("2 January 2006, 15:04 UTC")}
}

// A passage is where an article has a version of an utterance.
type passage struct {
	utterance int
	*version
}

// passages returns the passages of each article.
func (e *edition) passages() [][]passage {
	out := make([][]passage, len(e.articles))
	for i := range e.utterances {
		for k := range e.utterances[i].versions {
			v := &e.utterances[i].versions[k]
			out[v.article] = append(out[v.article], passage{i, v})
		}
	}
	return out
}
