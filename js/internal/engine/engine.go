// Package engine is what every module of package js stands on: one JavaScript
// runtime, the order in which its callbacks run, native classes, and Node's
// errors. It knows nothing of sockets.
//
// Everything here runs on the goroutine of the JavaScript, but for [Engine.Post].
package engine

import (
	"context"
	"time"

	"github.com/dop251/goja"
)

// Scheduler is the event loop that the JavaScript runs on.
type Scheduler interface {
	// Post has f called on the goroutine of the JavaScript, after what runs
	// there now and what was posted before. Any goroutine may call it.
	Post(f func())
	// Ref says that there is one thing more to wait for, Unref one less: when
	// there is none left the program is over, but for what is unref'd. Both
	// are called on the goroutine of the JavaScript.
	Ref()
	Unref()
	// AfterFunc has f called once d has passed, on the goroutine of the
	// JavaScript, unless stop is called before. It keeps nothing alive.
	AfterFunc(d time.Duration, f func()) (stop func())
	// Immediate has f called once the loop has looked at what is ready, as
	// setImmediate does. It keeps nothing alive.
	Immediate(f func())
}

// Engine is one JavaScript runtime with Node's order of callbacks: each event
// runs to its end, then what process.nextTick was given, then promises, until
// nothing of both is left; then comes the next event.
type Engine struct {
	VM        *goja.Runtime
	Started   time.Time
	Scheduler *held // the host's loop
	Host      Host
	// Traffic is what package net counts, set before anything runs: any goroutine may
	// look at it.
	Traffic any

	// Uncaught is given what JavaScript threw and nobody caught. Without it,
	// or when it returns false, the program is over: Fatal is called.
	Uncaught func(thrown *goja.Exception) bool
	// Origin is "unhandledRejection" while Uncaught is called because of one.
	Origin string
	// HandlerFailed is true once Uncaught itself has thrown.
	HandlerFailed bool
	// WentOn is called when the program goes on after an exception. It asks for another
	// event, for what is left of this one's ticks.
	WentOn func()
	// Fatal ends the program because of an error.
	Fatal func(thrown *goja.Exception)
	// GoOn is set by Fatal when the program goes on after all.
	GoOn bool
	// Dropped is told of an event that was interrupted, and why.
	Dropped func(reason any)
	// Rejections, when promises were rejected without a handler, deals with
	// them once a turn is done. It reports whether it ran any JavaScript.
	Rejections func() bool
	// Inspect is util.inspect, for the texts of errors. Package util sets it.
	Inspect func(value goja.Value, depth int) string
	// AsString is what util.format makes of a value for %s. Package util sets it.
	AsString func(value goja.Value) string
	// Warn is process.emitWarning, given an error object.
	Warn func(warning *goja.Object)

	ticks       []func()
	postponed   bool // what is left of the event's ticks and promises: see Postpone
	atEnd       []func()
	turn        turn
	job         goja.Callable
	work        func()
	running     bool
	still       bool // see RunStill
	halted      bool // until Resume
	life        life
	owner       Owner // of the event that runs; written under the lock of life
	depth       int   // of calls; see [Engine.LimitDepth]
	overflowing bool  // their error is being made
	nested      int   // see [Engine.Nest]
	events      int
	arrow       string
	arrowOf     *goja.Object
	code        string  // of the error that is being made
	origin      []Frame // likewise, see PlainErrorFrom
	stacks      bool    // errors have stacks as V8's

	loaders     map[string]Loader
	hidden      map[string]bool // from scripts: what only other modules use
	forbidden   map[string]bool // to all
	modules     map[string]*module
	kept        map[string]*goja.Object // see Intrinsic
	describeOwn goja.Callable           // see OwnProperty
	functions   *goja.Object            // Function.prototype
	context     contexts
	slots       map[any]any
}

// slot is where a runtime keeps its engine: a property that no script meets.
const slot = "\x00nodenet"

