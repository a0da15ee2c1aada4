package js_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js"
)

// Programs that embed runtimes, at moments that nobody plans.

// function is a value of the script's that a test calls.
func (v *started) function(t *testing.T, scheduler js.Scheduler, source string) (f goja.Value) {
	t.Helper()
	v.onJS(t, scheduler, func() {
		var err error
		if f, err = v.vm.RunString("(" + source + ")"); err != nil {
			t.Error(err)
		}
	})
	return f
}

// alive fails unless the runtime still answers.
func (v *started) alive(t *testing.T, scheduler js.Scheduler) {
	t.Helper()
	got, err := js.Call(patience(t), v.vm, v.function(t, scheduler, `async (n) => { await null; return n + 1 }`), 41)
	if err != nil || got.ToInteger() != 42 {
		t.Errorf("the runtime answers %v %v", got, err)
	}
}

func patience(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestCloseDuringACallback(t *testing.T) {
	for name, script := range map[string]string{
		"a timer":      `setTimeout(() => { end(); print('after') }, 1)`,
		"a tick":       `process.nextTick(() => { end(); print('after') })`,
		"a promise":    `Promise.resolve().then(() => { end(); print('after') }).finally(() => print('finally'))`,
		"in catch":     `setTimeout(() => { try { end(); for (;;) {} } catch { print('caught') } finally { print('finally') } }, 1)`,
		"a connection": `const s = require('net').createServer((c) => { end(); print('after') }).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('close', () => print('close')))`,
		"data":         `const s = require('net').createServer((c) => c.end('x')).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('data', () => { end(); print('after') }).on('close', () => print('close')))`,
		"a getter":     `setTimeout(() => { require('util').inspect({ get x() { end(); return 1 } }, { getters: true }); print('after') }, 1)`,
	} {
		t.Run(name, func(t *testing.T) {
			bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
				ended := make(chan struct{}, 10)
				v := start(t, scheduler, script, func(vm *goja.Runtime) {
					_ = vm.Set("end", func() { js.Close(vm); ended <- struct{}{} })
				})
				receive(t, ended, "callback")
				over := make(chan error, 1)
				scheduler.Post(func() { over <- js.Run(v.vm, func() { t.Error("it runs") }) })
				if err := receive(t, over, "answer"); err != js.ErrOver {
					t.Error(err)
				}
				if len(v.lines) > 0 {
					t.Error("there was", <-v.lines)
				}
			})
		})
	}
}

