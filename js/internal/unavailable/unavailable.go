// Package unavailable has the modules of Node's that nodenet does not have but
// that libraries load all the same: they have the names that are used while
// loading, and say what they are when something is asked of them.
package unavailable

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// module is one of the modules while it is made.
type module struct {
	e       *engine.Engine
	name    string
	exports *goja.Object
}

func (m *module) refuse() { panic(Error(m.e, m.name)) }

// Error is what using a module throws.
func Error(e *engine.Engine, name string) *goja.Object {
	return e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The "+name+" module is not available in nodenet")
}

func (m *module) set(name string, v any) { engine.Must(m.exports.Set(name, v)) }

func (m *module) functions(names string) {
	for _, name := range strings.Fields(names) {
		m.set(name, m.e.Func(name, 0, func(goja.FunctionCall) goja.Value { m.refuse(); return nil }))
	}
}

// classes can be inherited from; their constructors refuse.
func (m *module) classes(names string) {
	for _, name := range strings.Fields(names) {
		class := m.e.Class(name, 0, events.Constructor(m.e), func(goja.ConstructorCall) *goja.Object { m.refuse(); return nil })
		m.set(name, class.Constructor)
	}
}

func (m *module) list(names string) *goja.Object {
	var items []any
	for _, name := range strings.Fields(names) {
		items = append(items, name)
	}
	return m.e.VM.NewArray(items...)
}

// agent adds the class Agent. Making one is harmless and done by many libraries
// while they load; only asking it for connections is refused.
func (m *module) agent(protocol string, port int) {
	e := m.e
	class := e.Class("Agent", 1, events.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		events.Of(e, call.This)
		options := e.VM.NewObject()
		if given, ok := call.Argument(0).(*goja.Object); ok {
			options = given
		}
		for _, p := range []struct {
			name string
			v    any
		}{{"options", options}, {"defaultPort", port}, {"protocol", protocol}, {"requests", e.VM.NewObject()}, {"sockets", e.VM.NewObject()},
			{"freeSockets", e.VM.NewObject()}} {
			engine.Must(call.This.Set(p.name, p.v))
		}
		for _, name := range []string{"keepAlive", "keepAliveMsecs", "maxSockets", "maxFreeSockets"} {
			if v := options.Get(name); !engine.IsUndefined(v) {
				engine.Must(call.This.Set(name, v))
			}
		}
		return nil
	})
	for _, name := range []string{"createConnection", "addRequest", "createSocket", "getName"} {
		class.Assign(name, 0, func(goja.FunctionCall) goja.Value { m.refuse(); return nil })
	}
	class.Assign("destroy", 0, func(goja.FunctionCall) goja.Value { return nil })
	m.set("Agent", class.Constructor)
	m.set("globalAgent", e.Construct(class.Constructor))
}

const methods = "ACL BIND CHECKOUT CONNECT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST " +
	"PROPFIND PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE TRACE UNBIND UNLINK UNLOCK UNSUBSCRIBE"

// LoadHTTP is the loader of require('http').
func LoadHTTP(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e, "http", exports}
	m.set("METHODS", m.list(methods))
	codes := e.VM.NewObject()
	for _, status := range statuses {
		engine.Must(codes.Set(status[:3], status[4:]))
	}
	m.set("STATUS_CODES", codes)
	m.agent("http:", 80)
	m.classes("ClientRequest IncomingMessage OutgoingMessage Server ServerResponse")
	m.functions("createServer get request setMaxIdleHTTPParsers setGlobalProxyFromEnv validateHeaderName validateHeaderValue _connectionListener")
	m.set("maxHeaderSize", 16384)
	return nil
}

// LoadHTTPS is the loader of require('https').
func LoadHTTPS(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e, "https", exports}
	m.agent("https:", 443)
	m.classes("Server")
	m.functions("createServer get request")
	return nil
}

// LoadHTTP2 is the loader of require('http2').
func LoadHTTP2(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e, "http2", exports}
	m.functions("connect createServer createSecureServer getDefaultSettings getPackedSettings getUnpackedSettings performServerHandshake")
	m.set("constants", e.VM.NewObject())
	m.set("sensitiveHeaders", goja.NewSymbol("sensitiveHeaders"))
	m.classes("Http2ServerRequest Http2ServerResponse")
	return nil
}

// LoadDgram is the loader of require('dgram').
func LoadDgram(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e, "dgram", exports}
	m.functions("createSocket")
	m.classes("Socket")
	return nil
}
