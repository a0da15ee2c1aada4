package abort

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

// movable hides in a signal that may be moved: what comes out at the other end is a
// signal that follows this one, which goes on as before.
type movable struct {
	goja.Value
	signal *Signal
}

// CheckTransfer lets it be moved at any time, and again.
func (m *movable) CheckTransfer() {}

// Lift makes the channel by which one follows the other.
func (m *movable) Lift() (unload func(e *engine.Engine) *goja.Object, drop func()) {
	e := m.signal.Engine
	if m.signal.aborted {
		reason := messaging.Pack(e, m.signal.Reason(), nil)
		return func(e *engine.Engine) *goja.Object {
			s := New(e)
			s.aborted, s.reason = true, reason.Unpack(e)
			return s.Object
		}, reason.Drop
	}
	post, lift := messaging.Line(e)
	m.signal.OnAbort(func() { post(m.signal.Reason()) })
	arrive, drop := lift()
	return func(e *engine.Engine) *goja.Object {
		s := New(e)
		messaging.OnMessage(arrive(e), s.Abort)
		return s.Object
	}, drop
}

// transferable has a signal be one that may be moved.
func transferable(e *engine.Engine, s *Signal) {
	engine.Hide(s.Object, engine.Cloneable, &movable{goja.Undefined(), s})
}

// TransferableSignal is util.transferableAbortSignal.
func TransferableSignal(e *engine.Engine) *goja.Object {
	type key struct{}
	return engine.Slot(e, key{}, func() *goja.Object {
		return e.Func("transferableAbortSignal", 1, func(call goja.FunctionCall) goja.Value {
			s, ok := Of(e, call.Argument(0))
			if !ok || s.foreign != nil {
				panic(e.InvalidArgType("signal", call.Argument(0), "AbortSignal"))
			}
			transferable(e, s)
			return s.Object
		})
	})
}

// TransferableController is util.transferableAbortController.
func TransferableController(e *engine.Engine) *goja.Object {
	type key struct{}
	return engine.Slot(e, key{}, func() *goja.Object {
		return e.Func("transferableAbortController", 0, func(goja.FunctionCall) goja.Value {
			o := e.Construct(Controller(e))
			s, _ := Of(e, o.Get("signal"))
			transferable(e, s)
			return o
		})
	})
}
