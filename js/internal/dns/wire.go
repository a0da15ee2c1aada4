package dns

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"strconv"
	"strings"
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

var (
	errBadName     = errors.New("EBADNAME")
	errBadResponse = errors.New("EBADRESP")
)

// record is an answer; its data stay in the message, where names may point to
// other places.
type record struct {
	name    string
	kind    uint16
	ttl     uint32
	message []byte
	at, end int
}

// question writes a query for one name.
func question(id uint16, name string, kind uint16) ([]byte, error) {
	p := binary.BigEndian.AppendUint16(nil, id)
	p = append(p, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0) // recursion desired, one question
	name = strings.TrimSuffix(name, ".")
	if len(name) > 253 {
		return nil, errBadName
	}
	if name != "" {
		for _, label := range strings.Split(name, ".") {
			if label == "" || len(label) > 63 {
				return nil, errBadName
			}
			p = append(append(p, byte(len(label))), label...)
		}
	}
	p = append(p, 0)
	p = binary.BigEndian.AppendUint16(p, kind)
	return binary.BigEndian.AppendUint16(p, 1), nil
}

// answer reads a response: its code, whether it was cut short, and its records.
func answer(p []byte, id uint16) (code int, truncated bool, records []record, err error) {
	if len(p) < 12 || binary.BigEndian.Uint16(p) != id || p[2]&0x80 == 0 {
		return 0, false, nil, errBadResponse
	}
	code, truncated = int(p[3]&0xf), p[2]&2 != 0
	at := 12
	for range binary.BigEndian.Uint16(p[4:]) {
		if _, at, err = nameAt(p, at); err != nil {
			return
		}
		at += 4
	}
	for range binary.BigEndian.Uint16(p[6:]) {
		var r record
		if r.name, at, err = nameAt(p, at); err != nil {
			return
		}
		if at+10 > len(p) {
			return code, truncated, records, errBadResponse
		}
		r.kind, r.ttl = binary.BigEndian.Uint16(p[at:]), binary.BigEndian.Uint32(p[at+4:])
		r.message, r.at = p, at+10
		r.end = r.at + int(binary.BigEndian.Uint16(p[at+8:]))
		if at = r.end; at > len(p) {
			return code, truncated, records, errBadResponse
		}
		records = append(records, r)
	}
	return
}

// nameAt reads a name, which may go on elsewhere, and says what comes behind it.
func nameAt(p []byte, at int) (name string, next int, err error) {
	var labels []string
	next = -1
	for jumps := 0; jumps < 64; {
		if at >= len(p) {
			return "", 0, errBadResponse
		}
		n := int(p[at])
		switch {
		case n == 0:
			if next < 0 {
				next = at + 1
			}
			return strings.Join(labels, "."), next, nil
		case n&0xc0 == 0xc0:
			if at+1 >= len(p) {
				return "", 0, errBadResponse
			}
			if next < 0 {
				next = at + 2
			}
			at = (n&0x3f)<<8 | int(p[at+1])
			jumps++
		case at+1+n > len(p) || n > 63:
			return "", 0, errBadResponse
		default:
			labels = append(labels, string(p[at+1:at+1+n]))
			at += 1 + n
		}
	}
	return "", 0, errBadResponse
}

// reader takes the data of a record apart.
type reader struct {
	r      record
	failed bool
}

func (d *reader) name() string {
	name, next, err := nameAt(d.r.message, d.r.at)
	d.r.at = next
	d.failed = d.failed || err != nil
	return name
}

func (d *reader) bytes(n int) []byte {
	if d.r.at+n > d.r.end {
		d.failed = true
		return make([]byte, n)
	}
	p := d.r.message[d.r.at : d.r.at+n]
	d.r.at += n
	return p
}

func (d *reader) byte() int { return int(d.bytes(1)[0]) }

func (d *reader) uint16() int { return int(binary.BigEndian.Uint16(d.bytes(2))) }

func (d *reader) uint32() int { return int(binary.BigEndian.Uint32(d.bytes(4))) }

func (d *reader) text() string { return string(d.bytes(d.byte())) }

func (d *reader) rest() []byte { return d.bytes(d.r.end - d.r.at) }

func (d *reader) address() string {
	a, ok := netip.AddrFromSlice(d.rest())
	if !ok {
		d.failed = true
		return ""
	}
	return a.String()
}

// pointer is the name under which an address's own name is looked up.
func pointer(a netip.Addr) string {
	a = a.Unmap()
	p := a.AsSlice()
	var b strings.Builder
	for i := len(p) - 1; i >= 0; i-- {
		if a.Is4() {
			b.WriteString(strconv.Itoa(int(p[i])) + ".")
		} else {
			const digits = "0123456789abcdef"
			b.WriteString(string([]byte{digits[p[i]&15], '.', digits[p[i]>>4], '.'}))
		}
	}
	if a.Is4() {
		return b.String() + "in-addr.arpa"
	}
	return b.String() + "ip6.arpa"
}
