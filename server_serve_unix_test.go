//go:build unix

package nodenet

import (
	"net"
	"path/filepath"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// What Go's net has made is on the loop from then on, with the descriptor it had, however
// it comes: another listener's connections, and those given to FromConn.
func TestSocketsOfGosNetAreOnTheLoop(t *testing.T) {
	for _, network := range []string{"tcp", "unix"} {
		t.Run(network, func(t *testing.T) {
			n := newTestNet(t, nil, false, 1)
			address := "127.0.0.1:0"
			if network == "unix" {
				address = filepath.Join(t.TempDir(), "s")
			}
			ln, err := net.Listen(network, address)
			if err != nil {
				t.Fatal(err)
			}
			sockets := make(chan *Socket, 1)
			v := n.CreateServerWith(ServerOptions{AllowHalfOpen: true, OnConnection: func(s *Socket) { sockets <- s }})
			if err := v.Serve(ln); err != nil {
				t.Fatal(err)
			}
			conn, err := net.Dial(network, ln.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			client := n.FromConn(conn, SocketOptions{})
			server := nettest.Await(t, sockets, "a connection")
			server.mu.Lock()
			if server.stream.Fd() < 0 {
				t.Error("the server's is not on the loop")
			}
			server.mu.Unlock()
			if _, err := conn.Write([]byte("x")); err == nil {
				t.Error("the client's is still Go's")
			}
			got := make(chan string, 1)
			client.OnText(func(text string) { got <- text })
			server.Pipe(server)
			client.EndString("there and back")
			if text := nettest.Await(t, got, "the echo"); text != "there and back" {
				t.Error(text)
			}
			if server.RemoteAddr() == nil || client.RemoteAddr() == nil {
				t.Error("the peer is not known")
			}
			closed(t, client, server)
			_ = v.Close()
		})
	}
}
