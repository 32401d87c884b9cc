package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"runtime/debug"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"github.com/hearsay-go/hearsay/corpus"
	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// A Store is a corpus in a file. It is safe for concurrent use by one process;
// another that opens the file gets [ErrInUse].
type Store struct {
	path   string
	db     *bbolt.DB
	corpus *corpus.Corpus

	mu    sync.Mutex // held by the one writer
	state state
}

// Errors that Open returns, wrapped with the file's name.
var (
	// ErrInUse says that another process has the file open.
	ErrInUse = errors.New("another process has it open: close that first")
	// ErrDamaged says that the file doesn't hold what was written to it.
	ErrDamaged = errors.New("the file is damaged: restore it from a copy, or remove it and add the articles again")
	// ErrVersion says that a newer version of this package wrote the file.
	ErrVersion = errors.New("a newer version of the library wrote it: update this program")
	// ErrNotStore says that the file is something else.
	ErrNotStore = errors.New("the file is no store of a corpus: choose another name")
)

const (
	version  = 1
	magic    = "hearsay corpus"
	patience = time.Second // for another process that has the file open
)

var (
	metaBucket     = []byte("meta")
	articlesBucket = []byte("articles")
	entriesBucket  = []byte("entries")
	quotesBucket   = []byte("quotes") // like articles
	stateKey       = []byte("state")
)

// state is checked when a file is opened: how many records there are, and
// the sum of all their checksums.
type state struct {
	Magic   string `json:"magic"`
	Version int    `json:"version"`
	Records int    `json:"records"`
	Sum     uint64 `json:"sum"`
}

// Open opens a file, or makes a new one, and reads its corpus into memory: at about
// a tenth of a millisecond for each quotation. The options are those of
// [corpus.New].
func Open(ctx context.Context, path string, options ...corpus.Option) (*Store, error) {
	s := &Store{path: path, corpus: corpus.New(options...)}
	err := guard(func() error { return s.open(ctx) })
	if err != nil {
		if s.db != nil {
			_ = guard(s.db.Close)
		}
		return nil, fmt.Errorf("store %s: %w", path, err)
	}
	return s, nil
}

// guard turns what bbolt does with a damaged file, a panic or a memory fault,
// into an error.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w (%v)", ErrDamaged, r)
		}
	}()
	return f()
}

func (s *Store) open(ctx context.Context) error {
	db, err := bbolt.Open(s.path, 0o644, &bbolt.Options{Timeout: patience})
	switch {
	case errors.Is(err, bbolt.ErrTimeout):
		return ErrInUse
	case errors.Is(err, bbolt.ErrInvalid), errors.Is(err, bbolt.ErrVersionMismatch), errors.Is(err, bbolt.ErrChecksum):
		return fmt.Errorf("%w (%v)", ErrDamaged, err)
	case err != nil:
		return err
	}
	s.db = db
	if err := checkHeads(s.path); err != nil { // nobody else writes now
		return err
	}
	fresh := false
	if err := db.View(func(tx *bbolt.Tx) error {
		if tx.Bucket(metaBucket) == nil {
			fresh = tx.Cursor().Bucket().Stats().KeyN == 0
			if !fresh {
				return ErrNotStore
			}
			return nil
		}
		return s.read(ctx, tx)
	}); err != nil || !fresh {
		return err
	}
	s.state = state{Magic: magic, Version: version}
	return db.Update(func(tx *bbolt.Tx) error {
		for _, name := range [][]byte{metaBucket, articlesBucket, entriesBucket, quotesBucket} {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return putState(tx, s.state)
	})
}

// read fills the corpus. All that is read is checked first.
func (s *Store) read(ctx context.Context, tx *bbolt.Tx) error {
	raw, err := open(tx.Bucket(metaBucket).Get(stateKey))
	if err == nil {
		err = json.Unmarshal(raw, &s.state)
	}
	switch {
	case err != nil:
		return fmt.Errorf("%w (its head: %v)", ErrDamaged, err)
	case s.state.Magic != magic:
		return ErrNotStore
	case s.state.Version > version:
		return fmt.Errorf("version %d: %w", s.state.Version, ErrVersion)
	}
	found := state{Magic: magic, Version: s.state.Version}
	for _, name := range [][]byte{articlesBucket, quotesBucket, entriesBucket} {
		if err := tx.Bucket(name).ForEach(func(id, sealed []byte) error {
			if _, err := open(sealed); err != nil {
				return fmt.Errorf("%w (%s %q: %v)", ErrDamaged, name, id, err)
			}
			if found.Records++; found.Records > s.state.Records {
				return fmt.Errorf("%w (more than %d records)", ErrDamaged, s.state.Records)
			}
			found.Sum += sum(id, sealed)
			return ctx.Err()
		}); err != nil {
			return err
		}
	}
	if found != s.state {
		return fmt.Errorf("%w (%d records where %d were written)", ErrDamaged, found.Records, s.state.Records)
	}
	return tx.Bucket(entriesBucket).ForEach(func(id, sealed []byte) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		raw, _ := open(sealed)
		e := new(corpus.Entry)
		err := e.UnmarshalBinary(raw)
		if errors.Is(err, corpus.ErrVersion) {
			e, err = s.again(tx, id)
		}
		if err != nil {
			return fmt.Errorf("%w (entry %q: %v)", ErrDamaged, id, err)
		}
		s.corpus.AddEntry(e)
		return nil
	})
}

