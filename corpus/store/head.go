package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// checkHeads refuses a file of which one of the two heads is damaged. bbolt
// would go back, without a word, to what was there before the last change.
func checkHeads(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	page := int64(os.Getpagesize())
	if first, err := head(f, 0); err == nil {
		page = int64(first)
	}
	for n := range int64(2) {
		if _, err := head(f, n*page); err != nil {
			return fmt.Errorf("%w (head %d: %v)", ErrDamaged, n, err)
		}
	}
	return nil
}

// The layout of a head, behind a page's own 16 bytes, as in bbolt's
// internal/common/meta.go: magic, version, page size, …, and a checksum of what stands before it.
const (
	headStart  = 16
	headBytes  = 64
	boltMagic  = 0xED0CDAED
	sumAt      = 56
	pageSizeAt = 8
)

// head checks the head at an offset and returns the page size that it gives.
func head(f io.ReaderAt, at int64) (uint32, error) {
	var b [headBytes]byte
	if _, err := f.ReadAt(b[:], at+headStart); err != nil {
		return 0, err
	}
	h := fnv.New64a()
	h.Write(b[:sumAt])
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if order.Uint32(b[:]) == boltMagic && order.Uint64(b[sumAt:]) == h.Sum64() {
			return order.Uint32(b[pageSizeAt:]), nil
		}
	}
	return 0, errChecksum
}
