package nodenet

import (
	"syscall"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// lostLocked is why the socket was destroyed. That a connection is lost a kernel says
// once, to whoever comes first: from then on Read and Write find then, what there is
// after that. On a Unix socket a reset is for Read alone.
func (c *Conn) lostLocked(then error) error {
	err := c.socket.endedByLocked()
	if !c.isLostLocked() {
		return err
	}
	writing, broken := then == syscall.EPIPE, c.socket.more.err.Code == "EPIPE"
	switch {
	case c.lossTold, writing && (broken || c.unixLocked()):
		return then
	case broken: // what a Write has met, Read knows by another name
		err = syscall.ECONNRESET
	}
	c.lossTold = true
	return err
}

// notConnectedLocked is what a kernel answers who ends a side of a lost connection.
func (c *Conn) notConnectedLocked() error {
	if c.unixLocked() {
		return nil
	}
	return syscall.ENOTCONN
}

// isLostLocked reports whether the kernel has ended the connection. TLS has errors that
// stay, and so has a foreign net.Conn if it wants to.
func (c *Conn) isLostLocked() bool {
	s := c.socket
	if !s.is(stErrored) || s.stream == nil || transport.Foreign(s.stream) || s.stream != transport.Below(s.stream) {
		return false
	}
	call := s.more.err.Syscall
	return call == "read" || call == "write"
}

func (c *Conn) unixLocked() bool { return c.socket.stream.RemoteAddr().Unix }
