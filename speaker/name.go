package speaker

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A name is what a mention of a name says about who bears it.
type name struct {
	words  []string // without honorifics and titles
	titles []string // lower-case: "mr", "secretary", …
	kind   Kind
	sure   bool // whether the kind is more than a guess
	gender Gender
	the    bool // "the" stands before it
	place  bool
}

func (n *name) text() string { return strings.Join(n.words, " ") }

// kept are titles that are part of the name when one word follows them.
var kept = map[string]bool{"pope": true, "king": true, "queen": true, "prince": true, "princess": true, "emperor": true, "sultan": true, "duke": true, "lady": true, "lord": true}

// offices follow "of" in a title: Secretary of State.
var offices = map[string]bool{
	"state": true, "defense": true, "defence": true, "commerce": true, "labor": true, "energy": true, "education": true,
	"health": true, "agriculture": true, "staff": true, "transportation": true, "interior": true, "treasury": true,
	"operations": true, "research": true, "communications": true, "homeland": true, "security": true, "affairs": true,
	"house": true, "council": true, "police": true, "exchequer": true, "justice": true, "war": true, "and": true, "human": true, "services": true, "veterans": true, "urban": true, "housing": true, "development": true, "foreign": true,
}

// parseName parts a run of capitalized words into titles and a name, and
// returns the tokens of the name with its honorific; none if the run is no name.
func (a *article) parseName(run quote.Range) (quote.Range, name) {
	n := name{the: a.word(run.First-1, "the")}
	first := run.First
	// The last title with words after it parts modifiers from the name.
	for i := run.First; i < run.End-1; i++ {
		if !a.is(i, lexicon.Title|lexicon.Honorific) || a.is(i, lexicon.Given) && !a.is(i, lexicon.Honorific) {
			continue
		}
		after := i + 1
		if a.word(after, ".") {
			after++
		}
		if a.word(after, "of", "for") {
			if a.is(i, lexicon.OrganizationWord) {
				continue // "Center for Federal Tax Policy"
			}
			for after < run.End && (a.word(after, "of", "for", "the", "and") || offices[strings.ToLower(a.Token(after))]) {
				after++
			}
			if after < run.End && !a.is(after, lexicon.Given) && run.End-after < 2 {
				continue // "High Commissioner for Human Rights"
			}
		}
		if after >= run.End || a.organizationTail(quote.Range{First: after, End: run.End}) {
			continue
		}
		if a.is(i, lexicon.Title) && i > run.First && a.is(i-1, lexicon.Given) && after == i+1 && !a.is(after, lexicon.Given) {
			continue // "Stephen King Smith"
		}
		n.titles = append(n.titles, strings.ToLower(a.Token(i)))
		first = after
	}
	if len(n.titles) > 0 {
		n.kind, n.sure = Person, true
		for _, t := range n.titles {
			n.gender = n.gender.or(genderOf(lexicon.Of(t)))
		}
	}
	if len(n.titles) == 0 {
		// "Republican Donald Trump", "South Carolina Republican Lindsey Graham"
		for i := run.End - 2; i > run.First; i-- {
			if a.is(i, lexicon.Given) && a.is(i-1, lexicon.Demonym|lexicon.Place|lexicon.OrganizationWord|lexicon.Role) && !a.is(run.End-1, lexicon.OrganizationWord) {
				first = i
				break
			}
		}
	}
	for first < run.End && (a.word(first, ".", "-", "of", "and", "the") || a.Tokens[first].Kind != quote.Word || !a.capital(first)) {
		first++
	}
	name := quote.Range{First: first, End: run.End}
	for name.Len() > 1 && a.is(name.End-1, lexicon.Title) && !a.is(name.End-1, lexicon.OrganizationWord|lexicon.Given) && !a.is(name.End-2, lexicon.Given) && acronym(a.Token(name.End-1)) {
		name.End-- // "Huawei CFO"
	}
	if name.Len() > 1 && a.is(name.End-1, lexicon.SpeechWord) && !a.is(name.End-1, lexicon.OrganizationWord|lexicon.DocumentNoun|lexicon.Speech) {
		name.End-- // "Obama Speech"
	}
	if name.Len() == 0 || a.onlyDemonyms(name) || a.is(first, lexicon.Title) && !a.is(first, lexicon.OrganizationWord) && a.word(first+1, "of", "for") && name.Len() > 1 || name.Len() == 1 && a.is(first, lexicon.Title|lexicon.Honorific|lexicon.Role) && len(n.titles) == 0 && !a.is(first, lexicon.Given) {
		return quote.Range{}, n
	}
	for i := name.First + 1; n.sure && i < name.End; i++ {
		if a.word(i, "of") { // "Representative Charles B. Rangel of New York"
			name.End = i
		}
	}
	n.words = a.nameWords(name)
	if len(n.words) == 1 && len(n.titles) > 0 {
		if t := n.titles[len(n.titles)-1]; kept[t] {
			n.words = append([]string{strings.ToUpper(t[:1]) + t[1:]}, n.words...)
		}
	}
	a.classify(name, &n)
	return name, n
}

