// Package net is Node's net module for JavaScript: names, values and messages
// over the handles of package nodenet. The stream rules are those of package
// stream; a Socket is a Duplex whose source and sink are a handle.
package net

import (
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Grouped is what the scheduler has to be: the handles of its group call back where the
// JavaScript runs.
type Grouped interface {
	SocketGroup() *nodenet.Group
}

// module is net in one runtime.
type module struct {
	engine *engine.Engine
	group  *base.Group

	socket                  *engine.Class
	server                  *engine.Class
	tcp, pipe               *engine.Class
	shutdownWrap            *engine.Class
	boundSocket             *engine.Class
	methods                 overridable
	onEnd, writeAfterEnd    *goja.Object
	incoming                *incoming
	buffered                buffered
	trace                   func(*Socket) *nodenet.Trace
	watched                 bool // errors are counted
	connecting              map[*Socket]struct{}
	listeners               map[*listenHandle]struct{} // until the closing phase after their close
	autoSelectFamily        bool
	autoSelectFamilyAttempt int // milliseconds
}

type moduleKey struct{}

func moduleOf(e *engine.Engine) *module {
	return engine.Slot(e, moduleKey{}, func() *module { return newModule(e) })
}

func newModule(e *engine.Engine) *module {
	m := &module{engine: e, incoming: newIncoming(), connecting: map[*Socket]struct{}{}, listeners: map[*listenHandle]struct{}{}}
	m.autoSelectFamily = nodenet.DefaultAutoSelectFamily()
	m.autoSelectFamilyAttempt = int(nodenet.DefaultAutoSelectFamilyAttemptTimeout().Milliseconds())
	e.AddResources(m.resources)
	m.group = PolicyOf(e).part(e.Scheduler.Host.(Grouped).SocketGroup().Handles(), &e.Host, CountersOf(e))
	e.OnClose(m.group.Close)
	m.makeHandles()
	m.makeSocket()
	m.makeServer()
	m.makeBoundSocket()
	m.limitBuffered(PolicyOf(e).MaxBuffered)
	m.traceAll(PolicyOf(e).Trace)
	return m
}

// Load is the loader of require('net').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	m := moduleOf(e)
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	set("_createServerHandle", e.Func("createServerHandle", 5, m.createServerHandle))
	set("_normalizeArgs", e.Func("normalizeArgs", 1, func(call goja.FunctionCall) goja.Value {
		return m.normalized(call.Argument(0))
	}))
	set("_TransferredBoundSocket", m.transferredBoundSocket())
	e.LazyClass(exports, "BlockList", func() goja.Value { return m.blockList().Constructor })
	e.LazyClass(exports, "SocketAddress", func() goja.Value { return m.socketAddress().Constructor })
	set("BoundSocket", m.boundSocket.Constructor)
	connect := e.Func("connect", 0, m.connect)
	set("connect", connect)
	set("createConnection", connect)
	set("createServer", e.Func("createServer", 2, func(call goja.FunctionCall) goja.Value {
		return e.Construct(m.server.Constructor, call.Argument(0), call.Argument(1))
	}))
	set("isIP", e.Func("isIP", 1, func(call goja.FunctionCall) goja.Value { return e.Int(isIP(e, call.Argument(0))) }))
	set("isIPv4", e.Func("isIPv4", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(isIP(e, call.Argument(0)) == 4) }))
	set("isIPv6", e.Func("isIPv6", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(isIP(e, call.Argument(0)) == 6) }))
	set("Server", m.server.Constructor)
	set("Socket", m.socket.Constructor)
	set("Stream", m.socket.Constructor)
	m.familyDefaults(set)
	m.promises(exports)
	return nil
}

// isIP is net.isIP: anything may be asked.
func isIP(e *engine.Engine, v goja.Value) int { return node.IsIP(e.ToText(v).String()) }

// minAttempt is the least that an attempt may take, in milliseconds.
const minAttempt = int(node.MinAttemptTimeout / time.Millisecond)

// familyDefaults are the defaults of happy eyeballs.
func (m *module) familyDefaults(set func(string, any)) {
	e := m.engine
	set("getDefaultAutoSelectFamily", e.Func("getDefaultAutoSelectFamily", 0, func(goja.FunctionCall) goja.Value {
		return e.Bool(m.autoSelectFamily)
	}))
	set("setDefaultAutoSelectFamily", e.Func("setDefaultAutoSelectFamily", 1, func(call goja.FunctionCall) goja.Value {
		m.autoSelectFamily = e.NeedBoolean("value", call.Argument(0))
		return nil
	}))
	set("getDefaultAutoSelectFamilyAttemptTimeout", e.Func("getDefaultAutoSelectFamilyAttemptTimeout", 0, func(goja.FunctionCall) goja.Value {
		return e.Int(m.autoSelectFamilyAttempt)
	}))
	set("setDefaultAutoSelectFamilyAttemptTimeout", e.Func("setDefaultAutoSelectFamilyAttemptTimeout", 1, func(call goja.FunctionCall) goja.Value {
		m.autoSelectFamilyAttempt = max(minAttempt, int(e.NeedInteger("value", call.Argument(0), 1, 1<<31-1)))
		return nil
	}))
}
