package messaging

import (
	"slices"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

type classes struct {
	port, channel, broadcast, event *engine.Class
	air                             *Air
}

// Air has the open BroadcastChannels of a program, by their names: those of all its
// threads.
type Air struct {
	mu       sync.Mutex
	channels map[string][]*broadcast
}

// AirOf returns what the channels of a runtime are in.
func AirOf(e *engine.Engine) *Air {
	c := classesOf(e)
	if c.air == nil {
		c.air = &Air{channels: map[string][]*broadcast{}}
	}
	return c.air
}

// Share has the channels of a runtime reach those of another, whose Air it is.
func (a *Air) Share(e *engine.Engine) { classesOf(e).air = a }

func (a *Air) add(b *broadcast) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.channels[b.name] = append(a.channels[b.name], b)
}

func (a *Air) remove(b *broadcast) {
	a.mu.Lock()
	defer a.mu.Unlock()
	left := slices.DeleteFunc(slices.Clone(a.channels[b.name]), func(other *broadcast) bool { return other == b })
	if len(left) == 0 {
		delete(a.channels, b.name)
	} else {
		a.channels[b.name] = left
	}
}

// all returns the channels of a name; nobody changes the list.
func (a *Air) all(name string) []*broadcast {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clip(a.channels[name])
}

type classesKey struct{}

func classesOf(e *engine.Engine) *classes {
	return engine.Slot(e, classesKey{}, func() *classes {
		return &classes{
			port:      portClass(e),
			channel:   channelClass(e),
			broadcast: broadcastClass(e),
			event: eventtarget.Subclass(e, "MessageEvent", "data", goja.Null(), "origin", "", "lastEventId", "",
				"source", goja.Null(), "ports", e.VM.NewArray()),
		}
	})
}

// Define makes the globals.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "structuredClone", true, func() goja.Value { return structuredClone(e) })
	for name, class := range map[string]func(*classes) *engine.Class{
		"MessageChannel":   func(c *classes) *engine.Class { return c.channel },
		"MessagePort":      func(c *classes) *engine.Class { return c.port },
		"MessageEvent":     func(c *classes) *engine.Class { return c.event },
		"BroadcastChannel": func(c *classes) *engine.Class { return c.broadcast },
	} {
		e.Lazy(global, name, false, func() goja.Value { return class(classesOf(e)).Constructor })
	}
}

// Exports are what require('worker_threads') has from here.
func Exports(e *engine.Engine, exports *goja.Object) {
	c := classesOf(e)
	engine.Must(exports.Set("MessageChannel", c.channel.Constructor))
	engine.Must(exports.Set("MessagePort", c.port.Constructor))
	engine.Must(exports.Set("BroadcastChannel", c.broadcast.Constructor))
	engine.Must(exports.Set("receiveMessageOnPort", receive(e)))
	engine.Must(exports.Set("moveMessagePortToContext", moveToContext(e)))
	marks(e, exports)
}

// Channel is the class MessageChannel.
func Channel(e *engine.Engine) *goja.Object { return classesOf(e).channel.Constructor }

// newChannel makes two ports that are each other's ends.
func newChannel(e *engine.Engine) (a, b *Port) {
	a, b = newPort(e), newPort(e)
	a.link, b.link = newLinks()
	a.link.port, b.link.port = a, b
	return a, b
}

func channelClass(e *engine.Engine) *engine.Class {
	c := e.Class("MessageChannel", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		a, b := newChannel(e)
		engine.Must(call.This.Set("port1", a.Object))
		engine.Must(call.This.Set("port2", b.Object))
		return nil
	})
	c.NeedNew(func() *goja.Object {
		return e.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Cannot call constructor without `new`")
	})
	return c
}

// broadcast is a BroadcastChannel: it reaches those of its name.
type broadcast struct {
	eventtarget.Target

	name    string
	context any // that in which it was made
	closed  bool
	ref     bool
	leave   func() // takes back what its runtime calls when that is closed

	mu    sync.Mutex
	heard []func() goja.Value // what others have sent, from any goroutine
}

// hear is for a message that somebody else has sent.
func (b *broadcast) hear(unpack func() goja.Value) {
	b.mu.Lock()
	b.heard = append(b.heard, unpack)
	b.mu.Unlock()
	b.Engine.Post(func() {
		if unpack := b.next(); unpack != nil {
			b.Engine.InContext(b.context, func() { emitMessage(&b.Target, unpack()) })
		}
	})
}

// next takes the next message; nil is none.
func (b *broadcast) next() (unpack func() goja.Value) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		b.heard = nil
	}
	if len(b.heard) > 0 {
		unpack, b.heard = b.heard[0], b.heard[1:]
	}
	return unpack
}

func (b *broadcast) setRef(ref bool) {
	if !b.closed || !ref {
		b.Engine.SetRef(&b.ref, ref)
	}
}

func broadcastClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("BroadcastChannel", 1, eventtarget.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		if len(call.Arguments) == 0 {
			panic(e.MissingArgs("name"))
		}
		b := &broadcast{name: call.Argument(0).String(), context: e.Context()}
		eventtarget.Attach(e, call.This, b)
		b.setRef(true)
		air := AirOf(e)
		air.add(b)
		b.leave = e.OnClose(func() { air.remove(b) })
		return nil
	})
	this := func(v goja.Value) *broadcast {
		b, ok := eventtarget.State(v).(*broadcast)
		if !ok {
			panic(e.InvalidThis("BroadcastChannel"))
		}
		return b
	}
	c.Attribute("name", func(o *goja.Object) goja.Value { return e.Text(this(o).name) }, nil)
	c.Assign("close", 0, func(call goja.FunctionCall) goja.Value {
		b := this(call.This)
		if b.closed {
			return nil
		}
		b.closed = true
		b.setRef(false)
		b.leave()
		AirOf(e).remove(b)
		return nil
	})
	c.Assign("postMessage", 1, func(call goja.FunctionCall) goja.Value {
		b := this(call.This)
		if len(call.Arguments) == 0 {
			panic(e.MissingArgs("message"))
		}
		if b.closed {
			panic(domexception.New(e, "BroadcastChannel is closed.", "InvalidStateError"))
		}
		for _, other := range AirOf(e).all(b.name) {
			switch {
			case other == b:
			case other.Engine == e:
				v := Clone(e, call.Argument(0), nil)
				other.hear(func() goja.Value { return v })
			default:
				packet := Pack(e, call.Argument(0), nil)
				other.hear(func() goja.Value { return packet.Unpack(other.Engine) })
			}
		}
		return nil
	})
	c.Assign("ref", 0, func(call goja.FunctionCall) goja.Value { this(call.This).setRef(true); return call.This })
	c.Assign("unref", 0, func(call goja.FunctionCall) goja.Value { this(call.This).setRef(false); return call.This })
	eventtarget.HandlerAttribute(c, "message")
	eventtarget.HandlerAttribute(c, "messageerror")
	c.Tag("BroadcastChannel")
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		b, ok := eventtarget.State(o).(*broadcast)
		if !ok || depth < 0 {
			return o
		}
		return e.Text("BroadcastChannel " + inspect(e.Object("name", b.name, "active", !b.closed)))
	})
	return c
}
