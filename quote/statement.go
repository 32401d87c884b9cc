package quote

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// A Statement is one utterance under one cue: what was said, with the words
// that report it and the mention of who said it. It goes on over an
// interruption (“…,” he said. “…”) and into following paragraphs that have no
// words outside their marks.
type Statement struct {
	Kind       Kind
	Content    []Span  // what was said, in pieces, in reading order and disjoint; direct pieces with their marks
	Cue        Span    // the words that report it ("said", "according to"); empty if there are none
	Source     Span    // the noun phrase of who said it, as written; empty if there is none
	Act        Act     // what its cue makes it
	Confidence float64 // the probability that this is a statement with about these spans, in [0, 1]
}

// scare is why a quotation is nobody's speech that no cue reports.
const scare = "scare quotes"

// Kind tells how a statement is reported.
type Kind uint8

const (
	Direct   Kind = iota // the content stands wholly inside quotation marks
	Mixed                // a reporter's clause with quoted speech in it
	Indirect             // no quoted speech
)

var kinds = [...]string{"direct", "mixed", "indirect"}

func (k Kind) String() string { return kinds[k] }

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(kinds[k]), nil }

// UnmarshalText reads the kind's name.
func (k *Kind) UnmarshalText(b []byte) error {
	for i, name := range kinds {
		if name == string(b) {
			*k = Kind(i)
			return nil
		}
	}
	return fmt.Errorf("quote: no kind of statement %q: want direct, mixed or indirect", b)
}

// Outer is the span from the first to the last byte of the content.
func (s *Statement) Outer() Span {
	if len(s.Content) == 0 {
		return Span{}
	}
	return Span{s.Content[0].Start, s.Content[len(s.Content)-1].End}
}

// A draft is a statement under construction.
type draft struct {
	Statement
	last      int  // its last quotation
	paragraph int  // where that stands
	tail      int  // the token after its last quotation and the tag behind it
	framed    bool // whether a cue was found
	// doubtful are quotations that are no speech unless a cue behind them in
	// their sentence says otherwise.
	doubtful []int
}

// A reader walks over a document's paragraphs and builds its statements.
type reader struct {
	*Document
	draft *draft
	// spoken are the outermost quotations of the paragraph that may be speech.
	spoken []int

	turns                           map[int]turn
	firstTurn, lastTurn, spokenTurn int // paragraphs; -1 before the first turn
}

func (d *Document) findStatements() {
	r := &reader{Document: d, turns: d.findTurns(), spokenTurn: -1, firstTurn: -1}
	for p := range r.turns {
		r.lastTurn = max(r.lastTurn, p)
	}
	for p := range d.Paragraphs {
		if r.turn(p) {
			r.Paragraphs[p].Turn = true
		} else {
			r.paragraph(p)
		}
	}
	r.finish()
}

func (r *reader) finish() {
	if r.draft == nil {
		return
	}
	if len(r.draft.doubtful) > 0 && !r.draft.framed {
		for _, k := range r.draft.doubtful {
			r.Quotations[k].NotSpeech = scare
		}
	} else {
		for i, s := range r.draft.Content {
			r.draft.Content[i] = r.unbroken(s)
		}
		r.draft.Content = disjoint(r.draft.Content)
		r.Statements = append(r.Statements, r.draft.Statement)
	}
	r.draft = nil
}

// disjoint puts spans in order and joins those that overlap.
func disjoint(spans []Span) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	out := spans[:0]
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
		} else {
			out = append(out, s)
		}
	}
	return out
}

// unbroken widens a span over the quotations that it cuts through.
func (d *Document) unbroken(s Span) Span {
	for again := true; again; {
		again = false
		from := d.outermostFrom(s.Start)
		if len(from) == 0 {
			break
		}
		for _, q := range d.Quotations[from[0]:] {
			if q.Start >= s.End {
				break
			}
			if q.Opened && q.Closed && (s.Start <= q.Start) != (q.End <= s.End) && q.End > s.Start {
				s = Span{min(s.Start, q.Start), max(s.End, q.End)}
				again = true
			}
		}
	}
	return s
}

