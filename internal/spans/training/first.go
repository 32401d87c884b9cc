package training

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"sync"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Options of the training.
type Options struct {
	Epochs  int
	Dropout float64 // share of the features left out at each step
	Rate    float64 // of AdaGrad
	Fewest  int     // times that a feature must be seen
	Seed    uint64
	Folds   int                  // of the jack-knife
	Bytes   int                  // of the blocks of the first stage that are kept, at most
	Least   [spans.Roles]float64 // probability of a span that is chosen; tuned on the dev part of PolNeAR
	Log     io.Writer
	Dev     []*Example      // the first stage is scored on after each epoch
	Without map[string]bool // templates left out, by name
}

// DefaultOptions are what the embedded model is trained with.
func DefaultOptions() Options {
	return Options{Epochs: 8, Dropout: 0.5, Rate: 0.02, Fewest: 2, Seed: 1, Folds: 4, Least: [spans.Roles]float64{0.36, 0.4, 0.38}, Bytes: 2_000_000, Log: io.Discard}
}

// prepared is a paragraph with the blocks of its features.
type prepared struct {
	blocks [spans.Templates][]int32 // by token; -1 for a key without a block
	labels []spans.Label
	kinds  []spans.Kind
	id     uint64
}

// cueCounts counts how often stems stand in cues.
type cueCounts struct{ all, cue map[uint32]int }

func countCues(examples []*Example) (total cueCounts, each []cueCounts) {
	total = cueCounts{map[uint32]int{}, map[uint32]int{}}
	var r spans.Reading
	for _, e := range examples {
		own := cueCounts{map[uint32]int{}, map[uint32]int{}}
		for p, par := range e.Paragraphs {
			r.Read(par, func(uint32) int { return 0 })
			for i := range par {
				if par[i].Kind != spans.Word {
					continue
				}
				stem := r.Stem(i)
				own.all[stem]++
				total.all[stem]++
				if l := e.Labels[p][i]; l == spans.Begin(spans.Cue) || l == spans.Inside(spans.Cue) {
					own.cue[stem]++
					total.cue[stem]++
				}
			}
		}
		each = append(each, own)
	}
	return total, each
}

func cueLevel(cue, all int) int {
	if all < 2 {
		return 0
	}
	switch share := float64(cue) / (float64(all) + 2); {
	case share < 0.03:
		return 0
	case share < 0.1:
		return 1
	case share < 0.3:
		return 2
	case share < 0.6:
		return 3
	}
	return 4
}

// levels returns how cue-like stems are; without is left out of the counts.
func (c cueCounts) levels(without *cueCounts) func(uint32) int {
	return func(stem uint32) int {
		cue, all := c.cue[stem], c.all[stem]
		if without != nil {
			cue, all = cue-without.cue[stem], all-without.all[stem]
		}
		return cueLevel(cue, all)
	}
}

// blocks are the weights of a template's keys while they are learned.
type blocks struct {
	index   map[uint32]int32
	counts  []int32
	weights []float32
	squares []float32 // sums of the squares of the gradients
}

// TrainFirst fits the first stage.
func TrainFirst(examples []*Example, o Options) *spans.First {
	total, each := countCues(examples)
	readings := make([][]*spans.Reading, len(examples))
	parallel(len(examples), func(k int) {
		for _, par := range examples[k].Paragraphs {
			r := new(spans.Reading)
			r.Read(par, total.levels(&each[k]))
			readings[k] = append(readings[k], r)
		}
	})
	l := &learner{o: o, chain: spans.NewChain()}
	parallel(spans.Templates, func(t int) {
		counts := map[uint32]int32{}
		l.blocks[t].index = map[uint32]int32{}
		if o.Without[spans.TemplateName(t)] {
			return
		}
		for _, article := range readings {
			for _, r := range article {
				for i := range r.Paragraph {
					counts[r.Key(t, i)]++
				}
			}
		}
		for _, key := range slices.Sorted(maps.Keys(counts)) {
			if n := counts[key]; int(n) >= o.Fewest {
				l.blocks[t].index[key] = int32(len(l.blocks[t].counts))
				l.blocks[t].counts = append(l.blocks[t].counts, n)
			}
		}
		n := len(l.blocks[t].counts) * width(t)
		l.blocks[t].weights, l.blocks[t].squares = make([]float32, n), make([]float32, n)
	})

	data := make([][]prepared, len(examples))
	parallel(len(examples), func(k int) {
		for p, r := range readings[k] {
			data[k] = append(data[k], l.prepare(r, examples[k].Labels[p], uint64(k)<<20|uint64(p)))
		}
	})
	readings = nil

	for k := range l.chainSquares {
		l.chainSquares[k] = make([]float64, spans.Edges)
	}
	var levels []spans.Level
	for _, stem := range slices.Sorted(maps.Keys(total.all)) {
		if l := total.levels(nil)(stem); l > 0 {
			levels = append(levels, spans.Level{Stem: stem, Level: uint8(l)})
		}
	}
	random := o.Seed
	for epoch := range o.Epochs {
		loss, tokens := 0.0, 0
		for _, k := range shuffle(len(data), &random) {
			n, x := l.step(data[k], uint64(epoch))
			loss, tokens = loss+x, tokens+n
		}
		fmt.Fprintf(o.Log, "first stage, epoch %2d: loss %.4f a token", epoch+1, loss/float64(tokens))
		if len(o.Dev) > 0 {
			for role, s := range scoreFirst(l.pack(levels), o.Dev) {
				fmt.Fprintf(o.Log, ", %v %.1f", spans.Role(role), s.F1())
			}
		}
		fmt.Fprintln(o.Log)
	}
	return l.pack(levels)
}

