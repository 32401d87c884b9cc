// Package spans finds the spans of reported statements in a text with a
// statistical model: sources, cues and contents.
package spans

import "github.com/hearsay-go/hearsay/internal/lexicon"

// A Role is what a span is in a statement.
type Role uint8

const (
	Source  Role = iota // who says it
	Cue                 // the words that report it
	Content             // what is said
	Roles   = 3
)

func (r Role) String() string { return [...]string{"source", "cue", "content"}[r] }

// A Label is what a token is: outside of all spans, or the first or a later
// token of a span of some role.
type Label uint8

const (
	Outside Label = 0
	Labels        = 1 + 2*Roles
)

// Begin is the label of the first token of a span.
func Begin(r Role) Label { return Label(1 + 2*r) }

// Inside is the label of the other tokens of a span.
func Inside(r Role) Label { return Label(2 + 2*r) }

// A Span is a run of tokens of a paragraph, half open, with its role.
type Span struct {
	Start, End int
	Role       Role
}

// TokenKind says what a token is.
type TokenKind uint8

const (
	Word TokenKind = iota
	Number
	Mark  // a quotation mark or an apostrophe that may be one
	Punct // any other character
)

// A Token is what the model sees of a token.
type Token struct {
	Text     string
	Class    lexicon.Class
	Kind     TokenKind
	Quote    Quotation
	Marks    Label // what the reading of the quotation marks makes of the token
	Frame    Label // what it is in the reporting clauses of its sentence, likely or not
	Sentence bool  // begins a sentence
}

// Quotation is where a token stands with regard to quotation marks.
type Quotation uint8

const (
	Unquoted Quotation = iota
	Opening            // an opening mark
	Closing            // a closing mark
	Quoted             // inside
	Nested             // inside a quotation within a quotation
	Named              // inside a quotation that is no speech
)

// A Paragraph is what the model labels at once: quotations run over sentences.
type Paragraph []Token
