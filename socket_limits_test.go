package nodenet

import (
	"errors"
	"math"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// stuck are both ways to have a connection with limits to a peer that does not read.
func stuck(t *testing.T, test func(t *testing.T, n *testNet, s *Socket), o SocketOptions) {
	onTransports(t, func(t *testing.T, n *testNet) {
		sockets := make(chan *Socket, 1)
		server := ServerOptions{PauseOnConnect: true, WriteLimit: o.WriteLimit, RefuseWrites: o.RefuseWrites, WriteTimeout: o.WriteTimeout}
		v := n.serve(server, func(s *Socket) { sockets <- s })
		options := n.to(v)
		options.SocketOptions = o
		connected := nettest.NewSignal()
		options.OnConnect = connected.Fire
		c := n.ConnectWith(options).Pause()
		connected.Wait(t, "connect")
		test(t, n, c)
		peer := nettest.Await(t, sockets, "a connection")
		peer.Destroy(nil)
		n.ConnectWith(n.to(v)).Pause()
		test(t, n, nettest.Await(t, sockets, "a connection"))
	})
}

// What waits to be written never goes beyond the limit: who writes more is destroyed.
func TestWriteLimit(t *testing.T) {
	stuck(t, func(t *testing.T, _ *testNet, s *Socket) {
		most := 0
		for !s.Destroyed() {
			s.Write(make([]byte, 10_000))
			most = max(most, s.WritableLength())
		}
		closed(t, s)
		wantCode(t, s.Err(), "ENOBUFS", "write ENOBUFS")
		if !errors.Is(s.Err(), syscall.ENOBUFS) || most <= 90_000 || most > 100_000 {
			t.Errorf("%v after %d", s.Err(), most)
		}
	}, SocketOptions{WriteLimit: 100_000})
}

// An end with more than there is room for destroys the socket, refused or not, and its
// callback is told why.
func TestWriteLimitOfAnEnd(t *testing.T) {
	for _, refuse := range []bool{false, true} {
		stuck(t, func(t *testing.T, _ *testNet, s *Socket) {
			answers := make(chan error, 2)
			tell := func(err error) { answers <- err }
			s.EndString(strings.Repeat("x", 100_001), tell)
			wantCode(t, nettest.Await(t, answers, "the callback"), "ENOBUFS", "write ENOBUFS")
			closed(t, s)
			wantCode(t, s.Err(), "ENOBUFS", "write ENOBUFS")
			s.EndWith([]byte("later"), tell)
			wantCode(t, nettest.Await(t, answers, "the callback"), "ERR_STREAM_DESTROYED", "")
		}, SocketOptions{WriteLimit: 100_000, RefuseWrites: refuse})
	}
}

// With RefuseWrites the call is refused, and the socket goes on once there is room.
func TestRefuseWrites(t *testing.T) {
	stuck(t, func(t *testing.T, n *testNet, s *Socket) {
		s.Write(make([]byte, 100_000))
		written := s.BytesWritten()
		refused := make(chan error, 1)
		if s.Write(make([]byte, 100_001), func(err error) { refused <- err }) || s.WriteString(strings.Repeat("x", 100_001)) {
			t.Error("more is said to be welcome")
		}
		wantCode(t, nettest.Await(t, refused, "the callback"), "ENOBUFS", "write ENOBUFS")
		if s.BytesWritten() != written || s.Destroyed() {
			t.Error("it was written, or the socket destroyed")
		}
		// What a pipe brings is a part of something.
		source := n.NewSocket(SocketOptions{})
		p := &pipe{from: source, to: (*socketSink)(s)}
		p.write(make([]byte, 100_001))
		closed(t, s)
		wantCode(t, s.Err(), "ENOBUFS", "write ENOBUFS")
		source.Destroy(nil)
	}, SocketOptions{WriteLimit: 100_000, RefuseWrites: true})
}

// A peer that takes nothing is found although the program goes on writing, and one that
// takes something now and then is left alone.
func TestWriteTimeout(t *testing.T) {
	stuck(t, func(t *testing.T, n *testNet, s *Socket) {
		began := time.Now()
		for !s.Destroyed() {
			s.Write(make([]byte, 100_000))
			time.Sleep(time.Millisecond)
		}
		closed(t, s)
		wantCode(t, s.Err(), "ETIMEDOUT", "write ETIMEDOUT")
		if took := time.Since(began); took < 20*time.Millisecond {
			t.Errorf("after %v", took)
		}
	}, SocketOptions{WriteTimeout: 30 * time.Millisecond})
}

func TestAPeerThatTakesSomethingIsNotTimedOut(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		s, peer := n.pairOf(ServerOptions{WriteTimeout: 3 * time.Second}, SocketOptions{})
		peer.Pause()
		s.Write(make([]byte, 40<<20))
		done := nettest.NewSignal()
		s.End(func(error) { done.Fire() })
		got := 0
		peer.OnData(func(p []byte) { // a megabyte, then a rest of a tenth of a second
			if got += len(p); got >= 1<<20 {
				got = 0
				peer.Pause()
				peer.AfterFunc(100*time.Millisecond, func() { peer.Resume() })
			}
		})
		peer.Resume()
		done.Wait(t, "the end")
		if s.Err() != nil {
			t.Error(s.Err())
		}
		s.mu.Lock()
		if s.out != nil && s.out.stall != nil && s.out.stall.Armed() {
			t.Error("the timer is left")
		}
		s.mu.Unlock()
	})
}

