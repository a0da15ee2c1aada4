package messaging

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// Port is one end of a channel.
type Port struct {
	eventtarget.Target

	link    *link         // its end of the channel; nil where there is none
	send    func(*Packet) // to the other end, of a port that has no link
	queue   []message
	started bool
	asked   bool // a delivery is under way
	last    bool // the other end is gone: this one ends after its queue
	closed  bool // it sends and takes nothing any more
	gone    bool // and 'close' was told
	ref     bool
	context any // of AsyncLocalStorage, where it was made
}

// message is what waits in a port: a copy, or what is one only when it is unpacked.
type message struct {
	value  goja.Value
	packet *Packet
	forget func() // of DropWith
}

// arrived is a packet that waits in a port.
func (p *Port) arrived(packet *Packet) message {
	return message{packet: packet, forget: packet.DropWith(p.Engine)}
}

func (m message) open(e *engine.Engine) goja.Value {
	if m.packet != nil {
		m.forget()
		return m.packet.Unpack(e)
	}
	return m.value
}

func portOf(v goja.Value) *Port {
	p, _ := eventtarget.State(v).(*Port)
	return p
}

// IsPort reports whether a value is a MessagePort.
func IsPort(v goja.Value) bool { return portOf(v) != nil }

// newPort makes a port; its channel connects it.
func newPort(e *engine.Engine) *Port {
	p := &Port{context: e.Context()}
	eventtarget.Attach(e, e.VM.CreateObject(classesOf(e).port.Prototype), p)
	p.Changed = func(name string, heard bool) {
		// A port that somebody listens to keeps the program alive.
		if name == "message" {
			p.setRef(heard)
			if heard {
				p.start()
			}
		}
	}
	return p
}

func (p *Port) setRef(ref bool) {
	if !p.gone || !ref {
		p.Engine.SetRef(&p.ref, ref)
	}
}

// inContext calls f in the context of AsyncLocalStorage that the port was made in.
func (p *Port) inContext(f func()) { p.Engine.InContext(p.context, f) }

func (p *Port) start() {
	p.started = true
	p.deliver()
}

// deliver has what is in the queue come as events, soon.
func (p *Port) deliver() {
	if p.asked || p.closed || !p.last && (!p.started || len(p.queue) == 0) {
		return
	}
	p.asked = true
	p.Engine.Scheduler.Post(p.deliverNow)
}

// mostAtOnce is how many messages come one after the other, at least, before something
// else has its turn: Node's.
const mostAtOnce = 1000

func (p *Port) deliverNow() {
	p.asked = false
	if p.closed {
		return
	}
	for n := max(len(p.queue), mostAtOnce); n > 0 && p.started && len(p.queue) > 0; n-- {
		if !p.Engine.Run(func() { p.inContext(func() { emitMessage(&p.Target, p.next()) }) }) {
			return
		}
	}
	switch {
	case p.closed:
	case p.last && len(p.queue) == 0:
		p.finish()
	case p.started:
		p.deliver()
	}
}

// next takes a message from the queue.
func (p *Port) next() goja.Value {
	m := p.queue[0]
	p.queue[0] = message{}
	p.queue = p.queue[1:]
	return m.open(p.Engine)
}

func emitMessage(t *eventtarget.Target, v goja.Value) {
	ev := eventtarget.EventOf(t.Engine.Construct(classesOf(t.Engine).event.Constructor, t.Engine.Text("message"), t.Engine.Object("data", v)))
	ev.Trusted = true
	ev.Plain = v
	t.Dispatch(ev, ev.Type)
}

// collect takes what has come from other runtimes.
func (p *Port) collect() {
	if p.link == nil || p.closed {
		return
	}
	for _, packet := range p.link.take(p) {
		p.queue = append(p.queue, p.arrived(packet))
	}
	p.deliver()
}

// finish ends the port: what is not being delivered already does not come. The other end learns
// of it once this one has told its 'close'.
func (p *Port) finish() {
	if p.closed {
		return
	}
	p.closed = true
	p.Engine.Scheduler.Ref()
	p.Engine.Scheduler.Post(func() { // after what other ports deliver now
		p.Engine.Immediate(func() {
			p.Engine.Scheduler.Unref()
			p.setRef(false)
			p.gone = true
			p.drop()
			if p.link != nil {
				p.link.abandon()
			}
			p.inContext(func() { p.Emit("close", nil) })
		})
	})
}

