package childprocess

import (
	"io"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// pipeObject is our end of a pipe for the streams that stand in for sockets: read,
// write, end and close, each with a callback.
func pipeObject(e *engine.Engine, fd int) goja.Value {
	file := open(fd)
	o := e.VM.NewObject()
	method := func(name string, f func(call goja.FunctionCall)) {
		engine.Must(o.Set(name, e.Func(name, 1, func(call goja.FunctionCall) goja.Value { f(call); return nil })))
	}
	method("read", func(call goja.FunctionCall) {
		cb := call.Argument(0)
		chunk := make([]byte, 65536)
		var n int
		var err error
		e.Go(func() { n, err = file.Read(chunk) }, func() {
			switch {
			case n > 0:
				e.Call(cb, goja.Undefined(), goja.Null(), buffer.Wrap(e, chunk[:n]))
			case err == io.EOF || err == nil || isClosed(err):
				e.Call(cb, goja.Undefined(), goja.Null(), goja.Null())
			default:
				e.Call(cb, goja.Undefined(), uverr.Of(err, "read").Short(e))
			}
		})
	})
	method("write", func(call goja.FunctionCall) {
		cb := call.Argument(1)
		data, _ := buffer.Bytes(call.Argument(0))
		var err error
		e.Go(func() { _, err = file.Write(data) }, func() {
			if err != nil {
				e.Call(cb, goja.Undefined(), uverr.Of(err, "write").Short(e))
				return
			}
			e.Call(cb, goja.Undefined())
		})
	})
	method("end", func(call goja.FunctionCall) {
		shutdown(file)
		cb := call.Argument(0)
		e.NextTick(func() { e.Call(cb, goja.Undefined()) })
	})
	method("close", func(call goja.FunctionCall) {
		_ = file.Close()
		cb := call.Argument(0)
		e.NextTick(func() { e.Call(cb, goja.Undefined()) })
	})
	return o
}

func isClosed(err error) bool { return uverr.Of(err, "").Code == "EBADF" }
