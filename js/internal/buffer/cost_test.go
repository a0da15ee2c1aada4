package buffer_test

import (
	"runtime"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/alloctest"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// Every chunk that a script gets is a Buffer, and every one that it writes was one.
// Only less than today is allowed.
func TestAllocationsOfABuffer(t *testing.T) {
	e := enginetest.New(t, nil)
	class := buffer.ClassOf(e)
	data := make([]byte, 64)
	b := buffer.Wrap(e, data)
	text := e.Text("hello world")
	var kept goja.Value
	for _, c := range []struct {
		name string
		most float64
		f    func()
	}{
		{"Received", 6, func() { kept = class.Received(data) }},
		{"Wrap", 6, func() { kept = buffer.Wrap(e, data) }},
		{"Whole", 0, func() { class.Whole(b) }},
		{"Bytes", 0, func() { buffer.Bytes(b) }},
		{"encode UTF-8", 3, func() { kept = buffer.UTF8.Encode(data) }},
		{"decode UTF-8", 1, func() { buffer.UTF8.Decode(text.(goja.String)) }},
	} {
		alloctest.Pin(t, c.name, c.most, c.f)
	}
	runtime.KeepAlive(kept)
}
