package nodenet

import (
	"crypto/tls"
	"io"
	"net"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// badConn is a connection that does one thing wrong.
type badConn struct {
	net.Conn
	how  string
	read bool
}

func (c *badConn) Read(p []byte) (int, error) {
	if c.read {
		return 0, io.EOF
	}
	c.read = true
	switch c.how {
	case "reads more than there is room":
		return len(p) + 5, nil
	case "reads less than nothing":
		return -1, nil
	case "panics in Read":
		panic("in Read")
	case "ends the goroutine in Read":
		runtime.Goexit()
	case "fails in Read with an error that panics":
		return 0, (*net.OpError)(nil)
	}
	return 0, io.EOF
}

func (c *badConn) Write(p []byte) (int, error) {
	switch c.how {
	case "writes more than there is":
		return len(p) + 5, nil
	case "writes less than nothing":
		return -1, nil
	case "panics in Write":
		panic("in Write")
	case "ends the goroutine in Write":
		runtime.Goexit()
	}
	return len(p), nil
}

func (c *badConn) CloseWrite() error {
	if c.how == "panics in CloseWrite" {
		panic("in CloseWrite")
	}
	return nil
}

func (c *badConn) Close() error {
	if c.how == "panics in Close" {
		panic("in Close")
	}
	return nil
}

func (c *badConn) LocalAddr() net.Addr  { return nil }
func (c *badConn) RemoteAddr() net.Addr { var a *net.TCPAddr; return a }

// Whatever a connection of somebody else's does, the socket is answered and closes.
func TestConnsThatDoWrong(t *testing.T) {
	quietLog(t)
	n := newTestNet(t, nil, false, 1)
	for _, how := range []string{
		"nothing", "reads more than there is room", "reads less than nothing", "panics in Read", "ends the goroutine in Read",
		"fails in Read with an error that panics",
		"writes more than there is", "writes less than nothing", "panics in Write", "ends the goroutine in Write",
		"panics in CloseWrite", "panics in Close",
	} {
		s := n.FromConn(&badConn{how: how}, SocketOptions{AllowHalfOpen: true})
		s.OnData(func([]byte) { t.Errorf("%s: data came", how) })
		wrote := nettest.NewSignal()
		s.Write([]byte("data"), func(error) { wrote.Fire() })
		s.End()
		wrote.Wait(t, how+": the write")
		closed(t, s)
		if wrong := how != "nothing" && how != "panics in Close"; wrong != (s.Err() != nil) {
			t.Errorf("%s: %v", how, s.Err())
		}
	}
}

// badListener is a listener that does one thing wrong, once it has accepted c.
type badListener struct {
	c      chan net.Conn
	how    string
	closed chan struct{}
}

func (l *badListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.c:
		return c, nil
	default:
	}
	switch l.how {
	case "panics in Accept":
		panic("in Accept")
	case "ends the goroutine in Accept":
		runtime.Goexit()
	case "accepts nothing":
		return nil, nil
	case "fails in Accept with an error that panics":
		return nil, badError{}
	}
	<-l.closed
	return nil, net.ErrClosed
}

func (l *badListener) Close() error {
	close(l.closed)
	if l.how == "panics in Close" {
		panic("in Close")
	}
	return nil
}

func (l *badListener) Addr() net.Addr {
	if l.how == "panics in Addr" {
		panic("in Addr")
	}
	return nil
}

// badError is an error that panics when it is asked whether it may pass.
type badError struct{}

func (badError) Error() string   { return "bad" }
func (badError) Temporary() bool { panic("in Temporary") }

// badOptions is a connection whose options and addresses panic.
type badOptions struct{ badConn }

func (*badOptions) LocalAddr() net.Addr   { panic("in LocalAddr") }
func (*badOptions) RemoteAddr() net.Addr  { panic("in RemoteAddr") }
func (*badOptions) SetNoDelay(bool) error { panic("in SetNoDelay") }
func (*badOptions) NetConn() net.Conn     { panic("in NetConn") }

