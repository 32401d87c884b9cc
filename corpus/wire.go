package corpus

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"slices"

	"github.com/hearsay-go/hearsay/corpus/internal/match"
	"github.com/hearsay-go/hearsay/quote"
)

// The binary forms of what passes between the steps of distribute.go. They are
// for one run of one version, not for keeping: [Entry] is for that.

var errForm = errors.New("not what this version of corpus wrote")

// A form reads what was written, or remembers that it cannot.
type form struct {
	rest []byte
	err  error
}

func (f *form) uint() uint64 {
	v, n := binary.Uvarint(f.rest)
	if n <= 0 {
		f.err, f.rest = errForm, nil
		return 0
	}
	f.rest = f.rest[n:]
	return v
}

func (f *form) bytes() []byte {
	n := f.uint()
	if n > uint64(len(f.rest)) {
		f.err, f.rest = errForm, nil
		return nil
	}
	b := f.rest[:n:n]
	f.rest = f.rest[n:]
	return b
}

// fixed reads a value of fixed size.
func (f *form) fixed(v any) {
	n, err := binary.Decode(f.rest, binary.LittleEndian, v)
	if err != nil {
		f.err, f.rest = errForm, nil
		return
	}
	f.rest = f.rest[n:]
}

func (f *form) count() int { return int(min(f.uint(), uint64(len(f.rest)))) }

func appendBytes[T string | []byte](b []byte, v T) []byte {
	return append(binary.AppendUvarint(b, uint64(len(v))), v...)
}

func appendFixed(b []byte, v any) []byte {
	b, _ = binary.Append(b, binary.LittleEndian, v) // fails for other sizes alone
	return b
}

// The parts of fixed size of a Passage.
type passageHead struct {
	Hash, Digest               uint64
	Person                     int32
	Start, End                 uint32
	Weight                     float32
	Ambiguous, Reported, Named bool
}

// MarshalBinary writes the passage in about 400 bytes.
func (p Passage) MarshalBinary() ([]byte, error) {
	b := appendFixed(make([]byte, 0, 256), passageHead{
		p.hash, p.source.digest, p.who.person, p.Start, p.End, p.Weight, p.who.ambiguous, p.reported, p.Named,
	})
	b = binary.AppendUvarint(b, uint64(p.siblings))
	b = appendBytes(b, p.voice.called)
	b = appendBytes(b, p.Text)
	b = appendBytes(b, p.Layout)
	b = binary.AppendUvarint(b, uint64(len(p.Words)))
	for _, w := range p.Words {
		b = binary.LittleEndian.AppendUint32(b, uint32(w))
	}
	b = binary.AppendUvarint(b, uint64(len(p.Pieces)))
	for _, s := range p.Pieces {
		b = binary.AppendUvarint(b, uint64(s.Start))
		b = binary.AppendUvarint(b, uint64(s.End))
	}
	b = binary.AppendUvarint(b, uint64(len(p.source.copies)))
	for _, r := range p.source.copies {
		b = appendBytes(appendBytes(appendBytes(b, r.id), r.outlet), r.published)
	}
	if p.source.sketch != nil {
		b = appendFixed(b, p.source.sketch)
	}
	return b, nil
}

// UnmarshalBinary reads a passage.
func (p *Passage) UnmarshalBinary(b []byte) error {
	f := form{rest: b}
	var head passageHead
	f.fixed(&head)
	siblings := int(f.uint())
	voice := newVoice(string(f.bytes()))
	s := &source{digest: head.Digest}
	q := &passage{source: s, hash: head.Hash, Passage: match.Passage{Start: head.Start, End: head.End, Weight: head.Weight, Named: head.Named}}
	q.Text, q.Layout = string(f.bytes()), slices.Clone(f.bytes())
	q.Words = make([]match.Word, f.count())
	f.fixed(q.Words)
	if n := f.count(); n > 0 {
		q.Pieces = make([]quote.Span, n)
	}
	for i := range q.Pieces {
		q.Pieces[i] = quote.Span{Start: int(f.uint()), End: int(f.uint())}
	}
	s.copies = make([]record, f.count())
	for i := range s.copies {
		a := Article{ID: string(f.bytes()), Outlet: string(f.bytes()), Published: string(f.bytes())}
		s.copies[i] = a.record()
	}
	if len(f.rest) > 0 {
		s.sketch = new(sketch)
		f.fixed(s.sketch)
	}
	if f.err != nil || len(f.rest) > 0 || len(s.copies) == 0 {
		return errForm
	}
	if err := q.Validate(); err != nil {
		return err
	}
	*p = Passage{passage: q, siblings: siblings, reported: head.Reported, voice: voice, who: identity{head.Person, head.Ambiguous}}
	return nil
}

