package speaker

import (
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

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

// longestTagged bounds what the tagger is given, in bytes: its time is
// quadratic in runs of marks.
const longestTagged = 1 << 10

// properNoun asks prose's tagger whether the word at token i, which begins a
// sentence and is written with a capital nowhere else, is a name.
func properNoun(a *article, i int) bool {
	s := a.Sentences[a.SentenceAt(a.Tokens[i].Start)]
	text := a.Text[a.Tokens[i].Start:min(s.End, a.Tokens[i].Start+longestTagged)]
	text = strings.ToValidUTF8(text, "")
	m := model()
	if m == nil {
		return false
	}
	doc, err := prose.NewDocument(text, prose.UsingModel(m), prose.WithSegmentation(false), prose.WithExtraction(false))
	if err != nil || len(doc.Tokens()) == 0 {
		return false
	}
	return strings.HasPrefix(doc.Tokens()[0].Tag, "NNP")
}

var _ = quote.Word
