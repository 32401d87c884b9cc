// Package lexicon tells what kinds of word a word is: closed-class words,
// reporting verbs with their forms, titles, abbreviations, role nouns. See
// README.md for where each list comes from.
package lexicon

import (
	"embed"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Class is a set of kinds of word. A word is often of several.
type Class uint64

const (
	Determiner Class = 1 << iota
	Possessive
	Subject
	Object
	Reflexive
	He
	She
	They
	First
	Preposition
	Coordinator
	Subordinator
	Relative
	Auxiliary
	Adverb
	Number
	Day
	Month
	Time
	Kinship
	Female
	Male

	Speech // reporting verbs, by act
	Remark
	Thought
	Evidence
	Perception
	Plan

	SpeechWord // nouns and adjectives that report, by act
	ThoughtWord
	EvidenceWord
	PlanWord

	Base // forms of reporting verbs
	Third
	Past
	Participle
	Gerund

	TitleAbbreviation
	InnerAbbreviation
	NumberAbbreviation
	Starter

	Honorific
	Title
	OrganizationWord
	PersonNoun
	GroupNoun
	OrganizationNoun
	DocumentNoun
	GeneralNoun // person nouns that anybody in the news may be called by
	FirmNoun    // organization nouns that a text calls a named body by

	GivenMale
	GivenFemale
	GivenEither
	Place
	Demonym
)

// Unions that callers ask for.
const (
	Verb    = Speech | Remark | Thought | Evidence | Perception | Plan
	Finite  = Third | Past | Base
	Pronoun = Subject | Object | Reflexive
	Given   = GivenMale | GivenFemale | GivenEither
	Role    = PersonNoun | GroupNoun | OrganizationNoun | DocumentNoun
)

// Is reports whether the set has any of the given kinds.
func (c Class) Is(kinds Class) bool { return c&kinds != 0 }

//go:embed data
var data embed.FS

type lexicon struct {
	class       map[string]Class
	lemma       map[string]string
	boilerplate []pattern
}

var load = sync.OnceValue(func() *lexicon {
	l := &lexicon{class: make(map[string]Class, 8192), lemma: make(map[string]string, 4096)}
	add := func(file string, kinds map[string]Class) {
		for kind, words := range lists(file) {
			class, ok := kinds[kind]
			if !ok {
				panic("lexicon: " + file + ": no class " + kind)
			}
			for _, w := range words {
				l.class[w] |= class
			}
		}
	}
	add("function.txt", map[string]Class{
		"determiner": Determiner, "possessive": Possessive, "subject": Subject, "object": Object,
		"reflexive": Reflexive, "he": He, "she": She, "they": They, "first": First,
		"preposition": Preposition, "coordinator": Coordinator, "subordinator": Subordinator,
		"relative": Relative, "auxiliary": Auxiliary, "adverb": Adverb, "number": Number,
		"day": Day, "month": Month, "time": Time, "kinship": Kinship, "female": Female, "male": Male,
	})
	add("abbreviations.txt", map[string]Class{"title": TitleAbbreviation, "inner": InnerAbbreviation, "number": NumberAbbreviation})
	add("titles.txt", map[string]Class{"honorific": Honorific, "title": Title})
	add("roles.txt", map[string]Class{"person": PersonNoun, "group": GroupNoun, "organization": OrganizationNoun, "document": DocumentNoun, "general": GeneralNoun, "firm": FirmNoun})
	add("given.txt", map[string]Class{"male": GivenMale, "female": GivenFemale, "either": GivenEither})
	add("places.txt", map[string]Class{"place": Place, "demonym": Demonym})
	add("starters.txt", map[string]Class{"": Starter})
	add("acts.txt", map[string]Class{"speech": SpeechWord, "thought": ThoughtWord, "evidence": EvidenceWord, "plan": PlanWord})
	add("organizations.txt", map[string]Class{"": OrganizationWord})

	acts := map[string]Class{"speech": Speech, "remark": Remark, "thought": Thought, "evidence": Evidence, "perception": Perception, "plan": Plan}
	for act, verbs := range lists("verbs.txt") {
		for _, verb := range verbs {
			for form, class := range inflect(verb) {
				l.class[form] |= acts[act] | class
				l.lemma[form], _, _ = strings.Cut(verb, "/")
			}
		}
	}
	l.boilerplate = patterns(lines("boilerplate.txt"))
	return l
})

// lines gives a data file's lines without comments and blank ones.
func lines(file string) []string {
	b, err := data.ReadFile("data/" + file)
	if err != nil {
		panic(err) // the file is embedded
	}
	var out []string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

// lists reads lines "kind: word word ..." (or only words, of kind "").
func lists(file string) map[string][]string {
	out := map[string][]string{}
	for _, line := range lines(file) {
		kind, words, ok := strings.Cut(line, ": ")
		if !ok {
			kind, words = "", line
		}
		out[kind] = append(out[kind], strings.Fields(words)...)
	}
	return out
}

// Of returns the kinds of a word, in any case and with either apostrophe.
func Of(word string) Class {
	var buf [32]byte
	return load().class[string(Lower(buf[:0], word))]
}

// Lemma returns the base form of a reporting verb's form, or "".
func Lemma(word string) string {
	var buf [32]byte
	return load().lemma[string(Lower(buf[:0], word))]
}

// Lower appends the lower-case form of word to buf, with typewriter
// apostrophes. It allocates nothing for ASCII words that fit.
func Lower(buf []byte, word string) []byte {
	for i := 0; i < len(word); i++ {
		c := word[i]
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			if strings.HasPrefix(word[i:], "’") {
				buf = append(buf, '\'')
				i += len("’") - 1
				continue
			}
			return append(buf[:0], strings.ReplaceAll(strings.ToLower(word), "’", "'")...)
		}
		buf = append(buf, c)
	}
	return buf
}
