package gojax

//lint:file-ignore U1000 fields that only reflect looks for

import (
	"reflect"
	"strings"
	"testing"

	"github.com/dop251/goja"
)

const viewUse = "the memory behind every Buffer, typed array and DataView: what is written to sockets and files, hashed, copied to other threads. " +
	"Without these fields it is found by the properties of the object, which is slower, and which a script can change"

func TestAnArrayBufferIsOnePointer(t *testing.T) {
	contract(t, bufferType.NumField() == 1 && bufferType.Field(0).Type.Kind() == reflect.Pointer, "goja.ArrayBuffer is a struct of one pointer",
		viewUse, "look in typedarrays.go for what refers to an ArrayBuffer now, and have viewLayoutOf compare all of it")
}

func TestViewsSayWhatTheyShow(t *testing.T) {
	const todo = "compare typedArrayObject and dataViewObject in typedarrays.go with viewLayoutOf: the names and types of viewedArrayBuf, offset, length, elemSize, typedArray, byteOffset and byteLen"
	classes := "Uint8Array Uint8ClampedArray Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array BigInt64Array BigUint64Array DataView"
	for _, class := range strings.Fields(classes) {
		o := object(t, "new "+class+"(new ArrayBuffer(64), 16, 3)")
		_, l := inside(o)
		contract(t, l.view.buffer.known, "the struct of a "+class+" has the fields that viewLayoutOf looks for", viewUse, todo)
		view, ok := ViewOf(o)
		size := 1
		if v := object(t, class).Get("BYTES_PER_ELEMENT"); v != nil {
			size = int(v.ToInteger())
		}
		want := View{Type: class, Buffer: view.Buffer, Offset: 16, Length: 3 * size, Size: size}
		contract(t, ok && view == want, "the struct of a "+class+" counts offset and length as it did, and names its numbers by its class", viewUse, todo)
		same, _ := BufferOf(o.Get("buffer"))
		contract(t, view.Buffer == same, "viewedArrayBuf is the buffer that the view's own getter returns", viewUse, todo)
		if data := view.Bytes(); len(data) != 3*size || &data[0] != &same.Bytes()[16] || cap(data) != len(data) {
			t.Errorf("%s: %d bytes of %d", class, len(data), cap(data))
		}
	}
	classesOfGoja := run(t, goja.New(), "Object.getOwnPropertyNames(globalThis).filter((n) => /^[A-Z]\\w+Array$/.test(n) && n !== 'SharedArrayBuffer').join(' ')").String()
	for _, class := range strings.Fields(classesOfGoja) {
		contract(t, strings.Contains(classes, class), "it has no class "+class, "nothing yet", "add "+class+" to the classes of this test, and to exportedAs when that is told apart by its type")
	}
}

func TestWhatIsNoViewShowsNothing(t *testing.T) {
	for _, source := range []string{
		"{}", "[1]", "new ArrayBuffer(8)", "new Map()", "(() => 1)", "new Proxy(new Uint8Array(8), {})", "Object.create(new Uint8Array(8))", "Uint8Array.prototype", "DataView.prototype",
		"{ buffer: new ArrayBuffer(8), byteOffset: 0, byteLength: 8, [Symbol.toStringTag]: 'DataView' }",
		"{ 0: 1, length: 1, buffer: new ArrayBuffer(8), [Symbol.toStringTag]: 'Uint8Array', __proto__: Uint8Array.prototype }",
	} {
		if view, ok := ViewOf(object(t, source)); ok {
			t.Errorf("%s is a %s", source, view.Type)
		}
	}
	if data := (View{}).Bytes(); data != nil {
		t.Error("nothing has memory")
	}
}

// hostile makes an object from source and has everything about it lie that a script
// can change.
func hostile(t testing.TB, source string) *goja.Object {
	return object(t, `(o => {
		const lie = (name, value) => Object.defineProperty(o, name, { get() { throw new Error(String(name) + ' was asked for') }, configurable: true });
		for (const name of ['buffer', 'byteOffset', 'byteLength', 'length', 'BYTES_PER_ELEMENT', 'constructor', Symbol.toStringTag, Symbol.iterator, 'toString', 'valueOf']) lie(name);
		return Object.setPrototypeOf(o, new Proxy({}, { get() { throw new Error('the prototype was asked') }, has() { throw new Error('the prototype was asked') } }));
	})(`+source+`)`)
}

