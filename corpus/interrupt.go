package corpus

import (
	"context"
	"io"
)

// Interruptible returns a reader that gives up, with the context's error, when
// the context is done, even where a read of in waits for somebody to type. That
// one read goes on in the background until it returns; its bytes are lost.
func Interruptible(ctx context.Context, in io.Reader) io.Reader {
	return &interruptible{ctx: ctx, in: in}
}

type interruptible struct {
	ctx    context.Context
	in     io.Reader
	buffer []byte
}

func (r *interruptible) Read(p []byte) (int, error) {
	type result struct {
		n   int
		err error
	}
	// A read that was given up still writes, so never into the caller's p.
	if len(r.buffer) < len(p) {
		r.buffer = make([]byte, len(p))
	}
	b, done := r.buffer[:len(p)], make(chan result, 1)
	go func() {
		n, err := r.in.Read(b)
		done <- result{n, err}
	}()
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-done:
		return copy(p, b[:got.n]), got.err
	}
}
