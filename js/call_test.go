package js_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

func TestCall(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		functions := map[string]goja.Value{}
		kept := make(chan struct{})
		v := start(t, scheduler, `
			const net = require('net');
			keep('plain', (a, b) => a + b);
			keep('throws', () => { throw new TypeError('thrown') });
			keep('good', async () => {
				const s = net.createServer((c) => c.end('hi'));
				await new Promise((r) => s.listen(0, '127.0.0.1', r));
				let t = '';
				const c = net.connect(s.address().port, '127.0.0.1').setEncoding('utf8').on('data', (d) => t += d);
				await new Promise((r) => c.on('close', r));
				s.close();
				return t;
			});
			keep('bad', async () => { throw new Error('bad') });
			keep('odd', () => { throw { toString() { throw 1 } } });
			keep('slow', () => new Promise(() => {}));
			keep('busy', () => { for (;;) {} });
			ready(0);`, func(vm *goja.Runtime) {
			_ = vm.Set("keep", func(name string, f goja.Value) { functions[name] = f })
			close(kept)
		})
		<-kept
		receive(t, v.ready, "end of the script")
		ctx := context.Background()
		if got, err := js.Call(ctx, v.vm, functions["plain"], 1, 2); err != nil || got.ToInteger() != 3 {
			t.Errorf("plain: %v, %v", got, err)
		}
		var thrown *goja.Exception
		if _, err := js.Call(ctx, v.vm, functions["throws"]); !errors.As(err, &thrown) {
			t.Errorf("throws: %v", err)
		}
		if got, err := js.Call(ctx, v.vm, functions["good"]); err != nil || got.String() != "hi" {
			t.Errorf("good: %v, %v", got, err)
		}
		if _, err := js.Call(ctx, v.vm, functions["bad"]); !errors.As(err, &thrown) || !strings.HasPrefix(err.Error(), "Error: bad") {
			t.Errorf("bad: %v", err)
		}
		if _, err := js.Call(ctx, v.vm, functions["odd"]); !errors.As(err, &thrown) || err.Error() == "" {
			t.Errorf("odd: %v", err)
		}
		if _, err := js.Await(ctx, v.vm, func() (goja.Value, error) { return nil, context.Canceled }); err != context.Canceled {
			t.Errorf("a function of Go's: %v", err)
		}
		for _, name := range []string{"slow", "busy"} {
			short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
			if _, err := js.Call(short, v.vm, functions[name]); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("%s: %v", name, err)
			}
			cancel()
		}
		if got, err := js.Call(ctx, v.vm, functions["good"]); err != nil || got.String() != "hi" {
			t.Errorf("good again: %v, %v", got, err)
		}
		waits := make(chan error, 1)
		go func() { _, err := js.Call(ctx, v.vm, functions["slow"]); waits <- err }()
		js.Close(v.vm)
		if err := receive(t, waits, "answer"); !errors.Is(err, js.ErrOver) {
			t.Errorf("closed: %v", err)
		}
		if _, err := js.Call(ctx, v.vm, functions["plain"]); !errors.Is(err, js.ErrOver) {
			t.Errorf("after the end: %v", err)
		}
		if len(v.uncaught) > 0 {
			t.Error("uncaught:", <-v.uncaught)
		}
	})
}

// What would wait for its own goroutine is an error there, and the runtime goes on.
func TestNothingWaitsForItself(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, `globalThis.f = () => 7; ready(0)`, nil)
		receive(t, v.ready, "start")
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		refused := make(chan error, 4)
		v.onJS(t, scheduler, func() {
			f := v.vm.Get("f")
			_, err := js.Call(context.Background(), v.vm, f)
			refused <- err
			_, err = js.Await(context.Background(), v.vm, func() (goja.Value, error) { return f, nil })
			refused <- err
			refused <- js.Serve(v.vm, listener, f)
		})
		for range 3 {
			if err := receive(t, refused, "answer"); err == nil {
				t.Error("there was no error")
			}
		}
		value, err := js.Call(context.Background(), v.vm, v.vm.Get("f"))
		if err != nil || value.ToInteger() != 7 {
			t.Error(value, err)
		}
		js.Close(v.vm)
	})
}
