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

// Reported statements need no quotation marks. Each says what act it is, and
// how likely it is right.
func ExampleLeastConfidence() {
	doc := quote.Parse("The minister said that the talks had failed. She believes that they will go on.", quote.LeastConfidence(0.5))
	for _, s := range doc.Statements {
		fmt.Printf("%s, %s: %s\n", doc.Slice(s.Source), s.Act, doc.Slice(s.Content[0]))
	}
	// Output:
	// The minister, speech: that the talks had failed
	// She, thought: that they will go on
}

// Whoever needs no indirect statements pays nothing for them.
func ExampleQuotationsOnly() {
	text := "The minister said that the talks had failed. “We tried,” she added."
	for _, s := range quote.Parse(text, quote.QuotationsOnly()).Statements {
		fmt.Println(s.Kind, text[s.Content[0].Start:s.Content[0].End])
	}
	// Output:
	// direct “We tried,”
}
