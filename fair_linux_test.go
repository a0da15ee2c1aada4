package nodenet

import (
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// This file is about connections of one loop that never run dry: the others have their
// turn all the same.

// Of several connections that have much to read each takes two chunks at a time.
func TestThoseThatAreReadyShareATurn(t *testing.T) {
	for _, c := range []struct {
		name  string
		begin func(n *testNet, s *Socket, took func(int))
	}{
		{"data", func(_ *testNet, s *Socket, took func(int)) { s.OnData(func(p []byte) { took(len(p)) }) }},
		{"pipe", func(n *testNet, s *Socket, took func(int)) {
			s.bulk = true // as after a chunk
			s.listeners.add(evData, &pipe{from: s, to: countingSink(took)}, false)
			s.Resume()
		}},
		{"onread", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := newTestNet(t, nil, false, 1)
			const most, each = 2 * loop.ReadSize, 5 * loop.ReadSize / 2
			var last, longest, run, total int
			done := nettest.NewSignal()
			took := func(i int) func(int) {
				return func(size int) {
					if i != last {
						run = 0
					}
					last, run, total = i, run+size, total+size
					longest = max(longest, run)
					if total == 4*each {
						done.Fire()
					}
				}
			}
			var begin []func()
			for i := range 4 {
				took := took(i)
				o := SocketOptions{}
				if c.begin == nil {
					o.OnRead = &OnRead{Buffer: make([]byte, 1000), Callback: func(p []byte) bool { took(len(p)); return true }}
				}
				ours, peer := localPair(t)
				if err := peer.write(make([]byte, each)); err != nil {
					t.Fatal(err)
				}
				begin = append(begin, func() {
					s, err := n.FromFd(ours, o)
					if err != nil {
						t.Error(err)
						return
					}
					if c.begin != nil {
						c.begin(n, s, took)
					}
				})
			}
			n.Post(func() {
				for _, f := range begin {
					f()
				}
			})
			done.Wait(t, "everything")
			if longest > most {
				t.Errorf("one took %d bytes while others waited", longest)
			}
		})
	}
}

// countingSink is the end of a pipe that has always room.
type countingSink func(int)

func (f countingSink) put(p []byte) bool { f(len(p)); return true }
func (f countingSink) welcome() bool     { return true }
func (f countingSink) end()              {}

// A write in the callback of the one before it, to a peer that reads at once, goes on
// for ever without a turn of the loop.
func TestWritesInTheirCallbacksLeaveRoomForOthers(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, peer := rawConnection(t, n, SocketOptions{})
	peer.discard(t)
	done := nettest.NewSignal()
	others := false
	n.Post(func() {
		var next func(error)
		next = func(err error) {
			if err == nil && !others {
				s.Write([]byte("x"), next)
				return
			}
			done.Fire()
		}
		next(nil)
		n.Post(func() { others = true })
	})
	done.Wait(t, "the turn of others")
}

// What such a write has to tell comes before 'close' although it makes room.
func TestACallbackThatMakesRoomComesBeforeClose(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, peer := rawConnection(t, n, SocketOptions{})
	peer.discard(t)
	closed := nettest.NewSignal()
	written, told := 0, 0
	n.Post(func() {
		var next func(error)
		next = func(error) {
			if told++; written == 200 {
				return
			}
			written++
			s.Write([]byte("x"), next)
			if written == 200 {
				s.Destroy(nil)
			}
		}
		next(nil)
	})
	s.OnClose(func(bool) {
		if told != 201 {
			t.Errorf("%d of 201 calls before 'close'", told)
		}
		closed.Fire()
	})
	closed.Wait(t, "close")
}

// localPair is a pair of Unix sockets: unlike TCP's, everything written is there to be
// read at once.
func localPair(t *testing.T) (ours int, theirs rawPeer) {
	t.Helper()
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { syscall.Close(pair[1]) })
	return pair[0], rawPeer(pair[1])
}

// discard reads until the end, before which the test does not close the descriptor: the
// number would be another's.
func (fd rawPeer) discard(t *testing.T) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		p := make([]byte, 64<<10)
		for fd.readFull(p) == nil {
		}
	}()
	t.Cleanup(func() {
		_ = syscall.Shutdown(int(fd), syscall.SHUT_RDWR)
		<-done
	})
}
