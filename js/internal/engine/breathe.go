package engine

import "github.com/dop251/goja"

// Breathe is called now and then by native functions that may take long: they end there
// when the event is interrupted, as JavaScript does at any time. Without an event it is Go
// that calls them, such as for the text of an exception of a runtime that is over.
func (e *Engine) Breathe() {
	if e.life.hit.Load() && e.running {
		e.turn.pause(goja.FunctionCall{This: goja.Undefined()})
	}
}

// Aside runs work that nothing can end on another goroutine, and waits for it, or for the
// event to be interrupted: then the work goes on to its end, and nobody hears of it. It
// knows nothing of JavaScript, nor of memory that scripts have.
func (e *Engine) Aside(work func()) {
	panicked := make(chan any, 1)
	go func() {
		defer func() { panicked <- recover() }()
		work()
	}()
	select {
	case r := <-panicked:
		if r != nil {
			panic(r)
		}
	case <-e.Interrupted():
		e.Breathe()
	}
}

// Over reports whether the runtime was closed. Any goroutine may call it.
func (e *Engine) Over() bool { return e.life.over.Load() }