// MarshalBinary writes the glance in about 30 bytes.
func (g Glance) MarshalBinary() ([]byte, error) {
	b := append(make([]byte, 0, 40), byte(min(g.Words, math.MaxUint8)))
	b = binary.LittleEndian.AppendUint64(b, g.Passage)
	b = binary.LittleEndian.AppendUint64(b, g.Signature)
	for _, n := range g.Names {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b, nil
}

// UnmarshalBinary reads a glance.
func (g *Glance) UnmarshalBinary(b []byte) error {
	if len(b) < 17 || len(b)%8 != 1 {
		return errForm
	}
	*g = Glance{Words: int(b[0]), Passage: binary.LittleEndian.Uint64(b[1:]), Signature: binary.LittleEndian.Uint64(b[9:])}
	for b = b[17:]; len(b) > 0; b = b[8:] {
		g.Names = append(g.Names, binary.LittleEndian.Uint64(b))
	}
	return nil
}

// MarshalBinary writes the link in 67 bytes.
func (l Link) MarshalBinary() ([]byte, error) { return appendFixed(nil, l), nil }

// UnmarshalBinary reads a link.
func (l *Link) UnmarshalBinary(b []byte) error { return unmarshalFixed(b, l) }

// MarshalBinary writes the tie in 83 bytes.
func (t Tie) MarshalBinary() ([]byte, error) { return appendFixed(nil, t), nil }

// UnmarshalBinary reads a tie.
func (t *Tie) UnmarshalBinary(b []byte) error { return unmarshalFixed(b, t) }

func unmarshalFixed(b []byte, v any) error {
	f := form{rest: b}
	f.fixed(v)
	return f.err
}

// MarshalBinary writes the stretch and the passage.
func (m Member) MarshalBinary() ([]byte, error) {
	b, err := m.Passage.MarshalBinary()
	return append(appendFixed(nil, m.Stretch), b...), err
}

// UnmarshalBinary reads a member.
func (m *Member) UnmarshalBinary(b []byte) error {
	f := form{rest: b}
	if f.fixed(&m.Stretch); f.err != nil {
		return f.err
	}
	return m.Passage.UnmarshalBinary(f.rest)
}

type encodedDraft struct {
	ID      uint64
	Group   *Group
	Digests []uint64
	Fullest [][]byte
	Order   order
}

// MarshalBinary writes the draft.
func (d Draft) MarshalBinary() ([]byte, error) {
	out := encodedDraft{ID: d.ID, Group: d.Group, Digests: d.Digests, Order: d.order}
	for _, p := range d.Fullest {
		b, err := p.MarshalBinary()
		if err != nil {
			return nil, err
		}
		out.Fullest = append(out.Fullest, b)
	}
	return json.Marshal(out)
}

// UnmarshalBinary reads a draft.
func (d *Draft) UnmarshalBinary(b []byte) error {
	var in encodedDraft
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*d = Draft{ID: in.ID, Group: in.Group, Digests: in.Digests, Fullest: make([]Passage, len(in.Fullest)), order: in.Order}
	for i := range in.Fullest {
		if err := d.Fullest[i].UnmarshalBinary(in.Fullest[i]); err != nil {
			return err
		}
	}
	return nil
}
