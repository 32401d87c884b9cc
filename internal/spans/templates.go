package spans

import "slices"

// A template looks at a token, or at a few in a row, and gives a key for what
// it sees. The key's block of weights counts for the labels of the tokens
// around: a word three tokens on speaks for what a token is, too.
type template struct {
	name string
	// low and high bound the offsets, relative to the token looked at, of the
	// tokens that the block counts for.
	low, high int
	parts     []part
}

// A part is an atom of the token at an offset.
type part struct {
	atom   atom
	offset int
}

// rows is the number of tokens that a block counts for.
func (t *template) rows() int { return t.high - t.low + 1 }

// Key returns what template t sees at token i; never 0.
func (r *Reading) Key(t, i int) uint32 {
	look := newLook(t)
	return look.key(r, i)
}

// A look is a template at hand.
type look struct {
	seed  uint32
	n     int
	parts [3]part
}

func newLook(t int) look {
	l := look{seed: uint32(t+1) * 0x85ebca6b}
	l.n = copy(l.parts[:], templates[t].parts)
	return l
}

func (l *look) key(r *Reading, i int) uint32 {
	h := join(l.seed, r.at(l.parts[0].atom, i+l.parts[0].offset))
	if l.n > 1 {
		h = join(h, r.at(l.parts[1].atom, i+l.parts[1].offset))
	}
	if l.n > 2 {
		h = join(h, r.at(l.parts[2].atom, i+l.parts[2].offset))
	}
	return h | 1<<31
}

// templates of the first stage.
var templates = [...]template{
	{"stem", -4, 4, []part{{stem, 0}}},
	{"stem2", -3, 2, []part{{stem, 0}, {stem, 1}}},
	{"class", -4, 4, []part{{class, 0}}},
	{"class2", -4, 3, []part{{class, 0}, {class, 1}}},
	{"class3", -3, 1, []part{{class, 0}, {class, 1}, {class, 2}}},
	{"stemclass", -2, 1, []part{{stem, 0}, {class, 1}}},
	{"classstem", -2, 1, []part{{class, 0}, {stem, 1}}},
	{"marks2", -2, 1, []part{{marks, 0}, {marks, 1}}},
	{"marksclass", -1, 1, []part{{marks, 0}, {class, 0}}},
	{"frame", -4, 4, []part{{frame, 0}}},
	{"frame2", -3, 2, []part{{frame, 0}, {frame, 1}}},
	{"frameclass", -2, 2, []part{{frame, 0}, {class, 0}}},
	{"framestem", -2, 2, []part{{frame, 0}, {stem, 0}}},
	{"quoting3", -3, 2, []part{{quoting, 0}, {quoting, 1}, {quoting, -1}}},
	{"quotingclass", -3, 3, []part{{quoting, 0}, {class, 0}}},
	{"cue", -3, 3, []part{{cue, 0}}},
	{"left", 0, 0, []part{{leftCue, 0}}},
	{"right", 0, 0, []part{{rightCue, 0}}},
	{"both", 0, 0, []part{{leftGap, 0}, {rightGap, 0}}},
	{"place", 0, 0, []part{{place, 0}}},
	{"first", 0, 0, []part{{sentenceFirst, 0}, {quoting, 0}}},
	{"last", 0, 0, []part{{sentenceLast, 0}, {quoting, 0}, {marks, 0}}},
}

// numbers are those of templates with the names.
func numbers(names ...string) (out []int) {
	for t := range templates {
		if slices.Contains(names, templates[t].name) {
			out = append(out, t)
		}
	}
	return out
}
