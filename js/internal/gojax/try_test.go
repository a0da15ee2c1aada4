package gojax

import (
	"slices"
	"testing"

	"github.com/dop251/goja"
)

func TestTryIsAnInstruction(t *testing.T) {
	const use, how = "exceptions in finally blocks, and generators that are ended in a try", "look at compileTryStatement, and change try.go and generator_return.go"
	p := goja.MustCompile("", "try { f() } catch { g() } finally { h() }", true)
	Improve(p)
	var seen []string
	for _, in := range *codeField.of(pointerOf(p)) {
		switch in.(type) {
		case *trying:
			seen = append(seen, "try")
		case *catching:
			seen = append(seen, "catch")
		case *finishing:
			seen = append(seen, "finally")
		}
	}
	contract(t, slices.Equal(seen, []string{"try", "catch", "finally"}), "a try is an instruction that says where its blocks are", use, how)
	vm := goja.New()
	MendGenerators(vm)
	g := run(t, vm, "(function* () { try { yield 1 } finally { } })()")
	next, _ := goja.AssertFunction(g.(*goja.Object).Get("next"))
	if _, err := next(g); err != nil {
		t.Fatal(err)
	}
	s, ok := suspendedAt(g)
	contract(t, ok && s.inTry(), "a generator keeps its frames of try while it stands at a yield", use, how)
}

// goja lost its stacks in the first of these and went on without them, and into the catch
// block in the second; the exceptions of the third were gone when its stack had to move.
func TestExceptionsAndFinally(t *testing.T) {
	for source, want := range map[string]string{
		`const g = (function* () { try { yield 1 } finally { yield 2 } })(); g.next(); g.return(3); try { g.throw(new Error("x")) } catch (e) { e.message }`: "x",
		`let n = 0; try { (function () { for (;;) { try { n++; break } catch { n += 100 } finally { n += 10; throw "f" } } })() } catch (e) { n + e }`:       "11f",
		`let n = 0
		const iterable = { [Symbol.iterator]() { return { next() { return { done: false } }, return() { deep(30); return {} } } } }
		const deep = (n) => { try { if (n > 0) deep(n - 1) } finally { } }
		for (let i = 0; i < 200; i++) {
			const within = (d) => { try { if (d > 0) within(d - 1); else for (const x of iterable) throw i } finally { } }
			try { within(i) } catch (e) { if (e === i) n++ }
		}
		n`: "200",
		`const g = (function* () { try { try { yield 1 } finally { throw new Error("inner") } } catch (e) { yield e.message } })(); g.next(); JSON.stringify([g.return(5), g.next()])`: `[{"value":"inner","done":false},{"done":true}]`,
		`const g = (function* () { try { yield 1 } catch { yield "caught" } finally { yield 2 } })(); g.next(); JSON.stringify([g.return(5), g.next(), g.next()])`:                     `[{"value":2,"done":false},{"value":5,"done":true},{"done":true}]`,
	} {
		vm := goja.New()
		MendGenerators(vm)
		if v := improved(t, vm, source); v.String() != want {
			t.Errorf("%s:\n%v; want %s", source, v, want)
		}
	}
}

// What was compiled by others has catch blocks that would see the end for an exception.
func TestGeneratorsThatWereNotImproved(t *testing.T) {
	vm := goja.New()
	MendGenerators(vm)
	v := run(t, vm, `const g = (function* () { try { yield 1 } catch { yield "caught" } finally { n = 1 } })(); let n = 0; g.next(); JSON.stringify([g.return(5), n])`)
	if want := `[{"value":5,"done":true},1]`; v.String() != want {
		t.Errorf("%v, want %s", v, want)
	}
}
