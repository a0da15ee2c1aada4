package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file has how the writing side ends.

// end is Writable.prototype.end.
func (s *Stream) end(chunk, encoding goja.Value, cb callback) {
	var failed goja.Value
	if !engine.IsNullish(chunk) {
		_, failed = s.write(chunk, encoding, callback{})
	}
	s.UncorkAll()
	switch {
	case failed != nil:
	case s.w&(wErrored|wEnding) == 0:
		// Nothing is written any more, but what is waiting.
		s.w |= wEnding
		s.finishMaybe(true)
		s.w |= wEnded
	case s.w&wFinished != 0:
		failed = s.Engine.Error(node.AlreadyFinished())
	case s.w&wDestroyed != 0:
		failed = s.errDestroyed("end")
	}
	if cb.none() {
		return
	}
	switch {
	case failed != nil:
		s.Engine.NextTick(func() { s.call(cb, failed) })
	case s.w&wErrored != 0:
		s.Engine.NextTick(func() { s.call(cb, s.errored) })
	case s.w&wFinished != 0:
		s.Engine.NextTick(func() { s.call(cb, nil) })
	default:
		s.rare().finishing = append(s.rare().finishing, func(err goja.Value) { s.call(cb, err) })
	}
}

// UncorkAll undoes every cork.
func (s *Stream) UncorkAll() {
	if s.corked > 0 {
		s.corked = 1
		s.uncork()
	}
}

func (s *Stream) uncork() {
	if s.corked == 0 {
		return
	}
	s.corked--
	if s.w&wWriting == 0 {
		s.clearBuffer()
	}
}

// readyToFinish reports whether everything was written before an end. While the
// buffer is being written that is not so, even of its last chunk.
func (s *Stream) readyToFinish() bool {
	return s.w&wEnding != 0 && s.w&(wDestroyed|wErrored|wFinished|wWriting|wErrorEmitted|wCloseEmitted|wBufferProcessing) == 0 &&
		s.w&wConstructed != 0 && s.writeLength == 0 && len(s.queue) == 0
}

func (s *Stream) finishMaybe(sync bool) {
	if !s.readyToFinish() {
		return
	}
	s.prefinish()
	if s.pending != 0 {
		return
	}
	if !sync {
		if s.readyToFinish() {
			s.pending++
			s.finish()
		}
		return
	}
	s.pending++
	s.Engine.NextTick(func() {
		if s.readyToFinish() {
			s.finish()
		} else {
			s.pending--
		}
	})
}

func (s *Stream) prefinish() {
	if s.w&(wPrefinished|wFinalCalled) != 0 {
		return
	}
	if s.w&wDestroyed == 0 && s.hasFinal() {
		s.w |= wFinalCalled
		s.callFinal()
		return
	}
	s.w |= wPrefinished | wFinalCalled
	s.Emit("prefinish")
}

func (s *Stream) hasFinal() bool {
	return s.methods != nil && s.methods.Final != nil && s.method("_final", s.methods.Final) == nil ||
		engine.IsFunction(s.Object.Get("_final"))
}

func (s *Stream) callFinal() {
	done := s.calledOnce(func(err goja.Value) {
		s.pending--
		s.finalDone(err)
	})
	s.w |= wSync
	s.pending++
	if s.methods != nil && s.methods.Final != nil && s.method("_final", s.methods.Final) == nil {
		s.native.Final(done)
	} else {
		callback := s.Engine.Func("onFinish", 1, func(call goja.FunctionCall) goja.Value {
			done(call.Argument(0))
			return nil
		})
		if thrown := s.Engine.VM.Try(func() { s.Engine.Invoke(s.Object, "_final", callback) }); thrown != nil {
			done(thrown.Value())
		}
	}
	s.w &^= wSync
}

func (s *Stream) finalDone(err goja.Value) {
	if isError(err) {
		for _, f := range s.takeFinishing() {
			f(err)
		}
		s.ErrorOrDestroy(err, s.w&wSync != 0)
		return
	}
	if s.readyToFinish() {
		s.w |= wPrefinished
		s.Emit("prefinish")
		// 'finish' waits for everything that is still to be called.
		s.pending++
		s.Engine.NextTick(s.finish)
	}
}

func (s *Stream) takeFinishing() []func(goja.Value) {
	if s.rareState == nil {
		return nil
	}
	list := s.rareState.finishing
	s.rareState.finishing = nil
	return list
}

func (s *Stream) finish() {
	s.pending--
	s.w |= wFinished
	for _, f := range s.takeFinishing() {
		f(nil)
	}
	s.Emit("finish")
	if s.w&wAutoDestroy != 0 {
		if s.r&rPresent == 0 || s.r&rAutoDestroy != 0 && s.r&(rEndEmitted|rNotReadable) != 0 {
			s.callDestroy(nil)
		}
	}
}
