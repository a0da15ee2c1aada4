package stringdecoder_test

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		encoding buffer.Encoding
		parts    []string
		want     []string // the last is what End gives
	}{
		{buffer.UTF8, []string{"\xE2", "\x82", "\xACx"}, []string{"", "", "€x", ""}},
		{buffer.UTF8, []string{"a\xF0\x9F", "b"}, []string{"a", "\uFFFDb", ""}},
		{buffer.UTF8, []string{"\xE2\x82"}, []string{"", "\uFFFD"}},
		{buffer.UTF16LE, []string{"a\x00\x3D\xD8", "\x00", "\xDEb"}, []string{"a", "", "😀", ""}},
		{buffer.Base64, []string{"a", "bcd"}, []string{"", "YWJj", "ZA=="}},
		{buffer.Latin1, []string{"\xE9"}, []string{"é", ""}},
	} {
		d := stringdecoder.NewDecoder(c.encoding)
		for i, part := range c.parts {
			if got := d.Write(nil, []byte(part)).String(); got != c.want[i] {
				t.Errorf("%s: Write(%q) = %q, want %q", c.encoding, part, got, c.want[i])
			}
		}
		if got := d.End().String(); got != c.want[len(c.parts)] {
			t.Errorf("%s: End() = %q", c.encoding, got)
		}
	}
}

func TestAsNode(t *testing.T) {
	e := enginetest.New(t, func(e *engine.Engine) {
		e.Register("string_decoder", stringdecoder.Load)
		engine.Must(e.VM.Set("Buffer", buffer.ClassOf(e).Constructor))
	})
	const with = "const { StringDecoder } = require('string_decoder'); "
	const feed = with + "const d = new StringDecoder(%), out = []; for (const p of parts) { out.push(d.write(Buffer.from(p, 'hex')), d.lastNeed, d.lastTotal, d.lastChar) } out.push(d.end(), d.lastNeed, d.lastTotal, d.end()); return out"
	var cases []string
	for encoding, lists := range map[string][]string{
		"utf8": {"e2,82,ac", "e282,61", "f0,9f,98,80", "f09f98", "f09f,61,62", "c3c3,a9", "e2,e2,82ac", "ff,fe", "f0,", "61e282,acf09f", "eda0",
			"ed,a0,80", "c0", "f4,90", "f8,80", "e0,80", "f0,80", "f5,80", "61,62", "e282ac", "80,80,80", "f0,80,80,80", "c3,a9a9"},
		"utf16le": {"61,00,3dd8,00de", "3d", "3dd8", "3dd8,00", "3dd8,00,de61", "6100623dd8,00de", "3dd8,6100", "00dc61"},
		"base64":  {"61,62,63", "61626364,65", "6162"}, "base64url": {"61,6263646566", "61"},
		"hex": {"61,62"}, "latin1": {"e9"}, "ascii": {"e9"},
	} {
		for _, list := range lists {
			cases = append(cases, "const parts = '"+list+"'.split(','); "+replace(feed, "'"+encoding+"'"))
		}
	}
	for _, encoding := range []string{"'UTF-8'", "'binary'", "'UCS-2'", "'Utf16LE'", "undefined", "null", "''", "'xx'", "5", "Symbol('q')", "false"} {
		cases = append(cases, with+"return new StringDecoder("+encoding+").encoding")
	}
	for _, v := range []string{"undefined", "null", "5", "{}", "'str'", "new Uint16Array([0x4142])", "new DataView(new ArrayBuffer(2))", "new ArrayBuffer(2)"} {
		cases = append(cases, with+"return new StringDecoder().write("+v+")", with+"return new StringDecoder().end("+v+")")
	}
	cases = append(cases, with+"const d = new StringDecoder(); d.write(Buffer.from('e2', 'hex')); return [d.text(Buffer.from('abcdef'), 2), d.text(Buffer.from('e282ac', 'hex'), 1)]",
		with+"return StringDecoder.prototype.write.call({}, Buffer.from('x'))",
		with+"return [Object.keys(new StringDecoder()), Object.keys(StringDecoder.prototype), StringDecoder.length]",
		with+"function Sub() { StringDecoder.call(this, 'hex') } Sub.prototype = Object.create(StringDecoder.prototype); return new Sub().write(Buffer.from('a'))",
		with+"class Sub extends StringDecoder {} return new Sub('hex').write(Buffer.from('a'))")
	const random = "let x = 1; const r = (n) => (x ^= x << 13, x ^= x >>> 17, x ^= x << 5, x >>> 8 & n); "
	cases = append(cases, with+random+`const out = []; for (let i = 0; i < 500; i++) { const d = new StringDecoder(['utf8', 'utf16le', 'base64', 'base64url', 'utf8', 'utf16le', 'hex', 'latin1'][r(7)]);
		for (let k = r(3); k >= 0; k--) out.push(d.write(Buffer.from(Array.from({ length: r(7) }, () => [0x61, 0x80, 0xbf, 0xc2, 0xe0, 0xe2, 0xed, 0xa0, 0xf0, 0x9f, 0x90, 0xd8, 0xef, 0xdc, 0xff, 0xf8][r(15)]))), d.lastNeed, d.lastTotal); out.push(d.end()) } return out.join('|')`)
	enginetest.Compare(t, e, cases)
}

func replace(s, with string) string {
	for i := range s {
		if s[i] == '%' {
			return s[:i] + with + s[i+1:]
		}
	}
	return s
}
