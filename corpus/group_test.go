package corpus_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
)

// one returns the group of some articles that several have.
func one(t *testing.T, texts ...string) *corpus.Group {
	t.Helper()
	c := corpus.New()
	for i, text := range texts {
		c.Add(corpus.Article{ID: fmt.Sprint(i), Outlet: "ABCDE"[i : i+1], Published: fmt.Sprintf("2024-05-%02d", i+1), Text: text})
	}
	for g := range c.Groups() {
		if len(g.Variants) > 1 {
			return g
		}
	}
	t.Fatal("nothing in common")
	return nil
}

// TestClasses says what kind each difference is, and which turns the meaning.
func TestClasses(t *testing.T) {
	const wording = "“We will never sell the old harbour to any bank in the city before June,” Lena Ortiz said."
	for _, c := range []struct{ text, want string }{
		{"“The old harbour to any bank in the city before June,” Lena Ortiz said.", "delete cut!: We will never sell"},
		{"“We will never sell the old harbour to any bank,” Lena Ortiz said.", "delete cut: in the city before June,"},
		{"“We will sell the old harbour to any bank in the city before June,” Lena Ortiz said.", "delete elided!: never"},
		{"“We will never sell the old harbour … in the city before June,” Lena Ortiz said.", "delete elided: to any bank"},
		{"“We will never sell the old harbor to any bank in the city before June,” Lena Ortiz said.", ""},
		{"“We will never sell the old harbour to any broker in the city before June,” Lena Ortiz said.", "delete changed: bank, insert changed: broker"},
		{"“We will never sell the old harbour to any bank in the city before July,” Lena Ortiz said.", "delete changed!: June,, insert changed!: July,"},
		{"“We will never sell the old harbour to any bank in [Valetown] before June,” Lena Ortiz said.", "delete bracket: the city, insert bracket: [Valetown]"},
	} {
		g := one(t, wording, c.text)
		var got []string
		for _, v := range g.Variants {
			for _, e := range v.Edits {
				if e.Op != corpus.Keep {
					turns := ""
					if e.Turns {
						turns = "!"
					}
					got = append(got, fmt.Sprintf("%s %s%s: %s", e.Op, e.Class, turns, e.Text))
				}
			}
		}
		require.Equal(t, c.want, strings.Join(got, ", "), c.text)
	}
}

// TestMerged joins two cut versions, and marks the seam.
func TestMerged(t *testing.T) {
	g := one(t,
		"“We cannot heat the library when the roof leaks on every shelf,” Lena Ortiz said.",
		"“The roof leaks on every shelf and nobody repairs it,” Lena Ortiz said.")
	require.Equal(t, "We cannot heat the library when the roof leaks on every shelf", g.Wording)
	require.Equal(t, "We cannot heat the library when the roof leaks on every shelf ‖ and nobody repairs it", g.Merged)
}

// TestDisputed tells who gives the words to whom.
func TestDisputed(t *testing.T) {
	g := one(t,
		"“Every anchor in that ceiling will be tested twice,” said Lena Ortiz.",
		"“Every anchor in that ceiling will be tested twice,” said Dee Farrow.",
		"“Every anchor in that ceiling will be tested twice,” said Mayor Lena Ortiz on Monday.")
	require.Equal(t, []corpus.Claim{
		{Speaker: "Lena Ortiz", Articles: []string{"0", "2"}, Outlets: []string{"A", "C"}},
		{Speaker: "Dee Farrow", Articles: []string{"1"}, Outlets: []string{"B"}},
	}, g.Disputed)
	require.Equal(t, "Lena Ortiz", g.Speaker)
	require.Equal(t, "2024-05-01", g.First)
	require.Equal(t, "2024-05-03", g.Last)
}

// TestParaphrase shows indirect speech beside the quotation, with less confidence.
func TestParaphrase(t *testing.T) {
	c := corpus.New()
	c.Add(corpus.Article{ID: "a", Outlet: "A", Text: "“Every anchor in that ceiling will be tested twice,” Lena Ortiz said."})
	c.Add(corpus.Article{ID: "b", Outlet: "B", Text: "Lena Ortiz said that every anchor in the ceiling would be tested twice."})
	groups := slices.Collect(c.Groups())
	require.Len(t, groups, 1)
	require.Len(t, groups[0].Paraphrases, 1)
	p := groups[0].Paraphrases[0]
	require.Equal(t, "b", p.Article)
	require.Contains(t, p.Text, "every anchor in the ceiling would be tested twice")
	require.Less(t, p.Score, 0.6)
	c.Remove("b")
	require.Empty(t, slices.Collect(c.Groups())[0].Paraphrases)
}

// TestNamesakes keeps two people of one family name apart.
func TestNamesakes(t *testing.T) {
	c := corpus.New()
	for i, by := range []string{"Ren Zhengfei", "Mr Ren", "Ren", "Hilda Clay", "Bert Clay", "Clay"} {
		c.AddQuote(corpus.Quote{ID: fmt.Sprint(i), Speaker: by, Text: "Something that nobody else says at all " + by})
	}
	var got []string
	for s := range c.Speakers() {
		got = append(got, fmt.Sprintf("%s %d", s.Name, len(s.Names)))
	}
	require.Equal(t, []string{"Ren Zhengfei 3", "Bert Clay 1", "Clay 1", "Hilda Clay 1"}, got)
}

// TestEntry writes entries and reads them again, and refuses what is none.
func TestEntry(t *testing.T) {
	first, second := corpus.New(), corpus.New()
	for _, a := range news(t) {
		e := corpus.NewEntry(a.Article, a.Result)
		b, err := e.MarshalBinary()
		require.NoError(t, err)
		read := new(corpus.Entry)
		require.NoError(t, read.UnmarshalBinary(b))
		first.AddEntry(e)
		second.AddEntry(read)

		var raw map[string]any
		require.NoError(t, json.Unmarshal(b, &raw))
		raw["version"] = 99
		b, err = json.Marshal(raw)
		require.NoError(t, err)
		require.ErrorIs(t, read.UnmarshalBinary(b), corpus.ErrVersion)
	}
	require.Equal(t, encode(t, first), encode(t, second))
	for _, b := range []string{"", "{", `{"version":2,"passages":[{"Text":"x","Words":[1],"Layout":"/////w=="}]}`, `{"version":2,"passages":[{}]}`} {
		require.Error(t, new(corpus.Entry).UnmarshalBinary([]byte(b)), b)
	}
}

// TestNearReprint counts an agency's text once where outlets put other lines around it.
func TestNearReprint(t *testing.T) {
	const text = "The tunnel under the harbour was closed on Friday after inspectors found that a third of the anchors in its ceiling had begun to rust. " +
		"“Every anchor in that ceiling will be tested twice,” Mayor Lena Ortiz said. Drivers have to take the old bridge, which is open to cars but not to lorries, " +
		"until the city knows how many of the anchors have to be replaced and who will pay for the work."
	const own = "Queues on the old bridge were two miles long this morning, and nobody we asked there had been told of the closure in time. " +
		"“Every anchor in that ceiling will be tested twice,” Lena Ortiz told us. A ferry has been promised since the spring, but the quay is still without a roof, " +
		"and the harbour office says that no captain has been found who would take the night runs for the pay that is offered."
	g := one(t, text, "COAST CITY (Wire) —\n"+text+"\nSign up for our letter and share this story.", own)
	require.Equal(t, 2, g.Sources)
	require.Len(t, g.Outlets, 3)
	require.Equal(t, []string{"", "0", ""}, []string{g.Variants[0].ReprintOf, g.Variants[1].ReprintOf, g.Variants[2].ReprintOf})
}
