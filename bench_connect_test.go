//go:build unix

package nodenet

import (
	"syscall"
	"testing"
)

// BenchmarkAccept is a connection that the server ends at once. The client is a
// bare descriptor.
func BenchmarkAccept(b *testing.B) {
	n := newTestNet(b, nil, true, 1)
	n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	address := &syscall.SockaddrUnix{Name: n.path}
	b.ReportAllocs()
	for b.Loop() {
		acceptOne(b, syscall.AF_UNIX, address)
	}
}

// BenchmarkAcceptTCP is the same by TCP.
func BenchmarkAcceptTCP(b *testing.B) {
	n := newTestNet(b, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	address := &syscall.SockaddrInet4{Port: v.Address().Port, Addr: [4]byte{127, 0, 0, 1}}
	b.ReportAllocs()
	for b.Loop() {
		acceptOne(b, syscall.AF_INET, address)
	}
}

// acceptOne connects, waits for the server's end and closes.
func acceptOne(tb testing.TB, family int, address syscall.Sockaddr) {
	fd, err := syscall.Socket(family, syscall.SOCK_STREAM, 0)
	if err != nil {
		tb.Fatal(err)
	}
	defer syscall.Close(fd)
	if err := syscall.Connect(fd, address); err != nil {
		tb.Fatal(err)
	}
	var none [1]byte
	if n, err := syscall.Read(fd, none[:]); n != 0 || err != nil {
		tb.Fatalf("%d bytes, %v", n, err)
	}
}

// BenchmarkConnect is a connection with both ends on the loop, from Connect to the
// client's 'close'.
func BenchmarkConnect(b *testing.B) {
	for _, unix := range []bool{false, true} {
		name := "tcp"
		if unix {
			name = "unix"
		}
		b.Run(name, func(b *testing.B) {
			n := newTestNet(b, nil, unix, 1)
			connect := connectOne(n)
			b.ReportAllocs()
			for b.Loop() {
				connect()
			}
		})
	}
}

// connectOne returns what makes a connection that the server ends at once, and
// waits for the client's 'close'.
func connectOne(n *testNet) func() {
	v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	o := n.to(v)
	done := make(chan struct{})
	onClose := func(bool) { done <- struct{}{} }
	return func() {
		c := n.ConnectWith(o)
		c.OnClose(onClose)
		c.Resume()
		<-done
	}
}
