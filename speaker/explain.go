package speaker

import (
	"fmt"
	"strings"
)

// An Explanation tells in words and spans why a statement is its speaker's, and
// who else it might have been.
type Explanation struct {
	Steps  []Seen  `json:"steps"`  // from the source to the speaker
	Losers []Loser `json:"losers"` // other rules' proposals, then other candidates for a pronoun or a description
}

// A Seen is one step: what was seen, and where.
type Seen struct {
	What string `json:"what"`
	Passage
}

// A Loser is a speaker who was considered.
type Loser struct {
	Speaker    string  `json:"speaker"`
	Why        string  `json:"why"`              // the rule that proposed it, or what spoke for it
	Confidence float64 `json:"confidence"`       // in [0, 1]
	Vetoed     string  `json:"vetoed,omitempty"` // the rule that vetoed it
	Passage            // the mention that spoke for it
}

// Explain explains the attribution of statement i.
func (r *Result) Explain(i int) Explanation {
	a := &r.Attributions[i]
	x := Explanation{Steps: make([]Seen, 0, len(a.Because)), Losers: []Loser{}}
	for _, s := range a.Because {
		x.Steps = append(x.Steps, Seen{s.What, Passage{s.Span.Start, s.Span.End, r.Document.Slice(s.Span)}})
	}
	for _, p := range a.Rejected {
		x.Losers = append(x.Losers, Loser{p.Speaker, p.Rule, round(p.Confidence), p.Vetoed, Passage{p.Source.Start, p.Source.End, r.Document.Slice(p.Source)}})
	}
	for k, c := range a.Candidates {
		const worthTelling = 0.01
		if k > 0 && c.Probability >= worthTelling {
			x.Losers = append(x.Losers, Loser{c.Speaker, c.Why, round(c.Probability), "", Passage{c.Mention.Start, c.Mention.End, r.Document.Slice(c.Mention)}})
		}
	}
	return x
}

// String writes an explanation in one line for the steps and one for each loser:
//
//	pronoun “he” → last agreeing speaker “Mr Ren” → in full “Ren Zhengfei”
//	not Donald Trump: last agreeing mention “Mr Trump” (0.04)
func (x Explanation) String() string {
	var b strings.Builder
	for i, s := range x.Steps {
		if i > 0 {
			b.WriteString(" → ")
		}
		b.WriteString(s.What)
		if s.Text != "" {
			b.WriteString(" " + cited(s.Text))
		}
	}
	for _, l := range x.Losers {
		fmt.Fprintf(&b, "\nnot %s: %s", orNobody(l.Speaker), l.Why)
		if l.Text != "" {
			b.WriteString(" " + cited(l.Text))
		}
		fmt.Fprintf(&b, " (%.2f)", l.Confidence)
		if l.Vetoed != "" {
			b.WriteString(", vetoed by " + l.Vetoed)
		}
	}
	return strings.TrimPrefix(b.String(), "\n")
}

// cited is a text in quotation marks, on one line, without its middle if it is long.
func cited(text string) string {
	const long, kept = 72, 32
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > long {
		text = string(r[:kept]) + " … " + string(r[len(r)-kept:])
	}
	return "“" + text + "”"
}

func orNobody(speaker string) string {
	if speaker == "" {
		return "nobody"
	}
	return speaker
}
