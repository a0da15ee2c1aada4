// Package buffer is Node's module of the same name: the class Buffer, the
// encodings between bytes and strings, and the memory of JavaScript's typed
// arrays as seen from Go.
package buffer

import "strings"

// Encoding is one of the ways in which Node writes bytes as strings.
type Encoding uint8

// The encodings. None is what ParseEncoding returns for names it does not know.
const (
	None Encoding = iota
	UTF8
	UTF16LE
	Latin1
	ASCII
	Base64
	Base64URL
	Hex
)

// names are what Node calls the encodings where it has to choose a name.
var names = [...]string{None: "", UTF8: "utf8", UTF16LE: "utf16le", Latin1: "latin1", ASCII: "ascii", Base64: "base64", Base64URL: "base64url", Hex: "hex"}

// String is the name that StringDecoder and others report.
func (enc Encoding) String() string { return names[enc] }

// ParseEncoding knows all the names that Node knows, in any case. The empty name
// is none of them: what it means depends on who asks.
func ParseEncoding(name string) (Encoding, bool) {
	if enc := named(name); enc != None {
		return enc, true
	}
	enc := named(strings.ToLower(name))
	return enc, enc != None
}

func named(name string) Encoding {
	switch name {
	case "utf8", "utf-8":
		return UTF8
	case "utf16le", "utf-16le", "ucs2", "ucs-2":
		return UTF16LE
	case "latin1", "binary":
		return Latin1
	case "ascii":
		return ASCII
	case "base64":
		return Base64
	case "base64url":
		return Base64URL
	case "hex":
		return Hex
	}
	return None
}
