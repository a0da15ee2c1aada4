package transport

import (
	"bytes"
	"errors"
	"io/fs"
	"net"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
)

func TestAListenerHandsOverEveryConnection(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		const many = 30
		for range many {
			r.dial(a.Addr())
		}
		for range many {
			nettest.Await(t, a.accepted, "a connection").Close(false)
		}
		if r.unix && a.Addr() != r.at {
			t.Errorf("address %+v", a.Addr())
		}
		if fd := a.Fd(); (r.network == Conns) != (fd < 0) {
			t.Errorf("descriptor %d", fd)
		}
	})
}

func TestConnectionsWaitUntilTheListenerIsStarted(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 10})
		if err != nil {
			t.Fatal(err)
		}
		a := r.listening(ln)
		peer := r.dial(ln.Addr())
		if _, err := peer.Write([]byte("early")); err != nil {
			t.Fatal(err)
		}
		r.turns(3)
		if len(a.accepted) > 0 {
			t.Error("accepted before Start")
		}
		a.start()
		k := r.start(nettest.Await(t, a.accepted, "the connection"))
		r.on(func() { k.read(true) })
		k.until("the data", func() bool { return string(k.data) == "early" })
	})
}

func TestAnAcceptedStreamMayRunOnAnotherLoop(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		peer := r.dial(a.Addr())
		s := nettest.Await(t, a.accepted, "a connection")
		other := newRig(t, r.kind)
		k := other.start(s)
		want := pattern(100_000)
		other.send(peer, want)
		other.on(func() { k.read(true) })
		k.untilEnd()
		if !bytes.Equal(k.data, want) {
			t.Errorf("%d bytes", len(k.data))
		}
	})
}

// From any goroutine, started or not, again and again.
func TestClosingAListenerFreesTheAddressAtOnce(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		for _, started := range []bool{true, false, true, false} {
			ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 10})
			if err != nil {
				t.Fatal(err)
			}
			a := r.listening(ln)
			if started {
				a.start()
			}
			r.at = ln.Addr() // next time the same port
			ln.Close()
			ln.Close()
			if ln.Addr().Known() || ln.Fd() != -1 {
				t.Errorf("closed, and still %+v, %d", ln.Addr(), ln.Fd())
			}
			if r.unix {
				if _, err := os.Lstat(r.at.Path); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("the socket file: %v", err)
				}
			}
			a.start() // does nothing
			network, address := goAddress(r.at)
			if c, err := net.Dial(network, address); err == nil {
				t.Error("it can be connected to")
				_ = c.Close()
			}
		}
	})
}

func TestNobodyIsAcceptedAfterClose(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		for range 20 {
			a := r.listen()
			for range 3 {
				r.dial(a.Addr())
			}
			n := 0
			r.on(func() {
				a.Close()
				n = len(a.accepted)
			})
			r.turns(3)
			if len(a.accepted) != n || len(a.ended)+len(a.failed) > 0 {
				t.Error("it was told something after Close")
			}
			for len(a.accepted) > 0 {
				(<-a.accepted).Close(false)
			}
		}
	})
}

func TestAnAddressInUseIsAnErrorOfBind(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		a := r.listen()
		_, err := r.network.Listen(Listen{Addr: a.Addr(), Backlog: 1})
		operationFails(t, err, "bind", syscall.EADDRINUSE)
		r.dial(a.Addr()) // the first one is well
		nettest.Await(t, a.accepted, "a connection").Close(false)
	})
}

// operationFails checks an error of a network.
func operationFails(t *testing.T, err error, operation string, no syscall.Errno) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Operation != operation || node.ErrnoOf(err) != no {
		t.Errorf("%v, want %s: %v", err, operation, no)
	}
}

func TestASocketFileIsOpenedToWhomItShallBe(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if !r.unix || runtime.GOOS == "windows" {
			t.Skip("no socket file with a mode")
		}
		for _, c := range []struct {
			readable, writable bool
			mode               fs.FileMode
		}{{true, false, 0o444}, {false, true, 0o222}, {true, true, 0o666}} {
			ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1, ReadableAll: c.readable, WritableAll: c.writable})
			if err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(r.at.Path)
			if err != nil || info.Mode().Perm() != c.mode {
				t.Errorf("%v, %v", info, err)
			}
			ln.Close()
		}
	})
}

func TestAUnixSocketWithoutAPathGetsAName(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if !r.unix || runtime.GOOS != "linux" {
			t.Skip("only Linux has names for it")
		}
		for _, at := range []Addr{{Unix: true}, {Unix: true, Path: "\x00nodenet-" + r.at.Path}} {
			r.at = at
			a := r.listen()
			if p := a.Addr().Path; len(p) < 2 || p[0] != 0 || at.Path != "" && p != at.Path {
				t.Errorf("address %q", p)
			}
			r.dial(a.Addr())
			nettest.Await(t, a.accepted, "a connection").Close(false)
			a.Close()
		}
	})
}

