package speaker

import (
	"math"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// An Entity is somebody or something that an article names, with all mentions
// by name.
type Entity struct {
	Name     string   // the fullest proper name that the article gives, without honorific or title
	Kind     Kind     //
	Gender   Gender   //
	Aliases  []string // the other names that the article uses, in order of appearance
	Roles    []string // what the article calls it, lower-case: "secretary of state", "daughter"
	ID       string   // in a list outside the article, if a rule gave it
	Mentions []int    // indexes into Result.Mentions, in reading order

	words []string
	sure  bool
	place bool
	full  int // how many of Mentions were placed first, while they are clustered
	// personal weighs what shows that a person bears the name, below 0 what shows that none does.
	personal float64
	// whose are some of those to whom a role of it is said to belong: Clinton's lawyer.
	whose []int
	// described says that the article never names it, only describes.
	described bool
	roles     map[string]bool // head nouns of Roles
	called    map[string]bool // the stems of all words that stand around its names as titles and appositions
	demonym   bool            // a nationality or a party is among them
	placed    bool            // a place is among them
}

// Kind is what kind of thing speaks.
type Kind uint8

const (
	Other Kind = iota // documents, polls, things
	Person
	Organization
	Group
)

var kindNames = [...]string{"other", "person", "organization", "group"}

func (k Kind) String() string { return kindNames[k] }

// MarshalText writes the kind's name.
func (k Kind) MarshalText() ([]byte, error) { return []byte(kindNames[k]), nil }

// cluster makes entities of the mentions: every name joins the entity whose
// name it shortens, lengthens or abbreviates, the latest one mentioned if
// there are several.
func (a *article) cluster() {
	// Full names first, so that a surname that comes early finds its owner.
	index := map[string][]int{}
	// And "Mr Bell", so that his wife's full name does not take his surname.
	first := func(n *name) bool { return len(n.words) > 1 || n.gender != Unknown }
	for i := range a.mentions {
		if first(&a.mentions[i].name) {
			a.place(i, index)
		}
	}
	for _, e := range a.entities {
		e.full = len(e.Mentions)
	}
	for i := range a.mentions {
		if !first(&a.mentions[i].name) {
			a.place(i, index)
		}
	}
	for e := range a.entities {
		a.entities[e].Mentions = nil
	}
	for i := range a.mentions {
		m := &a.mentions[i]
		e := a.entities[m.Entity]
		e.Mentions = append(e.Mentions, i)
		if text := a.Slice(m.Span); text != e.Name && !slices.Contains(e.Aliases, text) {
			e.Aliases = append(e.Aliases, text)
		}
		a.bindRoles(m, e)
		e.personal += a.personal(m)
	}
	for _, e := range a.entities {
		e.settle()
		if e.Kind == Person && shouted(e.words) {
			for i, w := range e.words {
				e.words[i] = w[:1] + strings.ToLower(w[1:])
			}
			e.Name = strings.Join(e.words, " ")
		}
	}
}

// place puts mention i into the entity that it fits best, or a new one.
func (a *article) place(i int, index map[string][]int) {
	m := &a.mentions[i]
	best, most, claim := -1, 0, 0.0
	for _, key := range m.name.keys() {
		for _, k := range recent(index[key]) {
			e := a.entities[k]
			fit := e.fit(&m.name)
			if fit == 0 || fit < most || k == best {
				continue
			}
			if c := a.claim(e, i); fit > most || c > claim {
				best, most, claim = k, fit, c
			}
		}
	}
	if best < 0 {
		best = len(a.entities)
		a.entities = append(a.entities, &Entity{words: m.name.words, Kind: m.name.kind, sure: m.name.sure, place: m.name.place, roles: map[string]bool{}, called: map[string]bool{}})
	}
	m.Entity = best
	e := a.entities[best]
	e.Mentions = append(e.Mentions, i)
	e.Gender = e.Gender.or(m.name.gender)
	if m.name.sure && !e.sure {
		e.Kind, e.sure = m.name.kind, true
	}
	if better(m.name.words, e.words) {
		e.words = m.name.words
	}
	e.Name = strings.Join(e.words, " ")
	for _, key := range m.name.keys() {
		if list := index[key]; !slices.Contains(recent(list), best) {
			index[key] = append(list, best)
		}
	}
}

// recent returns the last entities of a list: a text in which more bear one
// surname must not take quadratic time.
func recent(list []int) []int { return list[max(0, len(list)-reach):] }

// claim weighs who of several bears the name of mention i: the one named more
// often before it, and more lately. Whom the text calls by the full name again
// and again gains nothing by it: the surname alone means another.
func (a *article) claim(e *Entity, i int) float64 {
	const nearby, introduced = 12, 2 // mentions
	n := len(e.Mentions)
	k, _ := slices.BinarySearch(e.Mentions[:e.full], i)
	last, before := -1, min(k, introduced)+n-e.full
	if k > 0 {
		last = e.Mentions[k-1]
	}
	if n > 0 && e.Mentions[n-1] <= i {
		last = max(last, e.Mentions[n-1])
	}
	if last < 0 {
		return -1 / float64(1+n) // named only later
	}
	return math.Log(1+float64(before)) + 1/(1+float64(i-last)/nearby)
}

// keys returns what names that fit a name have in common with it: a first or a last
// word, all words, or initials.
func (n *name) keys() []string {
	out := []string{strings.ToLower(n.words[0])}
	if len(n.words) > 1 {
		if last := strings.ToLower(surname(n.words)); last != out[0] {
			out = append(out, last)
		}
		all, main := initials(n.words)
		out = append(out, "="+strings.ToLower(n.text()), "("+all, "("+main)
		if len(main) > 3 {
			out = append(out, "("+main[:3])
		}
	} else if acronym(n.words[0]) {
		out = append(out, "("+letters(n.words[0]))
	}
	return out
}

// better reports whether name is fuller than the one so far.
func better(name, than []string) bool {
	if longer, shorter := name, than; len(name) != len(than) {
		if len(longer) < len(shorter) {
			longer, shorter = shorter, longer
		}
		// "Hillary Clinton", not "Crooked Hillary Clinton".
		given := func(w string) bool { return lexicon.Of(w).Is(lexicon.Given) }
		if len(shorter) > 1 && given(shorter[0]) && !given(longer[0]) && equal(longer[len(longer)-len(shorter):], shorter) {
			return len(name) < len(than)
		}
	}
	return len(name) > len(than) || len(name) == len(than) && shouted(than) && !shouted(name)
}

// shouted reports whether a name of several words is all in capitals, as in labels.
func shouted(name []string) bool {
	for _, w := range name {
		if w != strings.ToUpper(w) {
			return false
		}
	}
	return len(name) > 1 || len(name) == 1 && len(name[0]) > 4
}

// fit says how well a name fits an entity's: 0 not at all, 3 the same.
func (e *Entity) fit(n *name) int {
	if e.Gender != Unknown && n.gender != Unknown && e.Gender != n.gender {
		return 0
	}
	if n.sure && e.sure && n.kind != e.Kind && !(len(n.words) == 1 && acronym(n.words[0])) {
		return 0
	}
	long, shorter := e.words, n.words
	if len(shorter) > len(long) {
		long, shorter = shorter, long
	}
	switch {
	case equal(long, shorter):
		return 3
	case len(long) == 1 && len(shorter) == 1:
		return 0
	case len(shorter) == 1 && acronym(shorter[0]) && abbreviates(shorter[0], long):
		return 2
	}
	person := e.Kind == Person || n.kind == Person && len(n.words) > 1
	switch {
	case person && len(shorter) == 1 && same(surname(long), shorter[0]):
		return 2
	case person && len(shorter) == 1 && same(long[0], shorter[0]):
		return 1 // given name, or a family name that comes first
	case person && len(shorter) > 1 && same(surname(long), surname(shorter)) && (same(long[0], shorter[0]) || initialOf(long[0], shorter[0])):
		return 2 // with or without a middle name
	case person && len(shorter) > 1 && len(shorter) < len(long) && equal(long[len(long)-len(shorter):], shorter):
		return 1 // "Eriksson Ek" of "Joel Eriksson Ek"
	case !person && !(len(shorter) == 1 && acronym(shorter[0])) && same(long[0], shorter[0]) && equal(long[:len(shorter)], shorter) && !e.place && !n.place:
		return 1 // "Big Machine" of "Big Machine Records"
	case !person && !e.place && !n.place && n.the && equal(long[len(long)-len(shorter):], shorter) && len(shorter) < len(long):
		return 1 // "the Post" of "The New York Post"
	}
	return 0
}

// surname returns the last word of a name that is no "Jr." or "III".
func surname(words []string) string {
	last := len(words) - 1
	switch words[last] {
	case "Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV":
		if last > 0 {
			last--
		}
	}
	return words[last]
}

func same(a, b string) bool { return strings.EqualFold(a, b) }

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !same(a[i], b[i]) {
			return false
		}
	}
	return true
}

