package nodenet

import (
	"net"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// FromConn makes a socket of any connection: a [crypto/tls.Conn], one end of a
// [net.Pipe], an SSH channel. The socket owns it from then on. It is on the
// default group; goroutines do what blocks. Node: new net.Socket({handle}).
//
// Where conn has no CloseWrite method it cannot end one side alone: End closes
// it, and what the peer has not sent by then is lost.
func FromConn(conn net.Conn, options SocketOptions) *Socket {
	return DefaultGroup().FromConn(conn, options)
}

// FromConn is the function [FromConn] on this group.
func (g *Group) FromConn(conn net.Conn, options SocketOptions) *Socket {
	s := g.NewSocket(options)
	switch {
	case conn == nil:
		s.refuse(misuse("ERR_INVALID_ARG_TYPE", `The "conn" argument must be a connection. Received null`))
	case s.Destroyed():
		_ = conn.Close()
	default:
		s.mu.Lock()
		s.set(stConnecting, true)
		s.hold(!s.is(stUnref))
		s.mu.Unlock()
		s.adopt(transport.NewConn(conn))
	}
	return s
}

// adopt has the socket take a stream that is connected already. Node emits no
// 'connect' then.
func (s *Socket) adopt(stream transport.Stream) {
	s.mu.Lock()
	s.extra().adopted = stream
	s.mu.Unlock()
	s.tick(opAdopt)
}

// adopted is the rest of adopt, on the loop.
func (s *Socket) adopted() {
	s.mu.Lock()
	stream := s.more.adopted
	s.more.adopted = nil
	s.mu.Unlock()
	s.connected(stream, false)
}
