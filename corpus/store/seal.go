package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"
	"slices"

	"go.etcd.io/bbolt"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errChecksum = errors.New("wrong checksum")

// seal puts a checksum before a value.
func seal(value []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, crc32.Checksum(value, castagnoli)), value...)
}

// open returns the value behind a checksum that is right.
func open(sealed []byte) ([]byte, error) {
	if len(sealed) < 4 || binary.BigEndian.Uint32(sealed) != crc32.Checksum(sealed[4:], castagnoli) {
		return nil, errChecksum
	}
	return sealed[4:], nil
}

// sum is what a record adds to the sum of all.
func sum(id, sealed []byte) uint64 {
	return uint64(crc32.Checksum(slices.Concat(id, sealed[:4]), castagnoli))
}

// A change is the state that a transaction will leave.
type change struct {
	state
	err error
}

// keep writes a record that is not there.
func (c *change) keep(tx *bbolt.Tx, bucket, id, value []byte) {
	if c.err != nil {
		return
	}
	sealed := seal(value)
	c.Records++
	c.Sum += sum(id, sealed)
	c.err = tx.Bucket(bucket).Put(id, sealed)
}

// forget deletes all records of an id.
func (c *change) forget(tx *bbolt.Tx, id []byte) {
	for _, name := range [][]byte{articlesBucket, quotesBucket, entriesBucket} {
		b := tx.Bucket(name)
		sealed := b.Get(id)
		if sealed == nil || c.err != nil {
			continue
		}
		c.Records--
		c.Sum -= sum(id, sealed)
		c.err = b.Delete(id)
	}
}

func putState(tx *bbolt.Tx, s state) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return tx.Bucket(metaBucket).Put(stateKey, seal(b))
}
