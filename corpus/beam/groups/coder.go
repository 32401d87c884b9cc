package groups

import (
	"encoding/binary"
	"errors"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/graph/coder"

	"github.com/hearsay-go/hearsay/corpus"
)

// Beam finds coders by the names of their functions, so each type has its own.
func init() {
	beam.RegisterCoder(reflect.TypeFor[corpus.Passage](), corpus.Passage.MarshalBinary, decodePassage)
	beam.RegisterCoder(reflect.TypeFor[corpus.Glance](), corpus.Glance.MarshalBinary, decodeGlance)
	beam.RegisterCoder(reflect.TypeFor[corpus.Link](), corpus.Link.MarshalBinary, decodeLink)
	beam.RegisterCoder(reflect.TypeFor[corpus.Tie](), corpus.Tie.MarshalBinary, decodeTie)
	beam.RegisterCoder(reflect.TypeFor[corpus.Member](), corpus.Member.MarshalBinary, decodeMember)
	beam.RegisterCoder(reflect.TypeFor[corpus.Draft](), corpus.Draft.MarshalBinary, decodeDraft)
	beam.RegisterCoder(reflect.TypeFor[Answer](), encodeAnswer, decodeAnswer)
	beam.RegisterCoder(reflect.TypeFor[LinkEnd](), encodeLinkEnd, decodeLinkEnd)
	beam.RegisterCoder(reflect.TypeFor[Pair](), encodePair, decodePair)
	coder.RegisterDeterministicCoder(reflect.TypeFor[Pair](), encodePair, decodePair) // it is a key
}

func decodePassage(b []byte) (v corpus.Passage, err error) { err = v.UnmarshalBinary(b); return }
func decodeGlance(b []byte) (v corpus.Glance, err error)   { err = v.UnmarshalBinary(b); return }
func decodeLink(b []byte) (v corpus.Link, err error)       { err = v.UnmarshalBinary(b); return }
func decodeTie(b []byte) (v corpus.Tie, err error)         { err = v.UnmarshalBinary(b); return }
func decodeMember(b []byte) (v corpus.Member, err error)   { err = v.UnmarshalBinary(b); return }
func decodeDraft(b []byte) (v corpus.Draft, err error)     { err = v.UnmarshalBinary(b); return }

func encodeAnswer(a Answer) ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(len(a.Keys)))
	for _, key := range a.Keys {
		b = binary.LittleEndian.AppendUint64(b, key)
	}
	p, err := a.Passage.MarshalBinary()
	return append(b, p...), err
}

func decodeAnswer(b []byte) (a Answer, err error) {
	n, size := binary.Uvarint(b)
	if size <= 0 || n > uint64(len(b)-size)/8 {
		return a, errShort
	}
	b = b[size:]
	for range n {
		a.Keys = append(a.Keys, binary.LittleEndian.Uint64(b))
		b = b[8:]
	}
	a.Passage, err = decodePassage(b)
	return a, err
}

func encodeLinkEnd(e LinkEnd) ([]byte, error) { return binary.Append(nil, binary.LittleEndian, e) }

func decodeLinkEnd(b []byte) (e LinkEnd, err error) {
	_, err = binary.Decode(b, binary.LittleEndian, &e)
	return e, err
}

func encodePair(p Pair) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, p.A), p.B)
}

func decodePair(b []byte) (Pair, error) {
	if len(b) != 16 {
		return Pair{}, errShort
	}
	return Pair{binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])}, nil
}

var errShort = errors.New("too short to be what this version of groups wrote")
