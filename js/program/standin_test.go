package program

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// read reads code as an ES module.
func read(t *testing.T, code string) *unit {
	t.Helper()
	out, err := (&compiler{map[string]*engine.File{}}).compile("/x.mjs", code, moduleKind, false)
	if err != nil {
		t.Fatalf("%.80q: %v", code, err)
	}
	return out.module
}

func (u *unit) specifiers() (list []string) {
	for _, r := range u.requests {
		list = append(list, r.specifier)
	}
	return list
}

// What looks like an import in a string is none, even if a real one can only be found
// by taking that for what it is.
func TestOnlyRealStatementsCount(t *testing.T) {
	for code, want := range map[string][]string{
		"import a from 'a'\nconst t = `\nimport b from 'b'\n`":                               {"a"},
		"const t = `\nimport \"` + \"; x\"\nimport 'a'":                                      {"a"},
		"const t = 'import \"'; import 'a'; const u = '\" from'":                             {"a"},
		"/* import 'b' */ import 'a' // import 'c'\n// export { x } from 'd'":                {"a"},
		"const r = /import 'b'/; import 'a'":                                                 {"a"},
		"const o = { import: 1, export: 2 }; o.import\nimport 'a'":                           {"a"},
		"import 'a';import'b';export*from'c';export{x}from'd';import*as y from'e'":           {"a", "b", "c", "d", "e"},
		"import 'a'; import 'a'; import x from 'a'; import j from 'a' with { type: 'json' }": {"a", "a"},
		"import 'a\\x62'; import \"\\u{1f600}\"":                                             {"ab", "😀"},
	} {
		if got := read(t, code).specifiers(); !slices.Equal(got, want) {
			t.Errorf("%q imports %q, not %q", code, got, want)
		}
	}
}

// What goja does not parse goes through esbuild, which writes it in its own way.
func TestOnlyRealStatementsCountInLoweredCode(t *testing.T) {
	code := "import 'a'\nfor await (const x of []) f`\nimport \"`\nconst u = `\"; import 'b'\n`\nimport 'c'; import('d')"
	if got := read(t, code).specifiers(); !slices.Equal(got, []string{"a", "c"}) {
		t.Errorf("it imports %q", got)
	}
}

func TestAwaitOutsideOfFunctions(t *testing.T) {
	for code, want := range map[string]bool{
		"await 1": true, "export const x = await 1": true, "for (const x of await y);": true, "class A extends (await b) {}": true, "class A { [await b]() {} }": true,
		"async () => await 1": false, "async function f() { await 1 }": false, "'await 1'": false, "class A { async m() { await 1 } }": false, "for await (const x of y);": true,
	} {
		if got := read(t, code).awaits; got != want {
			t.Errorf("%q waits: %v", code, got)
		}
	}
}

// Files that are large, or made to be slow, take no more time than their length asks
// for: if one took the square of it, the test would not end.
func TestTimeFollowsTheLength(t *testing.T) {
	const n = 100_000
	for _, code := range []string{
		"'" + strings.Repeat("import/*", n) + "'",
		"// " + strings.Repeat("import//", n),
		"/* " + strings.Repeat("\nimport/*", n) + "*/",
		"'" + strings.Repeat("export{a,", n) + "'",
		"`" + strings.Repeat("\nimport 'a'\nimport('b')", n) + "`",
		strings.Repeat("import 'a';\n", n/10),
		strings.Repeat("import('a');\n", n/10),
		"export const a0 = 0" + many(n/10),
	} {
		read(t, code)
	}
}

func many(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(", a" + strconv.Itoa(i+1) + " = 0")
	}
	return b.String()
}

func TestBracketsTooDeep(t *testing.T) {
	const n = 1_000_000
	for _, code := range []string{strings.Repeat("[", n), strings.Repeat("(", n) + strings.Repeat(")", n), "export {};" + strings.Repeat("{", n)} {
		for _, as := range []kind{unknown, commonKind, moduleKind} {
			if _, err := (&compiler{map[string]*engine.File{}}).compile("/x.js", code, as, false); err != errTooDeep {
				t.Errorf("%.20q as %d: %v", code, as, err)
			}
		}
	}
}
