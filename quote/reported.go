package quote

import (
	"slices"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// An arbiter brings the marks' reading and the span model's together.
type arbiter struct {
	*Document
	reading []Statement   // what the marks' reading found, without indirect speech
	owner   []int         // of each quotation: the statement of the reading that it is part of, -1 for none
	sources map[Span]Span // by cue, of the indirect statements of the reading
	relayed map[int]relay // by where their source, their cue and their content start
	pairs   []int         // of each token that is a quotation mark: its partner, -1 for none
	model   []Statement   // what the model found
	claims  []claim       // for each statement of the reading
}

// A claim is what the model makes of a statement of the marks' reading.
type claim struct {
	by    int  // the statement of the model that stands for it, -1 for none
	yield bool // whether its content yields to the model's
}

// report lets the span model decide what is said, within the bounds that the
// package's doc tells.
func (d *Document) report(m *spans.Model) {
	a := arbiter{Document: d, owner: make([]int, len(d.Quotations)), sources: map[Span]Span{}, relayed: map[int]relay{}}
	headlines := map[int]bool{} // that the marks' reading finds something in, by paragraph
	for _, s := range d.Statements {
		if p := d.ParagraphAt(s.Content[0].Start); d.reported(s) && d.headline(&d.Paragraphs[p]) {
			a.model = append(a.model, s)
			headlines[p] = true
		} else if d.reported(s) {
			a.sources[s.Cue] = s.Source
		} else {
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
	a.claims = make([]claim, len(a.reading))
	for i := range a.claims {
		a.claims[i].by = -1
	}
	a.pairs = d.pairs()
	finder := m.Finder()
	defer finder.Release()
	for p, input := range d.modelInput(a.note) {
		if d.Paragraphs[p].Boilerplate || d.Paragraphs[p].Turn || headlines[p] {
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
		r := Statement{Cue: span(s.Cue), Source: span(s.Source), Confidence: s.Confidence}
		for _, i := range s.Content {
			c := span(i)
			if a.unspoken(c) {
				continue
			}
			a.unscare(c)
			r.Content = append(r.Content, c)
		}
		if len(r.Content) == 0 {
			a.Loose = append(a.Loose, r)
			continue
		}
		a.add(r)
	}
}

// unspoken reports whether a span lies within a quotation that is nobody's speech.
func (a *arbiter) unspoken(s Span) bool {
	q := a.QuotationAt(s.Start)
	return q != nil && q.NotSpeech != "" && q.NotSpeech != scare && s.End <= q.End
}

// unscare takes what the model finds reported for speech.
func (a *arbiter) unscare(s Span) {
	a.outer(s, func(q int) {
		if a.Quotations[q].NotSpeech == scare {
			a.Quotations[q].NotSpeech = ""
		}
	})
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
	d.outer(s, func(q int) {
		if d.Quotations[q].NotSpeech == "" {
			visit(q)
		}
	})
}

// outer visits the outermost quotations that overlap a span.
func (d *Document) outer(s Span, visit func(q int)) {
	for _, q := range d.outermostFrom(s.Start) {
		if d.Quotations[q].Start >= s.End {
			return
		}
		visit(q)
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

// add takes a statement of the model and lets it claim those of the marks'
// reading whose quotations it covers. Direct ones keep their content, unless the
// model has a mere fragment in a wider clause.
func (a *arbiter) add(s Statement) {
	content := s.Content
	s.Content = nil
	for _, c := range content {
		kept, wide := true, a.kind([]Span{c}) != Direct
		a.quotations(c, func(q int) {
			if a.owner[q] < 0 {
				return
			}
			x := &a.claims[a.owner[q]]
			if x.by < 0 || x.by < len(a.model) && a.model[x.by].Cue.Empty() && !s.Cue.Empty() {
				x.by = len(a.model)
			}
			if a.reading[a.owner[q]].Kind == Mixed || wide && !a.sentential(&a.Quotations[q]) {
				x.yield = true
			} else {
				kept = false
			}
		})
		if kept {
			s.Content = append(s.Content, c)
		}
	}
	a.model = append(a.model, s)
}

// finish makes the document's statements of the model's and of what is left of
// the marks' reading.
func (a *arbiter) finish() {
	covered := make([]bool, len(a.Tokens))
	for _, s := range a.model {
		for _, c := range s.Content {
			for t := a.TokensIn(c); t.First < t.End; t.First++ {
				covered[t.First] = true
			}
		}
	}
	under := map[Span]int{} // the model's statements by cue
	for i, s := range a.model {
		if !s.Cue.Empty() {
			under[s.Cue] = i
		}
	}
	a.Statements = a.Statements[:0]
	for i, s := range a.reading {
		x := a.claims[i]
		if k, ok := under[s.Cue]; ok && x.by < 0 {
			x.by = k // what the model passed over belongs to what it has under the same cue
		}
		if x.by < 0 {
			if a.relay(&s); len(s.Content) > 0 && (s.Kind != Mixed || !s.Cue.Empty() && !s.Source.Empty()) {
				a.Statements = append(a.Statements, s)
			}
			continue
		}
		m := &a.model[x.by]
		if !x.yield && a.separate(m, &s) {
			a.Statements = append(a.Statements, s)
			continue
		}
		if m.Cue.Empty() && (m.Source.Empty() || !s.Cue.Empty()) {
			m.Cue, m.Source = s.Cue, s.Source
		} else if m.Source.Empty() {
			m.Source = s.Source
		}
		if s.Kind == Direct && !x.yield && len(m.Content) > 0 && a.kind(m.Content) == Indirect {
			s.Cue, s.Source = m.Cue, m.Source // an utterance and a paraphrase are two
			a.Statements = append(a.Statements, s)
			continue
		}
		for _, c := range s.Content {
			t := a.TokensIn(c)
			if !x.yield || !slices.Contains(covered[t.First:t.End], true) {
				m.Content = append(m.Content, c)
			}
		}
	}
	for _, s := range a.model {
		a.relay(&s)
		if len(s.Content) == 0 {
			a.Loose = append(a.Loose, s)
			continue
		}
		if s.Source.Empty() {
			s.Source = a.sources[s.Cue]
		}
		s.Content = disjoint(s.Content)
		s.Kind = a.kind(s.Content)
		a.Statements = append(a.Statements, s)
	}
	slices.SortStableFunc(a.Statements, func(x, y Statement) int { return x.Content[0].Start - y.Content[0].Start })
}

// separate reports whether a statement of the reading stands beside that of the
// model which claims it: it has a cue of its own, or none and stands apart.
func (a *arbiter) separate(m, s *Statement) bool {
	if s.Cue.Empty() {
		return a.apart(m, s) || len(m.Content) > 0 && a.SentenceAt(m.Cue.Start) != a.SentenceAt(s.Content[0].Start)
	}
	return !overlap(m.Cue, s.Cue) && (len(m.Content) > 0 || !s.Source.Empty())
}

func overlap(a, b Span) bool { return a.Start < b.End && b.Start < a.End }

// apart reports whether a whole sentence stands between the words of a statement
// and a quotation.
func (d *Document) apart(s *Statement, quotation *Statement) bool {
	at := quotation.Content[0]
	first, last := d.SentenceAt(at.Start), d.SentenceAt(at.End-1)
	for _, x := range append([]Span{s.Cue, s.Source}, s.Content...) {
		if !x.Empty() && d.SentenceAt(x.Start) <= last+1 && d.SentenceAt(x.End-1) >= first-1 {
			return false
		}
	}
	return true
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
