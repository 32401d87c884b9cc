// Command beam groups the quotations of articles on many machines.
//
//	go run . -in 'news/*.jsonl' -out groups            # on this one
//	go run . -in 'gs://…/*.jsonl.gz' -out gs://…/groups -shards 1000 \
//	    -runner flink -endpoint … -environment_type …  # see the README
//
// It exits with 1 if something was wrong with the input, which -problems tells;
// all the rest is in the output.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/beam/groups"
)

var (
	in       = flag.String("in", "", "the files to read: a `pattern`, for JSON Lines, gzipped if they end in .gz")
	quotes   = flag.Bool("quotes", false, "the input holds loose quotations, not articles")
	out      = flag.String("out", "groups", "the `prefix` of the files to write")
	shards   = flag.Int("shards", 1, "how many files to write")
	problems = flag.String("problems", "", "the `file` to tell in what was wrong with the input (default: the prefix and -problems.txt)")
	people   = flag.String("people", "", "a `file` of known people: a JSON object from names to full names")
	rounds   = flag.Int("rounds", 0, "rounds to join chains of passages in (default 8)")
)

func main() {
	flag.Parse()
	beam.Init() // a worker stays in here
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status, err := run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "beam:", err)
		status = 1
	}
	os.Exit(status)
}

func run(ctx context.Context) (int, error) {
	if *in == "" || *shards < 1 || *rounds < 0 {
		return 2, fmt.Errorf("-in takes a pattern, -shards a number from 1, -rounds one from 0")
	}
	if *problems == "" {
		*problems = *out + "-problems.txt"
	}
	options := groups.Options{Rounds: *rounds}
	if *people != "" {
		var err error
		if options.People, err = readPeople(*people); err != nil {
			return 1, err
		}
	}
	result, err := beamx.RunWithMetrics(ctx, pipeline(options))
	if err != nil {
		return 1, err
	}
	return report(result), nil
}

func pipeline(options groups.Options) *beam.Pipeline {
	p, s := beam.NewPipelineWithRoot()
	var readings, wrong beam.PCollection
	if *quotes {
		readings, wrong = groups.ReadQuotes(s, *in)
	} else {
		readings, wrong = groups.ReadArticles(s, *in)
		readings = groups.Extract(s, readings)
	}
	drafts, replaced := groups.Group(s, readings, options)
	groups.Write(s, *out, *shards, drafts)
	groups.WriteProblems(s, *problems, wrong, replaced)
	return p
}

func readPeople(name string) (corpus.PeopleMap, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var known corpus.PeopleMap
	if err := json.Unmarshal(b, &known); err != nil {
		return nil, fmt.Errorf("%s: not an object from names to full names: %w", name, err)
	}
	return known, nil
}

// report tells how many lines were read, and how many had something wrong.
func report(result beam.PipelineResult) int {
	var told []string
	status := 0
	for _, m := range groups.Counts(result) {
		told = append(told, fmt.Sprintf("%d %s", m.Count, m.Name))
		if m.Name != "read" && m.Count > 0 {
			status = 1
		}
	}
	fmt.Fprintln(os.Stderr, "beam:", strings.Join(told, ", "))
	if status != 0 {
		fmt.Fprintln(os.Stderr, "beam: see", *problems)
	}
	return status
}
