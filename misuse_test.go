package nodenet

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
)

// wantCode fails unless err is an *Error with the code and, if given, the
// message.
func wantCode(t *testing.T, err error, code, message string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Code != code || message != "" && e.Error() != message {
		t.Errorf("got %v, want %s: %s", err, code, message)
	}
}

func TestListenMisuse(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, c := range []struct {
		err           error
		code, message string
	}{
		{n.CreateServer().Listen(-1, ""), "ERR_SOCKET_BAD_PORT", "options.port should be >= 0 and < 65536. Received -1."},
		{n.CreateServer().Listen(65536, "127.0.0.1"), "ERR_SOCKET_BAD_PORT", "options.port should be >= 0 and < 65536. Received 65536."},
		{n.CreateServer().ListenPath(""), "ERR_INVALID_ARG_VALUE", "The argument 'path' must not be empty. Received ''"},
		{n.CreateServer().Serve(nil), "ERR_INVALID_ARG_TYPE", `The "listener" argument must be a net.Listener. Received nil`},
		{n.CreateServerWith(ServerOptions{HighWaterMark: -1}).Listen(0, ""), "ERR_INVALID_ARG_VALUE", ""},
		{n.CreateServerWith(ServerOptions{KeepAliveInitialDelay: -1}).Listen(0, ""), "ERR_OUT_OF_RANGE", ""},
		{n.CreateServer().ListenWith(ListenOptions{Port: -1}), "ERR_SOCKET_BAD_PORT", ""},
		{n.CreateServer().ListenFd(-1), "ERR_INVALID_ARG_VALUE", "The argument 'fd' must not be negative. Received -1"},
	} {
		wantCode(t, c.err, c.code, c.message)
	}
	n.Wait() // nothing was started
}

// refusal is what the system says to some options.
type refusal[O any] struct {
	options       O
	code, message string
	is            error
}

func TestListenErrors(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServer()
		n.listen(v)
		taken := ListenOptions{Host: "127.0.0.1", Path: n.path}
		text := "listen EADDRINUSE: address already in use " + n.path
		if !n.unix {
			taken.Port = v.Address().Port
			text += "127.0.0.1:" + itoa(taken.Port)
		}
		if err := v.ListenWith(taken); err == nil {
			t.Error("listens twice")
		} else {
			wantCode(t, err, "ERR_SERVER_ALREADY_LISTEN", "Listen method has been called more than once without closing.")
		}
		long := strings.Repeat("p", 300)
		tooLong := " (" + node.BadPath(long) + ")"
		cases := []refusal[ListenOptions]{
			{taken, "EADDRINUSE", text, syscall.EADDRINUSE},
			{ListenOptions{Path: long}, "EINVAL", "listen EINVAL: invalid argument " + long + tooLong, syscall.EINVAL},
			{ListenOptions{Path: "a\x00b"}, "EINVAL", "listen EINVAL: invalid argument a\x00b (there is a NUL byte in the path)", syscall.EINVAL},
			{ListenOptions{Host: "192.0.2.1"}, "EADDRNOTAVAIL", "listen EADDRNOTAVAIL: address not available 192.0.2.1", syscall.EADDRNOTAVAIL},
		}
		if n.unix {
			cases = append(cases, refusal[ListenOptions]{ListenOptions{Path: "/nonexistent/socket"}, "EACCES", "listen EACCES: permission denied /nonexistent/socket (its directory is not there)", syscall.EACCES})
		}
		for _, c := range cases {
			other := n.CreateServer()
			failed := make(chan error, 1)
			other.OnError(func(err error) { failed <- err })
			returned := other.ListenWith(c.options)
			err := nettest.Await(t, failed, "error")
			wantCode(t, err, c.code, c.message)
			if returned != err {
				t.Error("Listen returned", returned)
			}
			if !errors.Is(err, c.is) || other.Listening() || *other.Address() != (Address{}) {
				t.Error(err, other.Address())
			}
			// It may be told to listen again.
			listening := nettest.NewSignal()
			if err := other.Listen(0, "127.0.0.1", listening.Fire); err != nil {
				t.Error(err)
			}
			listening.Wait(t, "listening")
			other.Close()
		}
	})
}

