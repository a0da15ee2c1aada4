package gojax

import (
	"reflect"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"
)

// The tests of this file and of those called contract_* are about goja, not about
// this package: they fail when goja is no longer as it is taken to be. What they
// say is for whoever updates it.

// contract fails with what was expected of goja, what it is for, and what to do now.
func contract(t *testing.T, holds bool, expected, use, todo string) {
	t.Helper()
	if !holds {
		t.Errorf("goja has changed: no longer is it so that %s.\n\tUsed for: %s.\n\tWhat to do: %s.", expected, use, todo)
	}
}

func run(t testing.TB, vm *goja.Runtime, source string) goja.Value {
	t.Helper()
	v, err := vm.RunString(source)
	if err != nil {
		t.Fatalf("%s: %v", source, err)
	}
	return v
}

func object(t testing.TB, source string) *goja.Object {
	t.Helper()
	return run(t, goja.New(), "("+source+")").(*goja.Object)
}

func TestAnObjectHoldsItsImplementation(t *testing.T) {
	contract(t, selfIndex >= 0, "goja.Object has a field self that is an interface",
		"everything that looks into objects: KindOf, ViewOf, Primitive, Property, Iterated",
		"look in object.go for where an Object keeps what it is, and name that field in selfIndex")
	_, l := inside(object(t, "{}"))
	contract(t, l.name == "baseObject", "a plain object is a *baseObject, and not "+l.name,
		"telling plain objects from all others", "name the new type in layoutOf and KindOf")
}

// kindsOf has an object of each kind, by what makes it.
var kindsOf = map[string]Kind{
	"{}": Plain, "Object.create(null)": Plain, "Object.create([])": Plain, "new (class A {})": Plain, "Math": Plain, "[].values()": Plain,
	"[1, 2]": Array, "new Array(1e6)": Array, "(() => { const a = []; a[1e7] = 1; return a })()": Array, "Array.prototype": Array,
	"new (class A extends Array {})":        Array,
	"(function () { return arguments })(1)": Arguments, "(function () { 'use strict'; return arguments })(1)": Arguments,
	"function () {}": Function, "() => 1": Function, "class {}": Function, "async () => 1": Function, "function* () {}": Function,
	"Array": Function, "(() => 1).bind(0)": Function, "Array.prototype.map": Function, "{ m() {} }.m": Function, "eval": Function,
	"new Error('x')": Error, "new TypeError('x')": Error, "new (class A extends Error {})": Error,
	"new Date(0)": Date, "/x/": RegExp, "new Map()": Map, "new Set()": Set, "new (class A extends Map {})": Map,
	"new Map().entries()": MapIterator, "new Set().values()": SetIterator, "new WeakMap()": WeakMap, "new WeakSet()": WeakSet,
	"Promise.resolve()": Promise, "(async () => 1)()": Promise, "new ArrayBuffer(1)": ArrayBuffer,
	"new Uint8Array(1)": TypedArray, "new BigInt64Array(1)": TypedArray, "new (class A extends Int8Array {})": TypedArray,
	"new DataView(new ArrayBuffer(1))": DataView,
	"Object(1)":                        Boxed, "Object('s')": Boxed, "Object(true)": Boxed, "Object(1n)": Boxed, "Object(Symbol())": Boxed,
	"(function* () {})()": Generator, "new Proxy({}, {})": Proxy, "new Proxy([], {})": Proxy, "new Proxy(() => 1, {})": Proxy,
}

func TestKindsGoByTheNamesOfTypes(t *testing.T) {
	for source, want := range kindsOf {
		o := object(t, source)
		_, l := inside(o)
		contract(t, KindOf(o) == want, source+" is implemented by a type that kinds knows for what it is, and not by "+l.name,
			"util.types, util.inspect, assert, structuredClone, JSON.stringify, and who may read memory", "put "+l.name+" into kinds")
	}
}

func TestAScriptCannotChangeAKind(t *testing.T) {
	for source, want := range kindsOf {
		if want == Proxy || strings.Contains(source, ".prototype") || source == "Math" || source == "eval" || source == "Array" {
			continue // one that would see it, or that all programs share
		}
		o := object(t, "(o => { Object.defineProperty(o, Symbol.toStringTag, { value: 'Uint8Array' });"+
			"Object.defineProperty(o, 'constructor', { value: Map }); Object.setPrototypeOf(o, Date.prototype); return o })("+source+")")
		if got := KindOf(o); got != want {
			t.Errorf("%s became of kind %d, and is of %d", source, got, want)
		}
	}
}

