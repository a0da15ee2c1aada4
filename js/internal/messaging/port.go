package messaging

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// Port is one end of a channel.
type Port struct {
	eventtarget.Target

	other   *Port
	send    func(*Packet) // when the other end is in another runtime
	queue   []goja.Value
	started bool
	asked   bool // a delivery is under way
	closed  bool
	ref     bool
}

func portOf(v goja.Value) *Port {
	p, _ := eventtarget.State(v).(*Port)
	return p
}

// newPort makes a port; its channel connects it.
func newPort(e *engine.Engine) *Port {
	p := &Port{}
	eventtarget.Attach(e, e.VM.CreateObject(classesOf(e).port.Prototype), p)
	p.Changed = func(name string, count int) {
		// A port that somebody listens to keeps the program alive.
		if name == "message" {
			p.setRef(count > 0)
			if count > 0 {
				p.start()
			}
		}
	}
	return p
}

func (p *Port) setRef(ref bool) {
	if !p.closed || !ref {
		p.Engine.SetRef(&p.ref, ref)
	}
}

func (p *Port) start() {
	p.started = true
	p.deliver()
}

// deliver has the first message of the queue come as an event.
func (p *Port) deliver() {
	if p.asked || !p.started || len(p.queue) == 0 {
		return
	}
	p.asked = true
	p.Engine.Post(func() {
		p.asked = false
		if p.closed || len(p.queue) == 0 {
			return
		}
		v := p.queue[0]
		p.queue = p.queue[1:]
		p.deliver()
		emitMessage(&p.Target, v)
	})
}

func emitMessage(t *eventtarget.Target, v goja.Value) {
	ev := eventtarget.EventOf(t.Engine.Construct(classesOf(t.Engine).event.Constructor, t.Engine.Text("message"), t.Engine.Object("data", v)))
	ev.Trusted = true
	ev.Plain = v
	t.Dispatch(ev)
}

// close ends both ends, once what was sent has arrived.
func (p *Port) close() {
	for _, end := range []*Port{p, p.other} {
		if end == nil || end.closed {
			continue
		}
		end.Engine.Scheduler.Ref()
		end.Engine.Post(func() {
			end.Engine.Scheduler.Unref()
			if end.closed {
				return
			}
			end.closed = true
			end.setRef(false)
			end.Emit("close", nil)
		})
	}
}

// move hands a port over: the object that it was is dead, a new one takes its
// place.
func (p *Port) move() *goja.Object {
	to := newPort(p.Engine)
	to.other, to.queue = p.other, p.queue
	if p.other != nil {
		p.other.other = to
	}
	p.setRef(false)
	p.other, p.queue, p.closed = nil, nil, true
	return to.Object
}

func portClass(e *engine.Engine) *engine.Class {
	c := e.Class("MessagePort", 0, eventtarget.Constructor(e), func(goja.ConstructorCall) *goja.Object {
		panic(e.TypeError("ERR_CONSTRUCT_CALL_INVALID", "Constructor cannot be called"))
	})
	method := func(name string, length int, f func(p *Port, call goja.FunctionCall) goja.Value) {
		c.Assign(name, length, func(call goja.FunctionCall) goja.Value {
			p := portOf(call.This)
			if p == nil {
				panic(e.InvalidThis("MessagePort"))
			}
			return f(p, call)
		})
	}
	method("postMessage", 0, func(p *Port, call goja.FunctionCall) goja.Value {
		if len(call.Arguments) == 0 {
			panic(e.TypeError("ERR_MISSING_ARGS", "Not enough arguments to MessagePort.postMessage"))
		}
		transfer := transferOf(e, "postMessage", call.Argument(1))
		if p.send != nil {
			if packet := Pack(e, call.Argument(0), transfer); !p.closed {
				p.send(packet)
			}
			return nil
		}
		v := Clone(e, call.Argument(0), transfer)
		if other := p.other; !p.closed && other != nil && !other.closed {
			other.queue = append(other.queue, v)
			other.deliver()
		}
		return nil
	})
	method("start", 0, func(p *Port, _ goja.FunctionCall) goja.Value { p.start(); return nil })
	method("close", 0, func(p *Port, call goja.FunctionCall) goja.Value {
		if f := call.Argument(0); engine.IsFunction(f) {
			p.Listen("close", func() { e.Call(f, p.Object) })
		}
		p.close()
		return nil
	})
	method("ref", 0, func(p *Port, _ goja.FunctionCall) goja.Value { p.setRef(true); return nil })
	method("unref", 0, func(p *Port, _ goja.FunctionCall) goja.Value { p.setRef(false); return nil })
	method("hasRef", 0, func(p *Port, _ goja.FunctionCall) goja.Value { return e.Bool(p.ref) })
	eventtarget.HandlerAttribute(c, "message")
	eventtarget.HandlerAttribute(c, "messageerror")
	eventtarget.EmitterMethods(c, e)
	return c
}

// receive is worker_threads.receiveMessageOnPort.
func receive(e *engine.Engine) *goja.Object {
	return e.Func("receiveMessageOnPort", 1, func(call goja.FunctionCall) goja.Value {
		p := portOf(call.Argument(0))
		if p == nil {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", `The "port" argument must be a MessagePort instance`))
		}
		if len(p.queue) == 0 {
			return nil
		}
		v := p.queue[0]
		p.queue = p.queue[1:]
		return e.Object("message", v)
	})
}