// A listener of somebody else's ends with an error, and nothing else does.
func TestListenersThatDoWrong(t *testing.T) {
	quietLog(t)
	n := newTestNet(t, nil, false, 1)
	for _, how := range []string{
		"nothing", "panics in Accept", "ends the goroutine in Accept", "accepts nothing", "fails in Accept with an error that panics", "panics in Close", "panics in Addr",
	} {
		accepted, failed, over := nettest.NewSignal(), make(chan error, 1), nettest.NewSignal()
		v := n.CreateServerWith(ServerOptions{NoDelay: true, KeepAlive: true, RecvBufferSize: 10_000, OnConnection: func(s *Socket) {
			_ = s.RemoteAddr().String()
			s.OnClose(func(bool) { accepted.Fire() })
			s.Resume()
		}})
		v.OnError(func(err error) { failed <- err })
		v.OnClose(over.Fire)
		ln := &badListener{c: make(chan net.Conn, 1), how: how, closed: make(chan struct{})}
		ln.c <- &badOptions{}
		if err := v.Serve(ln); err != nil {
			t.Fatal(err)
		}
		accepted.Wait(t, how+": the connection")
		_ = v.Address().String()
		if strings.Contains(how, "ccept") {
			nettest.Await(t, failed, how+": error")
		} else {
			v.Close()
		}
		over.Wait(t, how+": close")
	}
}

// curiousConn is a connection whose addresses are known only once somebody has asked
// its socket, and that takes time.
type curiousConn struct {
	net.Conn
	socket atomic.Pointer[Socket]
	asked  atomic.Int32
}

func (c *curiousConn) ask() net.Addr {
	c.asked.Add(1)
	_ = c.socket.Load().ReadyState() // needs the lock
	return &net.TCPAddr{IP: net.IP{1, 2, 3, 4}, Port: 5}
}

func (c *curiousConn) LocalAddr() net.Addr  { return c.ask() }
func (c *curiousConn) RemoteAddr() net.Addr { return c.ask() }

// No lock is held when a foreign connection is asked for its addresses, in any state.
func TestAddressesOfAForeignConn(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	ours, peer := net.Pipe()
	defer peer.Close()
	foreign := &curiousConn{Conn: ours}
	s := n.NewSocket(SocketOptions{})
	foreign.socket.Store(s)
	s.Destroy(nil)
	s = n.FromConn(foreign, SocketOptions{})
	foreign.socket.Store(s)
	connected := nettest.NewSignal()
	s.Post(connected.Fire)
	connected.Wait(t, "the loop")
	check := func(addrs ...string) {
		t.Helper()
		for _, at := range addrs {
			if at != "1.2.3.4:5" {
				t.Errorf("%q of %q", at, addrs)
			}
		}
	}
	stats := s.Stats()
	check(s.LocalAddr().String(), s.RemoteAddr().String(), stats.Local.String(), stats.Remote.String())
	c := s.Conn()
	check(c.LocalAddr().String(), c.RemoteAddr().String())
	_ = c.Close()
	closed(t, s)
	check(c.LocalAddr().String(), c.RemoteAddr().String())
	if foreign.asked.Load() != 8 {
		t.Error("asked", foreign.asked.Load(), "times")
	}
}

// What a crypto/tls.Conn has agreed on is told, and nobody waits for its handshake.
func TestTLSOfAForeignConn(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	ours, theirs := net.Pipe()
	s := n.FromConn(tls.Server(ours, serverConfig()), SocketOptions{})
	got := nettest.NewSignal()
	s.OnData(func([]byte) { got.Fire() })
	if _, ok := s.TLS(); ok {
		t.Error("before the handshake")
	}
	client := tls.Client(theirs, clientConfig())
	if err := client.Handshake(); err != nil {
		t.Fatal(err)
	}
	other := n.FromConn(client, SocketOptions{})
	other.WriteString("x")
	got.Wait(t, "data")
	for _, s := range []*Socket{s, other} {
		if state, ok := s.TLS(); !ok || state.ServerName != "localhost" || !state.HandshakeComplete {
			t.Errorf("%v %+v", ok, state)
		}
		s.Destroy(nil)
	}
	closed(t, s)
	closed(t, other)
}
