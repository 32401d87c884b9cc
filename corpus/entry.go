package corpus

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/speaker"
)

// An Entry is what a corpus keeps of one article: its quoted passages, their
// words folded. It depends on nothing else, so entries can be made anywhere, kept, and
// added to a corpus in any order.
type Entry struct {
	record   record
	digest   uint64
	passages []match.Spoken
	sketch   *sketch
}

// NewEntry makes the entry of an article that was attributed.
func NewEntry(a Article, r *speaker.Result) *Entry {
	passages := match.FromStatements(r.Document, r.Attributions)
	digest := []string{strings.Join(strings.Fields(a.Text), " ")}
	for i := range passages {
		digest = append(digest, passages[i].Speaker)
	}
	return &Entry{a.record(), match.Hash(digest...) &^ 1, passages, sketchOf(a.Text)}
}

// NewQuoteEntry makes the entry of a loose quotation.
func NewQuoteEntry(q Quote) *Entry {
	who := cmp.Or(q.Speaker, q.Source)
	a := Article{ID: q.ID, Outlet: q.Outlet, Published: q.Date, Text: q.Text}
	r := a.record()
	return &Entry{r, match.Hash("quote", r.id, who, q.Text) | 1, match.FromQuote(q.Text, who), nil}
}

// ID is what the corpus calls the article: its id, or a name made of its outlet
// and text if it has none. [Corpus.Remove] takes either.
func (e *Entry) ID() string { return e.record.id }

// encoding is the version of an entry's binary form, and of how words are folded.
const encoding = 2

// ErrVersion says that an entry was written by another version of the library,
// which may have folded words in another way: make it again from its article.
var ErrVersion = fmt.Errorf("the entry is not of version %d: make it again from its article", encoding)

type encodedEntry struct {
	Version   int            `json:"version"`
	ID        string         `json:"id"`
	Outlet    string         `json:"outlet,omitempty"`
	Published string         `json:"published,omitempty"`
	Digest    uint64         `json:"digest"`
	Passages  []match.Spoken `json:"passages"`
	Sketch    *sketch        `json:"sketch,omitempty"`
}

// MarshalBinary writes the entry in a form that [Entry.UnmarshalBinary] reads.
func (e *Entry) MarshalBinary() ([]byte, error) {
	return json.Marshal(encodedEntry{encoding, e.record.id, e.record.outlet, e.record.published, e.digest, e.passages, e.sketch})
}

// UnmarshalBinary reads an entry. Its error wraps [ErrVersion] where another
// version wrote it.
func (e *Entry) UnmarshalBinary(b []byte) error {
	var in encodedEntry
	err := json.Unmarshal(b, &in)
	if shape := new(json.UnmarshalTypeError); in.Version != encoding && (err == nil || errors.As(err, &shape)) {
		return fmt.Errorf("version %d: %w", in.Version, ErrVersion) // whatever its shape is
	}
	if err != nil {
		return fmt.Errorf("not an entry of a corpus: %w", err)
	}
	for i := range in.Passages {
		if err := in.Passages[i].Validate(); err != nil {
			return fmt.Errorf("not an entry of a corpus: %w", err)
		}
	}
	a := Article{ID: in.ID, Outlet: in.Outlet, Published: in.Published}
	*e = Entry{a.record(), in.Digest, in.Passages, in.Sketch}
	return nil
}
