package js_test

import (
	"context"
	"errors"
	"io"
	"net"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// started is a runtime whose script has come to where it calls ready.
type started struct {
	vm       *goja.Runtime
	loop     *js.Loop // nil on a loop of the host's
	lines    chan string
	ready    chan int // the argument of ready
	uncaught chan string
}

// host is a loop of the host's: a goroutine that calls one function after the other.
type host struct{ posted chan func() }

func newHost(t *testing.T) *host {
	h := &host{posted: make(chan func(), 1<<16)}
	over := make(chan struct{})
	go func() {
		for {
			select {
			case f := <-h.posted:
				f()
			case <-over:
				return
			}
		}
	}()
	t.Cleanup(func() { close(over) })
	return h
}

func (h *host) Post(f func()) { h.posted <- f }
func (h *host) Ref()          {}
func (h *host) Unref()        {}

// start runs a script on a scheduler, after setup.
func start(t testing.TB, scheduler js.Scheduler, script string, setup func(vm *goja.Runtime)) *started {
	t.Helper()
	v := &started{lines: make(chan string, 1000), ready: make(chan int, 10), uncaught: make(chan string, 100)}
	v.loop, _ = scheduler.(*js.Loop)
	made := make(chan struct{})
	scheduler.Post(func() {
		v.vm = goja.New()
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(v.vm)
		js.Enable(v.vm, scheduler)
		js.OnUncaught(v.vm, func(thrown *goja.Exception) { v.uncaught <- thrown.Value().String() })
		_ = v.vm.Set("print", func(line string) { v.lines <- line })
		_ = v.vm.Set("ready", func(port int) { v.ready <- port })
		if setup != nil {
			setup(v.vm)
		}
		close(made)
		_ = js.Run(v.vm, func() {
			if _, err := v.vm.RunString(script); err != nil {
				v.lines <- err.Error()
			}
		})
	})
	<-made
	return v
}

// bothLoops runs a test on a js.Loop and on a loop of the host's.
func bothLoops(t *testing.T, f func(t *testing.T, scheduler js.Scheduler)) {
	t.Run("js.Loop", func(t *testing.T) {
		loop, err := js.NewLoop()
		if err != nil {
			t.Fatal(err)
		}
		loop.Ref()
		defer within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
		f(t, loop)
	})
	t.Run("host's loop", func(t *testing.T) { f(t, newHost(t)) })
}

func receive[T any](t *testing.T, from <-chan T, what string) (v T) {
	t.Helper()
	select {
	case v = <-from:
	case <-time.After(20 * time.Second):
		t.Fatal("there was no " + what)
	}
	return v
}

// A runtime ends when told, whatever it runs.
func TestStopEndsWhatRuns(t *testing.T) {
	for name, script := range map[string]string{
		"loop":       `setTimeout(() => { ready(0); for (;;) {} }, 1)`,
		"catch":      `setTimeout(() => { ready(0); for (;;) { try { for (;;) {} } catch (e) {} finally { for (;;) {} } } }, 1)`,
		"ticks":      `setTimeout(() => { ready(0); const f = () => process.nextTick(f); f(); }, 1)`,
		"promises":   `setTimeout(() => { ready(0); const f = () => Promise.resolve().then(f); f(); }, 1)`,
		"microtasks": `setTimeout(() => { ready(0); const f = () => queueMicrotask(f); f(); }, 1)`,
		"immediates": `setTimeout(() => { ready(0); const f = () => setImmediate(f); f(); }, 1)`,
		"timers":     `setTimeout(() => { ready(0); setInterval(() => {}, 1); }, 1)`,
		"wait":       `setTimeout(() => { ready(0); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }, 1)`,
		"waitAsync":  `Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0); setTimeout(() => ready(0), 1)`,
		"execSync":   `setTimeout(() => { ready(0); require('child_process').execSync('sleep 60'); }, 1)`,
		"sockets": `const net = require('net');
			const s = net.createServer((c) => c.on('data', (d) => c.write(d)).on('close', () => print('close'))).listen(0, '127.0.0.1', () => {
				net.connect(s.address().port, '127.0.0.1', function () { this.write('x') }).once('data', () => ready(0)).on('close', () => print('close'));
			})`,
	} {
		t.Run(name, func(t *testing.T) {
			if name == "execSync" && runtime.GOOS == "windows" {
				t.Skip("needs sleep")
			}
			loop, err := js.NewLoop()
			if err != nil {
				t.Fatal(err)
			}
			loop.Ref()
			v := start(t, loop, script, nil)
			receive(t, v.ready, "beginning")
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
			defer cancel()
			if err := loop.Stop(ctx); err != nil {
				t.Error(err)
			}
			if len(v.lines) > 0 {
				t.Error("there was a callback:", <-v.lines)
			}
			if err := js.Run(v.vm, func() { t.Error("it runs") }); !errors.Is(err, js.ErrOver) {
				t.Error("Run says", err)
			}
		})
	}
}

// Stop gives up waiting for a function of the host's that does not return.
func TestStopHonoursItsContext(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	held := make(chan struct{})
	v := start(t, loop, `hold()`, func(vm *goja.Runtime) {
		_ = vm.Set("hold", func() { held <- struct{}{}; <-held })
	})
	_ = v
	<-held
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	if err := loop.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Error("Stop says", err)
	}
	close(held)
	within(t, "the loop did not stop", func() { _ = loop.Close() })
}

