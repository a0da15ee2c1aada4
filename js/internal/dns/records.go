package dns

import (
	"bytes"
	"math"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// result is what a reply is to the caller of a query; otherwise the code of an
// error.
func (s *state) result(q query, r *reply, ttl bool) (v goja.Value, code string) {
	if r.count == 0 {
		return nil, "ENODATA"
	}
	var values []any
	ok := true
	if q.kind == typeANY {
		values, ok = s.any(r)
	} else {
		values, ok = s.values(q, r, ttl)
	}
	switch {
	case !ok || q.kind == typeSOA && len(values) == 0:
		return nil, "EBADRESP"
	case q.kind == typeSOA:
		return values[0].(goja.Value), ""
	case len(values) == 0 && s.needed(q, r):
		return nil, "ENODATA"
	}
	return s.e.VM.NewArray(values...), ""
}

// needed reports whether a reply without records of the type that was asked for is
// an error, as Node has it: addresses may be missing behind an alias.
func (s *state) needed(q query, r *reply) bool {
	switch q.kind {
	case typeA, typeAAAA:
		return !r.has(typeCNAME)
	case typeNS, typeCNAME, typePTR:
		return true
	}
	return false
}

func (r *reply) has(kind uint16) bool {
	for _, record := range r.records {
		if record.kind == kind {
			return true
		}
	}
	return false
}

// values are the records of the type that was asked for; the others are not read.
func (s *state) values(q query, r *reply, ttl bool) (values []any, ok bool) {
	alias := uint32(math.MaxUint32) // an address is not valid for longer than the alias that leads to it
	for _, record := range r.records {
		if record.kind == typeCNAME {
			alias = min(alias, record.ttl)
		}
	}
	for _, record := range r.records {
		if record.kind != q.kind {
			continue
		}
		record.ttl = min(record.ttl, alias)
		d := r.reader(record)
		v := s.value(d, record, ttl)
		if d.failed {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// anyOrder is the order in which Node gives the records of resolveAny.
var anyOrder = []uint16{typeA, typeCNAME, typeAAAA, typeMX, typeNS, typeTXT, typeSRV, typePTR, typeNAPTR, typeSOA, typeTLSA, typeCAA}

// any are the records of resolveAny: objects with a type. An alias hides the
// addresses of version 4, and there is one SOA.
func (s *state) any(r *reply) (objects []any, ok bool) {
	for _, kind := range anyOrder {
		if kind == typeA && r.has(typeCNAME) {
			continue
		}
		q := queryOf(kind)
		values, ok := s.values(q, r, true)
		if !ok {
			return nil, false
		}
		for _, v := range values[:limit(kind, len(values))] {
			objects = append(objects, s.typed(q, v.(goja.Value)))
		}
	}
	return objects, true
}

func limit(kind uint16, n int) int {
	if kind == typeSOA {
		return min(n, 1)
	}
	return n
}

func queryOf(kind uint16) query {
	for _, q := range queries {
		if q.kind == kind {
			return q
		}
	}
	return query{}
}

func (s *state) typed(q query, v goja.Value) *goja.Object {
	o, ok := v.(*goja.Object)
	switch {
	case q.kind == typeTXT:
		o = s.e.Object("entries", v)
	case !ok:
		o = s.e.Object("value", v)
	}
	engine.Must(o.Set("type", q.record))
	return o
}

// value is what a record is to JavaScript.
func (s *state) value(d *reader, r record, ttl bool) goja.Value {
	e := s.e
	switch r.kind {
	case typeA, typeAAAA:
		size := 4
		if r.kind == typeAAAA {
			size = 16
		}
		address := d.address(size)
		if ttl {
			return e.Object("address", address, "ttl", int(r.ttl))
		}
		return e.Text(address)
	case typeNS, typeCNAME, typePTR:
		return e.Text(d.name())
	case typeTXT:
		d.failed = d.at == d.end
		var chunks []any
		for d.at < d.end && !d.failed {
			chunks = append(chunks, latin1(d.text()))
		}
		return e.VM.NewArray(chunks...)
	}
	return s.structured(d, r.kind)
}

// structured are the records that have several parts.
func (s *state) structured(d *reader, kind uint16) goja.Value {
	e := s.e
	switch kind {
	case typeMX:
		priority := d.uint16()
		return e.Object("exchange", d.name(), "priority", priority, "type", "MX")
	case typeSRV:
		priority, weight, port := d.uint16(), d.uint16(), d.uint16()
		return e.Object("name", d.name(), "port", port, "priority", priority, "weight", weight, "type", "SRV")
	case typeSOA: // some of its numbers have a sign in Node
		ns, master := d.name(), d.name()
		return e.Object("nsname", ns, "hostmaster", master, "serial", int(d.uint32()), "refresh", int(int32(d.uint32())),
			"retry", int(int32(d.uint32())), "expire", int(int32(d.uint32())), "minttl", int(d.uint32()))
	case typeNAPTR:
		order, preference := d.uint16(), d.uint16()
		return e.Object("flags", d.ascii(), "service", d.ascii(), "regexp", d.ascii(), "replacement", d.name(),
			"order", order, "preference", preference)
	case typeCAA:
		flags, tag := d.byte(), d.ascii()
		d.failed = d.failed || tag == ""
		value, _, _ := bytes.Cut(d.rest(), []byte{0})
		return e.Object("critical", flags, "type", "CAA", tag, latin1(value))
	}
	usage, selector, match := d.byte(), d.byte(), d.byte() // TLSA
	return e.Object("certUsage", usage, "selector", selector, "match", match,
		"data", e.VM.ToValue(e.VM.NewArrayBuffer(bytes.Clone(d.rest()))))
}

// latin1 is a text of which Node takes every byte for a character.
func latin1(p []byte) goja.Value {
	units := make([]uint16, len(p))
	for i, c := range p {
		units[i] = uint16(c)
	}
	return goja.StringFromUTF16(units)
}
