package js_test

import (
	"context"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// A panic in a function that the program has given to a script costs what that runs, as
// an exception does, and not the loop, nor the process.
func TestPanicsOfTheProgram(t *testing.T) {
	panics := map[string]func(){
		"text":  func() { panic("boom") },
		"fault": func() { _ = goja.Undefined().Export().(string) },
	}
	for name, script := range map[string]string{
		"timer":   `setTimeout(boom, 1)`,
		"tick":    `process.nextTick(boom)`,
		"promise": `Promise.resolve().then(boom)`,
		"async":   `(async () => { await 1; boom() })()`,
		"event":   `const e = new (require('events'))().on('x', boom); setTimeout(() => e.emit('x'), 1)`,
		"script":  `boom()`,
	} {
		for kind, boom := range panics {
			t.Run(name+" "+kind, func(t *testing.T) {
				bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
					uncaught := make(chan string, 1)
					v := start(t, scheduler, script, func(vm *goja.Runtime) {
						_ = vm.Set("boom", boom)
						js.OnUncaught(vm, func(thrown *goja.Exception) {
							uncaught <- thrown.Value().String()
							js.GoOn(vm)
						})
					})
					if got := receive(t, uncaught, "exception"); !strings.HasPrefix(got, "Error [ERR_INTERNAL_ASSERTION]: ") {
						t.Errorf("uncaught: %s", got)
					}
					if _, err := js.Await(context.Background(), v.vm, func() (goja.Value, error) { boom(); return nil, nil }); err == nil || !strings.Contains(err.Error(), "ERR_INTERNAL_ASSERTION") {
						t.Errorf("Await says %v", err)
					}
					got, err := js.Await(context.Background(), v.vm, func() (goja.Value, error) { return v.vm.RunString(`1 + 1`) })
					if err != nil || got.ToInteger() != 2 {
						t.Errorf("afterwards: %v, %v", got, err)
					}
					js.Close(v.vm)
				})
			})
		}
	}
}

// A panic in what a runtime's events are told to ends the runtime.
func TestPanicInOnUncaught(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		told := make(chan struct{}, 1)
		v := start(t, scheduler, `require('net').createServer().listen(0, '127.0.0.1', () => { throw new Error('uncaught') })`, func(vm *goja.Runtime) {
			js.OnUncaught(vm, func(*goja.Exception) { told <- struct{}{}; panic("in OnUncaught") })
		})
		receive(t, told, "exception")
		if _, err := js.Await(context.Background(), v.vm, func() (goja.Value, error) { return nil, nil }); err != js.ErrOver {
			t.Errorf("Await says %v", err)
		}
		if v.loop != nil {
			v.loop.Unref()
			within(t, "the loop waits for something", v.loop.Wait)
			v.loop.Ref()
		}
	})
}

// Functions of the policy may panic wherever they are called.
func TestPanicsOfThePolicy(t *testing.T) {
	connect := `require('net').connect(1, 'localhost').on('error', (e) => print(e.code))`
	for name, c := range map[string]struct {
		net          js.Net
		script, want string
	}{
		"Control":         {js.Net{Control: func(string, string, netip.AddrPort) error { panic("boom") }}, `require('net').connect(1, '127.0.0.1').on('error', (e) => print(e.code))`, "EACCES"},
		"Lookup":          {js.Net{Lookup: func(context.Context, string) ([]netip.Addr, error) { panic("boom") }}, connect, "ENOTFOUND"},
		"Dial":            {js.Net{Dial: func(context.Context, string, string) (net.Conn, error) { panic("boom") }}, connect, "UNKNOWN"},
		"Dial of nothing": {js.Net{Dial: func(context.Context, string, string) (net.Conn, error) { return (*net.TCPConn)(nil), nil }}, connect, "UNKNOWN"},
		"Listen":          {js.Net{Listen: func(string, string) (net.Listener, error) { panic("boom") }}, `require('net').createServer().listen(0).on('error', (e) => print(e.code))`, "UNKNOWN"},
		"Dial of queries": {js.Net{Dial: func(context.Context, string, string) (net.Conn, error) { panic("boom") }},
			`const r = new (require('dns').Resolver)({ timeout: 100, tries: 1 }); r.setServers(['127.0.0.1:53']); r.resolve4('x.example', (e) => print(e.code))`, "ECONNREFUSED"},
	} {
		t.Run(name, func(t *testing.T) {
			if c.net.Lookup == nil {
				c.net.Lookup = func(context.Context, string) ([]netip.Addr, error) {
					return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
				}
			}
			if got := confined(t, js.Options{Net: c.net}, c.script); got != c.want {
				t.Errorf("printed %q, not %q", got, c.want)
			}
		})
	}
}

