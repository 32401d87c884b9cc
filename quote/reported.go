package quote

import (
	"slices"
	"sort"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// A report is a statement as the span model sees it, on its way to become one
// of the document's.
type report struct {
	Statement
	owner int // the statement of the marks' reading that it stands for, -1 for none
}

// An arbiter brings the marks' reading and the span model's together.
type arbiter struct {
	*Document
	reading []Statement // what the marks' reading found, without indirect speech
	owner   []int       // of each quotation: the statement of the reading that it is part of, -1 for none
	reports []report
	found   []int // for each statement of the reading: the first report that stands for it, -1 for none
	loose   []Statement
	pairs   []int // of each token that is a quotation mark: its partner, -1 for none
}

// report lets the span model decide what is said. Its spans never cut through a
// pair of quotation marks. Where it sees content in what the marks' reading
// takes for one statement, its statement stands for that one, which gives it
// what it lacks: a cue, a source, pieces in other paragraphs. What it does not
// see at all stays as the marks' reading has it.
func (d *Document) report(m *spans.Model) {
	a := arbiter{Document: d, owner: make([]int, len(d.Quotations))}
	for _, s := range d.Statements {
		if s.Kind != Indirect {
			a.reading = append(a.reading, s)
		}
	}
	for q := range a.owner {
		a.owner[q] = -1
	}
	for i, s := range a.reading {
		for _, c := range s.Content {
			a.quotations(c, func(q int) { a.owner[q] = i })
		}
	}
	a.found = make([]int, len(a.reading))
	for i := range a.found {
		a.found[i] = -1
	}
	a.pairs = d.pairs()
	finder := spans.NewFinder(m)
	for p, input := range d.modelInput() {
		if d.Paragraphs[p].Boilerplate || d.Paragraphs[p].turn {
			continue
		}
		first := d.Paragraphs[p].Tokens.First
		for len(input) > 0 {
			n := cutting(input)
			a.read(finder, input[:n], first)
			input, first = input[n:], first+n
		}
	}
	a.finish()
}

// cutting returns how much of a paragraph the model reads at once: all of it,
// unless it is far longer than what any reporter writes.
func cutting(p spans.Paragraph) int {
	const most = 2000
	if len(p) <= most {
		return len(p)
	}
	for n := most; n > most/2; n-- {
		if p[n].Sentence {
			return n
		}
	}
	return most
}

// read takes the model's statements from the tokens from first on.
func (a *arbiter) read(finder *spans.Finder, input spans.Paragraph, first int) {
	chosen, statements := finder.Find(input, func(s spans.Span) bool { return a.whole(Range{first + s.Start, first + s.End}) })
	span := func(i int) Span {
		if i < 0 {
			return Span{}
		}
		return a.Span(Range{first + chosen[i].Start, first + chosen[i].End})
	}
	for _, s := range statements {
		r := report{owner: -1, Statement: Statement{Cue: span(s.Cue), Source: span(s.Source)}}
		for _, c := range s.Content {
			r.Content = append(r.Content, span(c))
		}
		if len(s.Content) > 0 {
			r.Confidence = finder.Confidence(s, chosen)
		}
		a.add(r)
	}
}

// whole reports whether a range holds both quotation marks or none of every pair.
func (a *arbiter) whole(in Range) bool {
	for i := in.First; i < in.End; i++ {
		if k := a.pairs[i]; k >= 0 && !in.Has(k) {
			return false
		}
	}
	return true
}

// quotations visits the outermost quotations of speech that overlap a span.
func (d *Document) quotations(s Span, visit func(q int)) {
	first := sort.Search(len(d.outermost), func(k int) bool { return d.Quotations[d.outermost[k]].End > s.Start })
	for _, q := range d.outermost[first:] {
		if d.Quotations[q].Start >= s.End {
			return
		}
		if d.Quotations[q].NotSpeech == "" {
			visit(q)
		}
	}
}

// pairs gives for every token that is a quotation mark its partner, -1 for
// other tokens and for marks without one.
func (d *Document) pairs() []int {
	out := make([]int, len(d.Tokens))
	for i := range out {
		out[i] = -1
	}
	for i := range d.Quotations {
		if q := &d.Quotations[i]; q.Opened && q.Closed {
			out[q.Tokens.First], out[q.Tokens.End-1] = q.Tokens.End-1, q.Tokens.First
		}
	}
	return out
}

func (a *arbiter) add(r report) {
	if len(r.Content) == 0 {
		a.loose = append(a.loose, r.Statement)
		return
	}
	for _, c := range r.Content {
		a.quotations(c, func(q int) {
			if r.owner < 0 {
				r.owner = a.owner[q]
			}
		})
	}
	if r.owner >= 0 {
		if first := a.found[r.owner]; first >= 0 {
			if r.Cue.Empty() { // goes on with what the marks join it to
				f := &a.reports[first]
				f.Content = append(f.Content, r.Content...)
				return
			}
		} else {
			a.found[r.owner] = len(a.reports)
		}
	}
	a.reports = append(a.reports, r)
}

func (a *arbiter) finish() {
	covered := make([]bool, len(a.Tokens))
	for _, r := range a.reports {
		for _, c := range r.Content {
			for t := a.TokensIn(c); t.First < t.End; t.First++ {
				covered[t.First] = true
			}
		}
	}
	seen := func(s Span) bool {
		t := a.TokensIn(s)
		return slices.Contains(covered[t.First:t.End], true)
	}
	seenByModel := len(a.reports)
	for i, s := range a.reading {
		if a.found[i] < 0 {
			if !slices.ContainsFunc(s.Content, seen) {
				a.reports = append(a.reports, report{s, i})
			}
			continue
		}
		r := &a.reports[a.found[i]]
		if r.Cue.Empty() && r.Source.Empty() {
			r.Cue, r.Source = s.Cue, s.Source
		} else if r.Source.Empty() && r.Cue.Start < s.Cue.End && s.Cue.Start < r.Cue.End {
			r.Source = s.Source
		}
		for _, c := range s.Content {
			if !seen(c) {
				r.Content = append(r.Content, c)
			}
		}
	}
	a.Statements = a.Statements[:0]
	for i, r := range a.reports {
		if i < seenByModel {
			slices.SortFunc(r.Content, func(x, y Span) int { return x.Start - y.Start })
			r.Kind = a.kind(r.Content)
		}
		a.Statements = append(a.Statements, r.Statement)
	}
	slices.SortStableFunc(a.Statements, func(x, y Statement) int { return x.Content[0].Start - y.Content[0].Start })
	a.Loose = a.loose
}

// kind tells how a content is reported.
func (d *Document) kind(content []Span) Kind {
	direct, quoted := true, false
	for _, c := range content {
		t := d.TokensIn(c)
		inside := 0
		d.quotations(c, func(q int) {
			quoted = true
			inside += d.words(Range{max(t.First, d.Quotations[q].Tokens.First), min(t.End, d.Quotations[q].Tokens.End)}, t.Len())
		})
		if inside < d.words(t, t.Len()) {
			direct = false
		}
	}
	switch {
	case !quoted:
		return Indirect
	case direct:
		return Direct
	}
	return Mixed
}
