package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus"
)

// An utterance is what a reader takes for one quotation: a group, or several
// with the same wording. A long quotation that outlets cut in different places
// makes a group for every cut, all with the long wording; it is shown once.
type utterance struct {
	wording  string
	speaker  string
	outlets  []string
	articles int          // how many have it
	versions []version    // by article, and in the order of its text
	reports  []paraphrase // in indirect speech
	merged   string       // two cut versions joined, "" if there are none
}

// A version is an utterance as one article has it.
type version struct {
	corpus.Variant
	article int    // index into edition.articles
	edits   []edit // from the wording to this version
	speaker string // whoever this article gives the words to, if it is somebody else
}

// A paraphrase is an utterance in an article's own words.
type paraphrase struct {
	corpus.Paraphrase
	article int // index into edition.articles
}

// shared reports whether more than one article has the utterance.
func (u *utterance) shared() bool { return u.articles > 1 }

// joinGroups makes utterances of groups: first those that several articles
// have, and of these those of the most outlets.
func joinGroups(groups []group, who *cast) []utterance {
	type place struct{ article, start, end int }
	type text struct {
		wording string
		place   place
	}
	var out []utterance
	seen := map[text]int{} // which utterance has the wording and a version there
	for _, g := range groups {
		at := -1
		for i, v := range g.Variants {
			if n, ok := seen[text{g.Wording, place{g.articles[i], v.Start, v.End}}]; ok {
				at = n
			}
		}
		if at < 0 {
			at = len(out)
			first := max(0, slices.IndexFunc(g.Variants, func(v corpus.Variant) bool { return v.Speaker == g.Speaker }))
			out = append(out, utterance{wording: oneLine(g.Wording), speaker: who.name(g.articles[first], g.Speaker)})
		}
		u := &out[at]
		u.merged = cmp.Or(u.merged, oneLine(g.Merged))
		for i, p := range g.Paraphrases {
			if said := (paraphrase{p, g.reported[i]}); !slices.Contains(u.reports, said) {
				u.reports = append(u.reports, said)
			}
		}
		for i, v := range g.Variants {
			key := text{g.Wording, place{g.articles[i], v.Start, v.End}}
			if _, ok := seen[key]; ok {
				continue
			}
			seen[key] = at
			said := version{Variant: v, article: g.articles[i], edits: editsOf(&v)}
			if name := who.name(g.articles[i], v.Speaker); name != u.speaker {
				said.speaker = name
			}
			u.versions = append(u.versions, said)
		}
		for _, o := range g.Outlets {
			if !slices.Contains(u.outlets, o) {
				u.outlets = append(u.outlets, o)
			}
		}
	}
	for i := range out {
		u := &out[i]
		slices.SortStableFunc(u.versions, func(a, b version) int {
			return cmp.Or(cmp.Compare(a.article, b.article), cmp.Compare(a.Start, b.Start))
		})
		for k := range u.versions {
			if k == 0 || u.versions[k].article != u.versions[k-1].article {
				u.articles++
			}
		}
	}
	slices.SortStableFunc(out, func(a, b utterance) int {
		return cmp.Or(
			cmp.Compare(min(b.articles, 2), min(a.articles, 2)),
			cmp.Compare(len(b.outlets), len(a.outlets)),
			cmp.Compare(b.articles, a.articles),
			cmp.Compare(len(b.versions), len(a.versions)))
	})
	return out
}

// An edit is one step from the wording to a version: words that both have, or
// words of the wording that words of the version, perhaps none, stand for.
type edit struct {
	Kept           string
	Dropped, Added string
	Turns          bool // it may turn the meaning
}

// editsOf gathers what a variant drops and adds between two stretches that it
// keeps. A variant with the wording's own words is one kept stretch.
func editsOf(v *corpus.Variant) []edit {
	edits := v.Edits
	if len(edits) == 0 {
		edits = []corpus.Edit{{Op: corpus.Keep, Text: v.Text}}
	}
	var out []edit
	for _, e := range edits {
		text := oneLine(e.Text)
		if e.Op == corpus.Keep {
			out = append(out, edit{Kept: text})
			continue
		}
		if len(out) == 0 || out[len(out)-1].Kept != "" {
			out = append(out, edit{})
		}
		last := &out[len(out)-1]
		last.Turns = last.Turns || e.Turns
		if e.Op == corpus.Delete {
			last.Dropped = strings.TrimLeft(last.Dropped+" "+text, " ")
		} else {
			last.Added = strings.TrimLeft(last.Added+" "+text, " ")
		}
	}
	// The comma before a tag is no part of what was said.
	last := &out[len(out)-1]
	for _, s := range []*string{&last.Kept, &last.Dropped, &last.Added} {
		*s = strings.TrimRight(*s, ", ")
	}
	return out
}

// turns reports whether a difference may turn the meaning.
func (v *version) turns() bool {
	return slices.ContainsFunc(v.edits, func(e edit) bool { return e.Turns })
}

// same reports whether a version has the words of the wording.
func (v *version) same() bool { return len(v.edits) == 1 && v.edits[0].Kept != "" }

// A solo is a speaker with the utterances that one article alone has.
type solo struct {
	speaker    string
	utterances []int // indexes into edition.utterances
}

// soloists returns the speakers by how many of their utterances ran once, the
// unknown speaker last.
func (e *edition) soloists() []solo {
	var out []solo
	at := map[string]int{}
	for i := range e.utterances {
		u := &e.utterances[i]
		if u.shared() {
			continue
		}
		n, ok := at[u.speaker]
		if !ok {
			n = len(out)
			at[u.speaker] = n
			out = append(out, solo{speaker: u.speaker})
		}
		out[n].utterances = append(out[n].utterances, i)
	}
	slices.SortFunc(out, func(a, b solo) int {
		if a.speaker == "" || b.speaker == "" {
			return cmp.Compare(b.speaker, a.speaker)
		}
		return cmp.Or(cmp.Compare(len(b.utterances), len(a.utterances)), cmp.Compare(a.speaker, b.speaker))
	})
	return out
}
