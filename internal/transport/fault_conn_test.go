package transport

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// faulty is a net.Conn of which a test replaces calls; nil stands for the one
// below.
type faulty struct {
	net.Conn
	read, write func(p []byte) (int, error)
	closeWrite  func() error
	close       func() error
}

func (f *faulty) Read(p []byte) (int, error) {
	if f.read == nil {
		return f.Conn.Read(p)
	}
	return f.read(p)
}

func (f *faulty) Write(p []byte) (int, error) {
	if f.write == nil {
		return f.Conn.Write(p)
	}
	return f.write(p)
}

func (f *faulty) Close() error {
	if f.close == nil {
		return f.Conn.Close()
	}
	return f.close()
}

// halved is one that can end the writing side alone.
type halved struct{ *faulty }

func (h halved) CloseWrite() error { return h.closeWrite() }

// startFaulty starts a stream on a conn of which calls are replaced.
func startFaulty(t *testing.T) (*rig, *faulty, *recorder, net.Conn) {
	r := newRig(t, kind{network: Conns, pipe: true})
	ours, peer := net.Pipe()
	t.Cleanup(func() { _ = peer.Close() })
	f := &faulty{Conn: ours}
	return r, f, r.start(NewConn(f)), peer
}

// Short reads, reads of nothing, data together with the end, and writes that are
// short without an error, against the rules: nothing is lost.
func TestAConnMayTakeAndGiveLittle(t *testing.T) {
	r, f, k, peer := startFaulty(t)
	want, back := pattern(100_000), pattern(60_001)
	rest := want
	f.read = func(p []byte) (int, error) {
		n := copy(p[:rand.IntN(len(p)+1)], rest)
		if rest = rest[n:]; len(rest) == 0 {
			return n, io.EOF
		}
		return n, nil
	}
	f.write = func(p []byte) (int, error) { return f.Conn.Write(p[:1+rand.IntN(len(p))]) }
	got := receive(peer)
	r.on(func() {
		k.read(true)
		k.write(bytes.Clone(back))
	})
	k.untilWritten()
	k.untilEnd()
	r.on(func() { k.shutdown() })
	if p := nettest.Await(t, got, "the end"); !bytes.Equal(p, back) || !bytes.Equal(k.data, want) {
		t.Errorf("%d and %d bytes, or others", len(p), len(k.data))
	}
}

func TestAConnThatTakesNothingFails(t *testing.T) {
	r, f, k, _ := startFaulty(t)
	f.write = func([]byte) (int, error) { return 0, nil }
	r.on(func() { k.write([]byte("x")) })
	k.untilWriteFails()
	if k.writeErr != io.ErrNoProgress {
		t.Error(k.writeErr)
	}
}

// Data that came with the error is handed over first.
func TestAReadThatFailsOnAConnIsTold(t *testing.T) {
	for _, no := range []syscall.Errno{syscall.ECONNRESET, syscall.ENOBUFS, syscall.EIO} {
		r, f, k, _ := startFaulty(t)
		f.read = func(p []byte) (int, error) {
			return copy(p, "the last"), &net.OpError{Op: "read", Err: os.NewSyscallError("read", no)}
		}
		r.on(func() { k.read(true) })
		k.untilFailure()
		if string(k.data) != "the last" || k.failedOp != "read" || !errors.Is(k.failure, no) {
			t.Errorf("%q, %s %v", k.data, k.failedOp, k.failure)
		}
	}
}

// What was taken before the error counts.
func TestAWriteThatFailsOnAConnIsTold(t *testing.T) {
	for _, no := range []syscall.Errno{syscall.ECONNRESET, syscall.EPIPE, syscall.ENOBUFS} {
		r, f, k, _ := startFaulty(t)
		room := 3 // for what may come in several pieces
		f.write = func(p []byte) (int, error) {
			n := min(len(p), room)
			if room -= n; room > 0 {
				return n, nil
			}
			return n, no
		}
		r.on(func() { k.write([]byte("hello")) })
		k.untilWriteFails()
		if !errors.Is(k.writeErr, no) || string(k.left) != "lo" {
			t.Errorf("%v, %q left", k.writeErr, k.left)
		}
	}
}

func TestAShutdownThatFailsOnAConnIsTold(t *testing.T) {
	r := newRig(t, kind{network: Conns, pipe: true})
	ours, peer := net.Pipe()
	defer peer.Close()
	gone := errors.New("gone")
	k := r.start(NewConn(halved{&faulty{Conn: ours, closeWrite: func() error { return gone }}}))
	r.on(func() { k.shutdown() })
	k.until("the answer to Shutdown", func() bool { return k.shut == 1 })
	if k.shutErr != gone {
		t.Error(k.shutErr)
	}
	k2 := r.start(NewConn(halved{&faulty{Conn: ours, closeWrite: func() error { return nil }}}))
	r.on(func() { k2.shutdown() })
	k2.until("the answer to Shutdown", func() bool { return k2.shut == 1 })
	if k2.shutErr != nil {
		t.Error(k2.shutErr)
	}
}

// A conn whose Close talks to its peer, as that of TLS does, may take its time: the
// loop goes on, and Closed waits.
func TestAConnThatClosesSlowlyDoesNotHoldUpTheLoop(t *testing.T) {
	for _, started := range []bool{true, false} {
		r := newRig(t, kind{network: Conns, pipe: true})
		ours, peer := net.Pipe()
		defer peer.Close()
		slow := make(chan struct{})
		closing := make(chan struct{})
		var once sync.Once
		f := &faulty{Conn: ours}
		f.close = func() error {
			once.Do(func() { close(closing) })
			<-slow
			return ours.Close()
		}
		s := NewConn(f)
		if started {
			k := r.start(s)
			r.on(func() { k.close(false) })
			nettest.Await(t, closing, "Close")
			r.turns(3)
			if k.closed > 0 {
				t.Error("Closed before it is")
			}
			close(slow)
			k.untilClosed()
			continue
		}
		r.on(func() { s.Close(false) })
		nettest.Await(t, closing, "Close")
		close(slow)
		_, _ = peer.Read(make([]byte, 1))
	}
}

// One whose Close never returns is told to have closed all the same, in the end.
func TestAConnThatNeverCloses(t *testing.T) {
	patience := closePatience
	closePatience = 10 * time.Millisecond
	defer func() { closePatience = patience }()
	r, f, k, _ := startFaulty(t)
	never := make(chan struct{})
	defer close(never)
	f.close = func() error { <-never; return nil }
	r.on(func() { k.close(false) })
	k.untilClosed()
}

// One that reads nothing, and never waits either, would keep a processor busy.
func TestAConnThatReadsNothingFails(t *testing.T) {
	r, f, k, _ := startFaulty(t)
	f.read = func([]byte) (int, error) { return 0, nil }
	r.on(func() { k.read(true) })
	k.untilFailure()
	if k.failure != io.ErrNoProgress {
		t.Error(k.failure)
	}
}
