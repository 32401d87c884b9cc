// Package match tells whether two passages of quoted speech are the same
// utterance. All of it is pure: a function of one passage ([FromStatements],
// [FromQuote], [Passage.Keys]) or of two ([Aligner.Compare]), so that it runs
// anywhere in any order.
package match

import (
	"encoding/binary"
	"errors"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hearsay-go/hearsay/internal/wording"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// A Passage is the unit that is grouped: a sentence of a quotation, or the
// whole of one of up to eight words. So a long quotation in which two
// utterances meet each other's short versions is in both groups. It is not
// changed once it is made.
type Passage struct {
	Text   string       // within its marks, its pieces joined by a space
	Pieces []quote.Span // where the speech is interrupted, else nil
	Words  []Word
	// Layout has, for each word, the bytes of Text before it and of it, as uvarints, then
	// for each but the first 16 bits of a hash of it and the word before it, joined.
	Layout []byte

	Start, End uint32  // its outer bytes in the article
	Weight     float32 // of all words
	Named      bool    // whether its speaker has a name, not a description
}

// Spoken is a passage with the name of its speaker.
type Spoken struct {
	Passage
	Speaker  string
	Reported bool `json:",omitempty"` // in indirect speech
}

// wholeWords is up to how many words a quotation is one passage.
const wholeWords = 8

// longestPassage bounds a passage, in tokens: what has no full stop for longer
// is cut.
const longestPassage = 200

// FromStatements cuts the quoted speech of an article's attributions.
func FromStatements(doc *quote.Document, attributions []speaker.Attribution) []Spoken {
	var out []Spoken
	for i := range attributions {
		a := &attributions[i]
		if a.Statement.Kind == quote.Indirect {
			if p := newPassage(doc, reportedTokens(doc, a.Statement)); len(p.Words) >= fewestReported {
				p.Named = a.Kind == speaker.Person || a.Kind == speaker.Organization
				out = append(out, Spoken{p, a.Speaker, true})
			}
			continue
		}
		spoken := spokenTokens(doc, a.Statement)
		if len(spoken) == 0 {
			continue
		}
		named := a.Kind == speaker.Person || a.Kind == speaker.Organization
		out = appendPassages(out, doc, cut(doc, spoken, a.Statement.Kind == quote.Mixed), a.Speaker, named)
	}
	return out
}

// FromQuote cuts a quotation without its article.
func FromQuote(text, speaker string) []Spoken {
	doc := quote.Parse(text, quote.QuotationsOnly())
	return appendPassages(nil, doc, cut(doc, []quote.Range{{First: 0, End: len(doc.Tokens)}}, false), speaker, false)
}

// appendPassages makes passages of the parts of one quotation. A sentence that
// says again what the one before it says is one passage with it.
func appendPassages(out []Spoken, doc *quote.Document, parts [][]quote.Range, speaker string, named bool) []Spoken {
	first := len(out)
	var last []quote.Range
	for _, tokens := range parts {
		p := newPassage(doc, tokens)
		if len(p.Words) == 0 {
			continue
		}
		p.Named = named
		if k := len(out) - 1; k >= first && slices.EqualFunc(out[k].Words, p.Words, Word.Same) {
			if end := &last[len(last)-1]; end.End == tokens[0].First {
				end.End = tokens[0].End
				tokens = tokens[1:]
			}
			last = append(last, tokens...)
			p = newPassage(doc, last)
			p.Named = named
			out[k].Passage = p
			continue
		}
		last = slices.Clone(tokens)
		out = append(out, Spoken{p, speaker, false})
	}
	return out
}

// spokenTokens returns the runs of tokens of a statement that stand inside
// quotation marks, without the marks.
func spokenTokens(doc *quote.Document, s *quote.Statement) []quote.Range {
	var out []quote.Range
	for _, content := range s.Content {
		for p := doc.ParagraphAt(content.Start); p >= 0 && p < len(doc.Paragraphs) && doc.Paragraphs[p].Start < content.End; p++ {
			for k := doc.Paragraphs[p].Quotations.First; k < doc.Paragraphs[p].Quotations.End; k++ {
				q := &doc.Quotations[k]
				if q.Depth > 0 || !content.Contains(q.Span) || q.NotSpeech != "" {
					continue
				}
				if inner := doc.TokensIn(doc.Inner(q)); inner.Len() > 0 {
					out = append(out, inner)
				}
			}
		}
	}
	return out
}

// fewestReported is how many words make indirect speech worth comparing.
const fewestReported = 4

// reportedTokens returns the tokens of a statement's content.
func reportedTokens(doc *quote.Document, s *quote.Statement) []quote.Range {
	var out []quote.Range
	size := 0
	for _, content := range s.Content {
		tokens := doc.TokensIn(content)
		tokens.End = min(tokens.End, tokens.First+longestPassage-size)
		if tokens.Len() > 0 {
			out = append(out, tokens)
			size += tokens.Len()
		}
	}
	return out
}

// cut parts runs of spoken tokens into passages: by sentence, where a sentence
// may go on in the next run; each fragment of a mixed statement alone; a short
// one whole.
func cut(doc *quote.Document, runs []quote.Range, fragments bool) [][]quote.Range {
	words := 0
	for _, r := range runs {
		for i := r.First; i < r.End; i++ {
			if k := doc.Tokens[i].Kind; k == quote.Word || k == quote.Number {
				words++
			}
		}
	}
	if words <= wholeWords && !(fragments && len(runs) > 1) {
		return [][]quote.Range{runs}
	}
	var out [][]quote.Range
	last, size := -1, 0 // the sentence of the last passage, and its tokens
	for _, r := range runs {
		for r.First < r.End {
			s := doc.SentenceAt(doc.Tokens[r.First].Start)
			end := min(r.End, doc.Sentences[s].Tokens.End, r.First+longestPassage)
			part := quote.Range{First: r.First, End: end}
			if s == last && !fragments && size+part.Len() <= longestPassage {
				out[len(out)-1] = append(out[len(out)-1], part)
				size += part.Len()
			} else {
				out = append(out, []quote.Range{part})
				last, size = s, part.Len()
			}
			r.First = end
		}
	}
	return out
}

func newPassage(doc *quote.Document, runs []quote.Range) Passage {
	var p Passage
	var text squeezer
	words, folds := make([]Word, 0, 64), make([]string, 0, 64)
	spans := make([]quote.Span, 0, 64) // in the text
	for _, r := range runs {
		piece := doc.Span(r)
		if piece.Empty() {
			continue
		}
		p.Pieces = append(p.Pieces, piece)
		text.space = true
		at := piece.Start
		for i := r.First; i < r.End; i++ {
			t := doc.Tokens[i]
			if t.Kind != quote.Word && t.Kind != quote.Number {
				continue
			}
			word := doc.Token(i)
			fold := wording.Fold(word)
			if fold == "" {
				continue
			}
			text.write(doc.Text[at:t.Start])
			at = t.End
			start := text.start()
			text.write(word)
			spans = append(spans, quote.Span{Start: start, End: text.Len()})
			folds = append(folds, fold)
			words = unrepeated(append(words, newWord(fold, wording.Functional(word))))
			folds, spans = folds[:len(words)], spans[:len(words)]
		}
		text.write(doc.Text[at:piece.End])
	}
	if n := len(p.Pieces); n > 0 {
		p.Start, p.End = uint32(p.Pieces[0].Start), uint32(p.Pieces[n-1].End)
	}
	if len(p.Pieces) == 1 {
		p.Pieces = nil
	}
	layout := make([]byte, 0, 4*len(spans))
	end := 0
	for i, s := range spans {
		layout = binary.AppendUvarint(layout, uint64(s.Start-end))
		layout = binary.AppendUvarint(layout, uint64(s.End-s.Start))
		end = s.End
		p.Weight += float32(words[i].Weight())
	}
	for i := 1; i < len(folds); i++ {
		layout = binary.LittleEndian.AppendUint16(layout, newWord(folds[i-1]+folds[i], false).short())
	}
	p.Text, p.Layout, p.Words = strings.Clone(text.String()), slices.Clip(slices.Clone(layout)), slices.Clip(slices.Clone(words))
	return p
}

// unrepeated drops the last words if they say again those before them: "we got
// her, we got her", "never, never". Outlets give them once or twice.
func unrepeated(words []Word) []Word {
	for n := 1; n <= wholeWords && 2*n <= len(words); n++ {
		end := len(words)
		if slices.EqualFunc(words[end-n:], words[end-2*n:end-n], Word.Same) {
			return words[:end-n]
		}
	}
	return words
}

// A squeezer writes text with every run of white space as one space.
type squeezer struct {
	strings.Builder
	space bool // one is due
}

func (s *squeezer) write(text string) {
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if unicode.IsSpace(r) {
			s.space = true
		} else {
			s.start()
			s.WriteString(text[:size])
		}
		text = text[size:]
	}
}

