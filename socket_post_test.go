package nodenet

import (
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// What is posted to a socket, and its timers, run on its loop, which is not the
// group's first one.
func TestPostAndAfterFuncOfASocketRunOnItsLoop(t *testing.T) {
	n := newTestNet(t, nil, false, 4)
	for range 4 {
		s := n.NewSocket(SocketOptions{})
		inside := make(chan bool, 2)
		s.Post(func() { inside <- s.loop.Inside() })
		s.AfterFunc(-1, func() { inside <- s.loop.Inside() })
		for range 2 {
			if !nettest.Await(t, inside, "a call") {
				t.Error("on another loop")
			}
		}
		s.Destroy(nil)
	}
	s := n.NewSocket(SocketOptions{})
	s.Post(nil)
	s.AfterFunc(0, nil).Stop()
	s.AfterFunc(time.Hour, func() {}) // keeps nothing waiting
	s.Destroy(nil)
	n.Wait()
}

// A timer of a socket ends with it, can be stopped, and is due anew after Reset.
func TestATimerOfASocket(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	calls := make(chan string, 4)
	late := s.AfterFunc(time.Hour, func() { calls <- "reset" })
	late.Reset(0)
	s.AfterFunc(time.Hour, func() { calls <- "stopped" }).Stop()
	if got := nettest.Await(t, calls, "the timer"); got != "reset" {
		t.Error(got)
	}
	after := s.AfterFunc(time.Hour, func() { calls <- "after 'close'" })
	s.OnClose(func(bool) { after.Reset(0) })
	s.Destroy(nil)
	closed(t, s)
	n.turns(5)
	n.SetTimeout(time.Millisecond, func() { calls <- "end" })
	if got := nettest.Await(t, calls, "the end"); got != "end" {
		t.Error(got)
	}
}

// A panic in either destroys that socket.
func TestAPanicInPostOrAfterFunc(t *testing.T) {
	quietLog(t)
	n := newTestNet(t, nil, false, 1)
	a, b := n.NewSocket(SocketOptions{}), n.NewSocket(SocketOptions{})
	a.Post(func() { panic("post") })
	b.AfterFunc(0, func() { panic("after") })
	closed(t, a, b)
	wantCode(t, a.Err(), "ERR_CALLBACK_PANIC", "")
	wantCode(t, b.Err(), "ERR_CALLBACK_PANIC", "")
}
