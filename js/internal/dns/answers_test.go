package dns_test

import (
	"bytes"
	"encoding/binary"
	"strings"
)

// asked is a query that has come to the server.
type asked []byte

func (q asked) question() []byte {
	end := 12
	for q[end] != 0 {
		end += 1 + int(q[end])
	}
	return q[12 : end+5]
}

// at is where the data of the first answer begin, when it has the query's name.
func (q asked) at() uint16 { return uint16(12 + len(q.question()) + 12) }

// with answers the query; counts are those of questions, answers and what follows.
func (q asked) with(flags uint16, counts [4]uint16, question []byte, records ...[]byte) []byte {
	p := append([]byte(nil), q[:2]...)
	p = binary.BigEndian.AppendUint16(p, flags)
	for _, n := range counts {
		p = binary.BigEndian.AppendUint16(p, n)
	}
	return append(append(p, question...), bytes.Join(records, nil)...)
}

func (q asked) ok(records ...[]byte) []byte {
	return q.with(0x8180, [4]uint16{1, uint16(len(records))}, q.question(), records...)
}

func (q asked) refused(code uint16) []byte { return q.with(0x8180|code, [4]uint16{1}, q.question()) }

func changed(p []byte, at int, mask byte) []byte {
	p = bytes.Clone(p)
	if at < 0 {
		at += len(p)
	}
	p[at] ^= mask
	return p
}

// labels is a name in a message.
func labels(list ...string) string {
	name := ""
	for _, label := range list {
		name += string(rune(len(label))) + label
	}
	return name + "\x00"
}

func u16(n uint16) string { return string([]byte{byte(n >> 8), byte(n)}) }

func pointerTo(at uint16) string { return u16(0xc000 | at) }

const own = "\xc0\x0c" // the name of the query

// of is a record of a name, class and age.
func of(owner string, kind, class uint16, ttl uint32, data string) []byte {
	p := append([]byte(owner), u16(kind)+u16(class)...)
	p = binary.BigEndian.AppendUint32(p, ttl)
	return append(p, u16(uint16(len(data)))+data...)
}

func rr(kind uint16, data string) []byte { return of(own, kind, 1, 60, data) }

// chain answers with a name behind n pointers, each to the one before it.
func (q asked) chain(n int) []byte {
	at := uint16(12 + len(q.question()) + 11)
	data := labels("end")
	last := at
	for range n {
		next := at + uint16(len(data))
		data += pointerTo(last)
		last = next
	}
	return q.ok(of("\x00", 65280, 1, 1, data), rr(ns, pointerTo(last)))
}

// bomb is a datagram in which every name is thousands of labels long: they lie in a
// field of bytes 63, through which the pointers at its end lead again and again.
func (q asked) bomb(kind uint16, data string) []byte {
	const size = 32 << 10
	start := uint16(12 + len(q.question()) + 11)
	field := strings.Repeat("?", size)
	if start%2 == 1 {
		start, field = start+1, "\x00"+field
	}
	for i := range uint16(31) {
		field += pointerTo(start + 2*(i+1))
	}
	records := [][]byte{of("\x00", 65280, 1, 60, field+"\x00\x00")}
	if data == "" {
		data = pointerTo(start)
	}
	one := of(pointerTo(start), kind, 1, 60, data)
	for n := len(records[0]) + int(start); n+len(one) < 65000; n += len(one) {
		records = append(records, one)
	}
	return q.ok(records...)
}

const (
	a, ns, cname, soa, ptr, mx, txt, aaaa, srv, naptr, tlsa, caa = 1, 2, 5, 6, 12, 15, 16, 28, 33, 35, 52, 257

	ip      = "\x01\x02\x03\x04"
	numbers = "\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x00\x04\x00\x00\x00\x05"
	signed  = "\xff\xff\xff\xff\x80\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
)

func long(n int) string {
	name := []string{strings.Repeat("a", 63), strings.Repeat("b", 63), strings.Repeat("c", 63)}
	if n > 255 {
		return labels(append(name, strings.Repeat("d", n-194), "e")...)
	}
	return labels(append(name, strings.Repeat("d", n-192))...)
}

