package corpus_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/internal/synthetic"
	"github.com/hearsay-go/hearsay/testdata"
)

// quotations returns synthetic quotations, all under one date so that many
// keep company on every list.
func quotations(n int, seed uint64) []corpus.Quote {
	var out []corpus.Quote
	for q := range synthetic.Quotations(n, seed) {
		out = append(out, corpus.Quote{ID: q.ID, Outlet: q.Outlet, Date: q.Date, Speaker: q.Speaker, Text: q.Text})
	}
	return out
}

// news returns the project's articles with what was found in them.
func news(t *testing.T) []corpus.Attributed {
	var out []corpus.Attributed
	for a, err := range corpus.Attribute(t.Context(), (corpus.Reader{}).FS(testdata.News())) {
		require.NoError(t, err)
		out = append(out, a)
	}
	return out
}

// TestAnyOrder adds, replaces and removes in random orders: the groups are
// those of a corpus that got what is left in one go.
func TestAnyOrder(t *testing.T) {
	quotes, articles := quotations(1500, 3), news(t)
	var want string
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 1))
		c := corpus.New()
		var steps []func()
		for _, q := range quotes {
			steps = append(steps, func() { c.AddQuote(q) })
		}
		for _, a := range articles {
			steps = append(steps, func() { c.AddResult(a.Article, a.Result) })
		}
		if seed > 0 {
			random.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		}
		for i, step := range steps {
			step()
			if seed < 2 {
				continue
			}
			switch random.IntN(4) {
			case 0: // again
				steps[random.IntN(i+1)]()
			case 1: // something that goes again
				q := quotes[random.IntN(len(quotes))]
				q.ID, q.Speaker = fmt.Sprintf("gone%d", i), "Somebody Else"
				c.AddQuote(q)
			case 2:
				c.Remove(fmt.Sprintf("gone%d", random.IntN(i+1)))
			case 3: // another text under this id for a while
				k := random.IntN(i + 1)
				q := quotes[random.IntN(len(quotes))]
				text := quotes[random.IntN(len(quotes))].Text
				if c.Has(q.ID) {
					other := q
					other.Text = text
					c.AddQuote(other)
					c.AddQuote(q)
				}
				steps[k]()
			}
		}
		for i := range steps {
			c.Remove(fmt.Sprintf("gone%d", i))
		}
		require.Equal(t, len(quotes)+len(articles), c.Len())
		got := encode(t, c)
		if want == "" {
			want = got
		}
		if want != got {
			t.Fatalf("order %d gives other groups: %s", seed, cmp.Diff(want, got))
		}
	}
}

// TestAccuracy holds the grouping of synthetic quotations to the truth.
func TestAccuracy(t *testing.T) {
	const n = 10000
	c := corpus.New()
	truth := map[string]int{}
	for q := range synthetic.Quotations(n, 1) {
		truth[q.ID] = q.Utterance
		c.AddQuote(corpus.Quote{ID: q.ID, Outlet: q.Outlet, Date: q.Date, Speaker: q.Speaker, Text: q.Text})
	}
	scorer := synthetic.NewScorer(truth)
	for g := range c.Groups() {
		var ids []string
		for _, v := range g.Variants {
			ids = append(ids, v.Article)
		}
		scorer.Add(ids)
	}
	require.GreaterOrEqual(t, scorer.Score().F1(), 99.0)
}

// TestReprint counts a text that several outlets ran as one source.
func TestReprint(t *testing.T) {
	const text = "“No law requires any company to install back doors,” Ren Zhengfei said."
	c := corpus.New()
	for i, outlet := range []string{"Post", "Courier", "Times", "Post"} {
		c.Add(corpus.Article{ID: fmt.Sprint(i), Outlet: outlet, Published: fmt.Sprintf("2019-01-%d", 20-i), Text: text + "\n" + string(rune(' '))})
	}
	c.Add(corpus.Article{ID: "0", Outlet: "Post", Published: "2019-01-20", Text: text})
	groups := slices.Collect(c.Groups())
	require.Len(t, groups, 1)
	require.Equal(t, []string{"Post", "Times", "Courier"}, groups[0].Outlets)
	require.Len(t, groups[0].Variants, 4)
	require.Equal(t, 1, groups[0].Sources)

	require.True(t, c.Remove("3"))
	require.False(t, c.Remove("3"))
	require.Equal(t, []string{"Times", "Courier", "Post"}, slices.Collect(c.Groups())[0].Outlets)
	for _, id := range []string{"0", "1", "2"} {
		c.Remove(id)
	}
	require.Empty(t, slices.Collect(c.Groups()))
}

// TestWithoutID knows an article without an id by its outlet and its text.
func TestWithoutID(t *testing.T) {
	c := corpus.New()
	for range 2 {
		c.Add(corpus.Article{Outlet: "Post", Text: "“It was time to go,” she said."})
		c.Add(corpus.Article{Outlet: "Courier", Text: "“It was time to go,” she said."})
	}
	require.Equal(t, 2, c.Len())
	for g := range c.Groups() {
		require.Len(t, g.Variants, 2)
		require.Empty(t, g.Variants[0].Article)
	}
}

// TestReadersAndWriter reads groups while articles come and go.
func TestReadersAndWriter(t *testing.T) {
	c := corpus.New()
	articles := news(t)
	var group sync.WaitGroup
	group.Go(func() {
		for range 3 {
			for _, a := range articles {
				c.AddResult(a.Article, a.Result)
			}
			for _, a := range articles {
				c.Remove(a.ID)
			}
		}
	})
	for range 3 {
		group.Go(func() {
			for range 20 {
				for g := range c.Groups() {
					c.Has(g.Variants[0].Article)
				}
			}
		})
	}
	group.Wait()
	require.Zero(t, c.Len())
	require.Empty(t, slices.Collect(c.Groups()))
}

// TestCancelledGroups stops with the context's error.
func TestCancelledGroups(t *testing.T) {
	c := corpus.New()
	for _, q := range quotations(500, 4) {
		c.AddQuote(q)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for g, err := range c.GroupsContext(ctx) {
		require.Nil(t, g)
		require.ErrorIs(t, err, context.Canceled)
	}
	ctx, cancel = context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for _, err := range c.GroupsContext(ctx) {
		if n++; n == 10 {
			cancel()
		}
		if n == 11 {
			require.ErrorIs(t, err, context.Canceled)
		}
	}
	require.Equal(t, 11, n)
}

// TestKnownPeople lets a list of people decide who is who.
func TestKnownPeople(t *testing.T) {
	quotes := []corpus.Quote{
		{ID: "1", Speaker: "J. D. Okafor", Text: "The harbour belongs to the city and not to the bank."},
		{ID: "2", Speaker: "Jude Okafor", Text: "The harbour belongs to the city and not to the bank."},
		{ID: "3", Speaker: "Ida Okafor", Text: "We will test every anchor in that ceiling twice."},
	}
	c := corpus.New(corpus.WithPeople(corpus.PeopleMap{"J. D. Okafor": "Jude Okafor", "Jude Okafor": "Jude Okafor"}))
	for _, q := range quotes {
		c.AddQuote(q)
	}
	var people []string
	for p := range c.Speakers() {
		people = append(people, fmt.Sprint(p.Name, p.Names, p.Passages))
	}
	require.Equal(t, []string{"Jude Okafor[J. D. Okafor Jude Okafor] 2", "Ida Okafor[Ida Okafor] 1"}, people)
}
