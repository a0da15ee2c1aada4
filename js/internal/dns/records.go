package dns

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// value is what a record is to JavaScript; nil for one that was not asked for.
func (s *state) value(q query, r record, ttl bool) goja.Value {
	if q.kind == typeANY {
		return s.anyValue(r)
	}
	if r.kind != q.kind {
		return nil // such as the alias on the way to an address
	}
	d := &reader{r: r}
	var v goja.Value
	switch r.kind {
	case typeA, typeAAAA:
		address := d.address()
		v = s.e.Text(address)
		if ttl {
			v = s.e.Object("address", address, "ttl", int(r.ttl))
		}
	case typeNS, typeCNAME, typePTR:
		v = s.e.Text(d.name())
	case typeTXT:
		var chunks []any
		for d.r.at < d.r.end && !d.failed {
			chunks = append(chunks, d.text())
		}
		v = s.e.VM.NewArray(chunks...)
	default:
		v = s.structured(d)
	}
	if d.failed {
		return nil
	}
	return v
}

// structured are the records that have several parts.
func (s *state) structured(d *reader) goja.Value {
	e := s.e
	switch d.r.kind {
	case typeMX:
		priority := d.uint16()
		return e.Object("exchange", d.name(), "priority", priority, "type", "MX")
	case typeSRV:
		priority, weight, port := d.uint16(), d.uint16(), d.uint16()
		return e.Object("name", d.name(), "port", port, "priority", priority, "weight", weight, "type", "SRV")
	case typeSOA:
		ns, master := d.name(), d.name()
		return e.Object("nsname", ns, "hostmaster", master, "serial", d.uint32(), "refresh", d.uint32(), "retry", d.uint32(),
			"expire", d.uint32(), "minttl", d.uint32())
	case typeNAPTR:
		order, preference := d.uint16(), d.uint16()
		return e.Object("flags", d.text(), "service", d.text(), "regexp", d.text(), "replacement", d.name(),
			"order", order, "preference", preference)
	case typeCAA:
		flags, tag := d.byte(), d.text()
		return e.Object("critical", flags, "type", "CAA", tag, string(d.rest()))
	case typeTLSA:
		return e.Object("certUsage", d.byte(), "selector", d.byte(), "match", d.byte(),
			"data", e.VM.ToValue(e.VM.NewArrayBuffer(append([]byte(nil), d.rest()...))))
	}
	d.failed = true
	return nil
}

// anyValue is a record of resolveAny: an object with a type.
func (s *state) anyValue(r record) goja.Value {
	for _, q := range queries {
		if q.kind != r.kind || q.kind == typeANY {
			continue
		}
		v := s.value(q, r, true)
		if v == nil {
			return nil
		}
		o, ok := v.(*goja.Object)
		switch {
		case r.kind == typeTXT:
			o = s.e.Object("entries", v)
		case !ok:
			o = s.e.Object("value", v)
		}
		engine.Must(o.Set("type", q.record))
		return o
	}
	return nil
}
