// Package engine is what every module of package js stands on: one JavaScript
// runtime, the order in which its callbacks run, native classes, and Node's
// errors. It knows nothing of sockets.
//
// Everything here runs on the goroutine of the JavaScript, but for [Engine.Post].
package engine

import (
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
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

// Owner is what an event is about, such as a connection.
type Owner interface {
	// Failed says that its event has thrown what nobody caught, and that the program
	// goes on.
	Failed(thrown goja.Value)
}

// Run runs f as one event: then ticks and promises until nothing is left. What
// f throws is uncaught. Inside of another event it only calls f. It reports whether
// the program is still there to run it.
func (e *Engine) Run(f func()) bool { return e.RunFor(nil, f) }

// RunFor is Run for an event that is about something.
func (e *Engine) RunFor(owner Owner, f func()) bool {
	if e.halted {
		return false
	}
	if e.running {
		f()
		return true
	}
	if !e.begin(owner) {
		return false
	}
	e.running = true
	returned := false
	defer func() { // also after a panic, such as of what OnInterrupt was given
		e.ended()
		if !returned {
			e.leftInTheMiddle(recover())
		}
	}()
	e.context.begin(owner)
	e.events++
	e.runTurn(f)
	for !e.Halted() && (len(e.ticks) > 0 || e.Rejections != nil && e.Rejections() || len(e.ticks) > 0) {
		e.runTurn(nil)
	}
	for i := 0; i < len(e.atEnd); i++ { // one may add another
		f := e.atEnd[i]
		e.atEnd[i] = nil
		f()
	}
	e.atEnd = e.atEnd[:0]
	returned = true
	return true
}

// leftInTheMiddle is for an event that a panic has ended, which goes on, or
// runtime.Goexit in a function of the program's: goja was in the middle of something
// that nobody can end, so the runtime is over.
func (e *Engine) leftInTheMiddle(panicked any) {
	if panicked != nil {
		panic(panicked)
	}
	slog.Error("nodenet: runtime.Goexit in a function that a script has called: its runtime is closed")
	e.Close()
}

// ended is what follows an event.
func (e *Engine) ended() {
	e.running = false
	if e.Halted() {
		e.VM.Interrupt(ErrOver) // for who calls goja itself
	}
	e.end()
}

// RunLast runs f as the last event of all: promises still settle in it, but no tick
// runs any more.
func (e *Engine) RunLast(f func()) {
	if e.halted {
		return
	}
	e.Outside(func() {
		e.running = true
		e.context.begin(nil)
		e.events++
		e.runTurn(func() {
			f()
			e.ticks = nil
		})
		if e.ticks = nil; e.Rejections != nil && !e.Halted() {
			e.Rejections()
		}
		e.Halt()
	})
}

// runWork is what happens inside of the JavaScript function of a turn.
func (e *Engine) runWork() {
	if f := e.work; f != nil {
		e.work = nil
		e.Try(f)
		if e.context.tracking {
			// What f has set is not for ticks of other origin.
			e.context.current = nil
		}
	}
	for len(e.ticks) > 0 && !e.Halted() {
		ticks := e.ticks
		e.ticks = nil
		for i, tick := range ticks {
			if e.Halted() {
				return
			}
			ticks[i] = nil
			e.Try(tick)
		}
		if e.ticks == nil {
			e.ticks = ticks[:0]
		}
	}
}

// Try calls f and has what it throws dealt with as uncaught.
func (e *Engine) Try(f func()) {
	if thrown := e.Attempt(f); thrown != nil {
		e.UncaughtException(thrown)
	}
}

// throw deals with what came out of a call into the runtime.
func (e *Engine) throw(err error) {
	if thrown, ok := err.(*goja.Exception); ok {
		e.UncaughtException(thrown)
		return
	}
	if deep := e.tooDeep(err); deep != nil {
		thrown := e.VM.Try(func() { panic(deep) })
		e.UncaughtException(thrown)
		return
	}
	// Anything else is an interrupt, of the whole event.
	e.ticks = nil
	e.lose(nil)
	var interrupted *goja.InterruptedError
	if e.Dropped != nil && !e.Halted() && errors.As(err, &interrupted) {
		e.Dropped(interrupted.Value())
	}
}

// RunTurn runs f with the ticks and promises that it leads to, between those of
// an event: [Engine.Rejections] does so.
func (e *Engine) RunTurn(f func()) {
	if !e.halted {
		e.runTurn(f)
	}
}

// UncaughtFrom is for a value that became uncaught in another way than by being
// thrown: origin says how, as 'uncaughtException' tells it.
func (e *Engine) UncaughtFrom(value goja.Value, origin string) {
	e.Origin = origin
	thrown := e.VM.Try(func() { panic(value) })
	e.UncaughtException(thrown)
	e.Origin = ""
}

// UncaughtException is for what JavaScript threw and nobody caught.
func (e *Engine) UncaughtException(thrown *goja.Exception) {
	if e.halted {
		return
	}
	if c := e.context.thrown; c != nil {
		e.context.thrown = nil
		e.Within(c, func() { e.UncaughtException(thrown) })
		return
	}
	if e.Uncaught != nil {
		handled := false
		if again := e.VM.Try(func() { handled = e.Uncaught(thrown) }); again != nil {
			thrown = again
			e.HandlerFailed = true
		} else if handled {
			return
		}
	}
	if e.GoOn = false; e.Fatal == nil {
		e.Halt()
		return
	}
	e.halted = true // nothing runs meanwhile
	e.fatal(thrown)
	if !e.GoOn {
		if e.halted {
			e.Halt()
		}
		return
	}
	e.halted = false
	if e.owner != nil {
		e.owner.Failed(thrown.Value())
	}
}

// fatal calls Fatal. A panic in it ends the program, too.
func (e *Engine) fatal(thrown *goja.Exception) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *goja.InterruptedError: // a listener of 'exit' has called process.exit
			e.GoOn = false
			e.Halt()
		default:
			slog.Error("nodenet: panic in a callback", "panic", r, "stack", string(debug.Stack()))
			e.GoOn = false
			e.Close()
		}
	}()
	e.Fatal(thrown)
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

