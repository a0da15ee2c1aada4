package net

import (
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// fill sets properties of an error, in this order.
func fill(o *goja.Object, pairs ...any) {
	for i := 0; i+1 < len(pairs); i += 2 {
		engine.Must(o.Set(pairs[i].(string), pairs[i+1]))
	}
}

// systemError is an error of the system as Node shows it. Errors without an
// address, such as those of reading, have no address property.
func (m *module) systemError(err *node.Error) *goja.Object {
	if err.Errno == 0 {
		return m.engine.Error(err.Code, err.Message)
	}
	return m.systemErrorFrom(err, origins[err.Syscall])
}

func (m *module) systemErrorFrom(err *node.Error, origin []engine.Frame) *goja.Object {
	o := m.engine.PlainErrorFrom(err.Message, origin...)
	fill(o, "errno", err.Errno, "code", err.Code, "syscall", err.Syscall)
	return o
}

// origins are the frames of Node's own in the errors that the system reports by
// itself, by the call that failed. Programs look for frames to tell an error that
// was thrown from one that was only made.
var origins = map[string][]engine.Frame{
	"connect": {{Function: "TCPConnectWrap.afterConnect [as oncomplete]", File: "node:net", Line: 2083, Column: 16}},
	"read":    {{Function: "TCP.onStreamRead", File: "node:internal/stream_base_commons", Line: 221, Column: 20}},
	"write":   {{Function: "WriteWrap.onWriteComplete [as oncomplete]", File: "node:internal/stream_base_commons", Line: 51, Column: 19}},
	"bind": {
		{Function: "internalConnect", File: "node:net", Line: 1426, Column: 18},
		{Function: "defaultTriggerAsyncIdScope", File: "node:internal/async_hooks", Line: 474, Column: 12},
	},
}

// originOfPath is that of a path that could not be connected to.
var originOfPath = []engine.Frame{{Function: "PipeConnectWrap.afterConnect [as oncomplete]", File: "node:net", Line: 2083, Column: 16}}

// originOfListen is that of a host that could not be listened on: it was looked up first.
var originOfListen = []engine.Frame{
	{Function: "Server.setupListenHandle [as _listen2]", File: "node:net", Line: 2390, Column: 16},
	{Function: "listenInCluster", File: "node:net", Line: 2499, Column: 12},
	{File: "node:net", Line: 2728, Column: 7},
	{Function: "process.processTicksAndRejections", File: "node:internal/process/task_queues", Line: 90, Column: 21},
}

// originOfAll is that of the error of several attempts.
var originOfAll = []engine.Frame{
	{Function: "internalConnectMultiple", File: "node:net", Line: 1492, Column: 18},
	{Function: "afterConnectMultiple", File: "node:net", Line: 2161, Column: 7},
}

// addressError is systemError about an address to connect to.
func (m *module) addressError(err *node.Error, address string, port int) *goja.Object {
	o := m.systemError(err)
	if err.Errno != 0 {
		fill(o, "address", address)
		if port != 0 {
			fill(o, "port", port)
		}
	}
	return o
}

// listenError is an error about an address to listen on. Its properties come in
// another order; nobody has said why.
func (m *module) listenError(err *node.Error) *goja.Object {
	if err.Errno == 0 {
		return m.systemError(err)
	}
	o := m.engine.PlainErrorFrom(err.Message, originOfListen...)
	fill(o, "code", err.Code, "errno", err.Errno, "syscall", err.Syscall, "address", err.Address)
	if err.Port != 0 {
		fill(o, "port", err.Port)
	}
	return o
}

func (m *module) errClosed() *goja.Object {
	return m.engine.Error(node.SocketClosed())
}

func (m *module) errClosedBeforeConnection() *goja.Object {
	return m.engine.Error(node.ClosedBeforeConnection())
}

// needPort throws unless v is a port, and returns it.
func (m *module) needPort(name string, v goja.Value) int {
	bad := func() *goja.Object {
		return m.engine.RangeError(node.BadPort(name, m.engine.Describe(v)))
	}
	switch engine.TypeOf(v) {
	case "number":
	case "string":
		if isBlank(v.String()) {
			panic(bad())
		}
	default:
		panic(bad())
	}
	n := m.engine.VM.ToValue(v).ToFloat()
	if !node.IsPort(n) {
		panic(bad())
	}
	return int(n)
}

func isBlank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return true
}

// aggregate is the error of a host none of whose addresses could be reached.
func (m *module) aggregate(errs []goja.Value) *goja.Object {
	code := ""
	if first, ok := errs[0].(*goja.Object); ok {
		code = engine.Property(first, "code").String()
	}
	return m.engine.AggregateError(code, errs, originOfAll...)
}

func portText(port int) string { return strconv.Itoa(port) }
