package js_test

import (
	"os"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// What fs watches, and the directories that it reads, are closed with the runtime.
func TestCloseLeavesNothingOfFs(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		before, dir := descriptorCount(t), t.TempDir()
		ready := make(chan struct{}, 1)
		var vm *goja.Runtime
		scheduler.Post(func() {
			vm = goja.New()
			registry := require.NewRegistry()
			js.Register(registry)
			registry.Enable(vm)
			if err := js.EnableWith(vm, scheduler, js.Options{Modules: []string{"fs"}}); err != nil {
				t.Error(err)
			}
			_ = vm.Set("ready", func() { ready <- struct{}{} })
			_ = vm.Set("dir", dir)
			_ = js.Run(vm, func() {
				if _, err := vm.RunString(`
					const fs = require('fs'), kept = [fs.opendirSync(dir), fs.watch(dir, { recursive: true }), fs.watchFile(dir + '/x', () => {})];
					fs.promises.opendir(dir).then((d) => { kept.push(d); fs.watch(dir, () => ready()); fs.writeFileSync(dir + '/x', '') })`); err != nil {
					t.Error(err)
				}
			})
		})
		receive(t, ready, "event of a file")
		js.Close(vm)
		for deadline := time.Now().Add(20 * time.Second); descriptorCount(t) > before+2; time.Sleep(time.Millisecond) { // two of the runtime's loop, until that has ended
			if time.Now().After(deadline) {
				t.Fatalf("%d descriptors, before %d", descriptorCount(t), before)
			}
		}
	})
}

func descriptorCount(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}
