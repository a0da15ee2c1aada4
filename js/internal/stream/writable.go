package stream

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// writable is the state of the writing side.
type writable struct {
	w           wFlags
	writeHigh   int
	writeLength int // bytes or objects that wait or are being written
	writing     int // of these, what is being written
	pending     int // callbacks that are still to come, 'finish' among them
	corked      int
	queue       []Chunk
	current     callback    // of what is being written
	after       *afterWrite // the last callback that waits for its tick; nil for none
}

// afterWrite gathers the callbacks that are told in one tick.
type afterWrite struct {
	callback callback
	count    int
}

type wFlags uint32

const (
	wPresent wFlags = 1 << iota
	wObjectMode
	wFinalCalled
	wNeedDrain
	wEnding
	wEnded
	wFinished
	wDestroyed
	wDecodeStrings
	wSync
	wBufferProcessing
	wConstructed
	wPrefinished
	wErrorEmitted
	wEmitClose
	wAutoDestroy
	wClosed
	wCloseEmitted
	wWriting
	wNotWritable // writable was set to false
	wErrored
	wNoHalfOpen // allowHalfOpen is false
	wAfterWrite // a tick for what comes after a write is on its way
)

func (s *Stream) setW(flag wFlags, on bool) {
	if on {
		s.w |= flag
	} else {
		s.w &^= flag
	}
}

func (s *Stream) allowHalfOpen() bool      { return s.w&wNoHalfOpen == 0 }
func (s *Stream) setAllowHalfOpen(on bool) { s.setW(wNoHalfOpen, !on) }

// isWritable is the writable property.
func (s *Stream) isWritable() bool {
	return s.w&wPresent != 0 && s.w&(wNotWritable|wDestroyed|wErrored|wEnding|wEnded) == 0
}

// write is Writable.prototype.write; the error is what write after end and the
// like are, for end.
func (s *Stream) write(chunk goja.Value, encoding goja.Value, cb callback) (more bool, failed goja.Value) {
	c := s.outgoing(chunk, encoding)
	c.callback = cb
	switch {
	case s.w&wEnding != 0:
		return false, s.refuseWrite(cb, s.Engine.Error(node.WriteAfterEnd()))
	case s.w&wDestroyed != 0:
		return false, s.refuseWrite(cb, s.errDestroyed("write"))
	}
	s.pending++
	return s.writeOrBuffer(c), nil
}

func (s *Stream) refuseWrite(cb callback, failed goja.Value) goja.Value {
	s.Engine.NextTick(func() { s.call(cb, failed) })
	s.ErrorOrDestroy(failed, true)
	return failed
}

// outgoing checks what write was given, and makes it a Buffer, or leaves it text
// for sinks that want text.
func (s *Stream) outgoing(chunk, encoding goja.Value) Chunk {
	e := s.Engine
	var text goja.String
	c := Chunk{Value: chunk, size: 1}
	if chunk == nil || goja.IsNull(chunk) {
		panic(e.TypeError(node.NullValues()))
	}
	if s.w&wObjectMode != 0 {
		c.given = encoding
		return c
	}
	if data, ok := s.classes.buffers.Whole(chunk); ok && engine.IsUndefined(encoding) {
		c.Encoding, c.Data, c.size = "buffer", data, len(data)
		return c
	}
	if enc := encoding; enc == nil || !enc.ToBoolean() {
		c.Encoding = s.defaultWriteEncoding()
	} else {
		c.Encoding = givenText(enc)
		if _, ok := buffer.ParseEncoding(c.Encoding); !ok && c.Encoding != "buffer" {
			panic(buffer.UnknownEncoding(e, enc))
		}
	}
	text, isText := chunk.(goja.String)
	switch {
	case isText && c.Encoding == "buffer":
		panic(buffer.UnknownEncoding(e, encoding))
	case isText && s.w&wDecodeStrings == 0:
		c.size = text.Length()
	case isText:
		enc, _ := buffer.ParseEncoding(c.Encoding)
		data := enc.Decode(text)
		c.Value, c.Encoding, c.Data, c.size = buffer.Wrap(e, data), "buffer", data, len(data)
	case buffer.IsView(chunk):
		data, _ := buffer.Bytes(chunk)
		if !buffer.Is(e, chunk) {
			c.Value = buffer.Wrap(e, data)
		}
		c.Encoding, c.Data, c.size = "buffer", data, len(data)
	default:
		panic(e.InvalidArgType("chunk", chunk, "string", "Buffer", "TypedArray", "DataView"))
	}
	return c
}

