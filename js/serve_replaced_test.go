package js_test

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// Runtimes that serve are replaced one by one while connections arrive: every one is
// answered, or closed with the runtime that had it, and none is left.
func TestServeWhileRuntimesAreReplaced(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var served sync.WaitGroup
	serve := func() *started {
		loop, err := js.NewLoop()
		if err != nil {
			t.Fatal(err)
		}
		loop.Ref()
		v := start(t, loop, `globalThis.handle = (c) => c.on('error', () => {}).on('data', (d) => c.write(d))`, nil)
		var handler goja.Value
		v.onJS(t, loop, func() { handler = v.vm.Get("handle") })
		served.Go(func() {
			if err := js.Serve(v.vm, l, handler); err != js.ErrOver && !errors.Is(err, net.ErrClosed) {
				t.Error(err)
			}
		})
		return v
	}
	pool := []*started{serve(), serve()}
	var answered, cut atomic.Int32
	over := make(chan struct{})
	var clients sync.WaitGroup
	for range 4 {
		clients.Go(func() {
			for {
				select {
				case <-over:
					return
				default:
				}
				c, err := net.Dial("tcp", l.Addr().String())
				if err != nil {
					t.Error(err)
					return
				}
				_ = c.SetDeadline(time.Now().Add(20 * time.Second))
				_, _ = io.WriteString(c, "hello")
				_, err = io.ReadFull(c, make([]byte, 5))
				var late net.Error
				switch {
				case err == nil:
					answered.Add(1)
				case errors.As(err, &late) && late.Timeout():
					t.Error("neither answered nor closed")
				default:
					cut.Add(1)
				}
				_ = c.Close()
			}
		})
	}
	end := func(v *started) {
		js.Close(v.vm)
		within(t, "the loop did not stop", func() { _ = v.loop.Stop(context.Background()) })
	}
	const rounds = 20
	for i := range rounds {
		before := answered.Load()
		if i%4 == 3 { // nobody serves for a moment
			end(pool[0])
			end(pool[1])
			pool[0], pool[1] = serve(), serve()
		} else {
			old := pool[i%2]
			pool[i%2] = serve()
			end(old)
		}
		waitFor(t, "answers", func() bool { return answered.Load() > before+10 })
	}
	close(over)
	within(t, "a client waits", clients.Wait)
	// At most those that a runtime had, or that waited while nobody served.
	if n := cut.Load(); n > rounds*(4+16) {
		t.Errorf("%d were answered, %d cut", answered.Load(), n)
	}
	for _, v := range pool {
		end(v)
	}
	_ = l.Close()
	within(t, "somebody serves", served.Wait)
}
