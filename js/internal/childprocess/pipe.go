package childprocess

import (
	"io"
	"os"
	"sync"

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

// wire is our end of a channel between processes.
type wire struct {
	e      *engine.Engine
	fd     int
	file   *os.File
	ref    bool
	closed bool

	receive goja.Value // is called with lines, and null at the end
	rest    []byte     // of a line whose end has not come yet

	mu      sync.Mutex
	queue   []pendingLine // what the other end has not taken at once
	writing bool
}

// pendingLine is a message that waits to be written; done is called on the
// goroutine of the JavaScript.
type pendingLine struct {
	data []byte
	done func(err error)
}

// newWire makes a wire of our end of a channel, and what the JavaScript has of it.
func newWire(e *engine.Engine, fd int) (*wire, goja.Value) {
	w := &wire{e: e, fd: fd, file: open(fd)}
	o := e.VM.NewObject()
	method := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 1, f))) }
	engine.Must(o.Set("fd", fd))
	method("ref", func(goja.FunctionCall) goja.Value { w.setRef(true); return nil })
	method("unref", func(goja.FunctionCall) goja.Value { w.setRef(false); return nil })
	method("hasRef", func(goja.FunctionCall) goja.Value { return e.Bool(w.ref) })
	method("start", func(call goja.FunctionCall) goja.Value {
		w.start(call.Argument(0))
		return nil
	})
	method("send", func(call goja.FunctionCall) goja.Value {
		cb := call.Argument(1)
		return e.Bool(w.send([]byte(call.Argument(0).String()), func(err error) {
			if err != nil {
				e.Call(cb, goja.Undefined(), uverr.Of(err, "write").Short(e))
				return
			}
			e.Call(cb, goja.Undefined(), goja.Null())
		}))
	})
	method("flush", func(call goja.FunctionCall) goja.Value {
		cb := call.Argument(0)
		w.mu.Lock()
		writing := w.writing
		w.mu.Unlock()
		if !writing {
			e.Call(cb, goja.Undefined())
			return nil
		}
		w.send(nil, func(error) { e.Call(cb, goja.Undefined()) })
		return nil
	})
	method("close", func(goja.FunctionCall) goja.Value { w.close(); return nil })
	return w, o
}

func (w *wire) setRef(ref bool) {
	if !w.closed {
		w.e.SetRef(&w.ref, ref)
	}
}