func (r *reader) paragraph(p int) {
	par := &r.Paragraphs[p]
	r.spoken = r.spoken[:0]
	for i := par.Quotations.First; i < par.Quotations.End; i++ {
		if q := &r.Quotations[i]; q.Depth == 0 && q.NotSpeech == "" {
			r.spoken = append(r.spoken, i)
		}
	}
	if par.Boilerplate {
		return
	}
	if len(r.spoken) == 0 {
		r.finish()
	}
	done := par.Tokens.First // tokens before this are accounted for
	for k := range r.spoken {
		done = r.quotation(p, k, done)
	}
	r.indirect(Range{done, par.Tokens.End})
}

// quotation fits the paragraph's k-th spoken quotation into a statement and
// returns the token behind what it used up.
func (r *reader) quotation(p, k, done int) int {
	par, q := &r.Paragraphs[p], &r.Quotations[r.spoken[k]]
	gap := Range{done, q.Tokens.First}
	head := r.headOf(gap, q)
	next := par.Tokens.End
	if k+1 < len(r.spoken) {
		next = r.Quotations[r.spoken[k+1]].Tokens.First
	}
	tail := r.tailOf(Range{q.Tokens.End, next}, q)

	var inherited Range
	sameSentence := r.draft != nil && r.draft.paragraph == p && r.sentence(r.Quotations[r.draft.last].Tokens.End-1) == r.sentence(q.Tokens.First)
	if sameSentence {
		inherited = r.TokensIn(r.draft.Source)
	}
	headFrame, headed := r.governing(r.withoutRelative(r.frames(head, inherited), sameSentence))
	tailFrame, tailed := r.tag(tail)
	if !headed && !tailed {
		tailFrame, tailed = r.passiveAround(head, tail)
	}
	late := false
	if !headed && !tailed && next == par.Tokens.End {
		tailFrame, late = r.lateTag(tail)
		tailed = late
	}
	if headed && sameSentence && r.aside(&headFrame, gap) {
		headed = false
	}
	if headed && tailed && r.breaks(Range{headFrame.span().End, head.End}) {
		headed = false
	}

	whole := Range{head.First, q.Tokens.End}
	if late {
		whole.End = tailFrame.span().First
		for r.Tokens[whole.End-1].Kind == Punct {
			whole.End--
		}
	}
	switch {
	case headed:
		r.indirect(Range{done, head.First})
		r.begin(p, r.spoken[k], r.content(headFrame, head, q), &headFrame)
		if before := (Range{head.First, headFrame.span().First}); r.parenthetical(before, headFrame) {
			for before.Len() > 0 && r.word(before.End-1, ",") {
				before.End--
			}
			r.draft.Kind = Mixed
			r.draft.Content = append([]Span{r.Document.Span(before)}, r.draft.Content...)
		}
	case tailed:
		if r.draft != nil && !r.draft.framed && (sameSentence || q.Continues && len(r.draft.doubtful) == 0) {
			if r.dash(gap.First) && r.dash(gap.End-1) {
				whole.First = q.Tokens.First // “The money” — Hale paused — “was never there”
			}
			r.join(p, r.spoken[k], whole)
			r.frame(&tailFrame)
			break
		}
		r.indirect(Range{done, head.First})
		if tailFrame.cue.First < q.Tokens.First {
			whole = q.Tokens // the cue stands before: “…” by two officials
		}
		r.begin(p, r.spoken[k], whole, &tailFrame)
	case r.joins(p, k, sameSentence, gap):
		piece := q.Tokens
		if last := r.Quotations[r.draft.last].Tokens.End; sameSentence && last == done && r.wordy(head) {
			piece.First = r.TokensIn(r.draft.Content[len(r.draft.Content)-1]).First
		} else if sameSentence && r.wordy(head) && !r.adverbial(head) {
			piece.First = head.First
		}
		r.join(p, r.spoken[k], piece)
		if len(r.draft.doubtful) > 0 {
			r.draft.doubtful = append(r.draft.doubtful, r.spoken[k])
		}
	case r.sentential(q):
		r.indirect(gap)
		r.finish()
		r.begin(p, r.spoken[k], q.Tokens, nil)
	case k+1 < len(r.spoken) && r.sentence(next) == r.sentence(q.Tokens.End-1):
		r.finish()
		r.begin(p, r.spoken[k], whole, nil)
		r.draft.doubtful = []int{r.spoken[k]}
	default:
		q.NotSpeech = scare
		return done
	}
	r.draft.tail = q.Tokens.End
	if tailed && !headed {
		r.draft.tail = r.skip(tailFrame.span().End, tail.End)
		return r.draft.tail
	}
	if headed && k+1 == len(r.spoken) || headed && r.sentence(q.Tokens.End-1) != r.sentence(next) {
		return r.extend(q, tail)
	}
	return q.Tokens.End
}

