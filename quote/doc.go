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
// before it (but not in a dialogue), or, if it looks like an utterance, is a
// statement without a source, or else words held at arm's length ("scare quotes"). Transcripts and
// interviews have their turns (turn.go). With [QuotationsOnly], that is all.
//
// The span model (internal/spans) is trained on annotated articles. It takes the
// marks' reading and that of reporting clauses (cue.go, indirect.go) for features,
// gives every span of a paragraph a probability of being a source, a cue or a
// content, and links those that it chooses to statements.
//
// The arbiter (reported.go) brings the two together. No span of the model cuts
// through a pair of quotation marks. A statement of the model claims those of the
// marks' reading whose quotations it covers: direct ones keep their content and
// take its cue and source, unless they have a cue of their own or stand apart;
// clauses with quoted words in them yield to the model's. What the model passes
// over stays as the marks' reading has it, unless that has neither cue nor source
// for a clause. Headlines and relays, of which the model has seen few, are the
// rules' (headline.go, relay.go). So nothing is told twice, and pieces in other
// paragraphs stay with their statement.
//
// Everything takes time linear in the text, never fails, and gives the same
// result for the same text.
package quote
