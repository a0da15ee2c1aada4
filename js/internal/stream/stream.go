// Package stream is Node's stream module. The rules of Readable, Writable,
// Duplex and Transform are Go, since every chunk of every socket goes through
// them; what is built on top, such as pipeline and the iterator methods, is
// JavaScript that is compiled when first used.
//
//	          push                      read, 'data'
//	source ─────────► Readable buffer ─────────────► script
//	           _read ◄──────────────── while there is room
//
//	          write                     _write, _writev
//	script ─────────► Writable buffer ─────────────► sink
//	        'drain' ◄──────────────── done, one at a time
package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// Stream is the state of one stream object, readable, writable or both. Native
// classes such as net.Socket embed it.
type Stream struct {
	events.Emitter
	classes *classes
	native  Native       // of a native class; nil for others
	methods *Overridable // what native stands for; nil for others

	readable
	writable
	shared
}

// shared is what the two sides have in common.
type shared struct {
	rareState *rare
	errored   goja.Value // what it was destroyed with; nil for nothing
	plain     bool       // see PlainFlow
}

// rare is what few streams have.
type rare struct {
	readableState *goja.Object // _readableState, once a script has asked for it
	writableState *goja.Object
	onConstructed []func(err goja.Value)
	pipes         []*pipe
	awaiting      map[*goja.Object]struct{} // destinations that have said "slow down"
	room          []piece                   // the array at whose end waiting is, once something was put before it
	finishing     []func(err goja.Value)    // callbacks of end
	onwrite       *goja.Object              // what _write is given to call back
	encoding      string                    // of setEncoding
	defaultRead   string
	defaultWrite  string
}

func (s *Stream) rare() *rare {
	if s.rareState == nil {
		s.rareState = &rare{}
	}
	return s.rareState
}

// Native is a stream whose source and sink are Go. Its methods are called in the
// place of the JavaScript methods _read, _write, _writev, _final and _destroy, as
// long as no script has put others in their place.
type Native interface {
	// Read is _read: there is room for n bytes.
	Read(n int)
	// Reading reports whether the source gives what it has by itself: Read would
	// do nothing.
	Reading() bool
	// Write is _write: it ends with a call of Stream.Wrote.
	Write(chunk Chunk)
	// Writev is _writev, for several chunks; it ends with a call of Wrote.
	Writev(chunks []Chunk)
	// Final is _final: done is to be called when the end was written.
	Final(done func(err goja.Value))
	// Destroy is _destroy.
	Destroy(err goja.Value, done func(err goja.Value))
}

// Overridable are the JavaScript functions on the prototype of a native class
// that stand for the methods of Native; a nil one is not there.
type Overridable struct {
	Read, Write, Writev, Final, Destroy *goja.Object

	// Pull, Resume and Pause are the read, resume and pause methods of the
	// class, when it has its own.
	Pull, Resume, Pause *goja.Object

	// Buffered is told of bytes that were written and that the sink has not taken at
	// once; nil for none.
	Buffered func(s *Stream, n int)
	// Drained is told before 'drain' is emitted; nil for none.
	Drained func(s *Stream)
}

// Chunk is what was written at once.
type Chunk struct {
	Value    goja.Value // Buffer, string, or anything in object mode
	Encoding string     // of a string; "buffer" for buffers
	Data     []byte     // of a Buffer
	size     int
	given    goja.Value // in object mode, the encoding is passed on as it is
	callback callback
}

// encoding is the encoding as a script's _write gets it.
func (c Chunk) encoding(e *engine.Engine) goja.Value {
	if c.Encoding != "" {
		return e.Text(c.Encoding)
	}
	if c.given == nil {
		return goja.Null()
	}
	return c.given
}

// callback is what write was given: a function of a script, or of Go.
type callback struct {
	script goja.Value
	native func(err goja.Value)
}

func (c callback) none() bool { return c.script == nil && c.native == nil }

func (s *Stream) call(c callback, err goja.Value) {
	switch {
	case c.native != nil:
		c.native(err)
	case c.script != nil:
		if err == nil {
			err = goja.Null()
		}
		s.Engine.Call(c.script, goja.Undefined(), err)
	}
}

// Sides say which sides a stream has.
type Sides uint8

// The sides of a stream.
const (
	ReadableSide Sides = 1 << iota
	WritableSide
)

// Holder is a hidden value that is a Stream, or has one in it.
type Holder interface {
	events.Holder
	Core() *Stream
}

// Core returns the stream itself.
func (s *Stream) Core() *Stream { return s }

// Of returns the stream of an object; nil when it is none.
func Of(v goja.Value) *Stream {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	if h, ok := events.State(o).(Holder); ok {
		return h.Core()
	}
	return nil
}

// Attach makes holder the state of an object of a native class.
func Attach(e *engine.Engine, o *goja.Object, holder Holder, native Native, methods *Overridable) {
	s := holder.Core()
	events.Attach(e, o, holder)
	s.classes = classesOf(e)
	s.native, s.methods = native, methods
}

// method returns a method of the object when a script has put it in the place of
// the given one; nil when it is still that.
func (s *Stream) method(name string, ours *goja.Object) goja.Value {
	f := s.Object.Get(name)
	if f == ours {
		return nil
	}
	if f == nil {
		return goja.Undefined()
	}
	return f
}

// flowMethod is method for one that decides on the flow, of which the class may
// have its own.
func (s *Stream) flowMethod(name string, ours, class *goja.Object) goja.Value {
	f := s.Object.Get(name)
	if f == ours || s.plain && f == class {
		return nil
	}
	return f
}

// own are the flow methods of the class; none for others.
func (s *Stream) own() *Overridable {
	if s.methods == nil {
		return &Overridable{}
	}
	return s.methods
}

// orNull makes a JavaScript value of what may be no error: null.
func orNull(err goja.Value) goja.Value {
	if engine.IsNullish(err) {
		return goja.Null()
	}
	return err
}

func isError(err goja.Value) bool { return err != nil && err.ToBoolean() }
