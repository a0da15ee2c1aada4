package gojax

import (
	"fmt"
	"testing"

	"github.com/dop251/goja"
)

// quickened has ArrayMethods in the place of goja's, and counts how often they do it.
func quickened(vm *goja.Runtime, done *int) {
	proto := vm.Get("Array").(*goja.Object).Get("prototype").(*goja.Object)
	for name, quick := range ArrayMethods {
		Around(proto.Get(name).(*goja.Object), func(original Native, call goja.FunctionCall) goja.Value {
			if o, ok := call.This.(*goja.Object); ok {
				if v, ok := quick(vm, o, call.Arguments); ok {
					*done++
					return v
				}
			}
			return original(call)
		})
	}
}

func TestMethodsOfArraysAreGojas(t *testing.T) {
	var done int
	for source, quick := range map[string]int{
		"said(a.slice(), a.slice(1), a.slice(-2), a.slice(1, -1), a.slice(5), a.slice(2, 1), a.slice(-9, 9), a.slice(undefined, undefined), a.slice(null, 2), a.slice('1', '2'), a.slice(NaN, Infinity))": 11,
		"const b = a.slice(); b[0] = 'changed'; b.push(4); said(a, b, b.length)":                                           2,
		"said(a.slice({ valueOf() { a.length = 1; return 0 } }))":                                                          0,
		"try { a.slice(Symbol()) } catch (e) { said(e.name) }":                                                             0,
		"said([1, , 3].slice(), 1 in [1, , 3].slice())":                                                                    0,
		"class L extends Array {} said(new L(1, 2, 3).slice(1) instanceof L, new L(1, 2, 3).concat([4]) instanceof L)":     0,
		"a.constructor = { [Symbol.species]: function (n) { this.made = n } }; said(a.slice(1).made)":                      0,
		"Array.prototype.constructor = undefined; said(a.slice(1))":                                                        0,
		"Object.defineProperty(Array, Symbol.species, { get() { return undefined } }); said(a.slice(1))":                   0,
		"a.own = 1; said(a.slice(1).own, a.concat([4]).own)":                                                               0,
		"said(a.concat(), a.concat([4, 5]), a.concat(4, 'x', null, undefined, [5]), a.concat([]), a.concat([[6]]).length)": 5,
		"said(a.concat({ length: 1, 0: 'x' }).length, a.concat({ length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true }))": 0,
		"const b = [4]; b[Symbol.isConcatSpreadable] = false; said(a.concat(b).length)":                                    0,
		"Array.prototype[Symbol.isConcatSpreadable] = false; said(a.concat([4]).length)":                                   0,
		"said(a.concat([1, , 3]), 4 in a.concat([1, , 3]))":                                                                0,
		"const b = a.concat([4]); b.unshift(0); b.pop(); said(a, b)":                                                       3,
		"said(a.unshift(), a, a.unshift(0), a, a.unshift('x', 'y'), a, [].unshift(1))":                                     4,
		"said(a.push(), a, a.push(4), a.push(5, 6), a, [].push(undefined, null)); a.length = 2; said(a.push('x'), a)":      5,
		"try { Object.freeze(a).push(1) } catch (e) { said(e.name) } try { Object.preventExtensions([]).push(1) } catch (e) { said(e.name) } said(a); const b = [1]; b.length = 3; said(b.push(2), b)": 0,
		"for (let i = 0; i < 100; i++) a.unshift(i); said(a, a.length)":                                                                                                                         100,
		"for (let i = 0; i < 100; i++) { a.unshift(i, i); a.shift(); a.push(i); a.pop() } said(a)":                                                                                              400,
		"try { Object.freeze(a).unshift(1) } catch (e) { said(e.name) } said(a)":                                                                                                                0,
		"try { Object.preventExtensions(a).unshift(1) } catch (e) { said(e.name) } said(a.length)":                                                                                              0,
		"const b = [1, , 3]; said(b.unshift(0), b, 2 in b); b.push(4); said(b, [...b].length, b.indexOf(undefined))":                                                                            2,
		"Object.defineProperty(a, 0, { get: () => 'got', set() {} }); try { a.unshift(1) } catch (e) { said(e.name) } said(a.slice(), a.concat([1]))":                                           0,
		"const o = { length: 2, 0: 'a', 1: 'b' }; said(Array.prototype.unshift.call(o, 'x'), o[0], o[2]); said(Array.prototype.slice.call('abc', 1), Array.prototype.concat.call(1, 2).length)": 0,
	} {
		program, err := goja.Compile("test.js", "const lines = []; const said = (...l) => { lines[lines.length] = (l.map((v) => Array.isArray(v) ? '[' + v + ']' : String(v)).join(' ')) };(() => { 'use strict'; const a = [1, 2, 3];"+source+" })(); lines.join('\\n')", false)
		if err != nil {
			t.Fatalf("%s: %v", source, err)
		}
		var said [2]string
		for i, vm := range []*goja.Runtime{goja.New(), goja.New()} {
			if i == 1 {
				done = 0
				quickened(vm, &done)
			}
			v, err := vm.RunProgram(program)
			said[i] = fmt.Sprint(v, err)
		}
		if said[0] != said[1] || done != quick {
			t.Errorf("%s\nis\n%s\n%d of %d done here, and by goja\n%s", source, said[1], done, quick, said[0])
		}
	}
}

// When this fails, goja's own methods are quick.
func TestMethodsThatAreSlowInGoja(t *testing.T) {
	for _, source := range []string{"list.slice()", "list.concat([])"} {
		program, err := goja.Compile("test.js", source, false)
		if err != nil {
			t.Fatal(err)
		}
		vm := goja.New()
		run(t, vm, "var list = Array.from({ length: 1000 }, (_, i) => 'x' + i)")
		objects := func() float64 {
			return testing.AllocsPerRun(3, func() {
				if _, err := vm.RunProgram(program); err != nil {
					t.Fatal(err)
				}
			})
		}
		if slow := objects(); slow < 100 {
			t.Errorf("%s takes %v objects: see whether methods.go is still needed", source, slow)
		}
		var done int
		quickened(vm, &done)
		if quick := objects(); quick > 20 || done == 0 {
			t.Errorf("%s takes %v objects", source, quick)
		}
	}
}
