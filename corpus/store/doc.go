// Package store keeps a corpus in a file.
//
//	s, err := store.Open(ctx, "news.db")
//	…
//	defer s.Close()
//	_, err = s.Add(article)
//	for g, err := range s.Corpus().Find(ctx, corpus.Query{Speaker: "Ren Zhengfei"}) { … }
//
// When Add returns, the article is on disk; a program that is killed at any moment
// loses at most the call that it was in. Each article is kept with what was
// read from it, so that opening a file doesn't read the articles again; groups are
// computed in memory.
//
// The file is a database of [bbolt], the store of etcd and Consul: one file, one
// writer, pure Go, and each change one transaction that either is there
// wholly or not at all. SQLite in Go would bring ten times the code for queries that
// the corpus answers from memory, and Pebble a folder of files for write rates
// that reading articles can't reach. What bbolt lacks, checksums of what is stored
// and a version, this package adds.
//
// [bbolt]: https://pkg.go.dev/go.etcd.io/bbolt
package store
