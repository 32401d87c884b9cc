package spans

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

func TestRowsFitTheirLanes(t *testing.T) {
	rows := 0
	for _, x := range templates {
		rows += x.rows()
		assert.LessOrEqual(t, x.high, margin, x.name)
		assert.GreaterOrEqual(t, x.low, -margin, x.name)
		assert.LessOrEqual(t, len(x.parts), len(look{}.parts), x.name)
		for _, p := range x.parts {
			assert.LessOrEqual(t, max(p.offset, -p.offset), margin, x.name)
		}
	}
	assert.LessOrEqual(t, rows, 257, "255 times as many overflow 16 bits")
}

// someModel is a model with random weights.
func someModel(seed uint64) *Model {
	random := rand.New(rand.NewPCG(seed, 1))
	chain := NewChain()
	for _, w := range chain.Weights {
		for e := range w {
			w[e] = float64(float32(random.NormFloat64()))
		}
	}
	chain.Prepare()
	var blocks []Block
	for t := range templates {
		for range 20 {
			rows := make([][Labels]int8, templates[t].rows())
			for r := range rows {
				for k := range rows[r] {
					rows[r][k] = int8(random.IntN(256) - 128)
				}
			}
			blocks = append(blocks, Block{random.Uint32() | 1<<31, rows})
		}
	}
	weights := func() Weights {
		w := make([]float32, 64)
		for i := range w {
			w[i] = float32(random.NormFloat64())
		}
		return NewWeights(w)
	}
	return &Model{
		First:  NewFirst(chain, 0.01, []Level{{5, 1}, {9, 4}}, blocks),
		Second: &Second{Weights: weights()}, Linker: &Linker{weights()},
		Least: [Roles]float64{0.3, 0.4, 0.5}, Trust: Evidence{1, 2, 3},
	}
}

func TestCodec(t *testing.T) {
	m := someModel(1)
	file := m.Encode()
	again, err := Decode(file)
	require.NoError(t, err)
	assert.Equal(t, file, again.Encode())
	assert.Equal(t, m.Trust, again.Trust)
	assert.Equal(t, 4, again.First.Level(9))

	for i := range file {
		if i > 100 && i%997 != 0 {
			continue
		}
		broken := append([]byte(nil), file...)
		broken[i] ^= 0x40
		_, err := Decode(broken)
		require.ErrorIs(t, err, ErrModel, "byte %d", i)
		require.ErrorContains(t, err, "train it again")
	}
	for _, n := range []int{0, 1, 20, 30, len(file) / 2, len(file) - 1} {
		_, err := Decode(file[:n])
		require.ErrorIs(t, err, ErrModel, "%d bytes", n)
	}
}

func FuzzDecode(f *testing.F) {
	file := someModel(2).Encode()
	f.Add(file)
	f.Add(file[:100])
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := Decode(withChecksum(b))
		if err != nil {
			require.ErrorIs(t, err, ErrModel)
		}
	})
}

func TestEmbedded(t *testing.T) {
	m, err := Decode(embedded)
	require.NoError(t, err)
	assert.LessOrEqual(t, len(embedded), 4_000_000)
	assert.Equal(t, embedded, m.Encode())
}

// What a memo has kept is what the templates say.
func TestMemo(t *testing.T) {
	m, err := Decode(embedded)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(6, 6))
	words := []string{"said", "he", "it", "that", ",", "Monday", "plan", "told", "of", "rain"}
	var used board
	for range 200 {
		p := make(Paragraph, random.IntN(40))
		for i := range p {
			p[i] = Token{Text: words[random.IntN(len(words))], Class: lexicon.Class(random.IntN(3)), Quote: Quotation(random.IntN(6)), Marks: Label(random.IntN(Labels)), Frame: Label(random.IntN(Labels))}
		}
		var r Reading
		r.Read(p, m.First.Level)
		m.First.Score(&r, &used, nil)

		plain := board{sums: make(sums, len(p)+2*margin)}
		for i := range p {
			plain.take(i, margin+i)
		}
		for k := range templates {
			m.First.addUp([]int{k}, &r, &plain, plain.sums)
		}
		require.Equal(t, plain.sums, used.sums)
	}
}

