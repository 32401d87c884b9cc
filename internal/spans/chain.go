package spans

import (
	"math"
	"math/bits"
	"slices"
)

// The labels of a paragraph are a linear chain (a conditional random field)
// whose states remember, beside the label, which roles the sentence has used
// since an attribution began: a second cue begins a new one.

// A state is a label and the set of roles used so far.
type state struct {
	label  Label
	memory uint8
}

// states lists the states: outside with any memory, in a span with a memory
// that has its role.
var states = func() (out []state) {
	for l := range Label(Labels) {
		for m := range uint8(1 << Roles) {
			if l == Outside || m&(1<<roleOf(l)) != 0 {
				out = append(out, state{l, m})
			}
		}
	}
	return out
}()

// States is the number of states of the chain.
const States = 1<<Roles + 2*Roles*(1<<(Roles-1))

func roleOf(l Label) Role { return Role((l - 1) / 2) }

// begins reports whether a label is the first of a span.
func begins(l Label) bool { return l%2 == 1 }

// An edge leads from one state to another. Its weight depends on the kind of
// the second token.
type edge struct{ from, to uint8 }

// edges are the moves that are possible; every state has at most five.
var edges, edgesFrom = func() (out []edge, from [States][]int) {
	for i, s := range states {
		add := func(to state) {
			from[i] = append(from[i], len(out))
			out = append(out, edge{uint8(i), uint8(stateAt[to.label][to.memory])})
		}
		add(state{Outside, s.memory})
		for r := range Role(Roles) {
			m := s.memory | 1<<r
			if s.memory&(1<<r) != 0 {
				m = 1 << r // its second: a new attribution
			}
			add(state{Begin(r), m})
		}
		if s.label != Outside {
			add(state{Inside(roleOf(s.label)), s.memory})
		}
	}
	return out, from
}()

// stateAt finds a state by its label and memory.
var stateAt = func() (out [Labels][1 << Roles]int) {
	for i, s := range states {
		out[s.label][s.memory] = i
	}
	return out
}()

// labelOf is the label of each state.
var labelOf = func() (out [States]uint8) {
	for s := range states {
		out[s] = uint8(states[s].label)
	}
	return out
}()

// A state has up to five moves. The last, which states outside don't have, goes
// on in the span.
const (
	moves  = 5
	onward = moves - 1
)

// targets are the states that the moves from each state lead to; a move that
// isn't there has no weight.
var targets = func() (out [States][moves]uint8) {
	for s, list := range edgesFrom {
		for k, e := range list {
			out[s][k] = edges[e].to
		}
	}
	return out
}()

// faint is a share of the probability that is taken for none.
const faint = 1e-3

// Edges is the number of edges: four from each state outside, one more from each inside.
const Edges = 4*(1<<Roles) + 5*2*Roles*(1<<(Roles-1))

// beginning are the states of the first token of a span, by role.
var beginning = func() (out [Roles]stateSet) {
	for i, s := range states {
		if begins(s.label) {
			out[roleOf(s.label)] |= 1 << i
		}
	}
	return out
}()

// holding are the memories that hold a role, that of nothing else first.
var holding = func() (out [Roles][1 << (Roles - 1)]uint8) {
	for r := range out {
		k := 0
		for m := range uint8(1 << Roles) {
			if m&(1<<r) != 0 {
				out[r][k] = m
				k++
			}
		}
	}
	return out
}()

// starts reports whether a paragraph may begin in a state.
func starts(s state) bool {
	return s.label == Outside && s.memory == 0 || begins(s.label) && s.memory == 1<<roleOf(s.label)
}

// forget is the state that s is taken for before a token that begins a
// sentence: spans go on, all else is forgotten.
var forget = func() (out [States]int) {
	for i, s := range states {
		m := uint8(0)
		if s.label != Outside {
			m = 1 << roleOf(s.label)
		}
		out[i] = stateAt[s.label][m]
	}
	return out
}()

// Emissions are the scores of the labels of each token.
type Emissions [][Labels]float64

// A Kind is a kind of token, as far as the moves of the chain depend on it.
type Kind uint8

