package speaker

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hearsay-go/hearsay/internal/lexicon"
	"github.com/hearsay-go/hearsay/quote"
)

// A Mention is a place where the text names somebody: by a name, a pronoun or
// a description.
type Mention struct {
	quote.Span
	Tokens quote.Range
	Form   Form
	Entity int  // index into Result.Entities, -1 for none
	Quoted bool // stands inside speech
	// Subject says that the mention stands first in its sentence, where
	// subjects stand, and not behind a preposition.
	Subject bool
	// Possessor says that "'s" follows: Mr Ren in "Mr Ren's daughter".
	Possessor bool

	name name
	pair bool // two names joined by "and"
}

// Form is how a mention names.
type Form uint8

const (
	Name        Form = iota // Ren Zhengfei, Mr Ren, Huawei
	Pronoun                 // he, they
	Description             // the 74-year-old, a Clinton aide
)

func (f Form) String() string { return [...]string{"name", "pronoun", "description"}[f] }

// An article is a document while its mentions are found and resolved.
type article struct {
	*quote.Document
	mentions []Mention // of names, in reading order
	spoken   []Mention // sources of what was said so far, as they are resolved
	entities []*Entity
	// described are the mentions by description, in reading order. They have no
	// entity: whom they mean is told when it is asked.
	described []Mention
	small     map[string]bool // of words that begin a sentence: whether the text also writes them small
	months    map[string]bool // months that are surnames too: Theresa May
	inner     map[string]bool // words that the text writes with a capital within a sentence
	headline  []bool          // per paragraph
	names     map[string]bool // the names outside headlines, and the surnames of persons
	proper    map[string]bool // what the tagger said of words that begin a sentence

	main int // index of the main person, -1 for none
	// interviewed is the main person, or the only one that is named, -1 for none.
	interviewed int
	mostNamed   int // mentions of the organization that is named most
}

func read(d *quote.Document) *article {
	a := &article{Document: d, small: map[string]bool{}, inner: map[string]bool{}, months: map[string]bool{}, proper: map[string]bool{}}
	a.surveyCapitals()
	for p := range d.Paragraphs {
		if !d.Paragraphs[p].Boilerplate && !a.headline[p] {
			a.findNames(d.Paragraphs[p].Tokens)
		}
	}
	for p := range d.Paragraphs {
		if a.headline[p] {
			a.findHeadlineNames(d.Paragraphs[p].Tokens)
		}
	}
	slices.SortStableFunc(a.mentions, func(x, y Mention) int { return cmp.Compare(x.Start, y.Start) })
	a.cluster()
	a.findMain()
	for p := range d.Paragraphs {
		if !d.Paragraphs[p].Boilerplate && !a.headline[p] {
			a.findDescriptions(d.Paragraphs[p].Tokens)
		}
	}
	return a
}

// surveyCapitals learns how the text capitalizes: which words are written
// small somewhere, and which paragraphs are headlines, where capitals tell nothing.
func (a *article) surveyCapitals() {
	a.headline = make([]bool, len(a.Paragraphs))
	for p, par := range a.Paragraphs {
		capital, lower := 0, 0
		for i := par.Tokens.First; i < par.Tokens.End; i++ {
			if t := a.Tokens[i]; t.Kind == quote.Word && !t.Class().Is(functional|lexicon.Day|lexicon.Month) {
				if a.capital(i) {
					capital++
				} else {
					lower++
				}
			}
		}
		a.headline[p] = capital >= 4 && lower*4 <= capital && par.Tokens.Len() < 30 && par.Sentences.Len() == 1 && !a.startsWithLabel(par.Tokens)
		if a.headline[p] {
			continue
		}
		for s := par.Sentences.First; s < par.Sentences.End; s++ {
			for i := a.Sentences[s].Tokens.First; i < a.Sentences[s].Tokens.End; i++ {
				if a.Tokens[i].Kind != quote.Word {
					continue
				}
				if a.is(i, lexicon.Month) && a.capital(i) && a.nameBefore(i) {
					a.months[a.Token(i)] = true
				}
				switch {
				case !a.capital(i):
				case a.sentenceInitial(i):
					a.small[strings.ToLower(a.Token(i))] = false
				default:
					a.inner[a.Token(i)] = true
				}
			}
		}
	}
	for i := range a.Tokens {
		if _, asked := a.small[a.Token(i)]; asked {
			a.small[a.Token(i)] = true
		}
	}
}

