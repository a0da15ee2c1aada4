package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// transformState is what a Transform has beside a Duplex: the callback of a
// write that waits until there is room to read.
type transformState struct {
	goja.Value
	waiting goja.Value
}

func transformOf(s *Stream) *transformState {
	if t, ok := engine.Hidden(s.Object, "transform").(*transformState); ok {
		return t
	}
	t := &transformState{Value: goja.Undefined()}
	engine.Hide(s.Object, "transform", t)
	return t
}

func (c *classes) makeTransform() {
	e := c.engine
	c.transform = c.class("Transform", c.duplex.Constructor, func(s *Stream, options goja.Value) {
		s.Setup(ReadableSide|WritableSide, options)
		if o, ok := options.(*goja.Object); ok && s.readHigh == 0 {
			// Zero for both would mean that nothing is ever transformed.
			s.writeHigh = 0
			if v := o.Get("writableHighWaterMark"); v != nil && v.ToBoolean() {
				s.writeHigh = s.needMark("options.writableHighWaterMark", v)
			}
		}
		s.adoptMethods(options, "read", "write", "writev", "destroy", "final", "construct")
		s.adoptSignal(options)
		s.construct()
		// Reading and writing are one: _read only lets the next write go on.
		s.r &^= rSync
		s.adoptMethods(options, "transform", "flush")
		s.On("prefinish", e.Func("prefinish", 0, func(goja.FunctionCall) goja.Value {
			if s.Object.Get("_final") != c.transformFinal {
				c.flush(s, nil)
			}
			return nil
		}))
	})
	c.transformFinal = c.transform.Assign("_final", 1, func(call goja.FunctionCall) goja.Value {
		cb := call.Argument(0)
		c.flush(c.stream(call), func(err goja.Value) {
			if err == nil {
				e.Call(cb, goja.Undefined())
			} else {
				e.Call(cb, goja.Undefined(), err)
			}
		})
		return nil
	})
	c.transform.Assign("_transform", 3, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_METHOD_NOT_IMPLEMENTED", "The _transform() method is not implemented"))
	})
	c.transform.Assign("_write", 3, func(call goja.FunctionCall) goja.Value {
		c.transformWrite(c.stream(call), call.Argument(0), call.Argument(1), call.Argument(2))
		return nil
	})
	c.transform.Assign("_read", 1, func(call goja.FunctionCall) goja.Value {
		t := transformOf(c.stream(call))
		if cb := t.waiting; cb != nil {
			t.waiting = nil
			e.Call(cb, goja.Undefined())
		}
		return nil
	})
	c.passThrough = c.class("PassThrough", c.transform.Constructor, func(s *Stream, options goja.Value) {
		e.Call(c.transform.Constructor, s.Object, options)
	})
	c.passThrough.Assign("_transform", 3, func(call goja.FunctionCall) goja.Value {
		return e.Call(call.Argument(2), goja.Undefined(), goja.Null(), call.Argument(0))
	})
}

func (c *classes) transformWrite(s *Stream, chunk, encoding, done goja.Value) {
	before := s.readLength
	s.Engine.Invoke(s.Object, "_transform", chunk, encoding, s.Engine.Func("", 2, func(call goja.FunctionCall) goja.Value {
		if err := call.Argument(0); isError(err) {
			return s.Engine.Call(done, goja.Undefined(), err)
		}
		if v := call.Argument(1); !engine.IsNullish(v) {
			s.Engine.Invoke(s.Object, "push", v)
		}
		if s.r&rEnded != 0 {
			s.Engine.NextTick(func() { s.Engine.Call(done, goja.Undefined()) })
		} else if s.w&wEnded != 0 || before == s.readLength || s.readLength < s.readHigh {
			s.Engine.Call(done, goja.Undefined())
		} else {
			transformOf(s).waiting = done
		}
		return nil
	}))
}

// flush asks the stream for its last words, and ends the reading side. done is
// nil when nobody waits for it.
func (c *classes) flush(s *Stream, done func(err goja.Value)) {
	e := c.engine
	last := func() {
		e.Invoke(s.Object, "push", goja.Null())
		if done != nil {
			done(nil)
		}
	}
	f := s.Object.Get("_flush")
	if !engine.IsFunction(f) || s.destroyedNow() {
		last()
		return
	}
	e.Call(f, s.Object, e.Func("", 2, func(call goja.FunctionCall) goja.Value {
		if err := call.Argument(0); isError(err) {
			if done != nil {
				done(err)
			} else {
				e.Invoke(s.Object, "destroy", err)
			}
			return nil
		}
		if v := call.Argument(1); !engine.IsNullish(v) {
			e.Invoke(s.Object, "push", v)
		}
		last()
		return nil
	}))
}
