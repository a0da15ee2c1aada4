package nodenet

import (
	"errors"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// SyscallConn returns the socket for calls of the system that have no method here,
// such as an option to set or to read. Only Control works, as for a [net.Listener]:
// the loop reads and writes. Its function gets a duplicate of the descriptor, which is
// good until it returns. The error is ERR_SOCKET_CLOSED before the connection is made
// and once the socket is destroyed; for a connection given to [FromConn] it is whatever
// that says, and a *[Error] matching [errors.ErrUnsupported] when it has no descriptor.
// Node has none.
func (s *Socket) SyscallConn() (syscall.RawConn, error) {
	s.mu.Lock()
	stream, usable := s.stream, s.usableLocked()
	s.mu.Unlock()
	if !usable {
		return nil, errNoSocket()
	}
	if foreign, ok := transport.Below(stream).(syscall.Conn); ok {
		return publicRaw(foreign.SyscallConn())
	}
	return transport.RawConn(func(use func(fd int) error) error {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.stream != stream || !s.usableLocked() {
			return errNoSocket()
		}
		return use(stream.Fd())
	}), nil
}

// SyscallConn returns the listening socket for calls of the system, as
// [Socket.SyscallConn] does for a connection. Before Listen and after Close the error
// is ERR_SERVER_NOT_RUNNING.
func (v *Server) SyscallConn() (syscall.RawConn, error) {
	v.mu.Lock()
	ln := v.listener
	v.mu.Unlock()
	if ln == nil {
		return nil, closedError(node.NotListening())
	}
	return publicRaw(ln.SyscallConn())
}

func errNoSocket() *Error { return closedError(node.SocketClosed()) }

// publicRaw says that there is no descriptor in the way of Go's standard library.
func publicRaw(raw syscall.RawConn, err error) (syscall.RawConn, error) {
	if errors.Is(err, transport.ErrUnsupported) {
		return nil, &Error{Code: "ENOTSUP", Message: "the connection has no descriptor to tell of", cause: errors.ErrUnsupported}
	}
	return raw, err
}
