package lexicon

import "strings"

// inflect gives the forms of an English verb, each with its kinds, from an
// entry "base", "base/past" or "base/past/participle".
func inflect(entry string) map[string]Class {
	parts := strings.Split(entry, "/")
	base := parts[0]
	past := regular(base, "ed")
	if len(parts) > 1 {
		past = parts[1]
	}
	participle := past
	if len(parts) > 2 {
		participle = parts[2]
	}
	forms := map[string]Class{}
	forms[base] |= Base
	forms[third(base)] |= Third
	forms[past] |= Past
	forms[participle] |= Participle
	forms[regular(base, "ing")] |= Gerund
	return forms
}

func third(base string) string {
	switch last := base[len(base)-1]; {
	case strings.HasSuffix(base, "ch"), strings.HasSuffix(base, "sh"), last == 's', last == 'x', last == 'o':
		return base + "es"
	case last == 'y' && !vowel(base[len(base)-2]):
		return base[:len(base)-1] + "ies"
	}
	return base + "s"
}

// regular adds "ed" or "ing", doubling or dropping the last letter as spelling has it.
func regular(base, suffix string) string {
	n := len(base)
	last := base[n-1]
	switch {
	case strings.HasSuffix(base, "ie") && suffix == "ing":
		return base[:n-2] + "ying"
	case last == 'e' && suffix == "ed":
		return base + "d"
	case last == 'e' && !strings.HasSuffix(base, "ee"):
		return base[:n-1] + suffix
	case last == 'y' && suffix == "ed" && !vowel(base[n-2]):
		return base[:n-1] + "ied"
	case doubles[base] || n == 3 && !vowel(last) && vowel(base[1]) && !vowel(base[0]) && last != 'w' && last != 'x' && last != 'y':
		return base + base[n-1:] + suffix
	}
	return base + suffix
}

// doubles are the longer verbs that double their last letter.
var doubles = map[string]bool{
	"admit": true, "quip": true, "submit": true, "commit": true, "refer": true, "rebut": true,
	"slam": true, "snap": true, "spot": true, "plan": true, "rebuff": false, "brag": true,
	"prod": true, "chat": true, "chip": true, "slap": true, "drop": true, "concur": true,
	"retell": false, "infer": true, "permit": true, "equip": true, "spit": true,
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }
