package spans

// First is the first stage: a table of blocks of weights, one for each thing
// that a template may see, and the chain that the labels make.
//
// A block has a row for every token that it counts for. A row is eight bytes
// of a word: the weights of the seven labels in steps of Scale, 128 added, and
// a 1, so that rows are added up in two words of 16-bit lanes and the last
// lane tells how many 128 to take off. At most 257 rows may meet in a token.
type First struct {
	Chain *Chain
	Scale float64

	blocks *table // key to the block's first row, above rowsBits, and number of rows
	rows   []uint64
	levels *table // stem to how cue-like it is
}

const (
	rowsBits = 4
	rowsMask = 1<<rowsBits - 1
)

// A Block is the weights of one key of a template.
type Block struct {
	Template int
	Key      uint32
	Rows     [][Labels]int8 // by offset, from the template's lowest on
}

// A Level is how cue-like a stem is, 1 to 4.
type Level struct {
	Stem  uint32
	Level uint8
}

// NewFirst builds the first stage.
func NewFirst(chain *Chain, scale float64, levels []Level, blocks []Block) *First {
	f := &First{Chain: chain, Scale: scale, levels: newTable(len(levels)), blocks: newTable(len(blocks))}
	for _, l := range levels {
		f.levels.set(l.Stem|1, uint32(l.Level))
	}
	for _, b := range blocks {
		f.blocks.set(b.Key, uint32(len(f.rows)<<rowsBits|len(b.Rows)&rowsMask))
		for _, row := range b.Rows {
			x := uint64(1) << 56
			for k, w := range row {
				x |= uint64(uint8(int(w)+128)) << (8 * k)
			}
			f.rows = append(f.rows, x)
		}
	}
	return f
}

// Level returns how cue-like a stem is, 0 to 4.
func (f *First) Level(stem uint32) int {
	l, _ := f.levels.get(stem | 1)
	return int(l)
}

// Score adds up the scores of the labels of a prepared paragraph. It reuses
// the memory of sums and out. O(tokens · templates).
func (f *First) Score(r *Reading, sums *[][2]uint64, out Emissions) Emissions {
	const lanes = 0x00ff00ff00ff00ff
	n := len(r.Paragraph)
	// Tokens beyond the ends take what blocks say of them, unread.
	*sums = grow(*sums, n+2*margin)
	s := *sums
	clear(s)
	for t := range templates {
		low, high := templates[t].low, templates[t].high
		for i := range n {
			at, ok := f.blocks.get(r.key(t, i))
			if !ok || int(at&rowsMask) != high-low+1 {
				continue
			}
			rows := f.rows[at>>rowsBits:][:high-low+1]
			to := s[margin+i-high : margin+i-low+1]
			for k, x := range rows {
				sum := &to[len(rows)-1-k]
				sum[0] += x & lanes
				sum[1] += x >> 8 & lanes
			}
		}
	}
	out = grow(out, n)
	for i := range out {
		sum := s[margin+i]
		zero := 128 * int32(sum[1]>>48)
		for k := range out[i] {
			out[i][k] = f.Scale * float64(int32(sum[k&1]>>(k>>1*16)&0xffff)-zero)
		}
	}
	return out
}
