package nodenet

import (
	"cmp"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"

	"github.com/nodenet-go/nodenet/internal/handle"
)

// ListenerID names a listener for Off: of one socket or server, and for ever. The
// zero value names none. A listener that takes itself off by its id is added on the
// loop, in a callback or with [Socket.Post]: elsewhere it may be called before the id
// is stored.
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
	evConnect
	evReady
	evSecureConnect
	evError
	evClose
	evListening
	evLookup
	evAttempt
	evAttemptFailed
	evAttemptTimeout
	evConnection
	evDrop
	evTLSClientError
)

// lasting are the events that happen once and stay true. A listener that is
// added to one of them from another goroutine than the loop's, after it has
// happened, is still called: between goroutines there is no "in time". On the
// loop a late listener misses the event, as in Node.
const lasting = 1<<evEnd | 1<<evFinish | 1<<evConnect | 1<<evReady | 1<<evSecureConnect | 1<<evError | 1<<evClose | 1<<evListening

// listener is one registered function, whose type goes with the event, or a pipe.
type listener struct {
	call any
	id   ListenerID
	// word has the event, whether it is called once, and when it was removed: see
	// listeners. It is read without the lock.
	word uint32
}

const (
	onceBit      = 1 << 8
	removedShift = 16
)

func (l *listener) load() uint32 { return atomic.LoadUint32(&l.word) }

// listeners are those of one socket or server, in order of registration, which is
// that of their ids. A copy that was taken under the lock may be read without it:
// it has those that were there then, whoever comes and goes meanwhile. An event
// that goes round therefore reaches those that were there when it began, as in
// Node.
//
// To remove one of few copies the others. Of many it is marked with the number of
// removals until then, and a copy that was taken before ignores the mark; they are
// copied once half of them are marked. So each costs the same, however many there
// are.
type listeners struct {
	all    []listener
	lastID ListenerID
	gone   uint16 // how many in all are marked
	behind bool   // late ones of lasting events are to hear what they have missed
}

const (
	fewListeners = 32
	mostMarks    = 1 << 14
)

func (ls *listeners) add(ev event, call any, once bool) ListenerID {
	ls.lastID++
	word := uint32(ev)
	if once {
		word |= onceBit
	}
	ls.all = append(ls.all, listener{call, ls.lastID, word})
	return ls.lastID
}

// has reports whether a listener, by what its load has returned, was there when ls
// was taken.
func (ls *listeners) has(word uint32) bool {
	mark := word >> removedShift
	return mark == 0 || mark > uint32(ls.gone)
}

// find returns where a listener is; false when it was removed.
func (ls *listeners) find(id ListenerID) (int, bool) {
	i, ok := slices.BinarySearchFunc(ls.all, id, func(l listener, id ListenerID) int { return cmp.Compare(l.id, id) })
	if n := len(ls.all); !ok && n > 0 && ls.all[0].id > ls.all[n-1].id { // ids have begun again, after four thousand million
		i = slices.IndexFunc(ls.all, func(l listener) bool { return l.id == id })
		ok = i >= 0
	}
	return i, ok && ls.has(ls.all[i].load())
}

// only is one of them as a list.
func (ls *listeners) only(i int) listeners {
	return listeners{all: ls.all[i : i+1], gone: ls.gone}
}

// since are those that were added after the one with the id.
func (ls *listeners) since(id ListenerID) listeners {
	left := *ls
	for len(left.all) > 0 && left.all[0].id <= id {
		left.all = left.all[1:]
	}
	return left
}

// remove reports what the listener was for.
func (ls *listeners) remove(id ListenerID) (event, bool) {
	i, ok := ls.find(id)
	if !ok {
		return 0, false
	}
	ev := event(ls.all[i].load())
	if len(ls.all) > fewListeners {
		ls.gone++
		atomic.StoreUint32(&ls.all[i].word, ls.all[i].load()|uint32(ls.gone)<<removedShift)
		if 2*int(ls.gone) < len(ls.all) && ls.gone < mostMarks {
			return ev, true
		}
	}
	ls.filter(func(l *listener) bool { return l.id != id })
	return ev, true
}

// filter copies those that are there and stay.
func (ls *listeners) filter(stay func(*listener) bool) {
	rest := make([]listener, 0, len(ls.all)-int(ls.gone))
	for i := range ls.all {
		if l := &ls.all[i]; ls.has(l.load()) && stay(l) {
			rest = append(rest, *l)
		}
	}
	ls.all, ls.gone = rest, 0
}

// removePipe removes every entry of one pipe.
func (ls *listeners) removePipe(gone *pipe) {
	ls.filter(func(l *listener) bool { p, ok := l.call.(*pipe); return !ok || p != gone })
}

// any reports whether an event has listeners.
func (ls *listeners) any(ev event) bool {
	for i := range ls.all {
		if word := ls.all[i].load(); event(word) == ev && ls.has(word) {
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
	replay()
}

// emit calls every listener of an event. No lock is held. It reports whether
// there was one.
func emit[F any](e emitter, ev event, call func(F)) bool {
	return emitTo(e, e.snapshot(), ev, call)
}

// emitTo is emit for some of the listeners. Those that are behind hear first what they
// have missed: one that was added after them may be in time for this event. A panic or
// runtime.Goexit in one costs the call that it happened in: those after it are called all
// the same.
func emitTo[F any](e emitter, left listeners, ev event, call func(F)) (any bool) {
	defer func() {
		if len(left.all) > 0 {
			emitTo(e, left, ev, call)
		}
	}()
	defer guard(e)
	if left.behind {
		left.behind = false
		e.replay()
	}
	for len(left.all) > 0 {
		l := &left.all[0]
		left.all = left.all[1:]
		word := l.load()
		if event(word) != ev || !left.has(word) || word&onceBit != 0 && !e.takeOnce(l.id) {
			continue
		}
		any = true
		if f, ok := l.call.(F); ok {
			call(f)
		} else if f, ok := l.call.(interface{ onEvent(event) }); ok {
			f.onEvent(ev) // of a pipe, or of OnToken
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
func panicError(log *slog.Logger, r any) *Error {
	e := misuse("ERR_CALLBACK_PANIC", "panic in a callback: "+fmt.Sprint(r)) // which survives an Error method that panics
	e.cause, _ = r.(error)
	handle.LogPanic(log, r)
	return e
}

// nullListener reports a listener that is nil: there is no error to return, so
// the log says it.
func nullListener(log *slog.Logger, method string) ListenerID {
	log.Error("nodenet: " + method + ": " + errNullListener().Error())
	return 0
}
