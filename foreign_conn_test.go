package nodenet

import (
	"io"
	"net"
	"runtime"
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
