package util

import (
	"unicode"

	"golang.org/x/text/width"
)

// Width is how many columns of a terminal a text takes.
func Width(s string, colors bool) int {
	if colors {
		s = StripColors(s)
	}
	n := 0
	for _, c := range s {
		n += runeWidth(c)
	}
	return n
}

func runeWidth(c rune) int {
	switch {
	case c < 0x7f && c >= 0x20:
		return 1
	case c < 0x20 || c >= 0x7f && c < 0xa0:
		return 0
	case unicode.Is(unicode.Mn, c) || unicode.Is(unicode.Me, c) || unicode.Is(unicode.Cf, c) || c >= 0xfe00 && c <= 0xfe0f:
		return 0
	}
	if k := width.LookupRune(c).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 2
	}
	return 1
}
