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
	"os"
	"path/filepath"
	"strconv"
	"syscall"
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

// The types below are what the template shows. Ids in them are a letter and
// numbers, so that no article can name an element.

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
	Merged   string       // two cut versions joined
	Reports  []reportView // in indirect speech
}

// A reportView is what an article says in its own words.
type reportView struct{ Name, Text string }

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
	Turns bool // a difference may turn the meaning
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
