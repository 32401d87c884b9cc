package quote_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/quote"
)

// seeds are texts that have been hard, or that try to be.
var seeds = []string{
	"",
	"\n\n\r\n \t",
	"“We never saw the letter,” said Aldo Brun. “Nobody did.”",
	"\"We lost\", she said.\n\n\"We deserved to lose.\"",
	"‘I don’t know whose ‘dog’ it was,’ said Mr. O'Brien of the boys' team.",
	"“ “ “ “ “", "” ” ”", "''''''''", "``x''", "«a „b ‘c’ d“ e»",
	"said said said said", "According to according to", "“…,” said",
	"WALLACE: Yes.\nPENCE: No.\nWALLACE: Why?\n(CROSSTALK)\nPENCE: Because.",
	"the\xff\xfe“\xc3”\xe2\x80 said", "\u2028“a”\u2029said\u0085x", "e\u0301\u0301 “\u0301” \u200b\ufeff",
	"He said said.The U.S. of'backdoors 6'2\" 'Twas '90s rock 'n' roll",
	strings.Repeat("(", 200) + strings.Repeat("“", 200) + strings.Repeat("\"", 201),
	"Mr. Mr. Mr. A. B. C. U.S.A. No. 5",
	"“A” was described as “b” by “c,” who said “d” and “e.”",
}

// check fails the test if a document breaks what Parse promises.
func check(t *testing.T, text string, doc *quote.Document) {
	t.Helper()
	span := func(what string, s quote.Span) {
		t.Helper()
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Fatalf("%s %v is out of range in %q", what, s, text)
		}
		for _, at := range []int{s.Start, s.End} {
			if !boundary(text, at) {
				t.Fatalf("%s %v is not on a rune boundary in %q", what, s, text)
			}
		}
	}
	end := 0
	for i, tok := range doc.Tokens {
		span(fmt.Sprintf("token %d", i), tok.Span)
		if tok.Start < end || tok.Empty() {
			t.Fatalf("token %d %v overlaps the one before it or is empty in %q", i, tok.Span, text)
		}
		end = tok.End
	}
	tokens := 0
	for i, s := range doc.Sentences {
		span("sentence", s.Span)
		if s.Tokens.First != tokens || s.Tokens.Len() <= 0 {
			t.Fatalf("sentence %d has tokens %v after %d in %q", i, s.Tokens, tokens, text)
		}
		tokens = s.Tokens.End
	}
	if tokens != len(doc.Tokens) {
		t.Fatalf("sentences hold %d of %d tokens in %q", tokens, len(doc.Tokens), text)
	}
	for _, p := range doc.Paragraphs {
		span("paragraph", p.Span)
	}
	for i, q := range doc.Quotations {
		span("quotation", q.Span)
		span("inner quotation", doc.Inner(&q))
		if i > 0 && q.Start < doc.Quotations[i-1].Start {
			t.Fatalf("quotation %d comes before the one before it in %q", i, text)
		}
		if q.Depth > 0 && doc.QuotationAt(q.Start) == nil {
			t.Fatalf("inner quotation %v stands in none in %q", q.Span, text)
		}
	}
	for _, s := range doc.Statements {
		span("cue", s.Cue)
		span("source", s.Source)
		if s.Confidence < 0 || s.Confidence > 1 {
			t.Fatalf("confidence %v in %q", s.Confidence, text)
		}
		if len(s.Content) == 0 {
			t.Fatalf("statement without content in %q", text)
		}
		last := -1
		for _, c := range s.Content {
			span("content", c)
			if c.Empty() || c.Start < last {
				t.Fatalf("content %v is empty or not behind %d in %q", c, last, text)
			}
			last = c.End
		}
	}
}

// checkStatements fails if a statement comes twice, or if a span of one cuts
// through a pair of quotation marks.
func checkStatements(t *testing.T, doc *quote.Document) {
	seen := map[quote.Span]bool{}
	for _, s := range doc.Statements {
		for _, c := range s.Content {
			if seen[c] {
				t.Fatalf("content %q comes twice in %q", doc.Slice(c), doc.Text)
			}
			seen[c] = true
			for _, q := range doc.Quotations {
				opening, closing := c.Start <= q.Start && q.Start < c.End, c.Start < q.End && q.End <= c.End
				if q.Opened && q.Closed && opening != closing {
					t.Fatalf("content %q cuts through %q in %q", doc.Slice(c), doc.Slice(q.Span), doc.Text)
				}
			}
		}
	}
}

