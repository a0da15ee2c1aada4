//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package nodenet

import (
	"bytes"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A file is taken: neither its Close nor the garbage collector ends what was made of
// it.
func TestAFileIsTaken(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := n.CreateServer(func(s *Socket) { s.EndString("hello") })
	listen := func() { // nothing is left of the file when it returns
		f, err := ln.(*net.TCPListener).File()
		if err != nil {
			t.Fatal(err)
		}
		if err := v.ListenFile(f); err != nil {
			t.Fatal(err)
		}
		if f.Close() == nil {
			t.Error("the file was open")
		}
	}
	listen()
	address := ln.Addr().String()
	if err := ln.Close(); err != nil {
		t.Fatal(err)
	}
	collect()
	c, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	f, err := c.(*net.TCPConn).File()
	if err != nil {
		t.Fatal(err)
	}
	_ = c.Close()
	s, err := n.FromFile(f, SocketOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	s.OnData(func(p []byte) { got.Write(p) })
	closed(t, s)
	if got.String() != "hello" || s.Err() != nil {
		t.Errorf("%q, %v", got.String(), s.Err())
	}
	if err := v.Close(); err != nil {
		t.Fatal(err)
	}
	if c, err := net.DialTimeout("tcp", address, time.Second); err == nil {
		_ = c.Close()
		t.Error("it is still open somewhere")
	}
}

// collect has the garbage collector find what is of no use, and call finalizers.
func collect() {
	for range 3 {
		done := nettest.NewSignal()
		func() {
			object := new([64]byte)
			runtime.AddCleanup(object, func(int) { done.Fire() }, 0)
		}()
		runtime.GC()
		<-done.C
	}
}

// A file of no use is closed all the same.
func TestAFileThatIsNoSocket(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	open := func() *os.File {
		f, err := os.Open(os.DevNull)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	f := open()
	wantCode(t, n.CreateServer().ListenFile(f), "EINVAL", "")
	if f.Close() == nil {
		t.Error("open after ListenFile")
	}
	f = open()
	_, err := n.FromFile(f, SocketOptions{})
	wantCode(t, err, "ERR_INVALID_FD_TYPE", "")
	if f.Close() == nil {
		t.Error("open after FromFile")
	}
	for _, none := range []*os.File{nil, {}} {
		wantCode(t, n.CreateServer().ListenFile(none), "ERR_INVALID_ARG_TYPE", "")
		_, err := n.FromFile(none, SocketOptions{})
		wantCode(t, err, "ERR_INVALID_ARG_TYPE", "")
	}
	n.Group.Close()
	f = open()
	if n.CreateServer().ListenFile(f) == nil || f.Close() == nil {
		t.Error("a closed group takes a file")
	}
}

// The end of a pipe to which one writes is closed after End: no peer's end comes.
func TestAPipeToWriteToClosesAfterEnd(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	s, err := FromFile(w, SocketOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s.EndString("hello")
	if got, err := io.ReadAll(r); string(got) != "hello" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	closed(t, s)
	if s.Err() != nil {
		t.Error(s.Err())
	}
}

func TestUnlinkStale(t *testing.T) {
	nettest.NeedUnixSockets(t)
	n := newTestNet(t, nil, true, 1)
	dead, err := net.ListenUnix("unix", &net.UnixAddr{Name: n.path})
	if err != nil {
		t.Fatal(err)
	}
	dead.SetUnlinkOnClose(false)
	if err := dead.Close(); err != nil {
		t.Fatal(err)
	}
	v := n.CreateServer()
	wantCode(t, v.ListenPath(n.path), "EADDRINUSE", "")
	if err := v.ListenWith(ListenOptions{Path: n.path, UnlinkStale: true}); err != nil {
		t.Error(err)
	}
}

// The number of a descriptor is somebody else's as well, who may close it at any time:
// the server goes on. It closes the number in the end, unless that stands for something
// else by then.
func TestListenFdOfAFile(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, closedBefore := range []bool{true, false} {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		f, err := ln.(*net.TCPListener).File()
		if err != nil {
			t.Fatal(err)
		}
		number, err := unix.Dup(int(f.Fd()))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Close(), ln.Close()
		v := n.CreateServer(func(s *Socket) { s.EndString("hello") })
		if err := v.ListenFd(number); err != nil {
			t.Fatal(err)
		}
		if closedBefore {
			_ = unix.Close(number)
			if again, err := unix.FcntlInt(0, unix.F_DUPFD_CLOEXEC, number); again != number { // another has the number
				t.Fatal(again, err)
			}
		}
		c := n.Connect(v.Address().Port, "127.0.0.1")
		c.Resume()
		closed(t, c)
		if c.Err() != nil {
			t.Error(c.Err())
		}
		v.Close()
		var stat unix.Stat_t
		if open := unix.Fstat(number, &stat) == nil; open != closedBefore {
			t.Errorf("closed before: %v, open after: %v", closedBefore, open)
		}
		if closedBefore {
			_ = unix.Close(number)
		}
	}
}

// Nothing would ever come of a socket that listens as a connection.
func TestAListenerIsNoConnection(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	f, err := ln.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := n.FromFd(int(f.Fd()), SocketOptions{}); !errors.As(err, &e) || e.Code != "ERR_INVALID_FD_TYPE" {
		t.Error(err)
	}
	if _, err := n.FromFile(f, SocketOptions{}); !errors.As(err, &e) || e.Code != "ERR_INVALID_FD_TYPE" {
		t.Error(err)
	}
	if f.Close() == nil {
		t.Error("the file was open")
	}
}
