package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// This file has what native classes need beside Attach and Native.

// SocketDefaults makes the stream what net.Socket is: it emits 'close' by itself
// and writes text as it is.
func (s *Stream) SocketDefaults(noHalfOpen bool) {
	s.r &^= rEmitClose
	s.w &^= wEmitClose | wDecodeStrings
	s.r |= rAutoDestroy
	s.w |= wAutoDestroy
	s.setAllowHalfOpen(!noHalfOpen)
}

// AllowHalfOpen is the property allowHalfOpen.
func (s *Stream) AllowHalfOpen() bool { return s.allowHalfOpen() }

// SetHighWaterMarks sets the marks of both sides.
func (s *Stream) SetHighWaterMarks(n int) { s.readHigh, s.writeHigh = n, n }

// Read0 is read(0): it starts reading, and notices an end.
func (s *Stream) Read0() { s.callRead(0) }

// ReadAgain is Readable.prototype.read, for a class that has its own.
func (s *Stream) ReadAgain(n goja.Value) goja.Value {
	if goja.IsUndefined(n) {
		return orNull(s.read(noSize))
	}
	return orNull(s.read(integer(s.Engine, n)))
}

// ReadEnded reports whether nothing more will come than what waits to be read.
func (s *Stream) ReadEnded() bool { return s.r&rEnded != 0 }

// Unread takes out what waits to be read; whole is false when setEncoding has made text
// of it, and then it stays.
func (s *Stream) Unread() (rest [][]byte, whole bool) {
	if s.decoder != nil && (s.readLength > 0 || s.decoder.Partial()) {
		return nil, false
	}
	for _, p := range s.waiting {
		data, _ := buffer.Bytes(p.value)
		rest = append(rest, data)
	}
	s.waiting, s.readLength = nil, 0
	return rest, true
}

// Paused is isPaused().
func (s *Stream) Paused() bool { return s.paused() }

// EndEmitted reports whether 'end' was emitted.
func (s *Stream) EndEmitted() bool { return s.r&rEndEmitted != 0 }

// Ending reports whether end was called.
func (s *Stream) Ending() bool { return s.w&wEnding != 0 }

// Finished reports whether 'finish' was emitted, or is about to be.
func (s *Stream) Finished() bool { return s.w&wFinished != 0 }

// Readable and Writable are the properties of these names.
func (s *Stream) Readable() bool { return s.isReadable() }

// Writable is the property writable.
func (s *Stream) Writable() bool { return s.isWritable() }

// WritableLength is how much waits to be written.
func (s *Stream) WritableLength() int { return s.writeLength }

// Held is how much waits to be read and to be written.
func (s *Stream) Held() int { return s.readLength + s.writeLength }

// Waiting calls f with every chunk that waits to be written, but not with those
// being written now.
func (s *Stream) Waiting(f func(Chunk)) {
	for _, c := range s.queue {
		f(c)
	}
}

// WriteScript is write(chunk, encoding, callback) as a script calls it.
func (s *Stream) WriteScript(call goja.FunctionCall) goja.Value {
	v, err := s.classes.writeCall(s.Object, call.Arguments...)
	if err != nil {
		panic(err)
	}
	return v
}

// PipeTarget returns the native stream that this one is piped to, when a chunk
// that comes now would only be written there, without any script seeing it; nil
// otherwise. Who writes it there says so by PipedRaw.
func (s *Stream) PipeTarget() Holder {
	p := s.onlyPipe()
	if p == nil || p.target == nil || !p.target.Core().takesRaw() {
		return nil
	}
	return p.target
}

// onlyPipe is the pipe that gets everything that is read now, when nothing else does
// and nothing older waits; nil otherwise.
func (s *Stream) onlyPipe() *pipe {
	if s.r&(rFlowing|rReadableListening|rSync|rEnded|rDestroyed|rErrored) != rFlowing || s.readLength != 0 || s.decoder != nil {
		return nil
	}
	if s.rareState == nil || len(s.rareState.pipes) != 1 || s.Count("data") != 1 {
		return nil
	}
	p := s.rareState.pipes[0]
	if !s.Has("data", p.data) || s.Object.Get("emit") != events.Emit(s.Engine) || s.method("push", s.classes.push) != nil {
		return nil
	}
	return p
}

// takesRaw reports whether a write would go straight to the sink: nothing is before
// it, and no script has put methods of its own in the place of the stream's.
func (s *Stream) takesRaw() bool {
	if s.w&(wWriting|wEnding|wDestroyed|wErrored|wNeedDrain|wConstructed) != wConstructed || s.corked > 0 || len(s.queue) > 0 {
		return false
	}
	return s.methods != nil && s.method("_write", s.methods.Write) == nil && s.method("write", s.classes.writeMethod) == nil
}

// PipedRaw tells the stream that what was read has gone to its PipeTarget.
func (s *Stream) PipedRaw() { s.r |= rDataEmitted }

// WritingRaw tells the stream that its sink was given size bytes by PipeTarget's
// caller, which ends with Wrote, and has the source that is piped here wait when
// that is more than it should be.
func (s *Stream) WritingRaw(size int, from *Stream) {
	s.pending++
	s.writeLength += size
	s.writing = size
	s.w |= wWriting
	if s.writeLength >= s.writeHigh {
		s.w |= wNeedDrain
		from.rareState.pipes[0].wait()
	}
}

// PlainFlow says whether the read, resume and pause methods of the stream's class do
// nothing but what Readable's do, for this stream.
func (s *Stream) PlainFlow(plain bool) { s.plain = plain }

// PauseOnCreate makes a new stream one that was paused.
func (s *Stream) PauseOnCreate() { s.setFlowing(false) }
