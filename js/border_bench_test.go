package js_test

import (
	"context"
	"io"
	"net"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// BenchmarkEcho compares a message to a server of the script's with one to a connection
// that Go has accepted, as it is and over goroutines.
func BenchmarkEcho(b *testing.B) {
	const handler = `globalThis.handle = (c) => { c.setNoDelay(true); c.on('error', () => {}); c.on('data', (d) => c.write(d)) };`
	begin := func(b *testing.B, script string) *started {
		loop, err := js.NewLoop()
		if err != nil {
			b.Fatal(err)
		}
		loop.Ref()
		b.Cleanup(func() { _ = loop.Stop(context.Background()) })
		return start(b, loop, script, nil)
	}
	measure := func(b *testing.B, port int) {
		c, err := net.Dial("tcp", (&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port}).String())
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		message := make([]byte, 64)
		for b.Loop() {
			if _, err := c.Write(message); err != nil {
				b.Fatal(err)
			}
			if _, err := io.ReadFull(c, message); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("script", func(b *testing.B) {
		v := begin(b, handler+`const s = require('net').createServer(handle).listen(0, '127.0.0.1', () => ready(s.address().port))`)
		measure(b, <-v.ready)
	})
	for name, wrap := range map[string]func(net.Conn) net.Conn{"Serve": func(c net.Conn) net.Conn { return c }, "Serve over goroutines": func(c net.Conn) net.Conn { return struct{ net.Conn }{c} }} {
		b.Run(name, func(b *testing.B) {
			v := begin(b, handler+`ready(0)`)
			<-v.ready
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			handle := make(chan goja.Value)
			v.loop.Post(func() { handle <- v.vm.Get("handle") })
			go func() { _ = js.Serve(v.vm, wrapped{l, wrap}, <-handle) }()
			measure(b, l.Addr().(*net.TCPAddr).Port)
			_ = l.Close()
		})
	}
}

// wrapped is a listener whose connections are wrapped.
type wrapped struct {
	net.Listener
	wrap func(net.Conn) net.Conn
}

func (l wrapped) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return l.wrap(c), nil
}