// headOf returns the tokens of the quotation's sentence that stand before it, back to
// the start of the gap.
func (r *reader) headOf(gap Range, q *Quotation) Range {
	first := r.skip(max(gap.First, r.Sentences[r.sentence(q.Tokens.First)].Tokens.First), gap.End)
	if r.word(first, "as") && first+1 < gap.End && r.word(gap.End-1, ",") {
		first++ // "As Garrity put it, “…”"
	}
	return Range{first, gap.End}
}

// tailOf returns the tokens behind the quotation up to the end of its
// sentence. A question or a cry may have its tag in what looks like the next one.
func (r *reader) tailOf(gap Range, q *Quotation) Range {
	if gap.Len() == 0 {
		return gap
	}
	s := r.sentence(q.Tokens.End - 1)
	if end := r.Sentences[s].Tokens.End; end > gap.First {
		return Range{gap.First, min(end, gap.End)}
	}
	if inner := r.Slice(r.Inner(q)); inner != "" && inner[len(inner)-1] != '.' {
		s = r.sentence(gap.First)
		return Range{gap.First, min(r.Sentences[s].Tokens.End, gap.End)}
	}
	return Range{gap.First, gap.First}
}

// sentence returns the index of the sentence that holds token i.
func (d *Document) sentence(i int) int {
	return d.SentenceAt(d.Tokens[min(i, len(d.Tokens)-1)].Start)
}

// skip returns the first token from i that is no comma or stop.
func (d *Document) skip(i, end int) int {
	for i < end && d.Tokens[i].Kind == Punct && d.word(i, ",", ".", ";", "...", "…", "—", "–", "-", ")") {
		i++
	}
	return i
}

func (d *Document) wordy(in Range) bool { return d.words(in, 1) > 0 }

// governing picks the frame whose complement the end of a clause stands in:
// the last one, or one before it in whose own complement that one stands
// ("Clinton said he believes it is “a disaster”").
func (r *reader) governing(frames []frame) (frame, bool) {
	if len(frames) == 0 {
		return frame{}, false
	}
	k := len(frames) - 1
	for k > 0 && r.is(frames[k-1].verb, lexicon.Speech|lexicon.Thought) && !r.bareGerund(&frames[k-1]) && !r.breaks(Range{frames[k-1].cue.End, frames[k].cue.First}) {
		k--
	}
	for j := k - 1; j >= 0 && !r.is(frames[k].verb, lexicon.Speech|lexicon.Remark|lexicon.Preposition); j-- {
		if r.is(frames[j].verb, lexicon.Speech) && !r.bareGerund(&frames[j]) {
			k = j // what one thinks or wants is told by who says so
		}
	}
	return frames[k], true
}

// withoutRelative drops the frames of relative clauses that hang on a tag:
// “…,” said Smit, a lawyer who advises the cabinet, “…”
func (r *reader) withoutRelative(frames []frame, tagged bool) []frame {
	if !tagged || r.draft.tail == r.Quotations[r.draft.last].Tokens.End {
		return frames
	}
	return slices.DeleteFunc(frames, func(f frame) bool { return r.is(f.cue.First-1, lexicon.Relative) })
}

