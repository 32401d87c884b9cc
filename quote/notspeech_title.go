package quote

import "github.com/hearsay-go/hearsay/internal/lexicon"

const longestTitle = 12 // words

// isTitle: the title of a work (the film “Long Shadow,”), known by its
// capitals or by the word before it.
func isTitle(d *Document, q *Quotation) bool {
	if !d.few(q.Tokens, longestTitle) || d.speaksAfter(q) || !d.titleCase(q.Tokens) {
		return false
	}
	before := q.Tokens.First - 1
	if d.namesWork(before) {
		return true
	}
	inner := d.Slice(d.Inner(q))
	switch {
	case d.few(q.Tokens, 1):
		return false
	case inner[len(inner)-1] == '.' || inner[len(inner)-1] == '!':
		// A sentence's own stop may stand inside: a title where its sentence began outside.
		return before >= 0 && d.Tokens[before].Kind == Word && !d.is(before, lexicon.Verb)
	case before >= 0 && d.is(before, lexicon.Speech) && !d.is(before, lexicon.Remark):
		return false
	}
	return true
}

// namesWork reports whether token i is a noun for a titled work, or a verb
// that introduces a title.
func (d *Document) namesWork(i int) bool {
	return d.word(i, "film", "movie", "book", "novel", "album", "song", "single", "play", "show", "series",
		"episode", "documentary", "musical", "memoir", "track", "poem", "essay", "opera", "sitcom", "podcast",
		"titled", "entitled", "hit", "sequel", "painting", "thriller", "comedy", "drama", "miniseries", "EP", "program", "programme")
}
