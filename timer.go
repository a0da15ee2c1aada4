package nodenet

import (
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
)

// Timer is a function that a group will call: Node's Timeout.
type Timer struct {
	timer loop.Timer
	group *Group
	loop  *loop.Loop
	f     func()

	mu      sync.Mutex
	when    int64 // as loop.After has it
	due     bool  // the group waits for it, unless unref'd
	changed bool  // the loop has to look at it
	unref   bool
}

// SetTimeout calls f on one of the group's loops, always the same one, after
// d; a negative d means at once. Until then it keeps [Group.Wait] waiting. f
// must not block. After [Group.Close] it does nothing. Node: setTimeout(f,
// milliseconds).
func (g *Group) SetTimeout(d time.Duration, f func()) *Timer {
	if f == nil {
		return &Timer{group: g}
	}
	return g.newTimer(g.handles.Loops[0], d, false, f)
}

// newTimer makes a timer that is due after d on a loop of the group.
func (g *Group) newTimer(l *loop.Loop, d time.Duration, unref bool, f func()) *Timer {
	t := &Timer{group: g, loop: l, f: f, unref: unref}
	t.timer.Task = loop.Task{On: (*timerTask)(t)}
	t.Reset(d)
	return t
}

// Reset makes the timer due after d from now, whether it was due or not. Node:
// refresh().
func (t *Timer) Reset(d time.Duration) { t.change(d, true) }

// Stop makes the timer not due. Node: clearTimeout().
func (t *Timer) Stop() { t.change(0, false) }

func (t *Timer) change(d time.Duration, due bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.loop == nil {
		return
	}
	t.when = loop.After(max(d, 0))
	t.setDueLocked(due)
	if t.changed {
		return
	}
	t.changed = t.loop.Tick(loop.Task{On: (*timerTask)(t), Operation: timerChanged})
	if !t.changed {
		t.setDueLocked(false) // the loop has stopped
	}
}

// timerMember is a timer as a group that closes sees it.
type timerMember Timer

func (m *timerMember) DestroyMember() { (*Timer)(m).Stop() }

// setDueLocked counts the timer as something to wait for, or no longer. A group
// that is closed waits for nothing more.
func (t *Timer) setDueLocked(due bool) {
	if t.due == due {
		return
	}
	if due && !t.group.handles.Join((*timerMember)(t)) {
		return
	}
	if !due {
		t.group.handles.Leave((*timerMember)(t))
	}
	if !t.unref {
		if due {
			t.group.handles.Refs.Add()
		} else {
			t.group.handles.Refs.Done()
		}
	}
	t.due = due
}

// Ref makes the timer keep [Group.Wait] waiting again, after Unref. Node: ref().
func (t *Timer) Ref() { t.setRef(true) }

// Unref lets [Group.Wait] return although the timer is due. Node: unref().
func (t *Timer) Unref() { t.setRef(false) }

func (t *Timer) setRef(ref bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	due := t.due
	if t.unref == !ref {
		return
	}
	t.setDueLocked(false)
	t.unref = !ref
	t.setDueLocked(due)
}

// timerTask is what a timer's loop does for it.
type timerTask Timer

const (
	timerFires = iota
	timerChanged
)

func (k *timerTask) Do(operation uint8) {
	t := (*Timer)(k)
	t.mu.Lock()
	if operation == timerChanged {
		t.changed = false
		if t.due {
			t.loop.Arm(&t.timer, t.when)
		} else {
			t.loop.Disarm(&t.timer)
		}
		t.mu.Unlock()
		return
	}
	due := t.due
	if due {
		// Until f has returned the group has something to wait for.
		t.group.handles.Refs.Add()
		defer t.group.handles.Refs.Done()
	}
	t.setDueLocked(false)
	t.mu.Unlock()
	if due {
		handle.Guarded(t.loop.Log(), t.f)
	}
}

// Ref keeps [Group.Wait] waiting until Unref is called as often: for work of
// yours that goes on elsewhere. [Group.Close] waits for it as well.
func (g *Group) Ref() {
	g.handles.Refs.Add()
	g.refs.Add(1)
}

// Unref undoes one Ref. One too many is ERR_INVALID_STATE, and changes nothing.
func (g *Group) Unref() error {
	for {
		n := g.refs.Load()
		if n == 0 {
			return misuse("ERR_INVALID_STATE", "Unref was called more often than Ref")
		}
		if g.refs.CompareAndSwap(n, n-1) {
			g.handles.Refs.Done()
			return nil
		}
	}
}
