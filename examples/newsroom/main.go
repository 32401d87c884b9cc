// Command newsroom reads the articles of several outlets and reports who said
// what, which quotations ran in more than one outlet, and how their versions
// differ.
//
//	go run ./examples/newsroom [flags] [file or folder ...]
//
// Without arguments it reads the articles that the project's tests use.
package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"os"
	"os/signal"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/testdata"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// narrowest is the least width of a report that still reads well.
const narrowest = 30

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("newsroom", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: newsroom [flags] [file or folder ...]   (- is standard input)")
		flags.PrintDefaults()
	}
	page := flags.String("html", "", "also write the report as one page to this `file`")
	format := flags.String("format", "text", "what to write: `text`, the report, or jsonl, one group a line")
	in := flags.String("in", "jsonl", "what standard input holds: `jsonl`, or text (one article)")
	limit := flags.Int("max", 64<<20, "the longest line of JSON Lines that is read, in `bytes`")
	width := flags.Int("width", 0, "`columns` of the report (default the terminal's, else 80)")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if *in != "jsonl" && *in != "text" || *format != "jsonl" && *format != "text" {
		fmt.Fprintln(stderr, "newsroom: -in and -format take jsonl or text")
		return 2
	}
	if *width != 0 && *width < narrowest {
		fmt.Fprintf(stderr, "newsroom: -width takes %d or more\n", narrowest)
		return 2
	}

	reader := corpus.Reader{MaxLine: *limit, Stdin: corpus.Interruptible(ctx, stdin), StdinText: *in == "text"}
	news, status := read(ctx, articles(reader, flags.Args()), stderr), 0
	if ctx.Err() != nil {
		fmt.Fprintf(stderr, "newsroom: stopped after %s\n", count(len(news.articles), "article"))
		return 130
	}
	if news.troubled {
		status = 1
	}
	if *page != "" {
		if err := writePage(*page, news); err != nil {
			fmt.Fprintln(stderr, "newsroom:", err)
			status = 1
		}
	}
	out := bufio.NewWriter(stdout)
	var err error
	if *format == "jsonl" {
		err = writeGroups(out, news)
	} else {
		screen := screenOf(stdout)
		screen.width = cmp.Or(*width, screen.width)
		writeReport(out, news, screen)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(stderr, "newsroom: cannot write:", err)
		status = 1
	}
	return status
}

// articles returns the articles of some files and folders, or the embedded ones.
func articles(reader corpus.Reader, names []string) iter.Seq2[corpus.Article, error] {
	if len(names) == 0 {
		return reader.FS(testdata.News())
	}
	return reader.Files(names...)
}

func writeGroups(w io.Writer, news *edition) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, g := range news.groups {
		if err := enc.Encode(g.Group); err != nil {
			return err
		}
	}
	return nil
}
