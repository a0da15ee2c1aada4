package nodenet

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestDialAndConnectionsAndChunks(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		network, address := "tcp", "127.0.0.1:0"
		if n.unix {
			network, address = "unix", n.path
		}
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		v, err := n.Listen(ctx, network, address)
		if err != nil {
			t.Fatal(err)
		}
		served := make(chan int, 1)
		go func() {
			count := 0
			for s := range v.Connections(ctx) {
				count++
				go func() {
					for p, err := range s.Chunks() {
						if err != nil {
							t.Error(err)
						}
						s.Write(p)
					}
					s.End()
				}()
			}
			served <- count
		}()
		for range 3 {
			c, err := n.Dial(ctx, network, v.Address().String())
			if err != nil {
				t.Fatal(err)
			}
			want := pattern(200_000)
			c.EndWith(want)
			var got []byte
			for p, err := range c.Chunks() {
				if err != nil {
					t.Error(err)
				}
				got = append(got, p...)
			}
			if !bytes.Equal(got, want) {
				t.Error("other data:", len(got))
			}
		}
		cancel()
		if k := nettest.Await(t, served, "the end of Connections"); k != 3 {
			t.Errorf("%d connections", k)
		}
	})
}

func TestDialErrors(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	_, err := n.Dial(context.Background(), "tcp", "127.0.0.1:1")
	if !errors.Is(err, syscall.ECONNREFUSED) {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	v, err := n.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := n.Dial(ctx, "tcp", v.Address().String()); err != nil && !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := n.Listen(ctx, "tcp", "127.0.0.1:0"); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := n.Listen(context.Background(), "tcp", v.Address().String()); !errors.Is(err, syscall.EADDRINUSE) {
		t.Error(err)
	}
	inside := make(chan error, 1)
	n.Post(func() { _, err := n.Dial(context.Background(), "tcp", "127.0.0.1:1"); inside <- err })
	wantCode(t, nettest.Await(t, inside, "Dial"), "ERR_INVALID_STATE", "")
	n.Post(func() {
		for _, err := range n.NewSocket(SocketOptions{}).Chunks() {
			inside <- err
		}
	})
	wantCode(t, nettest.Await(t, inside, "Chunks"), "ERR_INVALID_STATE", "")
}

// Without allowHalfOpen the socket ends with its peer: but not before what the body of
// the loop has to say to the last chunk, however long it takes.
func TestTheEndWaitsForTheBodyOfChunks(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		ended, answered := nettest.NewSignal(), make(chan error, 1)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.OnEnd(ended.Fire)
			go func() {
				for p, err := range s.Chunks() {
					if err != nil {
						answered <- err
						return
					}
					if !nettest.Eventually(func() bool { return s.flag(stEnded) }) {
						t.Error("the peer's end has not come")
					}
					s.WriteString("to "+string(p), func(err error) { answered <- err })
				}
			}()
		})
		c := n.connect(v)
		var got []byte
		c.OnData(func(p []byte) { got = append(got, p...) })
		c.EndString("a question")
		if err := nettest.Await(t, answered, "the answer"); err != nil {
			t.Error(err)
		}
		ended.Wait(t, "'end', once the body is done")
		closed(t, c)
		if string(got) != "to a question" {
			t.Errorf("%q", got)
		}
	})
}

// Chunks holds the writer up while its caller is busy, and breaking destroys.
func TestChunksBackpressure(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			for s.Write(make([]byte, 64<<10)) {
			}
			s.OnDrain(func() {
				for s.Write(make([]byte, 64<<10)) {
				}
			})
		})
		c := n.connect(v)
		total := 0
		for p, err := range c.Chunks() {
			if err != nil {
				t.Fatal(err)
			}
			if c.ReadableLength() > 2*DefaultHighWaterMark {
				t.Errorf("%d bytes wait", c.ReadableLength())
			}
			if total += len(p); total > 4<<20 {
				break
			}
		}
		if !c.Destroyed() {
			t.Error("not destroyed")
		}
		closed(t, c)
	})
}

// A context ends what it was given to.
func TestSignal(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		ctx, cancel := context.WithCancel(context.Background())
		listening, accepted, serverClosed := nettest.NewSignal(), nettest.NewSignal(), nettest.NewSignal()
		v := n.CreateServer(func(*Socket) { accepted.Fire() })
		v.OnClose(serverClosed.Fire)
		v.ListenWith(ListenOptions{Host: "127.0.0.1", Path: n.path, Signal: ctx, OnListening: listening.Fire})
		listening.Wait(t, "listening")
		o := n.to(v)
		o.Signal = ctx
		c := n.ConnectWith(o)
		connected := nettest.NewSignal()
		c.OnConnect(connected.Fire)
		connected.Wait(t, "connect")
		// A connection that is not accepted ends with the server.
		accepted.Wait(t, "connection")
		cancel()
		closed(t, c)
		wantCode(t, c.Err(), "ABORT_ERR", "The operation was aborted")
		if !errors.Is(c.Err(), context.Canceled) {
			t.Error(c.Err())
		}
		serverClosed.Wait(t, "the server's close")
	})
}