func (a *article) onlyDemonyms(r quote.Range) bool {
	for i := r.First; i < r.End; i++ {
		if !a.is(i, lexicon.Demonym) && a.Tokens[i].Kind == quote.Word {
			return false
		}
	}
	return true
}

// nameWords returns the words of a name, with initials and abbreviations as
// written ("J.", "St.") and hyphenated parts in one.
func (a *article) nameWords(r quote.Range) []string {
	var out []string
	for i := r.First; i < r.End; i++ {
		glued := i > r.First && a.Tokens[i-1].End == a.Tokens[i].Start
		switch {
		case glued && len(out) > 0 && (a.word(i, ".", "-") || a.word(i-1, "-")) || a.word(i-1, "-") && glued:
			out[len(out)-1] += a.Token(i)
		case a.Tokens[i].Kind == quote.Mark && glued, i > r.First && glued && a.Tokens[i-1].Kind == quote.Mark && len(out) > 0:
			out[len(out)-1] += a.Token(i)
		default:
			out = append(out, a.Token(i))
		}
	}
	return out
}

// organizationTail reports whether the words of a run end like an organization's name.
func (a *article) organizationTail(r quote.Range) bool {
	last := r.End - 1
	if a.word(last, ".") {
		last-- // "Co."
	}
	return last >= r.First && a.is(last, lexicon.OrganizationWord) && !a.is(r.First, lexicon.Given)
}

// classify guesses what kind of thing bears a name.
func (a *article) classify(r quote.Range, n *name) {
	given := a.Tokens[r.First].Class() & (lexicon.GivenMale | lexicon.GivenFemale)
	organization := false
	for i := r.First; i < r.End; i++ {
		organization = organization || a.is(i, lexicon.OrganizationWord) && a.capital(i) || a.word(i, "of", "for")
	}
	switch {
	case n.sure:
	case organization && (given == 0 || a.is(r.End-1, lexicon.OrganizationWord)):
		n.kind, n.sure = Organization, true
	case a.allPlaces(r):
		n.kind, n.place, n.sure = Organization, true, true
	case len(n.words) == 1 && acronym(n.words[0]):
		n.kind, n.sure = Organization, true
	case given != 0 && len(n.words) > 1:
		n.kind, n.sure = Person, true
	case len(n.words) == 2 || len(n.words) == 3:
		n.kind = Person
		if n.the || given == 0 && (a.is(r.First, lexicon.Place|lexicon.Demonym) || acronym(n.words[0]) && strings.HasPrefix(n.words[0], "U")) {
			n.kind = Organization // "British Columbia", "U.N. Women"
		}
	default:
		n.kind = Organization
	}
	if n.kind == Person && n.gender == Unknown && len(n.words) > 1 {
		n.gender = genderOf(given)
	}
}

func (a *article) allPlaces(r quote.Range) bool {
	for i := r.First; i < r.End; i++ {
		if !a.is(i, lexicon.Place) && !a.word(i, "south", "north", "east", "west", "new", "united", "states", "kingdom", "kong", "arabia", "los", "angeles", "san", "francisco", "york", "hampshire", "jersey", "carolina", "dakota", "virginia", "zealand", "africa", "korea", "the", "d.c", ".", "u.s", "uk", "us", "eu", "columbia", "britain", "great") {
			return false
		}
	}
	return true
}

// acronym reports whether a word is written in two or more capitals.
func acronym(w string) bool {
	n := 0
	for _, r := range w {
		switch {
		case r >= 'A' && r <= 'Z':
			n++
		case r != '.' && r != '&':
			return false
		}
	}
	return n >= 2
}