func TestAViewIsWhatItReallyIs(t *testing.T) {
	for source, want := range map[string]string{
		"new Uint8Array([1, 2, 3]).subarray(1)": "\x02\x03", "new Uint16Array([0x4142])": "BA", "new DataView(new Uint8Array([7, 8, 9]).buffer, 2)": "\x09",
		"new Uint8Array(0)": "", "new Uint8Array(new ArrayBuffer(8), 8)": "", "new DataView(new ArrayBuffer(8), 8)": "",
	} {
		view, ok := ViewOf(hostile(t, source))
		if !ok || string(view.Bytes()) != want {
			t.Errorf("%s: %q, %v", source, view.Bytes(), ok)
		}
	}
}

// A view of a detached buffer once was a pointer that is as far from nil as the view
// is from the beginning of its buffer, with a length: any memory of the process.
func TestAViewOfADetachedBufferShowsNothing(t *testing.T) {
	for _, source := range []string{
		"new Uint8Array(b)", "new Uint8Array(b, 1 << 22, 64)", "new Float64Array(b, 1 << 22, 8)", "new Uint8ClampedArray(b, 8)", "new DataView(b)", "new DataView(b, 1 << 22)", "new Uint8Array(b, 1 << 23)",
	} {
		o := hostile(t, "(b => "+source+")(new ArrayBuffer(1 << 23))")
		view, ok := ViewOf(o)
		before := view.Bytes()
		if !ok {
			t.Fatalf("%s is no view", source)
		}
		view.Buffer.Detach()
		if data := view.Bytes(); data != nil {
			t.Errorf("%s, looked at before it was detached, shows %d bytes", source, len(data))
		}
		if again, ok := ViewOf(o); !ok || again.Bytes() != nil {
			t.Errorf("%s, detached: %d bytes, %v", source, len(again.Bytes()), ok)
		}
		for i := range before { // still memory, although nobody else's
			before[i] = 1
		}
	}
}

func TestAViewThatSaysTooMuchShowsNothing(t *testing.T) {
	memory := goja.New().NewArrayBuffer(make([]byte, 8))
	const huge = int(^uint(0) >> 1)
	for _, v := range []View{
		{Offset: 9}, {Offset: -1, Length: 1}, {Length: 9}, {Length: -1}, {Offset: 4, Length: 5}, {Offset: huge, Length: huge}, {Offset: 8, Length: huge}, {Offset: -huge, Length: huge},
	} {
		v.Type, v.Size, v.Buffer = "Uint8Array", 1, memory
		if data := v.Bytes(); data != nil {
			t.Errorf("%d at %d: %d bytes", v.Length, v.Offset, len(data))
		}
	}
}

// What ViewOf does with a goja that has other fields.
func TestWithoutKnownFieldsAViewIsFoundByItsProperties(t *testing.T) {
	for source, want := range map[string]string{
		"new Uint8Array([1, 2, 3]).subarray(1)": "Uint8Array 2", "new Float64Array(new ArrayBuffer(32), 8, 2)": "Float64Array 16", "new DataView(new ArrayBuffer(8), 6)": "DataView 2",
		"Object.defineProperty(new Uint8Array(8), 'byteLength', { value: 2 ** 53 })":            "Uint8Array 0",
		"Object.defineProperty(new Uint8Array(8), 'byteOffset', { value: -1 })":                 "Uint8Array 0",
		"Object.defineProperty(new DataView(new ArrayBuffer(8)), 'byteLength', { value: 1e9 })": "DataView 0",
		"Object.defineProperty(new Uint8Array(8), 'buffer', { value: {} })":                     "none",
		"Object.setPrototypeOf(new Uint8Array(8), null)":                                        "none",
	} {
		o := object(t, source)
		got := "none"
		if v, ok := viewByProperties(o, KindOf(o)); ok {
			got = v.Type + " " + goja.New().ToValue(len(v.Bytes())).String()
		}
		if got != want {
			t.Errorf("%s: %s, want %s", source, got, want)
		}
	}
}

