package speaker

import "github.com/hearsay-go/hearsay/internal/lexicon"

// Gender is a person's gender as far as the article tells it.
type Gender uint8

const (
	Unknown Gender = iota
	Male
	Female
)

func (g Gender) String() string { return [...]string{"unknown", "male", "female"}[g] }

// or returns g, or other where g is unknown.
func (g Gender) or(other Gender) Gender {
	if g == Unknown {
		return other
	}
	return g
}

// genderOf tells the gender that a word's kinds show: a given name, an
// honorific, "daughter", "spokesman".
func genderOf(c lexicon.Class) Gender {
	male, female := c.Is(lexicon.Male|lexicon.GivenMale|lexicon.He), c.Is(lexicon.Female|lexicon.GivenFemale|lexicon.She)
	switch {
	case male && !female && !c.Is(lexicon.GivenEither):
		return Male
	case female && !male && !c.Is(lexicon.GivenEither):
		return Female
	}
	return Unknown
}
