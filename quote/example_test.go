package quote_test

import (
	"fmt"

	"github.com/hearsay-go/hearsay/quote"
)

func ExampleParse() {
	doc := quote.Parse(`“We lost,” coach Dee Farrow said. “We deserved to lose.”`)
	for _, s := range doc.Statements {
		fmt.Println(s.Kind, "by", doc.Slice(s.Source))
		for _, piece := range s.Content {
			fmt.Println(piece.Start, piece.End, doc.Slice(piece))
		}
	}
	// Output:
	// direct by coach Dee Farrow
	// 0 14 “We lost,”
	// 38 64 “We deserved to lose.”
}

// Quotation marks that hold nobody's speech are kept apart, with the reason.
func ExampleParse_notSpeech() {
	doc := quote.Parse(`Robert “Bobby” Hale played “The Long Way Round.” “I got lucky,” he said.`)
	for _, q := range doc.Quotations {
		fmt.Printf("%s %q\n", doc.Slice(q.Span), q.NotSpeech)
	}
	// Output:
	// “Bobby” "nickname"
	// “The Long Way Round.” "title"
	// “I got lucky,” ""
}