// start writes the space that is due and returns where the next rune will stand.
func (s *squeezer) start() int {
	if s.space && s.Len() > 0 {
		s.WriteByte(' ')
	}
	s.space = false
	return s.Len()
}

// Spans returns where each word stands in Text.
func (p *Passage) Spans() []quote.Span {
	out := make([]quote.Span, 0, len(p.Words))
	at, layout := 0, p.Layout
	for range p.Words {
		gap, n := binary.Uvarint(layout)
		length, m := binary.Uvarint(layout[n:])
		layout = layout[n+m:]
		start := at + int(gap)
		at = start + int(length)
		out = append(out, quote.Span{Start: start, End: at})
	}
	return out
}

// Spoken is how many of the words don't stand in brackets.
func (p *Passage) Spoken() int {
	if !strings.Contains(p.Text, "[") {
		return len(p.Words)
	}
	n, at, inside := 0, 0, false
	for _, s := range p.Spans() {
		for _, b := range []byte(p.Text[at:s.Start]) {
			inside = b == '[' || inside && b != ']'
		}
		at = s.End
		if !inside {
			n++
		}
	}
	return n
}

// joined yields, for each word but the last, 16 bits of the hash of it and the next, joined.
func (p *Passage) joined() iter.Seq2[int, uint16] {
	return func(yield func(int, uint16) bool) {
		joins := p.Layout[len(p.Layout)-2*(len(p.Words)-1):]
		for i := range len(joins) / 2 {
			if !yield(i, binary.LittleEndian.Uint16(joins[2*i:])) {
				return
			}
		}
	}
}

// Validate says what is wrong with a passage that was read from somewhere.
func (p *Passage) Validate() error {
	at, layout := 0, p.Layout
	for range p.Words {
		gap, n := binary.Uvarint(layout)
		if n <= 0 || gap > uint64(len(p.Text)) {
			return errLayout
		}
		length, m := binary.Uvarint(layout[n:])
		if m <= 0 || length == 0 || length > uint64(len(p.Text)) {
			return errLayout
		}
		layout = layout[n+m:]
		at += int(gap) + int(length)
	}
	if at > len(p.Text) || len(p.Words) == 0 || len(p.Words) > longestPassage || len(layout) != 2*(len(p.Words)-1) || p.Start > p.End {
		return errLayout
	}
	return nil
}

var errLayout = errors.New("the words of a passage don't fit its text")
