package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

func (s *Stream) errDestroyed(operation string) goja.Value {
	return s.Engine.Error(node.Destroyed(operation))
}

func (s *Stream) errMultipleCallback() goja.Value {
	return s.Engine.Error("ERR_MULTIPLE_CALLBACK", "Callback called multiple times")
}

// calledOnce makes a callback that breaks the stream when it comes twice.
func (s *Stream) calledOnce(f func(err goja.Value)) func(err goja.Value) {
	called := false
	return func(err goja.Value) {
		if !called {
			called = true
			f(err)
			return
		}
		if !isError(err) {
			err = s.errMultipleCallback()
		}
		s.ErrorOrDestroy(err, false)
	}
}

func (s *Stream) errNotImplemented(method string) goja.Value {
	return s.Engine.Error("ERR_METHOD_NOT_IMPLEMENTED", "The "+method+" method is not implemented")
}

func (s *Stream) destroyedNow() bool { return s.r&rDestroyed != 0 || s.w&wDestroyed != 0 }

// Destroyed reports whether destroy was called.
func (s *Stream) Destroyed() bool { return s.destroyedNow() }

// setErrored notes the first error.
func (s *Stream) setErrored(err goja.Value) {
	if s.errored == nil {
		s.errored = err
	}
	if s.r&rPresent != 0 {
		s.r |= rErrored
	}
	if s.w&wPresent != 0 {
		s.w |= wErrored
	}
}

// callDestroy calls destroy as a script would find it.
func (s *Stream) callDestroy(err goja.Value) {
	if f := s.method("destroy", s.classes.destroy); f != nil {
		if err == nil {
			s.Engine.Call(f, s.Object)
		} else {
			s.Engine.Call(f, s.Object, err)
		}
		return
	}
	s.destroy(err, nil)
}

// destroy is stream.destroy; done may be nil.
func (s *Stream) destroy(err goja.Value, done func(err goja.Value)) {
	if s.destroyedNow() {
		if done != nil {
			done(nil)
		}
		return
	}
	if s.w&wPresent != 0 && (len(s.queue) > 0 || s.rareState != nil && len(s.rareState.finishing) > 0) {
		s.Engine.NextTick(s.failQueue)
	}
	if isError(err) {
		s.setErrored(err)
	}
	s.markDestroyed()
	if s.w&wPresent != 0 && s.w&wConstructed == 0 || s.w&wPresent == 0 && s.r&rConstructed == 0 {
		s.rare().onConstructed = append(s.rare().onConstructed, func(failure goja.Value) { s.destroyNow(bothErrors(s.Engine, failure, err), done) })
		return
	}
	s.destroyNow(err, done)
}

// bothErrors joins what _construct failed with and what the stream was destroyed
// with meanwhile.
func bothErrors(e *engine.Engine, first, second goja.Value) goja.Value {
	if !isError(first) || !isError(second) || first == second {
		if isError(first) {
			return first
		}
		return second
	}
	o, ok := second.(*goja.Object)
	if !ok {
		return second
	}
	joined := e.Construct(e.Intrinsic("AggregateError"), e.VM.NewArray(second, first), o.Get("message"))
	engine.Must(joined.Set("code", engine.Property(o, "code")))
	return joined
}

func (s *Stream) markDestroyed() {
	if s.r&rPresent != 0 {
		s.r |= rDestroyed
	}
	if s.w&wPresent != 0 {
		s.w |= wDestroyed
	}
}

func (s *Stream) destroyNow(err goja.Value, done func(goja.Value)) {
	called := false
	onDestroy := func(err goja.Value) {
		if called {
			return
		}
		called = true
		if isError(err) {
			s.setErrored(err)
		}
		if s.r&rPresent != 0 {
			s.r |= rClosed
		}
		if s.w&wPresent != 0 {
			s.w |= wClosed
		}
		if done != nil {
			done(err)
		}
		if isError(err) {
			s.Engine.NextTick(func() {
				s.emitError(err)
				s.emitClose()
			})
		} else {
			s.Engine.NextTick(s.emitClose)
		}
	}
	if s.methods != nil && s.method("_destroy", s.methods.Destroy) == nil {
		s.native.Destroy(orNil(err), onDestroy)
		return
	}
	callback := s.Engine.Func("onDestroy", 1, func(call goja.FunctionCall) goja.Value {
		onDestroy(call.Argument(0))
		return nil
	})
	if thrown := s.Engine.VM.Try(func() { s.Engine.Invoke(s.Object, "_destroy", orNull(err), callback) }); thrown != nil {
		onDestroy(thrown.Value())
	}
}

func orNil(err goja.Value) goja.Value {
	if engine.IsNullish(err) {
		return nil
	}
	return err
}

func (s *Stream) emitClose() {
	emit := s.r&rEmitClose != 0 || s.w&wEmitClose != 0
	s.MarkClosed()
	if emit {
		s.Emit("close")
	}
}

// MarkClosed notes that 'close' was emitted: a native class may emit it by
// itself.
func (s *Stream) MarkClosed() {
	if s.r&rPresent != 0 {
		s.r |= rCloseEmitted
	}
	if s.w&wPresent != 0 {
		s.w |= wCloseEmitted
	}
}

func (s *Stream) emitError(err goja.Value) {
	if s.r&rErrorEmitted != 0 || s.w&wErrorEmitted != 0 {
		return
	}
	if s.r&rPresent != 0 {
		s.r |= rErrorEmitted
	}
	if s.w&wPresent != 0 {
		s.w |= wErrorEmitted
	}
	s.Emit("error", err)
}

// ErrorOrDestroy is what an error does to a stream: it is destroyed, or, when it
// is not to be destroyed by itself, emits 'error'. With sync that happens in a
// tick, since it is within a call of the script's.
func (s *Stream) ErrorOrDestroy(err goja.Value, sync bool) {
	if s.destroyedNow() {
		return
	}
	if s.r&rAutoDestroy != 0 || s.w&wAutoDestroy != 0 {
		s.callDestroy(err)
		return
	}
	if !isError(err) {
		return
	}
	s.setErrored(err)
	if sync {
		s.Engine.NextTick(func() { s.emitError(err) })
	} else {
		s.emitError(err)
	}
}

// Destroy is stream.destroy(err).
func (s *Stream) Destroy(err goja.Value) { s.callDestroy(err) }

// Revive is stream._undestroy: the stream may be used again.
func (s *Stream) Revive() {
	s.errored = nil
	s.r &^= rDestroyed | rClosed | rCloseEmitted | rErrored | rErrorEmitted | rReading | rEnded | rEndEmitted
	if s.r&rNotReadable != 0 {
		s.r |= rEnded | rEndEmitted
	}
	s.w &^= wDestroyed | wClosed | wCloseEmitted | wErrored | wErrorEmitted | wFinalCalled | wPrefinished | wEnded | wEnding | wFinished
	if s.w&wNotWritable != 0 {
		s.w |= wEnded | wEnding | wFinished
	}
}
