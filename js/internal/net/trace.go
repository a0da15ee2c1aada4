package net

import (
	"errors"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// This file tells the program that embeds a runtime what its sockets do. Scripts do not
// see it: there are no listeners.

// Counters are those of the sockets of a runtime.
type Counters = loop.Counters

// CountersOf are those of a runtime.
func CountersOf(e *engine.Engine) *Counters {
	c, _ := e.Traffic.(*Counters)
	return c
}

// SocketOf is the net.Socket of a value; nil when it is none.
func SocketOf(v goja.Value) *Socket { return socketOf(v) }

// Tag is what the program keeps with the socket.
func (s *Socket) Tag() any {
	if s.rare == nil {
		return nil
	}
	return s.rare.tag
}

// SetTag keeps something with the socket.
func (s *Socket) SetTag(tag any) { s.extra().tag = tag }

// traceAll has the program asked about every socket.
func (m *module) traceAll(trace func(*Socket) *nodenet.Trace) {
	m.watched = CountersOf(m.engine) != nil || trace != nil
	if m.trace = trace; trace == nil {
		return
	}
	m.methods.Drained = func(s *stream.Stream) {
		if own := socketOf(s.Object); own != nil {
			own.traced(func(t *nodenet.Trace) {
				if t.Drain != nil {
					t.Drain()
				}
			})
		}
	}
}

// beginTrace asks the program, once, who is told of the socket.
func (s *Socket) beginTrace() {
	f := s.m.trace
	if f == nil || s.rare != nil && s.rare.asked {
		return
	}
	s.extra().asked = true
	base.Guarded(nil, func() { s.rare.trace = f(s) })
}

// traced calls f with who is told of the socket, if anybody is.
func (s *Socket) traced(f func(t *nodenet.Trace)) {
	if s.rare != nil && s.rare.trace != nil {
		base.Guarded(nil, func() { f(s.rare.trace) })
	}
}

func (s *Socket) traceBytes(read, written int) {
	s.traced(func(t *nodenet.Trace) {
		switch {
		case read > 0 && t.Read != nil:
			t.Read(read)
		case written > 0 && t.Written != nil:
			t.Written(written)
		}
	})
}

// emitLookup emits 'lookup'.
func (s *Socket) emitLookup(err, ip, family, host goja.Value) {
	s.traced(func(t *nodenet.Trace) {
		if t.Lookup == nil {
			return
		}
		address, n := "", 0
		if !engine.IsNullish(ip) {
			address = ip.String()
		}
		if !engine.IsNullish(family) {
			n = int(family.ToInteger())
		}
		t.Lookup(s.goError(err), address, n, host.String())
	})
	s.Emit("lookup", err, ip, family, host)
}

func (s *Socket) traceAttempt(name string, target target, failure goja.Value) {
	s.traced(func(t *nodenet.Trace) {
		switch {
		case name == "connectionAttempt" && t.ConnectionAttempt != nil:
			t.ConnectionAttempt(target.address, target.port, target.family)
		case name != "connectionAttempt" && t.ConnectionAttemptFailed != nil:
			t.ConnectionAttemptFailed(target.address, target.port, target.family, s.goError(failure))
		}
	})
}

// traceError tells of an error, and counts it.
func (s *Socket) traceError(err goja.Value) {
	if !s.m.watched {
		return
	}
	failure := s.goError(err)
	if c := CountersOf(s.m.engine); c != nil {
		code := ""
		if own := (*nodenet.Error)(nil); errors.As(failure, &own) {
			code = own.Code
		}
		c.Failed(code)
	}
	s.traced(func(t *nodenet.Trace) {
		if t.Error != nil {
			t.Error(failure)
		}
	})
}

// goError is an error of JavaScript as one of Go; nil of null and undefined.
func (s *Socket) goError(v goja.Value) error {
	if engine.IsNullish(v) {
		return nil
	}
	failure := &nodenet.Error{}
	wrong := s.m.engine.VM.Try(func() {
		o, ok := v.(*goja.Object)
		if !ok {
			failure.Message = v.String()
			return
		}
		text := func(name string) string {
			if v := o.Get(name); !engine.IsNullish(v) {
				return v.String()
			}
			return ""
		}
		failure.Message, failure.Code, failure.Syscall, failure.Address = text("message"), text("code"), text("syscall"), text("address")
	})
	if wrong != nil {
		failure.Message = "an error that throws when it is looked at"
	}
	return failure
}