// boundary reports whether offset at begins a rune or a bad byte.
func boundary(text string, at int) bool {
	if at == 0 || at >= len(text) || utf8.RuneStart(text[at]) {
		return true
	}
	// A continuation byte that continues nothing is a bad byte of its own.
	for back := 1; back <= 3 && at-back >= 0; back++ {
		if utf8.RuneStart(text[at-back]) {
			_, size := utf8.DecodeRuneInString(text[at-back:])
			return size <= back
		}
	}
	return true
}

func TestParseNeverFails(t *testing.T) {
	for _, text := range seeds {
		check(t, text, quote.Parse(text))
		checkStatements(t, quote.Parse(text))
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range seeds {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := quote.Parse(text)
		check(t, text, doc)
		if len(text) < 10_000 {
			checkStatements(t, doc)
		}
		if diff := cmp.Diff(doc, quote.Parse(text), cmpopts.IgnoreUnexported(quote.Document{}, quote.Token{}, quote.Quotation{})); diff != "" {
			t.Fatalf("a second run differs: %s", diff)
		}
	})
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"U.S. officials met at 9 a.m. on Jan. 5. They left.":   {"U.S. officials met at 9 a.m. on Jan. 5.", "They left."},
		"He works for Acme Inc. The firm is old.":              {"He works for Acme Inc.", "The firm is old."},
		"J. K. Rowling met Gov. Noem. It rained 2.5 inches.":   {"J. K. Rowling met Gov. Noem.", "It rained 2.5 inches."},
		"The plant closed.Workers left (in June).":             {"The plant closed.", "Workers left (in June)."},
		"“Stop!” he cried. “Why?” she asked.":                  {"“Stop!” he cried.", "“Why?” she asked."},
		"See example.com for more. Or don't.":                  {"See example.com for more.", "Or don't."},
		"It cost $1,000.50 in the U.S. He paid.":               {"It cost $1,000.50 in the U.S.", "He paid."},
		"“I am here.” She left.":                               {"“I am here.”", "She left."},
		"Wait... what? No. 5 won, e.g. in the U.K. Parliament": {"Wait... what?", "No. 5 won, e.g. in the U.K. Parliament"},
	} {
		doc := quote.Parse(text)
		var got []string
		for _, s := range doc.Sentences {
			got = append(got, doc.Slice(s.Span))
		}
		require.Equal(t, want, got)
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"He didn't see Ren's U.S. office.":     "He|didn't|see|Ren|'s|U.S|.|office|.",
		"said.The presence of'backdoors'":      "said|.|The|presence|of|'|backdoors|'",
		"O'Brien's 74-year-old ``friend''":     "O'Brien|'s|74|-|year|-|old|``|friend|''",
		"Wait... $1,000.50 -- 6'2\" (ok)":      "Wait|...|$|1,000.50|--|6'2|\"|(|ok|)",
		"e.g. Ph.D. example.com they’re we'll": "e.g|.|Ph.D|.|example.com|they|’re|we|'ll",
	} {
		doc := quote.Parse(text)
		var got []string
		for i := range doc.Tokens {
			got = append(got, doc.Token(i))
		}
		require.Equal(t, want, strings.Join(got, "|"))
	}
}

func TestKindText(t *testing.T) {
	for _, k := range []quote.Kind{quote.Direct, quote.Mixed, quote.Indirect} {
		b, err := k.MarshalText()
		require.NoError(t, err)
		var back quote.Kind
		require.NoError(t, back.UnmarshalText(b))
		require.Equal(t, k, back)
	}
	require.ErrorContains(t, new(quote.Kind).UnmarshalText([]byte("loud")), "want direct, mixed or indirect")
}

// TestImports keeps the package light: whoever imports it pulls in no more
// than the standard library and two small modules.
func TestImports(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", ".").Output()
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, module := range strings.Fields(string(out)) {
		seen[module] = true
	}
	require.Equal(t, map[string]bool{"github.com/hearsay-go/hearsay": true, "github.com/clipperhouse/uax29/v2": true}, seen)
}