func TestAHostsTypesAreNotTakenForGojas(t *testing.T) {
	type mapObject struct{ size int }
	type typedArrayObject struct{ viewedArrayBuf, offset, length, elemSize int }
	for _, v := range []any{&mapObject{1}, &typedArrayObject{1, 2, 3, 4}} {
		o := goja.New().ToValue(v).(*goja.Object)
		if k := KindOf(o); k != Plain {
			t.Errorf("%T is of kind %d", v, k)
		}
		if l := layoutOf(reflect.TypeOf(v).Elem()); l != &unknown {
			t.Errorf("%T has a layout", v)
		}
	}
}

func TestFunctionKindsGoByTheNamesOfTypes(t *testing.T) {
	for source, want := range map[string]FunctionKind{
		"() => 1": OrdinaryFunction, "function () {}": OrdinaryFunction, "{ m() {} }.m": OrdinaryFunction, "Array": OrdinaryFunction, "{}": OrdinaryFunction,
		"async () => 1": AsyncFunction, "async function () {}": AsyncFunction, "{ async m() {} }.m": AsyncFunction,
		"function* () {}": GeneratorFunction, "{ * m() {} }.m": GeneratorFunction, "class {}": ClassConstructor, "class A extends Map {}": ClassConstructor,
	} {
		o := object(t, source)
		_, l := inside(o)
		contract(t, FunctionKindOf(o) == want, source+" is implemented by a type that functionKinds knows for what it is, and not by "+l.name,
			"util.types.isAsyncFunction and isGeneratorFunction, and how util.inspect shows functions", "put "+l.name+" into functionKinds")
	}
}

func TestABoxHoldsItsPrimitive(t *testing.T) {
	for source, want := range map[string]string{"Object(1)": "1", "Object('s')": "s", "Object('é')": "é", "Object(false)": "false", "Object(12n)": "12", "Object(Symbol('x'))": "x"} {
		v := Primitive(object(t, source))
		contract(t, v != nil && v.String() == want, "primitiveValueObject has a field pValue of type Value, and stringObject one value of type String",
			"util.inspect and assert of "+source+", structuredClone, JSON.stringify of BigInt objects",
			"look there in object.go and string.go for the value, and name its field in layoutOf")
	}
	if v := Primitive(object(t, "{ pValue: 1 }")); v != nil {
		t.Errorf("a plain object has the primitive %v", v)
	}
}

func TestPropertiesAreInATable(t *testing.T) {
	const use = "util.inspect and assert, several times faster than by Object.getOwnPropertyDescriptor, which is what they fall back to"
	o := object(t, "Object.defineProperty({ a: 1, b: {}, c: undefined, é: 's', get d() { return 1 } }, 'hidden', { value: 1 })")
	for key, want := range map[string]string{"a": "1", "b": "[object Object]", "c": "undefined", "é": "s"} {
		v, exists, known := Property(o, key)
		contract(t, known && exists && v.String() == want, "baseObject has a field values: the properties by name, a plain one as its value", use,
			"look there in object.go for the table of properties, and name its field in layoutOf")
	}
	for _, key := range []string{"d", "hidden"} {
		_, _, known := Property(o, key)
		contract(t, !known, "an accessor, or what is not enumerable, is a *valueProperty in that table",
			"telling that "+key+" has to be asked for by Object.getOwnPropertyDescriptor", "look in value.go for what these are now, and name it in isDescribed")
	}
	if _, exists, known := Property(o, "none"); exists || !known {
		t.Errorf("a property that is not there: exists %v, known %v", exists, known)
	}
	for _, source := range []string{"[1]", "() => 1", "new Proxy({ a: 1 }, {})", "Object('s')", "new Map()", "Math"} {
		if _, _, known := Property(object(t, source), "a"); known {
			t.Errorf("%s: its properties are taken to be known", source)
		}
	}
}

func TestElementsAreInAList(t *testing.T) {
	const use = "util.inspect of arrays, which falls back to Object.getOwnPropertyDescriptor"
	o := object(t, "Object.defineProperty([1, , 's', 4], 3, { enumerable: false })")
	for i, want := range map[int]string{0: "1", 2: "s"} {
		v, exists, known := Element(o, i)
		contract(t, known && exists && v.String() == want, "arrayObject has a field values: its elements", use,
			"look in array.go for where they are, and name the field in layoutOf")
	}
	for _, i := range []int{1, 4, 1 << 30} {
		_, exists, known := Element(o, i)
		contract(t, known && !exists, "a hole of an array is nil among its elements", use, "look in array.go for what it is, and change Element")
	}
	if _, _, known := Element(o, 3); known {
		t.Error("an element that is not enumerable is taken for a plain one")
	}
}

