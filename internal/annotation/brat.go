package annotation

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ReadBrat reads one part of PolNeAR as its authors publish it: texts in
// text/NAME.txt, and the statements that annotators marked in each, in brat's
// stand-off format (https://brat.nlplab.org/standoff.html), in
// attributions/NAME_ANNOTATOR.ann. Of several annotators the first by name counts.
//
//	articles, err := annotation.ReadBrat(os.DirFS("PolNeAR/data/train"))
//
// An article's id is its NAME. Articles come in the order of their names, and
// statements in that of their contents. The first bad file ends the reading with an
// error that names it and the line.
func ReadBrat(part fs.FS) ([]Article, error) {
	texts, _ := fs.Glob(part, "text/*.txt") // the patterns are well formed
	files, _ := fs.Glob(part, "attributions/*.ann")
	if len(texts) == 0 {
		return nil, errors.New("no text/*.txt: give the folder of one part of the corpus, as data/train")
	}
	slices.Sort(texts)
	slices.Sort(files)
	first := map[string]string{} // the first file of annotations of each text
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".ann")
		if i := strings.LastIndexByte(name, '_'); i >= 0 {
			name = name[:i]
		}
		text := "text/" + name + ".txt"
		if _, found := slices.BinarySearch(texts, text); !found {
			return nil, fmt.Errorf("%s: no %s", file, text)
		}
		if first[text] == "" {
			first[text] = file
		}
	}

	var articles []Article
	for _, file := range texts {
		name := strings.TrimSuffix(path.Base(file), ".txt")
		ann := first[file]
		if ann == "" {
			return nil, fmt.Errorf("%s: no attributions/%s_*.ann: a text without statements has an empty one", file, name)
		}
		text, err := fs.ReadFile(part, file)
		if err != nil {
			return nil, err
		}
		if bad := badLine(string(text)); bad > 0 {
			return nil, fmt.Errorf("%s:%d: not UTF-8: mend it, as brat's offsets count characters", file, bad)
		}
		marks, err := fs.ReadFile(part, ann)
		if err != nil {
			return nil, err
		}
		a := Article{ID: name, Text: string(text)}
		if a.Attributions, err = parseBrat(a.Text, string(marks)); err != nil {
			return nil, fmt.Errorf("%s:%w", ann, err)
		}
		articles = append(articles, a)
	}
	return articles, nil
}

// badLine returns the first line that is not UTF-8, counted from 1, or 0.
func badLine(text string) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		if n++; !utf8.ValidString(line) {
			return n
		}
	}
	return 0
}

// A parser reads the annotations of one article.
type parser struct {
	text  string
	start []int               // the byte at which each code point starts, and the end
	spans map[string][][2]int // by the ids of the lines that define them
}

// parseBrat reads the annotations of a text. Its errors start with the line's number.
func parseBrat(text, annotations string) ([]Attribution, error) {
	p := parser{text: text, spans: map[string][][2]int{}}
	for at := range text {
		p.start = append(p.start, at)
	}
	p.start = append(p.start, len(text))

	type event struct {
		line     int
		id, body string
	}
	var events []event // read last, as they may stand before what they name
	lines := strings.Split(annotations, "\n")
	for i, next := 0, 0; i < len(lines); i = next {
		// A covered text that runs over lines makes a record do so.
		for next = i + 1; next < len(lines) && !isRecord(lines[next]); next++ {
		}
		record := strings.Join(lines[i:next], "\n")
		if strings.TrimSpace(record) == "" {
			continue
		}
		if !isRecord(record) {
			return nil, fmt.Errorf("%d: not an annotation: a line starts with an id, as T1, and a tab", i+1)
		}
		id, body, _ := strings.Cut(record, "\t")
		var err error
		switch record[0] {
		case 'T':
			err = p.span(id, body)
		case 'E':
			events = append(events, event{i + 1, id, body})
		} // what else brat knows (relations, attributes, notes) makes no statement
		if err != nil {
			return nil, fmt.Errorf("%d: %s: %w", i+1, id, err)
		}
	}

	attributions := []Attribution{}
	for _, e := range events {
		roles := strings.Fields(e.body)
		if len(roles) == 0 || !strings.HasPrefix(roles[0], "Attribution") {
			continue // the events of other schemes
		}
		a, err := p.attribution(e.id, roles[1:])
		if err != nil {
			return nil, fmt.Errorf("%d: %s: %w", e.line, e.id, err)
		}
		attributions = append(attributions, a)
	}
	slices.SortStableFunc(attributions, func(a, b Attribution) int {
		return slices.CompareFunc(a.Content, b.Content, byStart)
	})
	return attributions, nil
}

// isRecord reports whether a line starts with an id and a tab.
func isRecord(line string) bool {
	id, _, tabbed := strings.Cut(line, "\t")
	return tabbed && id != "" && strings.Contains("TERAMN#*", id[:1]) && strings.Trim(id[1:], "0123456789") == ""
}

// span reads "Content 11 42;60 81⇥the covered text".
func (p *parser) span(id, body string) error {
	if _, twice := p.spans[id]; twice {
		return errors.New("a second line with this id")
	}
	head, covered, _ := strings.Cut(body, "\t")
	_, offsets, _ := strings.Cut(head, " ")
	var pieces [][2]int
	var said []string
	for piece := range strings.SplitSeq(offsets, ";") {
		first, second, _ := strings.Cut(piece, " ")
		start, err1 := strconv.Atoi(first)
		end, err2 := strconv.Atoi(second)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("offsets %q are not of the form 11 42;60 81", offsets)
		}
		if start < 0 || end <= start || end >= len(p.start) {
			return fmt.Errorf("offsets %q are not in the text, which has %d characters", piece, len(p.start)-1)
		}
		s := [2]int{p.start[start], p.start[end]}
		pieces = append(pieces, s)
		said = append(said, p.text[s[0]:s[1]])
	}
	if here := strings.Join(said, " "); unspaced(here) != unspaced(covered) {
		return fmt.Errorf("covers %q, but the text has %q there: is it the text that was annotated?", covered, here)
	}
	slices.SortFunc(pieces, byStart)
	p.spans[id] = pieces
	return nil
}

// attribution reads the roles of an event, "Content:T3 Cue:T2 Source:T1". Digits after a
// role only keep it apart from others of its kind.
func (p *parser) attribution(id string, roles []string) (Attribution, error) {
	a := Attribution{ID: id, Source: [][2]int{}, Cue: [][2]int{}, Content: [][2]int{}}
	of := map[string]*[][2]int{"Source": &a.Source, "Cue": &a.Cue, "Content": &a.Content}
	for _, r := range roles {
		role, target, _ := strings.Cut(r, ":")
		spans := of[strings.TrimRight(role, "0123456789")]
		if spans == nil {
			return a, fmt.Errorf("%q is none of Source, Cue and Content with the id of a span", r)
		}
		pieces, ok := p.spans[target]
		if !ok {
			return a, fmt.Errorf("%s names %q, which no line defines", role, target)
		}
		*spans = append(*spans, pieces...)
	}
	for _, spans := range of {
		slices.SortFunc(*spans, byStart)
		*spans = slices.Compact(*spans)
	}
	return a, nil
}

func byStart(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }

// unspaced takes out white space, which brat writes as it likes.
func unspaced(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
