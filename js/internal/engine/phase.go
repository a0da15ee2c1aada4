package engine

import "time"

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
	return e.Scheduler.Host.AfterFunc(d, f)
}

// Check is Immediate for what runs events of its own.
func (e *Engine) Check(f func()) { e.Scheduler.Host.Immediate(f) }
