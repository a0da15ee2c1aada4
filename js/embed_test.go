package js_test

import (
	"strings"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// foreignLoop is an event loop that is not ours.
type foreignLoop struct {
	*eventloop.EventLoop
	waitsFor int
	idle     chan struct{} // nothing is left to wait for
}

func (l *foreignLoop) Post(f func()) { l.RunOnLoop(func(*goja.Runtime) { f() }) }

func (l *foreignLoop) Ref() { l.waitsFor++ }

func (l *foreignLoop) Unref() {
	if l.waitsFor--; l.waitsFor == 0 {
		select {
		case l.idle <- struct{}{}:
		default:
		}
	}
}

// runEmbedded runs a script on a loop of goja_nodejs until nothing is left, and
// returns what it printed.
func runEmbedded(t *testing.T, script string) string {
	t.Helper()
	registry := require.NewRegistry()
	js.Register(registry)
	loop := &foreignLoop{EventLoop: eventloop.NewEventLoop(eventloop.WithRegistry(registry), eventloop.EnableConsole(false)), idle: make(chan struct{}, 1)}
	var lines []string
	loop.Start()
	loop.RunOnLoop(func(vm *goja.Runtime) {
		js.Enable(vm, loop)
		_ = vm.Set("print", func(call goja.FunctionCall) goja.Value {
			var words []string
			for _, v := range call.Arguments {
				words = append(words, v.String())
			}
			lines = append(lines, strings.Join(words, " "))
			return goja.Undefined()
		})
		js.Run(vm, func() {
			if _, err := vm.RunScript("script.js", script); err != nil {
				t.Error(err)
			}
		})
	})
	select {
	case <-loop.idle:
	case <-time.After(20 * time.Second):
		t.Error("the script did not end")
	}
	loop.Stop()
	return strings.Join(lines, "\n")
}

func TestNetOnALoopOfTheProgram(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"echo", `
			const net = require('net');
			const server = net.createServer({ allowHalfOpen: true }, (c) => c.pipe(c));
			server.listen(0, '127.0.0.1', () => {
				const c = net.connect(server.address().port, '127.0.0.1', () => { print('connect'); c.end('hello'); });
				c.setEncoding('utf8').on('data', (d) => print(d)).on('end', () => print('end')).on('close', (e) => { print('close', e); server.close(() => print('server closed')); });
			});`, "connect\nhello\nend\nclose false\nserver closed"},
		{"large", `
			const net = require('node:net');
			let total = 0;
			const server = net.createServer((c) => { c.on('data', (d) => { total += d.length; c.pause(); setImmediate(() => c.resume()); }); c.on('end', () => { print(total); server.close(); }); });
			server.listen(0, () => {
				const c = net.connect(server.address().port);
				let n = 0;
				const more = () => { while (n++ < 100) if (!c.write(Buffer.alloc(100000))) return c.once('drain', more); c.end(); };
				more();
			});`, "10000000"},
		{"refused", `
			const server = require('net').createServer().listen(0, '127.0.0.1', () => {
				const { port } = server.address();
				server.close(() => {
					const c = require('net').connect(port, '127.0.0.1');
					c.on('error', (e) => print(e.code, e.port === port)).on('close', (e) => print('close', e));
				});
			});`, "ECONNREFUSED true\nclose true"},
		{"localhost and destroy", `
			const net = require('net');
			const server = net.createServer((c) => c.on('close', () => { print('peer closed'); server.close(); }).resume());
			server.listen(0, 'localhost', () => {
				const c = net.connect({ port: server.address().port, host: 'localhost' }, () => c.destroy());
				c.on('close', (e) => print('close', e));
			});`, "close false\npeer closed"},
		{"order of callbacks", `
			setTimeout(() => { print('timeout'); process.nextTick(() => print('tick')); Promise.resolve().then(() => print('promise')); }, 1);
			setImmediate(() => print('immediate'));
			Promise.resolve().then(() => print('first promise'));
			process.nextTick(() => print('first tick'));`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := runEmbedded(t, c.script)
			if c.want == "" {
				// The immediate and the timer are the loop's; the rest is
				// ours.
				c.want = "first tick\nfirst promise"
				if !strings.HasPrefix(got, c.want) || !strings.Contains(got, "timeout\ntick\npromise") || !strings.Contains(got, "immediate") {
					t.Errorf("printed\n%s", got)
				}
				return
			}
			if got != c.want {
				t.Errorf("printed\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
