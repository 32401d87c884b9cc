package spans

// First is the first stage: it gives each token scores for the labels.
type First struct {
	Index   []map[uint64]int32 // by template: key to block
	Weights [][]float32        // by template: blocks
	Chain   *Chain
	Cues    map[uint64]uint8 // how cue-like stems are
}

// Templates returns the number of templates of the first stage, and Width the
// size of a block of one.
func Templates() int { return len(templates) }

func Width(t int) int { return templates[t].width() }

func TemplateName(t int) string { return templates[t].name }

// Reading is a prepared paragraph.
type Reading struct{ *reading }

// Read prepares a paragraph.
func Read(p Paragraph, cues func(stem uint64) int) Reading { return Reading{read(p, cues)} }

// Key returns what template t sees at token i.
func (r Reading) Key(t, i int) uint64 { return templates[t].key(r.reading, i) }

// Stems returns the stems of the words, 0 for other tokens.
func (r Reading) Stems() []uint64 {
	out := make([]uint64, len(r.stem))
	for i := range out {
		if r.Paragraph[i].Kind == 0 {
			out[i] = r.stem[i]
		}
	}
	return out
}

// Kinds returns the kinds of the tokens.
func (r Reading) Kinds() []Kind {
	out := make([]Kind, len(r.Paragraph))
	for i := range r.Paragraph {
		out[i] = r.kind(i)
	}
	return out
}

func (r Reading) kind(i int) Kind {
	t := &r.Paragraph[i]
	k := Plain
	switch {
	case t.Quote == Opening:
		k = OpeningMark
	case t.Quote == Closing:
		k = ClosingMark
	case t.Kind != 0 && t.Text == ",":
		k = Comma
	case t.Kind != 0 && t.Text == ":":
		k = Colon
	case t.Kind > 1:
		k = Punctuation
	case r.inQuotes(i):
		k = QuotedWord
	case t.Text == "that":
		k = That
	case t.Text == "to":
		k = To
	case r.cue[i] >= 2:
		k = CueWord
	case t.Text[0] >= 'A' && t.Text[0] <= 'Z':
		k = Capital
	}
	if t.Sentence {
		k += SentenceStart
	}
	return k
}

// Offsets returns the bounds of the offsets that a block of template t counts for:
// seen at token i, it counts for token i-o.
func Offsets(t int) (low, high int) { return templates[t].low, templates[t].high }

// Score adds up the scores of a prepared paragraph.
func (f *First) Score(r Reading) Emissions {
	n := len(r.Paragraph)
	out := make(Emissions, n)
	for t := range templates {
		low, high := templates[t].low, templates[t].high
		width := templates[t].width()
		for i := range n {
			b, ok := f.Index[t][r.Key(t, i)]
			if !ok {
				continue
			}
			block := f.Weights[t][int(b)*width:]
			for o := max(low, i-n+1); o <= min(high, i); o++ {
				for k := range Labels {
					out[i-o][k] += float64(block[(o-low)*Labels+k])
				}
			}
		}
	}
	return out
}

// Level tells how cue-like a stem is.
func (f *First) Level(stem uint64) int { return int(f.Cues[stem]) }