// Running reports whether an event is being run.
func (e *Engine) Running() bool { return e.running }

// RunStill is Run for what happens while Node's loop stands still: the main script, and
// 'beforeExit'.
func (e *Engine) RunStill(f func()) {
	e.still = true
	defer func() { e.still = false }()
	e.Run(f)
}

// Still reports whether such an event is being run.
func (e *Engine) Still() bool { return e.still }

// Events is how many events were run so far: whoever waits for the end of the
// program sees by it that something has happened meanwhile.
func (e *Engine) Events() int { return e.events }

// NextTick is process.nextTick: f runs after the event that is running, before
// promises. Outside of an event, as of a program that calls its runtime itself, it asks
// for one.
func (e *Engine) NextTick(f func()) {
	if !e.running && len(e.ticks) == 0 {
		e.Immediate(func() {})
	}
	e.ticks = append(e.ticks, e.Bind(f))
}

// AtEnd has f called when all of the event is over, also when it was interrupted. f
// runs no JavaScript.
func (e *Engine) AtEnd(f func()) { e.atEnd = append(e.atEnd, f) }

// Microtask is queueMicrotask: f runs with the promises.
func (e *Engine) Microtask(f func()) {
	p, resolve, _ := e.VM.NewPromise()
	_ = resolve(goja.Undefined())
	then, _ := goja.AssertFunction(e.VM.ToValue(p).(*goja.Object).Get("then"))
	job, err := e.job(goja.Undefined(), e.Func("", 0, func(goja.FunctionCall) goja.Value { e.Try(f); return nil }))
	Must(err)
	_, err = then(e.VM.ToValue(p), job)
	Must(err)
}

// Post runs f as an event of its own, soon. Any goroutine may call it.
func (e *Engine) Post(f func()) { e.Scheduler.Post(func() { e.Run(f) }) }

// Go runs work on a goroutine of its own and then done as an event; until then
// the program is kept alive.
func (e *Engine) Go(work func(), done func()) {
	e.Scheduler.Ref()
	done = e.Bind(done)
	go func() {
		defer e.Scheduler.Post(func() { // also when something of the program's in work calls runtime.Goexit
			e.Run(done)
			e.Scheduler.Unref()
		})
		work()
	}()
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
