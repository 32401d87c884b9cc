package speaker

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// referJoint resolves sources that are joined: "Johnson and Corbyn", "Paganini
// and his team", "the United States, Britain and France".
func (a *article) referJoint(source quote.Range) (Reference, bool) {
	members := a.members(source)
	if len(members) < 2 {
		return Reference{}, false
	}
	out := Reference{Kind: Group, Confidence: 1}
	named := false
	for i, part := range members {
		r := Reference{Speaker: a.Slice(a.Span(part)), Confidence: sureDescription, Because: []Step{{"described", a.Span(part)}}}
		if a.one(part) {
			r = a.refer(part)
			named = true
		}
		switch i {
		case 0:
		case len(members) - 1:
			out.Speaker += " and "
		default:
			out.Speaker += ", "
		}
		out.Speaker += r.Speaker
		out.Entities = append(out.Entities, r.Entities...)
		out.Confidence *= r.Confidence
		out.Because = append(out.Because, r.Because...)
	}
	if !named {
		all := quote.Range{First: members[0].First, End: members[len(members)-1].End}
		out.Speaker, out.Because = a.Slice(a.Span(all)), []Step{{"described", a.Span(all)}}
		out.fresh = &Entity{Name: out.Speaker, Kind: Group, sure: true, described: true}
	}
	return out, true
}

// members parts a source into those that it joins; fewer than two if it is one
// noun phrase.
func (a *article) members(source quote.Range) []quote.Range {
	type piece struct {
		quote.Range
		and bool // "and" stands before it
	}
	var pieces []piece
	depth, start, and := 0, source.First, false
	add := func(end int) {
		if part := a.member(quote.Range{First: start, End: end}); part.Len() > 0 {
			pieces = append(pieces, piece{part, and})
			and = false
		}
	}
	end := source.First
	for ; end < source.End; end++ {
		if depth == 0 && end > source.First && (a.is(end, lexicon.Relative) || a.word(end, "including", "like", "such")) {
			break
		}
		switch {
		case a.word(end, "(", "["):
			depth++
		case a.word(end, ")", "]"):
			depth--
		case depth > 0 || a.inName(end) || !a.word(end, ",", "and", "&"):
		default:
			add(end)
			start = end + 1
			and = and || !a.word(end, ",")
		}
	}
	add(end)
	if len(pieces) < 2 {
		return nil
	}
	out := []quote.Range{pieces[0].Range}
	skipped := false
	for k, part := range pieces[1:] {
		before := out[len(out)-1]
		name, namedBefore := a.one(part.Range), a.one(before)
		switch {
		case k == 0 && len(pieces) > 2 && !part.and && name && !namedBefore && a.several(before): // "two objectors, Lawrence and William"
			out = []quote.Range{part.Range}
		case pieces[k].and && !part.and: // an apposition to all of them
			return out
		case name && (a.governed(before) || !namedBefore && !a.several(before) && !(a.is(before.First, lexicon.Determiner|lexicon.Possessive) && (a.capital(part.First) || a.is(part.First, lexicon.Determiner)))):
			return nil // "lawyers for Donald and Ivana", "lead researcher and engineer Ivana"
		case name, a.several(part.Range), a.word(part.First, "other", "others", "many", "several"), part.and && !skipped && a.is(part.First, lexicon.Determiner|lexicon.Possessive):
			out = append(out, part.Range)
		case !part.and && namedBefore: // an apposition to one of them
			skipped = true
		default:
			return nil
		}
	}
	if last := pieces[len(pieces)-1]; !last.and && !a.word(last.First, "others") {
		return nil
	}
	return out
}

// member trims a part of a joint source; it is empty if it names nobody, as the
// party and state of a senator.
func (a *article) member(part quote.Range) quote.Range {
	for part.Len() > 0 && (a.word(part.First, "both", "either") || a.Tokens[part.First].Kind == quote.Mark) {
		part.First++
	}
	for i := part.First; i < part.End; i++ {
		if a.word(i, "(", "[") {
			part.End = i
		}
	}
	if part.Len() > 1 && a.word(part.First+1, "-") && len(a.Token(part.First)) == 1 { // R-S.C.
		return quote.Range{}
	}
	return part
}

// one reports whether a noun phrase names one person or body, or is a pronoun for one.
func (a *article) one(part quote.Range) bool {
	_, ok := a.headName(part)
	return ok || part.Len() == 1 && a.word(part.First, "he", "she")
}

// governed reports whether a noun phrase ends with a name that a preposition governs.
func (a *article) governed(part quote.Range) bool {
	if _, ok := a.headName(part); ok {
		return false
	}
	return a.inName(part.End - 1)
}

// several reports whether a noun phrase is about more than one: "other
// scientists", "civic leaders".
func (a *article) several(part quote.Range) bool {
	head := a.headNoun(part)
	return head >= 0 && (a.plural(head) || strings.HasSuffix(a.Token(head), "s") && a.describes(head))
}