const (
	Plain Kind = iota
	Capital
	Comma
	Colon
	Punctuation
	OpeningMark
	ClosingMark
	QuotedWord
	That
	To
	CueWord
	Kinds
	// SentenceStart is added to the kind of a token that begins a sentence.
	SentenceStart = Kinds
)

// A Chain holds the weights of the edges by the kind of the second token.
type Chain struct {
	Weights [2 * Kinds][]float64 // by edge
	exp     [2 * Kinds][States][moves]float64
}

// NewChain returns a chain without preferences.
func NewChain() *Chain {
	c := &Chain{}
	for k := range c.Weights {
		c.Weights[k] = make([]float64, Edges)
	}
	c.Prepare()
	return c
}

// Prepare must be called after Weights have changed.
func (c *Chain) Prepare() {
	for k := range c.Weights {
		for s, list := range edgesFrom {
			for m, e := range list {
				c.exp[k][s][m] = math.Exp(c.Weights[k][e])
			}
		}
	}
}

// odds are how likely the labels of a token are by its emissions alone, against
// the likeliest. The last is no label's.
type odds [Labels + 1]float64

// A Lattice is the result of the forward-backward algorithm on a paragraph, in
// probabilities scaled per token.
type Lattice struct {
	chain    *Chain
	kinds    []Kind
	emit     []odds
	forward  [][States]float64
	backward [][States]float64
	scale    []float64  // what each token's sum was multiplied by
	alive    []stateSet // states of the token with some probability
}

// A stateSet has a bit for each state.
type stateSet uint32

// first returns the first state of a set that isn't empty.
func (a stateSet) first() int { return bits.TrailingZeros32(uint32(a)) % States }

// remembering are the states that a sentence may begin from.
var remembering = func() (out stateSet) {
	for _, s := range forget {
		out |= 1 << s
	}
	return out
}()

// Run fills the lattice for a paragraph. It reuses the lattice's memory.
// O(tokens · edges).
func (l *Lattice) Run(c *Chain, emissions Emissions, kinds []Kind) {
	l.emit = grow(l.emit, len(emissions))
	for i, e := range emissions {
		top := slices.Max(e[:])
		for k, x := range e {
			l.emit[i][k] = math.Exp(x - top)
		}
	}
	l.run(c, kinds)
}

// run fills the lattice from the odds.
func (l *Lattice) run(c *Chain, kinds []Kind) {
	n := len(kinds)
	l.chain, l.kinds = c, kinds
	l.forward = grow(l.forward, n)
	l.backward = grow(l.backward, n)
	l.scale = grow(l.scale, n)
	l.alive = grow(l.alive, n)
	for i := range n {
		f := &l.forward[i]
		*f = [States]float64{}
		if i == 0 {
			for s := range states {
				if starts(states[s]) {
					f[s] = 1
				}
			}
		} else {
			before, alive := &l.forward[i-1], l.alive[i-1]
			if kinds[i] >= SentenceStart {
				var folded [States]float64
				for a := alive; a != 0; a &= a - 1 {
					folded[forget[a.first()]] += before[a.first()]
				}
				before, alive = &folded, remembering
			}
			exp := &c.exp[kinds[i]]
			for a := alive; a != 0; a &= a - 1 {
				s := a.first()
				x, w, to := before[s], &exp[s], &targets[s]
				f[to[0]%States] += x * w[0]
				f[to[1]%States] += x * w[1]
				f[to[2]%States] += x * w[2]
				f[to[3]%States] += x * w[3]
				f[to[4]%States] += x * w[4]
			}
		}
		sum, emit := 0.0, &l.emit[i]
		for s := range f {
			f[s] *= emit[labelOf[s]%(Labels+1)]
			sum += f[s]
		}
		scale, alive := 1/sum, stateSet(0)
		for s := range f {
			f[s] *= scale
			some := stateSet(0) // no branch: it could not be foretold
			if f[s] >= faint {
				some = 1
			}
			alive |= some << s
		}
		l.scale[i], l.alive[i] = scale, alive
	}
	for i := n - 1; i >= 0; i-- {
		b := &l.backward[i]
		if i == n-1 {
			for s := range b {
				b[s] = 1
			}
			continue
		}
		next, emit, scale := l.backward[i+1], &l.emit[i+1], l.scale[i+1]
		for s := range next {
			next[s] *= emit[labelOf[s]%(Labels+1)]
		}
		*b = [States]float64{}
		exp := &c.exp[kinds[i+1]]
		alive := l.alive[i]
		start := kinds[i+1] >= SentenceStart
		if start {
			alive = remembering
		}
		for a := alive; a != 0; a &= a - 1 {
			s := a.first()
			w, to := &exp[s], &targets[s]
			b[s] = scale * (w[0]*next[to[0]%States] + w[1]*next[to[1]%States] + w[2]*next[to[2]%States] +
				w[3]*next[to[3]%States] + w[4]*next[to[4]%States])
		}
		if start {
			all := *b
			for s := range b {
				b[s] = all[forget[s]]
			}
		}
	}
}

