// Command archive keeps the quotations of articles in a file that grows day by
// day, and answers questions about them.
//
//	archive add    -db news.db [file or folder ...]
//	archive remove -db news.db id ...
//	archive ask    -db news.db [flags] [word ...]
//	archive who    -db news.db
//
// Without arguments add reads the articles that the project's tests use.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"os/signal"
	"strings"
	"time"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/store"
	"github.com/hearsay-go/hearsay/testdata"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// A command is one of the things that the program does.
type command struct {
	usage string
	run   func(ctx context.Context, s *store.Store, args []string) error
	flags func(*flag.FlagSet)
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := bufio.NewWriter(stdout)
	a := &archive{stdin: stdin, out: out, stderr: stderr}
	commands := map[string]command{
		"add":    {"[file or folder ...]", a.add, nil},
		"remove": {"id ...", a.remove, nil},
		"ask":    {"[flags] [word ...]", a.ask, a.query},
		"who":    {"", a.who, nil},
	}
	usage := func() int {
		fmt.Fprintln(stderr, "usage: archive add|remove|ask|who -db FILE …   (archive ask -h lists its flags)")
		return 2
	}
	if len(args) == 0 {
		return usage()
	}
	c, ok := commands[args[0]]
	if !ok {
		return usage()
	}
	flags := flag.NewFlagSet("archive "+args[0], flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintf(stderr, "usage: archive %s -db FILE %s\n", args[0], c.usage)
		flags.PrintDefaults()
	}
	path := flags.String("db", "news.db", "the `file` that keeps the quotations")
	if c.flags != nil {
		c.flags(flags)
	}
	if err := flags.Parse(args[1:]); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if _, err := os.Stat(*path); args[0] != "add" && errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(stderr, "archive: there is no %s: make it with archive add, or name another with -db\n", *path)
		return 1
	}
	s, err := store.Open(ctx, *path)
	if err == nil {
		err = errors.Join(c.run(ctx, s, flags.Args()), s.Close(), out.Flush())
	}
	if err != nil {
		fmt.Fprintln(stderr, "archive:", err)
		return 1
	}
	if a.troubled {
		return 1
	}
	return 0
}

type archive struct {
	stdin    io.Reader
	out      *bufio.Writer
	stderr   io.Writer
	troubled bool // whether an article was skipped or mended

	asked    corpus.Query
	from, to string
	json     bool
	most     int
}

// batch is how many articles go to the disk at once.
const batch = 64