func TestConnectMisuse(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	for _, c := range []struct {
		options       ConnectOptions
		code, message string
	}{
		{ConnectOptions{Port: -1}, "ERR_SOCKET_BAD_PORT", "Port should be >= 0 and < 65536. Received -1."},
		{ConnectOptions{Port: 65536}, "ERR_SOCKET_BAD_PORT", "Port should be >= 0 and < 65536. Received 65536."},
		{ConnectOptions{}, "ERR_MISSING_ARGS", `The "options" or "port" or "path" argument must be specified`},
		{ConnectOptions{Port: 1, LocalAddress: "bad"}, "ERR_INVALID_IP_ADDRESS", "Invalid IP address: bad"},
		{ConnectOptions{Port: 1, LocalPort: -1}, "ERR_SOCKET_BAD_PORT", ""},
		{ConnectOptions{Port: 1, Host: "localhost", Family: 9}, "ERR_INVALID_ARG_VALUE", "The property 'options.family' must be one of: 0, 4, 6. Received 9"},
		{ConnectOptions{Port: 1, AttemptTimeout: -1}, "ERR_OUT_OF_RANGE", ""},
		{ConnectOptions{Port: 1, Timeout: -1}, "ERR_OUT_OF_RANGE", ""},
		{ConnectOptions{Port: 1, ConnectTimeout: -1}, "ERR_OUT_OF_RANGE", ""},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{HighWaterMark: -1}}, "ERR_INVALID_ARG_VALUE", ""},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{OnRead: &OnRead{}}}, "ERR_INVALID_ARG_TYPE", ""},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{OnRead: &OnRead{Buffer: make([]byte, 8)}}}, "ERR_INVALID_ARG_TYPE", ""},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{KeepAliveInitialDelay: -1}}, "ERR_OUT_OF_RANGE", ""},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{TypeOfService: 256}}, "ERR_OUT_OF_RANGE", `The value of "options.typeOfService" is out of range. It must be >= 0 && <= 255. Received 256`},
		{ConnectOptions{Port: 1, SocketOptions: SocketOptions{TypeOfService: -1}}, "ERR_OUT_OF_RANGE", ""},
		{ConnectOptions{Port: 1, LocalPort: 65536}, "ERR_SOCKET_BAD_PORT", ""},
	} {
		s := n.ConnectWith(c.options)
		wantCode(t, s.Err(), c.code, c.message) // at once
		failed := make(chan error, 1)
		s.OnError(func(err error) { failed <- err })
		closed(t, s)
		if err := nettest.Await(t, failed, "error"); err != s.Err() {
			t.Error(err)
		}
	}
	s := n.NewSocket(SocketOptions{})
	wantCode(t, s.Connect(65536, "", nil), "ERR_SOCKET_BAD_PORT", "")
	if s.Destroyed() || s.Connecting() {
		t.Error("misuse has done something")
	}
	s.Destroy(nil)
	closed(t, s)
	n.Wait()
}

func TestConnectErrors(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		long := strings.Repeat("p", 300)
		notFound := func(context.Context, string, int) ([]netip.Addr, error) {
			return nil, &net.DNSError{Err: "no such host", Name: "nosuchhost", IsNotFound: true}
		}
		cases := []refusal[ConnectOptions]{
			{ConnectOptions{Path: long}, "EINVAL", "connect EINVAL " + long + " (" + node.BadPath(long) + ")", syscall.EINVAL},
			{ConnectOptions{Path: "a\x00b"}, "EINVAL", "connect EINVAL a\x00b (there is a NUL byte in the path)", syscall.EINVAL},
			{ConnectOptions{Port: 1, Host: "nosuchhost", Lookup: notFound}, "ENOTFOUND", "getaddrinfo ENOTFOUND nosuchhost", nil},
			{ConnectOptions{Port: 1, Host: "127.0.0.1:80"}, "ENOTFOUND", `getaddrinfo ENOTFOUND 127.0.0.1:80 (the host has a port in it; give host "127.0.0.1" and port 80)`, nil},
			{ConnectOptions{Port: 1, Host: "127.0.0.1"}, "ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1", syscall.ECONNREFUSED},
			{ConnectOptions{Port: 1, Host: "127.0.0.1", LocalAddress: "192.0.2.1"}, "EADDRNOTAVAIL", "bind EADDRNOTAVAIL 192.0.2.1", syscall.EADDRNOTAVAIL},
		}
		if n.unix {
			cases = append(cases, refusal[ConnectOptions]{ConnectOptions{Path: "/nonexistent/socket"}, "ENOENT", "connect ENOENT /nonexistent/socket", syscall.ENOENT})
		}
		for _, c := range cases {
			s := n.ConnectWith(c.options)
			closed(t, s)
			wantCode(t, s.Err(), c.code, c.message)
			if c.is != nil && !errors.Is(s.Err(), c.is) {
				t.Errorf("%v is not %v", s.Err(), c.is)
			}
		}
	})
}

func TestWriteMisuse(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		c := n.connect(v)
		c.Resume()
		results := make(chan error, 1)
		report := func(err error) { results <- err }
		for _, nothing := range [][]byte{nil, {}} {
			if !c.Write(nothing, report) {
				t.Error("an empty write is false")
			}
			if err := nettest.Await(t, results, "callback"); err != nil || c.Destroyed() {
				t.Error(err, "the socket was hurt")
			}
		}
		// In one go: the other party ends too, and says so instead.
		c.Post(func() {
			c.End()
			if c.WriteString("late", report) {
				t.Error("a write after the end is true")
			}
		})
		wantCode(t, nettest.Await(t, results, "callback"), "ERR_STREAM_WRITE_AFTER_END", "write after end")
		closed(t, c)
		wantCode(t, c.Err(), "ERR_STREAM_WRITE_AFTER_END", "")
		d := n.connect(v)
		d.Destroy(nil)
		d.WriteString("late", report)
		err := nettest.Await(t, results, "callback")
		wantCode(t, err, "ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed")
		if !errors.Is(err, net.ErrClosed) {
			t.Error("not net.ErrClosed")
		}
		closed(t, d)
	})
}

