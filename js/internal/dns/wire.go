package dns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"net/netip"
)

// Types of records.
const (
	typeA     = 1
	typeNS    = 2
	typeCNAME = 5
	typeSOA   = 6
	typePTR   = 12
	typeMX    = 15
	typeTXT   = 16
	typeAAAA  = 28
	typeSRV   = 33
	typeNAPTR = 35
	typeTLSA  = 52
	typeANY   = 255
	typeCAA   = 257
)

const (
	headerLength = 12
	classIN      = 1
)

var (
	errBadName     = errors.New("EBADNAME")
	errBadResponse = errors.New("EBADRESP")
	errOther       = errors.New("not the answer to this query")
)

// question writes a query for one name.
func question(id uint16, name string, kind uint16) ([]byte, error) {
	p := binary.BigEndian.AppendUint16(nil, id)
	p = append(p, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0) // recursion desired, one question
	p, err := appendName(p, name)
	if err != nil {
		return nil, err
	}
	p = binary.BigEndian.AppendUint16(p, kind)
	return binary.BigEndian.AppendUint16(p, classIN), nil
}

// reply is the answer to a query. Its records stay in the message until they are
// asked for.
type reply struct {
	message   []byte
	code      int
	truncated bool // what is there is not all
	count     int  // of the answers, of any type
	records   []record
}

// record is an answer; its data are message[at:end].
type record struct {
	kind    uint16
	ttl     uint32
	at, end int
}

// readReply reads the answer to the query q. It is errOther when p answers
// something else, and errBadResponse when it is not an answer at all. All sections are
// gone through, but only the answers are kept.
func readReply(p, q []byte) (*reply, error) {
	if len(p) < 2 || !bytes.Equal(p[:2], q[:2]) {
		return nil, errOther
	}
	if len(p) < headerLength || binary.BigEndian.Uint16(p[4:]) != 1 {
		return nil, errBadResponse
	}
	at, ok := eachLabel(p, headerLength, func([]byte) {})
	if at += 4; !ok || at > len(p) {
		return nil, errBadResponse
	}
	if !sameQuestion(p[headerLength:at], q[headerLength:]) {
		return nil, errOther
	}
	r := &reply{message: p, code: int(p[3] & 0xf), truncated: p[2]&2 != 0, count: int(binary.BigEndian.Uint16(p[6:]))}
	if r.truncated {
		return r, nil
	}
	total := r.count + int(binary.BigEndian.Uint16(p[8:])) + int(binary.BigEndian.Uint16(p[10:]))
	for i := range total {
		next, err := r.read(at, i < r.count)
		if err != nil {
			return nil, err
		}
		at = next
	}
	return r, nil
}

// sameQuestion compares names whatever their letters' case; the bytes that count
// the letters of a label are smaller than letters.
func sameQuestion(a, b []byte) bool {
	name := len(b) - 4
	return len(a) == len(b) && bytes.Equal(a[name:], b[name:]) && bytes.Equal(bytes.ToLower(a[:name]), bytes.ToLower(b[:name]))
}

// read reads the record at a place, and says where the next one is.
func (r *reply) read(at int, keep bool) (next int, err error) {
	p := r.message
	at, ok := eachLabel(p, at, func([]byte) {})
	if !ok || at+10 > len(p) {
		return 0, errBadResponse
	}
	kind, class := binary.BigEndian.Uint16(p[at:]), binary.BigEndian.Uint16(p[at+2:])
	ttl := min(binary.BigEndian.Uint32(p[at+4:]), math.MaxInt32)
	next = at + 10 + int(binary.BigEndian.Uint16(p[at+8:]))
	if next > len(p) {
		return 0, errBadResponse
	}
	if keep && class == classIN {
		r.records = append(r.records, record{kind, ttl, at + 10, next})
	}
	return next, nil
}

// reader takes the data of a record apart.
type reader struct {
	message []byte
	at, end int
	failed  bool
}

func (r *reply) reader(of record) *reader { return &reader{message: r.message, at: of.at, end: of.end} }

func (d *reader) name() string {
	var text []byte
	more := false
	next, ok := eachLabel(d.message[:d.end], d.at, func(label []byte) {
		if more {
			text = append(text, '.')
		}
		more = true
		text = appendLabel(text, label)
	})
	if !ok {
		d.failed = true
		return ""
	}
	d.at = next
	return string(text)
}

func (d *reader) bytes(n int) []byte {
	if d.at+n > d.end {
		d.failed = true
		return make([]byte, n)
	}
	p := d.message[d.at : d.at+n]
	d.at += n
	return p
}

func (d *reader) byte() int { return int(d.bytes(1)[0]) }

func (d *reader) uint16() int { return int(binary.BigEndian.Uint16(d.bytes(2))) }

func (d *reader) uint32() uint32 { return binary.BigEndian.Uint32(d.bytes(4)) }

func (d *reader) text() []byte { return d.bytes(d.byte()) }

// ascii is a text that has to be printable.
func (d *reader) ascii() string {
	p := d.text()
	for _, c := range p {
		d.failed = d.failed || !printable(c)
	}
	return string(p)
}

// rest is what is left of the data, of which there must be something.
func (d *reader) rest() []byte {
	d.failed = d.failed || d.at == d.end
	return d.bytes(d.end - d.at)
}

func (d *reader) address(size int) string {
	a, _ := netip.AddrFromSlice(d.bytes(size))
	return a.String()
}
