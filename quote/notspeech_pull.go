package quote

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// findPullQuotes marks pull quotes: paragraphs that hold nothing but a
// quotation whose sentences all stand in quotations elsewhere in the article.
func (d *Document) findPullQuotes() {
	seen := map[string]int{}
	sentences := func(q *Quotation) []string {
		var out []string
		for s := d.SentenceAt(q.Start); s >= 0 && s < len(d.Sentences) && d.Sentences[s].Start < q.End; s++ {
			t := Range{max(d.Sentences[s].Tokens.First, q.Tokens.First), min(d.Sentences[s].Tokens.End, q.Tokens.End)}
			if text := d.plain(t); text != "" {
				out = append(out, text)
			}
		}
		return out
	}
	var alone []*Quotation
	for p := range d.Paragraphs {
		par := &d.Paragraphs[p]
		for i := par.Quotations.First; i < par.Quotations.End; i++ {
			q := &d.Quotations[i]
			if q.Depth > 0 || q.NotSpeech != "" {
				continue
			}
			for _, s := range sentences(q) {
				seen[s]++
			}
			if q.Start == par.Start && par.Tokens.End-q.Tokens.End <= 1 && q.Closed && !q.Continues {
				alone = append(alone, q)
			}
		}
	}
	for _, q := range alone {
		repeated := true
		own := map[string]int{}
		for _, s := range sentences(q) {
			own[s]++
			repeated = repeated && seen[s] > own[s] && strings.Count(s, " ") >= 3
		}
		if repeated {
			q.NotSpeech = "pull quote"
			for s, n := range own {
				seen[s] -= n
			}
		}
	}
}

// plain is the lower-case text of the words and numbers among some tokens, parted by spaces.
func (d *Document) plain(tokens Range) string {
	var b []byte
	var buf [32]byte
	for i := tokens.First; i < tokens.End; i++ {
		if k := d.Tokens[i].Kind; k != Word && k != Number {
			continue
		}
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = append(b, lexicon.Lower(buf[:0], d.Token(i))...)
	}
	return string(b)
}
