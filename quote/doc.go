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
// One mechanism builds the statements of what is left (statement.go): it walks
// over the quotations of a paragraph and reads the reporting clauses before and
// behind each. A clause with a new cue begins a new statement; without one, a
// quotation goes on with the statement before it, or, if it looks like an
// utterance, is a statement without a source, or else words held at arm's
// length ("scare quotes"). Sentences without speech may report some all the
// same (indirect.go), and transcripts and interviews have their turns (turn.go).
//
// Everything takes time linear in the text, never fails, and gives the same
// result for the same text.
package quote