// startsWithLabel reports whether a line begins with a speaker's label, as in transcripts.
func (a *article) startsWithLabel(par quote.Range) bool {
	const longest = 5
	for i := par.First; i < min(par.End, par.First+longest); i++ {
		if a.word(i, ":") {
			return true
		}
	}
	return false
}

const functional = lexicon.Determiner | lexicon.Possessive | lexicon.Pronoun | lexicon.Preposition | lexicon.Coordinator |
	lexicon.Subordinator | lexicon.Relative | lexicon.Auxiliary | lexicon.Adverb

// capital reports whether token i is a word with a capital first.
func (a *article) capital(i int) bool {
	if i < 0 || i >= len(a.Tokens) || a.Tokens[i].Kind != quote.Word {
		return false
	}
	r, _ := utf8.DecodeRuneInString(a.Text[a.Tokens[i].Start:])
	return unicode.IsUpper(r)
}

func (a *article) is(i int, kinds lexicon.Class) bool {
	return i >= 0 && i < len(a.Tokens) && a.Tokens[i].Class().Is(kinds)
}

func (a *article) word(i int, words ...string) bool {
	if i < 0 || i >= len(a.Tokens) {
		return false
	}
	token := a.Token(i)
	for _, w := range words {
		if len(w) == len(token) && strings.EqualFold(token, w) {
			return true
		}
	}
	return false
}

// sentenceInitial reports whether token i is the first word of a sentence, a
// quotation or a label, where a capital tells nothing.
func (a *article) sentenceInitial(i int) bool {
	s := a.SentenceAt(a.Tokens[i].Start)
	for k := i - 1; ; k-- {
		if s < 0 || k < a.Sentences[s].Tokens.First {
			return true
		}
		if a.Tokens[k].Kind == quote.Mark || a.word(k, "(", "[", "-", "–", "—", "*", "•", "...") && a.Tokens[k].End < a.Tokens[k+1].Start {
			continue
		}
		return a.word(k, ":") || a.Tokens[k+1].Kind == quote.Mark && a.Tokens[k+1].End > a.Tokens[k+1].Start && a.word(k, ",") && k+1 < i
	}
}

// nameWord reports whether token i may be part of a name.
func (a *article) nameWord(i int) bool {
	if !a.capital(i) {
		return false
	}
	t := a.Tokens[i]
	switch {
	case a.initial(i) && a.word(i+1, ".") && a.Tokens[i+1].Start == t.End:
		return a.capital(i-1) || a.capital(i+2)
	case t.Class().Is(lexicon.Given | lexicon.Title | lexicon.Honorific):
		return !t.Class().Is(functional) || a.capital(i+1) && !a.is(i+1, functional) || a.nameBefore(i)
	case t.Class().Is(lexicon.Day | lexicon.Month): // before the auxiliary "may"
		return a.nameBefore(i) || a.is(i, lexicon.Month) && a.is(i-2, lexicon.Honorific) || a.months[a.Token(i)] && a.personMay(i)
	case t.Class().Is(functional):
		return false
	}
	return true
}

// personMay reports whether token i, a month or an auxiliary that is also somebody's
// surname here, is the surname: "May said", not "in May", "May 4" or "May I".
func (a *article) personMay(i int) bool {
	return !a.is(i-1, lexicon.Preposition|lexicon.Determiner|lexicon.Number) && !a.word(i-1, "last", "next", "early", "late", "mid") &&
		!a.is(i+1, lexicon.Pronoun|lexicon.Determiner) && (i+1 >= len(a.Tokens) || a.Tokens[i+1].Kind != quote.Number)
}

// nameBefore reports whether token i directly follows a given name or an honorific.
func (a *article) nameBefore(i int) bool {
	if a.word(i-1, ".") {
		i--
	}
	return a.is(i-1, lexicon.Given|lexicon.Honorific) && a.capital(i-1) && !a.is(i-1, functional|lexicon.Month|lexicon.Day)
}

// findNames appends the mentions of names among the tokens of a paragraph.
func (a *article) findNames(par quote.Range) {
	for i := par.First; i < par.End; {
		if !a.nameWord(i) {
			i++
			continue
		}
		end := a.nameRun(i, par.End)
		a.addNames(quote.Range{First: i, End: end})
		i = end
	}
}

