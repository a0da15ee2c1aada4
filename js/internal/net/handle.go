package net

import (
	"syscall"

	"github.com/dop251/goja"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// handle is what Node's _handle is: the connection under a socket. It outlives
// the socket's use of it until it has closed.
type handle struct {
	m       *module
	conn    *base.Conn      // nil until connected
	bound   transport.Bound // what it is to connect from, or to listen with
	cancel  func()          // of a connection that is being made
	gaveUp  func()          // to call when that is canceled
	owner   *Socket         // whose _handle it is, or was
	object  *goja.Object    // the TCP or Pipe object, once a script has asked for it
	context any             // of AsyncLocalStorage, where it was made

	isPipe  bool
	reading bool
	started bool
	closed  bool
	unref   bool
	again   again                // what another connect meets
	closing func()               // to call when closed
	written func(err goja.Value) // to call when a write is done
	given   func(err goja.Value) // likewise, of a write that is on its way through a script
	ended   func()               // to call when the end was written
	local   *transport.Addr      // once asked for
	remote  *transport.Addr
	read    int64
	wrote   int64
	secure  *securing // nil without TLS
	bulk    bool      // much data flows through to another socket, seen by no script
}

// muchAtOnce is the size of a read that asks for larger ones: Node's chunk size.
const muchAtOnce = 64 << 10

// start begins with a connection that is made.
func (h *handle) start(conn *base.Conn) {
	h.conn = conn
	h.started = true
	conn.Start((*handleEvents)(h))
	if h.unref {
		conn.SetRef(false)
	}
}

// open begins with a descriptor that a script has opened.
func (h *handle) open(conn *base.Conn) {
	h.conn, h.started, h.isPipe, h.again = conn, true, !conn.TCP(), spent
	conn.Start((*handleEvents)(h))
}

// readStart and readStop say whether data is wanted.
func (h *handle) readStart() {
	h.reading = true
	if h.conn != nil && !h.lent() {
		h.conn.Read(true)
	}
}

func (h *handle) readStop() {
	h.reading = false
	if h.conn != nil && !h.lent() {
		h.conn.Read(false)
	}
}

// write writes; unless it is done at once, the socket's wrote is called later.
func (h *handle) write(data []byte, s *Socket) (done bool, err goja.Value) {
	if h.lent() {
		return false, h.m.systemError(node.Failed("write", syscall.EBADF))
	}
	if h.written == nil {
		done, failed := h.conn.Write(data)
		if failed != nil {
			return false, h.m.systemError(failed)
		}
		if !done {
			h.written = h.m.inContext(s.wrote)
		}
		h.count(len(data))
		return done, nil
	}
	done, err = h.writing(s.wrote, func(c *base.Conn) (bool, *node.Error) { return c.Write(data) })
	if err == nil {
		h.count(len(data))
	}
	return done, err
}

// count counts bytes whose write has not failed at once.
func (h *handle) count(n int) {
	if h.wrote += int64(n); h.m.trace != nil && h.owner != nil {
		h.owner.traceBytes(0, n)
	}
}

func (h *handle) writev(pieces [][]byte, written func(err goja.Value)) (done bool, err goja.Value) {
	n := 0
	for _, p := range pieces {
		n += len(p)
	}
	done, err = h.writing(written, func(c *base.Conn) (bool, *node.Error) { return c.Writev(pieces) })
	if err == nil {
		h.count(n)
	}
	return done, err
}

func (h *handle) writing(written func(err goja.Value), f func(c *base.Conn) (bool, *node.Error)) (done bool, err goja.Value) {
	if h.lent() {
		return false, h.m.systemError(node.Failed("write", syscall.EBADF))
	}
	written = h.m.inContext(written)
	if before := h.written; before != nil {
		// A script writes past its stream: one write after the other.
		h.written = func(err goja.Value) {
			before(err)
			done := err != nil
			if !done {
				done, err = h.writing(written, f)
			}
			if done || err != nil {
				written(err)
			}
		}
		return false, nil
	}
	done, failed := f(h.conn)
	if failed != nil {
		return false, h.m.systemError(failed)
	}
	if !done {
		h.written = written
	}
	return done, nil
}

func (h *handle) shutdown(ended func()) {
	h.ended = h.m.engine.Bind(ended)
	switch {
	case h.lent():
		h.m.engine.Immediate(h.hasEnded)
		if h.conn != nil {
			h.conn.ShutdownBelow()
		}
	case h.conn != nil:
		h.conn.Shutdown()
	}
}

// close ends the connection, or what was to become one; done is called in the
// closing phase of the loop.
func (h *handle) close(reset bool, done func()) {
	if h.closed {
		return
	}
	h.closed = true
	h.closing = done
	switch {
	case h.secure != nil && h.secure.gone:
		h.m.engine.Immediate(h.hasClosed)
	case h.conn != nil && h.started:
		h.local, h.remote = h.localAddr(), h.remoteAddr()
		h.conn.Close(reset)
	default:
		if h.bound != nil {
			h.takeBound().Close()
		}
		if h.conn != nil {
			h.conn.Discard()
		}
		gaveUp := h.gaveUp
		if h.cancel != nil {
			h.cancel()
			h.cancel = nil
		} else {
			gaveUp = nil
		}
		h.m.engine.Scheduler.Ref()
		h.m.atClosing(func() {
			h.m.engine.Scheduler.Unref()
			h.m.engine.InContext(h.context, func() {
				if gaveUp != nil {
					gaveUp()
				}
				h.hasClosed()
			})
		})
	}
}

// atClosing has f run as an event in the closing phase of the loop, which comes after
// immediates.
func (m *module) atClosing(f func()) {
	m.group.Refs.Add() // until then the program does not end
	m.group.Loops[0].Closing(loop.Task{On: loop.Func(func() {
		defer m.group.Refs.Done()
		m.engine.Run(f)
	})})
}

// discard closes a connection that no socket has.
func (h *handle) discard() {
	if h.started {
		h.close(false, nil)
		return
	}
	h.closed = true
	h.conn.Discard()
}

func (h *handle) hasClosed() {
	if f := h.closing; f != nil {
		h.closing = nil
		f()
	}
}

func (h *handle) setRef(ref bool) {
	h.unref = !ref
	if h.conn != nil {
		h.conn.SetRef(ref)
	}
}

func (h *handle) localAddr() *transport.Addr {
	if h.bound != nil {
		return address(h.bound.Addr())
	}
	if h.local == nil && h.conn != nil && !h.closed {
		h.local = address(h.conn.LocalAddr())
	}
	return h.local
}

func (h *handle) remoteAddr() *transport.Addr {
	if h.remote == nil && h.conn != nil && !h.closed {
		h.remote = address(h.conn.RemoteAddr())
	}
	return h.remote
}

// incoming is what has been read, on its way into an event. There is one at a time,
// so that no function has to be made for each.
type incoming struct {
	handle  *handle
	data    []byte
	receive func() // gives the data to the socket
}

func newIncoming() *incoming {
	in := &incoming{}
	in.receive = func() {
		h, p := in.handle, in.data
		in.handle, in.data = nil, nil
		h.owner.received(h.conn, p)
	}
	return in
}

// run runs an event of the handle, in the context in which it was made.
func (h *handle) run(f func()) { h.m.runIn(h, h.context, f) }

// Failed destroys the socket whose event has thrown what nobody caught; its listeners
// of 'error' are told why.
func (h *handle) Failed(thrown goja.Value) {
	s := h.owner
	if s == nil || s.Destroyed() {
		return
	}
	if s.Count("error") == 0 {
		thrown = nil
	}
	s.Destroy(thrown)
}

// runIn runs f as an event, in a context of AsyncLocalStorage.
func (m *module) runIn(owner engine.Owner, context any, f func()) {
	if context == nil {
		m.engine.RunFor(owner, f)
		return
	}
	m.engine.RunFor(owner, func() { m.engine.InContext(context, f) })
}

// inContext is a callback of a request: it runs in the context of the request and
// not of the handle.
func (m *module) inContext(f func(err goja.Value)) func(err goja.Value) {
	if !m.engine.TracksContexts() {
		return f
	}
	context := m.engine.Context()
	return func(err goja.Value) { m.engine.InContext(context, func() { f(err) }) }
}

// handleEvents is a handle as its connection sees it.
type handleEvents handle

func (k *handleEvents) Buffer() []byte {
	if o := k.owner; o != nil && o.onread != nil {
		return o.onread.next()
	}
	if k.bulk {
		return k.conn.Scratch()
	}
	return nil
}

func (k *handleEvents) Data(p []byte) {
	h := (*handle)(k)
	h.arrived()
	h.read += int64(len(p))
	if h.m.trace == nil {
		h.deliver(p)
		return
	}
	defer h.deliver(p) // also when the trace calls runtime.Goexit
	h.owner.traceBytes(len(p), 0)
}

// deliver is what has arrived. A pipe that needs no JavaScript ends with the runtime, too.
func (h *handle) deliver(p []byte) {
	raw := !h.m.engine.Over() && h.owner.pipeRaw(p)
	h.bulk = raw && len(p) >= muchAtOnce
	if !raw {
		in := h.m.incoming
		in.handle, in.data = h, p
		h.run(in.receive)
	}
}

func (k *handleEvents) End() {
	h := (*handle)(k)
	h.arrived()
	h.run(func() {
		h.reading = false
		h.owner.receivedEnd()
	})
}

func (k *handleEvents) ReadFailed(err *node.Error) {
	h := (*handle)(k)
	h.run(func() {
		if h.secure != nil && h.owner.handle == h {
			h.secure.to.Failed(err)
		} else if h.owner.handle == h {
			h.owner.Destroy(h.m.systemError(err))
		}
	})
}

func (k *handleEvents) Written(err *node.Error) {
	h := (*handle)(k)
	h.run(func() {
		written := h.written
		h.written = nil
		if written == nil {
			return
		}
		if err != nil {
			h.owner.leavingFailed(err)
			written(h.m.systemError(err))
		} else {
			written(nil)
		}
		if s := h.owner; s != nil && s.rare != nil && s.rare.leaving != nil {
			s.leave()
		}
	})
}

// ShutdownDone passes on no error, as Node does not: what is wrong with the
// connection shows elsewhere.
func (k *handleEvents) ShutdownDone(*node.Error) {
	h := (*handle)(k)
	h.run(h.hasEnded)
}

func (h *handle) hasEnded() {
	if f := h.ended; f != nil {
		h.ended = nil
		f()
	}
}

func (k *handleEvents) Closed() {
	h := (*handle)(k)
	h.run(func() {
		h.whole(func(h *handle) {
			if w := h.written; w != nil { // Node's requests end with the handle
				h.written = nil
				w(h.canceled())
			}
			h.hasEnded()
			h.hasClosed()
		})
	})
}

// canceled is the error of a write whose handle was closed.
func (h *handle) canceled() goja.Value {
	failed := node.Failed("write", syscall.ECANCELED)
	switch {
	case h.secure == nil:
	case h.secure.unsent:
		failed = node.Failed("write", syscall.EBADF)
	case !h.secure.told:
		failed.Message += " Canceled because of SSL destruction"
	}
	return h.m.systemError(failed)
}
