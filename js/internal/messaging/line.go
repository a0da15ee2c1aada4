package messaging

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
)

// Line makes a channel for one message of native code: post sends it, and lift takes the
// port out that it will come to. It keeps nothing alive.
func Line(e *engine.Engine) (post func(v goja.Value), lift func() (unload func(e *engine.Engine) *goja.Object, drop func())) {
	near, far := newChannel(e)
	post = func(v goja.Value) {
		near.post(v, nil)
		near.finish()
	}
	return post, far.Lift
}

// OnMessage has f called with the message that comes to the port of a Line.
func OnMessage(port *goja.Object, f func(v goja.Value)) {
	p := portOf(port)
	listener := p.Engine.Func("", 1, func(call goja.FunctionCall) goja.Value {
		f(eventtarget.EventOf(call.Argument(0)).Plain)
		return nil
	})
	p.Engine.Invoke(port, "addEventListener", p.Engine.Text("message"), listener)
	p.setRef(false)
	p.start()
}
