// Command accept has Go accept connections, and a pool of runtimes handle them, each on a
// loop of its own.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"net"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

const script = `
	function handle(socket) {
		socket.setEncoding('utf8').on('data', (text) => socket.end('you said ' + text));
		socket.on('error', (err) => console.error(err.message));
	}
`

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	for range 2 {
		loop, err := js.NewLoop()
		if err != nil {
			log.Fatal(err)
		}
		defer func() { _ = loop.Stop(context.Background()) }()
		go func() { _ = serve(loop, l) }()
	}
	for _, text := range []string{"one", "two", "three"} {
		c, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			log.Fatal(err)
		}
		_, _ = io.WriteString(c, text)
		answer, err := io.ReadAll(c)
		fmt.Println(string(answer), err)
		_ = c.Close()
	}
	_ = l.Close()
}

// serve handles connections on a loop until the listener is closed.
func serve(loop *js.Loop, l net.Listener) error {
	vm, registry := goja.New(), require.NewRegistry()
	js.Register(registry)
	var handle goja.Value
	ready := make(chan error)
	loop.Post(func() {
		registry.Enable(vm)
		err := js.Enable(vm, loop)
		if err == nil {
			_, err = vm.RunScript("script.js", script)
			handle = vm.Get("handle")
		}
		ready <- err
	})
	if err := <-ready; err != nil {
		return err
	}
	return js.Serve(vm, l, handle)
}
