package events_test

import (
	"strings"
	"testing"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

func run(t *testing.T, source string) string {
	t.Helper()
	e := enginetest.New(t, func(e *engine.Engine) { e.Register("events", events.Load) })
	return strings.Join(enginetest.Run(t, e, "const EventEmitter = require('events');"+source), "\n")
}

// Each case prints what Node 26 prints.
func TestEmitter(t *testing.T) {
	for _, c := range []struct{ name, source, want string }{
		{"order", `const e = new EventEmitter(); e.on('x', (a) => print(1, a)); e.prependListener('x', (a) => print(0, a)); e.once('x', () => print('once')); print(e.emit('x', 'a')); print(e.emit('x', 'b')); print(e.emit('y'))`,
			"0 a\n1 a\nonce\ntrue\n0 b\n1 b\ntrue\nfalse"},
		{"this", `const e = new EventEmitter(); e.on('x', function () { print(this === e) }); e.emit('x')`, "true"},
		{"removed while emitting", `const e = new EventEmitter(); const b = () => print('b'); e.on('x', () => e.off('x', b)); e.on('x', b); e.emit('x'); e.emit('x')`, "b"},
		{"added while emitting", `const e = new EventEmitter(); e.on('x', () => { print('a'); e.on('x', () => print('b')) }); e.emit('x')`, "a"},
		{"once within itself", `const e = new EventEmitter(); let n = 0; e.once('x', () => { if (n++ < 3) e.emit('x') }); e.emit('x'); print(n)`, "1"},
		{"newListener", `const e = new EventEmitter(); e.on('newListener', (n, f) => print('new', String(n), typeof f)); e.on('removeListener', (n) => print('gone', n)); const f = () => {}; e.once('x', f); e.off('x', f)`,
			"new removeListener function\nnew x function\ngone x"},
		{"names", `const s = Symbol('s'); const e = new EventEmitter(); e.on('b', () => {}); e.on('a', () => {}); e.on(s, () => {}); print(e.eventNames().map(String).join()); e.removeAllListeners('b'); print(e.eventNames().length)`,
			"b,a,Symbol(s)\n2"},
		{"raw", `const e = new EventEmitter(); const f = () => print('f'); e.once('x', f); const [raw] = e.rawListeners('x'); print(raw.listener === f, e.listeners('x')[0] === f); raw(); print(e.listenerCount('x'))`,
			"true true\nf\n0"},
		{"unhandled error", `const e = new EventEmitter(); try { e.emit('error', new RangeError('r')) } catch (err) { print(err.name, err.message) } try { e.emit('error', 5) } catch (err) { print(err.code, err.message, err.context) }`,
			"RangeError r\nERR_UNHANDLED_ERROR Unhandled error. (5) 5"},
		{"monitor", `const e = new EventEmitter(); e.on(EventEmitter.errorMonitor, (x) => print('seen', x)); e.on('error', () => print('error')); e.emit('error', 1)`, "seen 1\nerror"},
		{"class", `class A extends EventEmitter { constructor() { super(); this.on('x', () => print('x')) } } const a = new A(); print(a instanceof EventEmitter, a.emit('x'))`, "x\ntrue true"},
		{"old inheritance", `function A() { EventEmitter.call(this) } Object.setPrototypeOf(A.prototype, EventEmitter.prototype); const a = new A(), b = new A(); a.on('x', () => print('a')); b.emit('x'); a.emit('x')`, "a"},
		{"mixin", `const o = Object.assign({}, EventEmitter.prototype), p = Object.assign({}, EventEmitter.prototype); o.on('x', () => print('o')); p.emit('x'); o.emit('x')`, "o"},
		{"bad listener", `try { new EventEmitter().on('x', null) } catch (err) { print(err.name, err.code, err.message) }`,
			`TypeError ERR_INVALID_ARG_TYPE The "listener" argument must be of type function. Received null`},
		{"once promise", `const e = new EventEmitter(); EventEmitter.once(e, 'x').then((v) => print(v.join())); e.emit('x', 1, 2)`, "1,2"},
		{"once promise error", `const e = new EventEmitter(); EventEmitter.once(e, 'x').catch((err) => print(err.message, e.listenerCount('x'))); e.emit('error', new Error('bad'))`, "bad 0"},
		{"on", `const e = new EventEmitter(); (async () => { const it = EventEmitter.on(e, 'x', { close: ['end'] }); print((await it.next()).value); print((await it.next()).value); print((await it.next()).done) })(); e.emit('x', 1); e.emit('x', 2); e.emit('end')`, "1\n2\ntrue"},
		{"captureRejections", `const e = new EventEmitter({ captureRejections: true }); e.on('x', async () => { throw new Error('r') }); e.on('error', (err) => print(err.message)); e.emit('x')`, "r"},
		{"enumerable methods", `let names = []; for (const n in new EventEmitter()) names.push(n); print(names.includes('on'), names.includes('emit'))`, "true true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, c.source); got != c.want {
				t.Errorf("printed\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
