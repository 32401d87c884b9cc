package corpus

import (
	"context"
	"iter"
	"runtime"
	"sync"

	"github.com/hearsay-go/hearsay/quote"
	"github.com/hearsay-go/hearsay/speaker"
)

// An Attributed is an article with what was found in it. Result is nil if the
// article was skipped.
type Attributed struct {
	Article
	Result *speaker.Result
}

// Attribute parses and attributes articles on all processors and yields them
// in their order, each with the error that came with it. At most a few
// articles per processor are in memory at a time. It stops early, without an error,
// when the context is done, and leaves no goroutine behind.
func Attribute(ctx context.Context, articles iter.Seq2[Article, error], options ...speaker.Option) iter.Seq2[Attributed, error] {
	type result struct {
		Attributed
		err error
	}
	return func(yield func(Attributed, error) bool) {
		ctx, cancel := context.WithCancel(ctx)
		var work sync.WaitGroup
		defer work.Wait()
		defer cancel()
		queue := make(chan chan result, runtime.GOMAXPROCS(0))
		work.Go(func() {
			defer close(queue)
			for a, err := range articles {
				slot := make(chan result, 1)
				select {
				case <-ctx.Done():
					return
				case queue <- slot:
				}
				if Skipped(err) {
					slot <- result{err: err}
					continue
				}
				work.Go(func() {
					r := speaker.Attribute(quote.Parse(a.Text), options...)
					slot <- result{Attributed{a, r}, err}
				})
			}
		})
		for slot := range queue {
			r := <-slot
			if ctx.Err() != nil || !yield(r.Attributed, r.err) {
				return
			}
		}
	}
}
