// Package antecedent ranks those whom a pronoun or a description may mean: a
// log-linear model over a few readable features. See README.md for where its
// weights come from.
package antecedent

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Feature is one thing that the text tells of a candidate.
type Feature int

const (
	Agreement     Feature = iota // how well gender, number and modifiers agree
	Mentions                     // log of how often the article names it, up to eight times
	Sentences                    // sentences back to its last mention
	Paragraphs                   // paragraphs back to it
	Subject                      // that mention is a subject
	Possessor                    // that mention is a possessor: Ren in "Ren's daughter"
	SubjectBefore                // it is a subject in the pronoun's sentence or the one before
	Spoke                        // it said something before
	LastSpeaker                  // nobody spoke since
	Count                        // the number of features
)

// String returns the feature's name in the weights file.
func (f Feature) String() string {
	return [...]string{"agreement", "mentions", "sentences", "paragraphs", "subject", "possessor", "subject-before", "spoke", "last-speaker"}[f]
}

// Features are a candidate's.
type Features [Count]float64

//go:embed weights.txt
var trained string

// Trained returns the embedded weights.
var Trained = sync.OnceValue(func() Features {
	w, err := Parse(trained)
	if err != nil {
		panic(err) // the file is embedded
	}
	return w
})

// Parse reads lines "name weight", and comments that begin with "#".
func Parse(text string) (w Features, err error) {
	names := map[string]Feature{}
	for f := range Count {
		names[f.String()] = f
	}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0][0] == '#' {
			continue
		}
		f, ok := names[fields[0]]
		if !ok || len(fields) != 2 {
			return w, fmt.Errorf("antecedent: weights: want a feature's name and a weight, got %q", line)
		}
		if w[f], err = strconv.ParseFloat(fields[1], 64); err != nil {
			return w, fmt.Errorf("antecedent: weights: %q: %w", line, err)
		}
	}
	return w, nil
}

// Score is the log of a candidate's unnormalized probability.
func (w *Features) Score(x *Features) (s float64) {
	for f := range Count {
		s += w[f] * x[f]
	}
	return s
}

// Softmax turns scores into probabilities, in place.
func Softmax(scores []float64) {
	if len(scores) == 0 {
		return
	}
	most, sum := scores[0], 0.0
	for _, s := range scores {
		most = math.Max(most, s)
	}
	for i, s := range scores {
		scores[i] = math.Exp(s - most)
		sum += scores[i]
	}
	for i := range scores {
		scores[i] /= sum
	}
}
