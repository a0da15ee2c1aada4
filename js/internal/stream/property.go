package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// property adds a getter that works on the stream of this, undefined for others.
func (c *classes) property(proto *goja.Object, name string, get func(s *Stream) goja.Value, set func(s *Stream, v goja.Value)) {
	c.propertyOr(proto, name, goja.Undefined(), get, set)
}

// propertyOr is property with another value for what is not a stream: the prototypes
// themselves, for one.
func (c *classes) propertyOr(proto *goja.Object, name string, other goja.Value, get func(s *Stream) goja.Value, set func(s *Stream, v goja.Value)) {
	var setter func(*goja.Object, goja.Value)
	if set != nil {
		setter = func(this *goja.Object, v goja.Value) {
			if s := Of(this); s != nil {
				set(s, v)
			}
		}
	}
	c.engine.Accessor(proto, name, func(this *goja.Object) goja.Value {
		if s := Of(this); s != nil {
			return get(s)
		}
		return other
	}, setter)
}

func (c *classes) flag(proto *goja.Object, name string, get func(s *Stream) bool) {
	c.propertyOr(proto, name, c.engine.Bool(false), func(s *Stream) goja.Value { return c.engine.Bool(get(s)) }, nil)
}

func (c *classes) count(proto *goja.Object, name string, get func(s *Stream) int) {
	c.property(proto, name, func(s *Stream) goja.Value { return c.engine.Int(get(s)) }, nil)
}

func (c *classes) readProperties(class *engine.Class) {
	p := class.Prototype
	c.propertyOr(p, "readable", c.engine.Bool(false), func(s *Stream) goja.Value { return c.engine.Bool(s.isReadable()) },
		func(s *Stream, v goja.Value) { s.setR(rNotReadable, !v.ToBoolean()) })
	c.flag(p, "readableDidRead", func(s *Stream) bool { return s.r&rDataEmitted != 0 })
	c.flag(p, "readableAborted", func(s *Stream) bool {
		return s.r&rNotReadable == 0 && s.r&(rDestroyed|rErrored) != 0 && s.r&rEndEmitted == 0
	})
	c.count(p, "readableHighWaterMark", func(s *Stream) int { return s.readHigh })
	c.property(p, "readableBuffer", func(s *Stream) goja.Value { return c.pieces(s) }, nil)
	c.property(p, "readableFlowing", func(s *Stream) goja.Value { return c.flowing(s) }, func(s *Stream, v goja.Value) { s.assignFlowing(v) })
	c.count(p, "readableLength", func(s *Stream) int { return s.readLength })
	c.flag(p, "readableObjectMode", func(s *Stream) bool { return s.r&rObjectMode != 0 })
	c.propertyOr(p, "readableEncoding", goja.Null(), func(s *Stream) goja.Value { return c.encoding(s) }, nil)
	c.flag(p, "readableEnded", func(s *Stream) bool { return s.r&rEndEmitted != 0 })
}

func (s *Stream) isReadable() bool {
	return s.r&rPresent != 0 && s.r&(rNotReadable|rDestroyed|rErrorEmitted|rEndEmitted) == 0
}

func (c *classes) flowing(s *Stream) goja.Value {
	if s.r&rFlowingSet == 0 {
		return goja.Null()
	}
	return c.engine.Bool(s.r&rFlowing != 0)
}

func (s *Stream) assignFlowing(v goja.Value) {
	if engine.IsNullish(v) {
		s.r &^= rFlowing | rFlowingSet
		return
	}
	s.setFlowing(v.ToBoolean())
}

func (c *classes) encoding(s *Stream) goja.Value {
	if s.rareState == nil || s.rareState.encoding == "" {
		return goja.Null()
	}
	return c.engine.Text(s.rareState.encoding)
}

func (c *classes) pieces(s *Stream) goja.Value {
	items := make([]any, len(s.waiting))
	for i, p := range s.waiting {
		items[i] = p.value
	}
	return c.engine.VM.NewArray(items...)
}

