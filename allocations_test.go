//go:build unix

package nodenet

import (
	"errors"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/alloctest"
)

// What a message costs there and back, all of the process counted.
func TestAllocationsPerMessage(t *testing.T) {
	for _, c := range []struct {
		name string
		most float64
		echo func(testing.TB, *testNet) rawPeer
	}{
		{"onread", 0, func(tb testing.TB, n *testNet) rawPeer { return onReadEcho(tb, n, 64, nil) }},
		{"pipe", 0, pipeEcho},
		{"data", 1, dataEcho},
		{"idle timeout", 0, func(tb testing.TB, n *testNet) rawPeer {
			return onReadEcho(tb, n, 64, func(s *Socket) func() {
				_ = s.SetTimeout(time.Hour)
				return func() {}
			})
		}},
		{"timer reset", 0, func(tb testing.TB, n *testNet) rawPeer {
			timer := n.SetTimeout(time.Hour, func() {})
			return onReadEcho(tb, n, 64, func(*Socket) func() { return func() { timer.Reset(time.Hour) } })
		}},
		{"timer stopped and reset", 0, func(tb testing.TB, n *testNet) rawPeer {
			timer := n.SetTimeout(time.Hour, func() {})
			return onReadEcho(tb, n, 64, func(*Socket) func() {
				return func() { timer.Stop(); timer.Reset(time.Hour) }
			})
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			peer := c.echo(t, newTestNet(t, nil, false, 1))
			message, answer := make([]byte, 64), make([]byte, 64)
			alloctest.Pin(t, "a message", c.most, func() { peer.exchange(t, message, answer) })
		})
	}
}

// What the kernel takes at once is not copied, nor is anything kept of it.
func TestAllocationsOfAWrite(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, peer := rawConnection(t, n, SocketOptions{})
	message, got := make([]byte, 64), make([]byte, 64)
	alloctest.Pin(t, "Write", 0, func() {
		s.Write(message)
		if err := peer.readFull(got); err != nil {
			t.Fatal(err)
		}
	})
	alloctest.Pin(t, "WriteString", 0, func() {
		s.WriteString("the same of text")
		if err := peer.readFull(got[:16]); err != nil {
			t.Fatal(err)
		}
	})
}

// What has to wait is copied, unless it is text, which never changes. The queue
// costs nothing, nor does the call that writes all of it.
func TestAllocationsOfTheWriteQueue(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, peer := rawConnection(t, n, SocketOptions{})
	message, got := make([]byte, 64), make([]byte, 4*64)
	text := string(message)
	gathered := func(write func()) func() {
		return func() {
			s.Cork()
			for range 4 {
				write()
			}
			s.Uncork()
			if err := peer.readFull(got); err != nil {
				t.Fatal(err)
			}
		}
	}
	alloctest.Pin(t, "four times Write", 4, gathered(func() { s.Write(message) }))
	alloctest.Pin(t, "four times WriteString", 0, gathered(func() { s.WriteString(text) }))
}

// A connection that is accepted is a Socket and a descriptor of the transport.
// Connecting takes what the attempts have to remember.
func TestAllocationsOfAConnection(t *testing.T) {
	n := newTestNet(t, nil, true, 1)
	n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	address := &syscall.SockaddrUnix{Name: n.path}
	alloctest.Pin(t, "accepting", 2, func() { acceptOne(t, syscall.AF_UNIX, address) })
	alloctest.Pin(t, "connecting", 18, connectOne(newTestNet(t, nil, false, 1)))
}

// A call on the loop from another goroutine, although nothing else keeps the
// group waiting.
func TestAllocationsOfAPost(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	done := make(chan struct{})
	f := func() { done <- struct{}{} }
	alloctest.Pin(t, "Post", 0, func() { n.Post(f); <-done })
}

// An event costs its listeners, nothing else.
func TestAllocationsOfAnEvent(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, _ := rawConnection(t, n, SocketOptions{})
	count := 0
	s.OnDrain(func() { count++ })
	s.OnError(func(error) { count++ })
	alloctest.Pin(t, "'drain'", 0, func() { s.emitPlain(evDrain) })
	err := errors.New("")
	alloctest.Pin(t, "'error'", 0, func() { emit(s, evError, func(f func(error)) { f(err) }) })
}