// bareGerund reports whether a frame's cue is a participle without auxiliary.
func (r *reader) bareGerund(f *frame) bool {
	return r.is(f.verb, lexicon.Gerund) && !r.hasAuxiliary(f.cue.First, f.verb)
}

// breaks reports whether a new clause begins within the tokens. What "that"
// introduces goes on over all but a comma with "and", "but" or a participle.
func (r *reader) breaks(in Range) bool {
	if r.word(in.First, "that") {
		for i := in.First; i < in.End; i++ {
			if r.word(i, ";") || r.word(i, ",") && r.is(i+1, lexicon.Gerund|lexicon.Coordinator) {
				return true
			}
		}
		return false
	}
	for i := in.First; i < in.End; i++ {
		if r.is(i, lexicon.Coordinator) || r.word(i, ";", "while", "before", "after", "when") || r.word(i, ",") && r.is(i+1, lexicon.Gerund|lexicon.Coordinator) {
			return true
		}
	}
	return false
}

// tag reads the reporting clause right behind a quotation.
func (r *reader) tag(tail Range) (frame, bool) {
	first := r.skip(tail.First, tail.End)
	if r.word(first, "as") && !r.is(first+1, lexicon.Preposition) {
		first++
	}
	frames := r.frames(Range{first, tail.End}, Range{})
	for k, f := range frames {
		if k+1 < len(frames) && r.relays(&frames[k+1]) {
			return frames[k+1], true
		}
		if r.bareGerund(&f) || f.behind || r.word(f.span().End, "that") {
			return frame{}, false
		}
		begins := f.span().First
		if begins-first > 1 && !(begins-first <= 6 && r.is(first, lexicon.Adverb|lexicon.Preposition)) {
			return frame{}, false
		}
		return f, true
	}
	return frame{}, false
}

// passiveAround reads a passive cue before a quotation and its source behind:
// was described as “a disaster” by two officials.
func (r *reader) passiveAround(head, tail Range) (frame, bool) {
	verb := head.End - 1
	if r.word(verb, "as", "a", "an", "the") {
		verb--
	}
	if r.word(verb, "as") {
		verb--
	}
	if verb < head.First || !r.is(verb, lexicon.Verb) || !r.word(tail.First, "by") {
		return frame{}, false
	}
	group := r.verbGroup(verb, head.First)
	f := frame{cue: Range{group, verb + 1}, verb: verb, source: r.nounPhraseAfter(tail.First+1, tail.End)}
	return f, r.passive(group, verb) && f.source.Len() > 0
}

// lateTag reads a reporting clause that ends the quotation's sentence: South
// Dakota's crisis is “growing” and affects every community, Noem said.
func (r *reader) lateTag(tail Range) (frame, bool) {
	frames := r.frames(tail, Range{})
	if len(frames) == 0 {
		return frame{}, false
	}
	f := frames[len(frames)-1]
	span := f.span()
	return f, !f.behind && f.source.Len() > 0 && r.is(f.verb, lexicon.Speech|lexicon.Preposition) &&
		span.First > tail.First && r.word(span.First-1, ",") && tail.End-span.End < 6
}

// content returns what a frame before a quotation governs: the quotation, or
// the clause that it ends, from "that" or the cue on.
func (r *reader) content(f frame, head Range, q *Quotation) Range {
	from := max(f.cue.End, f.span().End)
	rest := Range{from, head.End}
	for i := rest.First; i < rest.End; i++ {
		if r.word(i, "that") {
			return Range{i, q.Tokens.End}
		}
	}
	if !r.wordy(rest) || r.word(rest.End-1, ":") || r.word(rest.End-1, ",") && !r.breaks(rest) {
		return q.Tokens
	}
	return Range{r.skip(from, rest.End), q.Tokens.End}
}