func TestCallsAtOddMoments(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		v := start(t, scheduler, ``, func(vm *goja.Runtime) {
			_ = vm.Set("fall", func() { panic("oh") })
		})
		endless, forever := v.function(t, scheduler, `() => { ready(1); for (;;) {} }`), v.function(t, scheduler, `() => { ready(2); return new Promise(() => {}) }`)
		told := v.function(t, scheduler, `() => print('called')`)

		ctx, cancel := context.WithCancelCause(context.Background())
		cancel(errors.New("gone before"))
		if _, err := js.Call(ctx, v.vm, told); err == nil || err.Error() != "gone before" {
			t.Errorf("cancelled before: %v", err)
		}
		for i, f := range []goja.Value{endless, forever} {
			ctx, cancel := context.WithCancelCause(context.Background())
			go func() { <-v.ready; cancel(errors.New("gone while")) }()
			if _, err := js.Call(ctx, v.vm, f); err == nil || err.Error() != "gone while" {
				t.Errorf("%d cancelled while: %v", i, err)
			}
		}
		v.alive(t, scheduler)
		if len(v.lines) > 0 {
			t.Error("what was cancelled before was", <-v.lines)
		}
		for about, source := range map[string]string{
			"a panic": `() => fall()`, "a panic of a getter": `() => require('util').inspect({ get x() { fall() } }, { getters: true }) && fall()`,
			"undefined": `undefined`, "null": `null`, "a number": `7`, "an object": `{}`, "a class": `class { constructor() { print('made') } }`,
			"throws nothing": `() => { throw undefined }`, "throws itself": `() => { const e = {}; e.toString = () => { throw e }; throw e }`, "depth": `function f() { f() }`,
		} {
			if value, err := js.Call(patience(t), v.vm, v.function(t, scheduler, source)); err == nil {
				t.Errorf("%s: %v", about, value)
			} else if text := err.Error(); text == "" {
				t.Errorf("%s: no text", about)
			}
		}
		if value, err := js.Call(patience(t), v.vm, nil); err == nil {
			t.Errorf("nil: %v", value)
		}
		if value, err := js.Await(patience(t), v.vm, func() (goja.Value, error) { panic("oh") }); err == nil {
			t.Errorf("Await of a panic: %v", value)
		}
		if value, err := js.Await(patience(t), v.vm, func() (goja.Value, error) { return nil, nil }); err != nil || value != nil && !goja.IsUndefined(value) {
			t.Errorf("Await of nothing: %v %v", value, err)
		}
		if value, err := js.Call(patience(t), v.vm, told, make(chan int), func() {}, struct{ A int }{1}, nil, errors.New("x")); err != nil {
			t.Errorf("odd arguments: %v %v", value, err)
		}
		receive(t, v.lines, "call")
		v.alive(t, scheduler)
		js.Close(v.vm)
		if _, err := js.Call(patience(t), v.vm, told); err != js.ErrOver {
			t.Error("after the end:", err)
		}
	})
}

// What belongs to another runtime is an error, and harms neither.
func TestValuesOfAnotherRuntime(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	defer within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
	a, b := start(t, loop, ``, nil), start(t, loop, ``, nil)
	object, function := a.function(t, loop, `{ a: 1 }`), a.function(t, loop, `(x) => x`)
	if value, err := js.Call(patience(t), b.vm, b.function(t, loop, `(x) => x.a`), object); err == nil {
		t.Error("an object:", value)
	}
	if value, err := js.Await(patience(t), b.vm, func() (goja.Value, error) { return object, nil }); err != nil && value != nil {
		t.Error("a result:", value, err)
	}
	_, _ = js.Call(patience(t), b.vm, function, 1)
	a.alive(t, loop)
	b.alive(t, loop)
	b.onJS(t, loop, func() {
		if _, err := js.Detach(object); err == nil {
			t.Error("Detach of what is no socket")
		}
	})
}

// Whoever calls is answered when the runtime ends, and all goroutines come back.
func TestCallsWhileItEnds(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		for _, source := range []string{`(n) => n`, `async (n) => { await null; return n }`, `() => new Promise(() => {})`, `() => { for (;;) {} }`} {
			v := start(t, scheduler, ``, nil)
			f := v.function(t, scheduler, source)
			var all sync.WaitGroup
			for i := range 50 {
				all.Go(func() {
					if i == 25 {
						for range 20 {
							all.Go(func() { js.Close(v.vm) })
						}
						return
					}
					value, err := js.Call(context.Background(), v.vm, f, i)
					switch {
					case err == nil && value.ToInteger() != int64(i):
						t.Errorf("%d is %v", i, value)
					case err != nil && !errors.Is(err, js.ErrOver) && !strings.Contains(err.Error(), "interrupted"):
						t.Error(err)
					}
				})
			}
			within(t, "somebody waits", all.Wait)
		}
	})
}

func TestManyRuntimesCloseAtOnce(t *testing.T) {
	h := newHost(t)
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	var all sync.WaitGroup
	for i := range 40 {
		scheduler := js.Scheduler(h)
		if i%2 == 0 {
			scheduler = loop
		}
		v := start(t, scheduler, echoing, nil)
		receive(t, v.ready, "port")
		for range 100 {
			all.Go(func() { js.Close(v.vm) })
			all.Go(func() { js.Interrupt(v.vm, "x"); js.SetLimits(v.vm, js.Limits{Event: time.Hour}); js.StatsOf(v.vm) })
		}
	}
	within(t, "Close did not return", all.Wait)
	within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
}

