package gojax

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

const iterationUse, iterationTodo = "for (of), spreading and taking apart of arrays without an iterator, which is ten times as quick",
	"compare vm.iterStack, iteratorRecord, the instructions _iterateP, _iterate, iterNext, iterGetNextOrUndef, _newArrayFromIter, _pushSpread and _pushArraySpread, " +
		"and global.ArrayPrototype, arrayValues and ArrayIteratorPrototype with iterate.go and loop.go; until then goja's own iterators are used"

func TestIterationsAreKeptAsGojaKeepsThem(t *testing.T) {
	contract(t, iterating.known, "vm.iterStack holds val, f and iter, a record of iterator and next, and the runtime has its intrinsics", iterationUse, iterationTodo)
	vm := goja.New()
	iterators := run(t, vm, "Object.getPrototypeOf([][Symbol.iterator]())").(*goja.Object)
	IterateAsMade(iterators)
	contract(t, isNext(iterators), "%ArrayIteratorPrototype% has its method next among its values", iterationUse, iterationTodo)
	run(t, vm, "Object.getPrototypeOf([][Symbol.iterator]()).next = () => ({ done: true })")
	contract(t, !isNext(iterators), "another next is told from it", iterationUse, iterationTodo)
	if got := run(t, vm, "Reflect.ownKeys(Object.getPrototypeOf([][Symbol.iterator]())).map(String).join()").String(); got != "next,Symbol(Symbol.toStringTag)" {
		t.Error(got)
	}
}

// Each way of iterating over an array allocates nothing for an element.
func TestIterationsTakeNoIterator(t *testing.T) {
	for _, source := range []string{
		"for (const v of list) n = v",
		"f(...list)",
		"n = [...list].length",
		"n = [0, ...list, ...list].length",
		"for (let i = 0; i < 100; i++) { const [a, b, ...c] = three; n = a }",
		"new F(...list)",
	} {
		vm := goja.New()
		improved(t, vm, "var n = 0, list = Array.from({ length: 1000 }, (_, i) => i % 100), three = [1, 2, 3]; function f() { n = arguments.length } function F() {}")
		program, err := Compile("test.js", source)
		if err != nil {
			t.Fatal(err)
		}
		objects := testing.AllocsPerRun(5, func() {
			if _, err := vm.RunProgram(program); err != nil {
				t.Fatal(err)
			}
		})
		if objects > 1500 {
			contract(t, false, source+" is done by these instructions", iterationUse, iterationTodo)
			t.Errorf("%s: %v objects", source, objects)
		}
	}
}