// findHeadlineNames appends the mentions among the tokens of a headline, where
// capitals tell nothing: of names that the text has too.
func (a *article) findHeadlineNames(headline quote.Range) {
	if a.names == nil {
		a.names = map[string]bool{}
		for i := range a.mentions {
			n := &a.mentions[i].name
			a.names[lower(n.text())] = true
			if n.kind == Person {
				a.names[lower(n.words[len(n.words)-1])] = true
			}
		}
	}
	const longestName = 5
	for i := headline.First; i < headline.End; i++ {
		for end := min(headline.End, i+longestName); end > i; end-- {
			run := quote.Range{First: i, End: end}
			if !a.capital(i) || !a.capital(end-1) || !a.names[lower(strings.Join(a.nameWords(run), " "))] &&
				!(run.Len() == 2 && a.is(i, lexicon.Given) && a.names[lower(a.Token(i+1))]) {
				continue
			}
			if m, ok := a.mention(run); ok {
				a.mentions = append(a.mentions, m)
			}
			i = end - 1
			break
		}
	}
}

// nameRun returns the end of the run of capitalized words from token i, with
// what joins the words of a name: initials, hyphens, "of", particles, a
// nickname in quotation marks.
func (a *article) nameRun(i, high int) int {
	organization, person := false, false
	end := i
	for end < high {
		person = person || a.is(end, lexicon.Given) && !a.is(end, lexicon.OrganizationWord)
		organization = organization || a.is(end, lexicon.OrganizationWord) || a.is(end, lexicon.Title) && a.capital(end)
		k := end + 1
		switch {
		case k >= high:
			return k
		case a.word(k, ".") && a.Tokens[k].Start == a.Tokens[end].End && (a.initial(end) || strings.Contains(a.Token(end), ".") || a.is(end, lexicon.TitleAbbreviation|lexicon.InnerAbbreviation)):
			k++
		}
		next := k
		switch {
		case next >= high:
			return k
		case a.word(next, "-") && a.Tokens[next].Start == a.Tokens[k-1].End && next+1 < high && a.Tokens[next+1].Start == a.Tokens[next].End && a.Tokens[next+1].Kind == quote.Word:
			end = next + 1
			continue
		case a.nameWord(next):
			if a.SentenceAt(a.Tokens[next].Start) != a.SentenceAt(a.Tokens[end].Start) {
				return k
			}
			end = next
			continue
		case organization && a.word(next, "of", "for", "on", "to") && next+1 < high:
			if a.word(next+1, "the", "a") {
				next++
			}
			if a.nameWord(next + 1) {
				end = next + 1
				continue
			}
		case organization && !person && a.word(next, "and", "&") && a.nameWord(next+1) && !a.is(next+1, lexicon.Given|lexicon.Honorific|lexicon.Title) && !a.is(end, lexicon.Place):
			end = next + 1
			continue
		case organization && a.capital(next) && a.is(next, lexicon.Possessive) && a.nameWord(next+1): // "Alliance to Reclaim Our Schools"
			end = next + 1
			continue
		case a.word(next, "&") && a.nameWord(next+1):
			end = next + 1
			continue
		case a.particle(next) && !a.is(end, lexicon.OrganizationWord):
			for next < high && !a.capital(next) && (a.particle(next) || a.word(next, "-")) {
				next++
			}
			if a.nameWord(next) {
				end = next
				continue
			}
		case a.Tokens[next].Kind == quote.Mark:
			if q := a.QuotationAt(a.Tokens[next].Start); q != nil && q.NotSpeech == "nickname" && a.nameWord(q.Tokens.End) {
				end = q.Tokens.End
				continue
			}
		}
		return k
	}
	return end
}

// particle reports whether token i joins the words of a person's name in small letters.
func (a *article) particle(i int) bool {
	return a.word(i, "de", "la", "van", "von", "der", "den", "bin", "ibn", "al", "el", "di", "da", "dos", "du", "le", "ter", "del", "della", "des", "af", "zu")
}

// initial reports whether token i is a single capital letter.
func (a *article) initial(i int) bool {
	w := a.Token(i)
	_, size := utf8.DecodeRuneInString(w)
	return a.capital(i) && size == len(w)
}

// addNames appends the names of a run of capitalized words.
func (a *article) addNames(run quote.Range) {
	if a.sentenceInitial(run.First) && !a.properInitial(run) {
		run.First++
		for run.First < run.End && !a.nameWord(run.First) {
			run.First++
		}
		if run.Len() == 0 {
			return
		}
	}
	if m, ok := a.mention(run); ok {
		a.mentions = append(a.mentions, m)
	}
}

