package stream

import (
	"math"
	"math/bits"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
)

// readable is the state of the reading side.
type readable struct {
	r          rFlags
	readHigh   int
	readLength int // bytes, characters or objects that wait
	waiting    []piece
	decoder    *stringdecoder.Decoder
}

// piece is a chunk that waits to be read.
type piece struct {
	value goja.Value
	size  int
}

type rFlags uint32

const (
	rPresent rFlags = 1 << iota
	rObjectMode
	rEnded
	rEndEmitted
	rReading
	rConstructed
	rSync
	rNeedReadable
	rEmittedReadable
	rReadableListening
	rResumeScheduled
	rErrorEmitted
	rEmitClose
	rAutoDestroy
	rDestroyed
	rClosed
	rCloseEmitted
	rMultiAwaitDrain
	rReadingMore
	rDataEmitted
	rFlowing    // flowing is true
	rFlowingSet // flowing is true or false, no longer null
	rPaused     // pause was called, and resume not since
	rPausedSet
	rNotReadable // readable was set to false
	rErrored
	rDataListening // somebody listens to 'data', as far as on and removeListener have told
	rEndScheduled
	rEndUntold // 'readable' was not emitted at the end, since nobody listened
)

// setFlowing sets flowing to true or false.
func (s *Stream) setFlowing(on bool) {
	s.r |= rFlowingSet
	if on {
		s.r |= rFlowing
	} else {
		s.r &^= rFlowing
	}
}

func (s *Stream) setR(flag rFlags, on bool) {
	if on {
		s.r |= flag
	} else {
		s.r &^= flag
	}
}

// Push gives the stream what was read; it reports whether it wants more. A push of a
// script's is given it in the place of ours.
func (s *Stream) Push(data []byte) bool {
	if f := s.method("push", s.classes.push); f != nil {
		return s.Engine.Call(f, s.Object, s.classes.buffers.Received(data)).ToBoolean()
	}
	if s.decoder == nil && s.r&(rEnded|rErrored|rDestroyed) == 0 && len(data) > 0 {
		s.r &^= rReading
		s.addChunk(piece{s.classes.buffers.Received(data), len(data)}, false)
		return s.wantsMore()
	}
	return s.push(buffer.Wrap(s.Engine, data), "", false)
}

// PushEnd says that nothing more will come.
func (s *Stream) PushEnd() {
	if f := s.method("push", s.classes.push); f != nil {
		s.Engine.Call(f, s.Object, goja.Null())
		return
	}
	s.r &^= rReading
	s.onEnd()
}

func (s *Stream) wantsMore() bool {
	return s.r&rEnded == 0 && (s.readLength < s.readHigh || s.readLength == 0)
}

// push is Readable.prototype.push and unshift.
func (s *Stream) push(chunk goja.Value, encoding string, front bool) bool {
	if s.r&rObjectMode == 0 {
		var err goja.Value
		if chunk, encoding, err = s.incoming(chunk, encoding, front); err != nil {
			s.ErrorOrDestroy(err, false)
			return false
		}
	}
	switch size := s.sizeOf(chunk); {
	case goja.IsNull(chunk):
		s.r &^= rReading
		s.onEnd()
		return false
	case s.r&rObjectMode == 0 && size == 0:
		if !front {
			s.r &^= rReading
			s.maybeReadMore()
		}
	case front:
		if s.r&rEndEmitted != 0 {
			s.ErrorOrDestroy(s.Engine.Error(node.UnshiftAfterEnd()), false)
		} else if s.r&(rDestroyed|rErrored) != 0 {
			return false
		} else {
			s.addChunk(piece{chunk, size}, true)
		}
	case s.r&rEnded != 0:
		s.ErrorOrDestroy(s.Engine.Error("ERR_STREAM_PUSH_AFTER_EOF", "stream.push() after EOF"), false)
	case s.r&(rDestroyed|rErrored) != 0:
		return false
	default:
		s.r &^= rReading
		if s.decoder != nil && encoding == "" {
			chunk = s.decoded(chunk)
			size = s.sizeOf(chunk)
		}
		if size != 0 || s.r&rObjectMode != 0 {
			s.addChunk(piece{chunk, size}, false)
		} else {
			s.maybeReadMore()
		}
	}
	return s.wantsMore()
}

