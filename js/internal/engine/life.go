package engine

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"github.com/dop251/goja"
)

// Why an event was interrupted, or does not run.
var (
	ErrOver       = errors.New("the runtime is over")
	ErrEventLimit = errors.New("the event took longer than it may")
	ErrTurnLimit  = errors.New("the events of the turn took longer than they may")
)

// Limits are how long JavaScript may run; 0 is without a limit.
type Limits struct {
	Event time.Duration // one event: a callback with the ticks and promises that follow
	Turn  time.Duration // all events of one turn of the loop
}

// life is what other goroutines have to do with a runtime: what they interrupt is the
// event that runs, and never the next one; once it is over, no event begins.
type life struct {
	vm   *goja.Runtime
	over atomic.Bool // written under mu
	hit  atomic.Bool // the event is interrupted

	mu      sync.Mutex
	running bool
	outside bool          // see [Engine.Outside]; only the goroutine of the JavaScript writes it
	began   time.Time     // the event that runs; kept only while there are limits
	stop    chan struct{} // closed when the event is interrupted; see [Engine.Interrupted]
	closing bool          // Close was called
	closers map[*closer]struct{}

	why   any    // the event is interrupted; nil when it is not
	limit *limit // the innermost of RunWithin

	limits  Limits
	turn    time.Time // when the turn began; zero between turns
	watched bool      // the timer runs
}

type closer struct{ close func() }

// begin is the beginning of an event; false when none may begin.
func (e *Engine) begin(owner Owner) bool {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over.Load() {
		return false
	}
	l.running, l.stop, l.why, e.owner = true, nil, nil, owner
	l.vm.ClearInterrupt() // it was for an event that is done
	l.hit.Store(false)
	if l.limits != (Limits{}) {
		e.watchEvent()
	}
	return true
}

// end is the end of an event, and of what had to wait for it.
func (e *Engine) end() {
	l := &e.life
	l.mu.Lock()
	l.running, e.owner = false, nil
	release := l.closing && !l.outside
	l.mu.Unlock()
	if release {
		e.release()
	}
}

// Outside calls f, which touches the runtime where that runs, but maybe in no event: it
// is not closed meanwhile. It reports whether the runtime is still there.
func (e *Engine) Outside(f func()) bool {
	if e.inNoEvent() {
		if !e.enter() {
			return false
		}
		defer e.exit()
	}
	f()
	return true
}

// inNoEvent reports whether the runtime may be closed at any time.
func (e *Engine) inNoEvent() bool { return !e.running && !e.life.outside }

// enter is the beginning of what happens outside of events; false when the runtime is
// over.
func (e *Engine) enter() bool {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	l.outside = !l.over.Load()
	return l.outside
}

// exit is the end of what enter has begun.
func (e *Engine) exit() {
	l := &e.life
	l.mu.Lock()
	l.outside = false
	closing := l.closing
	l.mu.Unlock()
	if closing {
		e.release()
	}
}

// enterNative is enter for a native function, which goja's own way to run a script calls
// in no event: the script ends there when the runtime is over.
func (e *Engine) enterNative() {
	if !e.enter() {
		e.VM.Interrupt(ErrOver)
		e.turn.pause(goja.FunctionCall{This: goja.Undefined()})
	}
}

// Interrupt ends the event that runs, and reports whether there was one. What its
// ticks and promises would have done is not done. Any goroutine may call it.
func (e *Engine) Interrupt(reason any) bool { return e.InterruptIf(nil, reason) }

// InterruptIf is Interrupt for when the event that runs is the owner's; nil is any.
func (e *Engine) InterruptIf(owner Owner, reason any) bool {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	hit := l.running && (owner == nil || owner == e.owner)
	if hit {
		l.interrupt(reason)
	}
	return hit
}

func (l *life) interrupt(reason any) {
	l.why = reason
	l.vm.Interrupt(reason)
	l.hit.Store(true)
	if l.stop == nil {
		l.stop = make(chan struct{})
	}
	select {
	case <-l.stop:
	default:
		close(l.stop)
	}
}

// Interrupted returns a channel that is closed when the event that runs is
// interrupted, for what waits in Go.
func (e *Engine) Interrupted() <-chan struct{} {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stop == nil {
		l.stop = make(chan struct{})
		if l.over.Load() {
			close(l.stop)
		}
	}
	return l.stop
}