func (s *Stream) defaultWriteEncoding() string {
	if s.rareState != nil && s.rareState.defaultWrite != "" {
		return s.rareState.defaultWrite
	}
	return "utf8"
}

// setDefaultEncoding is Writable.prototype.setDefaultEncoding.
func (s *Stream) setDefaultEncoding(v goja.Value) {
	if _, text := v.(goja.String); !text {
		panic(buffer.UnknownEncoding(s.Engine, v))
	}
	name := strings.ToLower(v.String())
	buffer.NeedEncoding(s.Engine, s.Engine.Text(name))
	s.rare().defaultWrite = name
}

func (s *Stream) writeOrBuffer(c Chunk) bool {
	s.writeLength += c.size
	if s.w&(wWriting|wErrored) != 0 || s.corked > 0 || s.w&wConstructed == 0 {
		s.queue = append(s.queue, c)
	} else {
		s.giveToSink(c)
	}
	// What the sink has taken at once does not count any more.
	more := s.writeLength < s.writeHigh || s.writeLength == 0
	if !more {
		s.w |= wNeedDrain
	}
	if s.writeLength != 0 && s.methods != nil && s.methods.Buffered != nil {
		s.methods.Buffered(s, c.size)
	}
	return more && s.w&(wErrored|wDestroyed) == 0
}

// writeOne gives one chunk that has waited to the sink.
func (s *Stream) writeOne(c Chunk) {
	if s.w&wDestroyed == 0 {
		s.giveToSink(c)
		return
	}
	s.writing, s.current = c.size, c.callback
	s.w |= wWriting | wSync
	s.Wrote(s.errDestroyed("write"))
	s.w &^= wSync
}

func (s *Stream) giveToSink(c Chunk) {
	s.writing, s.current = c.size, c.callback
	s.w |= wWriting | wSync
	switch {
	case s.methods != nil && s.method("_write", s.methods.Write) == nil:
		s.native.Write(c)
	default:
		s.writeByScript(c)
	}
	s.w &^= wSync
}

func (s *Stream) writeByScript(c Chunk) {
	f := s.Object.Get("_write")
	if !engine.IsFunction(f) {
		// A writable stream may have only _writev.
		if v := s.Object.Get("_writev"); engine.IsFunction(v) {
			entry := s.entry(c)
			s.Engine.Call(v, s.Object, s.Engine.VM.NewArray(entry), s.onwrite())
			return
		}
		panic(s.errNotImplemented("_write()"))
	}
	s.Engine.Call(f, s.Object, c.Value, c.encoding(s.Engine), s.onwrite())
}

// onwrite is the function that _write calls back: one for each stream.
func (s *Stream) onwrite() goja.Value {
	r := s.rare()
	if r.onwrite == nil {
		r.onwrite = s.Engine.Func("onwrite", 1, func(call goja.FunctionCall) goja.Value {
			s.Wrote(call.Argument(0))
			return nil
		})
	}
	return r.onwrite
}

// Wrote tells the stream that the sink has done with what it was given last; err
// is nil when that went well.
func (s *Stream) Wrote(err goja.Value) {
	if s.w&wWriting == 0 {
		s.ErrorOrDestroy(s.errMultipleCallback(), false)
		return
	}
	sync, cb := s.w&wSync != 0, s.current
	s.w &^= wWriting
	s.current = callback{}
	s.writeLength -= s.writing
	s.writing = 0
	if isError(err) {
		s.setErrored(err)
		if sync {
			s.Engine.NextTick(func() { s.writeFailed(cb, err) })
		} else {
			s.writeFailed(cb, err)
		}
		return
	}
	if len(s.queue) > 0 {
		s.clearBuffer()
	}
	if sync {
		s.tellLater(cb)
	} else {
		s.afterWrite(1, cb)
	}
}

// tellLater has the callback of a write that was done at once called in a tick;
// without a callback, and nobody who waits for 'drain', no tick is needed.
func (s *Stream) tellLater(cb callback) {
	if cb.none() {
		// In object mode Node always takes a tick.
		tick := s.w&wObjectMode != 0 || s.w&wNeedDrain != 0 && s.writeLength == 0
		if s.w&wAfterWrite != 0 || !tick {
			s.pending--
			if s.w&wEnding != 0 {
				s.finishMaybe(true)
			}
			return
		}
		s.w |= wAfterWrite
		s.Engine.NextTick(func() { s.afterWrite(1, cb) })
		return
	}
	if after := s.after; after != nil && after.callback.native == nil && after.callback.script == cb.script && cb.native == nil {
		after.count++
		return
	}
	after := &afterWrite{callback: cb, count: 1}
	s.after = after
	s.w |= wAfterWrite
	s.Engine.NextTick(func() {
		s.after = nil
		s.afterWrite(after.count, after.callback)
	})
}

