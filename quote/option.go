package quote

import (
	"fmt"
	"io"

	"github.com/hearsay-go/hearsay/internal/spans"
)

// An Option changes how [Parse] reads a text.
type Option func(*config)

type config struct {
	quotationsOnly bool
	model          *Model
	least          float64
}

// QuotationsOnly leaves reported statements without quoted speech out. The
// span model is not asked, nor even loaded.
func QuotationsOnly() Option { return func(c *config) { c.quotationsOnly = true } }

// LeastConfidence leaves statements out whose confidence is below p, in
// [0, 1]: the higher, the more of what is found is right and the less is found.
func LeastConfidence(p float64) Option { return func(c *config) { c.least = p } }

// WithModel uses a model of one's own in place of the embedded one.
func WithModel(m *Model) Option { return func(c *config) { c.model = m } }

// A Model finds the spans of reported statements: sources, cues and contents.
// It is not changed once it is loaded and safe for concurrent use.
type Model struct{ spans *spans.Model }

// LoadModel reads a model that was trained on one's own annotations (see
// internal/spans/README.md). It fails if the file is damaged, or was trained by
// another version of this package.
func LoadModel(r io.Reader) (*Model, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("quote: reading a model: %w", err)
	}
	m, err := spans.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("quote: %w", err)
	}
	return &Model{m}, nil
}