// Stop has no event begin any more, and ends the one that runs. Any goroutine may
// call it.
func (e *Engine) Stop() {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over.Store(true)
	l.interrupt(ErrOver)
}

// Close is Stop, and then everything goes that was given to OnClose: at once, or when
// the event that runs has been ended, or what happens outside of one. Any goroutine may call it, also when the loop
// has stopped.
func (e *Engine) Close() {
	e.Stop()
	l := &e.life
	l.mu.Lock()
	l.closing = true
	busy := l.running || l.outside
	l.mu.Unlock()
	if !busy {
		e.release()
	}
}

// release calls what was given to OnClose, each once, and takes back what keeps the
// loop alive.
func (e *Engine) release() {
	l := &e.life
	for {
		l.mu.Lock()
		var next *closer
		for next = range l.closers {
			break
		}
		delete(l.closers, next)
		l.mu.Unlock()
		if next == nil {
			break
		}
		next.close()
	}
	e.Scheduler.release()
}

// OnClose has f called when the runtime is closed, on whatever goroutine that happens,
// but never while JavaScript runs. forget takes it back. When the runtime is closed
// already, f is called at once.
func (e *Engine) OnClose(f func()) (forget func()) {
	l := &e.life
	c := &closer{f}
	l.mu.Lock()
	if l.closing && !l.running && !l.outside {
		l.mu.Unlock()
		f()
		return func() {}
	}
	if l.closers == nil {
		l.closers = map[*closer]struct{}{}
	}
	l.closers[c] = struct{}{}
	l.mu.Unlock()
	return func() {
		l.mu.Lock()
		delete(l.closers, c)
		l.mu.Unlock()
	}
}

// SetLimits sets how long JavaScript may run from the next event on.
func (e *Engine) SetLimits(limits Limits) {
	e.life.mu.Lock()
	e.life.limits = limits
	e.life.mu.Unlock()
}

// watchEvent has the event that begins watched. It is called under the lock.
func (e *Engine) watchEvent() {
	l := &e.life
	l.began = time.Now()
	if l.limits.Turn > 0 && l.turn.IsZero() {
		l.turn = l.began
		e.Check(func() {
			l.mu.Lock()
			l.turn = time.Time{}
			l.mu.Unlock()
		})
	}
	if !l.watched {
		l.watched = true
		left, _ := l.left(l.began)
		time.AfterFunc(left, e.watch)
	}
}

// left is how long the event may still run, and what it is then that ends it.
func (l *life) left(now time.Time) (time.Duration, error) {
	event, turn := time.Duration(1<<62), time.Duration(1<<62)
	if l.limits.Event > 0 {
		event = l.limits.Event - now.Sub(l.began)
	}
	if l.limits.Turn > 0 && !l.turn.IsZero() {
		turn = l.limits.Turn - now.Sub(l.turn)
	}
	if turn < event {
		return turn, ErrTurnLimit
	}
	return event, ErrEventLimit
}

// watch interrupts an event that has run for too long, and again one that goes on
// although it was.
func (e *Engine) watch() {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.running {
		l.watched = false
		return
	}
	left, why := l.left(time.Now())
	if left <= 0 {
		l.interrupt(why)
		left = max(l.limits.Event, time.Millisecond)
	}
	time.AfterFunc(left, e.watch)
}

// engines finds the engine of a runtime from any goroutine, as long as there is the
// runtime.
var engines sync.Map // of weak.Pointer[goja.Runtime]: weak.Pointer[Engine]

func (e *Engine) register() {
	key := weak.Make(e.VM)
	engines.Store(key, weak.Make(e))
	runtime.AddCleanup(e.VM, func(key weak.Pointer[goja.Runtime]) { engines.Delete(key) }, key)
}

// Find is [Of] for any goroutine.
func Find(vm *goja.Runtime) *Engine {
	// The caller's may be the last reference to the runtime, which holds its engine.
	defer runtime.KeepAlive(vm)
	if found, ok := engines.Load(weak.Make(vm)); ok {
		return found.(weak.Pointer[Engine]).Value()
	}
	return nil
}
