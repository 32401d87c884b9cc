package quote

import (
	"strings"

	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// Noun phrases are found without a tagger, from closed-class words, capitals
// and punctuation: enough for the subject of a reporting verb, which stands
// right beside it.

// reach is how many tokens the search for a phrase or the start of a clause
// goes at most: it keeps the whole linear, whatever the text.
const reach = 120

// nominal reports whether token i can stand inside a noun phrase.
func (d *Document) nominal(i int) bool {
	t := d.Tokens[i]
	switch t.Kind {
	case Number:
		return true
	case Word:
		if d.capital(i) {
			return !t.class.Is(lexicon.Subordinator|lexicon.Coordinator|lexicon.Auxiliary) && (!t.class.Is(lexicon.Preposition|lexicon.Adverb) || t.class.Is(lexicon.Title|lexicon.Given))
		}
		const never = lexicon.Auxiliary | lexicon.Subordinator | lexicon.Coordinator | lexicon.Preposition | lexicon.Relative | lexicon.Reflexive
		if d.word(i, "'s", "’s") {
			return i > 0 && d.Tokens[i-1].End == t.Start && !d.is(i-1, lexicon.Subject)
		}
		return !t.class.Is(never) && !d.adverb(i)
	case Punct:
		switch d.Text[t.Start] {
		case '-', '/':
			return t.Len() == 1
		case '&', '%', '$', '#', '@':
			return true
		case '.': // of an abbreviation or an initial
			return i > 0 && d.Tokens[i-1].End == t.Start && (d.initial(i-1) || d.is(i-1, lexicon.TitleAbbreviation|lexicon.InnerAbbreviation|lexicon.NumberAbbreviation))
		}
	case Mark: // an apostrophe after a plural, or around a nickname
		return i > 0 && d.Tokens[i-1].End == t.Start && d.Text[t.End-1] != '"'
	}
	return false
}

// adverb reports whether token i is an adverb, by list or by its ending.
func (d *Document) adverb(i int) bool {
	t := d.Tokens[i]
	if t.Kind != Word || d.capital(i) {
		return false
	}
	w := d.Slice(t.Span)
	return t.class.Is(lexicon.Adverb) || len(w) > 5 && strings.HasSuffix(w, "ly") && !t.class.Is(lexicon.Role|lexicon.Verb|lexicon.Kinship) &&
		w != "family" && w != "assembly" && w != "supply" && w != "anomaly" && w != "butterfly" && w != "elderly" && w != "friendly"
}

// dash reports whether token i is a dash between words.
func (d *Document) dash(i int) bool { return d.word(i, "—", "–", "--", "―") }

// joins reports whether preposition i can join two noun phrases into one.
func (d *Document) joins(i int) bool {
	return d.word(i, "of", "for", "at", "from", "with", "in", "on", "to", "near", "about")
}

// nounPhraseBefore returns the noun phrase of the tokens [low, end) that ends
// right before end, with its appositions; empty if there is none.
func (d *Document) nounPhraseBefore(low, end int) Range {
	low = max(low, end-reach)
	// "Trump on Monday said": the day is no part of it.
	for end > low+1 && d.is(end-1, lexicon.Day|lexicon.Time|lexicon.Month) && !d.is(end-1, lexicon.Role) && d.Tokens[end-1].Kind == Word {
		end--
		if d.is(end-1, lexicon.Preposition) && !d.capital(end-1) {
			end--
		}
	}
	if end > low && (d.word(end-1, ",") || d.dash(end-1)) {
		return d.appositionBefore(low, end-1)
	}
	return d.plainPhraseBefore(low, end)
}

// plainPhraseBefore is nounPhraseBefore without appositions.
func (d *Document) plainPhraseBefore(low, end int) Range {
	if end <= low {
		return Range{}
	}
	last := end - 1
	switch {
	case d.is(last, lexicon.Subject) && d.Tokens[last].Kind == Word:
		return Range{last, end}
	case d.word(last, ")", "]"):
		open := last
		for open > low && !d.word(open, "(", "[") {
			open--
		}
		if r := d.plainPhraseBefore(low, open); r.Len() > 0 {
			return Range{r.First, end}
		}
		return Range{}
	}
	first := end
	for k := last; k >= low; k-- {
		switch {
		case d.nominal(k):
			first = k
			if d.is(k, lexicon.Subject) && !d.capital(k) {
				return Range{k, end}
			}
			continue
		case k > low && first < end && d.joins(k) && d.nominal(k-1) && !d.is(k-1, lexicon.Determiner|lexicon.Subject) && (!d.is(k-1, lexicon.Verb&^lexicon.Thought) || d.is(k-2, lexicon.Determiner|lexicon.Possessive)):
			continue
		case k > low && first < end && d.word(k, "and", "&") && d.Tokens[k-1].Kind == Word && (d.capital(k-1) || d.is(k-1, lexicon.Role|lexicon.Kinship|lexicon.Subject)):
			continue
		}
		break
	}
	for first < end && d.is(first, lexicon.Adverb|lexicon.Coordinator) && !d.is(first, lexicon.Title|lexicon.Role|lexicon.Number) {
		first++
	}
	if first >= end || d.Tokens[first].Kind == Punct && end-first == 1 || d.participial(first) || d.word(first, "'s", "’s") {
		return Range{}
	}
	if rel := first - 1; rel > low && d.is(rel, lexicon.Relative) && !d.word(rel, "what") && !d.capital(first) && !d.is(first, lexicon.Determiner|lexicon.Possessive|lexicon.Subject) {
		// "the union that represents workers": all of it.
		if head := d.plainPhraseBefore(low, rel); head.Len() > 0 {
			return Range{head.First, end}
		}
	}
	return Range{first, end}
}

// participial reports whether a phrase begins with a participle, and so is no
// noun phrase: "defending his tweets".
func (d *Document) participial(i int) bool {
	w := d.Token(i)
	return len(w) > 5 && strings.HasSuffix(w, "ing") && !d.capital(i) && !d.is(i, lexicon.Role|lexicon.Time|lexicon.Determiner) &&
		i+1 < len(d.Tokens) && (d.is(i+1, lexicon.Determiner|lexicon.Possessive|lexicon.Object) || d.capital(i+1))
}

// appositionBefore finds the phrase that a comma or dash at token closed ends:
// "Paganini, a planetary scientist at NASA," is all one source.
func (d *Document) appositionBefore(low, closed int) Range {
	start := low
	for c := low; c < closed; c++ {
		if !d.word(c, ",") && !d.dash(c) {
			continue
		}
		const adverbial = lexicon.Preposition | lexicon.Adverb | lexicon.Subordinator | lexicon.Coordinator | lexicon.Gerund | lexicon.Day
		if d.is(start, adverbial) && !d.is(start, lexicon.Title) || d.word(start, "according") {
			if name := d.capitalRun(start, c); name.Len() > 0 && d.is(c+1, lexicon.Determiner|lexicon.Relative) {
				return Range{name.First, closed} // "After years of silence Ren Zhengfei, the founder,"
			}
			start = c + 1
			continue
		}
		head := d.plainPhraseBefore(start, c)
		for rel := start + 1; rel < c && head.First > start; rel++ {
			if d.is(rel, lexicon.Relative) { // "one of the men who work on the fans,"
				head = d.plainPhraseBefore(start, rel)
				break
			}
		}
		if head.Len() == 0 || head.First > start {
			start = c + 1
			continue
		}
		if d.is(c+1, lexicon.Adverb) || d.is(c+1, lexicon.Preposition) {
			return head
		}
		return Range{head.First, closed}
	}
	return Range{}
}

// capitalRun returns the capitalized words right before end, if a word in
// small letters stands before them.
func (d *Document) capitalRun(low, end int) Range {
	first := end
	for first > low && (d.capital(first-1) && !d.is(first-1, lexicon.Day|lexicon.Month|lexicon.Determiner) || d.word(first-1, ".") && d.Tokens[first-1].End == d.Tokens[first].Start) {
		first--
	}
	if first == end || first == low {
		return Range{}
	}
	return Range{first, end}
}

// nounPhraseAfter returns the noun phrase of the tokens [start, high) that
// begins at start, with an apposition; empty if there is none.
func (d *Document) nounPhraseAfter(start, high int) Range {
	high = min(high, start+reach)
	for start < high && d.is(start, lexicon.Adverb) && !d.capital(start) {
		start++
	}
	if start >= high || !d.nominal(start) || d.word(start, "that") {
		return Range{}
	}
	if d.is(start, lexicon.Subject) {
		return Range{start, start + 1}
	}
	end := start
	for end < high {
		switch {
		case d.is(end, lexicon.Day|lexicon.Month) && end > start:
			return Range{start, end}
		case d.nominal(end):
			end++
			continue
		case end > start && d.word(end, "of", "for", "from", "at", "with") && end+1 < high && d.nominal(end+1):
			end += 2
			continue
		case end > start && d.word(end, "and") && end+1 < high && (d.capital(end+1) || d.is(end+1, lexicon.Possessive)):
			end += 2
			continue
		case end > start && d.word(end, "("):
			if close := d.bracketEnd(end, high); close > end {
				end = close
				continue
			}
		}
		break
	}
	if end+1 < high && d.word(end, ",") && (!d.capital(end-1) && d.capital(end+1) || d.is(end+1, lexicon.Determiner|lexicon.Title|lexicon.Role) && !d.is(end+1, lexicon.Subject)) {
		if a := d.nounPhraseAfter(end+1, high); a.Len() > 0 && (a.End >= high || d.Tokens[a.End].Kind == Punct) {
			end = a.End
		}
	}
	return Range{start, end}
}

// bracketEnd returns the token behind a short bracket that opens at token open:
// "Noem (R)"; open itself if it is longer or not closed.
func (d *Document) bracketEnd(open, high int) int {
	for i := open + 1; i < min(high, open+6); i++ {
		if d.word(i, ")") {
			return i + 1
		}
	}
	return open
}

// leadingNounPhrase returns the subject that the tokens [low, high) begin
// with, behind adverbials.
func (d *Document) leadingNounPhrase(low, high int) Range {
	high = min(high, low+reach)
	for low < high {
		const adverbial = lexicon.Preposition | lexicon.Subordinator | lexicon.Gerund
		switch {
		case d.Tokens[low].Kind == Punct || d.Tokens[low].Kind == Mark:
			low++
		case d.is(low, adverbial) && !d.is(low, lexicon.Determiner):
			comma := low
			for comma < high && !d.word(comma, ",") {
				comma++
			}
			if comma == high {
				return Range{}
			}
			low = comma + 1
		case d.is(low, lexicon.Coordinator|lexicon.Adverb) && !d.is(low, lexicon.Determiner|lexicon.Subject):
			low++
		default:
			return d.shortNounPhrase(low, high)
		}
	}
	return Range{}
}

// shortNounPhrase returns the noun phrase at low that surely goes no further
// than its name or its first noun: what follows may be any verb.
func (d *Document) shortNounPhrase(low, high int) Range {
	if d.is(low, lexicon.Subject) {
		return Range{low, low + 1}
	}
	end, named := low, false
	for end < high && d.nominal(end) {
		capital := d.capital(end) && (end > low || !d.is(end, lexicon.Determiner|lexicon.Possessive))
		if named && !capital && !d.word(end, ".", "-", "'s", "’s") {
			break
		}
		if d.is(end, lexicon.Role) && !capital && !named {
			return Range{low, end + 1}
		}
		if d.is(end, lexicon.Verb) && !capital {
			break
		}
		named = named || capital
		if d.word(end, "'s", "’s") {
			named = false
		}
		end++
	}
	return Range{low, end}
}
