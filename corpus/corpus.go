package corpus

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// A Corpus holds the quoted passages of many articles and groups the same
// words across them. Articles come and go in any order; the groups depend only
// on which are there. It is safe for concurrent use.
type Corpus struct {
	attribution []speaker.Option
	people      People

	mu       sync.RWMutex // guards what follows
	version  uint64       // counts changes
	byID     map[string]*source
	byDigest map[uint64]*source
	strings  map[string]string // outlets and dates, each once
	passages []*passage        // nil where one was removed
	free     []uint32          // the places of those
	links    slab[link]
	linked   []list // by passage: its links
	voices   voices
	index    *index
	reported reported
	indirect map[uint64][]*passage // the reported passages of each source, by its digest
	aligner  match.Aligner
	glances  []glance // by passage
	round    uint32

	groupMu sync.Mutex // held while groups are computed
	grouped *grouping  // the last that were
}

// A source is a text with all articles that carry it. It is not changed: a
// further article makes a new one.
type source struct {
	digest   uint64
	copies   []record // by date, then by id
	passages []uint32
	sketch   *sketch // nil for a loose quotation, and for a short text
}

// newSource returns a source of one article, with room beside it for the one
// passage that a loose quotation has.
func newSource(digest uint64, r record, k *sketch) *source {
	one := &struct {
		source
		copies  [1]record
		passage [1]uint32
	}{copies: [1]record{r}}
	one.source = source{digest: digest, copies: one.copies[:], passages: one.passage[:0], sketch: k}
	return &one.source
}

// article reports whether a source is an article, not a loose quotation, which
// is a source of its own whatever its words.
func (s *source) article() bool { return s.digest&1 == 0 }

// A record is what is kept of an article.
type record struct {
	id, outlet, published string
	time                  int64 // Unix seconds; unknown if that is not known
}

const unknown = int64(1)<<62 - 1

// A passage is a passage of a source.
type passage struct {
	match.Passage
	source *source
	hash   uint64 // of the source and the place in it
	voice  uint32
}

// A glance is what tells that most passages need not be compared; they themselves are far
// off in memory.
type glance struct {
	signature uint64
	rank      uint32 // which passages lead; where two are equal, their hashes tell
	round     uint32 // the last in which it was compared
}

// glanceOf returns the glance of a passage: the longer it is the higher its rank, and then
// the lesser its hash.
func glanceOf(p *passage) glance {
	return glance{signature: p.Signature(), rank: uint32(len(p.Words))<<16 | uint32(^p.hash>>48)}
}

// A link is the evidence that two passages are one utterance. Both have it.
type link struct {
	other              uint32
	key                match.Key // of the list on which they met
	words              int16     // log odds in hundredths
	from, to           uint8     // words of it
	otherFrom, otherTo uint8
	coverage           uint8 // in per cent
	likeness           likeness
}

// likeness is how alike the words are.
type likeness uint8

const (
	exact likeness = 1 + iota // the shorter one's stand in the longer one as they are, in one run
	equal                     // both have the same
)

// An Option changes how a corpus works.
type Option func(*Corpus)

// WithAttribution hands options to [speaker.Attribute].
func WithAttribution(options ...speaker.Option) Option {
	return func(c *Corpus) { c.attribution = append(c.attribution, options...) }
}

// WithPeople makes a list of known people decide which names are one person.
func WithPeople(people People) Option { return func(c *Corpus) { c.people = people } }

// New returns an empty corpus.
func New(options ...Option) *Corpus {
	c := &Corpus{byID: map[string]*source{}, byDigest: map[uint64]*source{}, strings: map[string]string{}, voices: voices{of: map[string]uint32{}}, reported: reported{}, indirect: map[uint64][]*passage{}}
	c.index = newIndex(&c.passages, &c.glances, func(p *passage) []uint64 { return c.voices.list[p.voice].hashes })
	for _, o := range options {
		o(c)
	}
	return c
}