func TestIPv6OnlyKeepsIPv4Away(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.unix {
			t.Skip("about IPv6")
		}
		if ln, err := net.Listen("tcp6", "[::1]:0"); err != nil {
			t.Skip("no IPv6 here: ", err)
		} else {
			_ = ln.Close()
		}
		for _, only := range []bool{true, false} {
			ln, err := r.network.Listen(Listen{Addr: everywhere(), Backlog: 10, V6Only: only})
			if err != nil {
				t.Fatal(err)
			}
			c, err := net.Dial("tcp4", loopback(ln.Addr().Port()).String())
			if (err != nil) != only {
				t.Errorf("only IPv6 %v: %v", only, err)
			}
			if err == nil {
				_ = c.Close()
			}
			ln.Close()
		}
	})
}

// Out of descriptors: it is told once, the connections wait, and come in as soon as
// there is room.
func TestAcceptingThatFailsIsTriedAgain(t *testing.T) {
	for _, no := range []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM, syscall.ECONNRESET} {
		t.Run(no.Error(), func(t *testing.T) {
			r := newRig(t, kind{network: Conns})
			ln := newScripted()
			a := r.listening(NewListener(ln, Listen{}))
			a.start()
			for range 2 {
				for range 3 {
					ln.results <- &net.OpError{Op: "accept", Err: os.NewSyscallError("accept", no)}
				}
				if err := nettest.Await(t, a.failed, "the failure"); !errors.Is(err, no) {
					t.Error(err)
				}
				ln.results <- nil
				nettest.Await(t, a.accepted, "a connection").Close(false)
				if n := len(a.failed); n != 0 {
					t.Errorf("told %d times more", n)
				}
			}
		})
	}
}

// What is not of the system and does not say that it passes is a listener's last
// word.
func TestAListenerThatIsOfNoUseAnyMoreSaysSoOnce(t *testing.T) {
	for _, err := range []error{net.ErrClosed, errors.New("mux: listener closed"),
		os.NewSyscallError("accept", syscall.EINVAL), &net.OpError{Op: "accept", Err: errors.New("gone")}} {
		r := newRig(t, kind{network: Conns})
		ln := newScripted()
		a := r.listening(NewListener(ln, Listen{}))
		a.start()
		ln.results <- err
		if got := nettest.Await(t, a.ended, "the end"); !errors.Is(got, err) {
			t.Errorf("%v, want %v", got, err)
		}
		r.turns(2)
		if len(a.ended)+len(a.failed) > 0 {
			t.Error("it is told again")
		}
	}
}

// scripted is a net.Listener whose Accept returns what a test says.
type scripted struct {
	results chan error // nil for a connection
	closed  chan struct{}
}

func newScripted() *scripted { return &scripted{make(chan error, 10), make(chan struct{})} }

func (s *scripted) Accept() (net.Conn, error) {
	select {
	case err := <-s.results:
		if err != nil {
			return nil, err
		}
		ours, peer := net.Pipe()
		_ = peer.Close()
		return ours, nil
	case <-s.closed:
		return nil, net.ErrClosed
	}
}

func (s *scripted) Close() error { close(s.closed); return nil }

func (s *scripted) Addr() net.Addr { return scriptedAddr{} }

type scriptedAddr struct{}

func (scriptedAddr) Network() string { return "scripted" }
func (scriptedAddr) String() string  { return "somewhere" }

func TestAnAddressOfAnotherKindIsAPath(t *testing.T) {
	ln := NewListener(newScripted(), Listen{})
	defer ln.Close()
	if got := (Addr{Path: "somewhere", Unix: true}); ln.Addr() != got {
		t.Errorf("%+v", ln.Addr())
	}
}

// What comes in when the loop has stopped is closed, not lost.
func TestWhatIsAcceptedForALoopThatHasStoppedIsClosed(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.network != Conns {
			t.Skip("a descriptor is accepted by the loop itself")
		}
		l, err := loop.New(loop.NewRefs(), nil)
		if err != nil {
			t.Fatal(err)
		}
		ln, err := r.network.Listen(Listen{Addr: r.at})
		if err != nil {
			t.Fatal(err)
		}
		a := r.listening(ln)
		done := make(chan struct{})
		l.Post(loop.Task{On: loop.Func(func() { ln.Start(l, a); close(done) })})
		nettest.Await(t, done, "the loop")
		l.Stop()
		peer := r.dial(ln.Addr())
		_ = peer.SetReadDeadline(time.Now().Add(nettest.Patience))
		if _, err := peer.Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Error("it is still open")
		}
	})
}

func TestAcceptedStreamsHaveTheOptionsOfTheListener(t *testing.T) {
	onNetworks(t, func(t *testing.T, r *rig) {
		if r.unix {
			t.Skip("about TCP")
		}
		for _, on := range []bool{true, false} {
			ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1, NoDelay: on, KeepAlive: KeepAlive{On: on, Delay: 77 * time.Second}})
			if err != nil {
				t.Fatal(err)
			}
			a := r.listening(ln)
			a.start()
			r.dial(ln.Addr())
			s := nettest.Await(t, a.accepted, "a connection")
			checkInherited(t, s, on)
			s.Close(false)
			ln.Close()
		}
	})
}
