package speaker

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// model is prose's, loaded on first use and shared by all goroutines: it is
// only read.
var model = sync.OnceValue(func() *prose.Model {
	doc, err := prose.NewDocument("", prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil {
		return nil
	}
	return doc.Model
})

// What the tagger is given is bounded: it reads from left
// to right and looks two words ahead, and its time is quadratic in runs of marks.
const (
	longestTagged = 3   // tokens
	longestText   = 160 // bytes
)

// properNoun asks prose's tagger whether the word at token i, which begins a
// sentence and is written with a capital nowhere else, is a name. Each word is
// asked about once in an article.
func properNoun(a *article, i int) bool {
	word := a.Token(i)
	if known, ok := a.proper[word]; ok {
		return known
	}
	if !a.mayName(i) {
		return false
	}
	s := a.Sentences[a.SentenceAt(a.Tokens[i].Start)].Tokens
	text := a.Slice(a.Span(quote.Range{First: i, End: min(s.End, i+longestTagged)}))
	text = strings.ToValidUTF8(text[:min(len(text), longestText)], "")
	proper := false
	if m := model(); m != nil {
		doc, err := prose.NewDocument(text, prose.UsingModel(m), prose.WithSegmentation(false), prose.WithExtraction(false))
		proper = err == nil && len(doc.Tokens()) > 0 && strings.HasPrefix(doc.Tokens()[0].Tag, "NNP")
	}
	a.proper[word] = proper
	return proper
}

// mayName reports whether it matters what the word at token i is: whether what
// follows may follow the name of somebody who speaks.
func (a *article) mayName(i int) bool {
	if w := a.Token(i); strings.HasSuffix(w, "ly") || strings.HasSuffix(w, "ing") {
		return false
	}
	next := i + 1
	return a.capital(next) || a.particle(next) || a.is(next, lexicon.Auxiliary|lexicon.Speech|lexicon.Relative) || a.word(next, "'s", "’s", ",", "(", "and", "-", ".") ||
		next < len(a.Tokens) && a.Tokens[next].Kind == quote.Word && strings.HasSuffix(a.Token(next), "ed")
}
