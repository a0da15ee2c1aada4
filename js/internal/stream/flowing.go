package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

// This file has when a readable stream flows, and what it emits meanwhile.

// onEnd is the end of what is pushed.
func (s *Stream) onEnd() {
	if s.r&rEnded != 0 {
		return
	}
	if s.decoder != nil {
		if rest := s.decoder.End(); byteSize(rest) > 0 {
			size := s.sizeOf(rest)
			s.waiting = append(s.waiting, piece{rest, size})
			s.readLength += size
		}
	}
	s.r |= rEnded
	if s.r&rSync != 0 {
		// Within _read: wait until it has returned.
		if s.r&(rFlowing|rNeedReadable) != 0 || s.Count("readable") > 0 {
			s.emitReadable()
		} else {
			s.r |= rEndUntold
		}
		return
	}
	s.r &^= rNeedReadable
	s.r |= rEmittedReadable
	s.emitReadableNow()
}

func (s *Stream) emitReadable() {
	s.r &^= rNeedReadable
	if s.r&rEmittedReadable == 0 {
		s.r |= rEmittedReadable
		s.Engine.NextTick(s.emitReadableNow)
	}
}

func (s *Stream) emitReadableNow() {
	if s.r&(rDestroyed|rErrored) == 0 && (s.readLength > 0 || s.r&rEnded != 0) {
		s.Emit("readable")
		s.r &^= rEmittedReadable
	}
	if s.r&(rFlowing|rEnded) == 0 && s.readLength <= s.readHigh {
		s.r |= rNeedReadable
	}
	s.flow()
}

// maybeReadMore has more read in a tick, up to the high-water mark.
func (s *Stream) maybeReadMore() {
	if s.r&(rReadingMore|rReading) != 0 || s.r&rConstructed == 0 {
		return
	}
	if s.flowsByItself() {
		s.r |= rReading | rNeedReadable // as the tick would leave it
		return
	}
	s.r |= rReadingMore
	s.Engine.NextTick(s.readToMark)
}

// flowsByItself reports whether reading more would change nothing: the source is
// ours, gives what comes, and all of it has been emitted.
func (s *Stream) flowsByItself() bool {
	const flowing = rFlowing | rConstructed
	const not = rReading | rEnded | rErrored | rDestroyed | rObjectMode
	return s.methods != nil && s.r&(flowing|not) == flowing && s.readLength == 0 && s.native.Reading() &&
		s.method("_read", s.methods.Read) == nil && s.flowMethod("read", s.classes.read, s.methods.Pull) == nil
}

func (s *Stream) readToMark() {
	for s.r&(rReading|rEnded) == 0 && (s.readLength < s.readHigh || s.r&rFlowing != 0 && s.readLength == 0) {
		before := s.readLength
		s.callRead(0)
		if before == s.readLength {
			break // nothing came
		}
	}
	s.r &^= rReadingMore
}

// callRead calls read as a script would find it.
func (s *Stream) callRead(n float64) goja.Value {
	f := s.flowMethod("read", s.classes.read, s.own().Pull)
	if f == nil {
		return s.read(n)
	}
	var args []goja.Value
	if n == n { // not NaN
		args = append(args, s.Engine.VM.ToValue(n))
	}
	if v := s.Engine.Call(f, s.Object, args...); !goja.IsNull(v) {
		return v
	}
	return nil
}

func (s *Stream) flow() {
	for s.r&rFlowing != 0 && s.callRead(noSize) != nil {
	}
}

// listened is what a new listener means to a readable stream.
func (s *Stream) listened(name goja.Value) {
	switch name.String() {
	case "data":
		s.r |= rDataListening
		if s.Count("readable") > 0 {
			s.r |= rReadableListening
		}
		if s.r&rFlowingSet == 0 || s.r&rFlowing != 0 {
			s.callResume()
		}
	case "readable":
		if s.r&(rEndEmitted|rReadableListening) != 0 {
			return
		}
		s.r |= rReadableListening | rNeedReadable
		s.setFlowing(false)
		s.r &^= rEmittedReadable
		if s.readLength > 0 {
			s.emitReadable()
			return
		}
		if s.r&rEndUntold != 0 {
			s.r &^= rEndUntold
			s.emitReadable()
		}
		if s.r&rReading == 0 {
			s.Engine.NextTick(func() { s.callRead(0) })
		}
	}
}

