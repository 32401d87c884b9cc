package store

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"go.etcd.io/bbolt"

	"github.com/hearsay-go/hearsay/corpus"
)

// TestOlderEntries opens a file whose entries an older version of the library wrote: they are
// made anew from the articles and quotations that the file keeps.
func TestOlderEntries(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	s, err := Open(t.Context(), path)
	require.NoError(t, err)
	_, err = s.Add(corpus.Article{ID: "a", Outlet: "A", Text: "“Every anchor in that ceiling will be tested twice,” Mayor Lena Ortiz said."})
	require.NoError(t, err)
	require.NoError(t, s.AddQuotes(corpus.Quote{ID: "b", Outlet: "B", Speaker: "Ortiz", Text: "every anchor in that ceiling"}))
	want := slices.Collect(s.Corpus().Groups())
	require.Len(t, want, 1)

	c := change{state: s.state}
	require.NoError(t, s.db.Update(func(tx *bbolt.Tx) error {
		older := map[string][]byte{}
		require.NoError(t, tx.Bucket(entriesBucket).ForEach(func(id, sealed []byte) error {
			raw, err := open(sealed)
			var entry map[string]any
			require.NoError(t, json.Unmarshal(raw, &entry))
			entry["version"], entry["passages"] = 1, "as they were written then"
			older[string(id)], err = json.Marshal(entry)
			c.Records--
			c.Sum -= sum(id, sealed)
			return err
		}))
		for id, raw := range older {
			c.keep(tx, entriesBucket, []byte(id), raw)
		}
		require.NoError(t, c.err)
		return putState(tx, c.state)
	}))
	require.NoError(t, s.Close())

	s, err = Open(t.Context(), path)
	require.NoError(t, err)
	defer s.Close()
	require.Equal(t, want, slices.Collect(s.Corpus().Groups()))
}