type falling struct{}

func (falling) Write([]byte) (int, error) { panic("oh, Write") }
func (falling) Read([]byte) (int, error)  { panic("oh, Read") }

// A panic in what the program gives costs what it was called for.
func TestPanicsOfOptions(t *testing.T) {
	for about, c := range map[string]struct {
		options js.Options
		script  string
	}{
		"Stdout":  {js.Options{Stdout: falling{}}, `try { console.log('x') } catch {} process.stdout.on('error', () => {})`},
		"Stderr":  {js.Options{Stderr: falling{}}, `try { console.error('x') } catch {} process.stderr.on('error', () => {}); process.emitWarning('w')`},
		"Stdin":   {js.Options{Stdin: falling{}}, `process.stdin.on('data', () => {}).on('error', () => {})`},
		"Control": {js.Options{Net: js.Net{Control: func(string, string, netip.AddrPort) error { panic("oh") }}}, `require('net').connect(1, '127.0.0.1').on('error', () => {}); require('net').createServer().on('error', () => {}).listen(0)`},
		"Lookup":  {js.Options{Net: js.Net{Lookup: func(context.Context, string) ([]netip.Addr, error) { panic("oh") }}}, `require('net').connect(1, 'x.example').on('error', () => {}); require('dns').lookup('y.example', () => {})`},
		"Trace":   {js.Options{Net: js.Net{Trace: func(js.Socket) *node.Trace { panic("oh") }}}, `require('net').connect(1, '127.0.0.1').on('error', () => {})`},
		"what Trace returns": {js.Options{Net: js.Net{Trace: func(js.Socket) *node.Trace {
			fall := func() { panic("oh") }
			return &node.Trace{Connect: fall, End: fall, Drain: fall, Read: func(int) { fall() }, Written: func(int) { fall() }, Close: func(bool) { fall() }, Error: func(error) { fall() }}
		}}}, `const s = require('net').createServer((c) => c.end('x')).listen(0, '127.0.0.1', () => require('net').connect(s.address().port, '127.0.0.1').on('error', () => {}).resume().on('close', () => s.close()))`},
	} {
		t.Run(about, func(t *testing.T) {
			done := make(chan string, 1)
			go func() {
				done <- confined(t, c.options, `process.on('uncaughtException', () => {});`+c.script+`; setTimeout(() => print('alive'), 20)`)
			}()
			if got := receive(t, done, "end"); got != "alive" {
				t.Errorf("printed %s", got)
			}
		})
	}
}

// What is called when something is over may panic, or end the runtime itself.
func TestPanicsWhenItIsTold(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		for about, react := range map[string]func(vm *goja.Runtime){
			"a panic": func(*goja.Runtime) { panic("oh") }, "Close": js.Close, "Close and GoOn": func(vm *goja.Runtime) { js.GoOn(vm); js.Close(vm) },
		} {
			told := make(chan struct{}, 10)
			v := start(t, scheduler, `setTimeout(() => { throw new Error('x') }, 1)`, func(vm *goja.Runtime) {
				js.OnUncaught(vm, func(*goja.Exception) { told <- struct{}{}; react(vm) })
			})
			receive(t, told, "exception")
			over := make(chan error, 1)
			scheduler.Post(func() { over <- js.Run(v.vm, func() {}) })
			if err := receive(t, over, "answer after "+about); err != js.ErrOver && about != "a panic" {
				t.Errorf("%s: %v", about, err)
			}
			js.Close(v.vm)

			v = start(t, scheduler, `setTimeout(() => { ready(1); for (;;) {} }, 1)`, func(vm *goja.Runtime) {
				js.OnInterrupt(vm, func(any) { told <- struct{}{}; react(vm) })
			})
			receive(t, v.ready, "event")
			js.Interrupt(v.vm, "x")
			receive(t, told, "interrupt")
			js.Close(v.vm)
		}
		start(t, scheduler, `print('it runs'); ready(1)`, nil).done(t)
	})
}

