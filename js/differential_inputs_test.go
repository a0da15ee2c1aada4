package js_test

import (
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf16"
)

// maker makes inputs of TestDifferential.
type maker struct{ *rand.Rand }

// makeInput makes input number i of a seed: the kind, and its arguments.
func makeInput(seed, i uint64, kind string) []any {
	m := maker{rand.New(rand.NewPCG(seed, i))}
	return append([]any{kind}, inputs[kind](m)...)
}

// inputs makes the arguments of each kind in testdata/differential/answers.js.
var inputs = map[string]func(m maker) []any{
	"url":          func(m maker) []any { return []any{m.url(), m.maybe(m.url)} },
	"set":          func(m maker) []any { part := pick(m, urlParts); return []any{m.url(), part, m.valueOf(part)} },
	"searchParams": func(m maker) []any { return []any{m.query(), m.mixed(queryPieces, 3), m.mixed(queryPieces, 3)} },
	"domain":       func(m maker) []any { return []any{m.host()} },
	"path":         func(m maker) []any { return []any{m.mixed(pathPieces, 8)} },

	"parse":     func(m maker) []any { return append([]any{m.query()}, m.queryOptions()...) },
	"stringify": func(m maker) []any { return append([]any{m.pairs()}, m.separators()...) },
	"escape":    func(m maker) []any { return []any{m.mixed(queryPieces, 8)} },

	"from": func(m maker) []any { e := m.encoding(); return []any{m.textIn(e), e} },
	"text": func(m maker) []any { return []any{m.bytes(20), m.encoding(), m.offset(), m.offset()} },
	"write": func(m maker) []any {
		e := m.encoding()
		return []any{m.textIn(e), m.IntN(16), m.offset(), m.offset(), e}
	},
	"fill": func(m maker) []any {
		e := m.encoding()
		return []any{m.IntN(16), m.textIn(e), m.offset(), m.offset(), e}
	},
	"find":        func(m maker) []any { e := m.encoding(); return []any{m.bytes(20), m.textIn(e), m.offset(), e} },
	"transcode":   func(m maker) []any { return []any{m.bytes(12), m.encoding(), m.encoding()} },
	"decoder":     func(m maker) []any { return []any{m.chunks(), m.encoding()} },
	"textDecoder": func(m maker) []any { return []any{m.chunks(), pick(m, labels), m.IntN(3) == 0, m.IntN(3) == 0} },
	"encodeInto":  func(m maker) []any { return []any{m.mixed(textPieces, 8), m.IntN(16)} },
	"atob":        func(m maker) []any { return []any{m.textIn("base64")} },

	"json": func(m maker) []any { return []any{m.json()} },

	"blockList": func(m maker) []any { return []any{m.many(m.rule), m.many(m.check)} },
	"address":   func(m maker) []any { return []any{m.address()} },
}

