package gojax_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// TestGuard: the two fields that a guard is put into are where they are expected, and
// a guarded function stays the object that it was.
func TestGuard(t *testing.T) {
	vm := goja.New()
	object := func(code string) *goja.Object {
		v, err := vm.RunString(code)
		if err != nil {
			t.Fatal(err)
		}
		return v.(*goja.Object)
	}
	calls, constructed := 0, 0
	gojax.Guard(object("String.prototype.repeat"), func(call goja.FunctionCall) []goja.Value {
		calls++
		return []goja.Value{vm.ToValue(2)}
	})
	gojax.GuardNew(object("Uint8Array"), func(args []goja.Value) []goja.Value {
		constructed++
		if len(args) > 0 && args[0].ToInteger() > 10 {
			panic(vm.NewTypeError("too large"))
		}
		return args
	})
	v, err := vm.RunString(`
		class Mine extends Uint8Array {}
		let thrown = []
		for (const make of [() => new Uint8Array(11), () => new Mine(11), () => Uint8Array.from({ length: 11 }), () => Reflect.construct(Uint8Array, [11])]) {
			try { make(); thrown.push('nothing') } catch (err) { thrown.push(err.message) }
		}
		'ab'.repeat(5) + [new Mine(3).length, new Uint8Array(2) instanceof Uint8Array, Uint8Array.prototype.constructor === Uint8Array, Uint8Array.name, thrown]`)
	if err != nil {
		t.Fatal(err)
	}
	if want := "abab3,true,true,Uint8Array,too large,too large,too large,too large"; v.String() != want {
		t.Errorf("guarded functions gave %s, not %s: goja's nativeFuncObject has other fields now, so that sizes are not limited", v, want)
	}
	if calls != 1 || constructed != 6 {
		t.Errorf("%d calls and %d constructions were guarded, not 1 and 6", calls, constructed)
	}
	// What is no native function of goja's stays as it is.
	gojax.Guard(object("(() => 1)"), nil)
	gojax.GuardNew(object("class A {}; A"), nil)
}
