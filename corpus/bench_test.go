package corpus_test

import (
	"strings"
	"testing"

	"github.com/jdkato/prose/v2"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
	"github.com/hearsay-go/hearsay/testdata"
)

// BenchmarkFloors runs each floor of the house on the project's own articles,
// beside the tokenizer and the tagger of prose on the same text.
func BenchmarkFloors(b *testing.B) {
	var articles []corpus.Article
	size := 0
	for a, err := range (corpus.Reader{}).FS(testdata.News()) {
		if err != nil {
			b.Fatal(err)
		}
		articles = append(articles, a)
		size += len(a.Text)
	}
	bench := func(name string, run func(a corpus.Article)) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, a := range articles {
					run(a)
				}
			}
		})
	}
	docs := map[string]*quote.Document{}
	results := map[string]*speaker.Result{}
	for _, a := range articles {
		docs[a.ID] = quote.Parse(a.Text)
		results[a.ID] = speaker.Attribute(docs[a.ID])
	}
	bench("quote", func(a corpus.Article) { quote.Parse(a.Text) })
	bench("quote-quotations-only", func(a corpus.Article) { quote.Parse(a.Text, quote.QuotationsOnly()) })
	b.Run("quote-parallel", func(b *testing.B) { // with -cpu 1,2: bytes per second grow with the cores
		b.SetBytes(int64(size))
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				for _, a := range articles {
					quote.Parse(a.Text)
				}
			}
		})
	})
	bench("speaker", func(a corpus.Article) { speaker.Attribute(docs[a.ID]) })
	b.Run("corpus", func(b *testing.B) {
		b.SetBytes(int64(size))
		b.ReportAllocs()
		for b.Loop() {
			c := corpus.New()
			for _, a := range articles {
				c.AddResult(a, results[a.ID])
			}
			for range c.Groups() {
				break
			}
		}
	})

	model, err := prose.NewDocument("", prose.WithSegmentation(false))
	if err != nil {
		b.Fatal(err)
	}
	// Paragraph by paragraph: prose is quadratic in runs of marks.
	ask := func(options ...prose.DocOpt) func(corpus.Article) {
		options = append(options, prose.UsingModel(model.Model), prose.WithSegmentation(false), prose.WithExtraction(false))
		return func(a corpus.Article) {
			for line := range strings.Lines(a.Text) {
				if _, err := prose.NewDocument(line, options...); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	bench("prose-tokenizer", ask(prose.WithTagging(false)))
	bench("prose-tagger", ask())
}
