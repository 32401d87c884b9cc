package corpus

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/internal/lexicon"
)

// People knows who bears which names. What it knows wins over what the articles
// tell.
type People interface {
	// Person returns the full name of who is meant by a name, and whether it
	// knows.
	Person(name string) (full string, known bool)
}

// PeopleMap is a list of known people: from a name to the full name of who is
// meant by it.
type PeopleMap map[string]string

// Person looks a name up, without regard to case.
func (m PeopleMap) Person(name string) (string, bool) {
	if full, ok := m[name]; ok {
		return full, true
	}
	for k, full := range m {
		if strings.EqualFold(k, name) {
			return full, true
		}
	}
	return "", false
}

// A voice is a speaker as articles call it.
type voice struct {
	number uint32
	called string
	name   []string // the words of it that are names, folded; none of a description
	hashes []uint64 // of the name's words, or one that stands for nobody
	count  int      // passages
}

// voices numbers speakers by what they are called.
type voices struct {
	list []voice
	of   map[string]uint32
}

var nobody = []uint64{match.Hash("nobody")}

func (v *voices) number(called string) uint32 {
	n, ok := v.of[called]
	if !ok {
		n = uint32(len(v.list))
		called = strings.Clone(called)
		x := voice{number: n, called: called, name: nameIn(called), hashes: nobody}
		if len(x.name) > 0 {
			x.hashes = nil
			for _, w := range x.name {
				x.hashes = append(x.hashes, match.Hash("name", w))
			}
			slices.Sort(x.hashes)
			x.hashes = slices.Compact(x.hashes)
		}
		v.list = append(v.list, x)
		v.of[called] = n
	}
	return n
}

// An identity is who a voice is, over all articles.
type identity struct {
	person    int32 // -1 for a voice without a name
	ambiguous bool  // it may be another's name as well
}

// identities tells who the voices are.
type identities struct {
	voices []voice
	of     []identity // by voice
	names  []string   // by person: the fullest name
}

// dominant is the least share of all who bear a name that makes it theirs.
const dominant = 0.75

// identify finds out which voices are one person: those whose name is part of
// only one longer name, or of one that is said far more often than the others.
func identify(list []voice, people People) *identities {
	id := &identities{voices: slices.Clone(list), of: make([]identity, len(list))}
	order := make([]int, 0, len(list))
	known := map[string]int32{}
	for i := range list {
		v := &list[i]
		id.of[i].person = -1
		if v.count == 0 {
			continue
		}
		if people != nil {
			if full, ok := people.Person(v.called); ok {
				n, ok := known[full]
				if !ok {
					n = int32(len(id.names))
					known[full] = n
					id.names = append(id.names, full)
				}
				id.of[i].person = n
				continue
			}
		}
		if len(v.name) > 0 {
			order = append(order, i)
		}
	}
	// Longer names first, and the same names in whatever order they came.
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(len(list[b].name), len(list[a].name)), slices.Compare(list[a].name, list[b].name), cmp.Compare(list[a].called, list[b].called))
	})
	persons := make([]struct {
		name  []string
		count int
	}, len(id.names))
	bears := map[string][]int32{} // from a word to the persons of longer names
	for _, n := range known {
		persons[n].name = nameIn(id.names[n])
		for _, w := range persons[n].name {
			bears[w] = append(bears[w], n)
		}
	}
	for i := 0; i < len(order); {
		// The voices of one name, and whose it may be.
		name, end, count := list[order[i]].name, i, 0
		for end < len(order) && slices.Equal(list[order[end]].name, name) {
			count += list[order[end]].count
			end++
		}
		total, best := 0, int32(-1)
		for _, n := range bears[name[0]] {
			p := &persons[n]
			if !within(name, p.name) {
				continue
			}
			total += p.count
			if best < 0 || p.count > persons[best].count || p.count == persons[best].count && id.names[n] < id.names[best] {
				best = n
			}
		}
		who := identity{person: best}
		switch {
		case best < 0:
			who.person = int32(len(persons))
			persons = append(persons, struct {
				name  []string
				count int
			}{name, 0})
			id.names = append(id.names, shownName(list[order[i]].called))
			for _, w := range name {
				bears[w] = append(bears[w], who.person)
			}
		case float64(persons[best].count) < dominant*float64(total):
			who.ambiguous = true
		}
		if !who.ambiguous && len(name) > 1 {
			persons[who.person].count += count
		}
		for ; i < end; i++ {
			id.of[order[i]] = who
		}
	}
	return id
}

// within reports whether all words of a name stand in a longer one. A junior is
// not his father.
func within(name, longer []string) bool {
	for _, w := range name {
		if !slices.Contains(longer, w) {
			return false
		}
	}
	for _, w := range longer {
		if generation[w] && !slices.Contains(name, w) {
			return false
		}
	}
	return true
}

var generation = map[string]bool{"jr": true, "sr": true, "junior": true, "senior": true, "ii": true, "iii": true}

// relate tells how two voices stand to each other.
func (id *identities) relate(a, b uint32) match.Relation {
	x, y := &id.voices[a], &id.voices[b]
	p, q := id.of[a], id.of[b]
	switch {
	case x.called == "" || y.called == "":
		return match.Compatible
	case a == b || strings.EqualFold(x.called, y.called) || slices.Equal(x.name, y.name) && len(x.name) > 0:
		return match.SameSpeaker
	case p.person < 0 || q.person < 0:
		return match.Compatible
	case p.ambiguous && within(x.name, y.name), q.ambiguous && within(y.name, x.name):
		return match.Compatible
	case p.ambiguous || q.ambiguous || p.person != q.person:
		return match.OtherSpeaker
	}
	return match.SameSpeaker
}

// nameIn returns the words of a speaker that are names, folded.
func nameIn(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(s) {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.Trim(w, ",.()"), "'s"), "’s")
		if w == "" || w[0] < 'A' || w[0] > 'Z' {
			continue
		}
		if c := lexicon.Of(w); c.Is(lexicon.Title | lexicon.Honorific | lexicon.Determiner | lexicon.Pronoun | lexicon.Possessive | lexicon.Role | lexicon.Demonym) {
			continue
		}
		out = append(out, strings.ToLower(w))
	}
	return out
}

func shownName(s string) string { return s }