// What a script can see of iterating is what it sees without our instructions.
func TestIterationsAreGojas(t *testing.T) {
	for _, source := range []string{
		"for (const v of [1, 'a', null, undefined, {}]) said(typeof v)",
		"for (const v of []) said(v); said('over')",
		"for (const v of [1, , 3]) said(v)",
		"for (const v of Array(3)) said(v)",
		"Array.prototype[1] = 'of the prototype'; for (const v of [1, , 3]) said(v); said(...[1, , 3]); const [, a] = [1, , 3]; said(a)",
		"const a = [1, 2, 3]; for (const v of a) { said(v); if (v < 3) a.push(v + 10) }",
		"const a = [1, 2, 3, 4]; for (const v of a) { said(v); a.pop() }",
		"const a = [1, 2, 3, 4]; for (const v of a) { said(v); a.shift() }",
		"const a = [1, 2, 3, 4]; for (const v of a) { said(v); a.length = 2 }",
		"const a = [1, 2, 3]; for (const v of a) { said(v); a[100000] = 'far'; a.length = 5 }",
		"const a = [1, 2, 3]; for (const v of a) { said(v); Object.defineProperty(a, 2, { get() { return 'got' }, configurable: true }) }",
		"const a = [1, 2, 3]; for (const v of a) { said(v); Object.defineProperty(a, 2, { get() { throw new Error('thrown') }, configurable: true }) }",
		"const a = Object.freeze([1, 2, 3]); for (const v of a) said(v); said(...a)",
		"const a = [1, 2, 3]; a[Symbol.iterator] = function* () { yield 'own' }; for (const v of a) said(v); said(...a); said(...[...a]); const [b] = a; said(b)",
		"class L extends Array { *[Symbol.iterator]() { yield 'subclass' } } const l = L.from([1]); for (const v of l) said(v); said(...l)",
		"class L extends Array {} const l = new L(1, 2, 3); for (const v of l) said(v); said(...l); const [a, ...b] = l; said(a, b)",
		"Array.prototype[Symbol.iterator] = function* () { yield 'replaced' }; for (const v of [1, 2]) said(v); said(...[1, 2]); const [a, b] = [1, 2]; said(a, b)",
		"const a = [1, 2, 3]; for (const v of a) { said(v); Array.prototype[Symbol.iterator] = function* () { yield 'later' } } said(...a)",
		"const p = Object.getPrototypeOf([][Symbol.iterator]()), next = p.next; let n = 0; p.next = function () { n++; return next.call(this) }; for (const v of [1, 2]) said(v); said(...[1, 2]); const [a] = [1]; said(n)",
		"const p = Object.getPrototypeOf([][Symbol.iterator]()); p.return = function () { said('return'); return {} }; for (const v of [1, 2]) { said(v); break } const [a] = [1]; said(a)",
		"const p = Object.getPrototypeOf([][Symbol.iterator]()); Object.defineProperty(p, 'next', { get() { said('got'); return () => ({ done: true }) } }); for (const v of [1]) said(v); said('over')",
		"const a = [1]; Object.setPrototypeOf(a, null); try { for (const v of a) said(v) } catch (e) { said(e.name) }",
		"const a = [1, 2]; Object.setPrototypeOf(a, Object.create(Array.prototype)); for (const v of a) said(v)",
		"out: for (const a of [[1, 2], [3, 4]]) for (const v of a) { said(v); if (v === 1) continue out; if (v === 3) break out } said('out')",
		"function f() { for (const v of [1, 2, 3]) { try { if (v === 2) return v; said(v) } finally { said('finally', v) } } } said(f())",
		"try { for (const v of [1, 2]) { said(v); throw new Error('e') } } catch (e) { said(e.message) } for (const v of [3]) said(v)",
		"function* g() { for (const v of [1, 2, 3]) { const got = yield v; said('got', got) } } const i = g(); said(i.next().value, i.next('a').value, i.return('r').value, i.next().done)",
		"function* g() { const [a, b = yield 'b'] = [1]; said(a, b) } const i = g(); said(i.next().value); i.next('sent')",
		"function* g(...l) { yield* l } said(...g(1, 2, 3)); for (const v of g('x')) said(v)",
		"(async () => { for (const v of [1, 2]) { await null; said(v) } })()",
		"function* g() { const got = yield* { *[Symbol.iterator]() { said(yield 1); try { said(yield 2) } finally { said('ended') } return 'r' } }; said(got) } const i = g(); said(i.next('x').value, i.next('y').value, i.next('z').done)",
		"function* g() { yield* { [Symbol.iterator]() { let n = 0; return { next(v) { said('next', v); return { value: n++, done: n > 3 } }, return(v) { said('return', v); return { value: v, done: true } }, throw(e) { said('throw', e); return { value: 't', done: false } } } } } } const i = g(); said(i.next('a').value, i.next('b').value, i.throw('e').value, i.return('r').value)",
		"function* g() { yield* 'ab'; yield* new Map([[1, 2]]); yield* new Set([3]); yield* (function* () { yield 4; return 5 })() } said(...g())",
		"function* g() { yield* 5 } try { [...g()] } catch (e) { said(e.name) } function* h() { yield* { [Symbol.iterator]() { throw new Error('made') } } } try { [...h()] } catch (e) { said(e.message) } function* k() { yield* { [Symbol.iterator]: () => 1 } } try { [...k()] } catch (e) { said(e.name) }",
		"let [a, b, c = 'default', ...d] = [1, undefined, undefined, 4, 5]; said(a, b, c, d, d.length)",
		"let a, b; [a, b] = [1, 2]; [a, b] = [b, a]; said(a, b); [a, , b] = [1, 2, 3]; said(a, b); [a, b] = []; said(a, b)",
		"let a = {}; [a.x, a['y']] = [1, 2]; said(a.x, a.y); const f = ([x, [y, z] = [8, 9]], ...[u, v]) => said(x, y, z, u, v); f([1], 2, 3); f([1, [2]], 3)",
		"const a = [1, 2]; let b; [b = (a.push(3), 'x'), ...a] = [undefined, 7, 8]; said(b, a)",
		"const [a, b] = 'ab'; said(a, b, ...'cd'); for (const v of 'é€') said(v)",
		"for (const [k, v] of new Map([['a', 1]])) said(k, v); for (const v of new Set([1])) said(v); for (const v of new Uint8Array([1, 2])) said(v); for (const [i, v] of ['x'].entries()) said(i, v); for (const k of ['x'].keys()) said(k)",
		"(function () { for (const v of arguments) said(v); said(...arguments) })(1, 2)",
		"said(Math.max(...[1, 5, 3]), new Date(...[2020, 1, 2]).getFullYear(), String([...[1], ...[], ...[2, 3]]))",
		"class A { constructor(...l) { said(l) } } class B extends A { constructor(...l) { super(...l, 'more') } } new B(1, 2)",
		"said(...[]); said(...[], 1, ...[2], ...[3, 4]); const o = { f(...l) { return [this === o, ...l] } }; said(...o.f(...[1, 2])); said(o?.f?.(...[1]))",
		"try { for (const v of 5) ; } catch (e) { said(e.name) } try { said(...null) } catch (e) { said(e.name) } try { const [a] = {}; } catch (e) { said(e.name) }",
		"let n = 0; const deep = (l) => { for (const v of l) { n++; if (v.length) deep(v) } }; deep([[[[]], []], [[[]]]]); said(n)",
		"const l = Array.from({ length: 5000 }, (_, i) => i); said(((...a) => a.length)(...l, ...l), Math.max(...l))",
		"const a = [1, 2, 3]; const b = [0, ...a]; b.pop(); b.pop(); b[3] = 'x'; said(...b); for (const v of b) said(v)",
	} {
		const define = "const lines = []; const said = (...l) => { lines.push(l.map((v) => Array.isArray(v) ? '[' + v + ']' : String(v)).join(' ')) };"
		outcome := func(of func(vm *goja.Runtime, source string) (goja.Value, error)) string {
			vm := goja.New()
			text := define
			if _, err := of(vm, define+"(() => { "+source+" })()"); err != nil {
				text += err.Error()
			}
			lines, err := vm.RunString("lines.join('\\n')")
			if err != nil {
				t.Fatalf("%s: %v, %s", source, err, text)
			}
			text, _, _ = strings.Cut(strings.TrimPrefix(text, define), " at ") // where it was thrown
			return lines.String() + "\n" + text
		}
		want := outcome(func(vm *goja.Runtime, source string) (goja.Value, error) { return vm.RunString(source) })
		got := outcome(func(vm *goja.Runtime, source string) (goja.Value, error) {
			IterateAsMade(run(t, vm, "Object.getPrototypeOf([][Symbol.iterator]())").(*goja.Object))
			program, err := Compile("test.js", source)
			if err != nil {
				t.Fatal(err)
			}
			return vm.RunProgram(program)
		})
		if got != want {
			t.Errorf("%s\ngives\n%s\nand without our instructions\n%s", source, got, want)
		}
	}
}

