package spans

import (
	"math"
	"slices"
)

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

	exp    *exponential
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
	f := &First{Chain: chain, Scale: scale, exp: newExponential(scale), levels: newTable(len(levels)), blocks: newTable(blocks)}
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
	sums  sums // of the tokens, from margin on
	memos [len(views)]memo

	tokens, at []int32 // those that templates look at, and their rows in sums
	found      []found
	slots      []slot
	seen       uint64 // of the blocks, for the compiler to keep the look
}

func (b *board) reset() { b.tokens, b.at = b.tokens[:0], b.at[:0] }

func (b *board) take(token, at int) {
	b.tokens, b.at = append(b.tokens, int32(token)), append(b.at, int32(at))
}

// sums are the scores of tokens while rows are added up, in lanes of 16 bits.
type sums [][2]uint64

// found is a key that the filter lets pass, and the row of its token.
type found struct {
	key uint32
	at  int32
}

// Score adds up the scores of the labels of a prepared paragraph and returns
// their odds. It reuses the memory of the board and of out. O(tokens · templates).
func (f *First) Score(r *Reading, b *board, out []odds) []odds {
	n := len(r.Paragraph)
	// Tokens beyond the ends take what blocks say of them, unread.
	b.sums = grow(b.sums, n+2*margin)
	clear(b.sums)
	for k := range views {
		f.recall(&views[k], &b.memos[k], r, b)
	}
	b.reset()
	for i := range n {
		b.take(i, margin+i)
	}
	f.addUp(others, r, b, b.sums)
	out = grow(out, n)
	for i := range out {
		sum := b.sums[margin+i]
		var scores [Labels]int32
		for k := range scores {
			scores[k] = int32(sum[k&1] >> (k >> 1 * 16) & 0xffff)
		}
		top := slices.Max(scores[:])
		for k, x := range scores {
			out[i][k] = f.exp.of(uint32(top - x))
		}
	}
	return out
}

// An exponential tells exp(-scale·n) for whole numbers n, by a table for the
// upper and one for the lower bits.
type exponential struct {
	scale float64
	upper [256]float64
	lower [64]float64
}

func newExponential(scale float64) *exponential {
	e := &exponential{scale: scale}
	for n := range e.upper {
		e.upper[n] = math.Exp(-scale * float64(n*len(e.lower)))
	}
	for n := range e.lower {
		e.lower[n] = math.Exp(-scale * float64(n))
	}
	return e
}

func (e *exponential) of(n uint32) float64 {
	if int(n) >= len(e.upper)*len(e.lower) {
		return math.Exp(-e.scale * float64(n))
	}
	return e.upper[n/64%256] * e.lower[n%64]
}

// addUp adds what templates say at the board's tokens to the sums around their
// rows.
func (f *First) addUp(list []int, r *Reading, b *board, to sums) {
	const lanes = 0x00ff00ff00ff00ff
	b.found, b.slots = grow(b.found, len(b.tokens)), grow(b.slots, len(b.tokens))
	for _, t := range list {
		// First all look into the filter, then all into the table, then each at
		// its block: they don't wait for each other.
		n, look := 0, newLook(t)
		for k, i := range b.tokens {
			key := look.key(r, int(i))
			bit := filterBit(key)
			b.found[n] = found{key, b.at[k]}
			n += int(f.filter[bit/64] >> (bit % 64) & 1)
		}
		for k, x := range b.found[:n] {
			b.slots[k] = f.blocks.slots[x.key&f.blocks.mask]
		}
		for _, s := range b.slots[:n] {
			if at := int(s.value >> rowsBits); at < len(f.rows) {
				b.seen ^= f.rows[at]
			}
		}
		high, width := templates[t].high, templates[t].rows()
		for k, s := range b.slots[:n] {
			x := b.found[k]
			if s.key != x.key {
				if s.key == 0 {
					continue
				}
				s.value, _ = f.blocks.get(x.key)
			}
			if int(s.value&rowsMask) != width {
				continue
			}
			rows := f.rows[s.value>>rowsBits:][:width]
			to := to[int(x.at)-high:][:len(rows)]
			for k, x := range rows {
				to[k][0] += x & lanes
				to[k][1] += x >> 8 & lanes
			}
		}
	}
}
