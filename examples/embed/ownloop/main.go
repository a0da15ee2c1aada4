// Command ownloop is a Go program with a goja of its own: scripts of it use net, on
// the event loop of goja_nodejs that the program has anyway.
package main

import (
	"fmt"
	"os"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

const script = `
	const net = require('net');
	const server = net.createServer((socket) => {
		socket.setEncoding('utf8').on('data', (text) => {
			console.log('client says:', text.trim());
			socket.end('hello client\n');
		});
	});
	server.listen(0, '127.0.0.1', () => {
		const client = net.connect(server.address().port, '127.0.0.1', () => client.write('hello server\n'));
		client.setEncoding('utf8').on('data', (text) => console.log('server says:', text.trim()));
		client.on('close', () => server.close());
	});
`

// onLoop is the event loop as a js.Scheduler. It counts what the script waits
// for, since the loop itself does not end while it is started.
type onLoop struct {
	*eventloop.EventLoop
	waitsFor int
	idle     chan struct{} // nothing is left to wait for
}

func (l *onLoop) Post(f func()) { l.RunOnLoop(func(*goja.Runtime) { f() }) }

func (l *onLoop) Ref() { l.waitsFor++ }

func (l *onLoop) Unref() {
	if l.waitsFor--; l.waitsFor == 0 {
		select {
		case l.idle <- struct{}{}:
		default:
		}
	}
}

func main() {
	registry := require.NewRegistry()
	js.Register(registry)
	loop := &onLoop{EventLoop: eventloop.NewEventLoop(eventloop.WithRegistry(registry), eventloop.EnableConsole(false)), idle: make(chan struct{}, 1)}
	loop.Start()
	defer loop.Stop()

	loop.RunOnLoop(func(vm *goja.Runtime) {
		js.Enable(vm, loop)
		js.Run(vm, func() {
			if _, err := vm.RunScript("script.js", script); err != nil {
				fmt.Fprintln(os.Stderr, err)
			}
		})
	})
	<-loop.idle
}
