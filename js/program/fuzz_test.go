package program

import (
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/dotenv"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// FuzzCompile: every text compiles or is a syntax error, as a script, CommonJS, an ES
// module, and TypeScript; and as a file of variables.
func FuzzCompile(f *testing.F) {
	for _, s := range []string{"import a, {b as c} from 'x'; export default await a(c.d); export * from 'y'", "const x: number = 1; enum A { B } export { A }",
		"for await (const x of y) {}", "using a = b()", "#!/x\nimport('y')", "@dec class A { #p = 1; static { this.x } }",
		"label: { var var1 = arguments; function f(){ arguments[0]; } } let x; x", "import.meta.url", "var a\n//# sourceMappingURL=data:application/json;base64,AAAA",
		"async function* f(){ yield* await x }", "A=1\nB=\"x\n y\"\nexport C='z' # c", "`${`${a}`}`", "0//\xef", "1&&1||1+1", "export default class {}"} {
		f.Add(s)
	}
	c := &compiler{map[string]*engine.File{}}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		for _, as := range []kind{unknown, commonKind, moduleKind} {
			_, _ = c.compile("/f.js", s, as, false)
		}
		_, _ = c.compile("/f.ts", s, unknown, true)
		_, _ = c.compileScript("x", "/x", s, unknown)
		dotenv.Parse(s)
		clear(c.files)
	})
}
