package nettest

import (
	"io"
	"net"
	"testing"
)

// Echo is a server of Go's own that sends back what comes, until the test is over.
func Echo(t testing.TB) net.Listener {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			go EchoOn(c)
		}
	}()
	return ln
}

// EchoOn sends back what comes on a connection, until the peer has ended.
func EchoOn(c net.Conn) {
	_, _ = io.Copy(c, c)
	_ = c.Close()
}
