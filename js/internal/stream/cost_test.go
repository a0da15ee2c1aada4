package stream_test

import (
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/alloctest"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// duplex is a stream of a native class as net.Socket is one: its sink takes
// everything at once, its source gives what it is told to.
type duplex struct {
	stream.Stream
	methods stream.Overridable
	written int
}

func newDuplex(e *engine.Engine) *duplex {
	d := &duplex{}
	o := e.Construct(stream.Duplex(e))
	nothing := func(goja.FunctionCall) goja.Value { return nil }
	d.methods.Read = e.Method(o, "_read", 1, nothing)
	d.methods.Write = e.Method(o, "_write", 3, nothing)
	d.methods.Writev = e.Method(o, "_writev", 2, nothing)
	stream.Attach(e, o, d, (*nativeDuplex)(d), &d.methods)
	d.Setup(stream.ReadableSide|stream.WritableSide, goja.Undefined())
	d.SocketDefaults(true)
	return d
}

type nativeDuplex duplex

func (n *nativeDuplex) Read(int)      {}
func (n *nativeDuplex) Reading() bool { return true }
func (n *nativeDuplex) Write(c stream.Chunk) {
	n.written += len(c.Data)
	n.Wrote(nil)
}
func (n *nativeDuplex) Writev(chunks []stream.Chunk) {
	for _, c := range chunks {
		n.written += len(c.Data)
	}
	n.Wrote(nil)
}
func (n *nativeDuplex) Final(done func(goja.Value))                 { done(nil) }
func (n *nativeDuplex) Destroy(_ goja.Value, done func(goja.Value)) { done(nil) }

// passage is one way through a stream, and how many allocations a chunk may cost on
// it.
type passage struct {
	name, source string // a script that has a native stream s and a Buffer b
	most         float64
	push         bool // the chunk comes from the native source, not from the script's function
}

var passages = []passage{
	{"write to a native sink", "() => { s.write(b) }", 4, false},
	{"write with a callback", "() => { s.write(b, done) }", 13, false},
	{"write of text", "() => { s.write('text') }", 2, false},
	{"cork, four writes", "() => { s.cork(); s.write(b); s.write(b); s.write(b); s.write(b); s.uncork() }", 22, false},
	{"write to a script's sink", "() => { w.write(b) }", 11, false},
	{"push to nobody", "s.resume()", 10, true},
	{"push to a listener", "s.on('data', d => {})", 7, true},
	{"push to a listener that writes", "s.on('data', d => { s.write(d) })", 9, true},
}

// prepare returns what sends one chunk, as an event of its own.
func (p passage) prepare(tb testing.TB) func() {
	tb.Helper()
	e := enginetest.New(tb, prepare)
	data := make([]byte, 64)
	d := newDuplex(e)
	engine.Must(e.VM.Set("s", d.Object))
	engine.Must(e.VM.Set("b", buffer.Wrap(e, data)))
	var f goja.Value
	e.Run(func() {
		var err error
		if f, err = e.VM.RunString(`
			globalThis.done = () => {};
			globalThis.w = new (require('stream').Writable)({ write(chunk, encoding, callback) { callback() } });
			(` + p.source + ")"); err != nil {
			tb.Fatal(err)
		}
	})
	if p.push {
		push := func() { d.Push(data) }
		return func() { e.Run(push) }
	}
	call := engine.FunctionOf(f)
	write := func() { call(goja.FunctionCall{This: goja.Undefined()}) }
	return func() { e.Run(write) }
}

// Only less than today is allowed.
func TestAllocationsOfAChunk(t *testing.T) {
	for _, p := range passages {
		alloctest.Pin(t, p.name, p.most, p.prepare(t))
	}
}

func BenchmarkChunk(b *testing.B) {
	for _, p := range passages {
		b.Run(p.name, func(b *testing.B) {
			send := p.prepare(b)
			b.ReportAllocs()
			for b.Loop() {
				send()
			}
		})
	}
}