func (a *archive) add(ctx context.Context, s *store.Store, names []string) error {
	var articles iter.Seq2[corpus.Article, error]
	if reader := (corpus.Reader{Stdin: corpus.Interruptible(ctx, a.stdin)}); len(names) == 0 {
		articles = reader.FS(testdata.News())
	} else {
		articles = reader.Files(names...)
	}
	before, read := s.Corpus().Len(), 0
	var waiting []corpus.Attributed
	flush := func() error {
		err := s.AddResults(waiting...)
		if err == nil {
			read += len(waiting)
		}
		waiting = waiting[:0]
		return err
	}
	for article, err := range corpus.Attribute(ctx, articles) {
		if err != nil {
			a.troubled = true
			fmt.Fprintln(a.stderr, err)
		}
		if article.Result == nil {
			continue
		}
		if waiting = append(waiting, article); len(waiting) == batch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%d articles read, %d of them new; %d in the archive\n", read, s.Corpus().Len()-before, s.Corpus().Len())
	return ctx.Err()
}

func (a *archive) remove(_ context.Context, s *store.Store, ids []string) error {
	for _, id := range ids {
		there, err := s.Remove(id)
		if err != nil {
			return err
		}
		if !there {
			a.troubled = true
			fmt.Fprintf(a.stderr, "archive: no article %q\n", id)
		}
	}
	return nil
}

func (a *archive) query(flags *flag.FlagSet) {
	flags.StringVar(&a.asked.Speaker, "speaker", "", "what this `person` said, by any name")
	flags.StringVar(&a.asked.Outlet, "outlet", "", "what this `outlet` ran")
	flags.BoolVar(&a.asked.Only, "only", false, "what no other outlet ran")
	flags.BoolVar(&a.asked.Several, "several", false, "what several outlets ran")
	flags.BoolVar(&a.asked.Changed, "changed", false, "what was changed, by the outlet if one is given")
	flags.BoolVar(&a.asked.Disputed, "disputed", false, "what is given to different people")
	flags.StringVar(&a.from, "from", "", "from this `day` on, YYYY-MM-DD")
	flags.StringVar(&a.to, "to", "", "to this `day`, with it")
	flags.BoolVar(&a.json, "json", false, "one group a line, as JSON")
	flags.IntVar(&a.most, "most", 20, "how `many` groups, 0 for all")
}

func (a *archive) ask(ctx context.Context, s *store.Store, words []string) (err error) {
	a.asked.Words = strings.Join(words, " ")
	if a.asked.From, err = day(a.from); err != nil {
		return err
	}
	if a.asked.To, err = day(a.to); err != nil {
		return err
	}
	if !a.asked.To.IsZero() {
		a.asked.To = a.asked.To.AddDate(0, 0, 1)
	}
	shown := 0
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	for g, err := range s.Corpus().Find(ctx, a.asked) {
		if err != nil {
			return err
		}
		if shown++; a.most > 0 && shown > a.most {
			fmt.Fprintf(a.out, "… and more: raise -most\n")
			break
		}
		if a.json {
			if err := enc.Encode(g); err != nil {
				return err
			}
			continue
		}
		a.show(g)
	}
	if shown == 0 {
		fmt.Fprintln(a.out, "nothing")
	}
	return nil
}

func day(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return t, fmt.Errorf("a day is written YYYY-MM-DD, not %q", s)
	}
	return t, nil
}

// show writes a group with what each article makes of it.
func (a *archive) show(g *corpus.Group) {
	fmt.Fprintf(a.out, "“%s”\n", g.Wording)
	by := g.Speaker
	if by == "" {
		by = "nobody knows who"
	}
	fmt.Fprintf(a.out, "  %s · %d outlets · %d texts", by, len(g.Outlets), g.Sources)
	if g.First != "" {
		fmt.Fprintf(a.out, " · first %s", g.First)
	}
	fmt.Fprintln(a.out)
	for _, c := range g.Disputed {
		fmt.Fprintf(a.out, "  given to %s by %s\n", c.Speaker, strings.Join(c.Outlets, ", "))
	}
	if len(g.Variants) == 1 {
		return
	}
	for i := range g.Variants {
		v := &g.Variants[i]
		fmt.Fprintf(a.out, "  %-10s %s: %s\n", v.Published, v.Outlet, difference(v))
	}
}

// difference says in words how a variant differs from the wording.
func difference(v *corpus.Variant) string {
	if v.ReprintOf != "" {
		return "reprint of " + v.ReprintOf
	}
	var parts []string
	for _, e := range v.Edits {
		if e.Class == "" {
			continue
		}
		sign := "without"
		if e.Op == corpus.Insert {
			sign = "with"
		}
		part := fmt.Sprintf("%s (%s) “%s”", sign, e.Class, e.Text)
		if e.Turns {
			part += " ← turns the meaning?"
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "the same"
	}
	return strings.Join(parts, ", ")
}

func (a *archive) who(_ context.Context, s *store.Store, _ []string) error {
	for p := range s.Corpus().Speakers() {
		fmt.Fprintf(a.out, "%5d  %s", p.Passages, p.Name)
		if len(p.Names) > 1 {
			fmt.Fprintf(a.out, "  (%s)", strings.Join(p.Names, ", "))
		}
		fmt.Fprintln(a.out)
	}
	return nil
}
