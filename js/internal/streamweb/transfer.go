package streamweb

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

// class hides in the prototype of a kind of streams. They are not copied, but moved.
type class struct {
	goja.Value
	e    *engine.Engine
	kind string
}

// Transfer is what messaging asks for one of the streams.
func (c class) Transfer(o *goja.Object) messaging.Transferable {
	if o == c.prototype() {
		return nil
	}
	return movable{c.e, c.kind, o}
}

func (c class) prototype() goja.Value {
	return Part(c.e, parts[c.kind]).Get(c.kind).(*goja.Object).Get("prototype")
}

var parts = map[string]string{"ReadableStream": "readable", "WritableStream": "writable", "TransformStream": "transform"}

// movable is a stream that may be moved.
type movable struct {
	e      *engine.Engine
	kind   string
	stream *goja.Object
}

func (m movable) CheckTransfer() {
	locked := m.e.Invoke(Part(m.e, "transfer"), "locked", m.stream, m.e.Text(m.kind)).String()
	if locked != "" {
		panic(domexception.New(m.e, "Cannot transfer a locked "+locked, "DataCloneError"))
	}
}

// Lift moves the ports that the stream goes on by.
func (m movable) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	var unloads []func(e *engine.Engine) *goja.Object
	var drops []func()
	m.e.VM.ForOf(m.e.Invoke(Part(m.e, "transfer"), "send", m.stream, m.e.Text(m.kind)), func(port goja.Value) bool {
		u, d := messaging.LiftPort(port)
		unloads, drops = append(unloads, u), append(drops, d)
		return true
	})
	unload = func(e *engine.Engine) *goja.Object {
		args := []goja.Value{e.Text(m.kind)}
		for _, u := range unloads {
			args = append(args, u(e))
		}
		return e.Invoke(Part(e, "transfer"), "receive", args...).(*goja.Object)
	}
	return unload, func() {
		for _, d := range drops {
			d()
		}
	}
}
