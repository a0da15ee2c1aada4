package engine

import (
	"math"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// queue is a scheduler that a test turns by hand.
type queue struct{ posted []func() }

func (q *queue) Post(f func()) { q.posted = append(q.posted, f) }
func (q *queue) Ref()          {}
func (q *queue) Unref()        {}

func (q *queue) AfterFunc(time.Duration, func()) (stop func()) { return func() {} }
func (q *queue) Immediate(f func())                            { q.Post(f) }

func newEngine(t *testing.T) *Engine {
	t.Helper()
	return New(goja.New(), &queue{})
}

func TestTicksComeBeforePromises(t *testing.T) {
	e := newEngine(t)
	Must(e.VM.Set("tick", e.Func("tick", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		e.NextTick(func() { e.Call(f, goja.Undefined()) })
		return nil
	})))
	e.Run(func() {
		_, err := e.VM.RunString(`
			var order = [];
			Promise.resolve().then(() => { order.push('promise'); tick(() => order.push('tick of promise')); }).then(() => order.push('second promise'));
			tick(() => { order.push('tick'); tick(() => order.push('tick of tick')); Promise.resolve().then(() => order.push('promise of tick')); });
			order.push('script');`)
		Must(err)
	})
	want := "script,tick,tick of tick,promise,promise of tick,second promise,tick of promise"
	if got := e.VM.Get("order").String(); got != want {
		t.Errorf("order is %s, want %s", got, want)
	}
}

func TestMicrotasksStandInLineWithPromises(t *testing.T) {
	e := newEngine(t)
	Must(e.VM.Set("queueMicrotask", e.Func("queueMicrotask", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		e.Microtask(func() { e.Call(f, goja.Undefined()) })
		return nil
	})))
	e.Run(func() {
		_, err := e.VM.RunString(`
			var order = [];
			Promise.resolve().then(() => order.push('one')).then(() => order.push('second of one'));
			queueMicrotask(() => order.push('microtask'));
			Promise.resolve().then(() => order.push('two'));`)
		Must(err)
	})
	const want = "one,microtask,two,second of one"
	if got := e.VM.Get("order").String(); got != want {
		t.Errorf("order is %s, want %s", got, want)
	}
}

func TestTicksAfterAnUncaughtExceptionComeWithTheNextEvent(t *testing.T) {
	q := &queue{}
	e := New(goja.New(), q)
	var caught []string
	e.Uncaught = func(thrown *goja.Exception) bool {
		caught = append(caught, thrown.Value().String())
		return true
	}
	ran := false
	e.Run(func() {
		e.NextTick(func() { ran = true })
		panic(e.TypeError("ERR_X", "no"))
	})
	if len(caught) != 1 || caught[0] != "TypeError [ERR_X]: no" || ran {
		t.Errorf("caught %q, tick ran: %v", caught, ran)
	}
	if len(q.posted) != 1 {
		t.Fatalf("asked for %d events", len(q.posted))
	}
	if q.posted[0](); !ran {
		t.Error("the tick has not run")
	}
}

func TestErrorTexts(t *testing.T) {
	e := newEngine(t)
	value := func(source string) goja.Value {
		v, err := e.VM.RunString("(" + source + ")")
		Must(err)
		return v
	}
	for _, c := range []struct {
		got  *goja.Object
		want string
	}{
		{e.InvalidArgType("chunk", value("5"), "string", "Buffer", "TypedArray", "DataView"), `The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (5)`},
		{e.InvalidArgType("options.x", value("null"), "function"), `The "options.x" property must be of type function. Received null`},
		{e.InvalidArgType("list", value("new Map()"), "number", "string", "boolean"), `The "list" argument must be one of type number, string, or boolean. Received an instance of Map`},
		{e.InvalidArgType("f", value("function foo() {}"), "object", "URL"), `The "f" argument must be an instance of URL or Object. Received function foo`},
		{e.InvalidArgType("f", value("'a string that is longer than it may be'"), "null"), `The "f" argument must be null. Received type string ('a string that is longer t...')`},
		{e.OutOfRange("n", ">= 0 && <= 255", value("9999999999")), `The value of "n" is out of range. It must be >= 0 && <= 255. Received 9_999_999_999`},
	} {
		if got := c.got.Get("message").String(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestToIntCutsWhatDoesNotFit(t *testing.T) {
	for n, want := range map[float64]int{
		0: 0, 1.9: 1, -1.9: -1, 1 << 30: 1 << 30, 1 << 63: math.MaxInt, -(1 << 63) - 2048: math.MinInt, math.Inf(1): math.MaxInt, math.Inf(-1): math.MinInt,
		math.MaxFloat64: math.MaxInt, -math.MaxFloat64: math.MinInt, math.NaN(): 0,
	} {
		if got := ToInt(n); got != want {
			t.Errorf("ToInt(%v) = %d, want %d", n, got, want)
		}
	}
}
