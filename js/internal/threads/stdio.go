package threads

import (
	"embed"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

//go:embed stdio.js
var sources embed.FS

// streams are the standard streams of a Worker, on one side of it.
type streams struct {
	e      *engine.Engine
	object *goja.Object // what stdio.js makes: streams, receive and, outside, ended
	ref    bool         // one of them keeps this side alive
}

// newStreams makes the streams of a side, inside or outside; post brings a message to
// the other.
func newStreams(e *engine.Engine, side string, post func(*messaging.Packet), options goja.Value) *streams {
	s := &streams{e: e}
	native := e.Object(
		"post", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			post(messaging.Pack(e, call.Argument(0), nil))
			return nil
		}),
		"hold", e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			e.SetRef(&s.ref, call.Argument(0).ToBoolean())
			return nil
		}))
	part := engine.Part(e, sources, "stdio.js", "internal/worker/io", nil)
	s.object = e.Invoke(part, side, native, options).(*goja.Object)
	return s
}

// named is one of the streams; null is none.
func (s *streams) named(name string) goja.Value {
	return s.object.Get("streams").(*goja.Object).Get(name)
}

// receive takes what the other side has sent.
func (s *streams) receive(p *messaging.Packet) {
	e := s.e
	e.Invoke(s.object, "receive", p.Unpack(e))
}

// ended is for the end of the thread.
func (s *streams) ended() {
	s.e.SetRef(&s.ref, false)
	s.e.Invoke(s.object, "ended")
}