// joins reports whether a quotation without a frame goes on with the statement
// before it.
func (r *reader) joins(p, k int, sameSentence bool, gap Range) bool {
	d := r.draft
	if d == nil {
		return false
	}
	q := &r.Quotations[r.spoken[k]]
	if d.paragraph == p {
		if sameSentence {
			// “…,” said Lind, who cut his rating to “sell”
			return d.tail == r.Quotations[d.last].Tokens.End || r.sentential(q) || !r.word(gap.First, "who") && !r.word(gap.First+1, "who")
		}
		return d.tail == gap.First && r.skip(gap.First, gap.End) == gap.End && r.sentential(q) ||
			d.tail > 0 && r.onlyTag(gap, d)
	}
	if q.Continues {
		return true
	}
	last := &r.Paragraphs[d.paragraph]
	return k == 0 && p == d.paragraph+1 && r.alone(p) && d.framed && r.sentential(q) && !r.answers(q) &&
		r.onlyTag(Range{d.tail, last.Tokens.End}, d)
}

// answers reports whether a quotation is the next turn of a dialogue: short, behind two short
// ones of two who speak in turn, of which one is a question or it is one itself.
func (r *reader) answers(q *Quotation) bool {
	n := len(r.Statements) - 1
	if n < 0 {
		return false
	}
	first, second := &r.Statements[n], &r.draft.Statement
	const short = 12
	asked := false
	for _, s := range [...]Span{first.Outer(), second.Outer(), q.Span} {
		if r.words(r.TokensIn(s), short+1) > short {
			return false
		}
		asked = asked || strings.HasSuffix(strings.TrimRight(r.Slice(s), `”"’'`), "?")
	}
	return asked && first.Kind == Direct && second.Kind == Direct && !first.Source.Empty() && !second.Source.Empty() &&
		r.Slice(first.Source) != r.Slice(second.Source) && r.ParagraphAt(first.Outer().Start) == r.draft.paragraph-1
}

// adverbial reports whether the words between a tag and the quotation that
// goes on behind it belong to the tag: “…,” he said in a statement, “…”
func (r *reader) adverbial(in Range) bool {
	return r.draft.framed && r.word(in.End-1, ",", ":") && r.is(in.First, lexicon.Preposition|lexicon.Adverb|lexicon.Day|lexicon.Gerund)
}

// aside reports whether what stands between a tag and a quotation is what the speaker did
// meanwhile, not a cue of its own: “…,” he said, pointing at the chart, “…”
func (r *reader) aside(f *frame, gap Range) bool {
	last := r.Quotations[r.draft.last].Tokens.End
	return r.draft.tail > last && r.word(last-2, ",") && r.word(gap.End-1, ",") && r.bareGerund(f) && r.is(f.verb+1, lexicon.Preposition) && r.wordy(Range{f.verb + 2, gap.End})
}

// onlyTag reports whether the tokens behind a statement's last quotation are
// no more than the rest of its tag's sentence.
func (r *reader) onlyTag(gap Range, d *draft) bool {
	if gap.Len() <= 0 {
		return true
	}
	return d.framed && r.sentence(gap.End-1) == r.sentence(d.tail-1) && d.Cue.Start > d.Content[0].End
}

// alone reports whether a paragraph has no words outside its spoken quotations.
func (r *reader) alone(p int) bool {
	at := r.Paragraphs[p].Tokens.First
	for _, k := range r.spoken {
		if r.wordy(Range{at, r.Quotations[k].Tokens.First}) {
			return false
		}
		at = r.Quotations[k].Tokens.End
	}
	return !r.wordy(Range{at, r.Paragraphs[p].Tokens.End})
}

// sentential reports whether a quotation looks like an utterance and not like
// a word or a phrase held at arm's length.
func (d *Document) sentential(q *Quotation) bool {
	words := d.words(q.Tokens, 10)
	inner := d.Slice(d.Inner(q))
	if inner == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	stops := isPunct(last) && last != '-'
	capital := !unicode.IsLower(first)
	switch {
	case q.Continues, q.Start == d.Paragraphs[d.ParagraphAt(q.Start)].Start && words > 3:
		return true
	case capital && stops:
		return words > 1 || last != ','
	case capital:
		return words > 7 || words > 2 && d.stopsBehind(q)
	}
	return words > 9
}