// Add reads an article, attributes its statements and adds its quotations. It
// returns what it found in it.
//
// An article of the same id is replaced, so that adding one twice changes
// nothing; one without an id is known by its outlet and text. Articles of the
// same text are one source: its quotations count once, for all their outlets.
func (c *Corpus) Add(a Article) *speaker.Result {
	r := speaker.Attribute(quote.Parse(a.Text), c.attribution...)
	c.AddResult(a, r)
	return r
}

// AddResult adds an article that was attributed before, as Add does.
func (c *Corpus) AddResult(a Article, r *speaker.Result) { c.AddEntry(NewEntry(a, r)) }

// A Quote is a quotation without its article.
type Quote struct {
	ID      string `json:"id"`
	Outlet  string `json:"outlet"`
	Date    string `json:"date"`
	Source  string `json:"source"`  // the mention of who said it
	Speaker string `json:"speaker"` // its name, if that is known
	Text    string `json:"text"`    // the quoted words, with or without marks
}

// AddQuote adds a quotation without its article, or replaces the one of its id.
// The group's variants give its ID as their article's, and offsets into its
// Text.
func (c *Corpus) AddQuote(q Quote) { c.AddEntry(NewQuoteEntry(q)) }

// AddEntry adds what was read from an article before, as Add does.
func (c *Corpus) AddEntry(e *Entry) { c.put(e) }

// Remove takes an article out and reports whether it was there. id is what its
// variants call it.
func (c *Corpus) Remove(id string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.remove(id)
}

// Has reports whether an article is there.
func (c *Corpus) Has(id string) bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.byID[id] != nil
}

// Len returns the number of articles.
func (c *Corpus) Len() int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return len(c.byID)
}

func (a *Article) record() record {
	r := record{id: a.ID, outlet: a.Outlet, published: a.Published, time: unknown}
	if a.ID == "" {
		r.id = fmt.Sprintf("%s%016x", noID, match.Hash(a.Outlet, a.Text))
	}
	if t, ok := a.Date(); ok {
		r.time = t.Unix()
	}
	return r
}

// noID begins the name of an article without an id, for nobody but us.
const noID = "\x00"

// shown is the id as the article has it.
func (r *record) shown() string {
	if strings.HasPrefix(r.id, noID) {
		return ""
	}
	return r.id
}

func (r *record) before(s *record) int {
	return cmp.Or(cmp.Compare(r.time, s.time), cmp.Compare(r.id, s.id))
}

// put adds an article, as a copy of its source if that is there.
func (c *Corpus) put(e *Entry) {
	r, digest, passages := e.record, e.digest, e.passages
	c.mu.Lock()
	defer c.mu.Unlock()
	r.outlet, r.published = c.share(r.outlet), c.share(r.published)
	if old := c.byID[r.id]; old != nil {
		if old.digest == digest && slices.Contains(old.copies, r) {
			return
		}
		c.remove(r.id)
	}
	c.version++
	s := newSource(digest, r, e.sketch)
	if old := c.byDigest[digest]; old != nil {
		s.copies = append(slices.Clone(old.copies), r)
		slices.SortFunc(s.copies, func(a, b record) int { return a.before(&b) })
		s.passages = old.passages
		c.replace(s)
		return
	}
	c.byID[r.id] = s
	if s.article() {
		c.byDigest[digest] = s
	}
	for i := range passages {
		p := &passage{Passage: passages[i].Passage, source: s, hash: match.Mix(digest + uint64(i)), voice: c.voices.number(passages[i].Speaker)}
		c.voices.list[p.voice].count++
		if passages[i].Reported {
			c.indirect[digest] = append(c.indirect[digest], p)
			c.reported.add(p)
		} else {
			s.passages = append(s.passages, c.place(p))
		}
	}
	s.passages = slices.Clip(s.passages)
	for _, n := range s.passages {
		c.round++
		c.index.add(n, c.compareOnce)
	}
}

// replace puts a source in the place of one with other articles.
func (c *Corpus) replace(s *source) {
	if s.article() {
		c.byDigest[s.digest] = s
	}
	for i := range s.copies {
		c.byID[s.copies[i].id] = s
	}
	for _, n := range s.passages {
		p := *c.passages[n]
		p.source = s
		c.passages[n] = &p
	}
}

