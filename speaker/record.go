package speaker

import "github.com/hearsay-go/hearsay/quote"

// A Quote is an attributed statement as a record of its own, with its texts:
// what is written as one element of "quotes" in JSON Lines.
type Quote struct {
	Kind              quote.Kind `json:"kind"`
	Act               quote.Act  `json:"act"`
	Content           []Passage  `json:"content"`
	Cue               *Passage   `json:"cue"`    // nil if the text has none
	Source            *Passage   `json:"source"` // nil if the text has none
	Speaker           string     `json:"speaker"`
	SpeakerKind       Kind       `json:"speaker_kind"`
	SpeakerID         string     `json:"speaker_id,omitempty"` // in a list outside the article, if a rule gave it
	Confidence        float64    `json:"confidence"`           // of the statement, in [0, 1]
	Rule              string     `json:"rule"`
	SpeakerConfidence float64    `json:"speaker_confidence"` // in [0, 1]
	// Explanation is left to the caller: see Result.Explain.
	Explanation *Explanation `json:"explanation,omitempty"`
}

// A Passage is a span of bytes of the article's text, half open, with that text.
type Passage struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Quotes returns the attributed statements as records, in reading order.
func (r *Result) Quotes() []Quote {
	out := make([]Quote, 0, len(r.Attributions))
	passage := func(s quote.Span) *Passage {
		if s.Empty() {
			return nil
		}
		return &Passage{s.Start, s.End, r.Document.Slice(s)}
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		q := Quote{
			Kind: a.Statement.Kind, Act: a.Statement.Act, Content: make([]Passage, 0, len(a.Statement.Content)),
			Cue: passage(a.Cue), Source: passage(a.Source),
			Speaker: a.Speaker, SpeakerKind: a.Kind, SpeakerID: a.ID, Rule: a.Rule,
			Confidence: round(a.Statement.Confidence), SpeakerConfidence: round(a.Confidence),
		}
		for _, c := range a.Statement.Content {
			q.Content = append(q.Content, *passage(c))
		}
		out = append(out, q)
	}
	return out
}

// LooseQuotes returns the cues and sources whose content was not found, as
// records without content.
func LooseQuotes(doc *quote.Document) []Quote {
	var out []Quote
	for _, s := range doc.Loose {
		q := Quote{Content: []Passage{}}
		for _, x := range []struct {
			span quote.Span
			to   **Passage
		}{{s.Cue, &q.Cue}, {s.Source, &q.Source}} {
			if !x.span.Empty() {
				*x.to = &Passage{x.span.Start, x.span.End, doc.Slice(x.span)}
			}
		}
		q.Kind = quote.Indirect
		out = append(out, q)
	}
	return out
}

// round keeps three decimals: more would feign precision.
func round(x float64) float64 { return float64(int(x*1000+0.5)) / 1000 }
