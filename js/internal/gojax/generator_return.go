package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// goja ends a generator that stands in a try by running its finally blocks apart from
// everything else: what one of them throws passes by the catch blocks around it, and after a
// throw() at a yield in one goja has lost its stacks, which is the end of the program. So
// such a generator is ended by an exception that no catch block sees, and which is taken for
// the end where it comes out.

// returned is that exception.
type returned struct {
	goja.Value
	value goja.Value // that the generator returns
}

// catching is the first instruction of a catch block, with the exception on top of the stack.
type catching struct{ block instruction }

func (c *catching) exec(machine unsafe.Pointer) {
	if top := result(machine); top != nil {
		if r, ok := (*top).(*returned); ok {
			*topField.of(machine)--
			panic(r) // as from within the block: the finally block is next, if there is one
		}
	}
	execute(c.block, machine)
}

// generatorLayout is where a generator keeps what it was doing when it yielded.
type generatorLayout struct {
	state     field[uint8]
	program   field[*goja.Program]
	frames    field[frames]         // as in vm.tryStack
	delegated field[unsafe.Pointer] // to the record of yield*
}

// firstSuspended and lastSuspended are goja's states of a generator that stands at a yield.
const firstSuspended, lastSuspended = 3, 4

func generatorLayoutOf(t reflect.Type) (l generatorLayout) {
	if found, offset, ok := locate(t, "state"); ok && found.Kind() == reflect.Uint8 {
		l.state = field[uint8]{offset, true}
	}
	l.delegated, _ = pointerTo(t, "delegated", "iteratorRecord")
	gen, genOffset, ok := locate(t, "gen")
	if !ok {
		return l
	}
	ctx, ctxOffset, ok := locate(gen, "ctx")
	if !ok {
		return l
	}
	if found, offset, ok := locate(ctx, "prg"); ok && found == reflect.TypeFor[*goja.Program]() {
		l.program = field[*goja.Program]{genOffset + ctxOffset + offset, true}
	}
	if found, offset, ok := locate(ctx, "tryStack"); ok && found.Kind() == reflect.Slice && found.Elem().Size() == frameSize {
		l.frames = field[frames]{genOffset + ctxOffset + offset, tryStackField.known}
	}
	return l
}

// suspended is a generator that stands at a yield.
type suspended struct {
	p unsafe.Pointer // to goja's struct, which the object keeps alive as long as it is one
	l *generatorLayout
}

func suspendedAt(v goja.Value) (s suspended, ok bool) {
	o, isObject := v.(*goja.Object)
	if !isObject || KindOf(o) != Generator {
		return s, false
	}
	p, l := inside(o)
	g := &l.generator
	if !g.state.known || !g.program.known || !g.frames.known || !g.delegated.known {
		return s, false
	}
	state := *g.state.of(p)
	return suspended{p, g}, state >= firstSuspended && state <= lastSuspended
}

// inTry reports whether it stands in a try, of which no catch block takes a returned for an
// exception: those of a program that was not improved do.
func (s suspended) inTry() bool {
	all, program := *s.l.frames.of(s.p), *s.l.program.of(s.p)
	if program == nil {
		return false
	}
	code := *codeField.of(unsafe.Pointer(program))
	for i := range all {
		at := int(*all.catch(i))
		if at < 0 {
			continue
		}
		if at >= len(code) {
			return false
		}
		if _, ok := code[at].(*catching); !ok {
			return false
		}
	}
	return len(all) > 0
}

// MendGenerators has next, return and throw of Generator.prototype do what the language says.
// They stay the same functions.
func MendGenerators(vm *goja.Runtime) {
	made, err := vm.RunProgram(generatorFunction)
	must(err)
	proto := made.(*goja.Object).Get("prototype").(*goja.Object).Prototype()
	own := func(name string) *Native {
		if f, ok := proto.Get(name).(*goja.Object); ok {
			p, l := inside(f)
			return l.call.of(p)
		}
		return nil
	}
	next, returns, throws := own("next"), own("return"), own("throw")
	if next == nil || returns == nil || throws == nil {
		return
	}
	*next, *throws = ending(vm, *next), ending(vm, *throws)
	*returns = returning(vm, *returns, *throws)
}

var generatorFunction = goja.MustCompile("", "(function* () {})", true)

// ending is next or throw.
func ending(vm *goja.Runtime, method Native) Native {
	return func(call goja.FunctionCall) (v goja.Value) {
		defer func() {
			if r := recover(); r != nil {
				v = ended(vm, r)
			}
		}()
		return method(call)
	}
}

// ended is the last result of a generator that a returned has left; it panics with anything
// else.
func ended(vm *goja.Runtime, panicked any) goja.Value {
	r, ok := panicked.(*returned)
	if thrown, is := panicked.(*goja.Exception); is {
		r, ok = thrown.Value().(*returned)
	}
	if !ok {
		panic(panicked)
	}
	o := vm.NewObject()
	must(o.Set("value", r.value))
	must(o.Set("done", true))
	return o
}

// returning is return.
func returning(vm *goja.Runtime, returns, throws Native) Native {
	return func(call goja.FunctionCall) goja.Value {
		s, ok := suspendedAt(call.This)
		if !ok {
			return returns(call)
		}
		with := func(method Native, v goja.Value) goja.Value {
			return method(goja.FunctionCall{This: call.This, Arguments: []goja.Value{v}})
		}
		value := call.Argument(0)
		if delegated := s.l.delegated.of(s.p); *delegated != nil {
			var result *goja.Object
			thrown := vm.Try(func() { result, value = returnInner(vm, (*record)(*delegated), value) })
			switch {
			case thrown != nil:
				*delegated = nil
				return with(throws, thrown.Value())
			case result != nil:
				return result
			}
			*delegated = nil
		}
		if !s.inTry() {
			return with(returns, value)
		}
		return with(throws, &returned{goja.Undefined(), value})
	}
}

// returnInner has what yield* goes over return. It returns what that has yielded, or else
// with what the generator around goes on to return.
func returnInner(vm *goja.Runtime, inner *record, value goja.Value) (*goja.Object, goja.Value) {
	if inner.iterator == nil {
		return nil, value
	}
	method := inner.iterator.Get("return")
	if method == nil || goja.IsUndefined(method) || goja.IsNull(method) {
		return nil, value
	}
	f := FunctionOf(method)
	if f == nil {
		panic(vm.NewTypeError("%s is not a function", method))
	}
	given := f(goja.FunctionCall{This: inner.iterator, Arguments: []goja.Value{value}})
	result, ok := given.(*goja.Object)
	if !ok {
		panic(vm.NewTypeError("Iterator result %s is not an object", given))
	}
	if done := result.Get("done"); done == nil || !done.ToBoolean() {
		return result, nil
	}
	if value = result.Get("value"); value == nil {
		value = goja.Undefined()
	}
	return nil, value
}
