package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Default high-water marks: bytes, and objects.
const (
	DefaultHighWaterMark       = node.HighWaterMark
	DefaultObjectHighWaterMark = node.ObjectHighWaterMark
)

type defaults struct{ bytes, objects int }

func defaultsOf(e *engine.Engine) *defaults {
	return engine.Slot(e, defaultsKey{}, func() *defaults {
		return &defaults{bytes: DefaultHighWaterMark, objects: DefaultObjectHighWaterMark}
	})
}

type defaultsKey struct{}

// DefaultMark is what scripts have set as the default high-water mark for bytes.
func DefaultMark(e *engine.Engine) int { return defaultsOf(e).bytes }

func (d *defaults) mark(objectMode bool) int {
	if objectMode {
		return d.objects
	}
	return d.bytes
}

// Setup gives a stream its sides and what the options of its constructor say.
// The options may be undefined.
func (s *Stream) Setup(sides Sides, options goja.Value) {
	e := s.Engine
	s.Emitter.Configure(goja.Undefined())
	o, _ := options.(*goja.Object)
	duplex := sides == ReadableSide|WritableSide
	if sides&ReadableSide != 0 {
		s.r = rPresent | rConstructed | rSync | rEmitClose | rAutoDestroy
		s.readHigh = defaultsOf(e).bytes
	}
	if sides&WritableSide != 0 {
		s.w = wPresent | wConstructed | wSync | wEmitClose | wAutoDestroy | wDecodeStrings
		s.writeHigh = defaultsOf(e).bytes
	}
	s.setAllowHalfOpen(true)
	if o == nil {
		return
	}
	s.Emitter.Configure(o)
	if sides&ReadableSide != 0 {
		s.readOptions(o, duplex)
	}
	if sides&WritableSide != 0 {
		s.writeOptions(o, duplex)
	}
	if isFalse(o.Get("emitClose")) {
		s.r &^= rEmitClose
		s.w &^= wEmitClose
	}
	if isFalse(o.Get("autoDestroy")) {
		s.r &^= rAutoDestroy
		s.w &^= wAutoDestroy
	}
	if duplex && isFalse(o.Get("allowHalfOpen")) {
		s.setAllowHalfOpen(false)
	}
}

// isFalse is === false.
func isFalse(v goja.Value) bool {
	return v != nil && engine.TypeOf(v) == "boolean" && !v.ToBoolean()
}

func truthy(o *goja.Object, name string) bool {
	v := o.Get(name)
	return v != nil && v.ToBoolean()
}

func (s *Stream) readOptions(o *goja.Object, duplex bool) {
	if truthy(o, "objectMode") || duplex && truthy(o, "readableObjectMode") {
		s.r |= rObjectMode
	}
	s.readHigh = s.highWaterMark(o, "readableHighWaterMark", duplex, s.r&rObjectMode != 0)
	if duplex && isFalse(o.Get("readable")) {
		s.r |= rNotReadable | rEnded | rEndEmitted
	}
	if v := o.Get("defaultEncoding"); !engine.IsNullish(v) {
		buffer.NeedEncoding(s.Engine, v)
		s.rare().defaultRead = v.String()
	}
	if v := o.Get("encoding"); v != nil && v.ToBoolean() {
		s.setEncoding(v)
		s.rare().encoding = v.String() // as it was given
	}
}

func (s *Stream) writeOptions(o *goja.Object, duplex bool) {
	if truthy(o, "objectMode") || duplex && truthy(o, "writableObjectMode") {
		s.w |= wObjectMode
	}
	s.writeHigh = s.highWaterMark(o, "writableHighWaterMark", duplex, s.w&wObjectMode != 0)
	if duplex && isFalse(o.Get("writable")) {
		s.w |= wNotWritable | wEnding | wEnded | wFinished
	}
	if isFalse(o.Get("decodeStrings")) {
		s.w &^= wDecodeStrings
	}
	if v := o.Get("defaultEncoding"); !engine.IsNullish(v) {
		buffer.NeedEncoding(s.Engine, v)
		s.rare().defaultWrite = v.String()
	}
}

// highWaterMark is the option of this side, or of both.
func (s *Stream) highWaterMark(o *goja.Object, side string, duplex, objectMode bool) int {
	v, name := o.Get("highWaterMark"), "options.highWaterMark"
	if duplex {
		// The message names the option of the side, whichever was given.
		name = "options." + side
		if engine.IsNullish(v) {
			v = o.Get(side)
		}
	}
	if engine.IsNullish(v) {
		return defaultsOf(s.Engine).mark(objectMode)
	}
	return s.needMark(name, v)
}

// needMark is a mark that an option gives.
func (s *Stream) needMark(name string, v goja.Value) int {
	if engine.TypeOf(v) == "number" {
		if n := v.ToFloat(); n == float64(int64(n)) && n >= 0 {
			return engine.ToInt(n)
		}
	}
	panic(s.Engine.InvalidArgValue(name, v, ""))
}

// own are the options that become methods of the stream.
var own = []struct{ option, method string }{
	{"read", "_read"}, {"write", "_write"}, {"writev", "_writev"}, {"destroy", "_destroy"},
	{"final", "_final"}, {"construct", "_construct"}, {"transform", "_transform"}, {"flush", "_flush"},
}

// adoptMethods makes the options that are functions methods of the stream.
func (s *Stream) adoptMethods(options goja.Value, of ...string) {
	o, ok := options.(*goja.Object)
	if !ok {
		return
	}
	for _, m := range own {
		for _, name := range of {
			if f := o.Get(m.option); name == m.option && f != nil && engine.IsFunction(f) {
				engine.Must(s.Object.Set(m.method, f))
			}
		}
	}
}

// adoptSignal has the option signal destroy the stream.
func (s *Stream) adoptSignal(options goja.Value) {
	if o, ok := options.(*goja.Object); ok && truthy(o, "signal") {
		s.classes.addAbortSignal(o.Get("signal"), s)
	}
}

// construct calls the _construct method, if there is one, before anything else
// happens to the stream.
func (s *Stream) construct() {
	f := s.Object.Get("_construct")
	if f == nil || !engine.IsFunction(f) {
		return
	}
	s.r &^= rConstructed
	s.w &^= wConstructed
	s.Engine.NextTick(func() {
		done := s.calledOnce(func(err goja.Value) {
			s.r |= rConstructed
			s.w |= wConstructed
			waiting := s.rare().onConstructed
			s.rare().onConstructed = nil
			switch {
			case s.destroyedNow():
				for _, f := range waiting {
					f(err)
				}
			case isError(err):
				s.ErrorOrDestroy(err, true)
			default:
				s.constructed()
			}
		})
		callback := s.Engine.Func("onConstruct", 1, func(call goja.FunctionCall) goja.Value {
			err := call.Argument(0)
			s.Engine.NextTick(func() { done(err) })
			return nil
		})
		if thrown := s.Engine.VM.Try(func() { s.Engine.Call(f, s.Object, callback) }); thrown != nil {
			s.Engine.NextTick(func() { done(thrown.Value()) })
		}
	})
}

// constructed goes on with what had to wait for _construct.
func (s *Stream) constructed() {
	if s.r&rPresent != 0 && s.r&rNeedReadable != 0 {
		s.maybeReadMore()
	}
	if s.w&wPresent != 0 {
		if s.w&wWriting == 0 {
			s.clearBuffer()
		}
		if s.w&wEnding != 0 {
			s.finishMaybe(false)
		}
	}
}
