package training

import (
	"cmp"
	"slices"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Prune returns the model with those blocks alone that weigh most in the
// examples, up to a number of bytes.
func Prune(first *spans.First, examples []*Example, bytes int) *spans.First {
	type block struct {
		t, b  int
		key   uint64
		worth float64
	}
	counts := make([][]int, spans.Templates())
	for t := range counts {
		counts[t] = make([]int, len(first.Index[t]))
	}
	for _, e := range examples {
		for _, par := range e.Paragraphs {
			r := spans.Read(par, first.Level)
			for t := range counts {
				for i := range par {
					if b, ok := first.Index[t][r.Key(t, i)]; ok {
						counts[t][b]++
					}
				}
			}
		}
	}
	var all []block
	for t, index := range first.Index {
		w := spans.Width(t)
		for key, b := range index {
			sum := 0.0
			for _, x := range first.Weights[t][int(b)*w : int(b+1)*w] {
				sum += float64(x) * float64(x)
			}
			all = append(all, block{t, int(b), key, sum * float64(counts[t][b]) / float64(w+4)})
		}
	}
	slices.SortFunc(all, func(a, b block) int {
		return cmp.Or(cmp.Compare(b.worth, a.worth), cmp.Compare(a.t, b.t), cmp.Compare(a.key, b.key))
	})
	out := &spans.First{
		Index: make([]map[uint64]int32, spans.Templates()), Weights: make([][]float32, spans.Templates()),
		Chain: first.Chain, Cues: first.Cues,
	}
	for t := range out.Index {
		out.Index[t] = map[uint64]int32{}
	}
	for _, x := range all {
		w := spans.Width(x.t)
		if bytes -= w + 4; bytes < 0 {
			break
		}
		out.Index[x.t][x.key] = int32(len(out.Index[x.t]))
		out.Weights[x.t] = append(out.Weights[x.t], first.Weights[x.t][x.b*w:(x.b+1)*w]...)
	}
	return out
}
