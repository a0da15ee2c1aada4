package gojax

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
	"github.com/dop251/goja/unistring"
)

// A native function of goja's has a map of its properties, name and length, which is
// most of the 700 bytes that it takes. Those that goja itself brings along have none
// until they are looked at: they have a template, the same for all runtimes. Functions are
// made here in that way.

// maxTemplates is of how many names there are templates, for all runtimes: scripts name
// functions, too.
const maxTemplates = 8192

type signature struct {
	name   string
	length int
}

var templates struct {
	sync.RWMutex
	of map[signature]unsafe.Pointer // to an objectTemplate
}

// NewFunction makes a function of Go one for JavaScript, with its name and its number of
// arguments; function is Function.prototype of the runtime.
func NewFunction(vm *goja.Runtime, function *goja.Object, name string, length int, f Native) *goja.Object {
	l := lightLayoutOf(function)
	if l == nil {
		return heavyFunction(vm, name, length, f)
	}
	template := l.template(signature{name, length})
	if template == nil {
		return heavyFunction(vm, name, length, f)
	}
	// What is allocated is of the very type that goja has declared, and what is written into
	// it of the type of its field: only whether there are such fields had to be found out.
	o, p := new(goja.Object), reflect.New(l.function).UnsafePointer()
	*l.class.of(p), *l.extensible.of(p) = "Function", true
	*l.object.of(p), *l.prototype.of(p), *l.prototyped.of(p) = o, function, true
	*l.properties.of(p), *l.call.of(p) = properties{}, f
	*(*unsafe.Pointer)(unsafe.Add(p, l.templateAt)) = template
	*l.runtime.of(unsafe.Pointer(o)) = vm
	*(*face)(unsafe.Add(unsafe.Pointer(o), l.selfAt)) = face{l.table, p}
	return o
}

func heavyFunction(vm *goja.Runtime, name string, length int, f Native) *goja.Object {
	o := vm.ToValue(f).(*goja.Object)
	must(o.DefineDataProperty("name", vm.ToValue(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	if length != 0 {
		must(o.DefineDataProperty("length", vm.ToValue(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	return o
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// lightLayout is what is known of templatedFuncObject, of the template that it has, and of
// what has an implementation.
type lightLayout struct {
	function, templateType reflect.Type
	selfAt                 uintptr // in goja.Object
	table                  unsafe.Pointer
	runtime                field[*goja.Runtime]

	class                  field[string]
	object, prototype      field[*goja.Object]
	extensible, prototyped field[bool]
	properties             field[properties]
	call                   field[Native]
	templateAt             uintptr

	names    field[names] // of the template
	props    reflect.StructField
	property reflect.Type // what makes one
}

// face is an interface with methods, as Go keeps it. To make one by reflect compares all
// the methods each time.
type face struct{ table, data unsafe.Pointer }

var (
	lightOnce sync.Once
	light     *lightLayout // nil where goja is otherwise
)

// lightLayoutOf looks at goja by a function of its own, once.
func lightLayoutOf(function *goja.Object) *lightLayout {
	lightOnce.Do(func() {
		l := &lightLayout{}
		if selfIndex >= 0 && l.find(function) {
			light = l
		}
	})
	return light
}

func (l *lightLayout) find(own *goja.Object) bool {
	l.selfAt = reflect.TypeFor[goja.Object]().Field(selfIndex).Offset
	l.table = (*face)(unsafe.Add(unsafe.Pointer(own), l.selfAt)).table
	l.runtime = fieldOf[*goja.Runtime](reflect.TypeFor[goja.Object](), "runtime")
	self := reflect.ValueOf(own).Elem().Field(selfIndex).Elem()
	if self.Kind() != reflect.Pointer || self.Type().Elem().PkgPath() != packagePath || self.Type().Elem().Name() != "templatedFuncObject" {
		return false
	}
	t := self.Type().Elem()
	l.function = t
	l.class, l.object, l.prototype = fieldOf[string](t, "class"), fieldOf[*goja.Object](t, "val"), fieldOf[*goja.Object](t, "prototype")
	l.extensible, l.prototyped = fieldOf[bool](t, "extensible"), fieldOf[bool](t, "protoMaterialised")
	l.properties, l.call = fieldOf[properties](t, "values"), fieldOf[Native](t, "f")
	template, at, ok := locate(t, "tmpl")
	if !ok || template.Kind() != reflect.Pointer || template.Elem().Kind() != reflect.Struct {
		return false
	}
	l.templateAt, l.templateType = at, template.Elem()
	l.names = fieldOf[names](l.templateType, "propNames")
	if l.props, ok = l.templateType.FieldByName("props"); !ok || l.props.Type.Kind() != reflect.Map || l.props.Type.Key() != reflect.TypeFor[unistring.String]() {
		return false
	}
	l.property = l.props.Type.Elem()
	return reflect.TypeFor[func(*goja.Runtime) goja.Value]().ConvertibleTo(l.property) && l.runtime.known && l.class.known && l.object.known &&
		l.prototype.known && l.extensible.known && l.prototyped.known && l.properties.known && l.call.known && l.names.known
}

// template is the one for a name; nil when there are too many.
func (l *lightLayout) template(s signature) unsafe.Pointer {
	templates.RLock()
	p, known := templates.of[s]
	templates.RUnlock()
	if known {
		return p
	}
	templates.Lock()
	defer templates.Unlock()
	if p, known = templates.of[s]; known || len(s.name) > 100 || len(templates.of) >= maxTemplates {
		return p
	}
	if templates.of == nil {
		templates.of = map[signature]unsafe.Pointer{}
	}
	p = l.newTemplate(s)
	templates.of[s] = p
	return p
}

func (l *lightLayout) newTemplate(s signature) unsafe.Pointer {
	p := reflect.New(l.templateType).UnsafePointer()
	*l.names.of(p) = names{"length", "name"}
	props := reflect.MakeMap(l.props.Type)
	for _, name := range *l.names.of(p) {
		make := func(vm *goja.Runtime) goja.Value { return propertyOf(vm, s, name) }
		props.SetMapIndex(reflect.ValueOf(name), reflect.ValueOf(make).Convert(l.property))
	}
	reflect.NewAt(l.props.Type, unsafe.Add(p, l.props.Offset)).Elem().Set(props)
	return p
}

// propertyOf is a property as goja keeps it: one of a function that is made for that.
func propertyOf(vm *goja.Runtime, s signature, name unistring.String) goja.Value {
	o := heavyFunction(vm, s.name, s.length, func(goja.FunctionCall) goja.Value { return nil })
	self := reflect.ValueOf(o).Elem().Field(selfIndex).Elem()
	table := fieldOf[properties](self.Type().Elem(), "values").of(self.UnsafePointer())
	if table == nil {
		return vm.ToValue(o.Get(name.String()))
	}
	return (*table)[name]
}