func width(t int) int {
	low, high := spans.Offsets(t)
	return (high - low + 1) * spans.Labels
}

// pack rounds the weights to 8 bits and keeps the blocks that weigh most in
// the examples: the sum of their squares, times how often they are seen, for
// each byte.
func (l *learner) pack(levels []spans.Level) *spans.First {
	type block struct {
		t     int
		key   uint32
		w     []float32
		worth float64
	}
	var all []block
	keep := float32(1 - l.o.Dropout) // nothing is left out from now on
	for t := range l.blocks {
		b := &l.blocks[t]
		for key, n := range b.index {
			w := b.weights[int(n)*width(t) : int(n+1)*width(t)]
			sum := 0.0
			for _, x := range w {
				sum += float64(x) * float64(x)
			}
			all = append(all, block{t, key, w, sum * float64(b.counts[n]) / float64(len(w)+4)})
		}
	}
	slices.SortFunc(all, func(a, b block) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.t, b.t), cmp.Compare(a.key, b.key))
	})
	bytes, taken := l.o.Bytes, map[uint32]bool{}
	all = slices.DeleteFunc(all, func(b block) bool {
		if bytes -= len(b.w) + 4; bytes < 0 || taken[b.key] {
			return true
		}
		taken[b.key] = true
		return false
	})
	var abs []float32
	for _, b := range all {
		for _, x := range b.w {
			abs = append(abs, max(x, -x))
		}
	}
	slices.Sort(abs)
	top := abs[(len(abs)-1)*9999/10000] // few weigh more: they are cut
	step := top * keep / 127
	var out []spans.Block
	for _, b := range all {
		rows := make([][spans.Labels]int8, len(b.w)/spans.Labels)
		for i, x := range b.w {
			rows[i/spans.Labels][i%spans.Labels] = int8(max(-127, min(127, math.Round(float64(x*keep/step)))))
		}
		out = append(out, spans.Block{Key: b.key, Rows: rows})
	}
	l.chain.Prepare()
	return spans.NewFirst(l.chain, float64(step), levels, out)
}

func (l *learner) prepare(r *spans.Reading, labels []spans.Label, id uint64) prepared {
	n := len(r.Paragraph)
	p := prepared{labels: labels, kinds: r.Kinds(nil), id: id}
	for t := range p.blocks {
		p.blocks[t] = make([]int32, n)
		for i := range n {
			b, ok := l.blocks[t].index[r.Key(t, i)]
			if !ok {
				b = -1
			}
			p.blocks[t][i] = b
		}
	}
	return p
}

// shuffle returns the numbers below n in an order that the state decides.
func shuffle(n int, state *uint64) []int {
	order := make([]int, n)
	for i := range order {
		*state = scramble(*state)
		j := int(*state % uint64(i+1))
		order[i], order[j] = order[j], i
	}
	return order
}

