//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package nodenet

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// descriptorNets runs a test on TCP and on a Unix socket. Only descriptors can
// be bound without listening.
func descriptorNets(t *testing.T, test func(t *testing.T, n *testNet, o BindOptions)) {
	t.Run("tcp", func(t *testing.T) {
		test(t, newTestNet(t, transport.Descriptors, false, 1), BindOptions{Host: "127.0.0.1"})
	})
	t.Run("unix", func(t *testing.T) {
		n := newTestNet(t, transport.Descriptors, true, 1)
		test(t, n, BindOptions{Path: n.path})
	})
}

func TestBoundSocketListens(t *testing.T) {
	descriptorNets(t, func(t *testing.T, n *testNet, o BindOptions) {
		b, err := n.BindSocket(o)
		if err != nil {
			t.Fatal(err)
		}
		at := *b.Address()
		if b.Fd() < 0 || b.IsPipe() != n.unix || n.unix && at.Address != n.path || !n.unix && at.Port == 0 {
			t.Errorf("bound to %v with descriptor %d", at, b.Fd())
		}
		v := n.CreateServer(func(s *Socket) { s.EndString("in") })
		other := n.CreateServer()
		listening := nettest.NewSignal()
		if err := v.ListenWith(ListenOptions{Bound: b, OnListening: listening.Fire}); err != nil {
			t.Fatal(err)
		}
		listening.Wait(t, "listening")
		if got := *v.Address(); got != at {
			t.Errorf("listens on %v, was bound to %v", got, at)
		}
		wantCode(t, b.Close(), "ERR_SOCKET_HANDLE_ADOPTED", "The bound socket has already been adopted by a server or socket")
		wantCode(t, other.ListenWith(ListenOptions{Bound: b}), "ERR_SOCKET_HANDLE_ADOPTED", "")
		if b.Address().Family != "" || b.Fd() != -1 {
			t.Error("it still has an address or a descriptor")
		}
		client := n.ConnectWith(n.to(v))
		letIn(t, client)
		_ = v.Close()
		if _, err := os.Stat(n.path); n.unix && err == nil {
			t.Error("the socket file is left")
		}
	})
}

