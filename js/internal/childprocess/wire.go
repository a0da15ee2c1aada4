package childprocess

import (
	"os"
	"strconv"
	"sync"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/net"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// wire is our end of a channel between processes.
type wire struct {
	e       *engine.Engine
	context any // that in which the channel was made
	fd      int
	file    *os.File
	ref     bool
	closed  bool

	receive goja.Value // is called with lines, or the bytes of a message, and null at the end
	splitter
	arrived []int // descriptors that have come with these, and that nobody has taken

	mu      sync.Mutex
	queue   []pendingLine // what the other end has not taken at once
	waiting int           // bytes of those
	writing bool
}

// pendingLine is a message that waits to be written; done is called on the
// goroutine of the JavaScript.
type pendingLine struct {
	data       []byte
	descriptor int // to send with it, ours to close then; -1 for none
	done       func(err error)
}

// newWire makes a wire of our end of a channel, and what the JavaScript has of it.
// advanced says how messages are written.
func newWire(e *engine.Engine, fd int, advanced bool) (*wire, goja.Value) {
	w := &wire{e: e, context: e.Context(), fd: fd, file: open(fd), splitter: splitter{advanced: advanced}}
	o := e.VM.NewObject()
	method := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 1, f))) }
	engine.Must(o.Set("fd", fd))
	engine.Must(o.Set("advanced", advanced))
	method("ref", func(goja.FunctionCall) goja.Value { w.setRef(true); return nil })
	method("unref", func(goja.FunctionCall) goja.Value { w.setRef(false); return nil })
	method("hasRef", func(goja.FunctionCall) goja.Value { return e.Bool(w.ref) })
	method("start", func(call goja.FunctionCall) goja.Value {
		w.start(call.Argument(0))
		return nil
	})
	method("send", func(call goja.FunctionCall) goja.Value {
		cb, descriptor := call.Argument(2), -1
		done := func(err error) {
			if err != nil {
				e.Call(cb, goja.Undefined(), uverr.Of(err, "write").Short(e))
				return
			}
			e.Call(cb, goja.Undefined(), goja.Null())
		}
		if o, ok := call.Argument(1).(*goja.Object); ok {
			if v := o.Get("fd"); v == nil || v.ToInteger() < 0 {
				e.NextTick(func() { done(syscall.EINVAL) }) // it was closed
				return e.Bool(true)
			}
			descriptor = int(o.Get("fd").ToInteger())
		}
		data, ok := buffer.Bytes(call.Argument(0))
		if !ok {
			data = []byte(call.Argument(0).String())
		}
		return e.Bool(w.send(data, descriptor, done))
	})
	method("take", func(call goja.FunctionCall) goja.Value {
		if len(w.arrived) == 0 {
			return nil
		}
		fd := w.arrived[0]
		w.arrived = w.arrived[1:]
		if o := net.Received(e, fd, call.Argument(0).ToBoolean()); o != nil {
			return o
		}
		return nil
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
		w.send(nil, -1, func(error) { e.Call(cb, goja.Undefined()) })
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

// start has the lines that come handed to the JavaScript, and null at the end. A
// goroutine only waits until there is something: what is there is read on the
// goroutine of the JavaScript, where the exit of a child asks for it, too.
func (w *wire) start(receive goja.Value) {
	w.receive = receive
	more := make(chan bool, 1)
	go func() {
		for awaitReadable(w.file) == nil {
			w.e.Scheduler.Post(func() { w.e.Run(w.read); more <- !w.closed && !w.e.Halted() })
			if !<-more {
				return
			}
		}
		w.e.Post(w.end)
	}()
}

// read hands on what is there, and the end. It goes on for a while only: whoever
// sends without a pause must not keep everything else from running.
func (w *wire) read() { w.e.InContext(w.context, w.readInContext) }

func (w *wire) readInContext() {
	chunk := make([]byte, 65536)
	for range 32 {
		if w.closed {
			return
		}
		n, arrived, err := readSome(w.file, chunk)
		w.arrived = append(w.arrived, arrived...)
		w.add(chunk[:n])
		w.hand()
		if err != nil {
			w.e.Post(w.end) // after the ticks of what was handed on
			return
		}
		if n == 0 {
			return
		}
	}
}

// hand gives the JavaScript what is whole, which takes the descriptors that have come
// with it. One that nothing has taken may belong to the message that has only begun.
func (w *wire) hand() {
	defer func() {
		if len(w.rest) > 0 && !w.closed {
			w.leave(1)
		} else {
			w.leave(0)
		}
	}()
	for !w.closed {
		piece, ok, err := w.next()
		if err != nil {
			w.tooLong()
		}
		if !ok {
			return
		}
		if w.advanced {
			w.e.Call(w.receive, goja.Undefined(), buffer.Wrap(w.e, piece))
		} else {
			w.e.Call(w.receive, goja.Undefined(), w.e.Text(string(piece)))
		}
	}
}

// tooLong ends the channel of somebody who sends what nobody can take.
func (w *wire) tooLong() {
	w.rest = nil
	w.e.Post(w.end)
	if w.advanced {
		panic(w.e.RangeError("ERR_BUFFER_TOO_LARGE", "Cannot create a Buffer larger than "+strconv.Itoa(longestMessage)+" bytes"))
	}
	panic(w.e.PlainRangeError("Invalid string length"))
}

// leave closes all but the first n descriptors that nobody has taken.
func (w *wire) leave(n int) {
	for len(w.arrived) > n {
		last := len(w.arrived) - 1
		closeDescriptor(w.arrived[last])
		w.arrived = w.arrived[:last]
	}
}

// end tells the JavaScript that nothing comes any more.
func (w *wire) end() {
	if !w.closed {
		w.e.InContext(w.context, func() { w.e.Call(w.receive, goja.Undefined(), goja.Null()) })
		w.close()
	}
}

func (w *wire) close() {
	if !w.closed {
		w.setRef(false)
		w.closed = true
		w.leave(0)
		_ = w.file.Close()
	}
}

// fewWaiting is from how many bytes on a sender is told that much waits: Node's.
const fewWaiting = 2 * 65536

// send writes a message, with a descriptor unless that is -1, and calls done later.
// What the other end takes at once is written now, so that it is not lost when the
// program ends right after. It reports whether little waits to be written.
func (w *wire) send(data []byte, descriptor int, done func(err error)) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.writing && data != nil {
		n, err := writeSome(w.file, data, descriptor)
		switch {
		case descriptor >= 0 && n == len(data):
			w.e.Scheduler.Ref()
			w.sent(done, nil) // later than others, as in Node
			return true
		case err != nil || n == len(data):
			w.e.NextTick(func() { done(err) })
			return true
		case n > 0:
			descriptor = -1 // it went with the first byte
		}
		data = data[n:]
	}
	if descriptor >= 0 {
		copied, err := duplicateNumber(descriptor)
		if err != nil {
			w.e.NextTick(func() { done(err) })
			return true
		}
		descriptor = copied
	}
	w.e.Scheduler.Ref()
	w.queue = append(w.queue, pendingLine{data, descriptor, done})
	w.waiting += len(data)
	if !w.writing {
		w.writing = true
		go w.drain()
	}
	return w.waiting < fewWaiting
}

// drain writes what waits.
func (w *wire) drain() {
	for {
		w.mu.Lock()
		if len(w.queue) == 0 {
			w.writing = false
			w.queue = nil
			w.mu.Unlock()
			return
		}
		next := w.queue[0]
		w.queue[0] = pendingLine{}
		w.queue = w.queue[1:]
		w.mu.Unlock()
		err := writeAll(w.file, next.data, next.descriptor)
		if next.descriptor >= 0 {
			closeDescriptor(next.descriptor)
		}
		w.mu.Lock()
		w.waiting -= len(next.data)
		w.mu.Unlock()
		w.sent(next.done, err)
	}
}

// sent calls done in an event of its own, which the program waits for.
func (w *wire) sent(done func(err error), err error) {
	w.e.Scheduler.Post(func() {
		w.e.Scheduler.Unref()
		w.e.Run(func() { done(err) })
	})
}
