package gojax

import (
	"testing"

	"github.com/dop251/goja"
)

// What scripts may do with a function, by what comes of it.
var uses = []string{
	"f.name", "f.length", "typeof f", "String(f)", "Object.getOwnPropertyNames(f).join()", "Reflect.ownKeys(f).length", "Object.keys(f).length",
	"JSON.stringify(Object.getOwnPropertyDescriptors(f))", "Object.getPrototypeOf(f) === Function.prototype", "f instanceof Function",
	"f.call(1, 2)", "f.apply(null, [3])", "f.bind(null, 4)()", "[5].map(f)[0]", "'prototype' in f", "Object.isExtensible(f)",
	"f.x = 1, f.x", "f.name = 'y', f.name", "delete f.name, f.name", "delete f.length, 'length' in f", "Object.isFrozen(Object.freeze(f))",
	"Object.defineProperty(f, 'name', { value: 'z' }).name", "Object.setPrototypeOf(f, null) && typeof f.call", "Object.getOwnPropertySymbols(f).length",
	"(() => { try { new f() } catch (e) { return e.message } })()", "(() => { 'use strict'; try { f.name = 1 } catch (e) { return e.name } })()",
	"(() => { try { f('throw') } catch (e) { return e } })()", "(() => { class A extends null {}; try { class B extends f {} } catch (e) { return e.name } })()",
	"Object.prototype.toString.call(f)", "[...(function* () { yield f })()][0] === f", "new Proxy(f, {})(6)", "f.toString === Function.prototype.toString", "({ __proto__: f }).name",
}

func TestALightFunctionIsAFunction(t *testing.T) {
	for _, use := range uses {
		var got [2]string
		for i, make := range []func(*goja.Runtime, *goja.Object, string, int, Native) *goja.Object{NewFunction, func(vm *goja.Runtime, _ *goja.Object, name string, length int, f Native) *goja.Object {
			return heavyFunction(vm, name, length, f)
		}} {
			vm := goja.New()
			must(vm.Set("f", make(vm, vm.Get("Function").(*goja.Object).Prototype(), "some name", 2, func(call goja.FunctionCall) goja.Value {
				if call.Argument(0).String() == "throw" {
					panic(call.Argument(0))
				}
				return call.Argument(0)
			})))
			got[i] = run(t, vm, use).String()
		}
		if got[0] != got[1] {
			t.Errorf("%s is %q, not %q", use, got[0], got[1])
		}
	}
}

func TestFunctionsHaveTemplates(t *testing.T) {
	contract(t, lightLayoutOf(goja.New().Get("Function").(*goja.Object).Prototype()) != nil, "Function.prototype is a templatedFuncObject, with the fields that lightLayout names",
		"functions that take half of the memory", "name the fields in lightLayout, or remove it, and let TestCostOfARuntime allow more")
}