var inputKinds = func() (kinds []string) {
	for kind := range inputs {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	return kinds
}()

func pick[T any](m maker, of []T) T { return of[m.IntN(len(of))] }

func (m maker) maybe(f func() units) any {
	if m.IntN(2) == 0 {
		return nil
	}
	return f()
}

func (m maker) many(f func() any) (all []any) {
	all = []any{}
	for range m.IntN(6) {
		all = append(all, f())
	}
	return all
}

// mixed is a text of up to n pieces; now and then one is any character.
func (m maker) mixed(pieces []string, n int) (text units) {
	for range m.IntN(n + 1) {
		if m.IntN(12) == 0 {
			text = append(text, m.unit())
		} else {
			text = append(text, utf16.Encode([]rune(pick(m, pieces)))...)
		}
	}
	return text
}

// unit is any UTF-16 unit, most often one that is special somewhere.
func (m maker) unit() uint16 {
	switch m.IntN(4) {
	case 0:
		return uint16(m.IntN(0x100))
	case 1:
		return uint16(0xd800 + m.IntN(0x800))
	case 2:
		return pick(m, []uint16{0, 9, 10, 13, 32, 0x7f, 0x80, 0xa0, 0xad, 0xdf, 0x130, 0x131, 0x200c, 0x200d, 0x2028, 0x202e, 0x3002, 0xfeff, 0xff0e, 0xfffd, 0xffff})
	}
	return uint16(m.IntN(0x10000))
}

// spoiled is a text with a few units taken out, doubled or made other.
func (m maker) spoiled(text units) units {
	text = slices.Clone(text)
	for range m.IntN(3) {
		if len(text) == 0 {
			break
		}
		switch i := m.IntN(len(text)); m.IntN(3) {
		case 0:
			text = slices.Delete(text, i, i+1)
		case 1:
			text = slices.Insert(text, i, text[i])
		case 2:
			text[i] = m.unit()
		}
	}
	return text
}

func text(s string) units { return utf16.Encode([]rune(s)) }

func (m maker) bytes(n int) string {
	b := make([]byte, m.IntN(n+1))
	for i := range b {
		b[i] = byte(m.Uint32())
		if m.IntN(2) == 0 {
			b[i] = pick(m, []byte("aé€😀\x80\xbf\xc0\xc2\xdf\xe0\xed\xef\xf0\xf4\xf5\xff\xd8\xdc\x00"))
		}
	}
	if m.IntN(2) == 0 { // whole characters, perhaps cut
		b = []byte(strings.Repeat(pick(m, []string{"é", "€", "😀", "a€", "ab"}), 4))
		b = b[m.IntN(3):max(3, m.IntN(len(b)))]
	}
	return hex.EncodeToString(b)
}

func (m maker) chunks() []any {
	return m.many(func() any { return m.bytes(5) })
}

// offset is a place in a Buffer, or what is none.
func (m maker) offset() any {
	switch m.IntN(6) {
	case 0:
		return pick(m, []any{-1, -3, 1.5, 100, 4294967296.0, 1e100, -1e100, "2", "x", true, units{}, []any{1}})
	case 1, 2:
		return nil
	}
	return m.IntN(16)
}

var encodings = []any{"utf8", "utf-8", "UTF8", "utf16le", "utf-16le", "ucs2", "UCS-2", "latin1", "binary", "ascii", "hex", "HEX", "base64", "base64url", nil, "utf-16", "", "buffer", 5}

func (m maker) encoding() any { return pick(m, encodings) }

var labels = []string{"utf-8", "UTF8", " utf8\n", "utf-16le", "utf-16be", "latin1", "iso-8859-1", "windows-1252", "windows-1251", "koi8-r", "iso-8859-2", "macintosh", "x-user-defined", "replacement", "none", ""}

var (
	textPieces   = []string{"a", "Bc", "é", "€", "😀", "\u0000", "ÿ", "Ā", "ab", "\ufeff"}
	base64Pieces = []string{"YQ", "YQ==", "YWJj", "-_", "+/", "=", "==", " ", "\n", "A", "_", "é", ".", "AAAA", "/w=="}
	hexPieces    = []string{"00", "ff", "AB", "a", "0", "g", " ", "é", "7f", "\u0130", "\uff11"}
)

// textIn is a text that an encoding might be asked to read.
func (m maker) textIn(encoding any) units {
	name, _ := encoding.(string)
	switch {
	case m.IntN(4) == 0:
	case strings.HasPrefix(name, "base64"):
		return m.mixed(base64Pieces, 6)
	case strings.EqualFold(name, "hex"):
		return m.mixed(hexPieces, 6)
	}
	return m.mixed(textPieces, 6)
}

var queryPieces = []string{"a", "b", "=", "&", "&", "=", "+", "%20", "%", "%E4", "%e2%82%ac", "%zz", "%2", "é", "€", "😀", ";", ":", " ", "a=b", "&&", "==", "?", "#", "%00", "%F0%9F", "~", "'", "(", "!", "*", "__proto__", "0", "%u20ac", "%c3%a9", "%ff"}

func (m maker) query() units { return m.mixed(queryPieces, 12) }

func (m maker) separators() []any {
	of := []any{nil, nil, nil, "&", "=", ";", ":", "", "&&", "ab", "%", "+", "€", "=="}
	return []any{pick(m, of), pick(m, of)}
}

func (m maker) queryOptions() []any {
	options := map[string]any{}
	if m.IntN(3) == 0 {
		options["maxKeys"] = pick(m, []any{0, 1, 2, 3, -1, 1.5, "2", 1e9})
	}
	return append(m.separators(), options)
}

// pairs are keys and values of an object that becomes a query.
func (m maker) pairs() any {
	value := func() any {
		return pick(m, []any{m.mixed(queryPieces, 3), m.IntN(100), -0.5, 1e21, 1e-7, true, nil, map[string]any{}, "", "€", units{0xd83d}})
	}
	return m.many(func() any {
		if m.IntN(3) == 0 {
			return []any{m.mixed(queryPieces, 2), m.many(value)}
		}
		return []any{m.mixed(queryPieces, 2), value()}
	})
}

var (
	schemes    = []string{"http:", "http://", "https://", "HTTP://", "ftp://", "ws://", "wss:/", "file:", "file://", "file:///", "data:", "javascript:", "mailto:", "blob:http://", "a:", "a://", "web+x:", "non-special://", "", "", "//", "/", "\\\\", "?", "#", " http://", "ht\ntp://", "1a:", "c:", "c|/", ":"}
	userPieces = []string{"user", "u:p", ":", "@", "%40", "é", "a@b", "", ";", "[", "^", "|"}
	hostPieces = []string{"example.com", "EXAMPLE", "a.b", "localhost", "127.0.0.1", "0x7f.1", "017700000001", "1", "256", "1.2.3.4.5", "4294967296", "0x", "[::1]", "[::ffff:1.2.3.4]", "[1:2::3:0:0:4]", "[::1%25a]", "[", "]", "münchen.de", "xn--mnchen-3ya.de", "xn--a", "xn--", "ß", "faß.de", "日本。jp", "%41", "%", "%00", "a%2fb", "a b", "a_b", "-a", "..", ".", "\u00ad", "\u200d", "a\u0301", "１", "😀", "example.com.", "٠", "ا", "א1", "1א", "²", "ﷺ", "I\u0307", "^", "|", "<", "*"}
	portPieces = []string{":", ":80", ":443", ":0", ":00080", ":65535", ":65536", ":x", ":8x", ":-1", ":٣"}
	pathPieces = []string{"/", "/", "a", "/b", "..", "/../", ".", "/./", "%2e", "/%2E%2e/", "\\", "é", "€", " ", "%", "%zz", "%20", "%2f", "%5c", "c:", "C|", "/c:/", "//", ";", "'", "\"", "<", "`", "{", "}", "|", "^", "\t", "\n", "\u0000", "~", "*", "😀", "%00", "[", "]"}
	urlParts   = []string{"href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"}
)

func (m maker) host() units {
	var host units
	for i := range 1 + m.IntN(2) {
		if i > 0 && m.IntN(2) == 0 {
			host = append(host, '.')
		}
		host = append(host, text(pick(m, hostPieces))...)
	}
	if m.IntN(4) == 0 {
		host = m.spoiled(host)
	}
	return host
}

func (m maker) url() units {
	url := text(pick(m, schemes))
	if m.IntN(4) == 0 {
		url = append(append(url, m.mixed(userPieces, 3)...), '@')
	}
	if m.IntN(5) > 0 {
		url = append(url, m.host()...)
	}
	if m.IntN(3) == 0 {
		url = append(url, text(pick(m, portPieces))...)
	}
	url = append(url, m.mixed(pathPieces, 6)...)
	if m.IntN(3) == 0 {
		url = append(append(url, '?'), m.mixed(append(pathPieces, queryPieces...), 4)...)
	}
	if m.IntN(3) == 0 {
		url = append(append(url, '#'), m.mixed(append(pathPieces, queryPieces...), 4)...)
	}
	if m.IntN(6) == 0 {
		url = m.spoiled(url)
	}
	return url
}

// valueOf is what one may set a part of an URL to.
func (m maker) valueOf(part string) units {
	switch part {
	case "href":
		return m.url()
	case "protocol":
		return text(pick(m, schemes))
	case "username", "password":
		return m.mixed(userPieces, 3)
	case "host", "hostname":
		return append(m.host(), m.mixed(append(portPieces, pathPieces...), 1)...)
	case "port":
		return m.mixed([]string{"80", "443", "0", "65535", "65536", "1", "x", " ", "\t", "-", ":", "8/"}, 3)
	}
	return m.mixed(append(pathPieces, queryPieces...), 4)
}

var jsonPieces = []string{"{", "}", "[", "]", ",", ":", `"`, `"a"`, `"\u00e9"`, `"\x"`, `"\u12"`, `"\`, `"\n"`, "\"\n\"", "1", "-", "0", "01", "1.", "1.5", "1e", "1e5", "-0", "1e999", "true", "tru", "null", "nul", "false", "NaN", "undefined", " ", "\n", "\t", "é", "€", "😀", "'", "'a'", "//", "/**/", "\ufeff", "\u2028", `{"a":1}`, `[1,2]`, `"__proto__":`, `{"a":`, `,"b"`}

// json is a text that is nearly JSON: Node's message says where it is not.
func (m maker) json() units {
	switch m.IntN(3) {
	case 0:
		return m.mixed(jsonPieces, 8)
	case 1:
		return m.spoiled(text(m.value(3)))
	}
	long := text(m.value(4))
	return long[:m.IntN(len(long)+1)]
}

// value is a value in JSON.
func (m maker) value(depth int) string {
	var parts []string
	kind := m.IntN(6)
	if depth > 0 && kind < 4 {
		for range m.IntN(5) {
			part := m.value(depth - 1)
			if kind < 2 {
				part = pick(m, []string{`"a"`, `"b":`, `"key" `, `"é"`, `"\u0061"`})
				part = strings.TrimSuffix(part, ":") + ":" + m.value(depth-1)
			}
			parts = append(parts, part)
		}
		comma := pick(m, []string{",", ", ", "\n,", ",\r\n\t"})
		if kind < 2 {
			return "{" + strings.Join(parts, comma) + "}"
		}
		return "[" + strings.Join(parts, comma) + "]"
	}
	return pick(m, []string{"1", "-1.5e3", "true", "false", "null", `"text"`, `"é€😀"`, `"\ud83d\ude00"`, `"\ud83d"`, `"` + strings.Repeat("long ", 10) + `"`, `"\"\\\/\b\f\n\r\t"`, `""`, "123456789012345678901234567890", "0"})
}

var addressPieces = []string{"1.2.3.4", "10.0.0.0", "10.0.0.9", "255.255.255.255", "0.0.0.0", "127.0.0.1", "::1", "::", "::ffff:10.0.0.9", "::ffff:a00:9", "fe80::1", "fe80::1%eth0", "1::2", "2001:db8::", "2001:DB8::A", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "1.2.3", "01.2.3.4", "1.2.3.256", "::1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::g", "", " 1.2.3.4", "[::1]", "[::1]:80", "1.2.3.4:80", "localhost", "::ffff:0:0", "64:ff9b::1.2.3.4"}

func (m maker) address() units {
	if m.IntN(4) == 0 {
		return m.spoiled(text(pick(m, addressPieces)))
	}
	return text(pick(m, addressPieces))
}

func (m maker) family() any {
	return pick(m, []any{nil, "ipv4", "ipv6", "ipv6", "IPv4", "IPV6", "ipv5", 4, ""})
}

func (m maker) rule() any {
	switch m.IntN(3) {
	case 0:
		return []any{"addAddress", m.address(), m.family()}
	case 1:
		return []any{"addRange", m.address(), m.address(), m.family()}
	}
	return []any{"addSubnet", m.address(), pick(m, []any{0, 1, 8, 16, 24, 31, 32, 33, 64, 96, 104, 127, 128, 129, -1, 1.5, nil, "8"}), m.family()}
}

func (m maker) check() any { return []any{m.address(), m.family()} }
