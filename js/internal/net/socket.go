package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// Socket is net.Socket: a Duplex over a handle.
type Socket struct {
	stream.Stream
	m       *module
	handle  *handle
	foreign goja.Value // a _handle that a script has put in the place of ours
	rare    *rareSocket
	onread  *onread
	idle    *idle
	server  *Server // that accepted it

	peer       *transport.Addr // once asked for: it may be asked for after the end
	connecting bool
	resetting  bool // resetAndDestroy was called
	hadError   bool
	noDelay    bool
	keepAlive  bool
	keepDelay  int // seconds
	bytesRead  int64
	bytesWrote int64
}

// rareSocket is what sockets have while they connect, or seldom.
type rareSocket struct {
	host      goja.Value
	parent    goja.Value
	server    goja.Value // what a script has assigned
	attempted []string   // autoSelectFamilyAttemptedAddresses
	tos       int
	tosSet    bool
	pending   *pendingWrite
	leaving   *leaving
	tag       any // of the program's
	trace     *nodenet.Trace
	asked     bool // whether anybody is told
	tls       bool // of a TLSSocket, which has a handle from the beginning: its end is that of one
	blockList *goja.Object
	began     float64                 // when the connecting began, if a script observes that
	keepMore  [2]int                  // interval and count of keep-alive
	names     map[string]*goja.Object // what a script's getsockname and getpeername have said
}

// pendingWrite is a write that waits for the connection.
type pendingWrite struct {
	chunks []stream.Chunk
}

func (s *Socket) extra() *rareSocket {
	if s.rare == nil {
		s.rare = &rareSocket{}
	}
	return s.rare
}

// socketOf returns the socket of an object; nil when it is none.
func socketOf(v goja.Value) *Socket {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	s, _ := events.State(o).(*Socket)
	return s
}

// this returns the socket that a method was called on.
func (m *module) this(call goja.FunctionCall) *Socket {
	if s := socketOf(call.This); s != nil {
		return s
	}
	panic(m.engine.VM.NewTypeError("Illegal invocation"))
}

// construct is new net.Socket(options).
func (m *module) constructSocket(call goja.ConstructorCall) *goja.Object {
	e := m.engine
	if call.NewTarget == nil && !e.VM.InstanceOf(call.This, m.socket.Constructor) {
		return e.Construct(m.socket.Constructor, call.Arguments...)
	}
	options := call.Argument(0)
	if engine.TypeOf(options) == "number" {
		options = e.Object("fd", options)
	}
	o, _ := options.(*goja.Object)
	if o != nil {
		m.refuseObjectMode(o)
	} else {
		options = goja.Undefined()
	}
	s := m.newSocket(call.This)
	s.Setup(stream.ReadableSide|stream.WritableSide, options)
	s.SocketDefaults(o == nil || !truthy(o, "allowHalfOpen"))
	s.PlainFlow(true)
	s.On("end", m.onEnd)
	if o != nil {
		s.applyOptions(o)
	}
	return nil
}

func truthy(o *goja.Object, name string) bool {
	v := o.Get(name)
	return v != nil && v.ToBoolean()
}

// refuseObjectMode throws when a socket is asked to carry objects.
func (m *module) refuseObjectMode(o *goja.Object) {
	for _, name := range []string{"objectMode", "readableObjectMode", "writableObjectMode"} {
		if truthy(o, name) {
			panic(m.engine.InvalidArgValue("options."+name, o.Get(name), "is not supported"))
		}
	}
}

// newSocket makes an object a socket.
func (m *module) newSocket(o *goja.Object) *Socket {
	s := &Socket{m: m}
	stream.Attach(m.engine, o, s, (*native)(s), &m.methods)
	return s
}

// applyOptions applies those options of the constructor that are not the
// stream's.
func (s *Socket) applyOptions(o *goja.Object) {
	e := s.m.engine
	s.noDelay = truthy(o, "noDelay")
	delay := 0.0
	if d := o.Get("keepAliveInitialDelay"); !engine.IsUndefined(d) {
		delay = max(0, e.NeedNumber("options.keepAliveInitialDelay", d, nan, nan))
	}
	if truthy(o, "keepAlive") {
		s.keepAlive, s.keepDelay = true, int(delay/1000)
	}
	if v := o.Get("typeOfService"); !engine.IsUndefined(v) {
		s.extra().tos, s.extra().tosSet = int(e.NeedInteger("options.typeOfService", v, 0, 255)), true
	}
	s.onread = s.m.onreadOption(o.Get("onread"))
	if s.onread != nil {
		s.PlainFlow(false)
	}
	if list := s.m.blockListOption(o); list != nil {
		s.extra().blockList = list
	}
	s.adoptHandle(o)
	if signal := o.Get("signal"); signal != nil && signal.ToBoolean() {
		s.watch(signal)
	}
}

// watch has the abort of a signal destroy the socket.
func (s *Socket) watch(v goja.Value) {
	e := s.m.engine
	signal := abort.Option(e, "signal", v)
	destroy := func() { s.Destroy(e.AbortError(signal.Reason())) }
	if signal.Aborted() {
		// Node destroys the stream before it makes a socket of it, which
		// lets it live on; the events come all the same.
		destroy()
		s.Revive()
		return
	}
	remove := signal.OnAbort(destroy)
	s.Once("close", e.Func("", 0, func(goja.FunctionCall) goja.Value {
		remove()
		return nil
	}))
}

