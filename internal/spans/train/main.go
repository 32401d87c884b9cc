// Command train fits the span model to annotated articles and writes it.
//
//	go run ./internal/spans/train [flags] FILE.jsonl|BRAT-FOLDER ...
//
// It reads articles with "attributions" as JSON Lines, or a folder in the
// stand-off format of brat, as the authors of PolNeAR publish it.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/hearsay-go/hearsay/internal/annotation"
	"github.com/hearsay-go/hearsay/internal/spans"
	"github.com/hearsay-go/hearsay/internal/spans/training"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	o := training.DefaultOptions()
	o.Log = out
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	file := flags.String("o", "internal/spans/model.bin", "where to write the model")
	dev := flags.String("dev", "", "annotated articles to score the model on, a file or folder like the others")
	flags.Uint64Var(&o.Seed, "seed", o.Seed, "of the order of articles and of what dropout leaves out")
	flags.IntVar(&o.Epochs, "epochs", o.Epochs, "of the first stage")
	flags.IntVar(&o.Folds, "folds", o.Folds, "of the jack-knife")
	flags.IntVar(&o.Bytes, "bytes", o.Bytes, "of the first stage's blocks, at most")
	ablate := flags.Bool("ablate", false, "write a table of what each part of the model adds on -dev, and no model")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() == 0 {
		return fmt.Errorf("no articles: name files of JSON Lines or brat folders")
	}
	examples, err := read(flags.Args()...)
	if err != nil {
		return err
	}
	if len(examples) < 2*o.Folds {
		return fmt.Errorf("%d articles are too few: give at least %d", len(examples), 2*o.Folds)
	}
	lost := 0
	for _, e := range examples {
		lost += e.Lost
	}
	fmt.Fprintf(out, "%d articles; %d of their spans don't lie on the bounds of words\n", len(examples), lost)
	if *dev != "" {
		if o.Dev, err = read(*dev); err != nil {
			return err
		}
	}
	if *ablate {
		if len(o.Dev) == 0 {
			return fmt.Errorf("-ablate scores on -dev: name annotated articles")
		}
		training.Ablate(out, examples, o.Dev, o)
		return nil
	}
	m := training.Train(examples, o)
	model := m.Encode()
	if err := os.WriteFile(*file, model, 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d bytes\n", *file, len(model))
	if len(o.Dev) > 0 {
		for r, s := range training.Evaluate(m, o.Dev) {
			fmt.Fprintf(out, "%-8s %s\n", spans.Role(r), s)
		}
	}
	return nil
}

func read(names ...string) (out []*training.Example, err error) {
	for _, name := range names {
		articles, err := articles(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for i := range articles {
			out = append(out, training.NewExample(&articles[i]))
		}
	}
	return out, nil
}

func articles(name string) ([]annotation.Article, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return annotation.ReadBrat(os.DirFS(name))
	}
	return annotation.ReadJSON(f)
}
