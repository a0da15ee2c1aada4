package gojax

import (
	"reflect"
	"sync"
	"unsafe"

	"github.com/dop251/goja"
)

// A program of goja is a list of instructions. Some have another one put in their place
// after compiling, which does more, or calls the one that was there: those whose work goja
// does in a way that costs too much (join.go, bigint.go), or leaves something wrong (length.go).

// instruction is goja's interface of that name, which has this one method: a value of it
// is called, and copied, in just the same way. It must not be asserted to be of a type,
// since the compiler would compare it with what belongs to this interface.
type instruction interface{ exec(machine unsafe.Pointer) }

// execute calls an instruction. The linker leaves out methods that nobody calls by an
// interface, and does not see that goja calls ours: it has to see this.
var execute = instruction.exec

var codeField, counterField, runtimeField = func() (code field[[]instruction], counter field[int], runtime field[*goja.Runtime]) {
	found, offset, ok := locate(reflect.TypeFor[goja.Program](), "code")
	if !ok || found.Kind() != reflect.Slice || found.Elem().Kind() != reflect.Interface || found.Elem().NumMethod() != 1 {
		return
	}
	machine, _, ok := locate(reflect.TypeFor[goja.Runtime](), "vm")
	method := found.Elem().Method(0)
	if !ok || method.Name != "exec" || method.Type.NumIn() != 1 || method.Type.In(0) != machine || method.Type.NumOut() != 0 {
		return
	}
	counter, runtime = fieldOf[int](machine.Elem(), "pc"), fieldOf[*goja.Runtime](machine.Elem(), "r")
	known := counter.known && runtime.known && stackField.known && topField.known
	return field[[]instruction]{offset, known}, counter, runtime
}()

// Improve puts other instructions into a program, and into the functions in it. It has to
// be called before the program runs.
func Improve(p *goja.Program) *goja.Program {
	improve(unsafe.Pointer(p))
	return p
}

// ImproveFunction is Improve for the program of a function that was just made of text.
func ImproveFunction(f *goja.Object) {
	p, l := inside(f)
	if program := l.program.of(p); program != nil && *program != nil {
		improve(unsafe.Pointer(*program))
	}
}

// improve takes a *goja.Program: what came from a field of that type, or is one.
func improve(program unsafe.Pointer) {
	code := codeField.of(program)
	if code == nil || execute == nil {
		return
	}
	var catches []int
	for i, in := range *code {
		if offset := catchOf(in); offset > 0 {
			catches = append(catches, i+offset)
		}
		known := instructionOf(reflect.TypeOf(in))
		if known.better != nil {
			(*code)[i] = known.better(in)
		}
		for _, f := range known.programs {
			if p := *f.of(reflect.ValueOf(in).UnsafePointer()); p != nil {
				improve(unsafe.Pointer(p))
			}
		}
	}
	for _, at := range catches {
		(*code)[at] = &catching{(*code)[at]}
	}
}

// betterOnes make what is put in the place of an instruction, by the name of its type.
var betterOnes = map[string]func(in instruction) instruction{
	"_add":           func(in instruction) instruction { return &joining{in} },
	"setProp":        betterLength,
	"setPropP":       betterLength,
	"setPropStrict":  betterLength,
	"setPropStrictP": betterLength,
	"_mul":           betterBigInt(boundedProduct),
	"_exp":           betterBigInt(boundedPower),
	"_sal":           betterBigInt(boundedLeft),
	"_sar":           betterBigInt(boundedRight),

	"_iterateP":          func(in instruction) instruction { return looping(in, 1) },
	"_iterate":           func(in instruction) instruction { return looping(in, 0) },
	"iterNext":           betterStep,
	"iterGetNextOrUndef": func(in instruction) instruction { return iteratingOr(in, &taking{in}) },
	"_newArrayFromIter":  func(in instruction) instruction { return iteratingOr(in, &takingRest{in}) },
	"_pushSpread":        func(in instruction) instruction { return iteratingOr(in, &spreading{in}) },
	"yieldMarker":        betterYield,
	"enterFinally":       betterFinally,
	"try":                betterTry,
	"_pushArraySpread":   func(in instruction) instruction { return iteratingOr(in, &spreadingIntoArray{in}) },
}

// instructionType is what is known of a type of instructions.
type instructionType struct {
	better   func(in instruction) instruction
	programs []field[*goja.Program] // of what it points to
}

var instructionTypes sync.Map // of reflect.Type to instructionType

func instructionOf(t reflect.Type) instructionType {
	if known, ok := instructionTypes.Load(t); ok {
		return known.(instructionType)
	}
	var made instructionType
	switch {
	case t.Kind() == reflect.Pointer && t.Elem().PkgPath() == packagePath:
		made.programs = programsIn(t.Elem(), 0)
		made.better = betterOnes[t.Elem().Name()]
	case t.PkgPath() == packagePath:
		made.better = betterOnes[t.Name()]
	}
	instructionTypes.Store(t, made)
	return made
}

// programsIn finds the fields with programs in a struct, and in those that it embeds.
func programsIn(t reflect.Type, offset uintptr) (found []field[*goja.Program]) {
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		switch f := t.Field(i); {
		case f.Type == reflect.TypeFor[*goja.Program]():
			found = append(found, field[*goja.Program]{offset + f.Offset, true})
		case f.Anonymous:
			found = append(found, programsIn(f.Type, offset+f.Offset)...)
		}
	}
	return found
}

// operands are the two on top of the stack of a machine, which the instruction under way
// works on; ok is false when it has none.
func operands(machine unsafe.Pointer) (left, right *goja.Value, ok bool) {
	stack, top := *stackField.of(machine), *topField.of(machine)
	if top < 2 || top > len(stack) {
		return nil, nil, false
	}
	return &stack[top-2], &stack[top-1], true
}

// result is what an instruction has left on top of the stack, which may have moved.
func result(machine unsafe.Pointer) *goja.Value {
	stack, top := *stackField.of(machine), *topField.of(machine)
	if top < 1 || top > len(stack) {
		return nil
	}
	return &stack[top-1]
}
