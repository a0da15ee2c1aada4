package node

import "unicode/utf8"

// AppendValidUTF8 appends p to text, with U+FFFD for every part that is no UTF-8: one for
// each longest start of a character, as the Unicode standard recommends and Node does.
func AppendValidUTF8(text, p []byte) []byte {
	for len(p) > 0 {
		r, size := utf8.DecodeRune(p)
		if r == utf8.RuneError && size <= 1 {
			size = brokenPrefix(p)
		}
		text = utf8.AppendRune(text, r)
		p = p[size:]
	}
	return text
}

// brokenPrefix is how many bytes at the start of p could have begun a character.
func brokenPrefix(p []byte) int {
	n := 1
	for n < len(p) && n < utf8.UTFMax && utf8.RuneStart(p[0]) && !utf8.FullRune(p[:n]) {
		n++
	}
	// FullRune is true for a prefix that is certainly broken; its last byte is
	// not part of the character. One that p ends with is all of one character.
	if !utf8.FullRune(p[:n]) {
		return n
	}
	return max(1, n-1)
}

// WholeUTF8 is how many bytes of p there are without a last character that more bytes
// could still complete.
func WholeUTF8(p []byte) int {
	for back := 1; back < utf8.UTFMax && back <= len(p); back++ {
		if i := len(p) - back; utf8.RuneStart(p[i]) {
			if !utf8.FullRune(p[i:]) {
				return i
			}
			break
		}
	}
	return len(p)
}
