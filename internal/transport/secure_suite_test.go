package transport

import (
	"crypto/tls"
	"net"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// serverTLS and clientTLS are the two ends of what tests secure.
func serverTLS() TLS {
	cert, _ := nettest.Certificate()
	return TLS{Config: &tls.Config{Certificates: []tls.Certificate{cert}}, Server: true, Timeout: nettest.Patience}
}

func clientTLS() TLS {
	_, pool := nettest.Certificate()
	return TLS{Config: &tls.Config{RootCAs: pool, ServerName: "localhost"}, Timeout: nettest.Patience}
}

// securePeer is a client of crypto/tls whose ends are TCP's ends too, as ours are.
type securePeer struct {
	*tls.Conn
	below net.Conn
}

func newSecurePeer(c net.Conn) *securePeer {
	return &securePeer{tls.Client(c, clientTLS().Config), c}
}

func (p *securePeer) CloseWrite() error {
	if err := p.Handshake(); err != nil {
		return err
	}
	if err := p.Conn.CloseWrite(); err != nil {
		return err
	}
	if half, ok := p.below.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// tcpOf is the TCP connection that a peer is, or is over.
func tcpOf(c net.Conn) (*net.TCPConn, bool) {
	if p, ok := c.(*securePeer); ok {
		c = p.below
	}
	tcp, ok := c.(*net.TCPConn)
	return tcp, ok
}

// Close sends no close_notify, as ours does not.
func (p *securePeer) Close() error { return p.below.Close() }

// slowConn writes byte by byte.
type slowConn struct{ net.Conn }

func (c slowConn) Write(p []byte) (int, error) {
	for i := range p {
		if n, err := c.Conn.Write(p[i : i+1]); err != nil {
			return i + n, err
		}
	}
	return len(p), nil
}

// CloseWrite is that of the connection, if it has one.
func (c slowConn) CloseWrite() error {
	if half, ok := c.Conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}

// until waits until something is so.
func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	if !nettest.Eventually(ok) {
		t.Fatal("waited in vain for ", what)
	}
}
