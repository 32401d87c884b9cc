package main

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

var (
	//go:embed page.html.tmpl
	markup string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

// writePage writes the report as one page that needs nothing but itself.
func writePage(name string, news *edition) error {
	t, err := template.New("page").Parse(markup)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, newPage(news)); err != nil {
		return err
	}
	if err := replaceFile(name, b.Bytes()); err != nil {
		var cause syscall.Errno
		if errors.As(err, &cause) {
			err = cause // without the name of the temporary file
		}
		return fmt.Errorf("cannot write the page %s: %w", name, err)
	}
	return nil
}

// replaceFile writes a file whole or not at all: to a temporary file beside it
// that then takes its place.
func replaceFile(name string, content []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), ".newsroom-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	_, err = f.Write(content)
	if err = errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// The types below are what the template shows. All ids in them are made of
// numbers alone, so that no article can name an element.

type page struct {
	Policy   string // the Content-Security-Policy
	Style    template.CSS
	Script   template.JS
	Headline []string
	Speakers []speakerView
	Shared   []groupView
	Alone    []soloView
	Articles []articleView
}

type speakerView struct {
	Name   string
	Class  string // the colour's
	Number string // of the speaker; "" for the unknown one
	Count  int    // statements, as far as the place where it stands counts them
}

type groupView struct {
	ID       string
	Wording  string
	Speaker  speakerView
	Credited string       // numbers of all speakers that a version is credited to
	Outlets  string       // how many
	Sources  []sourceView // in the order of their dates
}

// A sourceView is what one article has of a group.
type sourceView struct {
	Name     string // outlet or article
	Date     *dateView
	Dot      string // where it stands between the first date and the last, in %; "" for nowhere
	Versions []versionView
}

type versionView struct {
	Place string // id of its mark
	Same  bool
	Edits []edit
	By    *speakerView // if that is somebody else than the group's speaker
}

type soloView struct {
	Speaker speakerView
	Groups  []groupView
}

type articleView struct {
	ID         string
	Outlet     string
	Title      string
	URL        string // http or https, or ""
	Date       *dateView
	Speakers   []speakerView
	Paragraphs []paragraphView
	Notes      []noteView
}

type paragraphView struct {
	Boilerplate bool
	Parts       []partView
}

// A partView is a stretch of text that is marked in one way, or not at all.
type partView struct {
	IDs   []string // of the statements and passages that begin here
	Text  string
	Note  *noteView // of the statement that it is part of, or nil
	Words bool      // whether it was said in these words
	Group string    // id of the group of the words, or ""
	Ran   int       // in how many outlets, behind the last part of a passage that ran in several
}

// A noteView explains one statement.
type noteView struct {
	ID         string
	Place      string // id of the statement's first mark
	Speaker    speakerView
	What       string // kind of speaker
	Kind       string // of the statement
	Begins     string // with these words
	Rule       string
	Confidence string // that it is a statement
	Certainty  string // that the speaker is right
	Because    []stepView
}

type stepView struct{ What, Text string }

type dateView struct{ Machine, Short, Long string }

// newPage lays out an edition.
func newPage(news *edition) *page {
	p := &page{
		Policy: fmt.Sprintf("default-src 'none'; script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'",
			hash(script), hash(style)),
		Style:    template.CSS(style),
		Script:   template.JS(script),
		Headline: news.headline(),
	}
	for _, s := range news.cast.speakers {
		p.Speakers = append(p.Speakers, news.speakerView(s.name, s.statements))
	}
	for i := range news.utterances {
		if news.utterances[i].shared() {
			p.Shared = append(p.Shared, news.groupView(i))
		}
	}
	for _, s := range news.soloists() {
		view := soloView{Speaker: news.speakerView(s.speaker, len(s.utterances))}
		for _, i := range s.utterances {
			view.Groups = append(view.Groups, news.groupView(i))
		}
		p.Alone = append(p.Alone, view)
	}
	passages := news.passages()
	for i := range news.articles {
		p.Articles = append(p.Articles, news.articleView(i, passages[i]))
	}
	return p
}

// hash is a source of a Content-Security-Policy that allows one inline element.
func hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (e *edition) speakerView(name string, count int) speakerView {
	p := e.cast.person(name)
	if p == nil {
		return speakerView{Name: cmp.Or(name, nobody), Class: "cx", Count: count}
	}
	return speakerView{Name: name, Class: "c" + strconv.Itoa(p.color), Number: strconv.Itoa(p.number), Count: count}
}

func groupID(utterance int) string { return "g" + strconv.Itoa(utterance) }

func placeID(v *version) string { return fmt.Sprintf("p%d-%d-%d", v.article, v.Start, v.End) }

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
		view := versionView{Place: placeID(v), Same: v.same(), Edits: v.edits}
		if v.speaker != "" {
			by := e.speakerView(v.speaker, 0)
			view.By = &by
			credited = append(credited, by.Number)
		}
		source := &g.Sources[len(g.Sources)-1]
		source.Versions = append(source.Versions, view)
	}
	g.Credited = strings.Join(credited, " ")
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
