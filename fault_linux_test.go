package nodenet

import (
	"crypto/sha256"
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Short reads and writes, EAGAIN and ENOBUFS below the transport change
// nothing. The faults are for the whole process, so this is a process of its
// own. (EINTR is dealt with where the system call is made; see its own test.)
func TestInjectedFaults(t *testing.T) {
	if os.Getenv("NODENET_FAULTS") == "" {
		cmd := exec.Command(os.Args[0], "-test.run=^TestInjectedFaults$", "-test.v")
		cmd.Env = append(os.Environ(), "NODENET_FAULTS=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	injectFaults()
	for _, unix := range []bool{false, true} {
		n := newTestNet(t, transport.Descriptors, unix, 1)
		const size = 3 << 20
		want := pattern(size)
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		done := make(chan bool, 4)
		for range cap(done) {
			c := n.connect(v)
			got, total := sha256.New(), 0
			c.OnData(func(p []byte) { got.Write(p); total += len(p) })
			c.OnClose(func(hadError bool) {
				if hadError || total != size || [32]byte(got.Sum(nil)) != sha256.Sum256(want) {
					t.Errorf("%d of %d bytes, or others; %v", total, size, c.Err())
				}
				done <- true
			})
			for p := want; len(p) > 0; {
				k := min(len(p), 1+rand.IntN(200_000))
				c.Write(p[:k])
				p = p[k:]
			}
			c.End()
		}
		for range cap(done) {
			nettest.Await(t, done, "close")
		}
	}
}

// injectFaults makes one call in three short or fruitless.
func injectFaults() {
	real := transport.System
	fault := func() error {
		switch rand.IntN(6) {
		case 0:
			return syscall.EAGAIN
		case 1:
			return syscall.ENOBUFS
		}
		return nil
	}
	short := func(p []byte) []byte {
		if rand.IntN(3) == 0 && len(p) > 1 {
			return p[:1+rand.IntN(len(p)-1)]
		}
		return p
	}
	transport.System.Read = func(fd int, p []byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		return real.Read(fd, short(p))
	}
	transport.System.Write = func(fd int, p []byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		return real.Write(fd, short(p))
	}
	transport.System.Writev = func(fd int, ps [][]byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		return real.Write(fd, short(ps[0]))
	}
	transport.System.Accept = func(fd int) (int, transport.Peer, error) {
		if err := fault(); err == syscall.EAGAIN {
			return -1, transport.Peer{}, err
		}
		return real.Accept(fd)
	}
}

// Every byte that the peer sent before its reset is delivered before 'error'.
func TestEverythingBeforeResetArrives(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		if n.unix {
			t.Skip("a Unix socket has no reset")
		}
		for _, size := range []int{1, 100, 32 << 10} {
			total := 0
			var sequence []string
			accepted := make(chan *Socket, 1)
			done := nettest.NewSignal()
			v := n.CreateServerWith(ServerOptions{PauseOnConnect: true, OnConnection: func(s *Socket) {
				s.OnData(func(p []byte) { total += len(p) })
				s.OnError(func(err error) {
					sequence = append(sequence, "error")
					if !errors.Is(err, syscall.ECONNRESET) {
						t.Error(err)
					}
				})
				s.OnClose(func(bool) { sequence = append(sequence, "close"); done.Fire() })
				accepted <- s
			}})
			n.listen(v)
			raw, err := net.Dial("tcp", v.Address().String())
			if err != nil {
				t.Fatal(err)
			}
			s := nettest.Await(t, accepted, "connection")
			if _, err := raw.Write(make([]byte, size)); err != nil {
				t.Fatal(err)
			}
			// A reset throws away what the sender still has.
			if !nettest.Eventually(func() bool { return unsent(t, raw) == 0 }) {
				t.Fatal("not everything was sent")
			}
			raw.(*net.TCPConn).SetLinger(0)
			raw.Close()
			s.Resume()
			done.Wait(t, "close")
			if total != size {
				t.Errorf("%d of %d bytes", total, size)
			}
			if len(sequence) != 2 || sequence[0] != "error" {
				t.Error(sequence)
			}
			v.Close()
		}
	})
}

// A write that finds the peer gone does not lose what the peer has sent.
func TestEverythingBeforeAFailedWriteArrives(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	total := 0
	accepted := make(chan *Socket, 1)
	v := n.serve(ServerOptions{PauseOnConnect: true}, func(s *Socket) {
		s.OnData(func(p []byte) { total += len(p) })
		accepted <- s
	})
	raw, err := net.Dial("tcp", v.Address().String())
	if err != nil {
		t.Fatal(err)
	}
	s := nettest.Await(t, accepted, "connection")
	if _, err := raw.Write(make([]byte, 1000)); err != nil {
		t.Fatal(err)
	}
	if !nettest.Eventually(func() bool { return unsent(t, raw) == 0 }) {
		t.Fatal("not everything was sent")
	}
	raw.(*net.TCPConn).SetLinger(0)
	raw.Close()
	n.Post(func() {
		s.Resume()
		for !s.Destroyed() && s.Write(make([]byte, 100)) && s.Writable() {
		}
	})
	closed(t, s)
	if total != 1000 || s.Err() == nil {
		t.Errorf("%d bytes, %v", total, s.Err())
	}
}

// unsent is how many bytes the peer's kernel has not confirmed yet.
func unsent(t *testing.T, c net.Conn) (n int) {
	raw, err := c.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	if e := raw.Control(func(fd uintptr) { n, err = unix.IoctlGetInt(int(fd), unix.TIOCOUTQ) }); e != nil || err != nil {
		t.Fatal(e, err)
	}
	return n
}
