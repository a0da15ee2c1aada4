package fs

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// heldHandle is a FileHandle as it hides in its object; fd is -1 once closed.
type heldHandle struct {
	events.Emitter
	fd     int
	locked bool // a web stream reads it
}

func handleOf(v goja.Value) *heldHandle {
	if o, ok := v.(*goja.Object); ok {
		h, _ := events.State(o).(*heldHandle)
		return h
	}
	return nil
}

func (m *module) newHandle(fd int) *goja.Object {
	o := m.e.VM.CreateObject(m.handle.Prototype)
	events.Attach(m.e, o, &heldHandle{fd: fd})
	return o
}

// handles makes the class FileHandle: the operations on descriptors as methods.
func (m *module) handles() {
	e := m.e
	m.handle = e.Class("FileHandle", 0, events.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		events.Attach(e, call.This, &heldHandle{fd: -1})
		return nil
	})
	m.handle.Getter("fd", func(this *goja.Object) goja.Value {
		if h := handleOf(this); h != nil {
			return e.Int(h.fd)
		}
		return nil
	}, nil)
	m.handle.Method("getAsyncId", 0, func(goja.FunctionCall) goja.Value { return e.Int(0) })
	for _, name := range []string{"appendFile", "readFile", "writeFile"} {
		m.handleMethod(name, m.promises.Get(name), nil)
	}
	for _, name := range []string{"chmod", "chown", "datasync", "sync", "stat", "truncate", "utimes"} {
		m.handleMethod(name, m.exports.Get(operationName(name)), nil)
	}
	m.handleMethod("read", m.exports.Get("read"), []string{"bytesRead", "buffer"})
	m.handleMethod("readv", m.exports.Get("readv"), []string{"bytesRead", "buffers"})
	m.handleMethod("write", m.exports.Get("write"), []string{"bytesWritten", "buffer"})
	m.handleMethod("writev", m.exports.Get("writev"), []string{"bytesWritten", "buffers"})
	closing := m.handle.Method("close", 0, func(call goja.FunctionCall) goja.Value { return m.closeHandle(handleOf(call.This)) })
	engine.Must(m.handle.Prototype.DefineDataPropertySymbol(e.WellKnown("asyncDispose"), closing, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	for _, name := range []string{"createReadStream", "createWriteStream"} {
		m.handle.Method(name, 0, func(call goja.FunctionCall) goja.Value {
			opts := e.VM.NewObject()
			if given, ok := call.Argument(0).(*goja.Object); ok {
				for _, key := range given.Keys() {
					engine.Must(opts.Set(key, given.Get(key)))
				}
			}
			engine.Must(opts.Set("fd", call.This))
			return e.Call(m.exports.Get(name), goja.Undefined(), goja.Undefined(), opts)
		})
	}
	m.lines()
}

// operationName is what a method of FileHandle is on fs.
func operationName(method string) string {
	switch method {
	case "chmod", "chown", "datasync", "sync", "stat", "truncate", "utimes":
		return "f" + method
	}
	return method
}

// handleMethod makes a method of FileHandle of a function whose first argument
// is a descriptor. Those on whole files return promises, the others take
// callbacks; names are for the results of those that have two.
func (m *module) handleMethod(name string, f goja.Value, names []string) {
	e := m.e
	m.handle.Method(name, 0, func(call goja.FunctionCall) goja.Value {
		promise, fulfil, reject := e.Promise()
		h := handleOf(call.This)
		if h == nil {
			reject(e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type FileHandle`))
			return promise
		}
		if h.fd < 0 {
			reject(fileClosed(e, operationName(name)))
			return promise
		}
		args := append([]goja.Value{e.Int(h.fd)}, call.Arguments...)
		if isWhole(name) {
			return e.Call(f, goja.Undefined(), args...)
		}
		callback := e.Func("", 0, func(call goja.FunctionCall) goja.Value {
			if !goja.IsNull(call.Argument(0)) {
				reject(call.Argument(0))
				return nil
			}
			if names == nil {
				fulfil(call.Argument(1))
				return nil
			}
			result := e.VM.CreateObject(nil)
			for i, property := range names {
				engine.Must(result.Set(property, call.Argument(i+1)))
			}
			fulfil(result)
			return nil
		})
		if thrown := e.VM.Try(func() { e.Call(f, goja.Undefined(), append(args, callback)...) }); thrown != nil {
			reject(thrown.Value())
		}
		return promise
	})
}

// isWhole tells the operations on whole files.
func isWhole(name string) bool {
	return name == "readFile" || name == "writeFile" || name == "appendFile"
}

// fileClosed is the error of a FileHandle that was closed before.
func fileClosed(e *engine.Engine, call string) *goja.Object {
	err := e.PlainError("file closed")
	engine.Must(err.Set("code", "EBADF"))
	engine.Must(err.Set("syscall", call))
	return err
}

func (m *module) closeHandle(h *heldHandle) goja.Value {
	promise, fulfil, reject := m.e.Promise()
	if h == nil || h.fd < 0 {
		fulfil(goja.Undefined())
		return promise
	}
	fd := h.fd
	h.fd = -1
	m.start(&arguments{m: m, descriptors: []int{fd}}, func() (func() []goja.Value, error) { return done(failed(closeFile(fd), "close")) },
		func(_ []goja.Value, thrown goja.Value) {
			if thrown != nil {
				reject(thrown)
				return
			}
			h.Emit("close")
			fulfil(goja.Undefined())
		})
	return promise
}
