package speaker

import (
	"fmt"
	"slices"

	"github.com/hearsay-go/hearsay/quote"
)

// A Rule knows one construct that tells who made a statement. It is a value:
// list it, name it, test it alone, leave it out.
type Rule struct {
	Name string // what Attribution.Rule says; unique in a set
	Doc  string // the construct, with an example
	// Apply looks at one statement and proposes speakers for it, vetoes or
	// reweighs others' proposals, or does nothing. It is called once for every statement, in
	// reading order, and must not keep the Pass.
	Apply func(*Pass)
}

// Rules is an ordered set of rules. All of them see every statement; the
// most confident proposal that none vetoes wins, the earlier rule among
// equals. Its methods return changed copies.
type Rules []*Rule

// DefaultRules returns the rules that [Attribute] uses unless told otherwise:
// source-before, source-after, source-inside, according-to, passive, relayed,
// colon-lead, lead-line, signature, label, same-speaker, cue-subject,
// subject-before, subject-after and main-speaker. Each one's Doc has an example.
func DefaultRules() Rules {
	return Rules{
		sourceBefore, sourceAfter, sourceInside, accordingTo, passive, relayed,
		colonLead, leadLine, signature, label, alternating, sameSpeaker, cueSubject, subjectBefore, subjectAfter, mainSpeaker,
	}
}

// Index returns the position of the rule of that name, -1 if there is none.
func (rs Rules) Index(name string) int {
	return slices.IndexFunc(rs, func(r *Rule) bool { return r.Name == name })
}

// Without returns the set without the rules of these names.
func (rs Rules) Without(names ...string) Rules {
	return slices.DeleteFunc(slices.Clone(rs), func(r *Rule) bool { return slices.Contains(names, r.Name) })
}

// With returns the set with these rules at its end. A rule of the same name is
// replaced where it stands.
func (rs Rules) With(rules ...*Rule) Rules {
	out := slices.Clone(rs)
	for _, r := range rules {
		if i := out.Index(r.Name); i >= 0 {
			out[i] = r
		} else {
			out = append(out, r)
		}
	}
	return out
}

// Before returns the set with a rule put before the one of that name, or at
// the end if there is none.
func (rs Rules) Before(name string, rule *Rule) Rules {
	i := rs.Index(name)
	if i < 0 {
		return rs.With(rule)
	}
	return slices.Insert(slices.Clone(rs), i, rule)
}

// Validate reports the first rule that cannot work: one without a name or a
// function, or with another's name.
func (rs Rules) Validate() error {
	seen := map[string]bool{}
	for i, r := range rs {
		switch {
		case r == nil || r.Name == "" || r.Apply == nil:
			return fmt.Errorf("speaker: rule %d needs a name and an Apply function", i)
		case seen[r.Name]:
			return fmt.Errorf("speaker: two rules are named %q: rename one, or use Rules.With to replace it", r.Name)
		}
		seen[r.Name] = true
	}
	return nil
}

// A Pass is what a rule sees of one statement, and where it says what it thinks.
type Pass struct {
	Document  *quote.Document
	Statement *quote.Statement
	Index     int // of the statement in Document.Statements

	rule      *Rule
	article   *article
	done      []Attribution
	proposals []Proposal
	vetoes    []veto
	weights   []reweigh
	least     float64
}

// A Proposal says who may have made a statement.
type Proposal struct {
	Rule string // set by the driver
	// Source is the mention that names the speaker; it is resolved to an
	// entity of the article unless Speaker says who it is.
	Source quote.Span
	Cue    quote.Span // the words that report the statement; none if empty
	// Speaker and Kind say who speaks, if the rule knows better than the
	// article ("ABC News" for "HOST").
	Speaker  string
	Kind     Kind
	Entities []int // of Speaker, if it is the article's
	// ID is the speaker's in a list outside the article, as a Wikidata item; it
	// is carried through to the results.
	ID string
	// Confidence is the probability that the source is the statement's, in
	// [0, 1]. It is multiplied by that of the source's resolution.
	Confidence float64
	Because    []Step // what the rule saw
	Vetoed     string // the rule that vetoed it; "" if none did

	reference Reference
}

type veto struct {
	rule string
	of   func(*Proposal) bool
}

type reweigh struct {
	rule   string
	factor func(*Proposal) float64
}

// Propose puts a proposal forward. One with neither source nor speaker, without
// confidence, or with a span outside of the text is ignored; a confidence above 1
// counts as 1.
func (p *Pass) Propose(x Proposal) {
	inText := func(s quote.Span) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(p.Document.Text) }
	if x.Source.Empty() && x.Speaker == "" || !(x.Confidence > 0) || !inText(x.Source) || !inText(x.Cue) {
		return
	}
	x.Confidence = min(x.Confidence, 1)
	x.Rule = p.rule.Name
	p.proposals = append(p.proposals, x)
}

// Veto rejects all proposals, earlier and later ones, for which of returns true.
func (p *Pass) Veto(of func(*Proposal) bool) {
	p.vetoes = append(p.vetoes, veto{p.rule.Name, of})
}

// Reweigh multiplies the confidences of all proposals, earlier and later ones,
// by what factor returns; 1 leaves one as it is. None becomes more than 1.
func (p *Pass) Reweigh(factor func(*Proposal) float64) {
	p.weights = append(p.weights, reweigh{p.rule.Name, factor})
}

// Previous returns the attribution of the statement before this one, or nil.
func (p *Pass) Previous() *Attribution {
	if p.Index == 0 {
		return nil
	}
	return &p.done[p.Index-1]
}

// Refer resolves a mention to whom it names, as it does for a proposal's source.
func (p *Pass) Refer(mention quote.Span) Reference {
	return p.article.refer(p.Document.TokensIn(mention))
}

// Text returns the text of a span.
func (p *Pass) Text(s quote.Span) string { return p.Document.Slice(s) }
