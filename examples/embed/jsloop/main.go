// Command jsloop runs a script with net on a loop of nodenet's, and calls functions of
// the script from Go.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

const script = `
	const net = require('net');
	const server = net.createServer((socket) => socket.pipe(socket)).listen(0, '127.0.0.1');

	async function ask(text) {
		if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
		return new Promise((resolve, reject) => {
			const client = net.connect(server.address().port, '127.0.0.1', () => client.end(text));
			client.setEncoding('utf8').on('data', (answer) => resolve(answer)).on('error', reject);
		});
	}
`

func main() {
	loop, err := js.NewLoop()
	if err != nil {
		log.Fatal(err)
	}
	defer func() { _ = loop.Close() }()

	vm := goja.New()
	registry := require.NewRegistry()
	js.Register(registry)
	ask, err := start(loop, vm, registry)
	if err != nil {
		log.Fatal(err)
	}
	for _, text := range []string{"one", "two"} {
		answer, err := js.Call(context.Background(), vm, ask, text)
		fmt.Println(answer, err)
	}
}

// start runs the script where all of the runtime has to happen: on the loop.
func start(loop *js.Loop, vm *goja.Runtime, registry *require.Registry) (ask goja.Value, err error) {
	started := make(chan struct{})
	loop.Post(func() {
		defer close(started)
		registry.Enable(vm)
		if err = js.Enable(vm, loop); err != nil {
			return
		}
		over := js.Run(vm, func() { _, err = vm.RunScript("script.js", script) })
		if err == nil {
			err = over
		}
		ask = vm.Get("ask")
	})
	<-started
	return ask, err
}