// Any net.Conn becomes a socket: TLS, with half-close, and a pipe without.
func TestFromConnAndServe(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	config := testTLS(t)
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := n.CreateServerWith(ServerOptions{AllowHalfOpen: true, OnConnection: func(s *Socket) {
		total := 0
		s.OnData(func(p []byte) { total += len(p) })
		s.OnEnd(func() { s.EndString(itoa(total)) })
	}})
	if err := v.Serve(tls.NewListener(inner, config)); err != nil {
		t.Fatal(err)
	}
	raw, err := tls.Dial("tcp", inner.Addr().String(), &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	c := n.FromConn(raw, SocketOptions{})
	got := make(chan string, 1)
	c.OnText(func(text string) { got <- text })
	c.EndWith(make([]byte, 300_000))
	if s := nettest.Await(t, got, "the answer"); s != "300000" {
		t.Error(s)
	}
	closed(t, c)
	wantCode(t, c.ResetAndDestroy(), "ERR_SOCKET_CLOSED", "")

	left, right := net.Pipe()
	a, b := n.FromConn(left, SocketOptions{}), n.FromConn(right, SocketOptions{})
	b.OnText(func(text string) { got <- text })
	a.EndString("through a pipe")
	if s := nettest.Await(t, got, "data"); s != "through a pipe" {
		t.Error(s)
	}
	closed(t, a, b)
	v.Close()
}

// testTLS is a configuration with a certificate made for the test.
func testTLS(t *testing.T) *tls.Config {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}

// slowWriter takes its time, and counts.
type slowWriter struct {
	bytes.Buffer
	ended bool
}

func (w *slowWriter) Write(p []byte) (int, error) {
	time.Sleep(time.Microsecond)
	return w.Buffer.Write(p)
}

func (w *slowWriter) CloseWrite() error { w.ended = true; return nil }

// From a reader through two sockets to a writer, all of it and in order.
func TestPipeFromReaderToWriter(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		want := pattern(3 << 20)
		w := &slowWriter{}
		written := make(chan error, 1)
		accepted := make(chan *Socket, 2)
		v := n.serve(ServerOptions{}, func(s *Socket) {
			done := s.PipeTo(w)
			go func() { written <- <-done }()
			accepted <- s
		})
		c := n.connect(v)
		nettest.Await(t, accepted, "a connection")
		if err := nettest.Await(t, c.PipeFrom(bytes.NewReader(want)), "the reader's end"); err != nil {
			t.Error(err)
		}
		if err := nettest.Await(t, written, "the writer's end"); err != nil {
			t.Error(err)
		}
		if !bytes.Equal(w.Bytes(), want) || !w.ended {
			t.Errorf("%d of %d bytes, or others", w.Len(), len(want))
		}
		closed(t, c)

		// Errors of either end destroy the socket.
		d := n.connect(v)
		nettest.Await(t, accepted, "a connection")
		failed := errors.New("failed")
		if err := nettest.Await(t, d.PipeFrom(io.MultiReader(bytes.NewReader(want[:10]), brokenReader{failed})), "an error"); err != failed {
			t.Error(err)
		}
		closed(t, d)
		if !errors.Is(d.Err(), failed) {
			t.Error(d.Err())
		}
		nettest.Await(t, written, "the writer's end")
	})
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }

// Two sockets piped into each other are a proxy: both directions, half-close.
func TestPipeBothWays(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		want := pattern(2 << 20)
		target := n.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			var got []byte
			s.OnData(func(p []byte) { got = append(got, p...) })
			s.OnEnd(func() { s.EndWith(got) })
		})
		front := *n
		if n.unix {
			front.path = nettest.TempPath(t)
		}
		v := front.serve(ServerOptions{AllowHalfOpen: true}, func(s *Socket) {
			o := n.to(target)
			o.AllowHalfOpen = true
			up := n.ConnectWith(o)
			s.Pipe(up)
			up.Pipe(s)
		})
		c := front.connect(v)
		var got []byte
		c.OnData(func(p []byte) { got = append(got, p...) })
		c.EndWith(want)
		closed(t, c)
		if !bytes.Equal(got, want) {
			t.Errorf("%d of %d bytes, or others", len(got), len(want))
		}
	})
}

// Whoever leaves the loop over Chunks, in whatever way, has left the socket.
func TestLeavingChunksDestroys(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.WriteString("a chunk") })
		for name, leave := range map[string]func(){"panic": func() { panic("left") }, "Goexit": runtime.Goexit, "break": func() {}} {
			s := n.connect(v)
			go func() {
				defer func() { _ = recover() }()
				for range s.Chunks() {
					leave()
					break
				}
			}()
			closed(t, s)
			if e, ok := s.Err().(*Error); !ok || e.Code != "ABORT_ERR" {
				t.Errorf("%s: %v", name, s.Err())
			}
		}
	})
}
