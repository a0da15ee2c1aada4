package js_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// TestCostOfARuntime pins what a runtime with net alone takes of the heap, goja's own part
// included. Half of it are the native functions of the modules, see gojax.NewFunction.
func TestCostOfARuntime(t *testing.T) {
	const n = 20
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = loop.Close() }()
	make := func() (vm *goja.Runtime) {
		done := make(chan struct{})
		loop.Post(func() {
			defer close(done)
			vm = goja.New()
			registry := require.NewRegistry()
			js.Register(registry)
			registry.Enable(vm)
			if err := js.EnableWith(vm, loop, js.Options{Modules: []string{"net"}}); err != nil {
				t.Error(err)
			}
			_ = js.Run(vm, func() {
				if _, err := vm.RunString(`require('net')`); err != nil {
					t.Error(err)
				}
			})
		})
		<-done
		return vm
	}
	keep := []*goja.Runtime{make()}
	before, start := heap(), time.Now()
	for range n {
		keep = append(keep, make())
	}
	each := time.Since(start) / n
	size := (heap() - before) / n
	t.Logf("%d KB, %v each", size>>10, each)
	if size > 450<<10 {
		t.Errorf("a runtime takes %d bytes", size)
	}
	runtime.KeepAlive(keep)
}
