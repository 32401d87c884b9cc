// Package testdata holds the project's own articles and scenarios, embedded.
// All of them were written for the project: the articles are about invented
// events, or in the reporters' own words about public ones.
package testdata

import (
	"embed"
	"io/fs"
)

//go:embed news
var files embed.FS

// News returns the articles, as JSON Lines: interview.jsonl and tunnel.jsonl
// each hold what several outlets wrote of one event, single.jsonl holds one
// article each of many kinds. "attributions" in them are by hand.
func News() fs.FS {
	news, err := fs.Sub(files, "news")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return news
}