// initialOf reports whether one of the given names is an initial or a short
// form of the other ("J." and "John", "Pat" and "Patrick").
func initialOf(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	a = strings.TrimSuffix(a, ".")
	return len(a) > 0 && len(a) < len(b) && same(a, b[:len(a)])
}

// abbreviates reports whether an acronym is made of a name's initials, small
// words left out or not. The last ones may lack: CDC for Centers for Disease
// Control and Prevention.
func abbreviates(acronym string, words []string) bool {
	short := letters(acronym)
	all, main := initials(words)
	return len(short) >= 2 && (short == all || short == main) || len(short) >= 3 && strings.HasPrefix(main, short)
}

// letters returns an acronym without stops.
func letters(acronym string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '.' || r == '&' {
			return -1
		}
		return r
	}, acronym))
}

// initials returns the initials of all words, and those of the ones with a
// capital, where an acronym among them counts in full and the form of a company does not:
// GM for General Motors Co.
func initials(words []string) (all, main string) {
	for i, w := range words {
		c := lexicon.Of(letters(w))
		if w == "" || w == "&" || i > 0 && c.Is(lexicon.OrganizationWord) && c.Is(lexicon.InnerAbbreviation) {
			continue
		}
		all += strings.ToUpper(w[:1])
		if w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		main += w[:1]
		if acro := letters(w); len(acro) > 1 && acro == strings.ReplaceAll(w, ".", "") {
			main += acro[1:]
		}
	}
	return all, main
}

