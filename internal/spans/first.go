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
	filter [filterBits / 64]uint64 // a bit for every key: most keys that a text has are none of ours
	levels *table                  // stem to how cue-like it is
}

const (
	rowsBits = 4
	rowsMask = 1<<rowsBits - 1
)

// filterBits is how many bits the filter of keys has: it stays in the cache.
const filterBits = 1 << 19

func filterBit(key uint32) uint32 { return key >> 7 % filterBits }

// A Block is the weights of one key of a template.
type Block struct {
	Key  uint32
	Rows [][Labels]int8 // by offset, from the template's lowest on
}

// A Level is how cue-like a stem is, 1 to 4.
type Level struct {
	Stem  uint32
	Level uint8
}

// NewFirst builds the first stage.
func NewFirst(chain *Chain, scale float64, levels []Level, blocks []Block) *First {
	f := newFirst(chain, scale, levels, len(blocks))
	for _, b := range blocks {
		f.add(b)
	}
	return f
}

func newFirst(chain *Chain, scale float64, levels []Level, blocks int) *First {
	f := &First{Chain: chain, Scale: scale, levels: newTable(len(levels)), blocks: newTable(blocks)}
	for _, l := range levels {
		f.levels.set(l.Stem|1, uint32(l.Level)) // a table has no key 0
	}
	return f
}

func (f *First) add(b Block) {
	f.filter[filterBit(b.Key)/64] |= 1 << (filterBit(b.Key) % 64)
	f.blocks.set(b.Key, uint32(len(f.rows)<<rowsBits|len(b.Rows)&rowsMask))
	for i := len(b.Rows) - 1; i >= 0; i-- { // as the tokens stand
		x := uint64(1) << 56
		for k, w := range &b.Rows[i] {
			x |= uint64(uint8(w)^128) << (8 * k)
		}
		f.rows = append(f.rows, x)
	}
}

// Level returns how cue-like a stem is, 0 to 4.
func (f *First) Level(stem uint32) int {
	l, _ := f.levels.get(stem | 1)
	return int(l)
}

// A board is the memory that scoring reuses.
type board struct {
	sums   [][2]uint64
	keys   []uint32
	tokens []int32
	slots  []slot
	seen   uint64 // of the blocks, for the compiler to keep the look
}

// Score adds up the scores of the labels of a prepared paragraph. It reuses
// the memory of the board and of out. O(tokens · templates).
func (f *First) Score(r *Reading, b *board, out Emissions) Emissions {
	const lanes = 0x00ff00ff00ff00ff
	n := len(r.Paragraph)
	// Tokens beyond the ends take what blocks say of them, unread.
	b.sums = grow(b.sums, n+2*margin)
	clear(b.sums)
	b.keys, b.tokens, b.slots = grow(b.keys, n), grow(b.tokens, n), grow(b.slots, n)
	for t := range templates {
		low, high := templates[t].low, templates[t].high
		// First all looks into the filter, then all into the table, then one at
		// each block: they don't wait for each other.
		seen := 0
		for i := range n {
			key := r.Key(t, i)
			bit := filterBit(key)
			b.keys[seen], b.tokens[seen] = key, int32(i)
			seen += int(f.filter[bit/64] >> (bit % 64) & 1)
		}
		for k, key := range b.keys[:seen] {
			b.slots[k] = f.blocks.slots[key&f.blocks.mask]
		}
		for _, s := range b.slots[:seen] {
			if at := int(s.value >> rowsBits); at < len(f.rows) {
				b.seen ^= f.rows[at]
			}
		}
		for k, s := range b.slots[:seen] {
			i := int(b.tokens[k])
			if s.key != b.keys[k] {
				if s.key == 0 {
					continue
				}
				s.value, _ = f.blocks.get(b.keys[k])
			}
			if int(s.value&rowsMask) != high-low+1 {
				continue
			}
			rows := f.rows[s.value>>rowsBits:][:high-low+1]
			to := b.sums[margin+i-high:][:len(rows)]
			for k, x := range rows {
				to[k][0] += x & lanes
				to[k][1] += x >> 8 & lanes
			}
		}
	}
	out = grow(out, n)
	for i := range out {
		sum := b.sums[margin+i]
		zero := 128 * int32(sum[1]>>48)
		for k := range out[i] {
			out[i][k] = f.Scale * float64(int32(sum[k&1]>>(k>>1*16)&0xffff)-zero)
		}
	}
	return out
}
