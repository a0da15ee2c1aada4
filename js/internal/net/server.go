package net

import (
	"github.com/dop251/goja"

	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/stream"
)

// Server is net.Server.
type Server struct {
	events.Emitter
	m        *module
	handle   *listenHandle // nil unless it listens
	foreign  goja.Value    // a _handle that a script has put in the place of ours
	pipeName string
	turn     int // of listen and close: what was started before is void
	options  serverOptions

	connections  int
	unref        bool
	usingWorkers bool           // connections were sent to other processes
	workers      []*goja.Object // those of them that have not ended
}

type serverOptions struct {
	keepDelay     int // seconds
	highWaterMark int
}

// listenHandle is the _handle of a server.
type listenHandle struct {
	m      *module
	conn   *base.Listener
	owner  *Server
	object *goja.Object
	isPipe bool
	unref  bool
	closed bool
	local  *transport.Addr

	closeHook func() // called when it is closed, in a worker of a cluster

	context any // of AsyncLocalStorage, where it was made
}

func (h *listenHandle) close() {
	if !h.closed {
		h.closed = true
		h.m.engine.Check(func() { delete(h.m.listeners, h) })
		if h.conn != nil {
			h.conn.Close()
		}
		if h.closeHook != nil {
			h.closeHook()
		}
	}
}

func (h *listenHandle) setRef(ref bool) {
	if h.unref == !ref {
		return
	}
	h.unref = !ref
	if h.conn != nil {
		h.conn.SetRef(ref)
	}
}

func (h *listenHandle) addr() *transport.Addr {
	if h.local == nil && h.conn != nil {
		h.local = address(h.conn.Addr())
	}
	return h.local
}

func (h *listenHandle) fd() int {
	if h.conn == nil || h.closed {
		return -1
	}
	return h.conn.Fd()
}

func serverOf(v goja.Value) *Server {
	o, ok := v.(*goja.Object)
	if !ok {
		return nil
	}
	v2, _ := events.State(o).(*Server)
	return v2
}

func (m *module) makeServer() {
	m.server = m.engine.Class("Server", 2, events.Constructor(m.engine), m.constructServer)
	m.serverMethods()
	m.serverProperties()
	m.inspectable(m.server, serverShown)
}

func (m *module) constructServer(call goja.ConstructorCall) *goja.Object {
	e := m.engine
	if call.NewTarget == nil && !e.VM.InstanceOf(call.This, m.server.Constructor) {
		return e.Construct(m.server.Constructor, call.Arguments...)
	}
	v := &Server{m: m}
	events.Attach(e, call.This, v)
	v.Configure(goja.Undefined())
	options, listener := call.Argument(0), call.Argument(1)
	var o *goja.Object
	switch given, object := options.(*goja.Object); {
	case engine.IsFunction(options):
		listener = options
	case engine.IsNullish(options):
	case object:
		o = given
	default:
		panic(e.InvalidArgType("options", options, "Object"))
	}
	if engine.IsFunction(listener) {
		e.Invoke(call.This, "on", e.Text("connection"), listener)
	}
	if o == nil {
		o = e.VM.NewObject()
	}
	v.applyOptions(o)
	m.iterable(call.This)
	return nil
}

func (v *Server) applyOptions(o *goja.Object) {
	e := v.m.engine
	set := func(name string, value any) { engine.Must(v.Object.Set(name, value)) }
	delay, mark := 0.0, float64(stream.DefaultMark(e))
	if d := o.Get("keepAliveInitialDelay"); !engine.IsUndefined(d) {
		if n := e.NeedNumber("options.keepAliveInitialDelay", d, nan, nan); n > 0 { // NaN is not
			delay = n
		}
	}
	if h := o.Get("highWaterMark"); !engine.IsUndefined(h) {
		if n := e.NeedNumber("options.highWaterMark", h, nan, nan); !(n < 0) {
			mark = n
		}
	}
	v.options.keepDelay, v.options.highWaterMark = truncated(delay/1000), stream.DefaultHighWaterMark
	if mark >= 0 { // it may be NaN
		v.options.highWaterMark = engine.ToInt(mark)
	}
	halfOpen := o.Get("allowHalfOpen")
	if halfOpen == nil || !halfOpen.ToBoolean() {
		halfOpen = e.Bool(false)
	}
	set("allowHalfOpen", halfOpen)
	set("pauseOnConnect", truthy(o, "pauseOnConnect"))
	set("noDelay", truthy(o, "noDelay"))
	set("keepAlive", truthy(o, "keepAlive"))
	set("keepAliveInitialDelay", v.options.keepDelay)
	set("highWaterMark", mark)
	if list := v.m.blockListOption(o); list != nil {
		set("blockList", list)
	}
}

