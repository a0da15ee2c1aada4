package buffer_test

import (
	"bytes"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

func value(t *testing.T, e *engine.Engine, source string) goja.Value {
	t.Helper()
	v, err := e.VM.RunString(source)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestMemory(t *testing.T) {
	e := enginetest.New(t, nil)
	data := []byte("hello")
	b := buffer.Wrap(e, data)
	engine.Must(e.VM.Set("b", b))
	value(t, e, "b[0] = 0x48")
	if data[0] != 'H' {
		t.Error("Wrap copies")
	}
	if !buffer.Is(e, b) || buffer.Is(e, value(t, e, "new Uint8Array(1)")) || buffer.Is(e, goja.Undefined()) {
		t.Error("Is")
	}
	for source, want := range map[string]string{
		"b":                                   "Hello",
		"new Uint8Array(b.buffer, 1, 3)":      "ell",
		"new DataView(b.buffer, 2, 2)":        "ll",
		"new Int8Array(b.buffer, 4)":          "o",
		"new Uint16Array([0x4142, 0x43])":     "BAC\x00",
		"new Float64Array(1)":                 "\x00\x00\x00\x00\x00\x00\x00\x00",
		"new BigUint64Array([0x4142n])":       "BA\x00\x00\x00\x00\x00\x00",
		"new Uint32Array([1, 2]).subarray(1)": "\x02\x00\x00\x00",
		"new Uint8ClampedArray(0)":            "",
		"new Uint8Array(b.buffer, 5)":         "", // begins behind the last byte
	} {
		got, ok := buffer.Bytes(value(t, e, "("+source+")"))
		if !ok || string(got) != want {
			t.Errorf("Bytes(%s): %q, %v", source, got, ok)
		}
	}
	for _, source := range []string{"'x'", "[1]", "({})", "null", "new ArrayBuffer(3)", "new Map()", "new Proxy(b, {})", "(() => 1)"} {
		if _, ok := buffer.Bytes(value(t, e, "("+source+")")); ok {
			t.Errorf("Bytes(%s) is ok", source)
		}
	}
	if got, ok := buffer.ArrayBufferBytes(value(t, e, "b.buffer")); !ok || !bytes.Equal(got, data) {
		t.Error("ArrayBufferBytes")
	}
}

func BenchmarkWrap(b *testing.B) {
	e := enginetest.New(b, nil)
	data := make([]byte, 100)
	e.Run(func() {
		buffer.Wrap(e, data)
		b.ReportAllocs()
		for b.Loop() {
			buffer.Wrap(e, data)
		}
	})
}

func BenchmarkBytes(b *testing.B) {
	e := engine.New(goja.New(), nil)
	o := buffer.Wrap(e, make([]byte, 100))
	b.ReportAllocs()
	for b.Loop() {
		buffer.Bytes(o)
	}
}

func BenchmarkEncodeUTF8(b *testing.B) {
	data := bytes.Repeat([]byte("hello world "), 100)
	b.ReportAllocs()
	for b.Loop() {
		buffer.UTF8.Encode(data)
	}
}

func BenchmarkDecodeUTF8(b *testing.B) {
	s := goja.StringFromUTF16([]uint16{'a', 'b', 0xE9, 'x', 'y', 'z', 0x20AC})
	b.ReportAllocs()
	for b.Loop() {
		buffer.UTF8.Decode(s)
	}
}

func BenchmarkClass(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		e := engine.New(goja.New(), nil)
		b.StartTimer()
		buffer.ClassOf(e)
	}
}

// BenchmarkMethods is what scripts pay for a method call.
func BenchmarkMethods(b *testing.B) {
	for name, body := range map[string]string{
		"empty":     "",
		"readUInt8": "b.readUInt8(1)",
		"index":     "b[1]",
		"toString":  "b.toString()",
		"from":      "B.from('hello world')",
		"slice":     "b.slice(1, 3)",
		"concat":    "B.concat([b, b])",
		"alloc":     "B.alloc(10)",
		"write32":   "b.writeUInt32BE(5, 0)",
		"indexOf":   "b.indexOf('\\n')",
		"isBuffer":  "B.isBuffer(b)",
	} {
		b.Run(name, func(b *testing.B) {
			e := engine.New(goja.New(), nil)
			engine.Must(e.VM.Set("B", buffer.ClassOf(e).Constructor))
			f, err := e.VM.RunString("(function (n, B, b) { for (let i = 0; i < n; i++) { " + body + " } })")
			engine.Must(err)
			call, _ := goja.AssertFunction(f)
			b.ReportAllocs()
			b.ResetTimer()
			if _, err := call(goja.Undefined(), e.VM.ToValue(b.N), e.VM.Get("B"), buffer.Wrap(e, []byte("hello world\n"))); err != nil {
				b.Fatal(err)
			}
		})
	}
}