// bindRoles notes what stands beside a name: "lead researcher X", "X, the
// union's president,", "X is the chief executive of".
func (a *article) bindRoles(m *Mention, e *Entity) {
	for _, t := range m.name.titles {
		e.addRole(t)
	}
	call := func(i int) {
		if a.Tokens[i].Kind == quote.Word && !a.is(i, functional) {
			e.called[stem(lower(a.Token(i)))] = true
			e.demonym = e.demonym || a.is(i, lexicon.Demonym)
			e.placed = e.placed || a.placed(i)
		}
	}
	first := a.Sentences[a.SentenceAt(m.Start)].Tokens.First
	for i := m.Tokens.First - 1; i >= first && m.Tokens.First-i < 8; i-- {
		if m.name.sure && m.name.kind != Person {
			if a.word(i, ",") && a.is(i-1, lexicon.FirmNoun) && !a.capital(i-1) { // "the group, WeWorkers Coalition,"
				e.addRole(a.Token(i - 1))
			}
			break
		}
		if a.Tokens[i].Kind != quote.Word || a.is(i, functional|lexicon.Speech) && !a.is(i, lexicon.Role|lexicon.Title) || verbal(a.Token(i)) && !a.capital(i) {
			if a.word(i, ",") && i == m.Tokens.First-1 && a.is(i-1, lexicon.Role|lexicon.Kinship) && !a.capital(i-1) && !m.Possessor {
				continue // "the union's president, Keith Gambill,"
			}
			if a.word(i, ".", "-") || a.word(i, "'s", "’s", "of", "and") && i < m.Tokens.First-1 {
				continue
			}
			break
		}
		call(i)
		if k := a.mentionAt(i); a.inName(i) && a.mentions[k].Possessor && len(e.whose) < most && !slices.Contains(e.whose, a.mentions[k].Entity) {
			e.whose = append(e.whose, a.mentions[k].Entity)
		}
		if a.is(i, lexicon.Role|lexicon.Kinship|lexicon.Title) && !a.is(i, lexicon.OrganizationNoun|lexicon.DocumentNoun) {
			e.addRole(a.Token(i))
			e.Gender = e.Gender.or(a.personGender(i, e))
		}
	}
	i := m.Tokens.End
	if a.word(i, "(") { // "Noem (R)"
		for k := i; k < i+6 && k < len(a.Tokens); k++ {
			if a.word(k, ")") {
				i = k + 1
				break
			}
		}
	}
	if a.word(i, ",") && !a.is(i+1, lexicon.Possessive) || a.word(i, "is", "was") || a.word(i, "who") && a.word(i+1, "is", "was") {
		for k := i + 1; k < i+12 && k < len(a.Tokens); k++ {
			if a.Tokens[k].Kind == quote.Mark || a.Tokens[k].Kind == quote.Punct && !a.word(k, "-") || a.startsName(k) && !a.mentions[a.mentionAt(k)].Possessor ||
				a.is(k, lexicon.Preposition|lexicon.Relative|lexicon.Verb) && k > i+1 && !a.is(k, lexicon.Role|lexicon.Title) {
				break
			}
			call(k)
			if a.is(k, lexicon.Role|lexicon.Kinship|lexicon.Title) && (!a.capital(k) || !a.capital(k+1)) {
				e.addRole(a.Token(k))
				e.Gender = e.Gender.or(a.personGender(k, e))
			}
		}
	}
}