func TestFieldsThatAreNotThereAreNotRead(t *testing.T) {
	type inner struct{ deep int }
	type withPointer struct {
		*inner
		name string
	}
	type withValue struct {
		pad [3]int64
		inner
	}
	in := reflect.TypeFor[withPointer]()
	if f := fieldOf[int](in, "deep"); f.known {
		t.Error("a field behind a pointer is taken to be in the struct")
	}
	if f := fieldOf[int](in, "name"); f.known || f.of(nil) != nil {
		t.Error("a field of another type is taken")
	}
	if f := fieldOf[string](in, "none"); f.known || f.of(nil) != nil {
		t.Error("a field that is not there is known")
	}
	if f := fieldOf[int](reflect.TypeFor[withValue](), "deep"); !f.known || f.offset != 24 {
		t.Errorf("a field of an embedded struct: %+v", f)
	}
	if f, next := pointerTo(in, "inner", "other"); f.known || next != unknownType {
		t.Error("a pointer to another struct is taken")
	}
	if l := iteratorLayoutOf(in); l.iter.known {
		t.Error("an iterator is made out where there is none")
	}
	if l := viewLayoutOf(in); l.buffer.known {
		t.Error("a view is made out where there is none")
	}
}

func TestUnitsOfStrings(t *testing.T) {
	const use = "the bytes of every string that is not ASCII, as a slice instead of one call for each unit"
	for source, want := range map[string]string{"'abc'": "abc", "''": "", "'a'.repeat(50)": strings.Repeat("a", 50)} {
		ascii, wide := Units(run(t, goja.New(), source).(goja.String))
		contract(t, wide == nil && ascii == want, "a string of ASCII is a Go string", use, "look in string_ascii.go for what it is, and change Units")
	}
	for source, want := range map[string][]uint16{"'aé'": {'a', 0xe9}, "'\\ud83d'": {0xd83d}, "'€😀'": {0x20ac, 0xd83d, 0xde00}, "'é'.concat('x')": {0xe9, 'x'}} {
		s := run(t, goja.New(), source).(goja.String)
		contract(t, reflect.ValueOf(s).Kind() == reflect.Slice, "any other string of a script is a slice of units", use, "look in string_unicode.go for what it is, and change Units; until then each unit is asked for")
		contract(t, reflect.ValueOf(s).Len() == s.Length()+1, "that slice has one unit more, in front", use, "look in string_unicode.go for what is in it, and change Units; until then each unit is asked for")
		if ascii, wide := Units(s); ascii != "" || !reflect.DeepEqual(wide, want) {
			t.Errorf("%s: %x", source, wide)
		}
	}
	for text, want := range map[string][]uint16{"é": {0xe9}, "a\xffb": {'a', 0xfffd, 'b'}, strings.Repeat("x", 40) + "é": nil} {
		s := goja.New().ToValue(text).(goja.String)
		ascii, wide := Units(s)
		if want != nil && !reflect.DeepEqual(wide, want) || len(wide) != s.Length() || ascii != "" {
			t.Errorf("%q from Go: %x of %d", text, wide, s.Length())
		}
	}
}

func TestStringsBelongToNoRuntime(t *testing.T) {
	defer func() {
		r := recover()
		contract(t, r == nil, "(*goja.Runtime)(nil).ToValue makes a string", "making strings where no runtime is at hand, as an encoding does",
			"have String use goja.StringFromUTF16, or give it a runtime")
	}()
	for _, text := range []string{"", "a", "é", strings.Repeat("long and é ", 20)} {
		s := String(text)
		vm := goja.New()
		if err := vm.Set("s", s); err != nil || !run(t, vm, "s").SameAs(s) || s.String() != text || run(t, vm, "s + 'x'").String() != text+"x" {
			t.Errorf("%q: %q", text, s)
		}
	}
}

func TestNumbersAreToldByWhatTheyAreExportedAs(t *testing.T) {
	for source, want := range map[string]string{
		"1": "number", "1.5": "number", "-0": "number", "NaN": "number", "1e300": "number", "2 ** 60": "number", "1n": "bigint", "-(2n ** 100n)": "bigint",
		"'1'": "", "true": "", "null": "", "undefined": "", "Symbol()": "", "({})": "", "Object(1)": "", "Object(1n)": "", "new Date(0)": "",
	} {
		v := run(t, goja.New(), source)
		contract(t, IsNumber(v) == (want == "number") && IsBigInt(v) == (want == "bigint"), "numbers are exported as int64 or float64, and a BigInt as *big.Int; "+source+" is not as it was",
			"typeof in Go", "compare IsNumber and IsBigInt with what value.go exports")
	}
	if IsNumber(nil) || IsBigInt(nil) {
		t.Error("nil is a number")
	}
}
