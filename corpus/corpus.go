package corpus

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sync"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// A Corpus holds the quoted passages of many articles and groups the same
// words across them. It is safe for concurrent use.
type Corpus struct {
	options []speaker.Option

	mu       sync.Mutex
	articles []Article
	passages []passage
	index    index
	identity identity
	groups   []*Group // nil until asked for
}

// New returns an empty corpus. The options are handed to [speaker.Attribute].
func New(options ...speaker.Option) *Corpus {
	return &Corpus{options: options, index: index{}, identity: identity{}}
}

// Add reads an article, attributes its statements and adds its quotations. It
// returns what it found in it.
func (c *Corpus) Add(a Article) *speaker.Result {
	r := speaker.Attribute(quote.Parse(a.Text), c.options...)
	c.AddResult(a, r)
	return r
}

// AddResult adds the quotations of an article that was attributed before.
func (c *Corpus) AddResult(a Article, r *speaker.Result) {
	c.add(a, passages(r.Document, r.Attributions))
}

// A Quote is a quotation without its article.
type Quote struct {
	ID      string `json:"id"`
	Outlet  string `json:"outlet"`
	Date    string `json:"date"`
	Source  string `json:"source"`  // the mention of who said it
	Speaker string `json:"speaker"` // its name, if that is known
	Text    string `json:"text"`    // the quoted words, with or without marks
}

// AddQuote adds a quotation without its article. The group's variants give its
// ID as their article's, and offsets into its Text.
func (c *Corpus) AddQuote(q Quote) {
	doc := quote.Parse(q.Text)
	var ps []passage
	for _, run := range cut(doc, []quote.Range{{First: 0, End: len(doc.Tokens)}}, false) {
		if p := newPassage(doc, run); len(p.words) > 0 {
			p.speaker = cmp.Or(q.Speaker, q.Source)
			ps = append(ps, p)
		}
	}
	c.add(Article{ID: q.ID, Outlet: q.Outlet, Published: q.Date, Text: q.Text}, ps)
}

func (c *Corpus) add(a Article, ps []passage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.groups = nil
	c.articles = append(c.articles, a)
	for _, p := range ps {
		p.article = len(c.articles) - 1
		c.passages = append(c.passages, p)
		c.index.add(len(c.passages)-1, &p)
		c.identity.learn(p.speaker)
	}
}

// link finds the links between all passages. What two articles share surely
// speaks for what they share less surely, too.
func (c *Corpus) link() []link {
	var maybe []link
	shared := map[[2]int]int{} // how many utterances two articles surely share
	seen := map[int]bool{}
	for n := range c.passages {
		for _, m := range c.index.candidates(n, &c.passages[n], seen) {
			l := c.compare(m, n)
			if l.score < -weightContext*4 {
				continue
			}
			maybe = append(maybe, l)
			if probability(l.score) >= sureUtterance {
				shared[c.articlesOf(l)]++
			}
		}
	}
	links := maybe[:0]
	for _, l := range maybe {
		others := shared[c.articlesOf(l)]
		if probability(l.score) >= sureUtterance {
			others--
		}
		l.score = probability(l.score + weightContext*math.Log1p(float64(others)))
		if l.score >= sameUtterance {
			links = append(links, l)
		}
	}
	return links
}

func (c *Corpus) articlesOf(l link) [2]int {
	return [2]int{c.passages[l.a].article, c.passages[l.b].article}
}

// compare aligns passages a and b. The link's score is the log odds that they
// are the same utterance.
func (c *Corpus) compare(a, b int) link {
	short, long := a, b
	if c.passages[short].weight > c.passages[long].weight {
		short, long = long, short
	}
	p, q := &c.passages[short], &c.passages[long]
	al := align(p.words, q.words)
	l := link{a: a, b: b, score: judge(&al, p, q, c.identity.relate(p.speaker, q.speaker), c.days(p, q)), fromA: 0, toA: len(p.words), fromB: al.from, toB: al.to}
	if short != a {
		l.fromA, l.toA, l.fromB, l.toB = l.fromB, l.toB, l.fromA, l.toA
	}
	return l
}

// days returns how many days lie between two passages, 0 if that is not known.
func (c *Corpus) days(p, q *passage) float64 {
	x, ok := c.articles[p.article].Date()
	y, ok2 := c.articles[q.article].Date()
	if !ok || !ok2 {
		return 0
	}
	return x.Sub(y).Abs().Hours() / 24
}

// Len returns the number of articles.
func (c *Corpus) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.articles)
}

// Groups yields all groups, those of the most outlets first, then of the most
// variants, then in the order in which their first article was added.
func (c *Corpus) Groups() iter.Seq[*Group] {
	c.mu.Lock()
	if c.groups == nil {
		c.groups = []*Group{}
		for _, members := range groupPassages(c.passages, c.link()) {
			c.groups = append(c.groups, c.makeGroup(members))
		}
		slices.SortStableFunc(c.groups, func(a, b *Group) int {
			return cmp.Or(cmp.Compare(len(b.Outlets), len(a.Outlets)), cmp.Compare(len(b.Variants), len(a.Variants)))
		})
	}
	groups := c.groups
	c.mu.Unlock()
	return slices.Values(groups)
}
