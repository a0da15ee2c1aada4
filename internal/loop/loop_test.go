package loop

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// play runs f on a new loop and returns what was noted by the time that nothing
// is left to do.
func play(t *testing.T, f func(l *Loop, note func(string) Func)) []string {
	l, err := New(NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Stop()
	var mu sync.Mutex
	var notes []string
	note := func(s string) Func {
		return func() {
			mu.Lock()
			notes = append(notes, s)
			mu.Unlock()
		}
	}
	l.Post(Task{On: Func(func() { f(l, note) })})
	<-l.Refs().Idle()
	mu.Lock()
	defer mu.Unlock()
	return notes
}

func TestPhases(t *testing.T) {
	got := play(t, func(l *Loop, note func(string) Func) {
		l.Closing(Task{On: note("closing 1")})
		l.Closing(Task{On: note("closing 2")})
		l.Check(Task{On: note("check")})
		l.Post(Task{On: Func(func() {
			note("posted")()
			l.Tick(Task{On: note("tick of posted")})
		})})
		l.Tick(Task{On: Func(func() {
			note("tick")()
			l.Tick(Task{On: note("tick of tick")})
		})})
	})
	want := []string{"tick", "tick of tick", "posted", "tick of posted", "check", "closing 2", "closing 1"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestTimersGoOffInOrder(t *testing.T) {
	got := play(t, func(l *Loop, note func(string) Func) {
		l.Refs().Add()
		arm := func(f func(), d time.Duration) *Timer {
			timer := &Timer{Task: Task{On: Func(f)}}
			l.Arm(timer, l.Now()+int64(d))
			return timer
		}
		arm(func() { note("last")(); l.Refs().Done() }, 9*time.Millisecond)
		arm(note("second"), 5*time.Millisecond)
		arm(note("third"), 5*time.Millisecond)
		moved := arm(note("first"), 8*time.Millisecond)
		l.Arm(moved, l.Now()+int64(time.Millisecond))
		l.Disarm(arm(note("never"), 2*time.Millisecond))
	})
	if want := []string{"first", "second", "third", "last"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// A Goexit ends one callback; everything else that was due still happens.
func TestGoexit(t *testing.T) {
	got := play(t, func(l *Loop, note func(string) Func) {
		l.Tick(Task{On: Func(func() { runtime.Goexit() })})
		l.Tick(Task{On: note("tick")})
		l.Post(Task{On: Func(func() { runtime.Goexit() })})
		l.Post(Task{On: note("posted")})
		l.Closing(Task{On: note("closing")})
		runtime.Goexit()
	})
	slices.Sort(got)
	if want := []string{"closing", "posted", "tick"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestWakeAndStop(t *testing.T) {
	l, err := New(NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 200 {
				done := make(chan bool)
				l.Tick(Task{On: Func(func() { done <- l.Inside() })})
				if !<-done {
					t.Error("not on the loop")
				}
			}
		})
	}
	all.Wait()
	if l.Inside() {
		t.Error("on the loop")
	}
	l.Stop()
	if l.Tick(Task{On: Func(func() { t.Error("after Stop") })}) {
		t.Error("a stopped loop takes a task")
	}
}

// What is told after Stop runs on one goroutine, in order, and counts as on the
// loop; runtime.Goexit costs one of them.
func TestWhatIsToldAfterStop(t *testing.T) {
	started, err := New(NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	started.Stop()
	for _, l := range []*Loop{started, Stopped(NewRefs(), nil)} {
		var got []int
		for i := range 100 {
			l.Tell(Task{On: Func(func() {
				if !l.Inside() {
					t.Error("not on the loop")
				}
				if got = append(got, i); i == 10 {
					l.Tell(Task{On: Func(func() { got = append(got, -1) })})
					runtime.Goexit()
				}
			})})
		}
		<-l.Refs().Idle()
		if len(got) != 101 || slices.Max(got) != 99 || l.Inside() {
			t.Errorf("%v", got)
		}
		if i := slices.Index(got, -1); !slices.IsSorted(slices.Delete(got, i, i+1)) {
			t.Errorf("%v", got)
		}
	}
}