func scramble(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// parallel runs f for 0 to n-1 on a few goroutines.
func parallel(n int, f func(int)) {
	var group sync.WaitGroup
	next := make(chan int)
	for range 4 {
		group.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

// groups is into how many parts the templates are split to work side by side.
// It is fixed, so that sums come out the same on any machine.
const groups = 2

type learner struct {
	o            Options
	chain        *spans.Chain
	blocks       [spans.Templates]blocks
	chainSquares [2 * spans.Kinds][]float64
	lattice      spans.Lattice
}

// step learns from one article and returns its tokens and loss.
func (l *learner) step(article []prepared, epoch uint64) (int, float64) {
	n := 0
	for i := range article {
		n += len(article[i].labels)
	}
	// Scores by group of templates.
	var parts [groups]spans.Emissions
	var work sync.WaitGroup
	for g := range groups {
		parts[g] = make(spans.Emissions, n)
		work.Go(func() {
			at := 0
			for i := range article {
				p := &article[i]
				l.score(parts[g][at:at+len(p.labels)], p, g, epoch)
				at += len(p.labels)
			}
		})
	}
	work.Wait()
	emissions := parts[0]
	for _, part := range parts[1:] {
		for i := range emissions {
			for k := range emissions[i] {
				emissions[i][k] += part[i][k]
			}
		}
	}

	l.chain.Prepare()
	loss, at := 0.0, 0
	var chain [2 * spans.Kinds][]float64
	for k := range chain {
		chain[k] = make([]float64, spans.Edges)
	}
	for i := range article {
		p := &article[i]
		m := len(p.labels)
		l.lattice.Run(l.chain, emissions[at:at+m], p.kinds)
		for k := range m {
			marginals := l.lattice.Marginals(k)
			loss -= math.Log(math.Max(marginals[p.labels[k]], 1e-12))
			for c := range marginals {
				emissions[at+k][c] = -marginals[c] // becomes the gradient
			}
			emissions[at+k][p.labels[k]]++
			if k > 0 {
				l.lattice.EachEdge(k, func(kind spans.Kind, e int, x float64) { chain[kind][e] -= x })
			}
		}
		spans.Path(p.labels, p.kinds, func(_ int, kind spans.Kind, e int) { chain[kind][e]++ })
		at += m
	}
	for k := range chain {
		for e, g := range chain[k] {
			if g != 0 {
				l.chainSquares[k][e] += g * g
				l.chain.Weights[k][e] += l.o.Rate * g / math.Sqrt(l.chainSquares[k][e]+1)
			}
		}
	}

	for g := range groups {
		work.Go(func() {
			at := 0
			for i := range article {
				p := &article[i]
				l.update(emissions[at:at+len(p.labels)], p, g, epoch)
				at += len(p.labels)
			}
		})
	}
	work.Wait()
	return n, loss
}

// kept decides whether the feature of template t at token i takes part.
func (l *learner) kept(p *prepared, epoch uint64, t, i int) bool {
	return float64(scramble(p.id*0x9e3779b1+epoch<<52+uint64(t)<<40+uint64(i)+l.o.Seed)>>11)/(1<<53) >= l.o.Dropout
}

func (l *learner) score(out spans.Emissions, p *prepared, group int, epoch uint64) {
	n := len(out)
	for t := group; t < len(p.blocks); t += groups {
		w, width := l.blocks[t].weights, width(t)
		low, high := spans.Offsets(t)
		for i, b := range p.blocks[t] {
			if b < 0 || !l.kept(p, epoch, t, i) {
				continue
			}
			block := w[int(b)*width : int(b+1)*width]
			for o := max(low, i-n+1); o <= min(high, i); o++ {
				row := block[(o-low)*spans.Labels : (o-low+1)*spans.Labels]
				for k, x := range row {
					out[i-o][k] += float64(x)
				}
			}
		}
	}
}

func (l *learner) update(gradient spans.Emissions, p *prepared, group int, epoch uint64) {
	n := len(gradient)
	rate := float32(l.o.Rate)
	for t := group; t < len(p.blocks); t += groups {
		w, q, width := l.blocks[t].weights, l.blocks[t].squares, width(t)
		low, high := spans.Offsets(t)
		for i, b := range p.blocks[t] {
			if b < 0 || !l.kept(p, epoch, t, i) {
				continue
			}
			start := int(b) * width
			for o := max(low, i-n+1); o <= min(high, i); o++ {
				at := start + (o-low)*spans.Labels
				for k, g := range gradient[i-o] {
					if g > -1e-5 && g < 1e-5 {
						continue
					}
					x := float32(g)
					q[at+k] += x * x
					w[at+k] += rate * x / float32(math.Sqrt(float64(q[at+k])+1))
				}
			}
		}
	}
}
