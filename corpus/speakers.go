package corpus

import (
	"cmp"
	"iter"
	"slices"
)

// A Speaker is one person or organization over all articles.
type Speaker struct {
	Name     string   `json:"name"`     // the fullest, or what the list of known people gives
	Names    []string `json:"names"`    // what the articles call it, sorted
	Passages int      `json:"passages"` // how many it is given
}

// Speakers yields all who are named, those of the most passages first, then by
// name. Ren, Mr Ren and Ren Zhengfei are one; a name that two people bear is
// with neither of them unless nearly all who are given it in full are one of the two.
func (c *Corpus) Speakers() iter.Seq[Speaker] {
	c.mu.RLock()
	id := identify(c.voices.list, c.people)
	c.mu.RUnlock()
	by := map[identity]*Speaker{}
	var ambiguous []Speaker
	for i := range id.voices {
		v, who := &id.voices[i], id.of[i]
		switch {
		case who.person < 0:
			continue
		case who.ambiguous:
			ambiguous = append(ambiguous, Speaker{v.called, []string{v.called}, v.count})
			continue
		}
		s := by[who]
		if s == nil {
			s = &Speaker{Name: id.names[who.person]}
			by[who] = s
		}
		s.Names = append(s.Names, v.called)
		s.Passages += v.count
	}
	for _, s := range by {
		slices.Sort(s.Names)
		ambiguous = append(ambiguous, *s)
	}
	slices.SortFunc(ambiguous, func(a, b Speaker) int {
		return cmp.Or(cmp.Compare(b.Passages, a.Passages), cmp.Compare(a.Name, b.Name))
	})
	return slices.Values(ambiguous)
}
