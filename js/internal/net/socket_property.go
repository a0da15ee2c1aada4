package net

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// shape is how a property is defined: as Node has it.
type shape struct{ enumerable, configurable goja.Flag }

var (
	shown  = shape{goja.FLAG_TRUE, goja.FLAG_FALSE}
	fixed  = shape{goja.FLAG_FALSE, goja.FLAG_FALSE}
	hidden = shape{goja.FLAG_FALSE, goja.FLAG_TRUE}
)

// property adds a property of Socket.prototype.
func (m *module) property(name string, how shape, get func(s *Socket) goja.Value, set func(s *Socket, v goja.Value)) {
	e := m.engine
	getter := e.Func("get", 0, func(call goja.FunctionCall) goja.Value {
		if s := socketOf(call.This); s != nil {
			return get(s)
		}
		return nil
	})
	var setter goja.Value
	if set != nil {
		setter = e.Func("set", 1, func(call goja.FunctionCall) goja.Value {
			if s := socketOf(call.This); s != nil {
				set(s, call.Argument(0))
			}
			return nil
		})
	}
	engine.Must(m.socket.Prototype.DefineAccessorProperty(name, getter, setter, how.configurable, how.enumerable))
}

func ignore(*Socket, goja.Value) {}

func (m *module) socketProperties() {
	e := m.engine
	boolean := func(f func(s *Socket) bool) func(s *Socket) goja.Value {
		return func(s *Socket) goja.Value { return e.Bool(f(s)) }
	}
	m.property("connecting", hidden, boolean(func(s *Socket) bool { return s.connecting }),
		func(s *Socket, v goja.Value) { s.setConnecting(v.ToBoolean()) })
	m.property("_connecting", fixed, boolean(func(s *Socket) bool { return s.connecting }), nil)
	m.property("pending", hidden, boolean(func(s *Socket) bool { return s.handle == nil && s.foreign == nil || s.connecting }), nil)
	m.property("readyState", fixed, func(s *Socket) goja.Value { return e.Text(s.readyState()) }, nil)
	m.property("_hadError", hidden, boolean(func(s *Socket) bool { return s.hadError }), func(s *Socket, v goja.Value) { s.hadError = v.ToBoolean() })
	m.property("_handle", fixed, m.handleProperty, m.assignHandle)
	m.property("_host", hidden, func(s *Socket) goja.Value {
		if s.rare != nil && s.rare.host != nil {
			return s.rare.host
		}
		return goja.Null()
	}, func(s *Socket, v goja.Value) { s.extra().host = v })
	m.property("server", hidden, func(s *Socket) goja.Value { return s.serverValue() }, func(s *Socket, v goja.Value) { s.extra().server = v })
	m.property("_server", hidden, func(s *Socket) goja.Value { return s.serverValue() }, func(s *Socket, v goja.Value) { s.extra().server = v })
	m.property("timeout", hidden, func(s *Socket) goja.Value {
		if s.idle == nil {
			return goja.Undefined()
		}
		return s.idle.asked
	}, ignore)
	m.property("autoSelectFamilyAttemptedAddresses", hidden, func(s *Socket) goja.Value {
		if s.rare == nil || s.rare.attempted == nil {
			return goja.Undefined()
		}
		items := make([]any, len(s.rare.attempted))
		for i, a := range s.rare.attempted {
			items[i] = a
		}
		return e.VM.NewArray(items...)
	}, ignore)
	m.property("_pendingData", hidden, func(s *Socket) goja.Value {
		if s.rare == nil || s.rare.pending == nil {
			return goja.Null()
		}
		return s.rare.pending.chunks[0].Value
	}, ignore)
	m.property("_parent", hidden, func(s *Socket) goja.Value {
		if s.rare != nil && s.rare.parent != nil {
			return s.rare.parent
		}
		return goja.Null()
	}, func(s *Socket, v goja.Value) { s.extra().parent = v })
	// What Node keeps on every socket for itself, and scripts may look for.
	for name, v := range map[string]any{"_pendingEncoding": "", "_sockname": nil, "_closeAfterHandlingError": false} {
		engine.Must(m.socket.Prototype.DefineDataProperty(name, e.VM.ToValue(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	m.counters()
	m.addressProperties()
}

func (s *Socket) serverValue() goja.Value {
	switch {
	case s.rare != nil && s.rare.server != nil:
		return s.rare.server
	case s.server != nil:
		return s.server.Object
	}
	return goja.Null()
}

func (s *Socket) readyState() string {
	switch {
	case s.connecting:
		return "opening"
	case s.Readable() && s.Writable():
		return "open"
	case s.Readable():
		return "readOnly"
	case s.Writable():
		return "writeOnly"
	}
	return "closed"
}

func (m *module) counters() {
	e := m.engine
	m.property("bytesRead", shown, func(s *Socket) goja.Value {
		if s.handle != nil {
			return e.VM.ToValue(s.handle.read)
		}
		return e.VM.ToValue(s.bytesRead + s.countForeign("bytesRead"))
	}, nil)
	dispatched := func(s *Socket) int64 {
		if s.handle != nil {
			return s.handle.wrote
		}
		return s.bytesWrote + s.countForeign("bytesWritten")
	}
	m.property("_bytesDispatched", shown, func(s *Socket) goja.Value { return e.VM.ToValue(dispatched(s)) }, nil)
	m.property("bytesWritten", shown, func(s *Socket) goja.Value {
		n := dispatched(s)
		count := func(c stream.Chunk) { n += int64(sizeOf(c)) }
		s.Waiting(count)
		if s.rare != nil && s.rare.pending != nil {
			for _, c := range s.rare.pending.chunks {
				count(c)
			}
		}
		return e.VM.ToValue(n)
	}, nil)
	m.property("bufferSize", fixed, func(s *Socket) goja.Value {
		if s.handle == nil {
			return goja.Undefined()
		}
		return e.Int(s.WritableLength())
	}, nil)
}

// sizeOf is a chunk's length in bytes.
func sizeOf(c stream.Chunk) int {
	if text, ok := c.Value.(goja.String); ok {
		encoding, _ := buffer.ParseEncoding(c.Encoding)
		return encoding.ByteLength(text)
	}
	data, _ := buffer.Bytes(c.Value)
	return len(data)
}

func (m *module) addressProperties() {
	local := func(s *Socket) *transport.Addr {
		if s.handle == nil {
			return nil
		}
		return s.handle.localAddr()
	}
	remote := func(s *Socket) *transport.Addr {
		if s.handle != nil && !s.connecting {
			if a := s.handle.remoteAddr(); a != nil {
				s.peer = a
			}
		}
		return s.peer
	}
	for _, side := range []struct {
		prefix, method string
		of             func(*Socket) *transport.Addr
	}{{"local", "getsockname", local}, {"remote", "getpeername", remote}} {
		part := func(name string, get func(a *transport.Addr) any) {
			m.property(side.prefix+name, shown, func(s *Socket) goja.Value {
				if s.scripted(side.method) != nil {
					if o := s.addressForeign(side.method); o != nil {
						return orUndef(o.Get(strings.ToLower(name)))
					}
					return goja.Undefined()
				}
				if a := side.of(s); a != nil && !a.Unix {
					return m.engine.VM.ToValue(get(a))
				}
				return goja.Undefined()
			}, nil)
		}
		part("Address", func(a *transport.Addr) any { return a.Host() })
		part("Family", func(a *transport.Addr) any { return a.Family() })
		part("Port", func(a *transport.Addr) any { return int(a.Port()) })
	}
}

// addressObject is an address as Node's address() returns it; {} for none.
// address is an address to keep; nil when there is none.
func address(a transport.Addr) *transport.Addr {
	if !a.Known() {
		return nil
	}
	return &a
}

func (m *module) addressObject(a *transport.Addr) *goja.Object {
	if a == nil || a.Unix {
		return m.engine.VM.NewObject()
	}
	return m.engine.Object("address", a.Host(), "family", a.Family(), "port", int(a.Port()))
}

func (s *Socket) sockname() goja.Value {
	if s.scripted("getsockname") != nil {
		if o := s.addressForeign("getsockname"); o != nil {
			return o
		}
		return s.m.engine.VM.NewObject()
	}
	if s.handle == nil {
		return s.m.engine.VM.NewObject()
	}
	return s.m.addressObject(s.handle.localAddr())
}

func (s *Socket) peername() goja.Value {
	if s.handle == nil || s.connecting {
		return s.m.addressObject(s.peer)
	}
	return s.m.addressObject(s.handle.remoteAddr())
}
