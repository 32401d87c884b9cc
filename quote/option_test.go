package quote_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/quote"
)

const mayor = "The mayor said that the bridge would be closed for a month. “It is not safe,” Anna Lind, an engineer, told reporters. " +
	"She believes that the repairs will cost more than the city has planned."

func TestQuotationsOnly(t *testing.T) {
	var all, quoted []string
	for _, s := range quote.Parse(mayor).Statements {
		all = append(all, s.Kind.String())
	}
	doc := quote.Parse(mayor, quote.QuotationsOnly())
	for _, s := range doc.Statements {
		quoted = append(quoted, s.Kind.String())
	}
	assert.Equal(t, []string{"indirect", "direct", "indirect"}, all)
	assert.Equal(t, []string{"direct"}, quoted)
	assert.Empty(t, doc.Loose)
}

// Turns of a transcript are speech without marks.
func TestQuotationsOnlyKeepsTurns(t *testing.T) {
	doc := quote.Parse("DANA WALLIS, HOST: Is it safe?\nALMA DRISCOLL: As safe as in May.\nWALLIS: It fell down in June.\n", quote.QuotationsOnly())
	assert.Len(t, doc.Statements, 3)
}

func TestLeastConfidence(t *testing.T) {
	last := 4
	for _, least := range []float64{0, 0.5, 0.9, 1} {
		doc := quote.Parse(mayor, quote.LeastConfidence(least))
		assert.LessOrEqual(t, len(doc.Statements), last)
		last = len(doc.Statements)
		for _, s := range doc.Statements {
			assert.GreaterOrEqual(t, s.Confidence, least)
		}
	}
	assert.Zero(t, last)
}

func TestAct(t *testing.T) {
	want := []quote.Act{quote.Speech, quote.Speech, quote.Thought}
	for i, s := range quote.Parse(mayor).Statements {
		assert.Equal(t, want[i], s.Act, mayor[s.Cue.Start:s.Cue.End])
		b, err := s.Act.MarshalText()
		require.NoError(t, err)
		var back quote.Act
		require.NoError(t, back.UnmarshalText(b))
		assert.Equal(t, s.Act, back)
	}
	require.ErrorContains(t, new(quote.Act).UnmarshalText([]byte("song")), "want speech, thought")
}

func TestLoadModel(t *testing.T) {
	file, err := os.ReadFile("../internal/spans/model.bin")
	require.NoError(t, err)
	m, err := quote.LoadModel(bytes.NewReader(file))
	require.NoError(t, err)
	assert.Equal(t, quote.Parse(mayor).Statements, quote.Parse(mayor, quote.WithModel(m)).Statements)

	file[len(file)/2] ^= 1
	_, err = quote.LoadModel(bytes.NewReader(file))
	require.ErrorContains(t, err, "the file is damaged: train it again")
	_, err = quote.LoadModel(strings.NewReader("no model"))
	require.ErrorContains(t, err, "not a model file")
}
