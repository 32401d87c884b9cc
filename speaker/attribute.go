package speaker

import (
	"github.com/hearsay-go/hearsay/quote"
)

// An Attribution says who made one statement, and why.
type Attribution struct {
	Statement *quote.Statement
	// Source and Cue are the statement's own, or what the deciding rule found
	// instead.
	Source, Cue quote.Span
	// Speaker is the fullest proper name that the article gives the source,
	// without honorific or job title; for an unnamed source the shortest noun
	// phrase that identifies it; joint sources are joined by "and"; "" when
	// nobody can be told, and for the article's own I and we.
	Speaker    string
	Kind       Kind
	ID         string      // the speaker's in a list outside the article, if a rule gave it
	Entities   []int       // indexes into Result.Entities: one, or more for joint sources
	Confidence float64     // the probability that Speaker is right, in [0, 1]
	Rule       string      // the name of the rule that decided, "" if none did
	Because    []Step      // how the speaker was found, from the statement on
	Rejected   []Proposal  // what other rules proposed
	Candidates []Candidate // whom the source, a pronoun or a description, may mean, the most likely first; at most five
}

// A Result is what Attribute finds in one document. It is not changed
// afterwards and safe to share.
type Result struct {
	Document     *quote.Document
	Attributions []Attribution // one for each of Document.Statements, in their order
	Entities     []*Entity
	Mentions     []Mention // of names, in reading order
}

// An Option changes how Attribute works.
type Option func(*config)

type config struct {
	rules Rules
	least float64
}

// WithRules makes Attribute use these rules in place of [DefaultRules]. Attribute
// panics if [Rules.Validate] does not accept them.
func WithRules(rules Rules) Option {
	return func(c *config) { c.rules = rules }
}

// WithThreshold makes Attribute abstain where it is less sure than least, in
// [0, 1]: the statement is nobody's, and whom it would have named stays in
// Attribution.Rejected. The confidences are calibrated, so 0.9 gives speakers
// of whom less than one in ten is wrong; the README has a table.
func WithThreshold(least float64) Option {
	return func(c *config) { c.least = least }
}

// Attribute finds the speakers of a document's statements. It takes time
// linear in the document. It panics if a rule set given by WithRules is not valid.
func Attribute(doc *quote.Document, options ...Option) *Result {
	c := config{rules: DefaultRules()}
	for _, o := range options {
		o(&c)
	}
	if err := c.rules.Validate(); err != nil {
		panic(err)
	}
	a := read(doc)
	done := make([]Attribution, 0, len(doc.Statements))
	for i := range doc.Statements {
		pass := &Pass{Document: doc, Statement: &doc.Statements[i], Index: i, article: a, done: done, least: c.least}
		for _, r := range c.rules {
			pass.rule = r
			r.Apply(pass)
		}
		done = append(done, pass.decide())
	}
	return &Result{Document: doc, Attributions: done, Entities: a.entities, Mentions: a.mentions}
}

// decide picks the winning proposal.
func (p *Pass) decide() Attribution {
	out := Attribution{Statement: p.Statement, Source: p.Statement.Source, Cue: p.Statement.Cue}
	best := -1
	for i := range p.proposals {
		x := &p.proposals[i]
		p.judge(x)
		if x.Vetoed == "" && x.Confidence > 0 && x.Confidence >= p.least && (best < 0 || x.Confidence > p.proposals[best].Confidence) {
			best = i
		}
	}
	for i := range p.proposals {
		if i != best {
			out.Rejected = append(out.Rejected, p.proposals[i])
		}
	}
	if best < 0 {
		return out
	}
	x := p.proposals[best]
	out.Speaker, out.Kind, out.Confidence, out.Rule = x.Speaker, x.Kind, x.Confidence, x.Rule
	out.Entities, out.Candidates = x.reference.Entities, x.reference.Candidates
	if e := x.reference.fresh; e != nil {
		p.article.entities = append(p.article.entities, e)
		out.Entities = []int{len(p.article.entities) - 1}
	}
	out.Because = append(append(out.Because, x.Because...), x.reference.Because...)
	out.ID = x.ID
	if x.ID != "" && len(out.Entities) == 1 {
		p.article.entities[out.Entities[0]].ID = x.ID
	}
	if !x.Source.Empty() {
		out.Source = x.Source
		if !x.Cue.Empty() {
			out.Cue = x.Cue
		}
	}
	if len(out.Entities) > 0 {
		at := x.Source
		if at.Empty() {
			at = p.Statement.Outer()
		}
		p.article.note(p.Document.TokensIn(at), out.Entities[0])
	}
	return out
}

// judge resolves a proposal to a speaker, reweighs it and hears the vetoes.
func (p *Pass) judge(x *Proposal) {
	if x.Speaker != "" {
		x.reference = Reference{Speaker: x.Speaker, Kind: x.Kind, Entities: x.Entities, Confidence: 1}
	} else {
		x.reference = p.Refer(x.Source)
		x.Speaker, x.Kind = x.reference.Speaker, x.reference.Kind
		x.Confidence *= x.reference.Confidence
	}
	for _, w := range p.weights {
		if f := w.factor(x); f != 1 {
			x.Confidence = min(1, max(0, x.Confidence*f))
			x.Because = append(x.Because, Step{What: "reweighed by " + w.rule})
		}
	}
	for _, v := range p.vetoes {
		if x.Vetoed == "" && v.of(x) {
			x.Vetoed = v.rule
		}
	}
}
