package eventloop_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
	jsloop "github.com/nodenet-go/nodenet/js/eventloop"
)

// run runs a script by the loop's Run, and returns what it gave to print.
func run(t *testing.T, script string) (printed string) {
	registry := require.NewRegistry()
	js.Register(registry)
	loop := eventloop.NewEventLoop(eventloop.WithRegistry(registry), eventloop.EnableConsole(false))
	over := make(chan struct{})
	go func() {
		defer close(over)
		loop.Run(func(vm *goja.Runtime) {
			if err := js.Enable(vm, jsloop.Scheduler(loop, vm)); err != nil {
				t.Error(err)
				return
			}
			_ = vm.Set("print", func(text string) { printed += text + "\n" })
			if _, err := vm.RunString(script); err != nil { // without js.Run, as its users do it
				t.Error(err)
			}
		})
	}()
	select {
	case <-over:
	case <-time.After(20 * time.Second):
		t.Fatal("Run did not return")
	}
	return printed
}

func TestRunReturnsWhenNothingIsLeft(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"sockets": {`
			const net = require('net');
			const server = net.createServer((c) => c.setEncoding('utf8').on('data', (d) => { print(d); c.end('bye'); }));
			server.listen(0, '127.0.0.1', () => {
				const c = net.connect(server.address().port, '127.0.0.1', () => c.write('hello'));
				c.setEncoding('utf8').on('data', print).on('close', () => server.close(() => print('closed')));
			});`, "hello\nbye\nclosed\n"},
		"timers":          {`setTimeout(() => setTimeout(() => print('second'), 20), 20)`, "second\n"},
		"immediates":      {`setImmediate(() => setImmediate(() => print('second')))`, "second\n"},
		"names":           {`require('dns').lookup('127.0.0.1', (err, address) => print(address))`, "127.0.0.1\n"},
		"what is unref'd": {`setTimeout(() => print('too late'), 100000).unref(); require('net').createServer().listen(0, '127.0.0.1').unref(); setTimeout(() => print('last'), 1)`, "last\n"},
		"nothing":         {`print('only')`, "only\n"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := run(t, c.script); got != c.want {
				t.Errorf("printed %q, not %q", got, c.want)
			}
		})
	}
}

// started is a loop that runs an echo server, and the server's port.
func started(t *testing.T) (loop *eventloop.EventLoop, vm *goja.Runtime, port int) {
	registry := require.NewRegistry()
	js.Register(registry)
	loop = eventloop.NewEventLoop(eventloop.WithRegistry(registry), eventloop.EnableConsole(false))
	ready := make(chan int, 1)
	loop.Start()
	loop.RunOnLoop(func(own *goja.Runtime) {
		vm = own
		if err := js.Enable(vm, jsloop.Scheduler(loop, vm)); err != nil {
			t.Error(err)
		}
		_ = vm.Set("ready", func(port int) { ready <- port })
		if _, err := vm.RunString(`const server = require('net').createServer((c) => c.pipe(c).on('error', () => {})).listen(0, '127.0.0.1', () => ready(server.address().port))`); err != nil {
			t.Error(err)
		}
	})
	return loop, vm, <-ready
}

func dial(t *testing.T, port int) net.Conn {
	c, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

func echoes(t *testing.T, c net.Conn, text string) {
	t.Helper()
	if _, err := io.WriteString(c, text); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, len(text))
	if _, err := io.ReadFull(c, b); err != nil || string(b) != text {
		t.Fatalf("%q, %v", b, err)
	}
}

func TestStopAndStart(t *testing.T) {
	loop, vm, port := started(t)
	c := dial(t, port)
	echoes(t, c, "one")
	loop.Stop()
	if _, err := io.WriteString(c, "two"); err != nil {
		t.Fatal(err)
	}
	loop.Start()
	b := make([]byte, 3)
	if _, err := io.ReadFull(c, b); err != nil || string(b) != "two" {
		t.Fatalf("%q, %v", b, err)
	}
	echoes(t, c, "three")
	js.Close(vm)
	loop.Stop()
}

// What a loop that was terminated has of the machine goes once it is needed.
func TestTerminate(t *testing.T) {
	loop, vm, port := started(t)
	c := dial(t, port)
	echoes(t, c, "one")
	loop.Terminate()
	if _, err := io.WriteString(c, "two"); err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(c); len(b) > 0 || err != nil && errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := js.Await(context.Background(), vm, func() (goja.Value, error) { return nil, nil }); err != js.ErrOver {
		t.Errorf("Await says %v", err)
	}
}

func Example() {
	registry := require.NewRegistry()
	js.Register(registry)
	loop := eventloop.NewEventLoop(eventloop.WithRegistry(registry), eventloop.EnableConsole(false))
	loop.Run(func(vm *goja.Runtime) {
		if err := js.Enable(vm, jsloop.Scheduler(loop, vm)); err != nil {
			fmt.Println(err)
			return
		}
		_ = vm.Set("print", fmt.Println)
		_, _ = vm.RunString(`
			const server = require('net').createServer((c) => { print('a client'); c.end(); server.close(); });
			server.listen(0, '127.0.0.1', () => require('net').connect(server.address().port, '127.0.0.1').resume());`)
	})
	// Output: a client
}