const echoing = `
	const net = require('net');
	const server = net.createServer((c) => c.on('data', (d) => {
		if (String(d) === 'bad') null.x;
		if (String(d) === 'long') for (ready(-1);;) {}
		c.write(d);
	}).on('error', (e) => print('error ' + e.constructor.name)).on('close', () => print('close'))).listen(0, '127.0.0.1', () => ready(server.address().port));`

func dial(t *testing.T, port int) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	_ = c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

func ask(t *testing.T, c net.Conn, text string) string {
	t.Helper()
	if _, err := io.WriteString(c, text); err != nil {
		return err.Error()
	}
	b := make([]byte, len(text))
	if _, err := io.ReadFull(c, b); err != nil {
		return err.Error()
	}
	return string(b)
}

// An interrupt is for what runs, and not for the event after it.
func TestInterruptLeavesTheNextEventAlone(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, echoing, nil)
		c := dial(t, receive(t, v.ready, "port"))
		for _, text := range []string{"one", "two", "three"} {
			if got := ask(t, c, text); got != text {
				t.Errorf("sent %q, got %q", text, got)
			}
			// The answer may come before the event that sent it is over.
			over := make(chan struct{})
			scheduler.Post(func() { close(over) })
			<-over
			v.vm.Interrupt("late")
			js.Interrupt(v.vm, "late")
		}
		js.Close(v.vm)
	})
}

func TestInterruptEndsTheEventThatRuns(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		reasons := make(chan any, 10)
		v := start(t, scheduler, echoing, func(vm *goja.Runtime) { js.OnInterrupt(vm, func(reason any) { reasons <- reason }) })
		port := receive(t, v.ready, "port")
		c, other := dial(t, port), dial(t, port)
		if _, err := io.WriteString(c, "long"); err != nil {
			t.Fatal(err)
		}
		receive(t, v.ready, "the event")
		if !js.Interrupt(v.vm, "time is up") {
			t.Error("no event runs")
		}
		if got := receive(t, reasons, "interrupt"); got != "time is up" {
			t.Errorf("the reason is %v", got)
		}
		if got := ask(t, other, "hello"); got != "hello" {
			t.Errorf("the other connection got %q", got)
		}
		js.Close(v.vm)
	})
}

func TestLimitsEndAnEvent(t *testing.T) {
	for name, limits := range map[string]js.Limits{"event": {Event: 20 * time.Millisecond}, "turn": {Turn: 20 * time.Millisecond}} {
		t.Run(name, func(t *testing.T) {
			bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
				reasons := make(chan any, 1000)
				v := start(t, scheduler, `setTimeout(() => { for (;;) {} }, 1);`, func(vm *goja.Runtime) {
					js.OnInterrupt(vm, func(reason any) { reasons <- reason })
					js.SetLimits(vm, limits)
				})
				want := map[string]error{"event": js.ErrEventLimit, "turn": js.ErrTurnLimit}[name]
				if got := receive(t, reasons, "interrupt"); got != want {
					t.Errorf("the reason is %v", got)
				}
				js.Close(v.vm)
			})
		})
	}
}