// stopsBehind reports whether a quotation is a whole sentence whose full stop
// stands behind the closing mark.
func (d *Document) stopsBehind(q *Quotation) bool {
	s := d.Sentences[d.sentence(q.Tokens.First)].Tokens
	return s.First == q.Tokens.First && d.skip(q.Tokens.End, s.End) == s.End && s.End > q.Tokens.End
}

// begin starts a statement with a quotation and the tokens of its first piece.
func (r *reader) begin(p, quotation int, piece Range, f *frame) {
	r.finish()
	r.draft = &draft{Statement: Statement{Kind: Direct, Confidence: 0.7}}
	r.join(p, quotation, piece)
	if f != nil {
		r.frame(f)
	}
}

// frame gives the statement its cue and source.
func (r *reader) frame(f *frame) {
	r.draft.framed = true
	r.draft.Cue = r.Document.Span(f.cue)
	r.draft.Source = r.Document.Span(f.source)
	r.draft.Confidence = 0.95
	if r.draft.Kind == Mixed {
		r.draft.Confidence = 0.85
	}
}

// join adds a quotation to the statement.
func (r *reader) join(p, quotation int, piece Range) {
	q := &r.Quotations[quotation]
	d := r.draft
	d.last, d.paragraph, d.tail = quotation, p, q.Tokens.End
	if r.wordy(Range{piece.First, q.Tokens.First}) || r.wordy(Range{q.Tokens.End, piece.End}) {
		d.Kind = Mixed
	} else if piece.First < q.Tokens.First {
		piece.First = q.Tokens.First
	}
	r.piece(r.Document.Span(piece))
}

// piece appends a piece of content, or lengthens the last one if the new one
// overlaps it.
func (r *reader) piece(s Span) {
	d := r.draft
	if n := len(d.Content); n > 0 && s.Start <= d.Content[n-1].End {
		d.Content[n-1].End = max(d.Content[n-1].End, s.End)
		return
	}
	d.Content = append(d.Content, s)
}

// parenthetical reports whether a frame stands between commas within what it
// reports: The company had received two reports, she said, and both were “…”
func (r *reader) parenthetical(before Range, f frame) bool {
	return before.Len() > 1 && r.wordy(before) && r.word(before.End-1, ",") && r.word(f.span().End, ",") && !r.bareGerund(&f) &&
		!r.is(before.First, lexicon.Preposition|lexicon.Subordinator|lexicon.Adverb|lexicon.Gerund|lexicon.Coordinator)
}

// extend lengthens a mixed statement over the rest of its clause, behind the
// quotation, and returns the token behind it.
func (r *reader) extend(q *Quotation, tail Range) int {
	high := tail.End
	for _, f := range r.frames(tail, Range{}) {
		high = min(high, f.span().First)
	}
	end := tail.First
	for end < high && !r.word(end, ";", ":", "(") && !r.dash(end) && r.Tokens[end].Kind != Mark &&
		!(r.word(end, ",") && (r.is(end+1, lexicon.Gerund|lexicon.Relative|lexicon.Coordinator|lexicon.Participle) || r.word(end+1, "as", "with", "after", "while"))) {
		end++
	}
	for end > tail.First && r.Tokens[end-1].Kind == Punct {
		end--
	}
	// What stands behind a whole utterance is not part of it.
	if r.draft.Kind == Direct && (r.sentential(q) || end > tail.First && r.word(tail.First, ",", ".")) {
		return q.Tokens.End
	}
	if end > tail.First && r.wordy(Range{tail.First, end}) {
		r.draft.Kind = Mixed
		r.piece(r.Document.Span(Range{q.Tokens.First, end}))
		return end
	}
	return q.Tokens.End
}
