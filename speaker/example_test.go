package speaker_test

import (
	"fmt"
	"strings"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

func ExampleAttribute() {
	doc := quote.Parse("Ren Zhengfei met reporters on Tuesday. Mr Ren described Mr Trump as a “great president”. “He dares to cut taxes,” he added.")
	for _, a := range speaker.Attribute(doc).Attributions {
		fmt.Printf("%s: %s (%s)\n", a.Speaker, doc.Slice(a.Statement.Outer()), a.Rule)
	}
	// Output:
	// Ren Zhengfei: Mr Trump as a “great president” (source-before)
	// Ren Zhengfei: “He dares to cut taxes,” (source-after)
}

// Every attribution says how it was found.
func ExampleAttribution() {
	doc := quote.Parse("Ren Zhengfei met reporters on Tuesday. “I love my country,” he said.")
	a := speaker.Attribute(doc).Attributions[0]
	for _, step := range a.Because {
		fmt.Printf("%s %q\n", step.What, doc.Slice(step.Span))
	}
	// Output:
	// pronoun "he"
	// nearest agreeing subject "Ren Zhengfei"
}

// An explanation names the losers, too.
func ExampleResult_Explain() {
	doc := quote.Parse("Ren Zhengfei met reporters on Tuesday. Mr Ren described Mr Trump as a “great president”. “He dares to cut taxes,” he added.")
	fmt.Println(speaker.Attribute(doc).Explain(1))
	// Output:
	// pronoun “he” → last agreeing speaker “Mr Ren” → in full “Ren Zhengfei”
	// not Trump: last agreeing mention “Trump” (0.06)
}

// A reader who must not be wrong asks for less, but surer.
func ExampleWithThreshold() {
	doc := quote.Parse("Mayor Lena Ortiz came in. “Good evening.” “I am late,” Ortiz said.")
	for _, a := range speaker.Attribute(doc, speaker.WithThreshold(0.9)).Attributions {
		fmt.Printf("%q %s\n", a.Speaker, doc.Slice(a.Statement.Outer()))
	}
	// Output:
	// "" “Good evening.”
	// "Lena Ortiz" “I am late,”
}

// A user's own rule: lines of one outlet that end in a reporter's initials are
// that reporter's.
func ExampleRule() {
	initials := &speaker.Rule{
		Name: "initials",
		Doc:  "“…” (tk): the reporter Tom Kerr",
		Apply: func(p *speaker.Pass) {
			behind := p.Document.Text[p.Statement.Outer().End:]
			if strings.HasPrefix(behind, " (tk)") {
				p.Propose(speaker.Proposal{Speaker: "Tom Kerr", Kind: speaker.Person, Confidence: 0.99})
			}
		},
	}
	doc := quote.Parse("“The hall was half empty and wholly happy.” (tk)")
	r := speaker.Attribute(doc, speaker.WithRules(speaker.DefaultRules().With(initials)))
	fmt.Println(r.Attributions[0].Speaker, r.Attributions[0].Rule)
	// Output: Tom Kerr initials
}

func ExampleRules() {
	rules := speaker.DefaultRules().Without("main-speaker", "subject-after")
	for _, r := range rules[:3] {
		fmt.Println(r.Name+":", r.Doc)
	}
	// Output:
	// source-before: The source stands before what it says: Ren said: “…”; Ren said that ….
	// source-after: The source stands behind what it says: “…,” said Ren; “…,” Ren said.
	// source-inside: The source stands between two pieces of what it says: “…,” Ren said. “…”
}
