// Command sandbox runs scripts of somebody else's: each has three seconds, sockets to one
// server only, and nothing else of the machine.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/netip"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Write([]byte("welcome"))
			_ = c.Close()
		}
	}()
	allowed := l.Addr().(*net.TCPAddr).AddrPort()
	for _, script := range []string{
		fmt.Sprintf(`new Promise((resolve) => require('net').connect(%d, '127.0.0.1').on('data', (d) => resolve(String(d))))`, allowed.Port()),
		`new Promise((_, reject) => require('net').connect(22, '127.0.0.1').on('error', reject))`,
		`require('fs').readFileSync('/etc/passwd')`,
		`for (;;);`,
		`(function f() { f() })()`,
		`new Promise(() => {})`,
		`JSON.stringify(process.env)`,
	} {
		result, err := run(script, allowed)
		fmt.Println(result, err)
	}
}

// run runs a script in a runtime of its own, and returns what its promise becomes.
func run(script string, allowed netip.AddrPort) (goja.Value, error) {
	loop, err := js.NewLoop()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	defer func() { _ = loop.Stop(context.Background()) }()

	vm, ready := goja.New(), make(chan error)
	registry := require.NewRegistry(require.WithLoader(func(string) ([]byte, error) { return nil, require.ModuleFileDoesNotExistError }))
	js.Register(registry)
	loop.Post(func() {
		registry.Enable(vm)
		ready <- js.EnableWith(vm, loop, js.Options{
			Limits:   js.Limits{Event: time.Second},
			MaxDepth: 1000,
			Net: js.Net{
				MaxSockets:  10,
				MaxServers:  1,
				MaxBuffered: 1 << 20,
				Control: func(op, _ string, addr netip.AddrPort) error {
					if op != "dial" || addr != allowed {
						return errors.New("not allowed")
					}
					return nil
				},
			},
		})
		js.OnUncaught(vm, func(*goja.Exception) {}) // the caller is told
	})
	if err := <-ready; err != nil {
		return nil, err
	}
	return js.Await(ctx, vm, func() (goja.Value, error) { return vm.RunString(script) })
}