// place finds room for a passage.
func (c *Corpus) place(p *passage) uint32 {
	if k := len(c.free) - 1; k >= 0 {
		n := c.free[k]
		c.free = c.free[:k]
		c.passages[n], c.glances[n] = p, glanceOf(p)
		return n
	}
	c.passages = append(c.passages, p)
	c.linked = append(c.linked, list{})
	c.glances = append(c.glances, glanceOf(p))
	return uint32(len(c.passages) - 1)
}

func (c *Corpus) remove(id string) bool {
	s := c.byID[id]
	if s == nil {
		return false
	}
	c.version++
	delete(c.byID, id)
	if len(s.copies) > 1 {
		rest := &source{digest: s.digest, passages: s.passages, sketch: s.sketch}
		for _, r := range s.copies {
			if r.id != id {
				rest.copies = append(rest.copies, r)
			}
		}
		c.replace(rest)
		return true
	}
	delete(c.byDigest, s.digest)
	for _, p := range c.indirect[s.digest] {
		c.voices.list[p.voice].count--
		c.reported.remove(p)
	}
	delete(c.indirect, s.digest)
	for _, n := range s.passages {
		c.index.remove(n, c.compareNew)
		for _, l := range c.linksOf(n) {
			back := &c.linked[l.other]
			*back = c.links.remove(*back, slices.IndexFunc(c.linksOf(l.other), func(x link) bool { return x.other == n }))
		}
		c.linked[n] = c.links.drop(c.linked[n])
		c.voices.list[c.passages[n].voice].count--
		c.passages[n] = nil
		c.free = append(c.free, n)
	}
	return true
}

// share returns the one string of its kind.
func (c *Corpus) share(s string) string {
	if t, ok := c.strings[s]; ok {
		return t
	}
	s = strings.Clone(s)
	c.strings[s] = s
	return s
}

// compareOnce links two passages if their words allow. It asks only once in
// every round.
func (c *Corpus) compareOnce(n, with uint32, key match.Key) {
	if g := &c.glances[with]; g.round != c.round {
		g.round = c.round
		c.compareNew(n, with, key)
	}
}

// compareNew links two passages that are not linked yet.
func (c *Corpus) compareNew(n, with uint32, key match.Key) {
	if match.Unlike(c.glances[n].signature, c.glances[with].signature) || slices.ContainsFunc(c.linksOf(n), func(l link) bool { return l.other == with }) {
		return
	}
	p, q := c.passages[n], c.passages[with]
	l, ok := compare(&c.aligner, p, q, min(len(p.source.passages), len(q.source.passages))-1)
	if !ok {
		return
	}
	l.other, l.key = with, key
	c.linked[n] = c.links.push(c.linked[n], l)
	l.other = n
	l.from, l.to, l.otherFrom, l.otherTo = l.otherFrom, l.otherTo, l.from, l.to
	c.linked[with] = c.links.push(c.linked[with], l)
}

// compare returns the link of two passages, without its end, if their words allow where
// their articles share so many other utterances at most.
func compare(al *match.Aligner, p, q *passage, context int) (link, bool) {
	e, ok := al.Compare(&p.Passage, &q.Passage, match.Favourable(p.Named && q.Named, context))
	if !ok {
		return link{}, false
	}
	l := link{
		words: int16(math.Round(100 * e.Words)), coverage: uint8(math.Round(100 * e.Coverage)),
		from: uint8(e.From), to: uint8(e.To), otherFrom: uint8(e.OtherFrom), otherTo: uint8(e.OtherTo),
	}
	switch {
	case e.Equal:
		l.likeness = equal
	case e.Exact:
		l.likeness = exact
	}
	return l, true
}

func (c *Corpus) linksOf(n uint32) []link { return c.links.of(c.linked[n]) }

// daysBetween returns how many days lie between the first copies of two
// sources, 0 if that is not known.
func daysBetween(s, t *source) float64 {
	x, y := s.copies[0].time, t.copies[0].time
	if x == unknown || y == unknown {
		return 0
	}
	return float64(max(x, y)-min(x, y)) / 86400
}
