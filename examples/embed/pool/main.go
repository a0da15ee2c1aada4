// Command pool has runtimes on loops of their own take work from a channel. The script is
// TypeScript, and compiled once for all of them.
package main

import (
	"context"
	"fmt"
	"log"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/program"
)

const source = `
	import { isIP } from 'node:net'
	export async function check(address: string): Promise<string> {
		return address + ' is ' + (isIP(address) ? 'IPv' + isIP(address) : 'no address')
	}
`

func main() {
	script, err := program.Compile("check.ts", source)
	if err != nil {
		log.Fatal(err)
	}
	work, results := make(chan string), make(chan string)
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			if err := serve(script, work, results); err != nil {
				log.Fatal(err)
			}
		})
	}
	go func() {
		for _, address := range []string{"127.0.0.1", "::1", "localhost"} {
			work <- address
		}
		close(work)
		workers.Wait()
		close(results)
	}()
	for result := range results {
		fmt.Println(result)
	}
}

// serve is one runtime and its loop, for as long as there is work.
func serve(script *program.Script, work <-chan string, results chan<- string) error {
	loop, err := js.NewLoop()
	if err != nil {
		return err
	}
	defer func() { _ = loop.Close() }()
	vm, ready := goja.New(), make(chan error)
	loop.Post(func() { ready <- js.EnableWith(vm, loop, js.Options{Modules: []string{"net"}}) })
	if err := <-ready; err != nil {
		return err
	}
	ctx := context.Background()
	check, err := js.Await(ctx, vm, func() (goja.Value, error) { return script.Run(vm) })
	if err != nil {
		return err
	}
	check, err = js.Await(ctx, vm, func() (goja.Value, error) { return check.(*goja.Object).Get("check"), nil })
	if err != nil {
		return err
	}
	for address := range work {
		result, err := js.Call(ctx, vm, check, address)
		if err != nil {
			return err
		}
		results <- result.String()
	}
	return nil
}
