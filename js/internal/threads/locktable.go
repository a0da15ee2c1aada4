package threads

import (
	"slices"
	"sync"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// LockTable has the locks of a program, those of all its threads.
type LockTable struct {
	mu     sync.Mutex
	names  []*lockName // in the order in which they were first asked for
	byName map[string]*lockName
}

// lockName is who has the lock of a name, and who waits for it.
type lockName struct {
	name          string
	held, waiting []*lock
}

// lock is one request for a lock.
type lock struct {
	e       *engine.Engine
	client  string
	of      string
	shared  bool
	granted func() // on the goroutine of the engine
	stolen  func() // likewise
}

func (l *lock) mode() string {
	if l.shared {
		return "shared"
	}
	return "exclusive"
}

func (n *lockName) free(shared bool) bool {
	return len(n.held) == 0 || shared && n.held[0].shared
}

// ask takes a lock, now or later. It reports whether it was taken, and whether it is not
// to be had, if it is wanted only when it is free.
func (t *LockTable) ask(l *lock, steal, ifAvailable bool) (taken, refused bool) {
	t.mu.Lock()
	n := t.byName[l.of]
	if n == nil {
		n = &lockName{name: l.of}
		if t.byName == nil {
			t.byName = map[string]*lockName{}
		}
		t.byName[l.of] = n
		t.names = append(t.names, n)
	}
	var robbed []*lock
	switch {
	case steal:
		robbed, n.held, taken = n.held, []*lock{l}, true
	case n.free(l.shared) && len(n.waiting) == 0:
		n.held, taken = append(n.held, l), true
	case ifAvailable:
		refused = true
	default:
		n.waiting = append(n.waiting, l)
	}
	t.mu.Unlock()
	for _, r := range robbed {
		tell(l.e, r.e, r.stolen)
	}
	return taken, refused
}

// release gives a lock back; nothing happens when it was stolen.
func (t *LockTable) release(l *lock) {
	t.change(l.e, l.of, func(n *lockName) { n.held = without(n.held, l) })
}

// withdraw takes back a request, and reports whether it was still waiting.
func (t *LockTable) withdraw(l *lock) (waited bool) {
	t.change(l.e, l.of, func(n *lockName) {
		waited = slices.Contains(n.waiting, l)
		n.waiting = without(n.waiting, l)
	})
	return waited
}

// leave is for a runtime that is over.
func (t *LockTable) leave(e *engine.Engine) {
	t.mu.Lock()
	names := slices.Clone(t.names)
	t.mu.Unlock()
	gone := func(l *lock) bool { return l.e == e }
	for _, n := range names {
		t.change(nil, n.name, func(n *lockName) {
			n.held = slices.DeleteFunc(slices.Clone(n.held), gone)
			n.waiting = slices.DeleteFunc(slices.Clone(n.waiting), gone)
		})
	}
}

func without(list []*lock, l *lock) []*lock {
	return slices.DeleteFunc(slices.Clone(list), func(other *lock) bool { return other == l })
}

// tell calls a function of a runtime: at once if it is the one that runs here.
func tell(here, e *engine.Engine, f func()) {
	if e == here {
		f()
	} else {
		e.Post(f)
	}
}

// change changes who has a lock, and grants it to those whose turn has come; here is the
// runtime that runs.
func (t *LockTable) change(here *engine.Engine, name string, f func(n *lockName)) {
	t.mu.Lock()
	n := t.byName[name]
	if n == nil {
		t.mu.Unlock()
		return
	}
	f(n)
	var granted []*lock
	for len(n.waiting) > 0 && n.free(n.waiting[0].shared) {
		l := n.waiting[0]
		n.held, n.waiting = append(n.held, l), n.waiting[1:]
		granted = append(granted, l)
	}
	if len(n.held) == 0 && len(n.waiting) == 0 {
		delete(t.byName, name)
		t.names = slices.DeleteFunc(t.names, func(other *lockName) bool { return other == n })
	}
	t.mu.Unlock()
	for _, l := range granted {
		tell(here, l.e, l.granted)
	}
}

// all lists the locks that are held, and those that are waited for.
func (t *LockTable) all() (held, waiting []*lock) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, n := range t.names {
		held, waiting = append(held, n.held...), append(waiting, n.waiting...)
	}
	return held, waiting
}
