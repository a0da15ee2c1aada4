package engine

import (
	"log/slog"

	"github.com/dop251/goja"
)

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
	e.running, e.postponed = true, false
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
	for !e.Halted() && !e.postponed && (len(e.ticks) > 0 || e.Rejections != nil && e.Rejections() || len(e.ticks) > 0) {
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
		e.running, e.postponed = true, false
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

// RunStill is [Engine.Run] for what happens while Node's loop stands still: the main script, and
// 'beforeExit'.
func (e *Engine) RunStill(f func()) {
	e.still = true
	defer func() { e.still = false }()
	e.Run(f)
}

// Still reports whether such an event is being run.
func (e *Engine) Still() bool { return e.still }

// Running reports whether an event is being run.
func (e *Engine) Running() bool { return e.running }

// Events is how many events were run so far: whoever waits for the end of the
// program sees by it that something has happened meanwhile.
func (e *Engine) Events() int { return e.events }

// runWork is what happens inside of the JavaScript function of a turn.
func (e *Engine) runWork() {
	if f := e.work; f != nil {
		e.work = nil
		threw := e.threw(f)
		if e.context.tracking {
			// What f has set is not for ticks of other origin.
			e.context.current = nil
		}
		if threw {
			e.Postpone()
		}
		if e.postponed {
			return
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
			if e.threw(tick) {
				e.ticks = append(ticks[i+1:], e.ticks...)
				e.Postpone()
				return
			}
		}
		if e.ticks == nil {
			e.ticks = ticks[:0]
		}
	}
}

// Postpone leaves the ticks and promises of the event that is running to the next one, as
// Node does after an exception that a listener of 'uncaughtException' has dealt with.
func (e *Engine) Postpone() { e.postponed = true }

// Try calls f and has what it throws dealt with as uncaught.
func (e *Engine) Try(f func()) { e.threw(f) }

// threw is Try that reports whether f has thrown.
func (e *Engine) threw(f func()) bool {
	thrown := e.Attempt(f)
	if thrown != nil {
		e.UncaughtException(thrown)
	}
	return thrown != nil
}

// RunTurn runs f with the ticks and promises that it leads to, between those of
// an event: [Engine.Rejections] does so.
func (e *Engine) RunTurn(f func()) {
	if !e.halted {
		e.runTurn(f)
	}
}

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
