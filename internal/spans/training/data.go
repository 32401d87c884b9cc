// Package training fits the span model of package spans to annotated articles.
package training

import (
	"github.com/hearsay-go/hearsay/internal/annotation"
	"github.com/hearsay-go/hearsay/internal/spans"
	"github.com/hearsay-go/hearsay/quote"
)

// An Example is an article as the model sees it, with its labels.
type Example struct {
	Article    *annotation.Article
	Document   *quote.Document
	Paragraphs []spans.Paragraph
	Labels     [][]spans.Label
	Lost       int // annotated spans that don't lie on the bounds of tokens within one paragraph
}

// NewExample prepares an article.
func NewExample(a *annotation.Article) *Example {
	doc, input := quote.ModelInput(a.Text)
	e := &Example{Article: a, Document: doc, Paragraphs: input}
	all := make([]spans.Label, len(doc.Tokens))
	seen := map[[3]int]bool{}
	for i := range a.Attributions {
		for r := range spans.Role(spans.Roles) {
			for _, s := range spansOf(&a.Attributions[i], r) {
				key := [3]int{int(r), s[0], s[1]}
				if seen[key] {
					continue
				}
				seen[key] = true
				tokens := doc.TokensIn(quoteSpan(s))
				p := doc.ParagraphAt(s[0])
				if tokens.Len() == 0 || p < 0 || tokens.End > doc.Paragraphs[p].Tokens.End {
					e.Lost++
					continue
				}
				if got := doc.Span(tokens); got.Start != s[0] || got.End != s[1] {
					e.Lost++
				}
				for k := tokens.First; k < tokens.End; k++ {
					all[k] = spans.Inside(r)
				}
				all[tokens.First] = spans.Begin(r)
				if next := tokens.End; next < len(all) && all[next] != spans.Outside && all[next] == spans.Inside(r) {
					all[next] = spans.Begin(r)
				}
			}
		}
	}
	for p := range doc.Paragraphs {
		e.Labels = append(e.Labels, all[doc.Paragraphs[p].Tokens.First:doc.Paragraphs[p].Tokens.End])
	}
	// An inside that nothing begins would have no path through the chain.
	for _, labels := range e.Labels {
		before := spans.Outside
		for i, l := range labels {
			if l != spans.Outside && l%2 == 0 && before != l && before != l-1 {
				labels[i] = l - 1
			}
			before = labels[i]
		}
	}
	return e
}

func quoteSpan(s [2]int) quote.Span { return quote.Span{Start: s[0], End: s[1]} }

// spansOf returns an attribution's spans of a role.
func spansOf(a *annotation.Attribution, r spans.Role) [][2]int {
	switch r {
	case spans.Source:
		return a.Source
	case spans.Cue:
		return a.Cue
	}
	return a.Content
}
