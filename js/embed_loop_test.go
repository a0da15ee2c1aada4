package js_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// embedded is a runtime on a loop of its own, with a print that keeps lines.
type embedded struct {
	loop *js.Loop

	mu       sync.Mutex
	lines    []string
	uncaught chan string
}

func (v *embedded) print(line string) {
	v.mu.Lock()
	v.lines = append(v.lines, line)
	v.mu.Unlock()
}

func (v *embedded) printed() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return strings.Join(v.lines, "\n")
}

// startOnLoop runs a script on a new js.Loop. Each line that it prints is passed
// on to seen, too.
func startOnLoop(t *testing.T, script string, seen func(line string)) *embedded {
	t.Helper()
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	v := &embedded{loop: loop, uncaught: make(chan string, 1)}
	loop.Ref()
	loop.Post(func() {
		defer loop.Unref()
		vm := goja.New()
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(vm)
		js.Enable(vm, loop)
		js.OnUncaught(vm, func(thrown *goja.Exception) { v.uncaught <- thrown.Value().String() })
		_ = vm.Set("print", func(line string) {
			v.print(line)
			if seen != nil {
				seen(line)
			}
		})
		js.Run(vm, func() {
			if _, err := vm.RunString(script); err != nil {
				v.print("error: " + err.Error())
			}
		})
	})
	return v
}

// end waits for the end of the script, which has to come by itself, and closes
// the loop.
func (v *embedded) end(t *testing.T) {
	t.Helper()
	within(t, "the script did not end", v.loop.Wait)
	v.close(t)
}

func (v *embedded) close(t *testing.T) {
	t.Helper()
	within(t, "the loop did not close", func() {
		if err := v.loop.Close(); err != nil {
			t.Error(err)
		}
	})
}

func within(t *testing.T, otherwise string, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { f(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal(otherwise)
	}
}

const echoOnce = `
	const net = require('net'), fs = require('fs'), dns = require('dns');
	const server = net.createServer((c) => c.pipe(c));
	server.listen(0, '127.0.0.1', () => {
		const c = net.connect(server.address().port, '127.0.0.1', () => c.end('hello'));
		c.setEncoding('utf8').on('data', print).on('close', () => server.close(() => print('closed')));
	});
	fs.readFile('/', (err) => dns.lookup('127.0.0.1', (err2, address) => setTimeout(() => {}, 1)));`

func TestRuntimesInParallel(t *testing.T) {
	var all []*embedded
	for range 8 {
		all = append(all, startOnLoop(t, echoOnce, nil))
	}
	for _, v := range all {
		v.end(t)
		if got := v.printed(); got != "hello\nclosed" {
			t.Errorf("printed\n%s", got)
		}
	}
}

// A loop can be closed whatever the script is at.
func TestLoopClosesUnderAScript(t *testing.T) {
	for name, script := range map[string]string{
		"open sockets": `
			const net = require('net');
			const server = net.createServer((c) => { c.on('data', () => print('ready')); setInterval(() => c.write('x'.repeat(1e5)), 1); });
			server.listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1').write('x'));`,
		"connecting and listening": `
			const net = require('net');
			const server = net.createServer().listen(0, '127.0.0.1', () => {
				print('ready');
				const { port } = server.address();
				const again = () => { for (let i = 0; i < 10; i++) { net.connect(port, '127.0.0.1').on('error', () => {}); net.createServer().on('error', () => {}).listen(0, '127.0.0.1'); } setImmediate(again); };
				again();
			}).on('connection', (c) => c.destroy());`,
		"other work": `
			const fs = require('fs');
			const read = () => fs.readFile('/', read);
			read(); read();
			require('dns').lookup('localhost', () => {});
			setInterval(() => {}, 1000);
			setTimeout(() => print('ready'), 2);`,
	} {
		t.Run(name, func(t *testing.T) {
			ready := make(chan struct{})
			var once sync.Once
			v := startOnLoop(t, script, func(string) { once.Do(func() { close(ready) }) })
			within(t, "the script did nothing", func() { <-ready })
			v.close(t)
		})
	}
}

func TestUncaughtErrors(t *testing.T) {
	for _, c := range []struct{ name, script, printed, uncaught string }{
		{"in the script", `print('a'); setTimeout(() => print('timeout'), 1); throw new Error('script')`,
			"a\nerror: Error: script at <eval>:1:58(11)\ntimeout", ""},
		{"in a callback", `setTimeout(() => { throw new Error('callback') }, 1); setTimeout(() => print('too late'), 2)`, "", "Error: callback"},
		{"of a socket", `
			const net = require('net');
			const server = net.createServer((c) => { throw new Error('connection'); }).listen(0, '127.0.0.1', () => net.connect(server.address().port, '127.0.0.1'));`, "", "Error: connection"},
		{"caught", `process.on('uncaughtException', (err, origin) => print(err.message + ' ' + origin)); setTimeout(() => { throw new Error('callback') }, 1); setTimeout(() => print('goes on'), 5)`,
			"callback uncaughtException\ngoes on", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := startOnLoop(t, c.script, nil)
			if c.uncaught == "" {
				v.end(t)
			} else {
				within(t, "nothing was uncaught", func() {
					if got := <-v.uncaught; got != c.uncaught {
						t.Errorf("uncaught: %s", got)
					}
				})
				v.close(t)
			}
			if got := v.printed(); got != c.printed {
				t.Errorf("printed\n%s\nwant\n%s", got, c.printed)
			}
		})
	}
}

