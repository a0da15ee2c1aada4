package loop

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// somebodys is a loop of somebody else's: it calls one function after the other.
type somebodys struct {
	posted chan func()
	holds  atomic.Int32 // 1 while it is held
}

func hosting(t *testing.T) (*somebodys, *Loop, *Refs) {
	t.Helper()
	h := &somebodys{posted: make(chan func(), 1000)}
	go func() {
		for f := range h.posted {
			f()
		}
	}()
	t.Cleanup(func() { close(h.posted) })
	refs := NewRefs()
	made := make(chan *Loop)
	h.posted <- func() {
		l, err := NewHosted(refs, func(f func()) { h.posted <- f }, func(on bool) {
			h.holds.Store(0)
			if on {
				h.holds.Store(1)
			}
		})
		if err != nil {
			t.Error(err)
		}
		made <- l
	}
	return h, <-made, refs
}

// on calls f on the host's goroutine, between turns.
func (h *somebodys) on(f func()) {
	done := make(chan struct{})
	h.posted <- func() { f(); close(done) }
	<-done
}

func TestAHostedLoopRunsOnTheHost(t *testing.T) {
	h, l, refs := hosting(t)
	var host uint64
	h.on(func() { host = goroutineID() })
	done := make(chan uint64)
	told := Func(func() { done <- goroutineID() })
	var timer Timer
	timer.Task = Task{On: told}
	for name, begin := range map[string]func(){
		"task":             func() { l.Post(Task{On: told}) },
		"tick":             func() { l.Tick(Task{On: told}) },
		"check":            func() { l.Check(Task{On: told}) },
		"timer, on it":     func() { h.on(func() { l.Arm(&timer, After(time.Millisecond)) }) },
		"closing, on it":   func() { h.on(func() { l.Closing(Task{On: told}) }) },
		"check, on it":     func() { h.on(func() { l.Check(Task{On: told}) }) },
		"timer after that": func() { l.Check(Task{On: Func(func() { l.Arm(&timer, After(time.Millisecond)) })}) },
	} {
		begin()
		select {
		case id := <-done:
			if id != host {
				t.Errorf("%s: on goroutine %d, not %d", name, id, host)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: nothing came", name)
		}
	}
	h.on(func() {
		refs.Add()
		if h.holds.Load() != 1 {
			t.Error("the host does not wait for what counts")
		}
		refs.Done()
	})
	if !nettest.Eventually(func() bool { return h.holds.Load() == 0 }) {
		t.Fatal("the host waits for nothing")
	}
	l.Stop()
}

// A hosted loop ends, and tells what it has promised to, when the host calls nothing
// any more.
func TestAHostedLoopLeaves(t *testing.T) {
	refs := NewRefs()
	l, err := NewHosted(refs, func(func()) {}, func(bool) {})
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	l.Post(Task{On: Func(func() { close(done) })})
	l.Leave()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("the task was not done")
	}
	go l.Stop()
	select {
	case <-l.done:
	case <-time.After(10 * time.Second):
		t.Fatal("the loop did not stop")
	}
}