// The lattice must agree with the sum over all labellings.
func TestLattice(t *testing.T) {
	m := someModel(3)
	random := rand.New(rand.NewPCG(4, 4))
	const n = 4
	emissions := make(Emissions, n)
	kinds := make([]Kind, n)
	for i := range n {
		for k := range emissions[i] {
			emissions[i][k] = random.NormFloat64()
		}
		kinds[i] = Kind(random.IntN(2 * int(Kinds)))
	}
	total := 0.0
	var marginals [n][Labels]float64
	spans := map[Span]float64{}
	labels := make([]Label, n)
	var each func(i int)
	each = func(i int) {
		if i < n {
			for l := range Label(Labels) {
				inside := l != Outside && !begins(l)
				if inside && (i == 0 || labels[i-1] == Outside || roleOf(labels[i-1]) != roleOf(l)) {
					continue
				}
				labels[i] = l
				each(i + 1)
			}
			return
		}
		score := 0.0
		for i, l := range labels {
			score += emissions[i][l]
		}
		Path(labels, kinds, func(_ int, k Kind, e int) { score += m.First.Chain.Weights[k][e] })
		p := math.Exp(score)
		total += p
		for i, l := range labels {
			marginals[i][l] += p
			if l == Outside || !begins(l) {
				continue
			}
			j := i + 1
			for j < n && labels[j] == l+1 {
				j++
			}
			spans[Span{i, j, roleOf(l)}] += p
		}
	}
	each(0)
	var lattice Lattice
	lattice.Run(m.First.Chain, emissions, kinds)
	for i := range n {
		for l, p := range lattice.Marginals(i) {
			assert.InDelta(t, marginals[i][l]/total, p, 1e-5, "token %d label %d", i, l)
		}
	}
	for _, c := range lattice.Candidates(nil) {
		assert.InDelta(t, spans[c.Span]/total, c.P, 1e-5, "%v", c.Span)
		delete(spans, c.Span)
	}
	for s, p := range spans {
		assert.Less(t, p/total, leastSpan, "%v is no candidate", s)
	}
}

// Choose must find the best of all subsets.
func TestChoose(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 5))
	least := [Roles]float64{0.2, 0.3, 0.4}
	for range 200 {
		var all []Candidate
		for start := range 6 {
			for end := start + 1; end <= 6; end++ {
				if random.IntN(3) == 0 {
					all = append(all, Candidate{Span{start, end, Role(random.IntN(Roles))}, random.Float64()})
				}
			}
		}
		best := 0.0
		for set := range 1 << len(all) {
			sum, end := 0.0, 0
			for i, c := range all {
				if set&(1<<i) == 0 {
					continue
				}
				if c.Start < end {
					sum = math.Inf(-1)
				}
				end = c.End
				sum += c.P - least[c.Role]
			}
			best = max(best, sum)
			if len(all) > 12 {
				break
			}
		}
		if len(all) > 12 {
			continue
		}
		sum, end := 0.0, 0
		for _, c := range Choose(all, least) {
			require.GreaterOrEqual(t, c.Start, end)
			end = c.End
			sum += c.P - least[c.Role]
		}
		require.InDelta(t, best, sum, 1e-9)
	}
}

// A finder gives the same whatever it read before.
func TestFinderForgets(t *testing.T) {
	m := someModel(6)
	par := func(words ...string) (p Paragraph) {
		for _, w := range words {
			p = append(p, Token{Text: w})
		}
		return p
	}
	a, b := par("She", "said", "it", "was", "late"), par("No")
	alone, statements := m.Finder().Find(a, nil)
	f := m.Finder()
	f.Find(b, nil)
	f.Find(a, nil)
	f.Find(b, nil)
	after, again := f.Find(a, nil)
	assert.Empty(t, cmp.Diff(alone, after))
	assert.Empty(t, cmp.Diff(statements, again))
}

// withChecksum gives a file the header that it needs to be read.
func withChecksum(b []byte) []byte {
	body := b[min(len(b), len(magic)+9):]
	out := append([]byte(magic), version)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
	out = binary.LittleEndian.AppendUint32(out, fingerprint())
	return append(out, body...)
}

func BenchmarkDecode(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(embedded); err != nil {
			b.Fatal(err)
		}
	}
}