// onAccepted makes a socket of a new connection, unless it is one too many. It is
// called on the loop of the group.
func (l *listenHandle) onAccepted(conn *base.Conn) {
	m := l.m
	h := &handle{m: m, conn: conn, context: l.context, isPipe: l.isPipe}
	h.run(func() {
		if l.object != nil {
			// A script may have put its own function there.
			if f := l.object.Get("onconnection"); engine.IsFunction(f) {
				m.engine.Call(f, l.object, m.engine.Int(0), h.view())
			}
			return
		}
		l.owner.connection(h)
	})
}

// connection hands a new connection to the listeners.
func (v *Server) connection(h *handle) {
	if v.full() {
		v.drop(h)
		return
	}
	if v.blocks(h) {
		h.discard()
		return
	}
	s := v.newConnection()
	s.handle, h.owner, h.again = h, s, spent
	if !h.started {
		h.start(h.conn)
	}
	h.context = nil // what comes later has no context that JavaScript has given it
	v.welcome(s)
}

// connectionForeign is connection for a handle that a script has made.
func (v *Server) connectionForeign(o *goja.Object) {
	if v.full() {
		v.Emit("drop", v.m.engine.VM.CreateObject(nil))
		v.m.engine.Invoke(o, "close")
		return
	}
	s := v.newConnection()
	s.foreign = o
	v.welcome(s)
}

// full reports whether one more connection would be too many.
func (v *Server) full() bool {
	limit := v.Object.Get("maxConnections")
	return !engine.IsNullish(limit) && float64(v.connections) >= limit.ToFloat()
}

// newConnection makes the socket of a connection that has come.
func (v *Server) newConnection() *Socket {
	m := v.m
	s := m.newSocket(m.engine.VM.CreateObject(m.socket.Prototype))
	s.Setup(stream.ReadableSide|stream.WritableSide, goja.Undefined())
	s.SocketDefaults(!truthy(v.Object, "allowHalfOpen"))
	s.SetHighWaterMarks(v.options.highWaterMark)
	s.PlainFlow(true)
	s.On("end", m.onEnd)
	return s
}

// welcome starts a socket that was accepted.
func (v *Server) welcome(s *Socket) {
	m, e := v.m, v.m.engine
	if truthy(v.Object, "pauseOnConnect") {
		s.PauseOnCreate()
	} else {
		s.Read0()
	}
	if truthy(v.Object, "noDelay") {
		s.noDelay = true
		s.option("setNoDelay", e.Bool(true))
	}
	if truthy(v.Object, "keepAlive") {
		s.keepAlive, s.keepDelay = true, v.options.keepDelay
		s.applyKeepAlive()
	}
	v.connections++
	s.server = v
	s.beginTrace()
	v.Emit("connection", s.Object)
	m.publish("net.server.socket", "socket", s.Object)
}

// drop refuses a connection.
func (v *Server) drop(h *handle) {
	e := v.m.engine
	info := e.VM.CreateObject(nil)
	add := func(side string, a *transport.Addr) {
		if a != nil && !a.Unix {
			engine.Must(info.Set(side+"Address", a.Host()))
			engine.Must(info.Set(side+"Port", int(a.Port())))
			engine.Must(info.Set(side+"Family", a.Family()))
		}
	}
	add("local", h.localAddr())
	add("remote", h.remoteAddr())
	if h.isPipe {
		v.Emit("drop")
	} else {
		v.Emit("drop", info)
	}
	h.discard()
}

// connectionClosed counts one connection less.
func (v *Server) connectionClosed() {
	v.connections--
	v.m.engine.Invoke(v.Object, "_emitCloseIfDrained")
}
