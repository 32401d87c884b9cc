package training

import (
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Options of the training of the first stage.
type Options struct {
	Epochs  int
	Dropout float64 // share of the features left out at each step
	Rate    float64 // of AdaGrad
	Fewest  int     // times that a feature must be seen
	Seed    uint64
	Average int
	Log     io.Writer
	Disable map[string]bool // templates left out, by name
}

// DefaultOptions are what the embedded model is trained with.
func DefaultOptions() Options {
	return Options{Epochs: 12, Dropout: 0.5, Rate: 0.1, Fewest: 2, Seed: 1, Log: io.Discard}
}

// prepared is a paragraph with the blocks of its features.
type prepared struct {
	blocks [][]int32 // by template and token; -1 for a key without a block
	labels []spans.Label
	kinds  []spans.Kind
	id     uint64
}

// cueCounts counts how often stems stand in cues.
type cueCounts struct{ all, cue map[uint64]int }

func countCues(examples []*Example) (total cueCounts, each []cueCounts) {
	total = cueCounts{map[uint64]int{}, map[uint64]int{}}
	none := func(uint64) int { return 0 }
	for _, e := range examples {
		own := cueCounts{map[uint64]int{}, map[uint64]int{}}
		for p, par := range e.Paragraphs {
			for i, stem := range spans.Read(par, none).Stems() {
				if stem == 0 {
					continue
				}
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

// cueLevels returns how cue-like stems are; without is left out of the counts.
func (c cueCounts) levels(without *cueCounts) func(uint64) int {
	return func(stem uint64) int {
		cue, all := c.cue[stem], c.all[stem]
		if without != nil {
			cue, all = cue-without.cue[stem], all-without.all[stem]
		}
		return cueLevel(cue, all)
	}
}

// TrainFirst fits the first stage.
func TrainFirst(examples []*Example, o Options) *spans.First {
	total, each := countCues(examples)
	readings := make([][]spans.Reading, len(examples))
	parallel(len(examples), func(k int) {
		for _, par := range examples[k].Paragraphs {
			readings[k] = append(readings[k], spans.Read(par, total.levels(&each[k])))
		}
	})
	first := &spans.First{
		Index: make([]map[uint64]int32, spans.Templates()), Weights: make([][]float32, spans.Templates()),
		Chain: spans.NewChain(), Cues: map[uint64]uint8{},
	}
	for stem := range total.all {
		if l := total.levels(nil)(stem); l > 0 {
			first.Cues[stem] = uint8(l)
		}
	}
	parallel(spans.Templates(), func(t int) {
		first.Index[t] = map[uint64]int32{}
		if o.Disable[spans.TemplateName(t)] {
			return
		}
		counts := map[uint64]int32{}
		for _, article := range readings {
			for _, r := range article {
				for i := range r.Paragraph {
					k := r.Key(t, i)
					if counts[k]++; int(counts[k]) == o.Fewest {
						first.Index[t][k] = int32(len(first.Index[t]))
					}
				}
			}
		}
		first.Weights[t] = make([]float32, len(first.Index[t])*spans.Width(t))
	})

	data := make([][]prepared, len(examples))
	parallel(len(examples), func(k int) {
		for p, r := range readings[k] {
			data[k] = append(data[k], prepare(first, r, examples[k].Labels[p], uint64(k)<<20|uint64(p)))
		}
	})
	readings = nil

	l := learner{first: first, o: o, squares: make([][]float32, spans.Templates()), sum: make([][]float32, spans.Templates())}
	for t := range l.squares {
		l.squares[t] = make([]float32, len(first.Weights[t]))
	}
	for k := range l.chainSquares {
		l.chainSquares[k] = make([]float64, spans.Edges)
	}
	order := make([]int, len(data))
	for i := range order {
		order[i] = i
	}
	random := o.Seed
	for epoch := range o.Epochs {
		for i := len(order) - 1; i > 0; i-- {
			random = scramble(random)
			j := int(random % uint64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		loss, tokens := 0.0, 0
		for _, k := range order {
			n, x := l.step(data[k], uint64(epoch))
			loss, tokens = loss+x, tokens+n
		}
		if o.Average > 0 && epoch >= o.Average {
			for t := range first.Weights {
				if l.sum[t] == nil {
					l.sum[t] = make([]float32, len(first.Weights[t]))
				}
				for i, w := range first.Weights[t] {
					l.sum[t][i] += w / float32(o.Epochs-o.Average)
				}
			}
		}
		fmt.Fprintf(o.Log, "first stage, epoch %2d: loss %.4f a token\n", epoch+1, loss/float64(tokens))
	}
	if o.Average > 0 {
		first.Weights = l.sum
	}
	// At run time no feature is left out.
	keep := float32(1 - o.Dropout)
	for t := range first.Weights {
		for i := range first.Weights[t] {
			first.Weights[t][i] *= keep
		}
	}
	return first
}

func prepare(f *spans.First, r spans.Reading, labels []spans.Label, id uint64) prepared {
	n := len(r.Paragraph)
	p := prepared{labels: labels, kinds: r.Kinds(), id: id, blocks: make([][]int32, spans.Templates())}
	for t := range p.blocks {
		p.blocks[t] = make([]int32, n)
		for i := range n {
			b, ok := f.Index[t][r.Key(t, i)]
			if !ok {
				b = -1
			}
			p.blocks[t][i] = b
		}
	}
	return p
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
	first        *spans.First
	squares      [][]float32
	sum          [][]float32
	chainSquares [2 * spans.Kinds][]float64
	o            Options
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

	l.first.Chain.Prepare()
	loss, at := 0.0, 0
	var chain [2 * spans.Kinds][]float64
	for k := range chain {
		chain[k] = make([]float64, spans.Edges)
	}
	for i := range article {
		p := &article[i]
		m := len(p.labels)
		l.lattice.Run(l.first.Chain, emissions[at:at+m], p.kinds)
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
				l.first.Chain.Weights[k][e] += l.o.Rate * g / math.Sqrt(l.chainSquares[k][e]+1)
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
		w, width := l.first.Weights[t], spans.Width(t)
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
		w, q, width := l.first.Weights[t], l.squares[t], spans.Width(t)
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