// One connection's exception is its own, where the host says so.
func TestGoOnDestroysTheConnectionOnly(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, echoing, func(vm *goja.Runtime) {
			js.OnUncaught(vm, func(*goja.Exception) { js.GoOn(vm) })
		})
		port := receive(t, v.ready, "port")
		good, bad := dial(t, port), dial(t, port)
		if got := ask(t, good, "hello"); got != "hello" {
			t.Errorf("got %q", got)
		}
		if got := ask(t, bad, "bad"); got == "bad" {
			t.Errorf("the bad one got %q", got)
		}
		if a, b := receive(t, v.lines, "error"), receive(t, v.lines, "close"); a != "error TypeError" || b != "close" {
			t.Errorf("there was %s, %s", a, b)
		}
		if got := ask(t, good, "again"); got != "again" {
			t.Errorf("got %q", got)
		}
		if got := ask(t, dial(t, port), "new"); got != "new" {
			t.Errorf("a new one got %q", got)
		}
		js.Close(v.vm)
	})
}

// A runtime that an exception ends leaves no connection unanswered.
func TestAnUncaughtExceptionClosesTheRuntime(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, echoing, nil)
		port := receive(t, v.ready, "port")
		good, bad := dial(t, port), dial(t, port)
		ask(t, good, "hello")
		if got := ask(t, bad, "bad"); got == "bad" {
			t.Errorf("the bad one got %q", got)
		}
		if got := ask(t, good, "again"); got == "again" {
			t.Error("the other connection is answered")
		}
		receive(t, v.uncaught, "exception")
		done := make(chan error, 1)
		scheduler.Post(func() { done <- js.Run(v.vm, func() { t.Error("it runs") }) })
		if err := receive(t, done, "answer"); !errors.Is(err, js.ErrOver) {
			t.Errorf("Run says %v", err)
		}
	})
}

// Nothing of a closed runtime is left: no connection, no callback, no timer, nothing that
// its loop would wait for.
func TestCloseLeavesNothing(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, echoing+`setInterval(() => {}, 1); process.on('SIGUSR2', () => {}); require('dns').lookup('localhost', () => {});`, nil)
		port := receive(t, v.ready, "port")
		c := dial(t, port)
		ask(t, c, "hello")
		js.Close(v.vm)
		js.Close(v.vm)
		if got := ask(t, c, "again"); got == "again" {
			t.Error("it is answered")
		}
		if v.loop != nil {
			v.loop.Unref()
			within(t, "the loop waits for something", v.loop.Wait)
			v.loop.Ref()
		}
		if len(v.lines) > 0 {
			t.Error("there was a callback:", <-v.lines)
		}
	})
}

func TestManyRuntimesComeAndGo(t *testing.T) {
	h := newHost(t)
	cycle := func() {
		v := start(t, h, echoing, nil)
		c := dial(t, receive(t, v.ready, "port"))
		ask(t, c, "hello")
		js.Close(v.vm)
		ask(t, c, "gone")
		_ = c.Close()
	}
	for range 5 {
		cycle()
	}
	before := heap()
	for range 50 {
		cycle()
	}
	if after := heap(); after > before+4<<20 {
		t.Errorf("the heap grew from %d to %d", before, after)
	}
}

func heap() uint64 {
	var m runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A loop that is stopped while a runtime is made ready on it ends that, with an error.
func TestEnableWhileTheLoopIsStopped(t *testing.T) {
	for i := range 200 {
		loop, err := js.NewLoop()
		if err != nil {
			t.Fatal(err)
		}
		loop.Ref()
		began, outcome := make(chan struct{}), make(chan error, 1)
		loop.Post(func() {
			err := errors.New("a panic")
			defer func() { outcome <- err }()
			close(began)
			err = js.Enable(goja.New(), loop)
		})
		<-began
		time.Sleep(time.Duration(i) * 5 * time.Microsecond) // another moment each time
		within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
		if err := receive(t, outcome, "an answer"); err != nil && err != js.ErrOver && err.Error() != "js: the loop is closed" {
			t.Error(err)
		}
	}
}
