package encoding

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// FuzzDecode: bytes in two pieces are the same text as in one, it is valid, and no
// longer than the bytes allow.
func FuzzDecode(f *testing.F) {
	for _, label := range []string{"utf-8", "utf-16le", "utf-16be", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "windows-1252", "x-user-defined"} {
		f.Add(label, []byte("a\xe4\xb8\xad\x81\x30\x81\x30\x1b$B$F\x1b(B\xff"), 3)
		if charset, err := htmlindex.Get(label); err == nil {
			if text, err := charset.NewEncoder().Bytes([]byte("テスト")); err == nil {
				f.Add(label, text, 1)
			}
		}
	}
	f.Fuzz(func(t *testing.T, label string, p []byte, at int) {
		name, charset := named(label)
		if name == "" || name == "replacement" {
			return
		}
		decoder := func() *decoder {
			d := &decoder{encoding: name}
			if name != utf8Name && name != utf16le && name != utf16be {
				d.charset = newCharset(charset)
			}
			return d
		}
		whole, rest, ok := decoder().text(p, true)
		if !utf8.ValidString(whole) || len(whole) > 4*len(p)+4 || len(rest) > 0 {
			t.Fatalf("%s of %x: %q, %x", name, p, whole, rest)
		}
		if at < 0 || at > len(p) {
			return
		}
		d := decoder()
		first, rest, fine := d.text(p[:at], false)
		second, _, too := d.text(append(bytes.Clone(rest), p[at:]...), true)
		if first+second != whole || (fine && too) != ok {
			t.Errorf("%s of %x at %d: %q and %q, %q in one", name, p, at, first, second, whole)
		}
	})
}