func (a *article) personGender(i int, e *Entity) Gender {
	if e.Kind == Organization {
		return Unknown
	}
	return genderOf(a.Tokens[i].Class() & (lexicon.Male | lexicon.Female))
}

func (e *Entity) addRole(role string) {
	role = strings.ToLower(role)
	if long, ok := longRoles[role]; ok {
		role = long
	}
	if !e.roles[role] {
		e.roles[role] = true
		e.Roles = append(e.Roles, role)
	}
}

// personal weighs what stands around a name of unknown kind.
func (a *article) personal(m *Mention) float64 {
	after := m.Tokens.End
	weight := 0.0
	switch {
	case m.Possessor:
		for k := after + 1; k < after+4; k++ {
			if a.is(k, lexicon.Kinship) {
				return 3
			}
			if a.is(k, lexicon.Title|lexicon.PersonNoun) {
				return -1 // Huawei's founder
			}
		}
	case a.is(after, lexicon.Speech) && a.is(after, lexicon.Past|lexicon.Third) && m.Subject:
		weight = 0.3
	case after < len(a.Tokens) && a.Tokens[after].Kind == quote.Word && !a.capital(after) && !a.is(after, functional|lexicon.Verb) && !m.Subject:
		weight = -0.4 // Huawei equipment
	case a.is(after, lexicon.Title|lexicon.PersonNoun|lexicon.OrganizationNoun) && !a.capital(after):
		weight = -0.7
	}
	if a.word(m.Tokens.First-1, "in", "at", "from", "across") {
		weight -= 0.5
	}
	s := a.Sentences[a.SentenceAt(m.Start)].Tokens
	for k := after; k < min(s.End, after+reach); k++ {
		if a.startsName(k) {
			break
		}
		if a.is(k, lexicon.He|lexicon.She) {
			return weight + 0.7
		}
		if a.word(k, "it", "its", "itself") {
			return weight - 0.7
		}
	}
	return weight
}

// longRoles spells out abbreviated titles.
var longRoles = map[string]string{
	"gov": "governor", "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative",
	"gen": "general", "col": "colonel", "maj": "major", "lt": "lieutenant", "sgt": "sergeant", "adm": "admiral",
	"det": "detective", "supt": "superintendent", "capt": "captain", "cmdr": "commander", "prof": "professor",
	"chief executive": "ceo", "rev": "reverend", "dr": "doctor",
}

// settle decides the kind of an entity by all that the article says of it.
func (e *Entity) settle() {
	if e.sure {
		return
	}
	switch {
	case e.personal >= 1:
		e.Kind = Person
		return
	case e.personal <= -1 && e.Gender == Unknown:
		e.Kind = Organization
		return
	}
	for r := range e.roles {
		if c := lexicon.Of(r); c.Is(lexicon.PersonNoun | lexicon.Kinship | lexicon.Title) {
			e.Kind = Person
			return
		}
	}
}
