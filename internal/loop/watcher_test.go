//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package loop

import (
	"runtime"
	"slices"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/poll"
)

// watched is a descriptor and what a watcher tells of it.
type watched struct {
	Watcher
	fd, peer    int
	ready       func(poll.Interest)
	unwatchable func(error)
}

func (w *watched) Ready(in poll.Interest) {
	if w.ready != nil {
		w.ready(in)
	}
}

func (w *watched) Unwatchable(err error) {
	if w.unwatchable != nil {
		w.unwatchable(err)
	}
}

func newWatched(t *testing.T) *watched {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{fd: fds[0], peer: fds[1]}
	t.Cleanup(func() { _ = unix.Close(w.fd); _ = unix.Close(w.peer) })
	return w
}

// turn runs f on the loop and lets a whole turn pass after it: what f wants has
// reached the kernel by then, and what is ready was told.
func turn(l *Loop, f func()) {
	for _, f := range []func(){f, func() {}} {
		done := make(chan struct{})
		l.Post(Task{On: Func(func() {
			defer func() { l.Check(Task{On: Func(func() { close(done) })}) }()
			f()
		})})
		<-done
	}
}

func newLoop(t *testing.T) *Loop {
	t.Helper()
	l, err := New(NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Stop)
	return l
}

func TestAWatcherTellsOfWhatIsWanted(t *testing.T) {
	l, w := newLoop(t), newWatched(t)
	var told []poll.Interest
	w.ready = func(in poll.Interest) { told = append(told, in); w.Want(0) }
	_, _ = unix.Write(w.peer, []byte("x"))
	turn(l, func() { w.Watcher.Start(l, w.fd, w) })
	turn(l, func() { w.Want(poll.Readable) })
	turn(l, func() {})
	turn(l, func() { w.Want(poll.Readable | poll.Writable) })
	turn(l, func() {})
	if want := []poll.Interest{poll.Readable, poll.Readable | poll.Writable}; !slices.Equal(told, want) {
		t.Errorf("%v, want %v", told, want)
	}
	turn(l, func() {
		w.Want(poll.Readable)
		w.Stop()
		w.Want(poll.Readable) // does nothing any more
	})
	turn(l, func() {})
	if len(told) != 2 || w.Wants() != 0 || w.Watcher.FD != int32(w.fd) || w.Watcher.Loop() != l {
		t.Errorf("%v after Stop; wants %d", told, w.Wants())
	}
}

// A report may be on its way when its watcher stops and another takes over the slot
// and the number: nobody gets it.
func TestALateReportReachesNobody(t *testing.T) {
	l := newLoop(t)
	a, b := newWatched(t), newWatched(t)
	_, _ = unix.Write(a.peer, []byte("x"))
	_, _ = unix.Write(b.peer, []byte("x"))
	told := 0
	var other watched
	stop := func(w *watched) func(poll.Interest) {
		return func(poll.Interest) {
			told++
			// Whichever comes first stops the other, and something else is
			// watched in its place.
			w.Stop()
			other.Watcher.Start(l, w.fd, &other)
		}
	}
	a.ready, b.ready = stop(b), stop(a)
	other.ready = func(poll.Interest) { t.Error("the successor was told") }
	turn(l, func() {
		a.Watcher.Start(l, a.fd, a)
		b.Watcher.Start(l, b.fd, b)
		a.Want(poll.Readable)
		b.Want(poll.Readable)
		l.flush()
		l.pending = l.poller.Wait(-1)
		for len(l.pending) < 2 {
			l.pending = l.poller.Wait(-1)
		}
		l.dispatch()
		a.Stop()
		b.Stop()
		other.Stop()
	})
	if told != 1 {
		t.Errorf("told %d times", told)
	}
}

func TestWhatTheKernelRefusesToWatchIsToldOnce(t *testing.T) {
	l, w := newLoop(t), newWatched(t)
	_ = unix.Close(w.fd)
	defer func() { w.fd = -1 }()
	told := 0
	w.unwatchable = func(err error) {
		if told++; err == nil {
			t.Error("without an error")
		}
	}
	turn(l, func() {
		w.Watcher.Start(l, w.fd, w)
		w.Want(poll.Readable)
	})
	turn(l, func() {})
	if told != 1 || w.Wants() != 0 {
		t.Errorf("told %d times; wants %d", told, w.Wants())
	}
	turn(l, func() { w.Want(poll.Writable) }) // tried again
	turn(l, func() { w.Stop() })
	if told != 2 {
		t.Errorf("told %d times", told)
	}
}

// Somebody else has closed the descriptor: that it cannot be taken out of the
// poller is no news.
func TestStoppingNeverFails(t *testing.T) {
	l, w := newLoop(t), newWatched(t)
	w.unwatchable = func(err error) { t.Error(err) }
	turn(l, func() {
		w.Watcher.Start(l, w.fd, w)
		w.Want(poll.Readable)
	})
	turn(l, func() {
		_ = unix.Close(w.fd)
		w.Stop()
	})
	w.fd = -1
}

// A callback that ends by runtime.Goexit while interest is passed on costs the
// others nothing.
func TestAfterAGoexitTheOtherWatchersAreWatched(t *testing.T) {
	l := newLoop(t)
	bad, good := newWatched(t), newWatched(t)
	_ = unix.Close(bad.fd)
	number := bad.fd
	bad.fd = -1
	bad.unwatchable = func(error) { runtime.Goexit() }
	told := make(chan struct{}, 10)
	good.ready = func(poll.Interest) { good.Want(0); told <- struct{}{} }
	_, _ = unix.Write(good.peer, []byte("x"))
	turn(l, func() {
		bad.Watcher.Start(l, number, bad)
		good.Watcher.Start(l, good.fd, good)
		bad.Want(poll.Readable)
		good.Want(poll.Readable)
	})
	<-told
	turn(l, func() { good.Stop(); bad.Stop() })
}

// Dropped from another goroutine, then forgotten on the loop.
func TestADroppedWatcherTellsNothing(t *testing.T) {
	l, w := newLoop(t), newWatched(t)
	var unstarted Watcher
	unstarted.Drop()
	w.ready = func(poll.Interest) { t.Error("it was told") }
	turn(l, func() {
		w.Watcher.Start(l, w.fd, w)
		w.Want(poll.Readable)
		w.Sync()
	})
	w.Drop()
	turn(l, w.Forget)
	_, _ = unix.Write(w.peer, []byte("x"))
	turn(l, func() {})
}