func (v *started) done(t *testing.T) {
	t.Helper()
	receive(t, v.ready, "end")
	js.Close(v.vm)
}

// A millisecond is enough for an event that does little, and never too much for the next.
// On a busy machine other events are interrupted as well, and then a loop that takes long
// may be left for when there are no limits: it ends by itself.
func TestLimitsOfAMillisecond(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		reasons := make(chan any, 10000)
		v := start(t, scheduler, `
			let n = 0; const s = require('net').createServer((c) => c.on('error', () => {}).on('data', (d) => { if (String(d) === 'long') for (const end = Date.now() + 500; Date.now() < end;) {} c.write(d) })).listen(0, '127.0.0.1', () => ready(s.address().port))`,
			func(vm *goja.Runtime) { js.OnInterrupt(vm, func(reason any) { reasons <- reason }) })
		port := receive(t, v.ready, "port")
		js.SetLimits(v.vm, js.Limits{Event: time.Millisecond, Turn: time.Millisecond})
		for range 20 {
			if _, err := io.WriteString(dial(t, port), "long"); err != nil {
				t.Fatal(err)
			}
			receive(t, reasons, "interrupt")
		}
		js.SetLimits(v.vm, js.Limits{})
		if got := ask(t, dial(t, port), "hello"); got != "hello" {
			t.Errorf("got %q", got)
		}
		js.Close(v.vm)
	})
}

// A connection goes to one runtime only, whoever is first.
func TestOneConnectionForTwoRuntimes(t *testing.T) {
	for range 20 {
		var loops [2]*js.Loop
		var runtimes [2]*started
		for i := range loops {
			loop, err := js.NewLoop()
			if err != nil {
				t.Fatal(err)
			}
			loop.Ref()
			loops[i], runtimes[i] = loop, start(t, loop, `globalThis.take = (c) => c.on('data', (d) => c.write(d)).on('error', () => {})`, nil)
		}
		theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
		var all sync.WaitGroup
		took := make(chan error, 2)
		for i, v := range runtimes {
			all.Go(func() {
				v.onJS(t, loops[i], func() {
					s, err := js.NewSocket(v.vm, ours)
					if err == nil {
						take, _ := goja.AssertFunction(v.vm.Get("take"))
						_, _ = take(goja.Undefined(), s)
					}
					took <- err
				})
			})
		}
		within(t, "nobody took it", all.Wait)
		if a, b := <-took, <-took; (a == nil) == (b == nil) {
			t.Errorf("%v and %v", a, b)
		}
		if got := ask(t, theirs, "hello"); got != "hello" && got != "EOF" {
			t.Errorf("got %q", got)
		}
		for _, loop := range loops {
			within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
		}
	}
}

// Detach in the middle of a long write, and of a pause: not a byte is lost.
func TestDetachInTheMiddle(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		const size = 8 << 20
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = l.Close() }()
		out := make(chan *node.Socket, 1)
		v := start(t, scheduler, fmt.Sprintf(`
			const c = require('net').connect(%d, '127.0.0.1', () => { c.pause(); for (let i = 0; i < 8; i++) c.write(Buffer.alloc(1 << 20, 97 + i)); setTimeout(() => detach(c), 20) })
			c.on('error', (e) => print(e.message))`, l.Addr().(*net.TCPAddr).Port), func(vm *goja.Runtime) {
			_ = vm.Set("detach", func(value goja.Value) {
				s, err := js.Detach(value)
				if err != nil {
					t.Error(err)
				}
				out <- s
			})
		})
		peer, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = peer.Close() }()
		_ = peer.SetDeadline(time.Now().Add(20 * time.Second))
		if _, err := io.WriteString(peer, "before the end"); err != nil {
			t.Fatal(err)
		}
		socket := receive(t, out, "socket")
		conn := socket.Conn()
		go func() { _, _ = io.WriteString(conn, "last"); _ = conn.CloseWrite() }()
		var got bytes.Buffer
		if _, err := io.Copy(&got, peer); err != nil {
			t.Fatal(err)
		}
		if got.Len() != size+4 || !bytes.HasSuffix(got.Bytes(), []byte("hlast")) {
			t.Errorf("%d bytes arrived", got.Len())
		}
		if text := readSome(t, conn); text != "before the end" {
			t.Errorf("received %q", text)
		}
		_ = conn.Close()
		js.Close(v.vm)
	})
}