// drop gives up what was not delivered.
func (p *Port) drop() {
	for _, m := range p.queue {
		if m.packet != nil {
			m.forget()
			m.packet.Drop()
		}
	}
	p.queue = nil
}

// post sends a value to the other end. It reports whether the port is open: no more
// is known of where the value will come to.
func (p *Port) post(v goja.Value, transfer []*goja.Object) bool {
	e := p.Engine
	if slices.Contains(transfer, p.Object) {
		panic(domexception.New(e, "Transfer list contains source port", "DataCloneError"))
	}
	if other := p.near(); other != nil && !slices.ContainsFunc(transfer, func(o *goja.Object) bool { return transferableOf(o) != nil }) {
		copied := Clone(e, v, transfer)
		if other == p.near() { // no getter has moved one or the other
			other.collect()
			other.queue = append(other.queue, message{value: copied})
			other.deliver()
		}
		return !p.closed
	}
	packet := Pack(e, v, transfer)
	switch {
	case p.closed:
		packet.Drop()
	case p.send != nil:
		p.send(packet)
	case p.near() != nil:
		other := p.near()
		other.collect()
		other.Receive(packet)
	default:
		p.link.other.put(packet)
	}
	return !p.closed
}

// near is the port at the other end if that belongs to this runtime, and both are open.
func (p *Port) near() *Port {
	if p.link == nil || p.closed {
		return nil
	}
	if other := p.link.other.near(p.Engine); other != nil && !other.closed {
		return other
	}
	return nil
}

// CheckTransfer throws when the port is not there any more.
func (p *Port) CheckTransfer() {
	if p.closed || p.link == nil {
		panic(domexception.New(p.Engine, "MessagePort in transfer list is already detached", "DataCloneError"))
	}
}

// Lift takes the port out of its runtime: the object that it was is dead.
func (p *Port) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	k := newPacker(p.Engine)
	packets := make([]*Packet, 0, len(p.queue))
	for _, m := range p.queue {
		if m.packet == nil {
			m.packet = &Packet{root: k.pack(m.value)}
		} else {
			m.forget()
		}
		packets = append(packets, m.packet)
	}
	l := p.link
	l.depart(packets)
	p.setRef(false)
	p.queue, p.link, p.closed, p.gone = nil, nil, true, true
	return l.settle, l.abandon
}

// LiftPort is Lift of a port that nobody else has.
func LiftPort(v goja.Value) (unload func(e *engine.Engine) *goja.Object, drop func()) {
	return portOf(v).Lift()
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
		if p.post(call.Argument(0), transferOf(e, "postMessage", call.Argument(1))) {
			return e.Bool(true)
		}
		return nil
	})
	method("start", 0, func(p *Port, _ goja.FunctionCall) goja.Value { p.start(); return nil })
	method("close", 0, func(p *Port, call goja.FunctionCall) goja.Value {
		if f := call.Argument(0); engine.IsFunction(f) {
			p.Listen("close", func() { e.Call(f, p.Object) })
		}
		p.finish()
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
		if b, ok := eventtarget.State(call.Argument(0)).(*broadcast); ok && !b.closed {
			if unpack := b.next(); unpack != nil {
				return e.Object("message", unpack())
			}
			return nil
		}
		p := portOf(call.Argument(0))
		if p == nil {
			panic(noPort(e))
		}
		p.collect()
		if len(p.queue) == 0 {
			return nil
		}
		v := p.next()
		p.deliver() // its end, perhaps
		return e.Object("message", v)
	})
}

func noPort(e *engine.Engine) *goja.Object {
	return e.TypeError("ERR_INVALID_ARG_TYPE", `The "port" argument must be a MessagePort instance`)
}

// moveToContext is worker_threads.moveMessagePortToContext: there is one context, so that
// no argument is another.
func moveToContext(e *engine.Engine) *goja.Object {
	return e.Func("moveMessagePortToContext", 0, func(call goja.FunctionCall) goja.Value {
		if portOf(call.Argument(0)) == nil {
			panic(noPort(e))
		}
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Invalid context argument"))
	})
}