func TestBoundSocketConnects(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	from := make(chan int, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) {
		from <- s.RemoteAddr().Port
		s.End()
	})
	b, err := n.BindSocket(BindOptions{Host: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	port := b.Address().Port
	to := n.to(v)
	to.Bound = b
	client := n.ConnectWith(to)
	client.Resume()
	if got := nettest.Await(t, from, "the connection"); got != port {
		t.Errorf("came from port %d, want %d", got, port)
	}
	closed(t, client)
	again := n.ConnectWith(to)
	failed := make(chan error, 1)
	again.OnError(func(err error) { failed <- err })
	wantCode(t, nettest.Await(t, failed, "error"), "ERR_SOCKET_HANDLE_ADOPTED", "")
	closed(t, again)
	_ = v.Close()
}

// Node calls a directory that is not there EACCES where a path is bound; Go programs
// find what it is.
func TestAMissingDirectoryIsBothErrors(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	path := filepath.Join(t.TempDir(), "none", "socket")
	listen := n.CreateServer().ListenPath(path)
	_, bind := n.BindSocket(BindOptions{Path: path})
	for _, err := range []error{listen, bind} {
		var e *Error
		if !errors.As(err, &e) || e.Code != "EACCES" || e.Hint != "its directory is not there" || strings.Contains(e.Message, e.Hint) {
			t.Errorf("%#v", e)
		}
		for _, is := range []error{syscall.EACCES, syscall.ENOENT, fs.ErrNotExist} {
			if !errors.Is(err, is) {
				t.Errorf("%v is not %v", err, is)
			}
		}
	}
}

// The texts are those of Node 26, and hints of ours.
func TestBoundSocketMisuse(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	dir := t.TempDir()
	taken := n.CreateServer()
	n.listen(taken)
	tooLong := "/tmp/" + strings.Repeat("x", 120)
	for _, test := range []struct {
		options       BindOptions
		code, message string
	}{
		{BindOptions{Port: -1}, "ERR_SOCKET_BAD_PORT", "options.port should be >= 0 and < 65536. Received -1."},
		{BindOptions{Host: "localhost"}, "ERR_INVALID_ARG_VALUE", "The property 'options.host' must be a numeric IP address; net.BoundSocket does not perform DNS resolution. Received 'localhost'"},
		{BindOptions{Path: "/tmp/x", Port: 1}, "ERR_INVALID_ARG_VALUE", "The argument 'options' path is mutually exclusive with host, port, ipv6Only, and reusePort."},
		{BindOptions{Host: "192.0.2.1"}, "EADDRNOTAVAIL", "bind EADDRNOTAVAIL 192.0.2.1"},
		{BindOptions{Host: "127.0.0.1", Port: taken.Address().Port}, "EADDRINUSE", "bind EADDRINUSE 127.0.0.1:" + itoa(taken.Address().Port)},
		{BindOptions{Path: filepath.Join(dir, "none/sock")}, "EACCES", "bind EACCES (its directory is not there)"},
		{BindOptions{Path: dir}, "EADDRINUSE", "bind EADDRINUSE"},
		{BindOptions{Path: tooLong}, "EINVAL", "bind EINVAL (" + node.BadPath(tooLong) + ")"},
	} {
		_, err := n.BindSocket(test.options)
		wantCode(t, err, test.code, test.message)
	}
	_ = taken.Close()
	for _, o := range []BindOptions{{}, {IPv6Only: true}, {Host: "::1"}} {
		t.Run(o.Host, func(t *testing.T) {
			nettest.NeedAddressesOf(t, o.Host)
			b, err := n.BindSocket(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	conns := newTestNet(t, transport.Conns, false, 1)
	_, err := conns.BindSocket(BindOptions{})
	wantCode(t, err, "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "")
}

// Several sockets on one port, when all of them ask for it.
func TestBoundSocketsShareAPort(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	a, err := n.BindSocket(BindOptions{Host: "127.0.0.1", ReusePort: true})
	if err != nil {
		t.Fatal(err)
	}
	b, err := n.BindSocket(BindOptions{Host: "127.0.0.1", ReusePort: true, Port: a.Address().Port})
	if err != nil {
		t.Fatal(err)
	}
	// Handle is the deprecated name of Bound.
	for _, o := range []ListenOptions{{Bound: a}, {Handle: b}} {
		v := n.CreateServer()
		if err := v.ListenWith(o); err != nil || !v.Listening() {
			t.Errorf("%v, listening %v", err, v.Listening())
		}
		_ = v.Close()
	}
}

func TestListenOnDescriptors(t *testing.T) {
	descriptorNets(t, func(t *testing.T, n *testNet, o BindOptions) {
		b, err := n.BindSocket(o)
		if err != nil {
			t.Fatal(err)
		}
		fd, err := syscall.Dup(b.Fd())
		if err != nil {
			t.Fatal(err)
		}
		at := *b.Address()
		v := n.CreateServer(func(s *Socket) { s.End() })
		listening := nettest.NewSignal()
		if err := v.ListenFd(fd, listening.Fire); err != nil {
			t.Fatal(err)
		}
		listening.Wait(t, "listening")
		if got := *v.Address(); got != at {
			t.Errorf("listens on %v, the descriptor is bound to %v", got, at)
		}
		client := n.ConnectWith(n.to(v))
		client.Resume()
		closed(t, client)
		_ = v.Close()
		_ = b.Close()
	})
}

// What cannot be listened on fails as in Node: with EINVAL, through 'error'.
func TestListenOnOtherDescriptors(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, false, 1)
	file, err := os.Open(os.Args[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	free, err := n.BindSocket(BindOptions{Host: "127.0.0.1"})
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	none, half := []int{9999}, 32
	if strconv.IntSize > half { // of which the system would see the half that is free's
		none = append(none, 1<<half+free.Fd())
	}
	for _, fd := range append(none, int(file.Fd())) {
		v := n.CreateServer()
		failed := make(chan error, 1)
		v.OnError(func(err error) { failed <- err })
		returned := v.ListenFd(fd)
		err := nettest.Await(t, failed, "error")
		if returned != err {
			t.Error("ListenFd returned", returned)
		}
		wantCode(t, err, "EINVAL", "listen EINVAL: invalid argument")
		_, err = n.BoundSocketFromFd(fd)
		wantCode(t, err, "EINVAL", "")
		if _, err := n.FromFd(fd, SocketOptions{}); fd > 9999 {
			wantCode(t, err, "ERR_OUT_OF_RANGE", "")
		} else if fd == 9999 {
			wantCode(t, err, "ERR_INVALID_FD_TYPE", "Unsupported fd type: UNKNOWN")
		} else {
			wantCode(t, err, "ERR_INVALID_FD_TYPE", "Unsupported fd type: FILE")
		}
	}
	_, err = n.FromFd(-1, SocketOptions{})
	wantCode(t, err, "ERR_OUT_OF_RANGE", `The value of "fd" is out of range. It must be >= 0 && <= 2147483647. Received -1`)
	wantCode(t, n.CreateServer().ListenFd(-1), "ERR_INVALID_ARG_VALUE", "")
}

// Sockets of both ends of a socket pair, and of a pipe.
func TestSocketsOfDescriptors(t *testing.T) {
	n := newTestNet(t, transport.Descriptors, true, 1)
	pair, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	var pipe [2]int
	if err := syscall.Pipe(pipe[:]); err != nil {
		t.Fatal(err)
	}
	for _, fds := range [][2]int{pair, pipe} {
		reader, err := n.FromFd(fds[0], SocketOptions{})
		if err != nil {
			t.Fatal(err)
		}
		writer, err := n.FromFd(fds[1], SocketOptions{})
		if err != nil {
			t.Fatal(err)
		}
		want := string(pattern(300_000))
		writer.EndString(want)
		writer.OnFinish(func() { writer.Destroy(nil) }) // a pipe has no half-close
		got := make(chan string, 1)
		var all strings.Builder
		reader.OnData(func(p []byte) { all.Write(p) })
		reader.OnEnd(func() { got <- all.String() })
		if nettest.Await(t, got, "the end") != want {
			t.Error("other data")
		}
		reader.Destroy(nil)
		closed(t, reader, writer)
	}
}
