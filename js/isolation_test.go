package js_test

import (
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// What a script can set for its whole program, and what it reads there.
var settings = []struct{ change, read string }{
	{`require('dns').setServers(['192.0.2.7'])`, `require('dns').getServers().includes('192.0.2.7')`},
	{`require('dns').setDefaultResultOrder('ipv6first')`, `require('dns').getDefaultResultOrder() === 'ipv6first'`},
	{`require('net').setDefaultAutoSelectFamily(false)`, `!require('net').getDefaultAutoSelectFamily()`},
	{`require('net').setDefaultAutoSelectFamilyAttemptTimeout(1234)`, `require('net').getDefaultAutoSelectFamilyAttemptTimeout() === 1234`},
	{`require('tls').DEFAULT_MIN_VERSION = 'TLSv1.3'`, `require('tls').DEFAULT_MIN_VERSION === 'TLSv1.3'`},
	{`require('tls').setDefaultCACertificates([])`, `require('tls').getCACertificates('default').length === 0`},
	{`require('events').defaultMaxListeners = 99`, `require('events').defaultMaxListeners === 99`},
	{`require('stream').setDefaultHighWaterMark(false, 7)`, `require('stream').getDefaultHighWaterMark(false) === 7`},
	{`Buffer.poolSize = 7`, `Buffer.poolSize === 7`},
	{`require('buffer').INSPECT_MAX_BYTES = 7`, `require('buffer').INSPECT_MAX_BYTES === 7`},
	{`require('util').inspect.defaultOptions.depth = 77`, `require('util').inspect.defaultOptions.depth === 77`},
	{`process.title = 'mine'`, `process.title === 'mine'`},
	{`process.exitCode = 7`, `process.exitCode === 7`},
	{`process.env.MINE = 1`, `'MINE' in process.env`},
	{`process.env.TZ = 'Asia/Tokyo'`, `process.env.TZ === 'Asia/Tokyo' || new Date(0).getHours() === 9`},
	{`process.on('warning', () => {})`, `process.listenerCount('warning') > 1`},
	{`process.on('SIGUSR2', () => {})`, `process.listenerCount('SIGUSR2') > 0`},
	{`require('diagnostics_channel').subscribe('mine', () => {})`, `require('diagnostics_channel').hasSubscribers('mine')`},
	{`globalThis.box = new (require('async_hooks').AsyncLocalStorage)(); box.enterWith(1)`, `typeof box !== 'undefined'`},
	{`performance.mark('mine')`, `performance.getEntriesByName('mine').length > 0`},
	{`globalThis[Symbol.for('mine')] = 1; Object.prototype.mine = 1; Array.prototype.mine = 1`, `Symbol.for('mine') in globalThis || 'mine' in {} || 'mine' in []`},
	{`require('net').Socket.prototype.mine = 1; require('crypto').mine = 1`, `'mine' in require('net').Socket.prototype || 'mine' in require('crypto')`},
	{`globalThis.heard = new BroadcastChannel('mine'); heard.onmessage = () => print('GOT OUT'); heard.unref()`, `(() => { const c = new BroadcastChannel('mine'); c.postMessage(1); c.close(); return false })()`},
}

// What one script sets another does not see, on the same loop or not.
func TestRuntimesShareNothing(t *testing.T) {
	for _, sameLoop := range []bool{true, false} {
		var loops [2]*js.Loop
		for i := range loops {
			if loops[i] = loops[0]; i == 0 || !sameLoop {
				loop, err := js.NewLoop()
				if err != nil {
					t.Fatal(err)
				}
				loop.Ref()
				defer within(t, "the loop did not close", func() { _ = loop.Close() })
				loops[i] = loop
			}
		}
		a, b := startConfined(t, loops[0], `ready(1)`), startConfined(t, loops[1], `ready(1)`)
		receive(t, a.ready, "the first")
		receive(t, b.ready, "the second")
		ask := func(v *started, source string) (value goja.Value) {
			v.onJS(t, v.loop, func() {
				var err error
				if value, err = v.vm.RunString(source); err != nil {
					t.Errorf("%s: %v", source, err)
					value = goja.Undefined()
				}
			})
			return value
		}
		for _, s := range settings {
			if ask(b, s.read).ToBoolean() {
				t.Errorf("%s is so from the beginning", s.read)
			}
			ask(a, s.change+`; 0`)
			if ask(b, s.read).ToBoolean() {
				t.Errorf("after %s in another runtime: %s", s.change, s.read)
			}
		}
		ask(a, `0`)
		if len(a.lines) > 0 {
			t.Error(<-a.lines)
		}
		js.Close(a.vm)
		js.Close(b.vm)
	}
}

// startConfined is start by EnableWith.
func startConfined(t *testing.T, loop *js.Loop, script string) *started {
	t.Helper()
	v := &started{loop: loop, lines: make(chan string, 100), ready: make(chan int, 1)}
	made := make(chan struct{})
	loop.Post(func() {
		defer close(made)
		v.vm = goja.New()
		registry := require.NewRegistry()
		js.Register(registry)
		registry.Enable(v.vm)
		if err := js.EnableWith(v.vm, loop, js.Options{}); err != nil {
			t.Error(err)
		}
		_ = v.vm.Set("print", func(line string) { v.lines <- line })
		_ = v.vm.Set("ready", func(n int) { v.ready <- n })
		_ = js.Run(v.vm, func() {
			if _, err := v.vm.RunString(script); err != nil {
				v.lines <- err.Error()
			}
		})
	})
	<-made
	return v
}
