package main

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/quote"
)

// articleView lays out an article with its marks and notes.
func (e *edition) articleView(i int, passages []passage) articleView {
	a := &e.articles[i]
	view := articleView{
		ID:     fmt.Sprintf("a%d", i),
		Outlet: oneLine(a.Outlet),
		Title:  cmp.Or(oneLine(a.Title), oneLine(a.ID), "Untitled"),
		URL:    webAddress(a.URL),
		Date:   e.dateView(i),
	}
	for n := range a.Result.Attributions {
		view.Notes = append(view.Notes, e.noteView(i, n))
	}
	view.Speakers = speakersOf(view.Notes)
	view.Paragraphs = e.paragraphViews(i, view.Notes, passages)
	return view
}

// webAddress returns an address that is one of a web page, or "".
func webAddress(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// noteView explains statement n of an article.
func (e *edition) noteView(article, n int) noteView {
	result := e.articles[article].Result
	a := &result.Attributions[n]
	view := noteView{
		ID:         fmt.Sprintf("n%d-%d", article, n),
		Place:      fmt.Sprintf("s%d-%d", article, n),
		Speaker:    e.speakerView(e.cast.name(article, a.Speaker), 0),
		Kind:       a.Statement.Kind.String(),
		Rule:       a.Rule,
		Confidence: percent(a.Statement.Confidence),
		Certainty:  percent(a.Confidence),
	}
	if a.Speaker != "" {
		view.What = a.Kind.String()
	}
	var said []string
	for _, s := range a.Statement.Content {
		said = append(said, oneLine(result.Document.Slice(s)))
	}
	view.Begins = clip(strings.Join(said, " … "), 72)
	why := result.Explain(n)
	for _, s := range why.Steps {
		view.Because = append(view.Because, stepView{s.What, oneLine(s.Text)})
	}
	for _, l := range why.Losers {
		if l.Speaker != "" && l.Speaker != a.Speaker {
			view.Losers = append(view.Losers, stepView{fmt.Sprintf("%s (%s, %s)", l.Speaker, l.Why, percent(l.Confidence)), oneLine(l.Text)})
		}
	}
	return view
}

func percent(share float64) string { return fmt.Sprintf("%.0f\u00a0%%", 100*share) }

// speakersOf returns who speaks in some notes, and how often, the unknown
// speaker last.
func speakersOf(notes []noteView) []speakerView {
	var out []speakerView
	at := map[string]int{}
	for i := range notes {
		s := notes[i].Speaker
		n, ok := at[s.Name]
		if !ok {
			n = len(out)
			at[s.Name] = n
			out = append(out, s)
		}
		out[n].Count++
	}
	slices.SortStableFunc(out, func(a, b speakerView) int {
		if a.Number == "" || b.Number == "" {
			return cmp.Compare(len(b.Number), len(a.Number))
		}
		return cmp.Compare(b.Count, a.Count)
	})
	return out
}

// paragraphViews cuts an article's text where what it is part of changes: a
// paragraph, a statement, a passage.
func (e *edition) paragraphViews(article int, notes []noteView, passages []passage) []paragraphView {
	result := e.articles[article].Result
	doc := result.Document
	ids := map[int][]string{} // of what begins at an offset
	var words, statements, paragraphs []mark
	for n, p := range slices.Backward(passages) { // so that of equal ones the widest group's is innermost
		pieces := p.Pieces
		if len(pieces) == 0 {
			pieces = []quote.Span{{Start: p.Start, End: p.End}}
		}
		for k, piece := range pieces {
			piece = withMarks(doc, piece)
			words = append(words, mark{piece, n})
			if id := placeID(p.version); k == 0 && !slices.Contains(ids[piece.Start], id) {
				ids[piece.Start] = append(ids[piece.Start], id)
			}
		}
	}
	for n, a := range result.Attributions {
		for k, piece := range a.Statement.Content {
			statements = append(statements, mark{piece, n})
			if k == 0 {
				ids[piece.Start] = append(ids[piece.Start], notes[n].Place)
			}
		}
	}
	views := make([]paragraphView, len(doc.Paragraphs))
	for n, p := range doc.Paragraphs {
		paragraphs = append(paragraphs, mark{p.Span, n})
		views[n].Boilerplate = p.Boilerplate
	}

	parts := cut(quote.Span{End: len(doc.Text)}, words, statements, paragraphs)
	inWords, inStatement, inParagraph := innermost(parts, words), innermost(parts, statements), innermost(parts, paragraphs)
	last := map[int]int{} // part of each passage
	for i, n := range inWords {
		last[n] = i
	}
	for i, part := range parts {
		if inParagraph[i] == none {
			continue
		}
		view := partView{IDs: ids[part.Start], Text: printable(doc.Slice(part))}
		if n := inStatement[i]; n != none {
			view.Note = &notes[n]
			view.Words = notes[n].Kind == quote.Direct.String()
		}
		if n := inWords[i]; n != none {
			view.Words, view.Group = true, groupID(passages[n].utterance)
			if ran := len(e.utterances[passages[n].utterance].outlets); ran > 1 && last[n] == i {
				view.Ran = ran
			}
		}
		p := &views[inParagraph[i]]
		p.Parts = append(p.Parts, view)
	}
	return views
}

// withMarks widens a piece of speech by the quotation marks around it.
func withMarks(doc *quote.Document, piece quote.Span) quote.Span {
	q := doc.QuotationAt(piece.Start)
	if q == nil {
		return piece
	}
	inner := doc.Inner(q)
	if piece.Start == inner.Start {
		piece.Start = q.Start
	}
	if piece.End == inner.End {
		piece.End = q.End
	}
	return piece
}
