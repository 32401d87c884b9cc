// Package corpus groups the same words across the articles of many outlets:
// “great president” in one paper, “I still believe he is a great president” in
// two others.
//
//	c := corpus.New()
//	for article, err := range (corpus.Reader{}).Files("news/") {
//		…
//		c.Add(article)
//	}
//	for g := range c.Groups() {
//		fmt.Println(g.Wording, g.Speaker, g.Outlets)
//	}
//
// The unit of grouping is a passage: a sentence of a quotation, or the whole of
// one of up to eight words. Two passages are linked if the best local alignment
// of their words makes it likely that they are one utterance: how much of the
// shorter one the longer one has, how rare the shared words are, whether one
// speaker said both, how many days lie between, and what else the two articles
// share (match.go). Words are compared without inflection, in one spelling.
// Linked passages make a [Group]; a long passage whose links lie in different
// parts of it is in several.
package corpus
