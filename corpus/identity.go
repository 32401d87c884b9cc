package corpus

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
		rarest := slices.MinFunc(name, func(a, b string) int { return cmp.Compare(len(bears[a]), len(bears[b])) })
		for _, n := range bears[rarest] {
			p := &persons[n]
			if !within(name, p.name) && !abbreviates(name, p.name) {
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
			id.names = append(id.names, list[order[i]].called)
			for _, w := range name {
				bears[w] = append(bears[w], who.person)
			}
			if len(name) > 1 {
				bears[initials(name)] = append(bears[initials(name)], who.person)
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

// abbreviates reports whether a name consists of the initials of another: DNC.
func abbreviates(name, full []string) bool {
	return len(name) == 1 && len(full) > 2 && name[0] == initials(full)
}

func initials(name []string) string {
	var b strings.Builder
	for _, w := range name {
		r, _ := utf8.DecodeRuneInString(w)
		b.WriteRune(r)
	}
	return b.String()
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

// notInNames are words that stand before names, or instead of them.
const notInNames = lexicon.Title | lexicon.Honorific | lexicon.Determiner | lexicon.Pronoun | lexicon.Possessive | lexicon.Role | lexicon.Demonym

// besideNames are words that may follow a name without making it part of
// another's.
const besideNames = lexicon.Preposition | lexicon.Relative | lexicon.Pronoun | lexicon.Coordinator | lexicon.Auxiliary | lexicon.Determiner | lexicon.Adverb | lexicon.Possessive

// nameIn returns the words of the name in what a speaker is called, folded:
// "Clinton spokesman Brian Fallon, who …" is Brian Fallon. It returns none for
// somebody who is described by another's name: "a spokesman for Mr Trump",
// "Mr Ren's daughter".
func nameIn(s string) []string {
	var name, run []string
	for w := range strings.FieldsSeq(s) {
		bare := strings.Trim(w, ",.():;")
		owner := strings.TrimSuffix(strings.TrimSuffix(bare, "'s"), "’s")
		class := lexicon.Of(owner)
		switch r, _ := utf8.DecodeRuneInString(owner); {
		case owner == "" || !unicode.IsUpper(r):
			if len(run) > 0 && (owner == "" || class.Is(besideNames)) {
				name = run
			}
			run = nil // "the Trump campaign" is not Trump
			if len(name) == 0 && class.Is(lexicon.Preposition) {
				return nil
			}
		case class.Is(notInNames) && !class.Is(lexicon.OrganizationNoun):
			if len(run) > 0 {
				name, run = run, nil
			}
		default:
			run = append(run, strings.ToLower(owner))
		}
		if len(owner) < len(bare) {
			name, run = nil, nil // whose?
		}
		if strings.HasSuffix(w, ",") && len(run)+len(name) > 0 {
			break
		}
	}
	if len(run) > 0 {
		return run
	}
	return name
}