func (s *Stream) afterWrite(count int, cb callback) {
	s.w &^= wAfterWrite
	if s.w&(wEnding|wDestroyed) == 0 && s.writeLength == 0 && s.w&wNeedDrain != 0 {
		s.w &^= wNeedDrain
		if s.methods != nil && s.methods.Drained != nil {
			s.methods.Drained(s)
		}
		s.Emit("drain")
	}
	for ; count > 0; count-- {
		s.pending--
		s.call(cb, nil)
	}
	if s.w&wDestroyed != 0 {
		s.failQueue()
	}
	if s.w&wEnding != 0 {
		s.finishMaybe(true)
	}
}

func (s *Stream) writeFailed(cb callback, err goja.Value) {
	s.pending--
	s.call(cb, err)
	// Nobody will write the rest.
	s.failQueue()
	s.ErrorOrDestroy(err, false)
}

// failQueue tells those who still wait that it will not be.
func (s *Stream) failQueue() {
	if s.w&wWriting != 0 {
		return
	}
	queue := s.queue
	s.queue = nil
	for _, c := range queue {
		s.writeLength -= c.size
		err := s.errored
		if err == nil {
			err = s.errDestroyed("write")
		}
		s.call(c.callback, err)
	}
	if s.rareState == nil {
		return
	}
	finishing := s.rareState.finishing
	s.rareState.finishing = nil
	for _, f := range finishing {
		err := s.errored
		if err == nil {
			err = s.errDestroyed("end")
		}
		f(err)
	}
}

// clearBuffer writes what waits: all at once when the sink can.
func (s *Stream) clearBuffer() {
	if s.corked > 0 || s.w&(wBufferProcessing|wDestroyed) != 0 || s.w&wConstructed == 0 || len(s.queue) == 0 {
		return
	}
	s.w |= wBufferProcessing
	if len(s.queue) > 1 && s.hasWritev() {
		s.writeAll()
	} else {
		for len(s.queue) > 0 && s.w&wWriting == 0 {
			c := s.queue[0]
			s.queue[0] = Chunk{}
			if s.queue = s.queue[1:]; len(s.queue) == 0 {
				s.queue = nil
			}
			s.writeOne(c)
		}
	}
	s.w &^= wBufferProcessing
}

func (s *Stream) hasWritev() bool {
	if s.methods != nil && s.methods.Writev != nil && s.method("_writev", s.methods.Writev) == nil {
		return true
	}
	return engine.IsFunction(s.Object.Get("_writev"))
}

func (s *Stream) writeAll() {
	queue := s.queue
	s.queue = nil
	s.pending -= len(queue) - 1
	s.writing = s.writeLength
	s.current = callback{native: func(err goja.Value) {
		for _, c := range queue {
			s.call(c.callback, err)
		}
	}}
	if allSilent(queue) {
		s.current = callback{}
	}
	s.w |= wWriting | wSync
	if s.methods != nil && s.methods.Writev != nil && s.method("_writev", s.methods.Writev) == nil {
		s.native.Writev(queue)
	} else {
		s.writevByScript(queue)
	}
	s.w &^= wSync
}

func allSilent(queue []Chunk) bool {
	for _, c := range queue {
		if !c.callback.none() {
			return false
		}
	}
	return true
}

func (s *Stream) writevByScript(queue []Chunk) {
	entries := make([]any, len(queue))
	all := true
	for i, c := range queue {
		entries[i] = s.entry(c)
		all = all && c.Encoding == "buffer"
	}
	list := s.Engine.VM.NewArray(entries...)
	engine.Must(list.Set("allBuffers", all))
	s.Engine.Invoke(s.Object, "_writev", list, s.onwrite())
}

// entry is a chunk as _writev gets it.
func (s *Stream) entry(c Chunk) *goja.Object {
	cb := c.callback.script
	if cb == nil {
		cb = s.Engine.Func("callback", 1, func(call goja.FunctionCall) goja.Value {
			s.call(c.callback, call.Argument(0))
			return nil
		})
	}
	return s.Engine.Object("chunk", c.Value, "encoding", c.encoding(s.Engine), "callback", cb)
}
