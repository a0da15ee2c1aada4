package gojax

import (
	"reflect"
	"unsafe"
)

// catchOf is how far it is from a try to its catch block; 0 for any other instruction, and
// without one.
func catchOf(in instruction) int {
	v := reflect.ValueOf(in)
	if v.Kind() != reflect.Struct || v.Type().PkgPath() != packagePath || v.Type().Name() != "try" {
		return 0
	}
	if offset := v.FieldByName("catchOffset"); offset.Kind() == reflect.Int32 {
		return int(offset.Int())
	}
	return 0
}

// frames are goja's frames of try, each a struct of which only two fields are looked at: where
// the catch block is, and how many calls were under way.
type frames []struct{}

// panicMarker is goja's catchPos of a frame that is no try of a script's: what is thrown to
// there comes out of goja.
const panicMarker = -2

func framesOf(machine unsafe.Pointer) frames { return *tryStackField.of(machine) }

func (f frames) at(i int) unsafe.Pointer {
	return unsafe.Add(unsafe.Pointer(unsafe.SliceData(f)), uintptr(i)*frameSize)
}

func (f frames) catch(i int) *int32 { return catchField.of(f.at(i)) }

// closing reports whether goja is closing the iterators of loops that an exception leaves:
// within as many calls as the frame is of that the exception goes to.
func (f frames) closing() bool {
	for i := 1; i < len(f); i++ {
		if *f.catch(i) == panicMarker && *f.catch(i - 1) != panicMarker && *depthField.of(f.at(i)) == *depthField.of(f.at(i - 1)) {
			return true
		}
	}
	return false
}

// tryStackField is vm.tryStack; frameList is its type, and frameSize that of a frame.
var tryStackField, catchField, depthField, frameSize, frameList = func() (stack field[frames], catch field[int32], depth field[uint32], size uintptr, list reflect.Type) {
	offset, t, ok := machineSlice("tryStack")
	if !ok {
		return
	}
	catch, depth = fieldOf[int32](t.Elem(), "catchPos"), fieldOf[uint32](t.Elem(), "callStackLen")
	return field[frames]{offset, catch.known && depth.known}, catch, depth, t.Elem().Size(), t
}()

// finishing is the beginning of a finally block that nothing was thrown before. What is
// thrown in it is no business of the catch block of the same try, to which goja went.
type finishing struct{ enter instruction }

func (f *finishing) exec(machine unsafe.Pointer) {
	if all := framesOf(machine); len(all) > 0 {
		*all.catch(len(all) - 1) = -1
	}
	execute(f.enter, machine)
}

func betterFinally(in instruction) instruction {
	if !tryStackField.known {
		return in
	}
	return &finishing{in}
}

// spareFrames is how many frames there is room for beside those under way.
const spareFrames = 64

// trying is a try. While goja closes iterators it points to the frame of a try; when the
// frames have to move because of those of what it calls, the exception is lost.
type trying struct{ try instruction }

func (t *trying) exec(machine unsafe.Pointer) {
	execute(t.try, machine)
	all := tryStackField.of(machine)
	if cap(*all)-len(*all) >= spareFrames || all.closing() {
		return
	}
	stack := reflect.NewAt(frameList, unsafe.Pointer(all)).Elem()
	grown := reflect.MakeSlice(frameList, stack.Len(), 2*stack.Len()+2*spareFrames)
	reflect.Copy(grown, stack)
	stack.Set(grown)
}

func betterTry(in instruction) instruction {
	if !tryStackField.known {
		return in
	}
	return &trying{in}
}
