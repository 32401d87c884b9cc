// Command count makes rarity.tsv: it reads articles (JSON Lines with "text")
// on standard input and writes in how many of them each folded word stands,
// for words in at least four.
//
//	go run ./internal/wording/count <polnear-train.jsonl >internal/wording/rarity.tsv
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"maps"
	"os"
	"slices"

	"github.com/hearsay-go/hearsay/internal/wording"
	"github.com/hearsay-go/hearsay/quote"
)

const fewest = 4

func main() {
	in := json.NewDecoder(bufio.NewReader(os.Stdin))
	count := map[string]int{}
	articles := 0
	for {
		var article struct{ Text string }
		if err := in.Decode(&article); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			log.Fatalf("count: article %d: %v", articles+1, err)
		}
		articles++
		seen := map[string]bool{}
		doc := quote.Parse(article.Text)
		for i, t := range doc.Tokens {
			if t.Kind != quote.Word && t.Kind != quote.Number {
				continue
			}
			if w := wording.Fold(doc.Token(i)); w != "" && !seen[w] {
				seen[w] = true
				count[w]++
			}
		}
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, articles)
	for _, w := range slices.Sorted(maps.Keys(count)) {
		if count[w] >= fewest {
			fmt.Fprintf(out, "%s\t%d\n", w, count[w])
		}
	}
}