// mention makes the mention of the name that a run of capitalized words holds.
func (a *article) mention(run quote.Range) (Mention, bool) {
	n, name := a.parseName(run)
	if n.Len() == 0 {
		return Mention{}, false
	}
	m := Mention{Tokens: n, Form: Name, Entity: -1, name: name}
	m.Span = a.Span(n)
	q := a.QuotationAt(m.Start)
	m.Quoted = q != nil && q.NotSpeech == ""
	m.Possessor = a.word(n.End, "'s", "’s") || a.Tokens[min(n.End, len(a.Tokens)-1)].Kind == quote.Mark && strings.HasSuffix(a.Token(n.End-1), "s") && a.Tokens[n.End].Start == m.End && a.word(n.End, "'", "’")
	m.Subject = a.subjectPosition(m.Tokens.First)
	return m, true
}

// properInitial decides whether the first word of a sentence belongs to a name.
func (a *article) properInitial(run quote.Range) bool {
	w := a.Token(run.First)
	c := a.Tokens[run.First].Class()
	switch {
	case c.Is(lexicon.Honorific | lexicon.Given | lexicon.Title | lexicon.Place):
		return run.Len() > 1 || a.inner[w] || !c.Is(lexicon.Title|lexicon.Honorific)
	case a.inner[w] || strings.IndexFunc(w[1:], unicode.IsUpper) >= 0 || a.word(run.First+1, "&"):
		return true
	case a.small[strings.ToLower(w)]:
		return false
	case c.Is(lexicon.Demonym | lexicon.Role | lexicon.Number | lexicon.Verb):
		return run.Len() > 1 && a.is(run.First+1, lexicon.OrganizationWord)
	}
	return run.Len() == 2 && a.is(run.First+1, lexicon.OrganizationWord) && !a.is(run.First, functional|lexicon.Adverb|lexicon.Time) || // "Downing Street"
		properNoun(a, run.First)
}

// subjectPosition reports whether the mention that begins at token i stands
// where subjects stand: nothing but its own modifiers between it and the start of its
// clause.
func (a *article) subjectPosition(i int) bool {
	s := a.SentenceAt(a.Tokens[i].Start)
	verb := false // a word stands between that may be one
	for k := i - 1; k >= max(a.Sentences[s].Tokens.First, i-reach); k-- {
		t := a.Tokens[k]
		if verb && a.inName(k) {
			return false // "Ren met Mr Trump"
		}
		verb = verb || t.Kind == quote.Word && !a.capital(k) && !a.is(k, functional|lexicon.Role|lexicon.Title|lexicon.Kinship|lexicon.Demonym) && !a.word(k, "'s", "’s")
		if a.is(k+1, lexicon.Determiner) && k+1 < i && t.Kind == quote.Word && !a.is(k, functional) {
			return false // "met the Pope"
		}
		switch {
		case t.Kind == quote.Mark:
			return !a.is(k-1, lexicon.Preposition) // On “Face the Nation,” …
		case t.Kind == quote.Punct && !a.word(k, "-", "."):
			return !a.word(k, "(", "/")
		case a.is(k, lexicon.Preposition):
			return false
		case a.is(k, lexicon.Speech) && a.is(k, lexicon.Past|lexicon.Third) && k > 0 && (a.Tokens[k-1].Kind == quote.Mark || a.word(k-1, ",")):
			return true // “…,” said Ren
		case a.is(k, lexicon.Auxiliary|lexicon.Verb) && !a.is(k, lexicon.Title|lexicon.Role) && !a.capital(k):
			return false
		case a.is(k, lexicon.Coordinator|lexicon.Subordinator|lexicon.Relative):
			return true
		}
	}
	return true
}

// reach is how many tokens, or mentions, a search goes at most: it keeps the
// whole linear, whatever the text.
const reach = 80

const titleWords = lexicon.Title | lexicon.Honorific | lexicon.TitleAbbreviation

// hasVerb reports whether a run of tokens has an auxiliary or a reporting verb.
func (a *article) hasVerb(in quote.Range) bool {
	for i := in.First; i < in.End; i++ {
		if a.is(i, lexicon.Auxiliary) || a.is(i, lexicon.Verb) && a.is(i, lexicon.Past|lexicon.Third) && !a.capital(i) {
			return true
		}
	}
	return false
}
