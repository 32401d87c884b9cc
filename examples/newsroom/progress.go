package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// patience is how long the work may take before a progress bar shows.
const patience = time.Second

// progress counts articles on a terminal when the work takes long. Anywhere
// else it shows nothing.
type progress struct {
	out   io.Writer
	shown bool // whether out is a terminal
	start time.Time
	bar   *progressbar.ProgressBar // nil until patience is lost
	done  int
}

func newProgress(out io.Writer) *progress {
	return &progress{out: out, shown: isTerminal(out), start: time.Now()}
}

// step counts an article.
func (p *progress) step() {
	p.done++
	if p.bar == nil && p.shown && time.Since(p.start) > patience {
		p.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(p.out),
			progressbar.OptionSetDescription("reading articles"),
			progressbar.OptionShowCount(),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
		p.bar.Add(p.done - 1)
	}
	if p.bar != nil {
		p.bar.Add(1)
	}
}

// clear makes room for a line of its own.
func (p *progress) clear() {
	if p.bar != nil {
		p.bar.Clear()
	}
}

// comparing says that the articles are read and their quotations compared.
func (p *progress) comparing() {
	if p.bar != nil {
		p.bar.Describe("comparing quotations")
	}
}

func (p *progress) finish() {
	if p.bar != nil {
		p.bar.Finish()
	}
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