// writeProperties are those of Writable; Duplex has them as well.
func (c *classes) writeProperties(p *goja.Object) {
	c.propertyOr(p, "writable", c.engine.Bool(false), func(s *Stream) goja.Value { return c.engine.Bool(s.isWritable()) },
		func(s *Stream, v goja.Value) { s.setW(wNotWritable, !v.ToBoolean()) })
	c.flag(p, "writableFinished", func(s *Stream) bool { return s.w&wFinished != 0 })
	c.flag(p, "writableObjectMode", func(s *Stream) bool { return s.w&wObjectMode != 0 })
	c.property(p, "writableBuffer", func(s *Stream) goja.Value { return c.queued(s) }, nil)
	c.flag(p, "writableEnded", func(s *Stream) bool { return s.w&wEnding != 0 })
	c.flag(p, "writableNeedDrain", func(s *Stream) bool {
		return s.w&(wDestroyed|wEnding) == 0 && s.w&wNeedDrain != 0
	})
	c.count(p, "writableHighWaterMark", func(s *Stream) int { return s.writeHigh })
	c.count(p, "writableCorked", func(s *Stream) int { return s.corked })
	c.count(p, "writableLength", func(s *Stream) int { return s.writeLength })
}

func (c *classes) queued(s *Stream) goja.Value {
	items := make([]any, len(s.queue))
	for i, chunk := range s.queue {
		items[i] = s.entry(chunk)
	}
	return c.engine.VM.NewArray(items...)
}

// commonProperties are those about being destroyed: the same accessors for all classes.
func (c *classes) commonProperties() {
	p := c.readable.Prototype
	c.propertyOr(p, "destroyed", c.engine.Bool(false), func(s *Stream) goja.Value { return c.engine.Bool(s.destroyedNow()) },
		func(s *Stream, v goja.Value) {
			if v.ToBoolean() {
				s.markDestroyed()
			} else {
				s.r &^= rDestroyed
				s.w &^= wDestroyed
			}
		})
	c.flag(p, "closed", func(s *Stream) bool { return s.r&rClosed != 0 || s.w&wClosed != 0 })
	c.propertyOr(p, "errored", goja.Null(), func(s *Stream) goja.Value { return orNull(s.errored) }, nil)
	share := func(name string, with *engine.Class) {
		d := c.engine.OwnProperty(p, c.engine.Text(name))
		engine.Must(with.Prototype.DefineAccessorProperty(name, d.Get("get"), d.Get("set"), goja.FLAG_FALSE, goja.FLAG_FALSE))
	}
	for _, name := range []string{"destroyed", "closed", "errored"} {
		share(name, c.writable)
	}
	share("destroyed", c.duplex)
}

// stateViews make _readableState and _writableState: objects whose properties
// show what the stream has in Go.
func (c *classes) stateViews() {
	c.state("_readableState", func(s *Stream) *goja.Object {
		if s.r&rPresent == 0 {
			return nil
		}
		if s.rare().readableState == nil {
			s.rare().readableState = c.viewOf(s, c.readableStates())
		}
		return s.rare().readableState
	})
	c.state("_writableState", func(s *Stream) *goja.Object {
		if s.w&wPresent == 0 {
			return nil
		}
		if s.rare().writableState == nil {
			s.rare().writableState = c.viewOf(s, c.writableStates())
		}
		return s.rare().writableState
	})
}

// readableStates and writableStates are the prototypes of those objects: much, which
// few programs look at.
func (c *classes) readableStates() *goja.Object {
	if c.readableStateProto == nil {
		c.readableStateProto = c.engine.VM.NewObject()
		c.readableView(c.readableStateProto)
		c.stateClass("ReadableState", c.readableStateProto, c.readable, "_readableState")
	}
	return c.readableStateProto
}

func (c *classes) writableStates() *goja.Object {
	if c.writableStateProto == nil {
		c.writableStateProto = c.engine.VM.NewObject()
		c.writableView(c.writableStateProto)
		c.stateClass("WritableState", c.writableStateProto, c.writable, "_writableState")
	}
	return c.writableStateProto
}

// view is a hidden value of a state object: whose state it is.
type view struct {
	goja.Value
	stream *Stream
}

