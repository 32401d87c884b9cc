// Package wording brings words to the form in which quotations are compared,
// and tells how rare they are.
package wording

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// Fold returns the form in which a word is compared: lower-case, American
// spelling, numbers as figures, without its inflection (Porter's second
// stemmer). Words that fold alike count as the same word. It returns "" for
// what is no word ("'s").
func Fold(word string) string {
	var buf [32]byte
	w := string(lexicon.Lower(buf[:0], word))
	w = strings.Trim(w, "'.")
	if w == "s" || w == "" {
		return ""
	}
	if n, ok := numbers[w]; ok {
		return n
	}
	if w[0] >= '0' && w[0] <= '9' {
		return strings.ReplaceAll(w, ",", "")
	}
	if full, ok := contractions[w]; ok {
		return full
	}
	w = strings.ReplaceAll(w, ".", "") // U.S
	if w == "usa" {
		return "us"
	}
	env := snowballstem.NewEnv(american(w))
	english.Stem(env)
	return env.Current()
}

var numbers = map[string]string{
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
	"nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
	"sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40",
	"fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "first": "1st", "second": "2nd", "third": "3rd",
}

// contractions fold to the word that carries their meaning.
var contractions = map[string]string{
	"don't": "not", "doesn't": "not", "didn't": "not", "won't": "not", "wouldn't": "not", "can't": "not", "cannot": "not",
	"couldn't": "not", "isn't": "not", "aren't": "not", "wasn't": "not", "weren't": "not", "haven't": "not", "hasn't": "not",
	"hadn't": "not", "shouldn't": "not", "never": "not", "no": "not",
}

// american gives the American spelling of a word in British spelling.
func american(w string) string {
	for _, s := range spellings {
		if stem, ok := strings.CutSuffix(w, s.british); ok && len(stem) >= s.stem && !notBritish[w] {
			return stem + s.american
		}
	}
	return w
}

var spellings = []struct {
	british, american string
	stem              int // letters before it, at least
}{
	{"isation", "ization", 3}, {"isations", "izations", 3}, {"ise", "ize", 4}, {"ised", "ized", 4}, {"ises", "izes", 4}, {"ising", "izing", 4},
	{"yse", "yze", 3}, {"ysed", "yzed", 3}, {"our", "or", 3}, {"ours", "ors", 3}, {"oured", "ored", 3}, {"ouring", "oring", 3}, {"ourable", "orable", 3},
	{"bourhood", "borhood", 3}, {"bouring", "boring", 3},
	{"entre", "enter", 1}, {"entres", "enters", 1}, {"eatre", "eater", 2}, {"ogue", "og", 3}, {"ogues", "ogs", 3}, {"efence", "efense", 1}, {"ffence", "ffense", 1},
	{"icence", "icense", 1}, {"lled", "led", 4}, {"lling", "ling", 4}, {"grey", "gray", 0}, {"programme", "program", 0}, {"programmes", "programs", 0},
}

var notBritish = map[string]bool{
	"promise": true, "promised": true, "promises": true, "exercise": true, "exercised": true, "otherwise": true, "enterprise": true,
	"surprise": true, "surprised": true, "compromise": true, "compromised": true, "franchise": true, "likewise": true, "expertise": true,
	"merchandise": true, "supervise": true, "televise": true, "advertise": true, "advertised": true, "detour": true, "contour": true,
	"controlled": true, "controlling": true, "enrolled": true, "installed": true, "installing": true, "recalled": true, "recalling": true,
	"dialogue": false,
}
