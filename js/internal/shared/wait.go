package shared

import (
	"math"
	"slices"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// waiters are those that wait, by the address of what they wait at; exclusive
// guards them.
var waiters = map[*byte][]*waiter{}

type waiter struct{ woken chan struct{} }

// enter begins to wait, unless the element is another than expected.
func enter(e *engine.Engine, function string, call goja.FunctionCall) (x *element, w *waiter, timeout float64) {
	x = elementOf(e, function, call.Argument(0), call.Argument(1))
	if x.view.Type != "Int32Array" && x.view.Type != "BigInt64Array" {
		panic(e.VM.NewTypeError("%s is not an int32 or BigInt64 typed array.", shown(x.array)))
	}
	if !Is(e.VM.ToValue(x.view.Buffer)) {
		panic(e.VM.NewTypeError("%s is not a shared typed array.", shown(x.array)))
	}
	expected := x.value(call.Argument(2))
	timeout = math.Inf(1)
	if v := call.Argument(3); !engine.IsUndefined(v) {
		if timeout = v.ToFloat(); math.IsNaN(timeout) {
			timeout = math.Inf(1)
		}
		timeout = max(timeout, 0)
	}
	exclusive.Lock()
	defer exclusive.Unlock()
	if !x.load().StrictEquals(expected) {
		return x, nil, 0
	}
	w = &waiter{woken: make(chan struct{})}
	waiters[x.address()] = append(waiters[x.address()], w)
	return x, w, timeout
}

// leave takes a waiter out that was not woken; false when it has been meanwhile.
func (x *element) leave(w *waiter) bool {
	exclusive.Lock()
	defer exclusive.Unlock()
	at := x.address()
	i := slices.Index(waiters[at], w)
	if i < 0 {
		return false
	}
	if waiters[at] = slices.Delete(waiters[at], i, i+1); len(waiters[at]) == 0 {
		delete(waiters, at)
	}
	return true
}

// sleep waits to be woken, for the time to be over, or for the runtime to end.
func (x *element) sleep(w *waiter, timeout float64, stop <-chan struct{}) string {
	var over <-chan time.Time
	if !math.IsInf(timeout, 1) {
		timer := time.NewTimer(time.Duration(min(timeout, 1e12) * float64(time.Millisecond)))
		defer timer.Stop()
		over = timer.C
	}
	select {
	case <-w.woken:
		return "ok"
	case <-over:
	case <-stop:
	}
	if x.leave(w) {
		return "timed-out"
	}
	return "ok"
}

func wait(e *engine.Engine, call goja.FunctionCall) goja.Value {
	x, w, timeout := enter(e, "wait", call)
	if w == nil {
		return e.Text("not-equal")
	}
	return e.Text(x.sleep(w, timeout, e.Interrupted()))
}

func waitAsync(e *engine.Engine, call goja.FunctionCall) goja.Value {
	x, w, timeout := enter(e, "waitAsync", call)
	if w == nil {
		return e.Object("async", false, "value", "not-equal")
	}
	if timeout == 0 {
		x.leave(w)
		return e.Object("async", false, "value", "timed-out")
	}
	promise, resolve, _ := e.Promise()
	stop := make(chan struct{})
	forget := e.OnClose(func() { close(stop) })
	answer := ""
	e.Go(func() { answer = x.sleep(w, timeout, stop); forget() }, func() { resolve(answer) })
	return e.Object("async", true, "value", promise)
}

func notify(e *engine.Engine, call goja.FunctionCall) goja.Value {
	x := elementOf(e, "notify", call.Argument(0), call.Argument(1))
	count := math.Inf(1)
	if v := call.Argument(2); !engine.IsUndefined(v) {
		count = max(float64(v.ToInteger()), 0)
	}
	exclusive.Lock()
	defer exclusive.Unlock()
	at, woken := x.address(), 0
	for float64(woken) < count && len(waiters[at]) > 0 {
		close(waiters[at][0].woken)
		waiters[at] = waiters[at][1:]
		woken++
	}
	if len(waiters[at]) == 0 {
		delete(waiters, at)
	}
	return e.Int(woken)
}
