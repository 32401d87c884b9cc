package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

func isBoilerplate(paragraph string) bool { return lexicon.Boilerplate(paragraph) }

// inBoilerplate: comment forms, sharing links, newsletters and notices around
// a scraped article (internal/lexicon/data/boilerplate.txt).
func inBoilerplate(d *Document, q *Quotation) bool {
	return d.Paragraphs[d.ParagraphAt(q.Start)].Boilerplate
}