// Marginals returns the probabilities of the labels of token i.
func (l *Lattice) Marginals(i int) (p [Labels]float64) {
	for s := range states {
		p[states[s].label] += l.forward[i][s] * l.backward[i][s]
	}
	return p
}

// EachEdge calls visit with the probability of every edge between tokens i-1
// and i.
func (l *Lattice) EachEdge(i int, visit func(kind Kind, edge int, p float64)) {
	kind := l.kinds[i]
	exp := &l.chain.exp[kind]
	for s, x := range l.forward[i-1] {
		if x == 0 {
			continue
		}
		if kind >= SentenceStart {
			s = forget[s]
		}
		for k, e := range edgesFrom[s] {
			to := edges[e].to
			if p := x * exp[s][k] * l.emit[i][states[to].label] * l.backward[i][to] * l.scale[i]; p > 0 {
				visit(kind, e, p)
			}
		}
	}
}

// Path turns the labels of a paragraph into the edges that they take.
func Path(labels []Label, kinds []Kind, visit func(i int, kind Kind, edge int)) {
	at := -1
	for i, l := range labels {
		if i == 0 {
			for s := range states {
				if states[s].label == l && starts(states[s]) {
					at = s
				}
			}
			continue
		}
		kind := kinds[i]
		if kind >= SentenceStart {
			at = forget[at]
		}
		for _, e := range edgesFrom[at] {
			if states[edges[e].to].label == l {
				visit(i, kind, e)
				at = int(edges[e].to)
				break
			}
		}
	}
}

// A Candidate is a span with its probability.
type Candidate struct {
	Span
	P float64
}

// leastSpan is the probability of a candidate, at least.
const leastSpan = 0.02

// Candidates appends the spans that have some probability, in order of their
// starts. The time is bounded by how long spans may probably be.
func (l *Lattice) Candidates(out []Candidate) []Candidate {
	for i := range l.kinds {
		for r := range Role(Roles) {
			out = l.candidatesAt(out, i, r)
		}
	}
	return out
}

// candidatesAt appends the candidates of a role that begin at token i.
func (l *Lattice) candidatesAt(out []Candidate, i int, r Role) []Candidate {
	if l.alive[i]&beginning[r] == 0 {
		return out
	}
	// inside is the scaled forward probability of the paths in the span, by
	// memory; all is their probability.
	var inside [len(holding[r])]float64
	all := 0.0
	for k, m := range holding[r] {
		s := stateAt[Begin(r)][m]
		inside[k] = l.forward[i][s]
		all += l.forward[i][s] * l.backward[i][s]
	}
	label := Begin(r)
	for j := i; all >= leastSpan; j++ {
		// Some go on to token j+1, the others leave behind token j.
		stay, next := 0.0, [len(inside)]float64{}
		if j+1 < len(l.kinds) {
			kind := l.kinds[j+1]
			scale := l.emit[j+1][Inside(r)] * l.scale[j+1]
			for k, x := range inside {
				s := stateAt[label][holding[r][k]]
				if kind >= SentenceStart {
					s, k = forget[s], 0 // the memory of nothing else
				}
				x *= l.chain.exp[kind][s][onward] * scale
				next[k] += x
				stay += x * l.backward[j+1][targets[s][onward]]
			}
		}
		if all-stay >= leastSpan {
			out = append(out, Candidate{Span{i, j + 1, r}, all - stay})
		}
		inside, all, label = next, stay, Inside(r)
	}
	return out
}
