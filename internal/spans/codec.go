package spans

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
)

// A model file is a header of the magic word, the version, the checksum of
// what follows and a fingerprint of the features; then, all little-endian, the
// parts of the model.
const (
	magic   = "hearsay spans\n"
	version = 2
)

// ErrModel is what errors about model files wrap.
var ErrModel = errors.New("not a usable model")

const again = "train it again with go run ./internal/spans/train, or get it again with the module"

// fingerprint changes with the features of the first stage and the chain that
// a model was trained for. Whoever changes other features raises the version.
func fingerprint() uint32 {
	h := crc32.NewIEEE()
	for _, t := range templates {
		fmt.Fprint(h, t)
	}
	fmt.Fprint(h, Edges, Kinds)
	return h.Sum32()
}

// Encode writes a model. The same model gives the same bytes.
func (m *Model) Encode() []byte {
	var b []byte
	u32 := func(x uint32) { b = binary.LittleEndian.AppendUint32(b, x) }
	f64 := func(x float64) { b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x)) }
	for _, x := range m.Least {
		f64(x)
	}
	for _, x := range m.Trust {
		f64(x)
	}
	for _, weights := range m.First.Chain.Weights {
		for _, w := range weights {
			u32(math.Float32bits(float32(w)))
		}
	}
	u32(uint32(m.First.levels.keys))
	m.First.levels.each(func(key, level uint32) {
		u32(key)
		b = append(b, byte(level))
	})
	f64(m.First.Scale)
	u32(uint32(m.First.blocks.keys))
	m.First.blocks.each(func(key, at uint32) {
		u32(key)
		b = append(b, byte(at&rowsMask))
		for _, row := range slices.Backward(m.First.rows[at>>rowsBits:][:at&rowsMask]) {
			for k := range Labels {
				b = append(b, byte(row>>(8*k)))
			}
		}
	})
	b = append(b, byte(len(m.Second.Passes)))
	for _, pass := range m.Second.Passes {
		for _, trees := range pass {
			u32(uint32(len(trees)))
			for t := range trees {
				b = append(b, trees[t].Facts[:]...)
				for _, x := range trees[t].Limits {
					u32(math.Float32bits(x))
				}
				for _, x := range trees[t].Leaves {
					u32(math.Float32bits(x))
				}
			}
		}
	}
	for _, w := range []Weights{m.Second.Weights, m.Linker.Weights} {
		f64(w.scale)
		u32(uint32(len(w.steps)))
		for _, step := range w.steps {
			b = binary.LittleEndian.AppendUint16(b, uint16(step))
		}
	}

	out := append([]byte(magic), version)
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(b))
	out = binary.LittleEndian.AppendUint32(out, fingerprint())
	return append(out, b...)
}

// Decode reads a model that [Model.Encode] wrote.
func Decode(file []byte) (*Model, error) {
	b := cursor{file}
	switch head := b.take(len(magic) + 9); {
	case head == nil || string(head[:len(magic)]) != magic:
		return nil, fmt.Errorf("%w: not a model file: %s", ErrModel, again)
	case head[len(magic)] != version:
		return nil, fmt.Errorf("%w: its version is %d, this program reads %d: %s", ErrModel, head[len(magic)], version, again)
	case binary.LittleEndian.Uint32(head[len(magic)+1:]) != crc32.ChecksumIEEE(b.rest):
		return nil, fmt.Errorf("%w: the file is damaged: %s", ErrModel, again)
	case binary.LittleEndian.Uint32(head[len(magic)+5:]) != fingerprint():
		return nil, fmt.Errorf("%w: it was trained for other features: %s", ErrModel, again)
	}
	m := &Model{}
	for r := range m.Least {
		m.Least[r] = b.f64()
	}
	for i := range m.Trust {
		m.Trust[i] = b.f64()
	}
	chain := NewChain()
	for _, weights := range chain.Weights {
		for e := range weights {
			weights[e] = float64(math.Float32frombits(b.u32()))
		}
	}
	chain.Prepare()
	levels := make([]Level, b.count(5))
	for i := range levels {
		levels[i] = Level{b.u32(), b.byte()}
	}
	scale := b.f64()
	n := b.count(5)
	m.First = newFirst(chain, scale, levels, n)
	m.First.rows = make([]uint64, 0, len(b.rest)/Labels)
	var rows [rowsMask][Labels]int8
	for range n {
		block := Block{Key: b.u32(), Rows: rows[:b.byte()&rowsMask]}
		for r := range block.Rows {
			for k, w := range b.take(Labels) {
				block.Rows[r][k] = int8(w - 128)
			}
		}
		m.First.add(block)
	}
	passes := make([][Roles]Trees, b.byte())
	for i := range passes {
		for r := range passes[i] {
			passes[i][r] = make(Trees, b.count(binary.Size(Tree{})))
			for t := range passes[i][r] {
				tree := &passes[i][r][t]
				copy(tree.Facts[:], b.take(len(tree.Facts)))
				for k := range tree.Limits {
					tree.Limits[k] = math.Float32frombits(b.u32())
				}
				for k := range tree.Leaves {
					tree.Leaves[k] = math.Float32frombits(b.u32())
				}
			}
		}
	}
	weights := func() Weights {
		w := Weights{b.f64(), make([]int16, b.count(2))}
		for i := range w.steps {
			w.steps[i] = int16(b.u16())
		}
		if n := len(w.steps); n == 0 || n&(n-1) != 0 {
			b.rest = nil
		}
		return w
	}
	m.Second = &Second{weights(), passes}
	m.Linker = &Linker{weights()}
	if b.rest == nil || len(b.rest) > 0 {
		return nil, fmt.Errorf("%w: the file is damaged: %s", ErrModel, again)
	}
	return m, nil
}

// A cursor reads from a file; rest becomes nil where it ends too early, and
// all that is read behind it is 0.
type cursor struct{ rest []byte }

func (c *cursor) take(n int) []byte {
	if len(c.rest) < n {
		c.rest = nil
		return nil
	}
	b := c.rest[:n]
	c.rest = c.rest[n:]
	return b
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (c *cursor) u16() uint16 {
	if b := c.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (c *cursor) u32() uint32 {
	if b := c.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

func (c *cursor) f64() float64 {
	if b := c.take(8); b != nil {
		return math.Float64frombits(binary.LittleEndian.Uint64(b))
	}
	return 0
}

// count reads the number of elements of a list of at least size bytes each.
func (c *cursor) count(size int) int {
	n := int(c.u32())
	if n > len(c.rest)/size {
		c.rest = nil
		return 0
	}
	return n
}
