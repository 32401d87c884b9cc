package spans

import (
	"math"
	"sync"
)

// A Model finds reported statements in paragraphs. It is not changed once it
// is built and safe for concurrent use, each goroutine with a [Finder].
type Model struct {
	First  *First
	Second *Second
	Linker *Linker
	// Least is how likely a span of each role must be to be chosen.
	Least [Roles]float64
	// Trust are the weights of [Evidence] for a statement's confidence.
	Trust Evidence

	idle sync.Pool // of finders
}

// Evidence is what tells how likely a statement is right: 1, the logit of its
// content's probability, of its cue's and of its source's (0 without one), and
// 1 if it has no cue, 1 if it has no source.
type Evidence [6]float64

// EvidenceOf returns the evidence for a statement over chosen spans.
func EvidenceOf(s Statement, chosen []Candidate) (e Evidence) {
	content := 0.0
	for _, c := range s.Content {
		content += chosen[c].P / float64(len(s.Content))
	}
	e[0], e[1] = 1, logit(content)
	if s.Cue >= 0 {
		e[2] = logit(chosen[s.Cue].P)
	} else {
		e[4] = 1
	}
	if s.Source >= 0 {
		e[3] = logit(chosen[s.Source].P)
	} else {
		e[5] = 1
	}
	return e
}

func (m *Model) confidence(s Statement, chosen []Candidate) float64 {
	x := 0.0
	for i, v := range EvidenceOf(s, chosen) {
		x += m.Trust[i] * v
	}
	return 1 / (1 + math.Exp(-x))
}

// A Finder applies a model to one paragraph after the other and reuses its memory.
type Finder struct {
	model *Model
	// What the last paragraph gave, up to the candidates.
	Reading    Reading
	Candidates []Candidate

	lattice   Lattice
	kinds     []Kind
	board     board
	judgement Judgement
	chooser   chooser
}

// Finder returns a finder for the model, one that was released if there is any.
func (m *Model) Finder() *Finder {
	if f, ok := m.idle.Get().(*Finder); ok {
		return f
	}
	return &Finder{model: m}
}

// Release lets the finder's memory be used by another.
func (f *Finder) Release() {
	f.Reading.Paragraph = nil
	f.model.idle.Put(f)
}

// Judge finds the candidates of a paragraph by the first stage.
func (f *Finder) Judge(p Paragraph) {
	first := f.model.First
	f.Reading.Read(p, first.Level)
	f.lattice.emit = first.Score(&f.Reading, &f.board, f.lattice.emit)
	f.kinds = f.Reading.Kinds(f.kinds[:0])
	f.lattice.run(first.Chain, f.kinds)
	f.Candidates = f.lattice.Candidates(f.Candidates[:0])
}

// Find returns the spans of a paragraph, in order, and the statements that
// they make. Spans for which allowed returns false are not considered.
func (f *Finder) Find(p Paragraph, allowed func(Span) bool) ([]Candidate, []Statement) {
	f.Judge(p)
	list := f.Candidates[:0]
	for _, c := range f.model.Second.Score(&f.judgement, &f.Reading, f.Candidates) {
		if allowed == nil || allowed(c.Span) {
			list = append(list, c)
		}
	}
	chosen := f.chooser.choose(list, f.model.Least)
	statements := f.model.Linker.Link(&f.Reading, chosen)
	for i := range statements {
		if s := &statements[i]; len(s.Content) > 0 {
			s.Confidence = f.model.confidence(*s, chosen)
		}
	}
	return chosen, statements
}
