package regexp

import (
	"regexp"
	"testing"
	"unicode/utf8"
)

func TestSetsAreSetsOfCharacters(t *testing.T) {
	letters, _ := property("L")
	if got := letters.not().not(); !equal(got, letters) {
		t.Error("the complement of the complement is another set")
	}
	if got := letters.without(letters); len(got) != 0 {
		t.Errorf("a set without itself has %v", got)
	}
	upper, _ := property("Lu")
	if got := letters.and(upper); !equal(got, upper) {
		t.Error("letters and capitals are not the capitals")
	}
	all, _ := property("Any")
	if got := letters.union(letters.not()); !equal(got, all) {
		t.Error("a set and its complement are not everything")
	}
}

func equal(a, b set) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// What is written of a set is a class that has its characters and no others.
func TestClassOfASetHasItsCharacters(t *testing.T) {
	for _, name := range []string{"L", "Nd", "P", "White_Space", "Script=Greek", "ASCII", "Emoji", "Any", "Cc"} {
		s, ok := property(name)
		if !ok {
			t.Fatalf("no property %s", name)
		}
		written := regexp.MustCompile(`^` + regexp.MustCompile(`\\u([0-9a-f]{4})`).ReplaceAllString(s.class(), `\x{$1}`) + `$`)
		for r := rune(0); r < 0x20000; r += 7 {
			in := len(s.and(single(r))) == 1
			if utf8.ValidRune(r) && written.MatchString(string(r)) != in {
				t.Fatalf("%s: %q is matched: %v", name, r, !in)
			}
		}
	}
}

func TestWrongPatternsAreErrors(t *testing.T) {
	for _, pattern := range []string{`\p`, `\p{`, `\p{}`, `\p{Nothing}`, `\p{Script=}`, `[\p{x}]`, `[`, `[[`, `[a--b&&c]`, `[&&a]`, `[\q{a`, `[\c`, `[\u{`, `[\x1`, `[a-`, `[^\q{ab}]`} {
		if got, err := translate(pattern, true); err == nil {
			t.Errorf("%s became %s", pattern, got)
		}
	}
}

func FuzzTranslate(f *testing.F) {
	for _, seed := range []string{`\p{L}[\p{N}\]]`, `[[a-z]--[aeiou]]`, `[\q{ab|c}&&\w]`, `[\u{1f600}-\u{1f64f}]`, `[^\P{Lu}]`, "[\xff-\xfe", `\`} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, pattern string, sets bool) { _, _ = translate(pattern, sets) })
}
