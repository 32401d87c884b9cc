package spans

import "math"

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

// firstEdge is the first edge from each state; edges are in order of those.
var firstEdge = func() (out [States + 1]uint8) {
	for s, list := range edgesFrom {
		out[s], out[s+1] = uint8(list[0]), uint8(list[0]+len(list))
	}
	return out
}()

// target is the state that each edge leads to.
var target = func() (out [Edges]uint8) {
	for e := range edges {
		out[e] = edges[e].to % States
	}
	return out
}()

// faint is a share of the probability that is taken for none.
const faint = 1e-6

// Edges is the number of edges: four from each state outside, one more from each inside.
const Edges = 4*(1<<Roles) + 5*2*Roles*(1<<(Roles-1))

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
	exp     [2 * Kinds][Edges]float64
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
		for e, w := range c.Weights[k] {
			c.exp[k][e] = math.Exp(w)
		}
	}
}

// A Lattice is the result of the forward-backward algorithm on a paragraph, in
// probabilities scaled per token.
type Lattice struct {
	chain    *Chain
	kinds    []Kind
	emit     [][Labels]float64 // exponentials, scaled
	forward  [][States]float64
	backward [][States]float64
	scale    []float64 // what each token's sum was multiplied by
}

// Run fills the lattice for a paragraph. It reuses the lattice's memory.
// O(tokens · edges).
func (l *Lattice) Run(c *Chain, emissions Emissions, kinds []Kind) {
	n := len(emissions)
	l.chain, l.kinds = c, kinds
	l.emit = grow(l.emit, n)
	l.forward = grow(l.forward, n)
	l.backward = grow(l.backward, n)
	l.scale = grow(l.scale, n)
	for i := range emissions {
		e := &emissions[i]
		top := e[0]
		for _, x := range e[1:] {
			top = max(top, x)
		}
		for k, x := range e {
			l.emit[i][k] = math.Exp(x - top)
		}
	}
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
			before := l.forward[i-1]
			if kinds[i] >= SentenceStart {
				before = [States]float64{}
				for s, x := range l.forward[i-1] {
					before[forget[s]] += x
				}
			}
			exp := &c.exp[kinds[i]]
			for s, x := range before {
				if x < faint {
					continue
				}
				for e := firstEdge[s]; e < firstEdge[s+1] && e < Edges; e++ {
					f[target[e]%States] += x * exp[e]
				}
			}
		}
		sum := 0.0
		for s := range f {
			f[s] *= l.emit[i][states[s].label]
			sum += f[s]
		}
		l.scale[i] = 1 / sum
		for s := range f {
			f[s] *= l.scale[i]
		}
	}
	for i := n - 1; i >= 0; i-- {
		b := &l.backward[i]
		if i == n-1 {
			for s := range b {
				b[s] = 1
			}
			continue
		}
		next := l.backward[i+1]
		for s := range next {
			next[s] *= l.emit[i+1][states[s].label] * l.scale[i+1]
		}
		*b = [States]float64{}
		exp := &c.exp[kinds[i+1]]
		start := kinds[i+1] >= SentenceStart
		for s, x := range l.forward[i] {
			if x < faint && !start {
				continue
			}
			sum := 0.0
			for e := firstEdge[s]; e < firstEdge[s+1] && e < Edges; e++ {
				sum += exp[e] * next[target[e]%States]
			}
			b[s] = sum
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
		for _, e := range edgesFrom[s] {
			to := edges[e].to
			if p := x * exp[e] * l.emit[i][states[to].label] * l.backward[i][to] * l.scale[i]; p > 0 {
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

// Limits of the search for candidates.
const (
	leastBegin = 0.01 // probability that a span begins at a token, at least
	leastSpan  = 0.02 // probability of a candidate, at least
)

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
	// alive is the scaled forward probability of the paths in the span, by memory.
	var alive [1 << Roles]float64
	begin := 0.0
	for m := range uint8(1 << Roles) {
		if m&(1<<r) != 0 {
			s := stateAt[Begin(r)][m]
			alive[m] = l.forward[i][s]
			begin += l.forward[i][s] * l.backward[i][s]
		}
	}
	if begin < leastBegin {
		return out
	}
	for j := i; j < len(l.kinds); j++ {
		// Leaving behind token j, or going on to token j+1.
		leave, stay := 0.0, 0.0
		var next [1 << Roles]float64
		for m, x := range alive {
			if x == 0 {
				continue
			}
			if j == len(l.kinds)-1 {
				leave += x
				continue
			}
			kind := l.kinds[j+1]
			at := stateAt[Inside(r)][m]
			if j == i {
				at = stateAt[Begin(r)][m]
			}
			if kind >= SentenceStart {
				at = forget[at]
			}
			for _, e := range edgesFrom[at] {
				to := edges[e].to
				p := x * l.chain.exp[kind][e] * l.emit[j+1][states[to].label] * l.scale[j+1]
				if states[to].label == Inside(r) {
					next[states[to].memory] += p
					stay += p * l.backward[j+1][to]
				} else {
					leave += p * l.backward[j+1][to]
				}
			}
		}
		if leave >= leastSpan {
			out = append(out, Candidate{Span{i, j + 1, r}, leave})
		}
		if stay < leastSpan {
			return out
		}
		alive = next
	}
	return out
}
