package js

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"weak"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// Loop is one of nodenet's event loops with JavaScript on it: the sockets, timers and
// callbacks of a script share its one goroutine, as in Node. It is a [Scheduler].
type Loop struct {
	group *nodenet.Group

	closed atomic.Bool
	ending bool // guarded by mu: no runtime is added any more
	hosted bool // its turns run on a loop of the program's

	mu      sync.Mutex
	refs    int // those that were not taken back
	engines []weak.Pointer[engine.Engine]
}

// NewLoop starts a loop. It fails if the process has run out of file descriptors. End
// it with Close.
func NewLoop() (*Loop, error) {
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		return nil, err
	}
	return &Loop{group: group}, nil
}

// LoopOn returns the scheduler itself if it is a Loop. Otherwise it creates a Loop
// whose turns run on the scheduler, which waits for as long as [Loop.Wait] would.
// [Enable] does this itself; a loop created beforehand can serve several runtimes. Call
// it on the JavaScript goroutine, and end the loop with Close or Stop.
func LoopOn(scheduler Scheduler) (*Loop, error) {
	if transport.Missing(scheduler) {
		return nil, errors.New("js: there is no scheduler")
	}
	if loop, ok := scheduler.(*Loop); ok {
		return loop, nil
	}
	held := false
	handles, err := handle.NewHostedGroup(scheduler.Post, func(on bool) {
		switch {
		case on && !held:
			scheduler.Ref()
		case held && !on:
			scheduler.Unref()
		}
		held = on
	})
	if err != nil {
		return nil, err
	}
	return &Loop{group: handle.Sockets.Group(handles).(*nodenet.Group), hosted: true}, nil
}

// leave has a loop that runs on somebody else's go on by itself, once no event runs
// there: it may be that the host calls nothing any more.
func (l *Loop) leave(engines []weak.Pointer[engine.Engine]) {
	for _, p := range engines {
		if e := p.Value(); e != nil {
			ended := make(chan struct{})
			e.OnClose(func() { close(ended) })
			<-ended
		}
	}
	l.group.Handles().Loops[0].Leave()
}

// Post schedules f to run on the loop soon. It may be called from any goroutine.
func (l *Loop) Post(f func()) { l.group.Post(f) }

// Ref adds one thing for Wait to wait for.
func (l *Loop) Ref() { l.count(1) }

// Unref removes what one Ref has added. One too many does nothing.
func (l *Loop) Unref() { l.count(-1) }

func (l *Loop) count(n int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return
	}
	if n > 0 {
		l.group.Ref()
	} else if l.group.Unref() != nil {
		return // one too many
	}
	l.refs += n
}

// AfterFunc runs f on the loop after d, unless stop is called first. Wait does not wait
// for it.
func (l *Loop) AfterFunc(d time.Duration, f func()) (stop func()) {
	t := l.group.SetTimeout(d, f)
	t.Unref()
	return t.Stop
}

// Immediate runs f on the loop after the loop has handled what is ready. Wait waits for
// it. On a loop that is closing it does nothing: a script that schedules one immediate
// from the next would otherwise keep Close waiting forever.
func (l *Loop) Immediate(f func()) {
	if !l.closed.Load() {
		l.group.Post(f)
	}
}

// Wait returns when nothing is left that could still happen. Do not call it on the loop
// itself.
func (l *Loop) Wait() { l.group.Wait() }

// add has a runtime closed with the loop, unless that is being closed already.
func (l *Loop) add(e *engine.Engine) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ending {
		return errLoopClosed
	}
	l.engines = slices.DeleteFunc(l.engines, func(p weak.Pointer[engine.Engine]) bool { return p.Value() == nil })
	l.engines = append(l.engines, weak.Make(e))
	return nil
}

var errLoopClosed = errors.New("js: the loop is closed")

// Stop closes the runtimes on the loop as [Close] does, whatever they are doing, and
// then the loop. It may be called from any goroutine. If ctx ends first because a Go
// callback does not return, Stop returns the context's error, and the loop stops once
// the callback returns. On the loop itself Stop returns at once, and the loop stops
// after the callback that called it.
func (l *Loop) Stop(ctx context.Context) error {
	if l.group.Handles().Inside() {
		return l.Close()
	}
	if ctx == nil {
		return errNoContext
	}
	stopped := make(chan error, 1)
	go func() { stopped <- l.Close() }()
	select {
	case err := <-stopped:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Close closes the runtimes on the loop as [Close] does, destroys whatever else is on
// the loop, and stops it. What the JavaScript was waiting for never arrives. Close
// waits for a Go callback that does not return; [Loop.Stop] need not.
func (l *Loop) Close() error {
	l.mu.Lock()
	engines := slices.Clone(l.engines)
	l.ending = true
	l.mu.Unlock()
	for _, p := range engines {
		if e := p.Value(); e != nil {
			e.Close()
		}
	}
	if l.hosted && l.group.Handles().Inside() {
		go func() { _ = l.end(engines) }()
		return nil
	}
	return l.end(engines)
}

// end is what follows when the runtimes have been told to end.
func (l *Loop) end(engines []weak.Pointer[engine.Engine]) error {
	if l.hosted {
		l.leave(engines)
	}
	l.mu.Lock()
	l.closed.Store(true)
	for range l.refs {
		l.group.Unref()
	}
	l.mu.Unlock()
	return l.group.Close()
}

// SocketGroup returns the group whose only loop this is. Sockets created in it call
// back on the JavaScript goroutine.
func (l *Loop) SocketGroup() *nodenet.Group { return l.group }
