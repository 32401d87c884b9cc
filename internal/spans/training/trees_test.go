package training

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// Two facts that say nothing alone: whether they agree decides.
func TestBoostLearnsHowFactsInteract(t *testing.T) {
	var rows []row
	seed := uint64(3)
	for range 2000 {
		a, b, noise := float32(chance(&seed)), float32(chance(&seed)), float32(chance(&seed))
		rows = append(rows, row{facts: spans.Facts{a, noise, b}, right: (a > 0.5) == (b > 0.5)})
	}
	fitted := boost(rows, 1)
	var facts []spans.Facts
	for _, r := range rows {
		facts = append(facts, r.facts)
	}
	scores := make([]float32, len(rows))
	fitted.Score(facts, scores)
	right := 0
	for i, r := range rows {
		if scores[i] > 0 == r.right {
			right++
		}
	}
	assert.Greater(t, right, 1900, "of 2000")
	assert.Equal(t, fitted, boost(rows, 1), "the same trees each time")
}
