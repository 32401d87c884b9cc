package corpus

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// An Article is one text of one outlet. Only Text is required.
type Article struct {
	ID        string `json:"id,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`     // kept, not searched
	Published string `json:"published,omitempty"` // YYYY-MM-DD or RFC 3339; anything else counts as absent
	Text      string `json:"text"`
}

// Date returns when the article was published, and whether that is known.
func (a *Article) Date() (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, a.Published); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// A ReadError says what was wrong with one article of the input. It is a
// warning if the article came out nevertheless.
type ReadError struct {
	File    string // "" for a reader without a name
	Line    int    // 1-based; 0 where the whole file is meant
	Skipped bool   // whether the article is lost
	Err     error
}

func (e *ReadError) Error() string {
	where := e.File
	if where == "" {
		where = "input"
	}
	if e.Line > 0 {
		where += ":" + strconv.Itoa(e.Line)
	}
	return where + ": " + e.Err.Error()
}

func (e *ReadError) Unwrap() error { return e.Err }

// Errors that a ReadError wraps.
var (
	ErrTooLong  = errors.New("the line is too long: raise the limit, or split the article")
	ErrUTF8     = errors.New("invalid UTF-8: each bad byte was replaced by U+FFFD, and offsets count the mended text")
	ErrNoText   = errors.New("the article has no text")
	ErrDate     = errors.New("published is neither YYYY-MM-DD nor RFC 3339, and counts as absent")
	ErrNotFound = errors.New("no such file")
)

// Reader reads articles from JSON Lines and text files. Its zero value is ready.
type Reader struct {
	// MaxLine is the longest line of JSON Lines that is read, in bytes; 64 MB if 0.
	MaxLine int
	// Stdin is what the file name "-" stands for: JSON Lines, or one article if
	// StdinText is set.
	Stdin     io.Reader
	StdinText bool
}

const defaultMaxLine = 64 << 20

// Files reads articles from files and folders, in order. A folder stands for
// the files in it, sorted by path; "*.jsonl" holds JSON Lines; any other file
// is one article, whose id is its path and whose outlet is its folder's name.
// With each article, or instead of it where Skipped is set, comes what was
// wrong with it, a [*ReadError]. An article that was mended for two reasons
// comes with both, joined.
func (r Reader) Files(names ...string) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) {
		for _, name := range names {
			if name == "-" && r.Stdin != nil {
				if !r.stdin(yield) {
					return
				}
				continue
			}
			info, err := os.Stat(name)
			if err != nil {
				if !yield(Article{}, &ReadError{File: name, Skipped: true, Err: fileError(err)}) {
					return
				}
				continue
			}
			if !info.IsDir() {
				if !r.file(os.DirFS(filepath.Dir(name)), filepath.Base(name), name, yield) {
					return
				}
				continue
			}
			if !r.folder(os.DirFS(name), name, yield) {
				return
			}
		}
	}
}

// FS reads all articles of a file system, such as an embedded one, as Files
// reads a folder.
func (r Reader) FS(fsys fs.FS) iter.Seq2[Article, error] {
	return func(yield func(Article, error) bool) { r.folder(fsys, "", yield) }
}

// folder reads the files of a file system, shown as in the folder name, and
// reports whether to go on.
func (r Reader) folder(fsys fs.FS, name string, yield func(Article, error) bool) bool {
	var files []string
	goOn := true
	fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			if goOn = yield(Article{}, &ReadError{File: filepath.Join(name, path), Skipped: true, Err: fileError(err)}); !goOn {
				return fs.SkipAll
			}
			return fs.SkipDir
		case !d.IsDir() && !strings.HasPrefix(d.Name(), "."):
			files = append(files, path)
		}
		return nil
	})
	slices.Sort(files)
	for _, f := range files {
		goOn = goOn && r.file(fsys, f, filepath.Join(name, f), yield)
	}
	return goOn
}

// file reads one file, shown as name, and reports whether to go on.
func (r Reader) file(fsys fs.FS, path, name string, yield func(Article, error) bool) bool {
	f, err := fsys.Open(path)
	if err != nil {
		return yield(Article{}, &ReadError{File: name, Skipped: true, Err: fileError(err)})
	}
	defer f.Close()
	if strings.HasSuffix(name, ".jsonl") {
		for a, err := range r.JSONLines(f, name) {
			if !yield(a, err) {
				return false
			}
		}
		return true
	}
	b, err := io.ReadAll(f)
	if err != nil {
		return yield(Article{}, &ReadError{File: name, Skipped: true, Err: err})
	}
	outlet := filepath.Base(filepath.Dir(name))
	if outlet == "." {
		outlet = ""
	}
	return yield(mend(Article{ID: name, Outlet: outlet, Text: string(b)}, name, 0))
}

