// Command nodenet runs Node scripts that use net.
package main

import (
	"fmt"
	"os"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

func main() {
	loop, err := js.NewLoop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	loop.Post(func() {
		vm := goja.New()
		js.Enable(vm, loop)
		registry := require.NewRegistry()
		js.Register(registry)
		rm := registry.Enable(vm)
		_ = vm.Set("print", func(call goja.FunctionCall) goja.Value {
			for _, a := range call.Arguments {
				fmt.Print(a.String(), " ")
			}
			fmt.Println()
			return goja.Undefined()
		})
		js.Run(vm, func() {
			if _, err := rm.Require(os.Args[len(os.Args)-1]); err != nil {
				panic(err)
			}
		})
	})
	loop.Wait()
}
