// Command evaluate measures found statements against articles annotated by hand.
//
//	go run ./examples/extract -format jsonl -loose <GOLD.jsonl >RUN.jsonl
//	go run ./internal/evaluate GOLD.jsonl RUN.jsonl [OTHER.jsonl]
//
// For the spans of each role it prints precision, recall and F1 in per cent, twice:
// exact, where a span is right if both its ends are (white space at the ends aside, and
// the same span of several statements counts once); and overlap, where a found span is
// right by the share of its bytes that annotated spans cover, and an annotated one by the
// share that found spans cover (Johansson and Moschitti, Relational Features in
// Fine-Grained Opinion Analysis, 2013). An attribution as a whole is right if its content
// pairs with an annotated one (Jaccard index of the bytes 0.5 or more, best pairs first)
// and their sources overlap or are both missing.
//
// The same by kind and by length. A statement's kind is what its file says, or else read
// off the text: direct if all letters of the content stand inside double quotation marks,
// indirect if none do, mixed otherwise. The marks are read here, by the simplest rule,
// not by package quote, so that a change to what is measured doesn't change the measure.
// A right span counts as of the kind of the annotated statement, so that the rows of a
// table add up to the whole. "No content" are the sources and cues that extract -loose
// adds. Words are what white space divides; an attribution's length is its content's.
//
// Each F1 has a 95 % interval: the percentile bootstrap over articles, 1000 resamples,
// always the same ones. With OTHER, the differences between the two runs have one too,
// over the same resamples for both (the paired bootstrap), with the share of resamples in
// which OTHER is better; and the articles are listed in which the spans that were missed
// or spurious fell and rose most.
//
// Articles that a run lacks count as empty; they are listed on standard error, and the
// exit status is 1. Time is linear in the number of articles.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/hearsay-go/hearsay/internal/annotation"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: evaluate GOLD.jsonl RUN.jsonl [OTHER.jsonl]\nGOLD holds annotated articles, a run what examples/extract -format jsonl -loose makes of them.")
	}
	if err := flags.Parse(args); err != nil {
		return 2
	}
	if flags.NArg() < 2 || flags.NArg() > 3 {
		flags.Usage()
		return 2
	}

	gold, err := readGold(flags.Arg(0))
	if err != nil {
		fmt.Fprintln(stderr, "evaluate:", err)
		return 1
	}
	status := 0
	var results []*result
	for _, name := range flags.Args()[1:] {
		r, err := readRun(name, gold)
		if err != nil {
			fmt.Fprintln(stderr, "evaluate:", err)
			return 1
		}
		if len(r.missing) > 0 {
			status = 1
			fmt.Fprintf(stderr, "evaluate: %s lacks %d of %d articles, which count as empty: %s\n", name, len(r.missing), len(gold), some(r.missing))
		}
		if len(r.unknown) > 0 {
			fmt.Fprintf(stderr, "evaluate: %s has %d articles that are not in %s, left out: %s\n", name, len(r.unknown), flags.Arg(0), some(r.unknown))
		}
		results = append(results, r)
	}

	out := bufio.NewWriter(stdout)
	report(out, flags.Arg(0), gold, results)
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "evaluate: cannot write:", err)
		return 1
	}
	return status
}

// some names the first few ids.
func some(ids []string) string {
	const few = 5
	if len(ids) > few {
		return strings.Join(ids[:few], ", ") + ", …"
	}
	return strings.Join(ids, ", ")
}

func readGold(name string) ([]annotation.Article, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	articles, err := annotation.ReadJSON(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if len(articles) == 0 {
		return nil, fmt.Errorf("%s holds no articles", name)
	}
	seen := map[string]bool{}
	for _, a := range articles {
		if seen[a.ID] {
			return nil, fmt.Errorf("%s: two articles have the id %q: give each its own", name, a.ID)
		}
		seen[a.ID] = true
	}
	return articles, nil
}
