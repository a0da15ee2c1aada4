package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

func pointerOf(p *goja.Program) unsafe.Pointer { return unsafe.Pointer(p) }

func isBetter[T any](in instruction) bool { return reflect.TypeOf(in) == reflect.TypeFor[*T]() }

func programsOf(in instruction) (found []*goja.Program) {
	for _, f := range instructionOf(reflect.TypeOf(in)).programs {
		if p := *f.of(reflect.ValueOf(in).UnsafePointer()); p != nil {
			found = append(found, p)
		}
	}
	return found
}
