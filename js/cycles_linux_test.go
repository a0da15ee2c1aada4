package js_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

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
	cycle()
	goroutines, files, memory := settled(t, 0, 0)
	for n := range times {
		cycle()
		if n%100 == 99 {
			debug.FreeOSMemory()
			t.Logf("after %d cycles: %d goroutines, %d descriptors, heap %d KB", n+1, runtime.NumGoroutine(), descriptors(), heap()>>10)
		}
	}
	g, f, m := settled(t, goroutines, files)
	t.Logf("goroutines %d, then %d; descriptors %d, then %d; heap %d KB, then %d KB", goroutines, g, files, f, memory>>10, m>>10)
	if g > goroutines || f > files {
		t.Errorf("%d goroutines and %d descriptors became %d and %d", goroutines, files, g, f)
	}
	if m > memory+4<<20 {
		t.Errorf("%d bytes of the heap became %d", memory, m)
	}
}

// settled is what there is once what has ended is gone.
func settled(t *testing.T, goroutines, files int) (int, int, uint64) {
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(10 * time.Millisecond) {
		runtime.GC()
		if runtime.NumGoroutine() <= goroutines && descriptors() <= files {
			break
		}
		if goroutines == 0 && time.Until(until) < 19*time.Second {
			break
		}
	}
	return runtime.NumGoroutine(), descriptors(), heap()
}

func descriptors() int {
	list, _ := os.ReadDir("/proc/self/fd")
	return len(list)
}
