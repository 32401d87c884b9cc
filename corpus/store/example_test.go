package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/store"
)

func Example() {
	dir, err := os.MkdirTemp("", "store")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	s, err := store.Open(context.Background(), filepath.Join(dir, "news.db"))
	if err != nil {
		panic(err)
	}
	defer s.Close()
	s.Add(corpus.Article{ID: "1", Outlet: "Courier", Published: "2019-01-15", Text: "“I still believe he is a great president,” Ren Zhengfei said."})
	s.Add(corpus.Article{ID: "2", Outlet: "Post", Published: "2019-01-16", Text: "Ren Zhengfei described Mr Trump as a “great president”."})
	for g, err := range s.Corpus().Find(context.Background(), corpus.Query{Speaker: "Ren", Outlet: "Post"}) {
		fmt.Println(g.First, g.Wording, g.Outlets, err)
	}
	// Output: 2019-01-15 I still believe he is a great president [Courier Post] <nil>
}
