package quote

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// Act tells what somebody does who makes a statement, by its cue: whoever wants
// only what was said asks for Speech.
type Act uint8

const (
	Speech     Act = iota // says, claims, warns; also words without a cue
	Thought               // believes, hopes, fears, wants
	Evidence              // a poll shows, records suggest
	Perception            // sees, hears, learns
	Plan                  // intends, seeks, refuses
)

var acts = [...]string{"speech", "thought", "evidence", "perception", "plan"}

func (a Act) String() string { return acts[a] }

// MarshalText writes the act's name.
func (a Act) MarshalText() ([]byte, error) { return []byte(acts[a]), nil }

// UnmarshalText reads the act's name.
func (a *Act) UnmarshalText(b []byte) error {
	i := slices.Index(acts[:], string(b))
	if i < 0 {
		return fmt.Errorf("quote: no act %q: want %s", b, strings.Join(acts[:], ", "))
	}
	*a = Act(i)
	return nil
}

// actOf tells the act of a cue: that of its last verb that reports ("went on to
// say"), or else of its last noun or adjective that does ("is confident"). The
// lists are those of internal/lexicon, verbs.txt and acts.txt.
func (d *Document) actOf(cue Span) Act {
	t := d.TokensIn(cue)
	for _, kinds := range [...][5]lexicon.Class{
		{lexicon.Speech | lexicon.Remark, lexicon.Thought, lexicon.Evidence, lexicon.Perception, lexicon.Plan},
		{lexicon.SpeechWord, lexicon.ThoughtWord, lexicon.EvidenceWord, 0, lexicon.PlanWord},
	} {
		for i := t.End - 1; i >= t.First; i-- {
			for act, kind := range kinds {
				if d.is(i, kind) {
					return Act(act)
				}
			}
		}
	}
	return Speech
}
