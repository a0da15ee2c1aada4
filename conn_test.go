package nodenet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/winetest"
	conformance "golang.org/x/net/nettest"
)

// connPair is a connection with both ends as a Conn.
func connPair(t testing.TB, n *testNet) (client, server *Conn) {
	t.Helper()
	v := n.CreateServer()
	l := v.Listener()
	n.listen(v)
	accepted := make(chan *Conn, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			t.Error(err)
			close(accepted)
			return
		}
		accepted <- c.(*Conn)
	}()
	c, err := n.DialWith(context.Background(), n.to(v))
	if err != nil {
		t.Fatal(err)
	}
	server = nettest.Await(t, accepted, "Accept")
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	return c.Conn(), server
}

// What Go's own test of a net.Conn asks for.
func TestConnConforms(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		conformance.TestConn(t, func() (c1, c2 net.Conn, stop func(), err error) {
			a, b := connPair(t, n)
			return a, b, func() { a.Close(); b.Close() }, nil
		})
	})
}

// A megabyte each way at once, through io.Copy, and an end of each side by itself.
func TestConnCarriesBothWaysAndHalfCloses(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		want := pattern(3_000_000)
		echoed := make(chan error, 1)
		go func() {
			_, err := io.Copy(server, server)
			echoed <- errors.Join(err, server.CloseWrite())
		}()
		go func() {
			if _, err := io.Copy(client, bytes.NewReader(want)); err != nil {
				t.Error(err)
			}
			if err := client.CloseWrite(); err != nil {
				t.Error(err)
			}
		}()
		got, err := io.ReadAll(client)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		if err := nettest.Await(t, echoed, "the echo"); err != nil {
			t.Error(err)
		}
		if _, err := client.Write([]byte("x")); !errors.Is(err, syscall.EPIPE) {
			t.Errorf("after CloseWrite: %v", err)
		}
		for _, c := range []*Conn{client, server} {
			if _, ok := c.LocalAddr().(*Address); ok || c.RemoteAddr() == nil {
				t.Errorf("addresses %v %v", c.LocalAddr(), c.RemoteAddr())
			}
			if err := c.Close(); err != nil {
				t.Error(err)
			}
			if err := c.Close(); !errors.Is(err, net.ErrClosed) {
				t.Errorf("closed twice: %v", err)
			}
		}
	})
}

// ReadFrom takes all that a reader has, and WriteTo gives all until the peer's end.
func TestConnCopies(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		want := pattern(500_000)
		go func() {
			if sent, err := client.ReadFrom(bytes.NewReader(want)); err != nil || sent != int64(len(want)) {
				t.Errorf("ReadFrom took %d, %v", sent, err)
			}
			client.CloseWrite()
		}()
		var got bytes.Buffer
		if n, err := server.WriteTo(&got); err != nil || n != int64(len(want)) || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("WriteTo gave %d, %v", n, err)
		}
		client.Close()
		server.Close()
	})
}

// A writer is held up by a peer that does not read, and neither side's memory grows.
func TestConnBackpressure(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		defer client.Close()
		defer server.Close()
		written := 0
		client.SetWriteDeadline(time.Now().Add(200 * time.Millisecond))
		var err error
		for err == nil {
			var n int
			n, err = client.Write(make([]byte, 1<<20))
			written += n
			if written > 256<<20 {
				t.Fatal("nothing holds the writer up")
			}
		}
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal(err)
		}
		if waiting := client.Socket().WritableLength() + server.Socket().ReadableLength(); waiting > 4*mostPiece {
			t.Errorf("%d bytes wait", waiting)
		}
		client.SetWriteDeadline(time.Time{})
		read := make(chan int64, 1)
		go func() {
			n, err := io.Copy(io.Discard, server)
			if err != nil {
				t.Error(err)
			}
			read <- n
		}()
		last, err := client.Write(make([]byte, 100_000))
		if err != nil {
			t.Error(err)
		}
		client.CloseWrite()
		if got := nettest.Await(t, read, "the end"); got != int64(written+last) {
			t.Errorf("%d bytes written, %d arrived", written+last, got)
		}
	})
}

