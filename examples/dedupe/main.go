// Command dedupe reads loose quotations (JSON Lines) on standard input and
// writes for each which groups of the same words it belongs to, and with -why
// why it does.
//
//	go run ./examples/dedupe <quotes.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/hearsay-go/hearsay/corpus"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("dedupe", flag.ContinueOnError)
	flags.SetOutput(stderr)
	explain := flags.Bool("why", false, "also say how sure it is that a quotation is in its group, and why")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	status := 0
	c := corpus.New()
	var ids []string
	known := map[string]bool{}
	for q, err := range corpus.ReadQuotes(stdin, "standard input") {
		if err == nil && known[q.ID] {
			err = fmt.Errorf("standard input: the id %q came before: only its first quotation counts", q.ID)
		}
		if err != nil {
			status = 1
			fmt.Fprintln(stderr, err)
			continue
		}
		known[q.ID] = true
		ids = append(ids, q.ID)
		c.AddQuote(q)
	}

	groups := map[string][]int{}
	why := map[string]corpus.Variant{} // what brought each into its last group
	n := 0
	for g := range c.Groups() {
		n++
		for _, v := range g.Variants {
			why[v.Article] = v
			if own := groups[v.Article]; len(own) == 0 || own[len(own)-1] != n {
				groups[v.Article] = append(own, n)
			}
		}
	}

	out := bufio.NewWriter(stdout)
	defer out.Flush()
	enc := json.NewEncoder(out)
	for _, id := range ids {
		record := struct {
			ID     string  `json:"id"`
			Group  any     `json:"group"`
			Score  float64 `json:"score,omitempty"` // that it belongs there, in [0, 1]
			Reason string  `json:"reason,omitempty"`
		}{ID: id}
		if *explain {
			record.Score, record.Reason = why[id].Score, why[id].Reason
		}
		switch own := groups[id]; len(own) {
		case 0: // no words to compare
			n++
			record.Group = n
		case 1:
			record.Group = own[0]
		default:
			record.Group = own
		}
		if err := enc.Encode(record); err != nil && !errors.Is(err, io.ErrClosedPipe) {
			fmt.Fprintln(stderr, "dedupe: cannot write:", err)
			return 1
		}
	}
	return status
}