func TestNamesOfPropertiesAreInAList(t *testing.T) {
	for source, want := range map[string]bool{
		"[1, 2]": true, "[]": true, "new Uint8Array(2)": true, "Object.assign([1], { a: 1 })": false, "Object.assign(new Uint8Array(1), { a: 1 })": false, "{}": false,
	} {
		contract(t, OnlyElements(object(t, source)) == want,
			"baseObject has a field propNames: the names of the properties that are no elements, of an array its length among them",
			"util.inspect and assert of long arrays, without listing every index; they list them when this says no",
			"look in object.go for that list, and name its field in layoutOf")
	}
}

func TestIteratorsCanBeLookedInto(t *testing.T) {
	const (
		setup = "const m = new Map([[1, 'a'], [2, 'b'], [3, 'c']]), s = new Set([1, 2, 3]);"
		use   = "util.inspect of the iterators of a Map or a Set, which shows nothing in them without"
		todo  = "compare map.go with iteratorLayout: its structs and fields have the names and types that iteratorLayoutOf looks for"
	)
	for source, want := range map[string]string{
		"return m.entries()": "1 a 2 b 3 c", "return m.keys()": "1 2 3", "return m.values()": "a b c", "return s.values()": "1 2 3", "return s.entries()": "1 1 2 2 3 3",
		"const i = m.keys(); i.next(); return i":                                         "2 3",
		"const i = m.keys(); i.next(); m.delete(1); return i":                            "2 3",
		"const i = m.keys(); i.next(); i.next(); m.delete(2); m.delete(1); return i":     "3",
		"const i = m.keys(); i.next(); m.clear(); return i":                              "",
		"const i = m.keys(); i.next(); m.clear(); m.set(7, 1); return i":                 "7",
		"const i = m.keys(); for (const _ of i); m.set(9); return i":                     "",
		"const i = m.keys(); i.next(); i.next(); i.next(); m.set(9); return i":           "9",
		"const i = m.keys(); i.next(); i.next(); i.next(); i.next(); m.set(9); return i": "",
		"const i = s.values(); i.next(); s.delete(2); s.add(4); return i":                "3 4",
		"const i = new Map().entries(); return i":                                        "",
	} {
		values, pairs := Iterated(object(t, "(() => {"+setup+source+"})()"))
		var texts []string
		for _, v := range values {
			texts = append(texts, v.String())
		}
		contract(t, strings.Join(texts, " ") == want, source+" gives "+want+", and not "+strings.Join(texts, " "), use, todo)
		if strings.Contains(source, "entries") != pairs {
			t.Errorf("%s: pairs is %v", source, pairs)
		}
	}
	if values, _ := Iterated(object(t, "[1].values()")); values != nil {
		t.Error("an iterator of an array is looked into")
	}
}

func TestWaitingJobsCanBeSeen(t *testing.T) {
	const (
		use  = "leaving goja alone after an event that promises have nothing to do with: a turn costs twice as much when goja is always asked to run its jobs, which is what happens without"
		todo = "look in runtime.go for the queue that leave runs, and name it in queueField"
	)
	vm := goja.New()
	jobs := JobsOf(vm)
	contract(t, jobs.queue != nil, "goja.Runtime has a field jobQueue of type []func()", use, todo)
	contract(t, !jobs.Waiting(), "a new runtime has no jobs waiting", use, todo)
	waiting := false
	engineFunction := func(goja.FunctionCall) goja.Value { waiting = jobs.Waiting(); return goja.Undefined() }
	if err := vm.Set("look", engineFunction); err != nil {
		t.Fatal(err)
	}
	run(t, vm, "Promise.resolve().then(() => 1); look()")
	contract(t, waiting, "what a promise has to do is in that queue", use, todo)
	contract(t, !jobs.Waiting(), "the queue is empty once the outermost call is over", use, todo)
}

func TestAnyRuntimeWithoutAQueueMayHaveJobs(t *testing.T) {
	if !(Jobs{}).Waiting() {
		t.Error("without a queue to look at nothing is waiting")
	}
}

func TestRegistriesWithLoadersAreKnown(t *testing.T) {
	if HasLoader(require.NewRegistry()) {
		t.Error("goja_nodejs has another field than Registry.srcLoader: js.Register no longer keeps scripts from files that registries without a loader read. Look for it in require/module.go.")
	}
	if !HasLoader(require.NewRegistry(require.WithLoader(require.DefaultSourceLoader))) {
		t.Error("a loader is not seen: js.Register would replace it")
	}
}