// adoptHandle takes over the connection that the options name.
func (s *Socket) adoptHandle(o *goja.Object) {
	m := s.m
	v := o.Get("handle")
	if engine.IsNullish(v) || !v.ToBoolean() {
		if fd := o.Get("fd"); !engine.IsUndefined(fd) {
			s.adoptDescriptor(o, fd)
		}
		return
	}
	if b := boundSocketOf(v); b != nil {
		s.handle = m.boundHandle(b.consume())
		s.handle.owner = s
		return
	}
	if h := handleOf(v); h != nil {
		s.handle = h
		h.owner = s
		if !truthy(o, "pauseOnCreate") && !truthy(o, "manualStart") && h.conn != nil {
			s.Read0()
		}
		return
	}
	if _, ok := v.(*goja.Object); !ok {
		panic(m.engine.VM.NewTypeError("Cannot create property 'Symbol(owner_symbol)' on " + engine.TypeOf(v) + " '" + v.String() + "'"))
	}
	s.foreign = v
	if !truthy(o, "pauseOnCreate") && !truthy(o, "manualStart") {
		s.Read0()
	}
}

// adoptDescriptor takes over an open descriptor.
func (s *Socket) adoptDescriptor(o *goja.Object, v goja.Value) {
	m, e := s.m, s.m.engine
	fd := e.NeedInteger("fd", v, 0, 1<<31-1)
	conn, err := m.group.OpenConn(int(fd))
	switch {
	case err == nil:
	case err.Errno != 0:
		panic(m.systemError(err))
	default:
		panic(e.TypeError(err.Code, err.Message))
	}
	h := &handle{m: m, owner: s, context: e.Context()}
	h.open(conn)
	s.handle = h
	s.beginTrace()
	if truthy(o, "pauseOnCreate") {
		s.PauseOnCreate()
	} else if !truthy(o, "manualStart") {
		s.Read0()
	}
}

// onread is the option of that name: reads land in a buffer of the script's.
type onread struct {
	m        *module
	buffer   goja.Value // a Uint8Array, or a function that returns one
	current  goja.Value
	isEmpty  bool // the last one had no room: an error, as in Node
	callback engine.Function
	args     []goja.Value // of the callback
}

func (m *module) onreadOption(v goja.Value) *onread {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	b, cb := o.Get("buffer"), o.Get("callback")
	if !engine.IsFunction(cb) || !engine.IsFunction(b) && !(b != nil && buffer.IsUint8Array(b)) {
		return nil
	}
	return &onread{m: m, buffer: b, callback: engine.FunctionOf(cb), args: make([]goja.Value, 2)}
}

// next is the memory for the next read.
func (r *onread) next() []byte {
	r.current = r.buffer
	if engine.IsFunction(r.buffer) {
		r.m.engine.Run(func() { r.current = r.m.engine.Call(r.buffer, goja.Undefined()) })
	}
	data, ok := buffer.Bytes(r.current)
	r.isEmpty = ok && len(data) == 0
	if !ok || len(data) == 0 {
		r.current = nil
		return nil
	}
	return data
}

// received is what was read from a connection, good until it returns.
func (s *Socket) received(from *base.Conn, p []byte) {
	if s.Destroyed() {
		return
	}
	s.touch()
	h := s.handle
	if s.onread != nil {
		s.receivedInto(p)
		return
	}
	if !s.Push(from.Keep(p)) && h != nil && h.reading && !s.Destroyed() {
		s.stopReading()
	}
	if s.m.buffered.most > 0 && s.Held() > 0 {
		s.holdsMore("read", len(p))
	}
}

// receivedInto is received for onread: the callback may say stop.
func (s *Socket) receivedInto(p []byte) {
	r := s.onread
	if r.current != nil {
		s.readInto(len(p))
		return
	}
	// The script had no buffer for the read.
	for len(p) > 0 && !s.Destroyed() {
		n := copy(r.next(), p)
		if n == 0 && r.isEmpty {
			if s.handle != nil {
				s.handle.read -= int64(len(p)) // nowhere to be read to
			}
			s.Destroy(uverr.Named("ENOBUFS", "read").Short(s.m.engine))
			return
		}
		if n == 0 {
			return
		}
		p = p[n:]
		s.readInto(n)
	}
}

// readInto tells that there are n bytes in the script's buffer.
func (s *Socket) readInto(n int) {
	r := s.onread
	r.args[0], r.args[1] = s.m.engine.Int(n), r.current
	more := r.callback(goja.FunctionCall{This: s.Object, Arguments: r.args})
	if engine.TypeOf(more) == "boolean" && !more.ToBoolean() && s.handle != nil && s.handle.reading && !s.Destroyed() {
		s.stopReading()
	}
}

// receivedEnd is the peer's end.
func (s *Socket) receivedEnd() {
	if s.Destroyed() {
		return
	}
	s.traced(func(t *nodenet.Trace) {
		if t.End != nil {
			t.End()
		}
	})
	s.PushEnd()
	s.Read0()
}

// touch puts off the idle timeout: something has happened.
func (s *Socket) touch() {
	if s.idle != nil {
		s.idle.touch()
	}
}