func TestEnableTwice(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer loop.Close()
	refused := make(chan any)
	loop.Post(func() {
		vm := goja.New()
		js.Enable(vm, loop)
		defer func() { refused <- recover() }()
		js.Enable(vm, loop)
	})
	if got, ok := (<-refused).(string); !ok || !strings.Contains(got, "before") {
		t.Errorf("%q", got)
	}
}

func TestExitEndsTheScriptOnly(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer loop.Close()
	codes := make(chan int, 1)
	loop.Post(func() {
		vm := goja.New()
		js.Enable(vm, loop)
		js.OnExit(vm, func(code int) { codes <- code })
		js.Run(vm, func() {
			if _, err := vm.RunString("setTimeout(() => process.exit(2), 1); setTimeout(() => process.exit(3), 1)"); err != nil {
				t.Error(err)
			}
		})
	})
	select {
	case code := <-codes:
		if code != 2 {
			t.Errorf("exit code %d", code)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("process.exit told nobody")
	}
}

func TestUnhandledRejectionIsUncaught(t *testing.T) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer loop.Close()
	errs := make(chan string, 1)
	loop.Post(func() {
		vm := goja.New()
		js.Enable(vm, loop)
		js.OnUncaught(vm, func(thrown *goja.Exception) { errs <- thrown.Value().String() })
		js.Run(vm, func() { _, _ = vm.RunString("Promise.reject(new RangeError('nobody'))") })
	})
	select {
	case text := <-errs:
		if text != "RangeError: nobody" {
			t.Error(text)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("nobody was told")
	}
}

// A script may write to a handle while its last write is still under way: nothing
// is lost, and each is answered.
func TestWritesToAHandleThatIsBusy(t *testing.T) {
	v := startOnLoop(t, `
		const net = require('net');
		const size = 8 << 20;
		const server = net.createServer((c) => {
			let total = 0, order = '';
			c.on('data', (d) => { total += d.length; const last = String.fromCharCode(d[d.length - 1]); if (!order.endsWith(last)) order += last; });
			c.on('end', () => { print(total / size + ' ' + order); server.close(); });
		});
		server.listen(0, '127.0.0.1', () => {
			const c = net.connect(server.address().port, '127.0.0.1', () => {
				let left = 3;
				for (const letter of 'abc') {
					c._handle.writeBuffer({ oncomplete(status) { print(letter + ' ' + status); if (--left === 0) c.end(); } }, Buffer.alloc(size, letter));
				}
			});
		});`, nil)
	v.end(t)
	if got, want := v.printed(), "a 0\nb 0\nc 0\n3 abc"; got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}