// Of returns the engine of a runtime, or nil when it has none.
func Of(vm *goja.Runtime) *Engine {
	if h, ok := vm.GlobalObject().Get(slot).(*hidden); ok {
		return h.engine
	}
	return nil
}

// hidden is an engine as a value of its runtime: undefined to any script.
type hidden struct {
	goja.Value
	engine *Engine
}

// New gives a runtime its engine.
func New(vm *goja.Runtime, scheduler Scheduler) *Engine {
	e := &Engine{
		VM:        vm,
		Started:   time.Now(),
		Scheduler: &held{Host: scheduler},
		Host:      wholeProcess(),
		loaders:   map[string]Loader{},
		modules:   map[string]*module{},
		slots:     map[any]any{},
	}
	e.life.vm = vm
	e.functions = vm.Get("Function").(*goja.Object).Prototype()
	e.register()
	Must(vm.GlobalObject().DefineDataProperty(slot, &hidden{goja.Undefined(), e}, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	// A job of the promises that is native has no JavaScript function around it:
	// what it calls would be the outermost, and the other jobs would come within.
	framed, err := vm.RunProgram(goja.MustCompile(jobFile, "(function job(work) { return () => work() })", true))
	Must(err)
	e.job, _ = goja.AssertFunction(framed)
	e.turn = newTurn(e)
	return e
}

// Halt stops the JavaScript for good: nothing runs any more.
func (e *Engine) Halt() {
	e.halted = true
	e.ticks = nil
	e.VM.Interrupt(ErrOver)
}

// Resume takes back Halt, for the last words of a program.
func (e *Engine) Resume() {
	e.halted = false
	e.VM.ClearInterrupt()
	e.life.hit.Store(false)
}

// Halted reports whether the program is over.
func (e *Engine) Halted() bool { return e.halted || e.life.over.Load() }

// Post runs f as an event of its own, soon. Any goroutine may call it.
func (e *Engine) Post(f func()) { e.Scheduler.Post(func() { e.Run(f) }) }

// Go runs work on a goroutine of its own and then done as an event; until then
// the program is kept alive.
func (e *Engine) Go(work func(), done func()) {
	e.elsewhere(func(f func()) { go f() }, work, done)
}

// Compute is [Engine.Go] for work that needs the processor, and perhaps much memory: a few
// of those are done at once, in the order in which they were asked for, and the rest waits.
func (e *Engine) Compute(work func(), done func()) {
	e.elsewhere(threads.do, work, done)
}

func (e *Engine) elsewhere(start func(func()), work func(), done func()) {
	e.Scheduler.Ref()
	done = e.Bind(done)
	start(func() {
		defer e.Scheduler.Post(func() { // also when something of the program's in work calls runtime.Goexit
			e.Run(done)
			e.Scheduler.Unref()
		})
		work()
	})
}

// GoUntilClosed is Go for work whose context ends when the runtime is closed.
func (e *Engine) GoUntilClosed(work func(ctx context.Context), done func()) {
	ctx, cancel := context.WithCancel(context.Background())
	forget := e.OnClose(cancel)
	e.Go(func() {
		work(ctx)
		forget()
		cancel()
	}, done)
}

// SetRef has one thing more keep the program alive, or one less, unless held says
// that it is so already.
func (e *Engine) SetRef(held *bool, ref bool) {
	if *held == ref {
		return
	}
	*held = ref
	if ref {
		e.Scheduler.Ref()
	} else {
		e.Scheduler.Unref()
	}
}

// Slot returns what a package keeps for this engine under a key of its own,
// made on first use.
func Slot[T any](e *Engine, key any, make func() T) T {
	if v, ok := e.slots[key]; ok {
		return v.(T)
	}
	v := make()
	e.slots[key] = v
	return v
}

// Must is for what fails only when this package is wrong, and inside of native
// functions, where a panic with an exception is JavaScript's throw.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}