// pairOf is a connection: the server's end, and the client's.
func (n *testNet) pairOf(server ServerOptions, client SocketOptions) (s, c *Socket) {
	n.t.Helper()
	accepted := make(chan *Socket, 1)
	v := n.serve(server, func(s *Socket) { accepted <- s })
	o := n.to(v)
	o.SocketOptions = client
	c = n.ConnectWith(o)
	return nettest.Await(n.t, accepted, "a connection"), c
}

func TestLimitsOfOddValues(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, o := range []SocketOptions{{WriteLimit: -1}, {WriteTimeout: -1}} {
		s := n.NewSocket(o)
		wantCode(t, s.Err(), "ERR_OUT_OF_RANGE", "")
		v := n.CreateServerWith(ServerOptions{WriteLimit: o.WriteLimit, WriteTimeout: o.WriteTimeout})
		wantCode(t, v.Listen(0, "127.0.0.1"), "ERR_OUT_OF_RANGE", "")
	}
	s, peer := n.pairOf(ServerOptions{WriteTimeout: math.MaxInt64, WriteLimit: math.MaxInt}, SocketOptions{})
	got := nettest.NewSignal()
	peer.OnData(func([]byte) { got.Fire() })
	s.Write(make([]byte, 1<<20))
	got.Wait(t, "data")
	if s.Err() != nil {
		t.Error(s.Err())
	}
}

// A loop that was busy for longer than the timeout does not blame the peer.
func TestABusyLoopIsNotTimedOut(t *testing.T) {
	n, clients := newTestNet(t, nil, false, 1), newTestNet(t, nil, false, 1)
	accepted := make(chan *Socket, 1)
	v := n.serve(ServerOptions{WriteTimeout: 400 * time.Millisecond}, func(s *Socket) { accepted <- s })
	peer := clients.ConnectWith(n.to(v))
	s := nettest.Await(t, accepted, "a connection")
	received := 0
	done := nettest.NewSignal()
	peer.OnData(func(p []byte) {
		if received += len(p); received == 8<<20 {
			done.Fire()
		}
	})
	s.Post(func() {
		s.Write(make([]byte, 8<<20))
		s.Post(func() { time.Sleep(500 * time.Millisecond) })
	})
	done.Wait(t, "everything")
	if s.Err() != nil {
		t.Error(s.Err())
	}
}
