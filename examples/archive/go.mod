module github.com/hearsay-go/hearsay/examples/archive

go 1.26.0

require (
	github.com/hearsay-go/hearsay v0.0.0
	github.com/hearsay-go/hearsay/corpus/store v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/blevesearch/snowballstem v0.9.0 // indirect
	github.com/clipperhouse/uax29/v2 v2.7.0 // indirect
	github.com/deckarep/golang-set v1.7.1 // indirect
	github.com/jdkato/prose/v2 v2.0.0 // indirect
	github.com/mingrammer/commonregex v1.0.1 // indirect
	go.etcd.io/bbolt v1.5.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
	golang.org/x/sys v0.49.0 // indirect
	gonum.org/v1/gonum v0.7.0 // indirect
	gopkg.in/neurosnap/sentences.v1 v1.0.6 // indirect
)

replace (
	github.com/hearsay-go/hearsay => ../..
	github.com/hearsay-go/hearsay/corpus/store => ../../corpus/store
)
