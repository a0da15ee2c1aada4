package nodenet

import (
	"math/rand/v2"
	"testing"
	"unicode/utf8"
)

// However the bytes are cut, the text is the same, and every part of it is whole.
func TestDecoderOverSplits(t *testing.T) {
	for _, c := range []struct {
		encoding Encoding
		bytes    string
		text     string
	}{
		{UTF8, "aé€😀z", "aé€😀z"},
		{UTF8, "a\xffb\xe2\x82", "a\uFFFDb\uFFFD"},
		{UTF8, "\xe2\x28\xa1\xf0\x90\x80", "\uFFFD(\uFFFD\uFFFD"},
		{UTF8, "\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD"},
		{UTF16LE, "a\x00\xac\x20\x3d\xd8\x00\xde", "a€😀"},
		{Latin1, "a\xe9\xff", "aéÿ"},
		{ASCII, "a\xe9", "ai"},
		{Base64, "hello", "aGVsbG8="},
		{Base64URL, "\xfb\xff\xfe\x00", "-__-AA"},
		{Hex, "\x00\xff\x10", "00ff10"},
	} {
		for range 200 {
			d, got := newDecoder(c.encoding), ""
			for rest := []byte(c.bytes); len(rest) > 0; {
				n := 1 + rand.IntN(len(rest))
				part := string(d.write(rest[:n]))
				if !utf8.ValidString(part) {
					t.Fatalf("%s: half a character in %q", c.encoding, part)
				}
				got += part
				rest = rest[n:]
			}
			if got += string(d.end()); got != c.text {
				t.Fatalf("%s: %q, want %q", c.encoding, got, c.text)
			}
		}
	}
}
