package tls

import (
	"slices"
	"sync"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// duplex is a Duplex of a script's as a stream that TLS is put over. Its methods but Write
// and Writev run where the script does.
type duplex struct {
	m      *module
	object *goja.Object

	loop    *loop.Loop
	handler transport.Handler
	reading bool
	ended   bool
	ending  bool // the end is told already
	closed  bool
	waiting [][]byte

	mu       sync.Mutex
	out      []byte // written, and not given to the Duplex yet
	posted   bool
	giving   int // bytes that the Duplex has not called back for
	awaiting bool
}

// mostGiven is how much is taken before the Duplex has to call back.
const mostGiven = 64 << 10

// over gives a TLSSocket a connection over a Duplex.
func (m *module) over(call goja.FunctionCall) goja.Value {
	d := &duplex{m: m, object: call.Argument(1).(*goja.Object)}
	return m.e.Bool(overSocket(call.Argument(0), d))
}

func (d *duplex) on(name string, f func(v goja.Value)) {
	d.m.e.Invoke(d.object, "on", d.m.e.Text(name), d.m.e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		if !d.closed {
			f(call.Argument(0))
		}
		return nil
	}))
}

func (d *duplex) Start(l *loop.Loop, h transport.Handler) {
	d.loop, d.handler = l, h
	d.m.e.Run(func() {
		d.m.e.Invoke(d.object, "pause")
		d.on("data", func(v goja.Value) {
			if p, ok := data(v); ok {
				d.waiting = append(d.waiting, slices.Clone(p))
				d.deliver()
			}
		})
		d.on("end", func(goja.Value) {
			d.ended = true
			d.deliver()
		})
		d.on("close", func(goja.Value) {
			d.ended = true
			d.deliver()
		})
	})
}

func (d *duplex) SetHandler(h transport.Handler) { d.handler = h }

func (d *duplex) SetReading(on bool) {
	if d.reading == on || d.closed {
		return
	}
	d.reading = on
	d.loop.Post(loop.Task{On: loop.Func(func() {
		if d.closed || d.reading != on {
			return
		}
		d.m.e.Run(func() {
			if !on {
				d.m.e.Invoke(d.object, "pause")
				return
			}
			d.m.e.Invoke(d.object, "resume")
			d.deliver()
		})
	})})
}

// deliver hands over what has come, as long as it is wanted.
func (d *duplex) deliver() {
	for d.reading && !d.closed && len(d.waiting) > 0 {
		p := d.waiting[0]
		d.waiting = d.waiting[1:]
		d.handler.Data(p)
	}
	if d.ended && !d.ending && d.reading && !d.closed && len(d.waiting) == 0 {
		d.ending = true
		d.handler.End()
	}
}

func (d *duplex) ReadRest()            {}
func (d *duplex) Keep(p []byte) []byte { return p }
func (d *duplex) Retains() bool        { return false }

func (d *duplex) Write(p []byte) (int, error) { return d.Writev([][]byte{p}) }

func (d *duplex) Writev(ps [][]byte) (n int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, p := range ps {
		some := p[:min(len(p), max(0, mostGiven-len(d.out)-d.giving))]
		d.out = append(d.out, some...)
		if n += len(some); len(some) < len(p) {
			break
		}
	}
	if !d.posted && len(d.out) > 0 {
		d.posted = true
		d.loop.Post(loop.Task{On: loop.Func(d.give)})
	}
	return n, nil
}

// give writes to the Duplex what was written here.
func (d *duplex) give() {
	d.mu.Lock()
	p := d.out
	d.out, d.posted = nil, false
	d.giving += len(p)
	d.mu.Unlock()
	if d.closed || len(p) == 0 {
		return
	}
	d.m.e.Run(func() {
		d.m.e.Invoke(d.object, "write", buffer.Wrap(d.m.e, p), d.m.e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			d.mu.Lock()
			d.giving -= len(p)
			tell := d.awaiting
			d.awaiting = false
			d.mu.Unlock()
			if tell && !d.closed {
				var err error
				if call.Argument(0).ToBoolean() {
					err = syscall.EPIPE
				}
				d.loop.Post(loop.Task{On: loop.Func(func() {
					if !d.closed {
						d.handler.Writable(0, err)
					}
				})})
			}
			return nil
		}))
	})
}

func (d *duplex) AwaitWritable() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.out) > 0 || d.giving > 0 {
		d.awaiting = true
		return
	}
	d.loop.Post(loop.Task{On: loop.Func(func() {
		if !d.closed {
			d.handler.Writable(0, nil)
		}
	})})
}

func (d *duplex) Shutdown() (bool, error) {
	d.loop.Post(loop.Task{On: loop.Func(func() {
		d.give()
		if d.closed {
			return
		}
		done := false
		d.m.e.Run(func() {
			d.m.e.Invoke(d.object, "end", d.m.e.Func("", 0, func(goja.FunctionCall) goja.Value {
				if !done {
					done = true
					d.loop.Post(loop.Task{On: loop.Func(func() {
						if !d.closed {
							d.handler.ShutdownDone(nil)
						}
					})})
				}
				return nil
			}))
		})
	})})
	return false, nil
}

func (d *duplex) Hangup(bool) {}

// Close destroys the Duplex; what was written, such as an alert, is given to it before.
func (d *duplex) Close(bool) {
	if d.closed {
		return
	}
	if d.loop == nil {
		d.closed = true
		return
	}
	d.give()
	d.closed = true
	d.loop.Post(loop.Task{On: loop.Func(func() {
		d.m.e.Run(func() {
			if destroy := d.object.Get("destroy"); engine.IsFunction(destroy) {
				d.m.e.Call(destroy, d.object)
			}
		})
		d.handler.Closed()
	})})
}

func (d *duplex) LocalAddr() transport.Addr              { return transport.Addr{} }
func (d *duplex) RemoteAddr() transport.Addr             { return transport.Addr{} }
func (d *duplex) SetNoDelay(bool) error                  { return nil }
func (d *duplex) SetKeepAlive(transport.KeepAlive) error { return nil }
func (d *duplex) SetTypeOfService(int) error             { return syscall.ENOTSUP }
func (d *duplex) TypeOfService() (int, error)            { return 0, syscall.ENOTSUP }
func (d *duplex) TCP() bool                              { return false }
func (d *duplex) Fd() int                                { return -1 }