// again reads an article anew, for an entry that an older version wrote.
func (s *Store) again(tx *bbolt.Tx, id []byte) (*corpus.Entry, error) {
	if sealed := tx.Bucket(quotesBucket).Get(id); sealed != nil {
		var q corpus.Quote
		raw, err := open(sealed)
		if err == nil {
			err = json.Unmarshal(raw, &q)
		}
		return corpus.NewQuoteEntry(q), err
	}
	a, err := article(tx, id)
	if err != nil {
		return nil, err
	}
	return corpus.NewEntry(a, speaker.Attribute(quote.Parse(a.Text))), nil
}

// Close closes the file. The corpus stays readable.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.db.Close()
}

// Corpus returns the corpus, to be read: what is added to it alone is not kept.
func (s *Store) Corpus() *corpus.Corpus { return s.corpus }

// Add reads an article and keeps it, as [corpus.Corpus.Add] does. On an error
// neither the file nor the corpus has changed.
func (s *Store) Add(a corpus.Article, options ...speaker.Option) (*speaker.Result, error) {
	r := speaker.Attribute(quote.Parse(a.Text), options...)
	return r, s.AddResults(corpus.Attributed{Article: a, Result: r})
}

// AddResults keeps articles that were attributed before, all of them or, on an error, none. Many at
// once are far faster than one by one: each call waits for the disk once.
func (s *Store) AddResults(articles ...corpus.Attributed) error {
	var records []record
	for _, a := range articles {
		e := corpus.NewEntry(a.Article, a.Result)
		records = append(records, record{entry: e, bucket: articlesBucket, value: a.Article})
	}
	return s.put(records)
}

// AddQuotes keeps loose quotations, as AddResults keeps articles.
func (s *Store) AddQuotes(quotes ...corpus.Quote) error {
	var records []record
	for _, q := range quotes {
		records = append(records, record{entry: corpus.NewQuoteEntry(q), bucket: quotesBucket, value: q})
	}
	return s.put(records)
}

type record struct {
	entry  *corpus.Entry
	bucket []byte
	value  any
}

func (s *Store) put(records []record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := change{state: s.state}
	if err := s.update(func(tx *bbolt.Tx) error {
		for _, r := range records {
			id := []byte(r.entry.ID())
			value, err := json.Marshal(r.value)
			if err != nil {
				return err
			}
			entry, err := r.entry.MarshalBinary()
			if err != nil {
				return err
			}
			next.forget(tx, id)
			next.keep(tx, r.bucket, id, value)
			next.keep(tx, entriesBucket, id, entry)
			if next.err != nil {
				return next.err
			}
		}
		return putState(tx, next.state)
	}); err != nil {
		return fmt.Errorf("store %s: nothing was added: %w", s.path, err)
	}
	s.state = next.state
	for _, r := range records {
		s.corpus.AddEntry(r.entry)
	}
	return nil
}

// Remove takes an article or a quotation out and reports whether it was there.
func (s *Store) Remove(id string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next := change{state: s.state}
	if err := s.update(func(tx *bbolt.Tx) error {
		next.forget(tx, []byte(id))
		if next.err != nil {
			return next.err
		}
		return putState(tx, next.state)
	}); err != nil {
		return false, fmt.Errorf("store %s: nothing was removed: %w", s.path, err)
	}
	s.state = next.state
	return s.corpus.Remove(id), nil
}

// update runs a transaction that is on disk when it returns.
func (s *Store) update(f func(*bbolt.Tx) error) error {
	return guard(func() error { return s.db.Update(f) })
}

// Article returns an article as it was added, and whether it is there.
func (s *Store) Article(id string) (corpus.Article, bool, error) {
	var a corpus.Article
	found := false
	err := guard(func() error {
		return s.db.View(func(tx *bbolt.Tx) (err error) {
			if found = tx.Bucket(articlesBucket).Get([]byte(id)) != nil; found {
				a, err = article(tx, []byte(id))
			}
			return err
		})
	})
	if err != nil {
		return a, false, fmt.Errorf("store %s: %w", s.path, err)
	}
	return a, found, nil
}

// Articles yields all articles, by id.
func (s *Store) Articles() iter.Seq2[corpus.Article, error] {
	return func(yield func(corpus.Article, error) bool) {
		var ids []string
		if err := s.db.View(func(tx *bbolt.Tx) error {
			return tx.Bucket(articlesBucket).ForEach(func(id, _ []byte) error { ids = append(ids, string(id)); return nil })
		}); err != nil {
			yield(corpus.Article{}, fmt.Errorf("store %s: %w", s.path, err))
			return
		}
		for _, id := range ids {
			a, found, err := s.Article(id)
			if (found || err != nil) && !yield(a, err) {
				return
			}
		}
	}
}

func article(tx *bbolt.Tx, id []byte) (corpus.Article, error) {
	var a corpus.Article
	raw, err := open(tx.Bucket(articlesBucket).Get(id))
	if err == nil {
		err = json.Unmarshal(raw, &a)
	}
	if err != nil {
		return a, fmt.Errorf("%w (article %q: %v)", ErrDamaged, id, err)
	}
	return a, nil
}
