package js_test

import (
	"context"
	"io"
	"net"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"github.com/dop251/goja"

	node "github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js"
)

// runtime.Goexit in a function that the program has given to a script ends the runtime,
// since nothing can end what it is in the middle of: its sockets are closed, what waits for
// it is told, and others on the loop go on.
func TestGoexitOfTheProgram(t *testing.T) {
	for name, script := range map[string]string{
		"timer":          `setTimeout(exit, 1)`,
		"tick":           `process.nextTick(exit)`,
		"promise":        `Promise.resolve().then(exit)`,
		"after an await": `(async () => { await 1; exit() })()`,
		"event":          `const e = new (require('events'))().on('x', exit); setTimeout(() => e.emit('x'), 1)`,
		"getter":         `require('util').inspect({ get x() { exit() } }, { getters: true })`,
		"sort":           `[2, 1].sort(exit)`,
		"data":           `require('net').createServer((c) => c.end('x')).listen(0, '127.0.0.1', function () { require('net').connect(this.address().port, '127.0.0.1').on('data', exit) })`,
		"script":         `exit()`,
		"OnUncaught":     `setImmediate(() => { throw new Error('uncaught') })`,
		"OnInterrupt":    `interrupt(); for (;;) {}`,
		"OnExit":         `process.exit()`,
	} {
		t.Run(name, func(t *testing.T) {
			loop, err := js.NewLoop()
			if err != nil {
				t.Fatal(err)
			}
			loop.Ref()
			defer within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
			other := start(t, loop, ``, nil)
			theirs, ours := pairOf(t, "tcp", "127.0.0.1:0")
			exited := make(chan struct{}, 100)
			v := start(t, loop, ``, func(vm *goja.Runtime) {
				exit := func() { exited <- struct{}{}; runtime.Goexit() }
				_ = vm.Set("exit", exit)
				_ = vm.Set("interrupt", func() { js.Interrupt(vm, "enough") })
				js.OnUncaught(vm, func(*goja.Exception) { exit() })
				js.OnInterrupt(vm, func(any) { exit() })
				js.OnExit(vm, func(int) { exit() })
				if _, err := js.NewSocket(vm, ours); err != nil {
					t.Error(err)
				}
			})
			loop.Post(func() { _ = js.Run(v.vm, func() { _, _ = v.vm.RunString(script) }) })
			receive(t, exited, "end of a goroutine")
			if _, err := js.Await(patience(t), v.vm, func() (goja.Value, error) { return nil, nil }); err != js.ErrOver {
				t.Error("Await says", err)
			}
			_ = theirs.SetDeadline(time.Now().Add(20 * time.Second))
			if _, err := io.Copy(io.Discard, theirs); err != nil {
				t.Error(err)
			}
			other.alive(t, loop)
		})
	}
}

// A call is answered, too.
func TestGoexitInACall(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	defer within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) })
	for name, call := range map[string]func(v *started) error{
		"Await": func(v *started) error {
			_, err := js.Await(patience(t), v.vm, func() (goja.Value, error) { runtime.Goexit(); return nil, nil })
			return err
		},
		"Call": func(v *started) error {
			_, err := js.Call(patience(t), v.vm, v.function(t, loop, `(f) => f()`), runtime.Goexit)
			return err
		},
		"Call, later": func(v *started) error {
			_, err := js.Call(patience(t), v.vm, v.function(t, loop, `async (f) => { await null; f() }`), runtime.Goexit)
			return err
		},
	} {
		v := start(t, loop, ``, nil)
		if err := call(v); err != js.ErrOver {
			t.Errorf("%s: %v", name, err)
		}
	}
	start(t, loop, ``, nil).alive(t, loop)
}

// In a function of the policy it is an error.
func TestGoexitOfThePolicy(t *testing.T) {
	exit := func() error { runtime.Goexit(); return nil }
	connect := `require('net').connect(1, 'localhost').on('error', (e) => print(e.code))`
	local := func(context.Context, string) ([]netip.Addr, error) {
		return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
	}
	for name, c := range map[string]struct {
		net          js.Net
		script, want string
	}{
		"Control":              {js.Net{Control: func(string, string, netip.AddrPort) error { return exit() }}, `require('net').connect(1, '127.0.0.1').on('error', (e) => print(e.code))`, "EACCES"},
		"Control after lookup": {js.Net{Control: func(string, string, netip.AddrPort) error { return exit() }, Lookup: local}, connect, "EACCES"},
		"Lookup":               {js.Net{Lookup: func(context.Context, string) ([]netip.Addr, error) { return nil, exit() }}, connect, "ENOTFOUND"},
		"Dial":                 {js.Net{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, exit() }, Lookup: local}, connect, "UNKNOWN"},
		"Listen":               {js.Net{Listen: func(string, string) (net.Listener, error) { return nil, exit() }}, `require('net').createServer().listen(0).on('error', (e) => print(e.code))`, "UNKNOWN"},
		"Dial of queries": {js.Net{Dial: func(context.Context, string, string) (net.Conn, error) { return nil, exit() }},
			`const r = new (require('dns').Resolver)({ timeout: 100, tries: 1 }); r.setServers(['127.0.0.1:53']); r.resolve4('x.example', (e) => print(e.code))`, "ECONNREFUSED"},
		"Trace of what is read": {js.Net{Trace: func(js.Socket) *node.Trace { return &node.Trace{Read: func(int) { _ = exit() }} }}, `
			const s = require('net').createServer((c) => c.end('all of it')).listen(0, '127.0.0.1', () => {
				let got = '';
				require('net').connect(s.address().port, '127.0.0.1').on('data', (d) => got += d).on('end', () => { print(got); s.close() });
			})`, "all of it"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := confined(t, js.Options{Net: c.net}, c.script); got != c.want {
				t.Errorf("printed %q, not %q", got, c.want)
			}
		})
	}
}
