package js

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Loop is an event loop of nodenet's with JavaScript on it: the sockets, timers
// and callbacks of a program share its one goroutine, as in Node. It is a
// [Scheduler].
type Loop struct {
	group *nodenet.Group

	closed atomic.Bool

	mu      sync.Mutex
	refs    int // those that were not taken back
	engines []weak.Pointer[engine.Engine]
}

// NewLoop starts a loop. It fails when the system has no descriptors left. End
// it with Close.
func NewLoop() (*Loop, error) {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		return nil, err
	}
	return &Loop{group: group}, nil
}

// Post has f called on the loop, soon. Any goroutine may call it.
func (l *Loop) Post(f func()) { l.group.Post(f) }

// Ref says that there is one thing more for Wait to wait for.
func (l *Loop) Ref() { l.count(1) }

// Unref takes back one Ref.
func (l *Loop) Unref() { l.count(-1) }

func (l *Loop) count(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return
	}
	l.refs += n
	if n > 0 {
		l.group.Ref()
	} else {
		l.group.Unref()
	}
}

// AfterFunc has f called on the loop after d, unless stop is called before. It
// keeps nothing alive.
func (l *Loop) AfterFunc(d time.Duration, f func()) (stop func()) {
	t := l.group.SetTimeout(d, f)
	t.Unref()
	return t.Stop
}

// Immediate has f called on the loop once that has looked at what is ready. It
// keeps Wait waiting until then. On a loop that is being closed it does nothing:
// a script that asks for one in each would keep Close waiting for good.
func (l *Loop) Immediate(f func()) {
	if !l.closed.Load() {
		l.group.Post(f)
	}
}

// Wait returns when nothing is left that could still happen. Do not call it on
// the loop.
func (l *Loop) Wait() { l.group.Wait() }

// add has a runtime closed with the loop.
func (l *Loop) add(e *engine.Engine) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.engines = slices.DeleteFunc(l.engines, func(p weak.Pointer[engine.Engine]) bool { return p.Value() == nil })
	l.engines = append(l.engines, weak.Make(e))
}

// Stop closes the runtimes on the loop as [Close] does, whatever they are at, and the
// loop. Any goroutine may call it. When ctx ends first, because a callback does not
// return, the context's error is returned; the loop stops once it does.
func (l *Loop) Stop(ctx context.Context) error {
	stopped := make(chan error, 1)
	go func() { stopped <- l.Close() }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Close ends the runtimes on the loop as [Close] does, destroys what is left there and
// stops it. What the JavaScript was waiting for does not come any more. It waits for a
// callback of Go that does not return; [Loop.Stop] need not.
func (l *Loop) Close() error {
	l.mu.Lock()
	engines := slices.Clone(l.engines)
	l.mu.Unlock()
	for _, p := range engines {
		if e := p.Value(); e != nil {
			e.Close()
		}
	}
	l.mu.Lock()
	l.closed.Store(true)
	for range l.refs {
		l.group.Unref()
	}
	l.mu.Unlock()
	return l.group.Close()
}

// SocketGroup is the group whose one loop this is: sockets made there call back
// where the JavaScript runs.
func (l *Loop) SocketGroup() *nodenet.Group { return l.group }
