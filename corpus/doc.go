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
// A corpus lives: articles are added, replaced and removed one by one, and the
// groups are those of the articles that are there, whatever happened before.
// [Corpus.Find] asks it questions, [Corpus.Speakers] tells who is one person over all articles. The
// nested module corpus/store keeps it in a file.
//
// # How passages are grouped
//
// The unit of grouping is a passage: a sentence of a quotation, or the whole of
// one of up to eight words. Words are compared without inflection, in one spelling.
//
//  1. Blocking. A passage has some twenty keys: pairs of neighbouring content
//     words, and all its words. Passages that share a key are compared, but
//     on long lists only with the longest passages and with those of the same speaker (index.go).
//  2. Evidence. The best local alignment of the words of two passages tells how
//     much of the shorter one the longer one has, in how unbroken a run, and how
//     rare and how many the shared words are. It is computed once, when the later of the two
//     is added, and kept as a link (internal/match).
//  3. Judgement. When groups are asked for, speakers are identified over all articles, and
//     each link gets its probability from its words, the speakers, the days between, and what
//     else the two articles share.
//  4. Clustering. Links join passages, the likeliest first. A fragment of up to
//     four words joins one utterance and ties no two together; a long passage whose
//     links lie in different parts of it is in several groups (cluster.go).
//
// Steps 1 and 2 take time in proportion to an article, 3 and 4 to the corpus.
package corpus
