package stringdecoder

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
)

// FuzzWrite: bytes in three pieces are the same text as in one, and never more of it
// than there are bytes for.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{"", "a\xe2\x82\xac", "\xf0\x9f\x98\x80\xf0\x9f", "\x3d\xd8\x00\xde\x3d", "\xe2\xe2\x82\xac\xff\xed\xa0\x80", "abcdefg"} {
		for at := range uint8(4) {
			f.Add([]byte(s), at, at+1)
		}
	}
	f.Fuzz(func(t *testing.T, p []byte, first, second uint8) {
		from := min(int(first), len(p))
		to := min(from+int(second), len(p))
		for _, encoding := range []buffer.Encoding{buffer.UTF8, buffer.UTF16LE, buffer.Latin1, buffer.ASCII, buffer.Base64, buffer.Base64URL, buffer.Hex} {
			read := func(pieces ...[]byte) (text goja.Value) {
				d, s := NewDecoder(encoding), empty.(goja.String)
				for _, piece := range pieces {
					s = s.Concat(d.Write(nil, piece).(goja.String))
				}
				return s.Concat(d.End().(goja.String))
			}
			whole := read(p)
			if n := whole.(goja.String).Length(); n > 2*len(p)+4 {
				t.Errorf("%s: %d units of %d bytes", encoding, n, len(p))
			}
			if pieces := read(p[:from], p[from:to], p[to:]); !pieces.StrictEquals(whole) {
				t.Errorf("%s of %x at %d and %d: %q, in one %q", encoding, p, from, to, pieces, whole)
			}
		}
	})
}
