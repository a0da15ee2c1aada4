package console_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/console"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// capture has process.stdout and process.stderr that remember what was written,
// and is what the scripts of the tests begin with.
const capture = `
	let out = '', err = '';
	const warnings = [];
	globalThis.process = {
		stdout: { write(text) { out += text } },
		stderr: { write(text) { err += text } },
	};
`

func run(t testing.TB, script string) []string {
	var warnings []string
	e := enginetest.New(t.(*testing.T), func(e *engine.Engine) {
		e.Register("console", console.Load)
		e.Register("util", util.Load)
		e.Register("util/types", util.LoadTypes)
		console.Define(e, e.VM.GlobalObject())
		e.Warn = func(warning *goja.Object) { warnings = append(warnings, "Warning: "+warning.Get("message").String()) }
	})
	return append(enginetest.Run(t.(*testing.T), e, capture+script+"\nprint(out + (err && '|' + err));"), warnings...)
}

// The results are Node 26's.
func TestConsole(t *testing.T) {
	for _, c := range []struct {
		script string
		want   []string
	}{
		{`console.log('a', 1, { b: 2 }); console.info('%s!', 'x'); console.debug()`, []string{"a 1 { b: 2 }\nx!\n\n"}},
		{`console.error('e'); console.warn('w')`, []string{"|e\nw\n"}},
		{`console.group('G', 1); console.log('two\nlines'); console.group(); console.log([1]); console.groupEnd(); console.error('x'); console.groupEnd(); console.groupEnd(); console.log('end')`,
			[]string{"G 1\n  two\n  lines\n    [ 1 ]\nend\n|  x\n"}},
		{`console.count(); console.count('x'); console.count(); console.countReset(); console.count(); console.countReset('none')`,
			[]string{"default: 1\nx: 1\ndefault: 2\ndefault: 1\n", "Warning: Count for 'none' does not exist"}},
		{`console.assert(true, 'no'); console.assert(false, 'yes %s', 'q'); console.assert(false); console.assert(false, { a: 1 }); console.assert()`,
			[]string{"|Assertion failed: yes q\nAssertion failed\nAssertion failed { a: 1 }\nAssertion failed\n"}},
		{`console.timeEnd('none'); console.time(); console.time(); console.timeLog('other')`,
			[]string{"", "Warning: No such label 'none' for console.timeEnd()", "Warning: Label 'default' already exists for console.time()", "Warning: No such label 'other' for console.timeLog()"}},
		{`console.time('t'); console.timeEnd('t'); out = String(/^t: \d+(\.\d+)?ms\n$/.test(out))`, []string{"true"}},
		{`console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 }); console.dirxml({ a: 1 }, [2])`, []string{"{ a: [Object] }\n{ a: 1 } [ 2 ]\n"}},
		{`console.table([{ a: 1, b: 'x' }, { a: 2, c: true }])`, []string{"" +
			"┌─────────┬───┬─────┬──────┐\n│ (index) │ a │ b   │ c    │\n├─────────┼───┼─────┼──────┤\n│ 0       │ 1 │ 'x' │      │\n│ 1       │ 2 │     │ true │\n└─────────┴───┴─────┴──────┘\n"}},
		{`console.table(new Map([['a', { x: 1 }]])); console.table(new Set(['日本'])); console.table({ x: { y: 1 }, z: 5 }); console.table([{ a: 1, b: 2 }], ['b']); console.table(5)`, []string{"" +
			"┌───────────────────┬─────┬──────────┐\n│ (iteration index) │ Key │ Values   │\n├───────────────────┼─────┼──────────┤\n│ 0                 │ 'a' │ { x: 1 } │\n└───────────────────┴─────┴──────────┘\n" +
			"┌───────────────────┬────────┐\n│ (iteration index) │ Values │\n├───────────────────┼────────┤\n│ 0                 │ '日本' │\n└───────────────────┴────────┘\n" +
			"┌─────────┬───┬────────┐\n│ (index) │ y │ Values │\n├─────────┼───┼────────┤\n│ x       │ 1 │        │\n│ z       │   │ 5      │\n└─────────┴───┴────────┘\n" +
			"┌─────────┬───┐\n│ (index) │ b │\n├─────────┼───┤\n│ 0       │ 2 │\n└─────────┴───┘\n5\n"}},
		{`function f() { console.trace('at %s', 'f') } f(); err = err.replace(/ \(.*\)/, ' (…)').split('\n').slice(0, 2).join('\n')`, []string{"|Trace: at f\n    at f (…)"}},
		{`const { log } = console; log('alone'); log(typeof console.Console, console instanceof console.Console, require('console') === console, Object.prototype.toString.call(console))`,
			[]string{"alone\nfunction true true [object console]\n"}},
		{`let mine = ''; const c = new console.Console({ stdout: { write(t) { mine += t } }, inspectOptions: { depth: 0 }, groupIndentation: 4 }); c.group('g'); c.error({ a: {} }, { b: { c: 1 } }); print(mine, c instanceof console.Console)`,
			[]string{"g\n    { a: {} } { b: [Object] }\n true", ""}},
		{`for (const args of [[], [{}], [{ stdout: { write() {} }, stderr: {} }], [{ stdout: { write() {} }, colorMode: 5 }]]) try { new console.Console(...args) } catch (e) { console.log(e.code, e.message) }`,
			[]string{"ERR_CONSOLE_WRITABLE_STREAM Console expects a writable stream instance for stdout\n" +
				"ERR_CONSOLE_WRITABLE_STREAM Console expects a writable stream instance for stdout\n" +
				"ERR_CONSOLE_WRITABLE_STREAM Console expects a writable stream instance for stderr\n" +
				"ERR_INVALID_ARG_VALUE The argument 'colorMode' must be one of: 'auto', true, false. Received 5\n"}},
		{`process.stdout.isTTY = true; process.stdout.getColorDepth = () => 8; console.log({ a: 1 }, 'x')`, []string{"{ a: \x1b[33m1\x1b[39m } x\n"}},
		{`console.warn = (...args) => { out += args.join('+') }; console.assert(0, 'via', 'warn')`, []string{"Assertion failed: via+warn"}},
	} {
		got := run(t, c.script)
		if len(got) != len(c.want) {
			t.Errorf("%s\ngot  %q\nwant %q", c.script, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s\ngot  %q\nwant %q", c.script, got[i], c.want[i])
			}
		}
	}
}

func BenchmarkDefine(b *testing.B) {
	for i := 0; i < b.N; i++ {
		e := engine.New(goja.New(), nil)
		console.Define(e, e.VM.GlobalObject())
	}
}

func BenchmarkLog(b *testing.B) {
	for _, c := range []struct{ name, source string }{{"text", `console.log('text')`}, {"object", `console.log({ a: 1, b: 'x', c: [1, 2, 3] })`}} {
		b.Run(c.name, func(b *testing.B) {
			e := engine.New(goja.New(), nil)
			console.Define(e, e.VM.GlobalObject())
			_, err := e.VM.RunString(`globalThis.process = { stdout: { write() {} } }; globalThis.f = function () { ` + c.source + ` }`)
			engine.Must(err)
			f := e.VM.Get("f")
			b.ResetTimer()
			for i := 0; i < b.N; i++ {
				e.Call(f, goja.Undefined())
			}
		})
	}
}
