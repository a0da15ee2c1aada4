package dns

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// FuzzAnswer reads answers of all kinds; whatever they are, they make values or are
// refused, and what is made of them is of their size.
func FuzzAnswer(f *testing.F) {
	e := enginetest.New(f, func(e *engine.Engine) {})
	s := &state{e: e}
	header := "\x00\x01\x81\x80\x00\x01\x00\x02\x00\x00\x00\x00\x01a\x00"
	for _, c := range []struct {
		kind uint16
		data string
	}{
		{typeA, "\x01\x02\x03\x04"}, {typeAAAA, strings.Repeat("\x01", 16)}, {typeNS, "\x01b\xc0\x0c"}, {typeCNAME, "\xc0\x0c"}, {typePTR, "\x03a.b\x00"}, {typeMX, "\x00\x01\x01b\xc0\x0c"},
		{typeTXT, "\x03abc\x00\x01\xff"}, {typeSRV, "\x00\x01\x00\x02\x00\x03\x01b\xc0\x0c"}, {typeSOA, "\xc0\x0c\x01b\xc0\x0c" + strings.Repeat("\x01", 20)},
		{typeNAPTR, "\x00\x01\x00\x02\x01S\x00\x00\xc0\x0c"}, {typeCAA, "\x00\x09__proto__x"}, {typeTLSA, "\x01\x02\x03\x04"}, {65280, "x"},
	} {
		question := string([]byte{byte(c.kind >> 8), byte(c.kind), 0, 1})
		record := "\xc0\x0c" + question + "\x00\x00\x00\x3c\x00" + string([]byte{byte(len(c.data))}) + c.data
		f.Add([]byte(header+question+record+record), c.kind)
	}
	f.Fuzz(func(t *testing.T, p []byte, kind uint16) {
		q, err := question(1, "a", kind)
		if err != nil {
			t.Fatal(err)
		}
		r, err := readReply(p, q)
		if err != nil {
			return
		}
		if len(r.records) > len(p)/11 {
			t.Fatal("more records than there can be")
		}
		wanted := queryOf(kind)
		if wanted.kind == 0 {
			return
		}
		for _, ttl := range []bool{false, true} {
			if ex := e.VM.Try(func() {
				v, code := s.result(wanted, r, ttl)
				if (v == nil) == (code == "") {
					t.Fatal(v, code)
				}
				if code == "" {
					if text := e.Invoke(e.VM.Get("JSON").ToObject(e.VM), "stringify", v).String(); len(text) > 2000+300*len(p) {
						t.Fatalf("%d bytes became %d", len(p), len(text))
					}
				}
			}); ex != nil {
				t.Fatal(ex)
			}
		}
	})
}

// FuzzName reads back what was written.
func FuzzName(f *testing.F) {
	for _, name := range []string{"", ".", "a", "a.b.", `a\.b.c`, `\097`, "a..b", `a\`, strings.Repeat("a.", 127) + "a", strings.Repeat("a", 64)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		p, err := appendName(nil, name)
		if err != nil {
			return
		}
		d := &reader{message: p, end: len(p)}
		text := d.name()
		if d.failed || d.at != len(p) {
			t.Fatalf("%q is %q, which is no name", name, p)
		}
		if again, err := appendName(nil, text); err != nil || !bytes.Equal(again, p) {
			t.Errorf("%q is %q, and that %q (%v)", name, text, again, err)
		}
	})
}