func (s *Stream) callResume() {
	if f := s.flowMethod("resume", s.classes.resume, s.own().Resume); f != nil {
		s.Engine.Call(f, s.Object)
		return
	}
	s.resume()
}

// unlistened is what a listener less means.
func (s *Stream) unlistened(name string) {
	switch {
	case name == "readable":
		s.Engine.NextTick(s.updateReadableListening)
	case name == "data" && s.Count("data") == 0:
		s.r &^= rDataListening
	}
}

func (s *Stream) updateReadableListening() {
	s.setR(rReadableListening, s.Count("readable") > 0)
	switch {
	case s.r&rResumeScheduled != 0 && s.r&rPaused == 0 && s.r&rPausedSet != 0:
		s.setFlowing(true)
	case s.r&rDataListening != 0:
		s.callResume()
	case s.r&rReadableListening == 0:
		s.r &^= rFlowing | rFlowingSet
	}
}

// resume is Readable.prototype.resume.
func (s *Stream) resume() {
	if s.r&rDestroyed != 0 {
		return
	}
	if s.r&rFlowing == 0 {
		s.setFlowing(s.r&rReadableListening == 0)
		if s.r&rResumeScheduled == 0 {
			s.r |= rResumeScheduled
			s.Engine.NextTick(s.resumed)
		}
	}
	s.r |= rPausedSet
	s.r &^= rPaused
}

func (s *Stream) resumed() {
	if s.r&rReading == 0 {
		s.callRead(0)
	}
	s.r &^= rResumeScheduled
	s.Emit("resume")
	s.flow()
	if s.r&rFlowing != 0 && s.r&rReading == 0 {
		s.callRead(0)
	}
}

// pause is Readable.prototype.pause.
func (s *Stream) pause() {
	if s.r&rDestroyed != 0 {
		return
	}
	if s.r&rFlowingSet == 0 || s.r&rFlowing != 0 {
		s.setFlowing(false)
		s.Emit("pause")
	}
	s.r |= rPaused | rPausedSet
}

func (s *Stream) paused() bool {
	return s.r&rPaused != 0 || s.r&rFlowingSet != 0 && s.r&rFlowing == 0
}

// Flowing reports whether the stream flows.
func (s *Stream) Flowing() bool { return s.r&rFlowing != 0 }

// endReadable emits 'end' in a tick: everything was read.
func (s *Stream) endReadable() {
	if s.r&(rEndEmitted|rEndScheduled) == 0 {
		s.r |= rEnded | rEndScheduled
		s.Engine.NextTick(s.emitEnd)
	}
}

func (s *Stream) emitEnd() {
	s.r &^= rEndScheduled
	if s.r&(rErrored|rCloseEmitted|rEndEmitted) != 0 || s.readLength != 0 {
		return
	}
	s.r |= rEndEmitted
	s.Emit("end")
	if s.isWritable() && !s.allowHalfOpen() {
		s.Engine.NextTick(func() {
			if s.isWritable() && s.w&wEnding == 0 && s.w&wDestroyed == 0 {
				s.Engine.Invoke(s.Object, "end")
			}
		})
	} else if s.r&rAutoDestroy != 0 {
		if s.w&wPresent == 0 || s.w&wAutoDestroy != 0 && s.w&(wFinished|wNotWritable) != 0 {
			s.callDestroy(nil)
		}
	}
}

// setEncoding is Readable.prototype.setEncoding, and the option encoding.
func (s *Stream) setEncoding(v goja.Value) {
	encoding := buffer.UTF8
	if text, isText := v.(goja.String); !engine.IsNullish(v) && !(isText && text.Length() == 0) {
		encoding = buffer.NeedEncoding(s.Engine, v)
	}
	s.decoder = stringdecoder.NewDecoder(encoding)
	s.rare().encoding = encoding.String()
	// What waits already becomes text as well.
	all := asText(s.Engine.Text(""))
	for _, p := range s.waiting {
		all = all.Concat(asText(s.decoded(p.value))) // what an earlier setEncoding has decoded is text
	}
	if s.r&rEnded != 0 {
		all = all.Concat(asText(s.decoder.End()))
	}
	s.waiting, s.readLength = nil, all.Length()
	if s.readLength > 0 {
		s.waiting = []piece{{all, s.readLength}}
	}
}

var _ events.Holder = (*Stream)(nil)