func fileError(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNotFound
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// stdin reads the standard input and reports whether to go on.
func (r Reader) stdin(yield func(Article, error) bool) bool {
	if !r.StdinText {
		for a, err := range r.JSONLines(r.Stdin, "standard input") {
			if !yield(a, err) {
				return false
			}
		}
		return true
	}
	b, err := io.ReadAll(r.Stdin)
	if err != nil {
		return yield(Article{}, &ReadError{File: "standard input", Skipped: true, Err: err})
	}
	return yield(mend(Article{ID: "1", Text: string(b)}, "standard input", 0))
}

// JSONLines reads one article a line; blank lines are passed over. An article
// without an id gets its line number. Memory is bounded by the longest line.
func (r Reader) JSONLines(in io.Reader, name string) iter.Seq2[Article, error] {
	return jsonLines(in, name, r.MaxLine, decode)
}

// ReadQuotes reads loose quotations from JSON Lines, as [Reader.JSONLines]
// reads articles.
func ReadQuotes(in io.Reader, name string) iter.Seq2[Quote, error] {
	return jsonLines(in, name, 0, func(line []byte, name string, n int) (Quote, error) {
		var raw struct {
			Quote
			ID   json.RawMessage `json:"id"`
			Text *string         `json:"text"`
		}
		if err := json.Unmarshal(mendUTF8(line), &raw); err != nil {
			return Quote{}, &ReadError{File: name, Line: n, Skipped: true, Err: fmt.Errorf("not a quotation in JSON: %w", err)}
		}
		if raw.Text == nil {
			return Quote{}, &ReadError{File: name, Line: n, Skipped: true, Err: errors.New(`not a quotation: "text" is missing`)}
		}
		q := raw.Quote
		q.ID, q.Text = id(raw.ID, n), *raw.Text
		return q, nil
	})
}

// jsonLines decodes lines of at most limit bytes.
func jsonLines[T any](in io.Reader, name string, limit int, decode func(line []byte, name string, n int) (T, error)) iter.Seq2[T, error] {
	if limit <= 0 {
		limit = defaultMaxLine
	}
	return func(yield func(T, error) bool) {
		var none T
		b := bufio.NewReaderSize(in, 1<<16)
		for n := 1; ; n++ {
			line, err := readLine(b, limit)
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				if !yield(none, &ReadError{File: name, Line: n, Skipped: true, Err: err}) || !errors.Is(err, ErrTooLong) {
					return
				}
				continue
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff")) // a byte-order mark
			}
			if len(bytes.TrimSpace(line)) == 0 {
				continue
			}
			if !yield(decode(line, name, n)) {
				return
			}
		}
	}
}

// readLine reads a line of at most limit bytes; of a longer one it reads past
// the rest.
func readLine(b *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := b.ReadSlice('\n')
		if long = long || len(line)+len(part) > limit; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line)+len(part) == 0 && !long:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, err
		case long:
			return nil, ErrTooLong
		}
		return line, nil
	}
}

func decode(line []byte, name string, n int) (Article, error) {
	var raw struct {
		Article
		ID   json.RawMessage `json:"id"`
		Text *string         `json:"text"`
	}
	valid := utf8.Valid(line)
	if err := json.Unmarshal(mendUTF8(line), &raw); err != nil {
		return Article{}, &ReadError{File: name, Line: n, Skipped: true, Err: notJSON(line, err)}
	}
	if raw.Text == nil {
		return Article{}, &ReadError{File: name, Line: n, Skipped: true, Err: errors.New(`not an article: "text" is missing`)}
	}
	a := raw.Article
	a.Text = *raw.Text
	a.ID = id(raw.ID, n)
	a, err := mend(a, name, n)
	if !valid {
		err = errors.Join(&ReadError{File: name, Line: n, Err: ErrUTF8}, err)
	}
	return a, err
}

// notJSON says what a line is that is no article.
func notJSON(line []byte, err error) error {
	var kind *json.UnmarshalTypeError
	switch first := bytes.TrimSpace(line)[0]; {
	case first == '[':
		return errors.New("not an article in JSON: a list; JSON Lines have one object a line")
	case first != '{':
		return errors.New("not an article in JSON: a line of text; plain text goes into a file of its own, whose name does not end in .jsonl")
	case errors.As(err, &kind):
		return fmt.Errorf("not an article in JSON: %q is a %s", kind.Field, kind.Value)
	}
	return fmt.Errorf("not an article in JSON: %w", err)
}

// id reads an id, which may be a number; a missing one is the line number.
func id(raw json.RawMessage, line int) string {
	var s string
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return strconv.Itoa(line)
	case json.Unmarshal(raw, &s) != nil:
		return string(raw)
	}
	return s
}

// mend makes an article's text valid UTF-8 and says what is odd about it.
func mend(a Article, name string, line int) (Article, error) {
	var errs []error
	warn := func(err error) { errs = append(errs, &ReadError{File: name, Line: line, Err: err}) }
	if !utf8.ValidString(a.Text) {
		a.Text = string(mendUTF8([]byte(a.Text)))
		warn(ErrUTF8)
	}
	if strings.TrimSpace(a.Text) == "" {
		warn(ErrNoText)
	}
	if _, ok := a.Date(); !ok && a.Published != "" {
		warn(ErrDate)
		a.Published = ""
	}
	return a, errors.Join(errs...)
}

// mendUTF8 replaces each byte that is no part of valid UTF-8 by U+FFFD.
func mendUTF8(b []byte) []byte {
	if utf8.Valid(b) {
		return b
	}
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			out = append(out, "\uFFFD"...)
		} else {
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}

// Skipped reports whether an error of a [Reader] means that the article that
// came with it is lost.
func Skipped(err error) bool {
	var re *ReadError
	return errors.As(err, &re) && re.Skipped
}
