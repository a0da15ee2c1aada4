package path

import (
	"strings"
	"testing"
)

// Patterns that are made to take long, or much memory, come to an end soon: each step of
// a segment is taken once at each place, and braces stand for so many patterns only.
func TestGlobOfHostilePatterns(t *testing.T) {
	many := strings.Repeat
	for _, c := range []struct{ name, path, pattern string }{
		{"unclosed alternatives", "a", many("@(", 20000)},
		{"unclosed alternatives with closed ones", "a", many("@(a@(b)", 5000)},
		{"nested alternatives", "b", many("@(", 20000) + many(")", 20000)},
		{"nested exceptions", many("a", 2000), many("!(!(!(*(a|aa))))", 5) + "b"},
		{"many lists", "b", many("{a,b}", 1000) + "c"},
		{"unclosed braces", "a", many("{", 60000)},
		{"nested lists", "b", many("{a,", 5000) + many("}", 5000)},
		{"a long sequence", "a", "{1..100000000}"},
		{"long sequences", "a", many("{1..1000}", 20)},
		{"unclosed brackets", "a", many("[", 60000)},
		{"many stars", many("a", 60000), many("*a", 30000) + "b"},
		{"many double stars", many("a/", 30000), many("**/a/", 10000) + "b"},
	} {
		if matchesGlob(c.path, c.pattern) {
			t.Error(c.name, "matches")
		}
	}
}
