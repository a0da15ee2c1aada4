package gojax

import (
	"reflect"
	"unsafe"

	"github.com/dop251/goja"
)

// iteratingOr is better where iterations can be goja's, and else what is there.
func iteratingOr(in, better instruction) instruction {
	if iterating.known {
		return better
	}
	return in
}

// beginning is the instruction that begins a loop (of) or a pattern on what is on top of
// the stack, which it takes from there for a loop.
type beginning struct {
	begin instruction
	taken int
}

func looping(in instruction, taken int) instruction { return iteratingOr(in, &beginning{in, taken}) }

func (b *beginning) exec(machine unsafe.Pointer) {
	stack := iterating.iterated.of(machine)
	top := result(machine)
	var array *goja.Object
	if top != nil {
		array = plainArray(machine, *top)
	}
	if array == nil {
		execute(b.begin, machine)
		if n := len(*stack); n > 0 {
			(*stack)[n-1].record.needNext(*runtimeField.of(machine))
		}
		return
	}
	*stack = append(*stack, iterItem{record: &(&iteration{record: record{next: notCalled}, array: array}).record})
	*topField.of(machine) -= b.taken
	*counterField.of(machine)++
}

// underway is the innermost loop or pattern; nil when that is not one of ours.
func underway(machine unsafe.Pointer) *iteration {
	stack := *iterating.iterated.of(machine)
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1].record.ours()
}

// stepping goes on to the next element, or leaves the loop.
type stepping struct {
	step instruction
	out  int
}

func betterStep(in instruction) instruction {
	out := reflect.ValueOf(in)
	if out.Kind() != reflect.Int32 {
		return in
	}
	return iteratingOr(in, &stepping{in, int(out.Int())})
}

func (s *stepping) exec(machine unsafe.Pointer) {
	i := underway(machine)
	if i == nil {
		execute(s.step, machine)
		return
	}
	v := i.next()
	if v == nil {
		*counterField.of(machine) += s.out
		return
	}
	stack := *iterating.iterated.of(machine)
	stack[len(stack)-1].value = v
	*counterField.of(machine)++
}

// taking takes one element for a pattern.
type taking struct{ take instruction }

func (t *taking) exec(machine unsafe.Pointer) {
	i := underway(machine)
	if i == nil {
		execute(t.take, machine)
		return
	}
	v := i.next()
	if v == nil {
		v = goja.Undefined()
	}
	push(machine, v)
	*counterField.of(machine)++
}

// maxRest is how many elements a pattern may take that are not in memory.
const maxRest = 1 << 26

// takingRest takes those that are left, and ends the pattern.
type takingRest struct{ take instruction }

func (t *takingRest) exec(machine unsafe.Pointer) {
	i := underway(machine)
	if i == nil {
		execute(t.take, machine)
		return
	}
	vm := *runtimeField.of(machine)
	var rest []any
	for v := i.next(); v != nil; v = i.next() {
		if rest = append(rest, v); len(rest) > maxRest { // a getter has made it longer
			panic(vm.NewTypeError("Invalid array length"))
		}
	}
	stack := iterating.iterated.of(machine)
	(*stack)[len(*stack)-1] = iterItem{}
	*stack = (*stack)[:len(*stack)-1]
	push(machine, vm.NewArray(rest...))
	*counterField.of(machine)++
}

// spreading puts the elements of what is on top of the stack in its place: the arguments
// of a call.
type spreading struct{ spread instruction }

func (s *spreading) exec(machine unsafe.Pointer) {
	elements, ok := spreadable(machine)
	if !ok {
		execute(s.spread, machine)
		return
	}
	*topField.of(machine)--
	push(machine, elements...)
	*counterField.of(machine)++
}

// spreadingIntoArray appends the elements of what is on top of the stack to the array
// below, which is being made.
type spreadingIntoArray struct{ spread instruction }

func (s *spreadingIntoArray) exec(machine unsafe.Pointer) {
	elements, ok := spreadable(machine)
	if !ok {
		execute(s.spread, machine)
		return
	}
	below, _, ok := operands(machine)
	var into list
	if ok {
		var o *goja.Object
		if o, ok = (*below).(*goja.Object); ok {
			into, ok = listOf(o)
		}
	}
	if !ok || uint64(*into.length)+uint64(len(elements)) > 1<<32-1 {
		execute(s.spread, machine)
		return
	}
	*into.elements = append(*into.elements, elements...)
	*into.length += uint32(len(elements))
	*into.count += len(elements)
	*topField.of(machine)--
	*counterField.of(machine)++
}

// spreadable are the elements of the array on top of the stack; ok is false when it is
// none, or not one that has them all in its list.
func spreadable(machine unsafe.Pointer) (elements []goja.Value, ok bool) {
	top := result(machine)
	if top == nil {
		return nil, false
	}
	array := plainArray(machine, *top)
	if array == nil {
		return nil, false
	}
	l, ok := listOf(array)
	if !ok || hasHole(*l.elements) {
		return nil, false
	}
	return *l.elements, true
}

// push puts values on the stack of a machine. goja has it as long as it was ever needed.
func push(machine unsafe.Pointer, values ...goja.Value) {
	stack, top := stackField.of(machine), topField.of(machine)
	if missing := *top + len(values) - len(*stack); missing > 0 {
		*stack = append(*stack, make([]goja.Value, missing)...)
	}
	*top += copy((*stack)[*top:], values)
}
