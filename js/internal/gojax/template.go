package gojax

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// factory makes a property when it is looked at first: goja's templatePropFactory.
type factory = func(vm *goja.Runtime) goja.Value

// AroundAll is [Around] for all functions of one of goja's own objects, such as
// String.prototype, those included that are not there yet: goja has templates for such
// objects, and makes a function when it is looked at first. So it costs a runtime nothing.
// make gives what is called in the place of a function of a runtime, nil for none; since the copies of
// templates are kept, it has to be the same for an object in every runtime. What is not as
// expected stays as it is.
func AroundAll(vm *goja.Runtime, o *goja.Object, make func(vm *goja.Runtime, name string) With) {
	_ = o.ClassName() // goja makes some objects only when they are looked at
	in, t := templateOf(o)
	if in == nil || *in == nil {
		aroundMade(vm, o, make)
		return
	}
	copied, ok := copies.Load(*in)
	if copied == *in {
		return // it has been done
	}
	aroundMade(vm, o, make)
	if !ok {
		changed := withFactories(*in, t, func(name string, f factory) factory {
			return func(vm *goja.Runtime) goja.Value {
				v := f(vm)
				if o := valueOf(v); o != nil && IsFunction(o) {
					aroundNamed(vm, o, name, make)
				}
				return v
			}
		})
		copied, _ = copies.LoadOrStore(*in, changed)
		copies.Store(copied, copied)
	}
	*in = copied.(unsafe.Pointer)
}

// copies are by the template that they are of.
var copies sync.Map

// aroundMade is AroundAll for the functions that are there already.
func aroundMade(vm *goja.Runtime, o *goja.Object, make func(vm *goja.Runtime, name string) With) {
	if selfIndex < 0 {
		return
	}
	self := reflect.ValueOf(o).Elem().Field(selfIndex).Elem()
	if self.Kind() != reflect.Pointer || self.IsNil() || self.Type().Elem().PkgPath() != packagePath {
		return
	}
	table := fieldOf[properties](self.Type().Elem(), "values").of(self.UnsafePointer())
	if table == nil {
		return
	}
	for name, v := range *table {
		if f := valueOf(v); f != nil && IsFunction(f) && name != "constructor" {
			aroundNamed(vm, f, name.String(), make)
		}
	}
}

func aroundNamed(vm *goja.Runtime, f *goja.Object, name string, make func(vm *goja.Runtime, name string) With) {
	if with := make(vm, name); with != nil {
		Around(f, with)
	}
}

// templateOf returns where an object has its template, and of which type that is; nil for
// an object without. The pointer is to a field of the object's implementation, found by its
// name in its type; what is stored there is a pointer to the same type as before.
func templateOf(o *goja.Object) (*unsafe.Pointer, reflect.Type) {
	if selfIndex < 0 {
		return nil, nil
	}
	self := reflect.ValueOf(o).Elem().Field(selfIndex).Elem()
	if self.Kind() != reflect.Pointer || self.IsNil() || self.Type().Elem().PkgPath() != packagePath {
		return nil, nil
	}
	t, offset, ok := locate(self.Type().Elem(), "tmpl")
	if !ok || t.Kind() != reflect.Pointer || t.Elem().Kind() != reflect.Struct {
		return nil, nil
	}
	return (*unsafe.Pointer)(unsafe.Add(self.UnsafePointer(), offset)), t.Elem()
}

// withFactories copies a template, of which only its maps of factories are made anew. All
// of it goes by reflect, which checks the types.
func withFactories(template unsafe.Pointer, t reflect.Type, change func(name string, f factory) factory) unsafe.Pointer {
	made := reflect.New(t)
	made.Elem().Set(reflect.NewAt(t, template).Elem())
	for _, name := range []string{"props", "symProps"} {
		kind, offset, ok := locate(t, name)
		if !ok || kind.Kind() != reflect.Map || !kind.Elem().ConvertibleTo(reflect.TypeFor[factory]()) {
			continue
		}
		field := reflect.NewAt(kind, unsafe.Add(made.UnsafePointer(), offset)).Elem()
		if field.IsNil() {
			continue
		}
		changed := reflect.MakeMapWithSize(kind, field.Len())
		for all := field.MapRange(); all.Next(); {
			f := all.Value().Convert(reflect.TypeFor[factory]()).Interface().(factory)
			name, _ := all.Key().Interface().(unistring.String) // the others are symbols
			changed.SetMapIndex(all.Key(), reflect.ValueOf(change(name.String(), f)).Convert(kind.Elem()))
		}
		field.Set(changed)
	}
	return made.UnsafePointer()
}