// goja calls what is not there.
func TestIteratorsWithoutNextThrow(t *testing.T) {
	vm := goja.New()
	got := improved(t, vm, `const lines = [];
		const odd = (next) => ({ [Symbol.iterator]: () => ({ next, return() { lines.push('return') } }) });
		for (const next of [undefined, null, 5, 'x', {}]) {
			try { for (const v of odd(next)) lines.push('a value') } catch (e) { lines.push(String(e)) }
			try { const [a] = odd(next) } catch (e) { lines.push(String(e)) }
			try { const [...a] = odd(next) } catch (e) { lines.push(e.name) }
			try { [...odd(next)] } catch (e) { lines.push(e.name) }
			try { (function* () { yield* odd(next) })().next() } catch (e) { lines.push(String(e)) }
			(function* () { try { const v = yield* odd(next) } catch (e) { lines.push(String(e)) } })().next()
		}
		delete Object.getPrototypeOf([][Symbol.iterator]()).next;
		try { for (const v of [1]) lines.push('a value') } catch (e) { lines.push(String(e)) }
		lines.join('\n')`).String()
	var want []string
	for _, next := range []string{"undefined", "null", "5", "x", "[object Object]"} {
		message := "TypeError: " + next + " is not a function"
		want = append(want, message, message, "TypeError", "TypeError", message, message)
	}
	if want := strings.Join(append(want, "TypeError: undefined is not a function"), "\n"); got != want {
		t.Errorf("%s\nand not\n%s", got, want)
	}
}

func BenchmarkIterations(b *testing.B) {
	for name, source := range map[string]string{
		"for of":  "for (const v of list) n = v",
		"spread":  "f(...three)",
		"array":   "n = [...list].length",
		"pattern": "{ const [a, c] = three; n = a }",
	} {
		b.Run(name, func(b *testing.B) {
			vm := goja.New()
			improved(b, vm, "var n = 0, list = Array.from({ length: 1000 }, (_, i) => i % 100), three = [1, 2, 3]; function f() {}")
			program, err := Compile("test.js", source)
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := vm.RunProgram(program); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
