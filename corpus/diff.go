package corpus

import (
	"strings"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
)

// An Edit is one step from the canonical wording to a variant's.
type Edit struct {
	Op   Op     `json:"op"`
	Text string `json:"text"` // the words that are kept, left out of the wording, or put in
}

// Op is what an Edit does.
type Op string

const (
	Keep   Op = "keep"
	Delete Op = "delete" // in the wording, not in the variant
	Insert Op = "insert" // in the variant, not in the wording
)

// diff returns the word-level difference between the words of a wording and of
// a variant, by their longest common subsequence of folded words. O(n·m).
func diff(wording, variant []shown) []Edit {
	n, m := len(wording), len(variant)
	common := make([][]int, n+1)
	for i := range common {
		common[i] = make([]int, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if wording[i].fold == variant[j].fold {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	var out []Edit
	add := func(op Op, text string) {
		if k := len(out) - 1; k >= 0 && out[k].Op == op {
			out[k].Text += text
			return
		}
		out = append(out, Edit{op, text})
	}
	i, j := 0, 0
	for i < n || j < m {
		switch {
		case i < n && j < m && wording[i].fold == variant[j].fold:
			add(Keep, variant[j].text)
			i, j = i+1, j+1
		case j == m || i < n && common[i+1][j] >= common[i][j+1]:
			add(Delete, wording[i].text)
			i++
		default:
			add(Insert, variant[j].text)
			j++
		}
	}
	for k := range out {
		out[k].Text = strings.TrimSpace(out[k].Text)
	}
	return out
}

// shown is a word as it is shown, with the punctuation around it and a space
// behind it if one is there.
type shown struct {
	fold match.Word
	text string
}

// showWords returns the words of a passage as shown.
func showWords(p *match.Passage) []shown {
	spans := p.Spans()
	out := make([]shown, len(spans))
	start := 0
	for k, s := range spans {
		end, space := len(p.Text), " "
		if k+1 < len(spans) {
			// What touches the next word belongs to it: "he [Trump]".
			between := p.Text[s.End:spans[k+1].Start]
			i := strings.LastIndexByte(between, ' ')
			end = s.End + len(strings.TrimRight(between[:i+1], " "))
			if i < 0 {
				end, space = spans[k+1].Start, ""
			}
		}
		out[k] = shown{p.Words[k] >> 1, strings.TrimLeft(p.Text[start:end], " ") + space}
		start = end
	}
	return out
}
