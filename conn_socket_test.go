package nodenet

import (
	"context"
	"io"
	"net/netip"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// A Conn has bytes, and all of them, whatever its socket was asked for before.
func TestAConnHasTheBytesOfItsSocket(t *testing.T) {
	elsewhere := func([]byte) bool { t.Error("OnRead has got what is for the Conn"); return true }
	for name, ask := range map[string]func(*Socket){
		"SetEncoding": func(s *Socket) { _ = s.SetEncoding(Hex) },
		"OnText":      func(s *Socket) { s.OnText(func(string) {}) },
		"OnRead":      func(*Socket) {},
		"Pause":       func(s *Socket) { s.Pause() },
	} {
		t.Run(name, func(t *testing.T) {
			onTransports(t, func(t *testing.T, n *testNet) {
				send := nettest.NewSignal()
				v := n.serve(ServerOptions{}, func(s *Socket) {
					go func() { <-send.C; s.EndWith([]byte("\xffbytes")) }()
				})
				o := n.to(v)
				if name == "OnRead" {
					o.OnRead = &OnRead{Buffer: make([]byte, 2), Callback: elsewhere}
				}
				s, err := n.DialWith(context.Background(), o)
				if err != nil {
					t.Fatal(err)
				}
				ask(s)
				c := s.Conn()
				send.Fire()
				got := make(chan string, 1)
				go func() { p, _ := io.ReadAll(c); got <- string(p) }()
				if got := nettest.Await(t, got, "all that was sent"); got != "\xffbytes" {
					t.Errorf("%q", got)
				}
			})
		})
	}
}

// Listeners that were there before a Conn get what comes after it.
func TestListenersWaitForTheEndOfAConn(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.Pipe(s) })
		s, err := n.DialWith(context.Background(), n.to(v))
		if err != nil {
			t.Fatal(err)
		}
		got := make(chan string, 1)
		rest := ""
		s.OnData(func(p []byte) { rest += string(p) })
		s.OnEnd(func() { got <- rest })
		c := s.Conn()
		if _, err := c.Write([]byte("for the Conn, for them")); err != nil {
			t.Fatal(err)
		}
		p := make([]byte, len("for the Conn, "))
		if _, err := io.ReadFull(c, p); err != nil || string(p) != "for the Conn, " {
			t.Errorf("%q, %v", p, err)
		}
		n.FromConn(c, SocketOptions{}).End()
		if got := nettest.Await(t, got, "end"); got != "for them" {
			t.Errorf("%q", got)
		}
	})
}

// What Unshift puts back is for a Read that waits already.
func TestUnshiftWakesRead(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	c, _ := connPair(t, n)
	got := make(chan string, 1)
	go func() {
		p := make([]byte, 10)
		k, _ := c.Read(p)
		got <- string(p[:k])
	}()
	reading := func() bool { c.socket.mu.Lock(); defer c.socket.mu.Unlock(); return c.into != nil }
	if !nettest.Eventually(reading) {
		t.Fatal("Read does not wait")
	}
	if err := c.Socket().Unshift([]byte("back")); err != nil {
		t.Fatal(err)
	}
	if got := nettest.Await(t, got, "Read"); got != "back" {
		t.Errorf("%q", got)
	}
}

// A Conn that has read to the end is a socket again that ends with its peer.
func TestFromConnAfterTheEnd(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		c, peer := connPair(t, n)
		if err := peer.CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(c); err != nil {
			t.Fatal(err)
		}
		if !nettest.Eventually(c.Socket().ReadableEnded) {
			t.Fatal("no end")
		}
		closed(t, n.FromConn(c, SocketOptions{}))
	})
}

// scanAll makes one token of everything.
func scanAll(p []byte, atEnd bool) (int, []byte, error) {
	if !atEnd || len(p) == 0 {
		return 0, nil, nil
	}
	return len(p), p, nil
}

// A socket that connects again has nothing of the connection before: neither its Conn,
// nor its addresses, nor halves of tokens and characters.
func TestConnectAgainStartsOver(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { // which ends with its peer
		s.OnError(func(error) {}) // of a client that was destroyed
		s.Resume()
		s.WriteString("half \xe2\x82")
	})
	s := n.connect(v)
	text := make(chan string, 4)
	s.OnToken(scanAll, func(p []byte) { text <- string(p) })
	if err := s.SetEncoding(UTF8); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		s.SetAddresses(s.LocalAddr().AddrPort(), netip.MustParseAddrPort("192.0.2.1:1"))
		if !nettest.Eventually(func() bool { return s.BytesRead() == 7 }) {
			t.Fatal("no data")
		}
		s.Destroy(nil)
		closed(t, s)
		o := n.to(v)
		if err := s.ConnectWith(o); err != nil {
			t.Fatal(err)
		}
		connected := nettest.NewSignal()
		s.OnConnect(connected.Fire)
		connected.Wait(t, "the next connection")
		if got := s.RemoteAddr().Port; got != o.Port {
			t.Errorf("the peer's port is %d", got)
		}
	}
	if !nettest.Eventually(func() bool { return s.BytesRead() == 7 }) {
		t.Fatal("no data")
	}
	s.End()
	if got := nettest.Await(t, text, "the rest"); got != "half \uFFFD" {
		t.Errorf("%q", got)
	}

	again := n.connect(v)
	c := again.Conn()
	if _, err := io.ReadFull(c, make([]byte, 7)); err != nil {
		t.Fatal(err)
	}
	c.Close()
	closed(t, again)
	got := make(chan string, 1)
	again.OnData(func(p []byte) { got <- string(p) })
	if err := again.ConnectWith(n.to(v)); err != nil {
		t.Fatal(err)
	}
	if got := nettest.Await(t, got, "data of the next connection"); got != "half \xe2\x82" {
		t.Errorf("%q", got)
	}
	if _, err := c.Read(make([]byte, 1)); err == nil {
		t.Error("the Conn of the connection before reads")
	}
}