// oddAnswers are answers as they should not be, and answers that are rare.
var oddAnswers = []struct {
	title, kind string
	answer      func(q asked) []byte
}{
	{"plain", "A", func(q asked) []byte { return q.ok(rr(a, ip)) }},
	{"of another name", "A", func(q asked) []byte { return q.ok(of(labels("other"), a, 1, 1, ip)) }},
	{"of another class", "A", func(q asked) []byte { return q.ok(of(own, a, 3, 1, ip)) }},
	{"of two classes", "A", func(q asked) []byte { return q.ok(of(own, a, 3, 1, ip), rr(a, "\x04\x03\x02\x01")) }},
	{"short address", "A", func(q asked) []byte { return q.ok(rr(a, ip[1:])) }},
	{"long address", "A", func(q asked) []byte { return q.ok(rr(a, ip+ip)) }},
	{"no address", "A", func(q asked) []byte { return q.ok(rr(a, "")) }},
	{"short address", "AAAA", func(q asked) []byte { return q.ok(rr(aaaa, ip)) }},
	{"long address", "AAAA", func(q asked) []byte { return q.ok(rr(aaaa, strings.Repeat("\x01", 20))) }},
	{"other addresses, too", "A", func(q asked) []byte { return q.ok(rr(a, ip), rr(aaaa, strings.Repeat("\x01", 16))) }},
	{"alias and address", "A", func(q asked) []byte { return q.ok(rr(cname, labels("x")), of(labels("x"), a, 1, 1, ip)) }},
	{"alias alone", "A", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "AAAA", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "MX", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "NS", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "PTR", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "SOA", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"alias alone", "TLSA", func(q asked) []byte { return q.ok(rr(cname, labels("x"))) }},
	{"unknown alone", "A", func(q asked) []byte { return q.ok(rr(65280, "\xff\xff")) }},
	{"unknown alone", "ANY", func(q asked) []byte { return q.ok(rr(65280, "\xff\xff")) }},
	{"unknown and address", "A", func(q asked) []byte { return q.ok(rr(65280, "\xff\xff"), rr(a, ip)) }},
	{"nothing", "A", func(q asked) []byte { return q.ok() }},
	{"nothing", "ANY", func(q asked) []byte { return q.ok() }},
	{"age of the alias", "ttl", func(q asked) []byte { return q.ok(of(own, cname, 1, 5, labels("x")), of(labels("x"), a, 1, 100, ip)) }},
	{"great age", "ttl", func(q asked) []byte { return q.ok(of(own, a, 1, 0xffffffff, ip)) }},
	{"no age", "ttl", func(q asked) []byte { return q.ok(of(own, a, 1, 0, ip)) }},

	{"wrong id, then right", "A", func(q asked) []byte { return changed(q.ok(rr(a, ip)), 0, 0xff) }},
	{"another question's", "A", func(q asked) []byte {
		return q.with(0x8180, [4]uint16{1, 1}, []byte(labels("other")+"\x00\x01\x00\x01"), rr(a, ip))
	}},
	{"another type's", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{1, 1}, changed(q.question(), -3, 28), rr(a, ip)) }},
	{"another class's", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{1, 1}, changed(q.question(), -1, 2), rr(a, ip)) }},
	{"empty datagram", "A", func(q asked) []byte { return nil }},
	{"capitals", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{1, 1}, bytes.ToUpper(q.question()), rr(a, ip)) }},
	{"no question", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{0, 1}, nil, of(labels("x"), a, 1, 1, ip)) }},
	{"no question, failed", "A", func(q asked) []byte { return q.with(0x8182, [4]uint16{}, nil) }},
	{"two questions", "A", func(q asked) []byte {
		return q.with(0x8180, [4]uint16{2, 1}, append(q.question(), q.question()...), rr(a, ip))
	}},
	{"no answer's flag", "A", func(q asked) []byte { return changed(q.ok(rr(a, ip)), 2, 0x80) }},
	{"half a header", "A", func(q asked) []byte { return q[:5] }},
	{"half a question", "A", func(q asked) []byte { return q[:16] }},
	{"fewer answers than said", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{1, 5}, q.question(), rr(a, ip)) }},
	{"65535 answers said", "A", func(q asked) []byte {
		return q.with(0x8180, [4]uint16{1, 65535, 65535, 65535}, q.question(), rr(a, ip))
	}},
	{"more bytes than answers", "A", func(q asked) []byte { return append(q.ok(rr(a, ip)), 0, 0, 0) }},
	{"broken authority", "A", func(q asked) []byte { return q.with(0x8180, [4]uint16{1, 1, 1}, q.question(), rr(a, ip), []byte{0xc0}) }},
	{"more behind", "A", func(q asked) []byte {
		return q.with(0x8180, [4]uint16{1, 1, 1, 1}, q.question(), rr(a, ip), rr(ns, labels("x")), rr(a, ip))
	}},

	{"pointer to itself", "NS", func(q asked) []byte { return q.ok(rr(ns, pointerTo(q.at()))) }},
	{"pointer forward", "NS", func(q asked) []byte { return q.ok(rr(ns, pointerTo(q.at()+2)+labels("x"))) }},
	{"pointer to the next", "NS", func(q asked) []byte { return q.ok(rr(ns, pointerTo(q.at()+14)), rr(ns, labels("x"))) }},
	{"loop of a label", "NS", func(q asked) []byte { return q.ok(rr(ns, "\x01a"+pointerTo(q.at()))) }},
	{"owner points forward", "A", func(q asked) []byte { return q.ok(of(pointerTo(q.at()), a, 1, 1, "\x01a\x00")) }},
	{"127 pointers", "NS", func(q asked) []byte { return q.chain(126) }},
	{"128 pointers", "NS", func(q asked) []byte { return q.chain(127) }},
	{"129 pointers", "NS", func(q asked) []byte { return q.chain(128) }},
	{"name of 255", "NS", func(q asked) []byte { return q.ok(rr(ns, long(255))) }},
	{"name of 256", "NS", func(q asked) []byte { return q.ok(rr(ns, long(256))) }},
	{"owner of 255", "A", func(q asked) []byte { return q.ok(of(long(255), a, 1, 1, ip)) }},
	{"owner of 256", "A", func(q asked) []byte { return q.ok(of(long(256), a, 1, 1, ip)) }},
	{"label of kind 01", "NS", func(q asked) []byte { return q.ok(rr(ns, "\x41\x01\x00")) }},
	{"label of kind 10", "NS", func(q asked) []byte { return q.ok(rr(ns, "\x81\x01\x00")) }},
	{"name beyond its record", "NS", func(q asked) []byte {
		return q.with(0x8180, [4]uint16{1, 1}, q.question(), rr(ns, "\x03abc\x00")[:13], []byte("\x02\x03abc\x00"))
	}},
	{"root", "NS", func(q asked) []byte { return q.ok(rr(ns, "\x00")) }},
	{"more behind the name", "NS", func(q asked) []byte { return q.ok(rr(ns, labels("a")+"xy")) }},
	{"dots in labels", "NS", func(q asked) []byte { return q.ok(rr(ns, labels("a.b", "c"))) }},
	{"odd characters", "NS", func(q asked) []byte {
		return q.ok(rr(ns, labels(`a b"c\d;e(f)g@h$i'j`, "\x00\x07\x7f\x80\xff\xc3\xbc", "!#%&*+,/:<=>?[]^`{|}~", "_x", "A-Z")))
	}},
	{"odd characters", "PTR", func(q asked) []byte { return q.ok(rr(ptr, labels("Living Room v1.2", "x"))) }},
	{"odd characters", "CNAME", func(q asked) []byte { return q.ok(rr(cname, labels("a.b", "c"))) }},

	{"with a dot", "SOA", func(q asked) []byte { return q.ok(rr(soa, labels("ns")+labels("first.last", "x")+numbers)) }},
	{"great numbers", "SOA", func(q asked) []byte { return q.ok(rr(soa, labels("ns")+labels("x")+signed)) }},
	{"short", "SOA", func(q asked) []byte { return q.ok(rr(soa, labels("ns")+labels("x")+numbers[1:])) }},
	{"long", "SOA", func(q asked) []byte { return q.ok(rr(soa, labels("ns")+labels("x")+numbers+"x")) }},
	{"two", "SOA", func(q asked) []byte {
		return q.ok(rr(soa, labels("ns")+labels("x")+numbers), rr(soa, labels("2")+labels("x")+numbers))
	}},
	{"two", "MX", func(q asked) []byte { return q.ok(rr(mx, "\xff\xff"+labels("m")), rr(mx, "\x00\x00\x00")) }},
	{"short", "MX", func(q asked) []byte { return q.ok(rr(mx, "\x01")) }},
	{"broken name", "MX", func(q asked) []byte { return q.ok(rr(mx, "\x00\x01\x05"), rr(mx, "\x00\x00\x00")) }},
	{"pieces", "TXT", func(q asked) []byte { return q.ok(rr(txt, "\x03abc\x00\x02de"), rr(txt, "\x01x"), rr(txt, "\x00")) }},
	{"not ASCII", "TXT", func(q asked) []byte {
		return q.ok(rr(txt, "\x06ü€\xff"), rr(txt, "\x03\"x\xde"), rr(txt, "\x03a\x00b"))
	}},
	{"nothing", "TXT", func(q asked) []byte { return q.ok(rr(txt, "")) }},
	{"broken", "TXT", func(q asked) []byte { return q.ok(rr(txt, "\x01a"), rr(txt, "\x05a")) }},
	{"compressed", "SRV", func(q asked) []byte { return q.ok(rr(srv, "\x00\x01\x00\x02\x1f\x90\x03srv"+own)) }},
	{"short", "SRV", func(q asked) []byte { return q.ok(rr(srv, "\x00\x01\x00\x02\x1f")) }},
	{"compressed", "NAPTR", func(q asked) []byte { return q.ok(rr(naptr, "\x00\x01\x00\x02\x01S\x03SIP\x05!^.*$\x03sip"+own)) }},
	{"not ASCII", "NAPTR", func(q asked) []byte { return q.ok(rr(naptr, "\x00\x01\x00\x02\x01\xc3\x03SIP\x00"+labels("x"))) }},
	{"short", "NAPTR", func(q asked) []byte { return q.ok(rr(naptr, "\x00\x01\x00\x02\x01S")) }},
	{"two", "CAA", func(q asked) []byte { return q.ok(rr(caa, "\x80\x05issueca.example"), rr(caa, "\x00\x09issuewild;")) }},
	{"odd tags", "CAA", func(q asked) []byte {
		return q.ok(rr(caa, "\x00\x09__proto__x"), rr(caa, "\x00\x08criticaly"), rr(caa, "\x07\x04typez"), rr(caa, "\x00\x03a b=x"), rr(caa, "\x00\x010x"))
	}},
	{"odd values", "CAA", func(q asked) []byte {
		return q.ok(rr(caa, "\x00\x05issue\xc3\xff"), rr(caa, "\x00\x05issuea\x00b"), rr(caa, "\x00\x05issue\x00"))
	}},
	{"tag not ASCII", "CAA", func(q asked) []byte { return q.ok(rr(caa, "\x00\x02\xc3\xffx")) }},
	{"no tag", "CAA", func(q asked) []byte { return q.ok(rr(caa, "\x00\x00x")) }},
	{"no value", "CAA", func(q asked) []byte { return q.ok(rr(caa, "\x00\x05issue")) }},
	{"short", "CAA", func(q asked) []byte { return q.ok(rr(caa, "\x00")) }},
	{"plain", "TLSA", func(q asked) []byte { return q.ok(rr(tlsa, "\x03\x01\x01\xab\xcd")) }},
	{"no data", "TLSA", func(q asked) []byte { return q.ok(rr(tlsa, "\x03\x01\x01")) }},
	{"short", "TLSA", func(q asked) []byte { return q.ok(rr(tlsa, "\x03\x01")) }},

	{"of all types", "ANY", func(q asked) []byte {
		return q.ok(rr(caa, "\x00\x05issueca"), rr(naptr, "\x00\x01\x00\x02\x01S\x03SIP\x00"+labels("sip")), rr(ptr, labels("p")), rr(srv, "\x00\x01\x00\x02\x00\x03"+labels("s")),
			rr(txt, "\x01x\x02yz"), rr(ns, labels("n")), rr(mx, "\x00\x03"+labels("m")), rr(aaaa, strings.Repeat("\x02", 16)), rr(a, ip), rr(a, ip), rr(65280, "x"))
	}},
	{"with an alias", "ANY", func(q asked) []byte {
		return q.ok(rr(a, ip), rr(cname, labels("c")), rr(aaaa, strings.Repeat("\x02", 16)))
	}},
	{"two SOA", "ANY", func(q asked) []byte {
		return q.ok(rr(soa, labels("1")+labels("x")+numbers), rr(a, ip), rr(soa, labels("2")+labels("x")+numbers))
	}},
	{"one is broken", "ANY", func(q asked) []byte { return q.ok(rr(a, ip), rr(txt, "\x09x")) }},

	{"endless names", "A", func(q asked) []byte { return q.bomb(a, ip) }},
	{"endless names", "NS", func(q asked) []byte { return q.bomb(ns, "") }},
	{"endless names", "TXT", func(q asked) []byte { return q.bomb(txt, "\x00") }},
	{"endless names", "ANY", func(q asked) []byte { return q.bomb(ptr, "") }},

	{"code 1", "A", func(q asked) []byte { return q.refused(1) }},
	{"code 2", "A", func(q asked) []byte { return q.refused(2) }},
	{"code 3", "A", func(q asked) []byte { return q.refused(3) }},
	{"code 4", "A", func(q asked) []byte { return q.refused(4) }},
	{"code 5", "A", func(q asked) []byte { return q.refused(5) }},
	{"code 6", "A", func(q asked) []byte { return q.refused(6) }},
	{"code 6 with an answer", "A", func(q asked) []byte { return q.with(0x8186, [4]uint16{1, 1}, q.question(), rr(a, ip)) }},
	{"code 3 with an answer", "A", func(q asked) []byte { return q.with(0x8183, [4]uint16{1, 1}, q.question(), rr(a, ip)) }},
}
