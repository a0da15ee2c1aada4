package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// A standard stream that is a pipe or a socket is a net.Socket, as in Node: it says
// when it is full, makes nobody wait, and has an address under inetd. Only in a
// program of our own, since others that use the descriptor find that it does not
// block any more.

// standardSocket is a net.Socket for a standard stream; nil where it is neither a pipe
// nor a socket. It has a descriptor of its own for the same open file: like libuv
// we never close those of the standard streams, whose numbers others would get.
func (p *Process) standardSocket(fd int, readable bool) *goja.Object {
	if kind := transport.Kind(fd); !p.OwnStreams || kind != "PIPE" && kind != "TCP" {
		return nil
	}
	own, err := duplicate(fd)
	if err != nil {
		return nil
	}
	e := p.Engine
	options := e.Object("fd", own, "readable", readable, "writable", !readable, "manualStart", true)
	return e.Construct(e.Require("net").Get("Socket"), options)
}

func (p *Process) socketOutput(fd int) *goja.Object {
	o := p.standardSocket(fd, false)
	if o != nil {
		engine.Must(o.Set("_type", "pipe"))
	}
	return o
}

// socketInput is standard input. Once it is paused it is not read at all, not even up
// to the high-water mark, and does not keep the program alive.
func (p *Process) socketInput() *goja.Object {
	o := p.standardSocket(0, true)
	if o == nil {
		return nil
	}
	e := p.Engine
	engine.Must(o.Set("fd", 0))
	e.Invoke(o, "on", e.Text("pause"), e.Func("", 0, func(goja.FunctionCall) goja.Value {
		e.NextTick(func() {
			if h, ok := o.Get("_handle").(*goja.Object); ok && h.Get("reading").ToBoolean() {
				engine.Must(o.Get("_readableState").(*goja.Object).Set("reading", false)) // resume begins again
				e.Invoke(h, "readStop")
			}
		})
		return nil
	}))
	return o
}