func TestOtherMisuse(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s := n.NewSocket(SocketOptions{})
	wantCode(t, s.SetTimeout(-1), "ERR_OUT_OF_RANGE", `The value of "msecs" is out of range. It must be a non-negative finite number. Received -1ns`)
	wantCode(t, s.SetTypeOfService(256), "ERR_OUT_OF_RANGE", `The value of "tos" is out of range. It must be >= 0 && <= 255. Received 256`)
	for _, k := range []KeepAlive{{Count: -1}, {InitialDelay: -1}, {Interval: -1}} {
		wantCode(t, s.SetKeepAliveWith(k), "ERR_OUT_OF_RANGE", "")
	}
	wantCode(t, s.SetTypeOfService(-1), "ERR_OUT_OF_RANGE", "")
	wantCode(t, s.SetEncoding("klingon"), "ERR_UNKNOWN_ENCODING", "Unknown encoding: klingon")
	for _, id := range []ListenerID{s.OnData(nil), s.OnEnd(nil), s.OnClose(nil), s.OnError(nil), s.OnLookup(nil), s.OnText(nil),
		s.OnConnectionAttempt(nil), s.OnConnectionAttemptFailed(nil), s.OnceData(nil), n.CreateServer().OnConnection(nil)} {
		if id != 0 {
			t.Error("a nil listener was added")
		}
	}
	s.Off(0)
	s.Off(99)
	s.Pipe(nil)
	wantCode(t, s.ResetAndDestroy(), "ERR_SOCKET_CLOSED", "Socket is closed")
	closed(t, s)
	wantCode(t, SetDefaultAutoSelectFamilyAttemptTimeout(0), "ERR_OUT_OF_RANGE", "")
	if _, err := n.Dial(context.Background(), "udp", "127.0.0.1:1"); err == nil {
		t.Error("udp")
	}
	if _, err := NewGroup(GroupOptions{Loops: -1}); err == nil {
		t.Error("-1 loops")
	}
	wantCode(t, n.CreateServer().Close(), "ERR_SERVER_NOT_RUNNING", "Server is not running.")
	if f := n.FromConn(nil, SocketOptions{}); f.Err() == nil {
		t.Error("a socket of nothing")
	} else {
		closed(t, f)
	}
}

// A panic in a callback ends that socket, says so, and harms no other.
func TestPanicInACallback(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		cause := errors.New("cause")
		bad := make(chan *Socket, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnData(func(p []byte) {
				if string(p) == "panic" {
					bad <- s
					panic(cause)
				}
				s.Write(p)
			})
		})
		good := n.connect(v)
		echoed := make(chan string, 2)
		good.OnData(func(p []byte) { echoed <- string(p) })
		good.WriteString("one")
		nettest.Await(t, echoed, "echo")
		c := n.connect(v)
		c.WriteString("panic")
		s := nettest.Await(t, bad, "the panic")
		closed(t, s)
		wantCode(t, s.Err(), "ERR_CALLBACK_PANIC", "panic in a callback: cause")
		if !errors.Is(s.Err(), cause) {
			t.Error("the cause is lost")
		}
		good.WriteString("two")
		if got := nettest.Await(t, echoed, "echo"); got != "two" {
			t.Error(got)
		}
		good.Destroy(nil)
		c.Destroy(nil)
		closed(t, good, c)
	})
}

// A callback that ends its goroutine, as t.FailNow does, does not end the loop.
func TestGoexitInACallback(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) {
		s.OnData(func(p []byte) {
			s.Write(p)
			(&testing.T{}).SkipNow()
		})
	})
	for range 3 {
		c := n.connect(v)
		echoed := nettest.NewSignal()
		c.OnData(func([]byte) { echoed.Fire() })
		c.WriteString("x")
		echoed.Wait(t, "echo")
		c.Destroy(nil)
		closed(t, c)
	}
}

func TestConnectTimeout(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	never := func(ctx context.Context, _ string, _ int) ([]netip.Addr, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	s := n.ConnectWith(ConnectOptions{Host: "slow.invalid", Port: 80, Lookup: never, ConnectTimeout: 20 * time.Millisecond})
	closed(t, s)
	wantCode(t, s.Err(), "ETIMEDOUT", "connect ETIMEDOUT slow.invalid:80")
	if e := s.Err().(*Error); !e.Timeout() || e.Temporary() || !errors.Is(e, syscall.ETIMEDOUT) {
		t.Error(s.Err())
	}
}

// What is written after a write has failed does not hide why.
func TestAWriteAfterOneThatFailedKeepsItsError(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Destroy(nil) })
		c := n.connect(v)
		for c.Writable() {
			c.WriteString("x")
		}
		c.WriteString("y")
		closed(t, c)
		var e *Error
		if errors.As(c.Err(), &e) && e.Code == "ERR_STREAM_DESTROYED" {
			t.Error(e)
		}
	})
}
