// Package speaker tells who made the statements of a document: it finds the
// names in it, decides which of them name the same person or organization, and
// lets attribution rules say whose each statement is.
//
//	result := speaker.Attribute(quote.Parse(text))
//	for _, a := range result.Attributions {
//		fmt.Println(a.Speaker, a.Rule, a.Confidence)
//	}
//
// # Rules
//
// A [Rule] is a value with a name, a line of documentation and a function. It
// knows one construct (“…,” said X; a signature behind a dash; a colon lead) and
// stands in a file of its own, rule_*.go. Rules see one statement at a time and
// propose speakers for it, or veto others' proposals; the most confident
// proposal wins, and the losers stay in [Attribution.Rejected]. [Rules] can be
// listed, extended, reordered, replaced and switched off: see [WithRules] and
// the program examples/rules.
//
// # From a mention to a name
//
// A proposal points at a mention: a name, a pronoun or a description. Names are
// runs of capitalized words, without their titles; those that fit (a surname, a
// family name that comes first, an acronym, a short form) make one [Entity],
// whose fullest name is the speaker's. A pronoun means the agreeing entity that
// the text before it keeps in mind most: the last subject or speaker, near, and
// often named. A description means who holds the role that it names ("the
// governor"), who was described so before, or itself ("a Clinton aide").
// [Attribution.Because] gives the chain.
//
// # What prose is used for
//
// github.com/jdkato/prose/v2 is asked for the part of speech of words that
// begin a sentence with a capital and are written nowhere else in the article,
// where neither the lexicon nor the text tells a name ("Wolfram resigned") from
// a common word ("Teachers cheered"). Its model is loaded when the first such
// word comes (about a third of a second, once), and shared.
package speaker