// A pool serves on while one of its runtimes dies of what it handles.
func TestServeWhileARuntimeDies(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var served sync.WaitGroup
	for i := range 3 {
		loop, err := js.NewLoop()
		if err != nil {
			t.Fatal(err)
		}
		loop.Ref()
		defer within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
		v := start(t, loop, `globalThis.handle = (c) => c.on('error', () => {}).on('data', (d) => { if (String(d) === 'die!!') null.x; c.write(d) })`, nil)
		f := v.function(t, loop, `handle`)
		served.Go(func() {
			if err := js.Serve(v.vm, l, f); err != js.ErrOver && !errors.Is(err, net.ErrClosed) {
				t.Error(i, err)
			}
		})
	}
	port := l.Addr().(*net.TCPAddr).Port
	for range 2 {
		if got := ask(t, dial(t, port), "die!!"); got == "die!!" {
			t.Error("it answers")
		}
		for range 20 {
			if got := ask(t, dial(t, port), "hello"); got != "hello" {
				t.Errorf("got %q", got)
			}
		}
	}
	_ = l.Close()
	within(t, "somebody serves", served.Wait)
}

// Limits that were reached are there again once something has closed.
func TestMaxSocketsComesBack(t *testing.T) {
	got := confined(t, js.Options{Net: js.Net{MaxSockets: 4, MaxServers: 1}}, `
		const net = require('net'), held = [];
		const s = net.createServer((c) => c.on('error', () => {}).resume()).listen(0, '127.0.0.1', async () => {
			const { port } = s.address();
			for (let round = 0; round < 50; round++) {
				const all = [];
				for (let i = 0; i < 4; i++) all.push(new Promise((resolve) => { const c = net.connect(port, '127.0.0.1').on('error', (e) => resolve(e.code)).on('connect', () => resolve('ok')); held.push(c) }));
				await Promise.all(all);
				await Promise.all(held.splice(0).map((c) => new Promise((resolve) => { if (c.closed) return resolve(); c.on('close', resolve).destroy() })));
				await new Promise((resolve) => s.getConnections(function again(e, n) { n ? setImmediate(() => s.getConnections(again)) : resolve() }));
			}
			net.connect(port, '127.0.0.1').on('connect', function () { print('connected'); this.destroy(); s.close() }).on('error', (e) => print(e.message));
		})`)
	if got != "connected" {
		t.Error(got)
	}
}

// In a loop of goja_nodejs's kind that the host stops, nothing hangs and nothing is called.
func TestTheHostsLoopStopsFirst(t *testing.T) {
	stop := make(chan struct{})
	posted := make(chan func(), 1000)
	stopped := make(chan struct{})
	h := &host{posted: posted}
	go func() {
		defer close(stopped)
		for {
			select {
			case f := <-posted:
				f()
			case <-stop:
				return
			}
		}
	}()
	v := start(t, h, echoing, nil)
	port := receive(t, v.ready, "port")
	ask(t, dial(t, port), "hello")
	close(stop)
	<-stopped
	answers := make(chan error, 1)
	go func() {
		_, err := js.Await(context.Background(), v.vm, func() (goja.Value, error) { return nil, nil })
		answers <- err
	}()
	js.Close(v.vm)
	if err := receive(t, answers, "answer"); err != js.ErrOver {
		t.Error(err)
	}
}