func TestConnErrorsAreThoseOfNet(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	client, server := connPair(t, n)
	if _, ok := client.RemoteAddr().(*net.TCPAddr); !ok {
		t.Errorf("%T", client.RemoteAddr())
	}
	client.SetReadDeadline(time.Now().Add(-time.Second))
	_, err := client.Read(make([]byte, 1))
	var op *net.OpError
	if !errors.As(err, &op) || op.Op != "read" || op.Net != "tcp" || op.Err != os.ErrDeadlineExceeded || !op.Timeout() {
		t.Errorf("%#v", err)
	}
	client.SetReadDeadline(time.Time{})

	server.Write([]byte("before"))
	if err := server.Socket().ResetAndDestroy(); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(client)
	var system *os.SyscallError
	lost := err == nil && winetest.OnWine() // winetest.ResetsAreLost
	if !lost && (node.ErrnoOf(err) != syscall.ECONNRESET || !errors.As(err, &system) || system.Syscall != "read") {
		t.Errorf("%q, %v", got, err)
	}
	client.Close()
	_, err = client.Read(make([]byte, 1))
	if !errors.As(err, &op) || op.Err != net.ErrClosed {
		t.Errorf("%#v", err)
	}
	err = client.SetDeadline(time.Time{})
	if !errors.As(err, &op) || op.Op != "set" || op.Err != net.ErrClosed || op.Source != nil || op.Addr.String() != client.LocalAddr().String() {
		t.Errorf("%#v", err)
	}

	_, err = (&Dialer{Group: n.Group}).Dial("tcp", "127.0.0.1:1")
	if !errors.As(err, &op) || op.Op != "dial" || err.Error() != "dial tcp 127.0.0.1:1: connect: connection refused" && runtime.GOOS == "linux" {
		t.Errorf("%v", err)
	}
	_, err = (&Dialer{Group: n.Group}).Dial("tcp", "no port")
	if address := (*net.AddrError)(nil); !errors.As(err, &address) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err = (&Dialer{Group: n.Group}).DialContext(ctx, "tcp", "127.0.0.1:1"); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	ctx, cancel = context.WithTimeout(context.Background(), -1)
	defer cancel()
	_, err = (&Dialer{Group: n.Group}).DialContext(ctx, "tcp", "127.0.0.1:1")
	if op = nil; !errors.As(err, &op) || !op.Timeout() || !op.Temporary() || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%#v", err)
	}
}

// A Read of nothing waits for nothing, whatever there is and is not.
func TestConnReadOfNothing(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		none := func(when string, want error) {
			t.Helper()
			for _, p := range [][]byte{nil, {}} {
				if n, err := client.Read(p); n != 0 || !errors.Is(err, want) {
					t.Errorf("%s: %d, %v", when, n, err)
				}
			}
		}
		none("without data", nil)
		client.SetReadDeadline(time.Now().Add(-time.Second))
		none("after the deadline", nil)
		client.SetReadDeadline(time.Time{})
		server.Write([]byte("data"))
		server.CloseWrite()
		if got, err := io.ReadAll(client); string(got) != "data" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
		none("at the end", nil)
		client.Close()
		none("after Close", net.ErrClosed)
	})
}

// A Conn that hits nothing but the loop it is called on says so.
func TestConnDoesNotStopItsLoop(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	client, server := connPair(t, n)
	defer client.Close()
	defer server.Close()
	failed := make(chan error, 1)
	n.Post(func() { _, err := client.Read(make([]byte, 1)); failed <- err })
	var own *Error
	if err := nettest.Await(t, failed, "Read"); !errors.As(err, &own) || own.Code != "ERR_INVALID_STATE" {
		t.Error(err)
	}
}

// Back from net.Conn: the socket itself, with what was not read yet.
func TestFromConnOfAConnIsTheSocket(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		if client.Socket().Conn() != client {
			t.Error("another Conn")
		}
		server.Write([]byte("one two"))
		server.CloseWrite()
		p := make([]byte, 3)
		if _, err := io.ReadFull(client, p); err != nil || string(p) != "one" {
			t.Fatal(string(p), err)
		}
		s := n.FromConn(client, SocketOptions{})
		if s != client.Socket() {
			t.Fatal("another socket")
		}
		text := make(chan string, 1)
		var got []byte
		s.OnData(func(p []byte) { got = append(got, p...) })
		s.OnEnd(func() { text <- string(got) })
		if got := nettest.Await(t, text, "end"); got != " two" {
			t.Errorf("%q", got)
		}
		if _, err := client.Read(p); !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
		io.Copy(io.Discard, server)
		server.Close()
		closed(t, s)
	})
}

