package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

// A frame is a reporting clause: a cue with its source.
type frame struct {
	cue    Range
	source Range // empty if it has none
	verb   int   // the cue's main token
	// inverted says that the source follows the cue (“…,” said Ren).
	inverted bool
	// behind says that the source was taken over from a clause before it.
	behind bool
}

// span returns the tokens from the first to the last of the frame's own.
func (f *frame) span() Range {
	r := f.cue
	if f.source.Len() > 0 && !f.behind {
		r.First = min(r.First, f.source.First)
		r.End = max(r.End, f.source.End)
	}
	return r
}

// frames finds the reporting clauses of a run of tokens within one sentence
// that holds no speech, in order. subject is the source to take over where a
// clause has none of its own (", adding", "and accused him of").
func (d *Document) frames(in Range, subject Range) []frame {
	var out []frame
	for i := in.First; i < in.End; i++ {
		f, ok := d.frameAt(i, in)
		if !ok {
			continue
		}
		if f.source.Len() == 0 {
			f.source, f.behind = subject, subject.Len() > 0
			if f.source.Len() == 0 && len(out) == 0 {
				f.source = d.leadingNounPhrase(in.First, f.cue.First)
				f.behind = f.source.Len() > 0
			}
		}
		if f.source.Len() > 0 {
			subject = f.source
		}
		out = append(out, f)
		i = max(i, f.cue.End-1)
	}
	return out
}

// frameAt reads the reporting clause whose cue's main token is i.
func (d *Document) frameAt(i int, in Range) (frame, bool) {
	if d.word(i, "according") && d.word(i+1, "to") && i+1 < in.End {
		return frame{cue: Range{i, i + 2}, source: d.nounPhraseAfter(i+2, in.End), verb: i, inverted: true}, true
	}
	class := d.Tokens[i].class
	if !class.Is(lexicon.Verb) || d.capital(i) && i > in.First && !(class.Is(lexicon.Speech) && d.titleCase(in)) {
		return frame{}, false
	}
	group := d.verbGroup(i, in.First)
	f := frame{cue: Range{group, i + 1}, verb: i}
	if d.word(i+1, "out") && i+1 < in.End {
		f.cue.End++
	}
	var before int = group - 1
	aux := group < i && d.hasAuxiliary(group, i)
	switch {
	case before >= in.First && d.word(before, "to"):
		// "went on to say" and "appeared to say", but not "declined to say"
		finite := before - 1
		if d.word(finite, "on") {
			finite--
		}
		if finite < in.First || !d.word(finite, "went", "goes", "go", "appeared", "appears", "seemed", "seems", "continued", "continues", "began", "sought", "seeks") {
			return frame{}, false
		}
		f.cue.First = d.verbGroup(finite, in.First)
		f.source = d.nounPhraseBefore(d.clauseStart(in.First, f.cue.First), f.cue.First)
		return f, true
	case d.word(i, "went", "goes", "go", "going", "gone") && !(d.word(i+1, "on") && !d.word(i+2, "to")):
		return frame{}, false
	case d.passive(group, i):
		if d.word(i+1, "by") && i+1 < in.End {
			f.source = d.nounPhraseAfter(i+2, in.End)
			if as := f.source.End; f.source.Len() > 0 && d.word(as, "as") && d.is(as+1, lexicon.Speech) && d.is(as+1, lexicon.Gerund) && as+1 < in.End {
				// "was quoted by the paper as saying": not the paper
				f.cue = Range{as + 1, as + 2}
				f.verb = as + 1
				f.source = d.nounPhraseBefore(d.clauseStart(in.First, group), group)
				return f, f.source.Len() > 0
			}
			f.cue.End = i + 2
			f.inverted = true
			return f, f.source.Len() > 0
		}
		return frame{}, false
	case before >= in.First && d.is(before, lexicon.Determiner|lexicon.Possessive) && !d.is(before, lexicon.Subject|lexicon.Object) && !d.word(before, "who", "which", "that", "both", "all"):
		return frame{}, false
	}
	switch {
	case class.Is(lexicon.Gerund) && !aux:
		return d.gerundFrame(f, before, in)
	case class.Is(lexicon.Past), class.Is(lexicon.Participle) && aux:
	case class.Is(lexicon.Third):
		if d.is(i+1, lexicon.Auxiliary) || d.word(i+1, "of") || before >= in.First && d.is(before, lexicon.Preposition|lexicon.Number) {
			return frame{}, false
		}
	case class.Is(lexicon.Base):
		plural := before >= in.First && (d.is(before, lexicon.GroupNoun|lexicon.Subject) && !d.is(before, lexicon.He|lexicon.She))
		if !aux && !plural {
			return frame{}, false
		}
	default:
		return frame{}, false
	}
	if before >= in.First && d.is(before, lexicon.Preposition) && !d.is(before, lexicon.Adverb) {
		return frame{}, false
	}
	if r := d.invertedSource(f.cue, in); r.Len() > 0 {
		f.source, f.inverted = r, true
		return f, true
	}
	if before >= in.First && (d.is(before, lexicon.Coordinator) || d.word(before, "before", "then")) {
		return f, true // the source is the one of the clause before
	}
	if before >= in.First && d.word(before, "who", "which", "that") {
		f.source = d.nounPhraseBefore(d.clauseStart(in.First, before), before)
		if f.source.Len() == 0 && before > in.First && d.word(before-1, ",") {
			f.source = d.nounPhraseBefore(d.clauseStart(in.First, before-1), before-1)
		}
		return f, f.source.Len() > 0
	}
	if f.source = d.nounPhraseBefore(d.clauseStart(in.First, f.cue.First), f.cue.First); f.source.Len() == 0 {
		f.source = d.nounPhraseBefore(in.First, f.cue.First)
	}
	return f, f.source.Len() > 0
}