// What is called where the JavaScript runs, outside of its events, while another goroutine
// closes the runtime works, or says that it is over.
func TestNewSocketWhileItEnds(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		over := 0
		for try := range 60 {
			v := start(t, scheduler, ``, nil)
			a, b := pairOf(t, "tcp", "127.0.0.1:0")
			answer, begun := make(chan error, 1), make(chan struct{})
			scheduler.Post(func() {
				defer func() {
					if r := recover(); r != nil {
						answer <- fmt.Errorf("a panic: %v", r)
					}
				}()
				close(begun)
				o, err := js.NewSocket(v.vm, b) // the first one has the module made, which takes a while
				if err == nil {
					js.SocketOf(o)
				}
				answer <- err
			})
			<-begun
			time.Sleep(time.Duration(try) * 6 * time.Microsecond)
			js.Close(v.vm)
			switch err := receive(t, answer, "an answer"); err {
			case nil:
			case js.ErrOver:
				over++
			default:
				t.Error(err)
			}
			_ = a.SetReadDeadline(time.Now().Add(10 * time.Second))
			if _, err := a.Read([]byte{0}); err != io.EOF {
				t.Errorf("the connection is still there: %v", err)
			}
			_ = a.Close()
		}
		t.Logf("%d of 60 were too late", over)
	})
}

// What goja runs by itself, outside of events, works until the runtime is closed, and is
// ended by that; what it has made is gone then.
func TestGojaItselfWhileItEnds(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		ended := 0
		for try := range 60 {
			v := start(t, scheduler, ``, nil)
			answer, begun := make(chan error, 1), make(chan struct{})
			scheduler.Post(func() {
				close(begun)
				_, err := v.vm.RunString(`
					const { createServer, connect } = require('net');
					for (let i = 0; i < 50; i++) {
						const c = connect(createServer().listen(0).address().port).on('error', () => {});
						c.write('x'); c.setTimeout(1000); if (i % 2) c.destroy();
					}`)
				answer <- err
			})
			<-begun
			time.Sleep(time.Duration(try) * 100 * time.Microsecond)
			js.Close(v.vm)
			if err := receive(t, answer, "an answer"); err != nil {
				ended++
				if !strings.Contains(err.Error(), js.ErrOver.Error()) {
					t.Error(err)
				}
			}
		}
		t.Logf("%d of 60 were ended", ended)
	})
}

// What scripts have put in the place of our methods may throw: that is an error of Go's,
// and the connection is closed.
func TestTheBorderWhenMethodsThrow(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		for _, name := range []string{"_read", "read", "_destroy", "destroy", "_writev", "_write", "on", "emit", "end", "resume"} {
			v := start(t, scheduler, `require('net').Socket.prototype.`+name+` = () => { throw new Error('odd') }`, nil)
			a, b := pairOf(t, "tcp", "127.0.0.1:0")
			answer := make(chan error, 1)
			scheduler.Post(func() {
				defer func() {
					if r := recover(); r != nil {
						answer <- fmt.Errorf("a panic: %v", r)
					}
				}()
				o, err := js.NewSocket(v.vm, b)
				if err != nil {
					answer <- err
					return
				}
				s, err := js.Detach(o)
				if err == nil {
					s.Destroy(nil)
				}
				answer <- err
			})
			if err := receive(t, answer, "an answer"); err != nil && !strings.HasPrefix(err.Error(), "Error: odd") && !errors.Is(err, net.ErrClosed) {
				t.Errorf("%s: %v", name, err) // _read destroys the socket, as in Node
			}
			_ = a.SetReadDeadline(time.Now().Add(10 * time.Second))
			if _, err := a.Read([]byte{0}); err != io.EOF {
				t.Errorf("%s: the connection is still there: %v", name, err)
			}
			_ = a.Close()
		}
	})
}