// On the loop itself Stop has nothing to wait for.
func TestStopOnTheLoop(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan error, 1)
	loop.Ref()
	v := start(t, loop, `setTimeout(() => { stop(); print('it goes on') }, 1)`, func(vm *goja.Runtime) {
		_ = vm.Set("stop", func() { stopped <- loop.Stop(context.Background()) })
	})
	if err := receive(t, stopped, "end of Stop"); err != nil {
		t.Error(err)
	}
	within(t, "the loop did not stop", func() { _ = loop.Close() })
	if len(v.lines) > 0 {
		t.Error(<-v.lines)
	}
}

// What the program has given ends with the runtime.
func TestCloseEndsWhatTheProgramLooksUp(t *testing.T) {
	bothLoops(t, func(t *testing.T, scheduler js.Scheduler) {
		began, ended := make(chan string, 2), make(chan string, 2)
		waits := func(ctx context.Context, what string) error {
			began <- what
			<-ctx.Done()
			ended <- what
			return ctx.Err()
		}
		var vm *goja.Runtime
		scheduler.Post(func() {
			vm = goja.New()
			err := js.EnableWith(vm, scheduler, js.Options{Net: js.Net{
				Lookup: func(ctx context.Context, _ string) ([]netip.Addr, error) { return nil, waits(ctx, "lookup") },
				Dial:   func(ctx context.Context, _, _ string) (net.Conn, error) { return nil, waits(ctx, "dial") },
			}})
			if err != nil {
				t.Error(err)
			}
			_ = js.Run(vm, func() {
				if _, err := vm.RunString(`const { lookup } = process.getBuiltinModule('dns'), { connect } = process.getBuiltinModule('net'); lookup('x.example', () => {}); connect(1, '127.0.0.1')`); err != nil {
					t.Error(err)
				}
			})
		})
		for range cap(began) {
			receive(t, began, "call")
		}
		js.Close(vm)
		for range cap(ended) {
			receive(t, ended, "end")
		}
	})
}

type reader func(p []byte) (int, error)

func (r reader) Read(p []byte) (int, error) { return r(p) }

func TestReadersThatMisbehave(t *testing.T) {
	for name, c := range map[string]struct {
		read reader
		want string
	}{
		"panic":      {func([]byte) (int, error) { panic("boom") }, "Error"},
		"too much":   {func(p []byte) (int, error) { return len(p) + 1, nil }, "Error"},
		"negative":   {func([]byte) (int, error) { return -1, nil }, "Error"},
		"nothing":    {func([]byte) (int, error) { return 0, nil }, "Error"},
		"in pieces":  {pieces("a", "", "", "b"), "a\nb\nend"},
		"last piece": {pieces("a"), "a\nend"},
	} {
		t.Run(name, func(t *testing.T) {
			got := confined(t, js.Options{Stdin: c.read}, `process.stdin.on('data', (d) => print(String(d))).on('error', (e) => print(e.name)).on('end', () => print('end'))`)
			if got != c.want {
				t.Errorf("printed %q, not %q", got, c.want)
			}
		})
	}
}

// pieces reads texts one after the other.
func pieces(texts ...string) reader {
	return func(p []byte) (n int, err error) {
		if len(texts) == 0 {
			return 0, io.EOF
		}
		n = copy(p, texts[0])
		texts = texts[1:]
		return n, nil
	}
}

func TestEnableThatCannotBe(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	_ = loop.Close()
	if err := js.Enable(goja.New(), loop); err == nil {
		t.Error("there is a runtime on a closed loop")
	}
	if err := js.Enable(goja.New(), nil); err == nil {
		t.Error("there is a runtime without a loop")
	}
}
