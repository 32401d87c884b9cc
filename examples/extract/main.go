// Command extract reads articles and writes who said what in them.
//
//	go run ./examples/extract [flags] [file or folder ...]
//
// Without arguments it reads JSON Lines on standard input.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/speaker"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("extract", flag.ContinueOnError)
	var usage bytes.Buffer // written at once: a reader may stop at the line that it looks for
	flags.SetOutput(&usage)
	in := flags.String("in", "jsonl", "what standard input holds: `jsonl`, or text (one article)")
	format := flags.String("format", "text", "what to write: `text` or jsonl")
	loose := flags.Bool("loose", false, "also write cues and sources whose content was not found")
	explain := flags.Bool("explain", false, "tell why each statement is its speaker's, and who else was considered")
	sure := flags.Float64("sure", 0, "name no speaker with less `confidence`, in [0, 1]")
	least := flags.Float64("least", 0, "leave out statements with less `confidence`, in [0, 1]")
	limit := flags.Int("max", 64<<20, "the longest line of JSON Lines that is read, in `bytes`")
	err := flags.Parse(args)
	usage.WriteTo(stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if *in != "jsonl" && *in != "text" || *format != "jsonl" && *format != "text" {
		fmt.Fprintln(stderr, "extract: -in and -format take jsonl or text")
		return 2
	}
	if *least < 0 || *least > 1 || *sure < 0 || *sure > 1 {
		fmt.Fprintln(stderr, "extract: -least and -sure are probabilities: take a number from 0 to 1")
		return 2
	}
	names := flags.Args()
	if len(names) == 0 {
		names = []string{"-"}
	}

	out := bufio.NewWriter(stdout)
	defer out.Flush()
	write := writeText
	if *format == "jsonl" {
		write = writeJSON
	}
	reader := corpus.Reader{MaxLine: *limit, Stdin: corpus.Interruptible(ctx, stdin), StdinText: *in == "text"}
	status, done := 0, 0
	for a, err := range corpus.Attribute(ctx, reader.Files(names...), speaker.WithThreshold(*sure)) {
		if err != nil {
			status = 1
			fmt.Fprintln(stderr, err)
		}
		if a.Result == nil {
			continue
		}
		if err := write(out, &a, quotes(a.Result, *least, *explain, *loose)); err != nil {
			fmt.Fprintln(stderr, "extract: cannot write:", err)
			return 1
		}
		out.Flush()
		done++
	}
	if ctx.Err() != nil {
		fmt.Fprintf(stderr, "extract: stopped after %d articles\n", done)
		return 130
	}
	return status
}

// quotes gives the records of an article's statements that are likely enough,
// with explanations and with cues and sources that lack their content if these
// are wanted.
func quotes(r *speaker.Result, least float64, explain, loose bool) []speaker.Quote {
	out := r.Quotes()
	if explain {
		for i := range out {
			x := r.Explain(i)
			out[i].Explanation = &x
		}
	}
	out = slices.DeleteFunc(out, func(q speaker.Quote) bool { return q.Confidence < least })
	if loose {
		out = append(out, speaker.LooseQuotes(r.Document)...)
	}
	return out
}

func writeJSON(w io.Writer, a *corpus.Attributed, quotes []speaker.Quote) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		ID     string          `json:"id"`
		Quotes []speaker.Quote `json:"quotes"`
	}{a.ID, quotes})
}

func text(p *speaker.Passage) string {
	if p == nil {
		return ""
	}
	return p.Text
}

func writeText(w io.Writer, a *corpus.Attributed, quotes []speaker.Quote) error {
	title := strings.Join(strings.Fields(strings.Join([]string{a.ID, a.Outlet, a.Title}, " ")), " ")
	if _, err := fmt.Fprintf(w, "%s\n", title); err != nil {
		return err
	}
	for _, q := range quotes {
		if len(q.Content) == 0 {
			if _, err := fmt.Fprintf(w, "  (content not found: cue %q, source %q)\n", text(q.Cue), text(q.Source)); err != nil {
				return err
			}
			continue
		}
		who := q.Speaker
		if who == "" {
			who = "(nobody)"
		}
		var said []string
		for _, c := range q.Content {
			said = append(said, strings.Join(strings.Fields(c.Text), " "))
		}
		how := q.Kind.String()
		if q.Rule != "" {
			how += ", " + q.Rule
		}
		if _, err := fmt.Fprintf(w, "  %s [%s]: %s\n", who, how, strings.Join(said, " … ")); err != nil {
			return err
		}
		if q.Explanation == nil || q.Explanation.String() == "" {
			continue
		}
		if _, err := fmt.Fprintf(w, "      %.2f %s\n", q.SpeakerConfidence, strings.ReplaceAll(q.Explanation.String(), "\n", "\n           ")); err != nil {
			return err
		}
	}
	return nil
}
