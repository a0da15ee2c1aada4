//go:build unix

package nodenet

import (
	"io"
	"syscall"
	"testing"
)

// rawPeer is the far end of a connection as a descriptor that blocks. Nothing but
// the socket under test has to do with a loop then, and nothing else allocates.
type rawPeer int

// rawConnection is a TCP connection of which the socket has one end.
func rawConnection(tb testing.TB, n *testNet, o SocketOptions) (*Socket, rawPeer) {
	tb.Helper()
	ours, theirs := rawPair(tb)
	s, err := n.FromFd(ours, o)
	if err != nil {
		tb.Fatal(err)
	}
	settle(n)
	return s, theirs
}

// settle waits until the loop has done what it was asked to do.
func settle(n *testNet) {
	done := make(chan struct{})
	n.Post(func() { close(done) })
	<-done
}

// pipeEcho and those that follow send back what the peer sends.
func pipeEcho(tb testing.TB, n *testNet) rawPeer {
	s, peer := rawConnection(tb, n, SocketOptions{})
	s.Pipe(s)
	return peer
}

func dataEcho(tb testing.TB, n *testNet) rawPeer {
	s, peer := rawConnection(tb, n, SocketOptions{})
	s.OnData(func(p []byte) { s.Write(p) })
	return peer
}

// onReadEcho reads into a buffer of that size. When also is given, it is asked once
// for what is to be done with every message.
func onReadEcho(tb testing.TB, n *testNet, size int, also func(*Socket) func()) rawPeer {
	var s *Socket
	each := func() {}
	made, peer := rawConnection(tb, n, SocketOptions{OnRead: &OnRead{
		Buffer: make([]byte, size),
		Callback: func(p []byte) bool {
			each()
			s.Write(p)
			return true
		},
	}})
	s = made
	if also != nil {
		each = also(s)
	}
	settle(n)
	return peer
}

// rawPair is both ends of a TCP connection. Nagle's algorithm is off, or it is
// what a benchmark of large messages would measure.
func rawPair(tb testing.TB) (ours int, theirs rawPeer) {
	tb.Helper()
	must := func(err error) {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
	}
	ln, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	must(err)
	defer syscall.Close(ln)
	must(syscall.Bind(ln, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}))
	must(syscall.Listen(ln, 1))
	address, err := syscall.Getsockname(ln)
	must(err)
	peer, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	must(err)
	tb.Cleanup(func() { syscall.Close(peer) })
	must(syscall.Connect(peer, address))
	ours, _, err = syscall.Accept(ln)
	must(err)
	for _, fd := range []int{ours, peer} {
		syscall.CloseOnExec(fd)
		must(syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, syscall.TCP_NODELAY, 1))
	}
	return ours, rawPeer(peer)
}

// write sends all of p.
func (fd rawPeer) write(p []byte) error {
	for len(p) > 0 {
		n, err := syscall.Write(int(fd), p)
		if err != nil && err != syscall.EINTR {
			return err
		}
		p = p[max(n, 0):]
	}
	return nil
}

// readFull fills p.
func (fd rawPeer) readFull(p []byte) error {
	for len(p) > 0 {
		n, err := syscall.Read(int(fd), p)
		switch {
		case err == syscall.EINTR:
		case err != nil:
			return err
		case n == 0:
			return io.ErrUnexpectedEOF
		default:
			p = p[n:]
		}
	}
	return nil
}

// exchange sends a message and waits for as many bytes in return.
func (fd rawPeer) exchange(tb testing.TB, message, answer []byte) {
	if err := fd.write(message); err != nil {
		tb.Fatal(err)
	}
	if err := fd.readFull(answer); err != nil {
		tb.Fatal(err)
	}
}
