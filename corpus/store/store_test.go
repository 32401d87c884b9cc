package store_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/corpus/internal/synthetic"
	"github.com/hearsay-go/hearsay/corpus/store"
	"github.com/hearsay-go/hearsay/testdata"
)

func quotes(n int) []corpus.Quote {
	var out []corpus.Quote
	for q := range synthetic.Quotations(n, 5) {
		out = append(out, corpus.Quote{ID: q.ID, Outlet: q.Outlet, Date: q.Date, Speaker: q.Speaker, Text: q.Text})
	}
	return out
}

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func groups(t *testing.T, c *corpus.Corpus) string {
	t.Helper()
	var b bytes.Buffer
	for g := range c.Groups() {
		require.NoError(t, json.NewEncoder(&b).Encode(g))
	}
	return b.String()
}

// TestReopen finds in the file what was in the corpus.
func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := open(t, path)
	var articles []corpus.Attributed
	for a, err := range corpus.Attribute(t.Context(), (corpus.Reader{}).FS(testdata.News())) {
		require.NoError(t, err)
		articles = append(articles, a)
	}
	require.NoError(t, s.AddResults(articles[:10]...))
	for _, a := range articles[5:] {
		_, err := s.Add(a.Article)
		require.NoError(t, err)
	}
	require.NoError(t, s.AddQuotes(quotes(200)...))
	there, err := s.Remove(articles[3].ID)
	require.NoError(t, err)
	require.True(t, there)
	there, err = s.Remove(articles[3].ID)
	require.NoError(t, err)
	require.False(t, there)
	want := groups(t, s.Corpus())
	require.NoError(t, s.Close())

	batch := corpus.New()
	for i, a := range articles {
		if i != 3 {
			batch.AddResult(a.Article, a.Result)
		}
	}
	for _, q := range quotes(200) {
		batch.AddQuote(q)
	}
	require.Equal(t, groups(t, batch), want)

	s = open(t, path)
	require.Equal(t, want, groups(t, s.Corpus()))
	a, found, err := s.Article(articles[0].ID)
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, articles[0].Article, a)
	n := 0
	for _, err := range s.Articles() {
		require.NoError(t, err)
		n++
	}
	require.Equal(t, len(articles)-1, n)
}

// TestInUse tells that somebody else has the file.
func TestInUse(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	open(t, path)
	_, err := store.Open(t.Context(), path)
	require.ErrorIs(t, err, store.ErrInUse)
	require.ErrorContains(t, err, path)
}

// TestCancelled stops opening with the context's error.
func TestCancelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := open(t, path)
	require.NoError(t, s.AddQuotes(quotes(10)...))
	require.NoError(t, s.Close())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := store.Open(ctx, path)
	require.ErrorIs(t, err, context.Canceled)
}

// TestDamage changes bytes all over the file, and cuts it: what opens has
// everything, what has not doesn't open.
func TestDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s := open(t, path)
	require.NoError(t, s.AddQuotes(quotes(60)...))
	want := groups(t, s.Corpus())
	require.NoError(t, s.Close())
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	refused := 0
	for n := range 150 {
		b := bytes.Clone(whole)
		if n%5 == 0 {
			b = b[:random.IntN(len(b))]
		} else {
			for range 1 + random.IntN(40) {
				b[random.IntN(len(b))] ^= byte(1 + random.IntN(255))
			}
		}
		damaged := filepath.Join(t.TempDir(), "damaged.db")
		require.NoError(t, os.WriteFile(damaged, b, 0o644))
		s, err := store.Open(t.Context(), damaged)
		if err != nil {
			refused++
			require.ErrorContains(t, err, damaged)
			continue
		}
		if len(b) > 0 { // an empty file is a new one
			require.Equal(t, want, groups(t, s.Corpus()))
		}
		s.Close()
	}
	require.Greater(t, refused, 50)
	require.NoError(t, os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o644))
	_, err = store.Open(t.Context(), path)
	require.ErrorIs(t, err, store.ErrDamaged)
}

// TestConcurrent adds from several goroutines while others read.
func TestConcurrent(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "news.db"))
	all := quotes(60)
	var group sync.WaitGroup
	for i := range 3 {
		group.Go(func() {
			for k := i; k < len(all); k += 3 {
				if err := s.AddQuotes(all[k]); err != nil {
					t.Error(err)
				}
			}
		})
		group.Go(func() {
			for range 5 {
				for range s.Corpus().Groups() {
				}
			}
		})
	}
	group.Wait()
	require.Equal(t, len(all), s.Corpus().Len())
}

const child = "HEARSAY_STORE_CHILD"

// TestMain runs as the program that TestKill kills if it is asked to.
func TestMain(m *testing.M) {
	if path := os.Getenv(child); path != "" {
		if err := addForever(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// addForever adds, replaces and removes quotations, and prints the number of each step
// that is acknowledged.
func addForever(path string) error {
	s, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	fmt.Println("open")
	for n := s.Corpus().Len(); ; n++ {
		if err := s.AddQuotes(corpus.Quote{ID: strconv.Itoa(n), Text: fmt.Sprintf("Step number %d is on the disk now.", n)}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// TestKill kills a program that adds, a hundred times at any moment: all that
// it acknowledged is there, and at most one step more.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	random := rand.New(rand.NewPCG(3, 4))
	total := 0
	for range 100 {
		command := exec.Command(os.Args[0])
		command.Env = append(os.Environ(), child+"="+path)
		out, err := command.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, command.Start())
		lines := make(chan string)
		go func() {
			for in := bufio.NewScanner(out); in.Scan(); {
				lines <- in.Text()
			}
			close(lines)
		}()
		// Some are killed while they open the file, the others after a few steps.
		acknowledged := -1
		note := func(line string) {
			if n, err := strconv.Atoi(line); err == nil {
				acknowledged = n
			}
		}
		for range random.IntN(5) {
			note(<-lines)
		}
		time.Sleep(time.Duration(random.IntN(3000)) * time.Microsecond)
		require.NoError(t, command.Process.Kill())
		for line := range lines {
			note(line)
		}
		command.Wait()

		s, err := store.Open(t.Context(), path)
		require.NoError(t, err)
		n := s.Corpus().Len()
		require.GreaterOrEqual(t, n, max(total, acknowledged+1))
		require.LessOrEqual(t, n, max(total, acknowledged+1)+1)
		for i := range n {
			require.True(t, s.Corpus().Has(strconv.Itoa(i)))
		}
		total = n
		require.NoError(t, s.Close())
	}
	require.Greater(t, total, 50)
}
