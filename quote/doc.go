// Package quote reads a text and finds what is said in it: quotations between
// quotation marks of every kind, and reported statements without marks, with
// the words that report them and the mention of who said them. All positions
// are byte offsets into the given text.
//
//	doc := quote.Parse(text)
//	for _, s := range doc.Statements {
//		fmt.Println(s.Kind, doc.Slice(s.Source), doc.Slice(s.Content[0]))
//	}
//
// Who the mention names is the business of package speaker; which other
// articles have the same words, that of package corpus.
//
// # How it reads
//
// Every paragraph (a line that is not blank) is cut into tokens, by UAX #29 and
// a little more, and into sentences. Then its quotation marks are read by a
// cheapest path: every mark may open, close or be an apostrophe, its glyph and
// its neighbours say how likely each is, and the reading with the least cost
// wins (marks.go; one file mark_*.go for each family of glyphs). A missing or
// wrong mark is mended within its paragraph. What stands between the marks is
// a [Quotation]; the filters in notspeech_*.go say which are nobody's speech:
// titles, nicknames, terms, screen text, boilerplate, pull quotes.
//
// Two readings of what is said follow, and one arbiter.
//
// The marks' reading (statement.go) walks over the quotations of a paragraph and
// reads the reporting clauses before and behind each. A clause with a new cue
// begins a new statement; without one, a quotation goes on with the statement
// before it, or, if it looks like an utterance, is a statement without a
// source, or else words held at arm's length ("scare quotes"). Transcripts and
// interviews have their turns (turn.go). With [QuotationsOnly], that is all.
//
// The span model (internal/spans) is trained on annotated articles. It takes the
// marks' reading and that of reporting clauses (cue.go, indirect.go) for features,
// gives every span of a paragraph a probability of being a source, a cue or a
// content, and links those that it chooses to statements.
//
// The arbiter (reported.go) gives the model the say, within bounds: no span cuts
// through a pair of quotation marks; a statement of the model stands for that of
// the marks' reading whose quotation it covers, and takes from it what it lacks
// itself (a cue, a source, pieces in other paragraphs); quotations that the
// model passes over stay as the marks' reading has them.
//
// Everything takes time linear in the text, never fails, and gives the same
// result for the same text.
package quote
