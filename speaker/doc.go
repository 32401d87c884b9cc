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
// propose speakers for it, veto others' proposals or reweigh them; the most
// confident proposal wins, and the losers stay in [Attribution.Rejected]. [Rules]
// can be listed, extended, reordered, replaced and switched off: see [WithRules]
// and the program examples/rules.
//
// # From a mention to a name
//
// A proposal points at a mention: a name, a pronoun or a description. Names are
// runs of capitalized words, without their titles; those that fit (a surname, a
// family name that comes first, an acronym, a short form) make one [Entity],
// whose fullest name is the speaker's. Joint sources are resolved one by one.
// A description ("the governor", "the Republican nominee", "the bank") means who
// is called so with the same modifiers, or itself ("a Clinton aide", "the FBI
// director" of whom the article says no more). "Who" and "which" mean what stands
// before them.
//
// Pronouns, and descriptions that fit anybody ("the 74-year-old"), mean one of
// several candidates. A log-linear model over nine readable features ranks them:
// agreement, how often and how lately they were named, whether as a subject,
// whether they spoke last; see internal/antecedent.
//
// # Why, and how sure
//
// [Result.Explain] gives the chain from the source to the name in words and
// spans, and who else was considered. Attribution.Confidence is the probability
// that the speaker is right; [WithThreshold] makes Attribute abstain below one.
//
// # What prose is used for
//
// github.com/jdkato/prose/v2 is asked for the part of speech of words that
// begin a sentence with a capital and are written nowhere else in the article,
// where neither the lexicon nor the text tells a name ("Wolfram resigned") from
// a common word ("Teachers cheered"), and where what follows may follow a name:
// about once in an article. On the development part of PolNeAR it is asked 86
// times in 84 articles; without it 1.0 of 100 named speakers would be wrong that
// are right with it, and 2.1 would lack their full name. Its model is loaded
// when the first such word comes (about a third of a second, once), and shared.
package speaker