func (c *classes) viewOf(s *Stream, proto *goja.Object) *goja.Object {
	o := c.engine.VM.CreateObject(proto)
	engine.Hide(o, "view", &view{goja.Undefined(), s})
	return o
}

func (c *classes) viewProperty(proto *goja.Object, name string, get func(s *Stream) goja.Value, set func(s *Stream, v goja.Value)) {
	of := func(this *goja.Object) *Stream {
		if v, ok := engine.Hidden(this, "view").(*view); ok {
			return v.stream
		}
		return nil
	}
	c.engine.Accessor(proto, name, func(this *goja.Object) goja.Value {
		if s := of(this); s != nil {
			return get(s)
		}
		return goja.Undefined()
	}, func(this *goja.Object, v goja.Value) {
		if s := of(this); s != nil && set != nil {
			set(s, v)
		}
	})
}

// readFlags and writeFlags are the flags that scripts know by name, and may set.
var readFlags = map[string]rFlags{
	"objectMode": rObjectMode, "ended": rEnded, "endEmitted": rEndEmitted, "reading": rReading, "constructed": rConstructed, "sync": rSync,
	"needReadable": rNeedReadable, "emittedReadable": rEmittedReadable, "readableListening": rReadableListening,
	"resumeScheduled": rResumeScheduled, "errorEmitted": rErrorEmitted, "emitClose": rEmitClose, "autoDestroy": rAutoDestroy,
	"destroyed": rDestroyed, "closed": rClosed, "closeEmitted": rCloseEmitted, "multiAwaitDrain": rMultiAwaitDrain,
	"readingMore": rReadingMore, "dataEmitted": rDataEmitted,
}

var writeFlags = map[string]wFlags{
	"objectMode": wObjectMode, "finalCalled": wFinalCalled, "needDrain": wNeedDrain, "ending": wEnding, "ended": wEnded, "finished": wFinished,
	"destroyed": wDestroyed, "decodeStrings": wDecodeStrings, "sync": wSync, "bufferProcessing": wBufferProcessing,
	"constructed": wConstructed, "prefinished": wPrefinished, "errorEmitted": wErrorEmitted, "emitClose": wEmitClose,
	"autoDestroy": wAutoDestroy, "closed": wClosed, "closeEmitted": wCloseEmitted, "writing": wWriting,
}

func (c *classes) readableView(p *goja.Object) {
	e := c.engine
	for name, flag := range readFlags {
		c.viewProperty(p, name, func(s *Stream) goja.Value { return e.Bool(s.r&flag != 0) },
			func(s *Stream, v goja.Value) { s.setR(flag, v.ToBoolean()) })
	}
	c.viewProperty(p, "highWaterMark", func(s *Stream) goja.Value { return e.Int(s.readHigh) },
		func(s *Stream, v goja.Value) { s.readHigh = engine.ToInt(v.ToFloat()) })
	c.viewProperty(p, "length", func(s *Stream) goja.Value { return e.Int(s.readLength) }, nil)
	c.viewProperty(p, "buffer", c.pieces, nil)
	c.viewProperty(p, "flowing", c.flowing, func(s *Stream, v goja.Value) { s.assignFlowing(v) })
	c.viewProperty(p, "encoding", c.encoding, nil)
	c.viewProperty(p, "decoder", func(s *Stream) goja.Value {
		if s.decoder == nil {
			return goja.Null()
		}
		return e.Object("encoding", s.decoder.Encoding().String())
	}, nil)
	c.viewProperty(p, "readable", func(s *Stream) goja.Value {
		if s.r&rNotReadable == 0 {
			return goja.Undefined()
		}
		return e.Bool(false)
	}, func(s *Stream, v goja.Value) { s.setR(rNotReadable, isFalse(v)) })
	c.viewProperty(p, "defaultEncoding", func(s *Stream) goja.Value { return e.Text(s.defaultReadEncoding()) }, nil)
	c.viewProperty(p, "errored", func(s *Stream) goja.Value { return orNull(s.errored) }, nil)
	c.viewProperty(p, "paused", func(s *Stream) goja.Value {
		return e.Bool(s.r&rPaused != 0)
	}, nil)
	c.viewProperty(p, "pipes", func(s *Stream) goja.Value {
		var items []any
		if s.rareState != nil {
			for _, pipe := range s.rareState.pipes {
				items = append(items, pipe.to)
			}
		}
		return e.VM.NewArray(items...)
	}, nil)
	c.viewProperty(p, "pipesCount", func(s *Stream) goja.Value {
		if s.rareState == nil {
			return e.Int(0)
		}
		return e.Int(len(s.rareState.pipes))
	}, nil)
	c.viewProperty(p, "awaitDrainWriters", func(s *Stream) goja.Value {
		if s.r&rMultiAwaitDrain == 0 && (s.rareState == nil || len(s.rareState.awaiting) == 0) {
			return goja.Null()
		}
		for to := range s.rareState.awaiting {
			if len(s.rareState.awaiting) == 1 && s.r&rMultiAwaitDrain == 0 {
				return to
			}
		}
		set := e.Construct(e.Intrinsic("Set"))
		for to := range s.rareState.awaiting {
			e.Invoke(set, "add", to)
		}
		return set
	}, nil)
}

