package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// delegating is the instruction yield*, which goes on with what is on top of the stack. Of
// an iterator without a method next goja calls that all the same, which is the end of the
// program.
type delegating struct{ yield instruction }

// firstDelegate and lastDelegate are goja's resultTypes of yield*, as a statement and as a value.
const firstDelegate, lastDelegate = 3, 4

func betterYield(in instruction) instruction {
	kind := reflect.ValueOf(in).Elem().FieldByName("resultType")
	if !kind.IsValid() || kind.Kind() != reflect.Uint8 || kind.Uint() < firstDelegate || kind.Uint() > lastDelegate {
		return in
	}
	return iteratingOr(in, &delegating{in})
}

func (d *delegating) exec(machine unsafe.Pointer) {
	top := result(machine)
	if top != nil && plainArray(machine, *top) == nil {
		if o, ok := (*top).(*goja.Object); ok && KindOf(o) != Generator {
			o = withNext(*runtimeField.of(machine), o)
			*result(machine) = o // the stack may have moved
		}
	}
	execute(d.yield, machine)
}

// withNext has the iterator of o made, and throws when it has no method next, as the
// language says. It returns what has that iterator.
func withNext(vm *goja.Runtime, o *goja.Object) *goja.Object {
	method, ok := goja.AssertFunction(o.GetSymbol(goja.SymIterator))
	if !ok {
		return o // goja throws
	}
	v, err := method(o)
	if err != nil {
		panic(err)
	}
	iterator, ok := v.(*goja.Object)
	if !ok {
		panic(vm.NewTypeError("Result of the Symbol.iterator method is not an object"))
	}
	needFunction(vm, iterator.Get("next"))
	made := vm.NewObject()
	must(made.DefineDataPropertySymbol(goja.SymIterator, vm.ToValue(func(goja.FunctionCall) goja.Value { return iterator }), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	return made
}
