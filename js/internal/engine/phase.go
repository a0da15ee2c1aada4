package engine

import (
	"sync/atomic"
	"time"
)

// Phases is what a scheduler may offer beside Scheduler: the phases of a loop
// like Node's. All of it is called on the goroutine of the JavaScript.
type Phases interface {
	// AfterFunc has f called once d has passed, on the goroutine of the
	// JavaScript, unless stop is called before. It keeps nothing alive.
	AfterFunc(d time.Duration, f func()) (stop func())
	// Immediate has f called once the loop has looked at what is ready, as
	// setImmediate does. It keeps nothing alive.
	Immediate(f func())
}

// AfterFunc has f run as an event after d; stop takes it back. Use Ref and Unref
// of the scheduler to keep the program alive meanwhile.
func (e *Engine) AfterFunc(d time.Duration, f func()) (stop func()) {
	return e.Alarm(d, func() { e.Run(f) })
}

// Immediate has f run as an event after those that are ready now.
func (e *Engine) Immediate(f func()) { e.Check(func() { e.Run(f) }) }

// Alarm is AfterFunc for what runs events of its own, by [Engine.Run]: f is
// called between events.
func (e *Engine) Alarm(d time.Duration, f func()) (stop func()) {
	if p, ok := e.Scheduler.Host.(Phases); ok {
		return p.AfterFunc(d, f)
	}
	var stopped atomic.Bool // by whoever closes the runtime, too
	timer := time.AfterFunc(d, func() {
		e.Scheduler.Post(func() {
			if !stopped.Load() {
				f()
			}
		})
	})
	return func() {
		stopped.Store(true)
		timer.Stop()
	}
}

// Check is Immediate for what runs events of its own.
func (e *Engine) Check(f func()) {
	if p, ok := e.Scheduler.Host.(Phases); ok {
		p.Immediate(f)
		return
	}
	e.Scheduler.Post(f)
}