// state defines _readableState or _writableState. Streams that packages bring
// along are built on the class Stream too: they keep states of their own there.
func (c *classes) state(name string, get func(s *Stream) *goja.Object) {
	of := func(this *goja.Object) *goja.Object {
		if s := Of(this); s != nil {
			return get(s)
		}
		return nil
	}
	c.engine.Accessor(c.legacy.Prototype, name, func(this *goja.Object) goja.Value {
		if state := of(this); state != nil {
			return state
		}
		return goja.Undefined()
	}, func(this *goja.Object, v goja.Value) {
		if of(this) == nil {
			engine.Must(this.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
		}
	})
}

func (c *classes) writableView(p *goja.Object) {
	e := c.engine
	for name, flag := range writeFlags {
		c.viewProperty(p, name, func(s *Stream) goja.Value { return e.Bool(s.w&flag != 0) },
			func(s *Stream, v goja.Value) { s.setW(flag, v.ToBoolean()) })
	}
	c.viewProperty(p, "highWaterMark", func(s *Stream) goja.Value { return e.Int(s.writeHigh) },
		func(s *Stream, v goja.Value) { s.writeHigh = engine.ToInt(v.ToFloat()) })
	c.viewProperty(p, "length", func(s *Stream) goja.Value { return e.Int(s.writeLength) }, nil)
	c.viewProperty(p, "corked", func(s *Stream) goja.Value { return e.Int(s.corked) }, nil)
	c.viewProperty(p, "pendingcb", func(s *Stream) goja.Value { return e.Int(s.pending) }, nil)
	c.viewProperty(p, "writelen", func(s *Stream) goja.Value { return e.Int(s.writing) }, nil)
	c.viewProperty(p, "defaultEncoding", func(s *Stream) goja.Value { return e.Text(s.defaultWriteEncoding()) }, nil)
	c.viewProperty(p, "errored", func(s *Stream) goja.Value { return orNull(s.errored) }, nil)
	c.viewProperty(p, "writable", func(s *Stream) goja.Value {
		if s.w&wNotWritable == 0 {
			return goja.Undefined()
		}
		return e.Bool(false)
	}, func(s *Stream, v goja.Value) { s.setW(wNotWritable, isFalse(v)) })
	c.viewProperty(p, "pendingcb", func(s *Stream) goja.Value { return e.Int(s.pending) }, nil)
	c.viewProperty(p, "corked", func(s *Stream) goja.Value { return e.Int(s.corked) }, nil)
	c.viewProperty(p, "buffered", c.queued, nil)
	c.viewProperty(p, "bufferedRequestCount", func(s *Stream) goja.Value { return e.Int(len(s.queue)) }, nil)
	c.viewProperty(p, "getBuffer", func(s *Stream) goja.Value {
		return e.Func("getBuffer", 0, func(goja.FunctionCall) goja.Value { return c.queued(s) })
	}, nil)
}