// decoded is the text of a chunk. In object mode it may be text already.
func (s *Stream) decoded(chunk goja.Value) goja.Value {
	if _, ok := chunk.(goja.String); ok {
		return chunk
	}
	data, ok := buffer.Bytes(chunk)
	if !ok {
		panic(s.Engine.InvalidArgType("buf", chunk, "Buffer", "TypedArray", "DataView"))
	}
	return s.decoder.Write(s.Engine, data)
}

// incoming makes what push was given a Buffer, or a string in the encoding that
// setEncoding asked for.
func (s *Stream) incoming(chunk goja.Value, encoding string, front bool) (goja.Value, string, goja.Value) {
	if text, ok := chunk.(goja.String); ok {
		if encoding == "" {
			encoding = s.defaultReadEncoding()
		}
		wanted := ""
		if s.rareState != nil {
			wanted = s.rareState.encoding
		}
		if encoding == wanted {
			return chunk, encoding, nil
		}
		enc, ok := buffer.ParseEncoding(encoding)
		if !ok {
			panic(buffer.UnknownEncoding(s.Engine, s.Engine.Text(encoding)))
		}
		data := enc.Decode(text)
		if front && wanted != "" {
			to, _ := buffer.ParseEncoding(wanted)
			return buffer.Text(s.Engine, to, data), wanted, nil
		}
		return buffer.Wrap(s.Engine, data), "", nil
	}
	if engine.IsNullish(chunk) || buffer.Is(s.Engine, chunk) {
		return chunk, "", nil
	}
	if buffer.IsView(chunk) {
		data, _ := buffer.Bytes(chunk)
		return buffer.Wrap(s.Engine, data), "", nil
	}
	return nil, "", s.Engine.InvalidArgType("chunk", chunk, "string", "Buffer", "TypedArray", "DataView")
}

func (s *Stream) defaultReadEncoding() string {
	if s.rareState != nil && s.rareState.defaultRead != "" {
		return s.rareState.defaultRead
	}
	return "utf8"
}

// sizeOf is how much a chunk counts.
func (s *Stream) sizeOf(chunk goja.Value) int {
	if engine.IsNullish(chunk) {
		return 0
	}
	if s.r&rObjectMode != 0 {
		return 1
	}
	return byteSize(chunk)
}

func byteSize(chunk goja.Value) int {
	if text, ok := chunk.(goja.String); ok {
		return text.Length()
	}
	data, _ := buffer.Bytes(chunk)
	return len(data)
}

// addChunk delivers a chunk at once when the stream flows and nothing is before
// it, and keeps it otherwise.
func (s *Stream) addChunk(p piece, front bool) {
	if s.r&(rFlowing|rSync|rDataListening) == rFlowing|rDataListening && s.readLength == 0 {
		s.clearAwaiting()
		s.r |= rDataEmitted
		s.Emit("data", p.value)
	} else {
		if s.r&rObjectMode != 0 {
			p.size = 1
		}
		s.readLength += p.size
		if front {
			s.addFirst(p)
		} else {
			s.waiting = append(s.waiting, p)
		}
		if s.r&rNeedReadable != 0 {
			s.emitReadable()
		}
	}
	s.maybeReadMore()
}

func (s *Stream) clearAwaiting() {
	if s.rareState != nil && len(s.rareState.awaiting) > 0 {
		clear(s.rareState.awaiting)
	}
}

// noSize is read() without a size.
var noSize = math.NaN()

// read is Readable.prototype.read; nil stands for null.
func (s *Stream) read(n float64) goja.Value {
	asked := n
	if n > float64(s.readHigh) {
		s.raiseMark(n)
	}
	if n != 0 {
		s.r &^= rEmittedReadable | rEndUntold
	}
	if n == 0 && s.r&rNeedReadable != 0 && (s.readLength >= s.readHigh && s.readHigh != 0 || s.readHigh == 0 && s.readLength > 0 || s.r&rEnded != 0) {
		if s.readLength == 0 && s.r&rEnded != 0 {
			s.endReadable()
		} else {
			s.emitReadable()
		}
		return nil
	}
	count := s.howMuch(n)
	if count == 0 && s.r&rEnded != 0 {
		if s.readLength == 0 {
			s.endReadable()
		}
		return nil
	}
	s.readMore(count)
	if s.r&rReading == 0 {
		count = s.howMuch(asked)
	}
	var chunk goja.Value
	if count > 0 {
		chunk = s.take(count)
	}
	if chunk == nil {
		if s.readLength <= s.readHigh {
			s.r |= rNeedReadable
		}
		count = 0
	} else {
		s.readLength -= count
		s.clearAwaiting()
	}
	if s.readLength == 0 {
		if s.r&rEnded == 0 {
			s.r |= rNeedReadable
		} else if asked != float64(count) {
			s.endReadable()
		}
	}
	if chunk != nil && s.r&(rErrorEmitted|rCloseEmitted) == 0 {
		s.r |= rDataEmitted
		s.Emit("data", chunk)
	}
	return chunk
}

