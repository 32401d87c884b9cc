package corpus_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/hearsay-go/hearsay/corpus"
)

func ExampleCorpus() {
	c := corpus.New()
	c.Add(corpus.Article{ID: "1", Outlet: "Courier", Text: "“I still believe he is a great president,” Ren Zhengfei said."})
	c.Add(corpus.Article{ID: "2", Outlet: "Post", Text: "Ren Zhengfei described Mr Trump as a “great president”."})
	for g := range c.Groups() {
		fmt.Println(g.Speaker+":", g.Wording)
		for _, v := range g.Variants {
			fmt.Println(" ", v.Outlet, v.Start, v.End, v.Text)
		}
	}
	// Output:
	// Ren Zhengfei: I still believe he is a great president
	//   Courier 3 43 I still believe he is a great president,
	//   Post 40 55 great president
}

func ExampleReader_JSONLines() {
	lines := `{"id": "a", "outlet": "Courier", "text": "“It was time,” the mayor said."}
not JSON`
	for a, err := range (corpus.Reader{}).JSONLines(strings.NewReader(lines), "news.jsonl") {
		if err != nil {
			fmt.Println(err)
		}
		if !corpus.Skipped(err) {
			fmt.Println(a.ID, a.Outlet)
		}
	}
	// Output:
	// a Courier
	// news.jsonl:2: not an article in JSON: invalid character 'o' in literal null (expecting 'u')
}

func ExampleAttribute() {
	articles := func(yield func(corpus.Article, error) bool) {
		yield(corpus.Article{ID: "a", Text: "“It was time,” said Mayor Lena Ortiz."}, nil)
	}
	for a, err := range corpus.Attribute(context.Background(), articles) {
		fmt.Println(a.ID, a.Result.Attributions[0].Speaker, err)
	}
	// Output: a Lena Ortiz <nil>
}

func ExampleCorpus_Find() {
	c := corpus.New()
	c.Add(corpus.Article{ID: "1", Outlet: "Courier", Published: "2024-05-01", Text: "“We will never sell the harbour to a bank,” Mayor Lena Ortiz said."})
	c.Add(corpus.Article{ID: "2", Outlet: "Post", Published: "2024-05-02", Text: "“We will sell the harbour to a bank,” said Lena Ortiz."})
	for g, err := range c.Find(context.Background(), corpus.Query{Outlet: "Post", Changed: true}) {
		if err != nil {
			panic(err)
		}
		fmt.Println(g.First, g.Wording)
		for _, v := range g.Variants {
			for _, e := range v.Edits {
				if e.Turns {
					fmt.Println(v.Outlet, e.Op, e.Class, e.Text)
				}
			}
		}
	}
	// Output:
	// 2024-05-01 We will never sell the harbour to a bank
	// Post delete elided never
}

func ExampleWithPeople() {
	c := corpus.New(corpus.WithPeople(corpus.PeopleMap{"the Iron Mayor": "Lena Ortiz", "Lena Ortiz": "Lena Ortiz"}))
	c.AddQuote(corpus.Quote{ID: "1", Speaker: "Lena Ortiz", Text: "We will never sell the harbour."})
	c.AddQuote(corpus.Quote{ID: "2", Speaker: "the Iron Mayor", Text: "Nobody asked the fishermen about it."})
	for s := range c.Speakers() {
		fmt.Println(s.Name, s.Passages, s.Names)
	}
	// Output: Lena Ortiz 2 [Lena Ortiz the Iron Mayor]
}
