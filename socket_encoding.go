package nodenet

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/nodenet-go/nodenet/internal/node"
)

// Encoding says how bytes become text, for [Socket.SetEncoding].
type Encoding string

// The encodings of Node's buffers.
const (
	UTF8      Encoding = "utf8"
	UTF16LE   Encoding = "utf16le"
	Latin1    Encoding = "latin1"
	ASCII     Encoding = "ascii"
	Base64    Encoding = "base64"
	Base64URL Encoding = "base64url"
	Hex       Encoding = "hex"
)

// encodingNames are all the names that Node knows, in small letters.
var encodingNames = map[string]Encoding{
	"utf8": UTF8, "utf-8": UTF8,
	"utf16le": UTF16LE, "utf-16le": UTF16LE, "ucs2": UTF16LE, "ucs-2": UTF16LE,
	"latin1": Latin1, "binary": Latin1, "ascii": ASCII,
	"base64": Base64, "base64url": Base64URL, "hex": Hex,
}

// SetEncoding decodes what is read: OnText gets text, OnData and Read get its
// bytes in UTF-8, and characters that were split over several packets come
// whole. Data that already waits to be read is decoded too. The names are
// Node's, in upper or lower case; any other is ERR_UNKNOWN_ENCODING. Node:
// setEncoding().
func (s *Socket) SetEncoding(encoding Encoding) error {
	known, ok := encodingNames[strings.ToLower(string(encoding))]
	if !ok {
		return misuse(node.UnknownEncoding(string(encoding)))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	d := newDecoder(known)
	s.extraLocked().decoder = d
	if s.readableLength == 0 {
		return nil
	}
	waiting := s.in
	s.in, s.readableLength = &inbox{}, 0
	for _, p := range waiting.chunks[waiting.next:] {
		if text := d.write(p); len(text) > 0 {
			s.in.push(text)
			s.readableLength += len(text)
		}
	}
	return nil
}

// decoder turns bytes into text, chunk by chunk. It keeps what does not make a
// whole character yet.
type decoder struct {
	encoding Encoding
	rest     []byte
}

func newDecoder(e Encoding) *decoder { return &decoder{encoding: e} }

// write decodes what is whole now, into a slice of its own.
func (d *decoder) write(p []byte) []byte {
	if len(d.rest) > 0 {
		p = append(d.rest, p...)
	}
	n := d.whole(p)
	d.rest = append([]byte(nil), p[n:]...)
	return d.decode(p[:n])
}

// end decodes the rest, whole or not.
func (d *decoder) end() []byte {
	p := d.rest
	d.rest = nil
	switch d.encoding {
	case UTF8:
		if len(p) == 0 {
			return nil
		}
		return []byte("\uFFFD")
	case UTF16LE:
		p = p[:len(p)&^1]
	}
	return d.decode(p)
}

// whole is how many bytes of p make whole characters.
func (d *decoder) whole(p []byte) int {
	switch d.encoding {
	case UTF8:
		return node.WholeUTF8(p)
	case UTF16LE:
		n := len(p) &^ 1
		if n >= 2 && p[n-1]&0xFC == 0xD8 {
			n -= 2 // the first half of a pair
		}
		return n
	case Base64, Base64URL:
		return len(p) - len(p)%3
	}
	return len(p)
}

func (d *decoder) decode(p []byte) []byte {
	if len(p) == 0 {
		return nil
	}
	switch d.encoding {
	case UTF16LE:
		units := make([]uint16, len(p)/2)
		for i := range units {
			units[i] = uint16(p[2*i]) | uint16(p[2*i+1])<<8
		}
		return []byte(string(utf16.Decode(units)))
	case Latin1:
		return narrow(p, 0xFF)
	case ASCII:
		return narrow(p, 0x7F)
	case Base64:
		return base64.StdEncoding.AppendEncode(nil, p)
	case Base64URL:
		return base64.RawURLEncoding.AppendEncode(nil, p)
	case Hex:
		return hex.AppendEncode(nil, p)
	}
	return node.AppendValidUTF8(make([]byte, 0, len(p)), p)
}

// narrow takes every byte as one character.
func narrow(p []byte, mask byte) []byte {
	text := make([]byte, 0, len(p))
	for _, b := range p {
		text = utf8.AppendRune(text, rune(b&mask))
	}
	return text
}