// verbGroup returns where the verb group of verb i begins: its auxiliaries and
// adverbs.
func (d *Document) verbGroup(i, low int) int {
	first := i
	for k := i - 1; k >= low; k-- {
		switch {
		case d.is(k, lexicon.Auxiliary) && !(d.word(k, "'s", "’s") && !d.is(k-1, lexicon.Subject)):
			first = k
		case d.adverb(k) || d.word(k, "not"):
			if k > low && !d.is(k-1, lexicon.Preposition) {
				first = k
			}
		default:
			return first
		}
	}
	return first
}

func (d *Document) hasAuxiliary(first, end int) bool {
	for k := first; k < end; k++ {
		if d.is(k, lexicon.Auxiliary) {
			return true
		}
	}
	return false
}

// passive reports whether the verb group [first, verb] is passive: its last
// auxiliary is a form of be, its verb a participle.
func (d *Document) passive(first, verb int) bool {
	if !d.is(verb, lexicon.Past|lexicon.Participle) {
		return false
	}
	for k := verb - 1; k >= first; k-- {
		if d.is(k, lexicon.Auxiliary) {
			return d.word(k, "was", "were", "been", "be", "is", "are", "being", "am", "wasn't", "weren't", "isn't", "aren't")
		}
	}
	return false
}

// gerundFrame reads ", adding", "in saying", "reported Ren as saying".
func (d *Document) gerundFrame(f frame, before int, in Range) (frame, bool) {
	switch {
	case before < in.First:
		return f, true
	case d.word(before, "as") && d.is(f.verb, lexicon.Speech): // relayed: the one before "as" speaks
		f.source = d.nounPhraseBefore(d.clauseStart(in.First, before), before)
		for k := f.source.First; k < f.source.End-1; k++ {
			if d.is(k, lexicon.Speech) && !d.capital(k) {
				f.source.First = k + 1
			}
		}
		return f, true
	case d.Tokens[before].Kind == Punct || d.Tokens[before].Kind == Mark, d.is(before, lexicon.Coordinator),
		d.word(before, "in", "by", "while", "before", "after", "with"):
		return f, true
	case d.capital(before) || d.is(before, lexicon.PersonNoun|lexicon.GroupNoun|lexicon.OrganizationNoun):
		f.source = d.nounPhraseBefore(d.clauseStart(in.First, before), f.cue.First)
	}
	return f, true
}

// invertedSource returns the source behind a cue that follows what it reports.
func (d *Document) invertedSource(cue, in Range) Range {
	if !d.is(cue.End-1, lexicon.Speech) || !d.is(cue.End-1, lexicon.Past|lexicon.Third) || d.word(cue.End-1, "told", "tells") || cue.End >= in.End {
		return Range{}
	}
	before := cue.First - 1
	leads := before < in.First || d.Tokens[before].Kind == Mark || d.word(before, ",") && before-1 < in.First
	if !leads {
		// A clause, a comma, a cue: “Huawei has never handed data to Beijing, said Ren”
		if !d.word(before, ",") && !d.dash(before) || d.appositionBefore(d.clauseStart(in.First, before), before).Len() > 0 {
			return Range{}
		}
		if r := d.nounPhraseBefore(in.First, before); r.First == in.First && r.Len() > 0 {
			return Range{}
		}
	}
	if next := cue.End; d.is(next, lexicon.Object) && !d.is(next, lexicon.Subject) || d.word(next, "that", "it") {
		return Range{}
	}
	r := d.nounPhraseAfter(cue.End, in.End)
	if r.Len() > 0 && !leads && r.End < in.End && !(d.Tokens[r.End].Kind == Punct || d.is(r.End, lexicon.Preposition|lexicon.Day|lexicon.Relative)) {
		return Range{} // a clause follows: the cue has its source before it
	}
	return r
}

// clauseStart returns where the clause that ends before end begins: behind the
// last semicolon, colon, dash, subordinator, or coordinator after a comma.
func (d *Document) clauseStart(low, end int) int {
	dashes := 0
	low = max(low, end-reach)
	for k := end - 1; k >= low; k-- {
		switch {
		case d.Tokens[k].Kind == Punct && d.word(k, ";", ":"):
			return k + 1
		case d.dash(k) && k-low <= 8 && d.dateline(low, k):
			return k + 1
		case d.dash(k):
			if dashes++; dashes > 1 && k < end-1 {
				return low
			}
		case d.is(k, lexicon.Subordinator) && d.word(k, "that", "because", "although", "though", "if", "whether", "unless") && k > low && !(d.word(k, "that") && d.word(k-1, ",")):
			return k + 1
		case d.is(k, lexicon.Coordinator) && k > low && d.word(k-1, ","):
			return k + 1
		}
	}
	return low
}

// dateline reports whether the tokens [low, dash) are a place and an agency at
// the start of a paragraph: "BUFFALO, N.Y. (AP) —".
func (d *Document) dateline(low, dash int) bool {
	if low > 0 && d.ParagraphAt(d.Tokens[low-1].Start) == d.ParagraphAt(d.Tokens[low].Start) {
		return false
	}
	for i := low; i < dash; i++ {
		if d.Tokens[i].Kind == Word && !d.capital(i) {
			return false
		}
	}
	return true
}