// readMore calls _read when there is room after count has been taken.
func (s *Stream) readMore(count int) {
	wanted := s.r&rNeedReadable != 0 || s.readLength == 0 || s.readLength-count < s.readHigh
	if !wanted || s.r&(rEnded|rReading|rDestroyed|rErrored) != 0 || s.r&rConstructed == 0 {
		return
	}
	s.r |= rReading | rSync
	if s.readLength == 0 {
		s.r |= rNeedReadable
	}
	if s.methods != nil && s.method("_read", s.methods.Read) == nil {
		s.native.Read(s.readHigh)
	} else if thrown := s.Engine.VM.Try(func() { s.Engine.Invoke(s.Object, "_read", s.Engine.Int(s.readHigh)) }); thrown != nil {
		s.ErrorOrDestroy(thrown.Value(), false)
	}
	s.r &^= rSync
}

// raiseMark makes the high-water mark the next power of two above n.
func (s *Stream) raiseMark(n float64) {
	if n > 1<<30 {
		panic(s.Engine.OutOfRange("size", "<= 1GiB", s.Engine.VM.ToValue(n)))
	}
	s.readHigh = 1 << bits.Len(uint(n)-1)
}

// howMuch is how much read(n) takes.
func (s *Stream) howMuch(n float64) int {
	if n <= 0 || s.readLength == 0 && s.r&rEnded != 0 {
		return 0
	}
	if s.r&rObjectMode != 0 {
		return 1
	}
	if math.IsNaN(n) {
		if s.readLength == 0 || s.decoder != nil && s.r&rFlowing == 0 {
			return s.readLength
		}
		return s.waiting[0].size
	}
	if n <= float64(s.readLength) {
		return int(n)
	}
	if s.r&rEnded != 0 {
		return s.readLength
	}
	return 0
}

// take removes count from what waits; nil when there is not that much.
func (s *Stream) take(count int) goja.Value {
	if s.readLength == 0 {
		return nil
	}
	if len(s.waiting) == 0 {
		return goja.Undefined() // in object mode setEncoding counts characters, and leaves one piece
	}
	if s.r&rObjectMode != 0 || s.waiting[0].size == count && (s.decoder == nil || count < s.readLength) {
		chunk := s.waiting[0].value
		s.dropFirst()
		return chunk
	}
	_, isText := s.waiting[0].value.(goja.String)
	if s.decoder != nil && (isText || count >= s.waiting[0].size) { // unshift decodes nothing
		return s.takeText(count)
	}
	data := make([]byte, 0, count)
	for len(data) < count {
		p := &s.waiting[0]
		bytes, _ := buffer.Bytes(p.value)
		need := count - len(data)
		if len(data) == 0 && need < p.size {
			// Part of one chunk: it shares its memory, as in Node.
			p.value, p.size = buffer.Wrap(s.Engine, bytes[need:]), p.size-need
			return buffer.Wrap(s.Engine, bytes[:need:need])
		}
		if need < p.size {
			data = append(data, bytes[:need]...)
			p.value, p.size = buffer.Wrap(s.Engine, bytes[need:]), p.size-need
			break
		}
		data = append(data, bytes...)
		s.dropFirst()
	}
	return buffer.Wrap(s.Engine, data)
}

func (s *Stream) dropFirst() {
	s.waiting[0] = piece{}
	if s.waiting = s.waiting[1:]; len(s.waiting) == 0 {
		s.waiting = nil
		if s.rareState != nil {
			s.rareState.room = nil
		}
	}
}

// asText is a value as a string: a Buffer may be among the strings.
func asText(v goja.Value) goja.String { return v.ToString().(goja.String) }

func (s *Stream) takeText(count int) goja.Value {
	var text goja.String
	for taken := 0; taken < count; {
		p := &s.waiting[0]
		part := asText(p.value)
		if need := count - taken; need < p.size {
			p.value, p.size = part.Substring(need, p.size), p.size-need
			part, taken = part.Substring(0, need), count
		} else {
			taken += p.size
			s.dropFirst()
		}
		if text == nil {
			text = part
		} else {
			text = text.Concat(part)
		}
	}
	return text
}
