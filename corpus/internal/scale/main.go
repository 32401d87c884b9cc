// Command scale measures a corpus of synthetic quotations of growing size:
// processor time and memory for each quotation, how long one article takes to add at the end, and
// whether the groups are right.
//
//	go run ./corpus/internal/scale 10000 100000 1000000
package main

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/internal/synthetic"
)

func main() {
	profile := flag.String("cpuprofile", "", "write a profile to this `file`")
	errors := flag.Int("errors", 0, "show so `many` groups with more than one utterance")
	flag.Parse()
	if *profile != "" {
		f, err := os.Create(*profile)
		if err != nil {
			fmt.Fprintln(os.Stderr, "scale:", err)
			os.Exit(1)
		}
		pprof.StartCPUProfile(f)
		defer pprof.StopCPUProfile()
	}
	fmt.Println("quotations | add (s of processor) | group (s) | µs each | bytes each | with groups | one article more (ms) | the worst of 200 | precision | recall | F1")
	fmt.Println("---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:")
	for _, arg := range flag.Args() {
		n, err := strconv.Atoi(arg)
		if err != nil {
			fmt.Fprintln(os.Stderr, "scale: the sizes are numbers:", err)
			os.Exit(2)
		}
		measure(n, *errors)
	}
}

func measure(n, errors int) {
	corpus.New().Add(corpus.Article{Text: "“This loads all lexicons,” she said."})
	before := heap()
	c := corpus.New()
	var adding time.Duration
	var batch []corpus.Quote
	add := func() {
		start := processorTime()
		for _, q := range batch {
			c.AddQuote(q)
		}
		adding += processorTime() - start
		batch = batch[:0]
	}
	for q := range synthetic.Quotations(n, 1) {
		if batch = append(batch, corpus.Quote{ID: q.ID, Outlet: q.Outlet, Date: q.Date, Speaker: q.Speaker, Text: q.Text}); len(batch) == 1000 {
			add()
		}
	}
	add()
	batch = nil
	memory := heap() - before

	start := processorTime()
	for range c.Groups() {
	}
	grouping := processorTime() - start
	all := heap() - before
	score := accuracy(c, n, errors)

	var times []time.Duration
	var text strings.Builder
	number := 0
	for q := range synthetic.Quotations(2000, 2) {
		fmt.Fprintf(&text, "“%s” %s said.\n", strings.Replace(q.Text, ".", ",", 1), q.Speaker)
		if number++; number%10 == 0 {
			a := corpus.Article{ID: strconv.Itoa(number), Outlet: q.Outlet, Published: q.Date, Text: text.String()}
			text.Reset()
			start := time.Now()
			c.Add(a)
			times = append(times, time.Since(start))
		}
	}
	slices.Sort(times)
	milliseconds := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	fmt.Printf("%d | %.1f | %.1f | %.1f | %d | %d | %.1f | %.1f | %.1f | %.1f | %.1f\n", n, adding.Seconds(), grouping.Seconds(),
		float64((adding+grouping).Microseconds())/float64(n), memory/uint64(n), all/uint64(n),
		milliseconds(times[len(times)/2]), milliseconds(times[len(times)-1]), score.Precision(), score.Recall(), score.F1())
}

// accuracy compares the groups with the truth, and shows some that are wrong.
func accuracy(c *corpus.Corpus, n, errors int) synthetic.Score {
	truth := make(map[string]int, n)
	texts := map[string]string{}
	for q := range synthetic.Quotations(n, 1) {
		truth[q.ID] = q.Utterance
		if errors > 0 {
			texts[q.ID] = fmt.Sprintf("%d %s %s: %s", q.Utterance, q.Date, q.Speaker, q.Text)
		}
	}
	scorer := synthetic.NewScorer(truth)
	for g := range c.Groups() {
		var ids []string
		wrong := false
		for _, v := range g.Variants {
			ids = append(ids, v.Article)
			wrong = wrong || truth[v.Article] != truth[ids[0]]
		}
		scorer.Add(ids)
		if wrong && errors > 0 {
			errors--
			for _, id := range ids {
				fmt.Println("   ", texts[id])
			}
			fmt.Println()
		}
	}
	return scorer.Score()
}

// heap returns how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
