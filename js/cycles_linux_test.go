package js_test

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/js"
)

var cycles = flag.Int("cycles", 0, "how many times the test of cycles starts 50 runtimes")

// busy is a script that has something of each kind under way when it ends.
const busy = `
	const net = require('net');
	const server = net.createServer((c) => c.pipe(c)).listen(0, '127.0.0.1', () => {
		const c = net.connect(server.address().port, '127.0.0.1', () => c.write('hello'));
		c.on('data', () => ready());
		setInterval(() => {}, 1); setTimeout(() => {}, 1e6); setImmediate(() => {});
		require('dns').lookup('localhost', () => {});
		new Promise(() => {}); process.nextTick(() => {});
		net.connect(1, '127.0.0.1').on('error', () => {});
		process.on('exit', () => {});
	});`

// runBusy starts a runtime, has it work, and closes it.
func runBusy(scheduler js.Scheduler) error {
	vm, ready, made := goja.New(), make(chan struct{}, 1), make(chan error, 1)
	scheduler.Post(func() {
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(vm)
		err := js.EnableWith(vm, scheduler, js.Options{})
		if err == nil {
			_ = vm.Set("ready", func() { ready <- struct{}{} })
			_ = js.Run(vm, func() { _, err = vm.RunString(busy) })
		}
		made <- err
	})
	if err := <-made; err != nil {
		return err
	}
	select {
	case <-ready:
		js.Close(vm)
		return nil
	case <-time.After(60 * time.Second):
		return fmt.Errorf("a script did not get ready")
	}
}

// TestCyclesOfRuntimes has many runtimes come and go, on both kinds of loop at once: no
// goroutine, descriptor or memory is left. -args -cycles=1000 is the long version.
func TestCyclesOfRuntimes(t *testing.T) {
	most, times := 50, *cycles
	if times == 0 {
		most, times = 10, 2
	}
	h := newHost(t)
	cycle := func() {
		var all sync.WaitGroup
		for i := range most {
			all.Go(func() {
				if i%2 == 0 {
					if err := runBusy(h); err != nil {
						t.Error(err)
					}
					return
				}
				loop, err := js.NewLoop()
				if err != nil {
					t.Error(err)
					return
				}
				if err := runBusy(loop); err != nil {
					t.Error(err)
				}
				if err := loop.Stop(context.Background()); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
	goroutines, files := runtime.NumGoroutine(), nettest.Descriptors()
	cycle() // some memory stays for good
	settle(t, goroutines, files)
	memory := heap()
	for n := range times {
		cycle()
		if n%100 == 99 {
			debug.FreeOSMemory()
			t.Logf("after %d cycles: %d goroutines, %d descriptors, heap %d KB", n+1, runtime.NumGoroutine(), nettest.Descriptors(), heap()>>10)
		}
	}
	settle(t, goroutines, files)
	m := heap()
	t.Logf("heap %d KB, then %d KB", memory>>10, m>>10)
	if m > memory+4<<20 {
		t.Errorf("%d bytes of the heap became %d", memory, m)
	}
}

// settle waits until what has ended is gone.
func settle(t *testing.T, goroutines, files int) {
	t.Helper()
	if !nettest.Eventually(func() bool {
		runtime.GC()
		return runtime.NumGoroutine() <= goroutines && nettest.Descriptors() <= files
	}) {
		t.Errorf("%d goroutines and %d descriptors became %d and %d", goroutines, files, runtime.NumGoroutine(), nettest.Descriptors())
	}
}
