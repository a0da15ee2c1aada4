package nodenet

import (
	"fmt"
	"log/slog"

	"github.com/nodenet-go/nodenet/internal/handle"
)

// ListenerID names a listener for Off: of one socket or server, and for ever. The
// zero value names none.
type ListenerID uint32

// event is one kind of event of a socket or a server.
type event uint8

const (
	evData event = iota
	evText
	evReadable
	evEnd
	evDrain
	evFinish
	evTimeout
	evLookup
	evAttempt
	evAttemptFailed
	evAttemptTimeout
	evConnect
	evReady
	evError
	evClose
	evListening
	evConnection
	evDrop
)

// lasting are the events that happen once and stay true. A listener that is
// added to one of them from another goroutine than the loop's, after it has
// happened, is still called: between goroutines there is no "in time". On the
// loop a late listener misses the event, as in Node.
const lasting = 1<<evEnd | 1<<evFinish | 1<<evConnect | 1<<evReady | 1<<evError | 1<<evClose | 1<<evListening

// listener is one registered function, whose type goes with the event, or a pipe.
type listener struct {
	call  any
	id    ListenerID
	event event
	once  bool
}

// listeners are those of one socket or server, in order of registration. The
// slice may be read without the lock by whoever took it under the lock: adding
// appends, removing copies. An event that goes round while listeners come and
// go therefore reaches those that were there when it began, as in Node.
type listeners []listener

func (ls *listeners) add(id ListenerID, ev event, call any, once bool) {
	*ls = append(*ls, listener{call, id, ev, once})
}

// remove reports what the listener was for.
func (ls *listeners) remove(id ListenerID) (event, bool) {
	for i, l := range *ls {
		if l.id != id {
			continue
		}
		rest := make(listeners, 0, len(*ls))
		rest = append(append(rest, (*ls)[:i]...), (*ls)[i+1:]...)
		*ls = rest
		return l.event, true
	}
	return 0, false
}

// removePipe removes every entry of one pipe.
func (ls *listeners) removePipe(gone *pipe) {
	rest := make(listeners, 0, len(*ls))
	for _, l := range *ls {
		if p, ok := l.call.(*pipe); !ok || p != gone {
			rest = append(rest, l)
		}
	}
	*ls = rest
}

func (ls listeners) has(ev event) bool {
	for i := range ls {
		if ls[i].event == ev {
			return true
		}
	}
	return false
}

// emitter is what a socket and a server share: whose listeners are called.
type emitter interface {
	snapshot() listeners
	takeOnce(ListenerID) bool
	onPanic(any)
}

// emit calls every listener of an event. No lock is held. It reports whether
// there was one.
func emit[F any](e emitter, ev event, call func(F)) bool {
	return emitTo(e, e.snapshot(), ev, call)
}

// emitTo is emit for some of the listeners. A panic or runtime.Goexit in one costs the
// call that it happened in: those after it are called all the same.
func emitTo[F any](e emitter, left listeners, ev event, call func(F)) (any bool) {
	defer func() {
		if len(left) > 0 {
			emitTo(e, left, ev, call)
		}
	}()
	defer guard(e)
	for len(left) > 0 {
		l := &left[0]
		left = left[1:]
		if l.event != ev || l.once && !e.takeOnce(l.id) {
			continue
		}
		any = true
		if f, ok := l.call.(F); ok {
			call(f)
		} else if p, ok := l.call.(*pipe); ok {
			p.onEvent(ev)
		}
	}
	return any
}

// guard is deferred around every call of the user's functions: a panic there
// is the fault of one connection and harms nothing else.
func guard(e emitter) {
	if r := recover(); r != nil {
		e.onPanic(r)
	}
}

// panicError is what a panic in a callback becomes; the stack goes to the log.
func panicError(r any) *Error {
	e := misuse("ERR_CALLBACK_PANIC", "panic in a callback: "+fmt.Sprint(r)) // which survives an Error method that panics
	e.cause, _ = r.(error)
	handle.LogPanic(r)
	return e
}

// nullListener reports a listener that is nil: there is no error to return, so
// the log says it.
func nullListener(method string) ListenerID {
	slog.Error("nodenet: " + method + ": " + errNullListener().Error())
	return 0
}