func TestConnCloseRead(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		client, server := connPair(t, n)
		defer server.Close()
		defer client.Close()
		waiting := make(chan error, 1)
		go func() { _, err := client.Read(make([]byte, 1)); waiting <- err }()
		if err := client.CloseRead(); err != nil {
			t.Error(err)
		}
		if err := nettest.Await(t, waiting, "Read"); err != io.EOF {
			t.Error(err)
		}
		if _, err := server.Write(make([]byte, 8<<20)); err != nil { // dropped, not waited for
			t.Error(err)
		}
	})
}

func TestListenerDeadlineAndClose(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.CreateServer()
	l := v.Listener()
	n.listen(v)
	if l.Addr().(*net.TCPAddr).Port != v.Address().Port || l.Server() != v {
		t.Error(l.Addr())
	}
	accepted := make(chan error, 1)
	accept := func() { _, err := l.Accept(); accepted <- err }
	go accept()
	l.SetDeadline(time.Now().Add(time.Millisecond))
	if err := nettest.Await(t, accepted, "Accept"); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
	l.SetDeadline(time.Time{})
	go accept()
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if err := nettest.Await(t, accepted, "Accept"); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
	if err := l.Close(); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
	if _, ok := l.Addr().(*net.TCPAddr); !ok {
		t.Errorf("a closed Listener has the address %v", l.Addr())
	}
}

// Who has not been accepted when a Listener closes never will be, and hears of it.
func TestListenerClosesWhatNobodyHasAccepted(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServer()
		l := v.Listener()
		n.listen(v)
		client := n.connect(v)
		client.Resume()
		if !nettest.Eventually(func() bool { return v.GetConnections() == 1 }) {
			t.Fatal("no connection")
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		closed(t, client)
		n.Wait()
	})
}

// A client that ends its side before anybody accepts it is accepted all the same, and
// gets its answer.
func TestListenerAcceptsWhoHasEndedAlready(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServer()
		l := v.Listener()
		defer l.Close()
		n.listen(v)
		client := n.connect(v).Conn()
		defer client.Close()
		if err := client.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if !nettest.Eventually(func() bool {
			v.mu.Lock()
			s := v.head
			v.mu.Unlock()
			return s != nil && s.ReadableEnded()
		}) {
			t.Fatal("no end")
		}
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		if n, err := c.Read(make([]byte, 1)); n != 0 || err != io.EOF {
			t.Error(n, err)
		}
		if _, err := c.Write([]byte("answer")); err != nil {
			t.Error(err)
		}
		c.Close()
		if got, err := io.ReadAll(client); err != nil || string(got) != "answer" {
			t.Errorf("%q, %v", got, err)
		}
	})
}

// While there is a Listener the connections are its own; after it they are sockets again.
func TestListenerHasTheConnectionsAlone(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.CreateServer()
		heard := make(chan string, 2)
		v.OnConnection(func(s *Socket) {
			s.OnData(func(p []byte) { heard <- string(p) })
		})
		l := v.Listener()
		n.listen(v)
		first := n.connect(v)
		c, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		first.WriteString("for the Listener")
		p := make([]byte, 100)
		if k, err := c.Read(p); err != nil || string(p[:k]) != "for the Listener" {
			t.Errorf("%q, %v", p[:k], err)
		}
		c.Close()
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
		closed(t, first)
		n.listen(v)
		n.connect(v).WriteString("for the listener")
		if got := nettest.Await(t, heard, "data"); got != "for the listener" {
			t.Errorf("%q", got)
		}
		v.CloseAllConnections()
	})
}

// An end of a Unix connection without a name is what Go's net package has for it.
func TestConnOfAnEndWithoutAName(t *testing.T) {
	want := ""
	if runtime.GOOS == "linux" {
		want = "@"
	}
	onTransports(t, func(t *testing.T, n *testNet) {
		if !n.unix {
			t.Skip("it has a port")
		}
		client, server := connPair(t, n)
		if l, r := client.LocalAddr().String(), server.RemoteAddr().String(); l != want || r != want || client.RemoteAddr().String() == want {
			t.Errorf("%q, %q", l, r)
		}
	})
}
