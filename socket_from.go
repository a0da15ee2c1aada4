package nodenet

import (
	"math"
	"net"
	"os"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// FromConn makes a socket of any connection: a [crypto/tls.Conn], one end of a
// [net.Pipe], an SSH channel. The socket owns it from then on. It is on the
// default group. The loop takes over the descriptor of a [net.TCPConn] or [net.UnixConn],
// which costs what any socket does, and is closed for whoever still has it; for other
// connections goroutines do what blocks. NoDelay and KeepAlive are set where conn,
// or what its NetConn method returns, has methods for them. Of a [Conn] it is the
// socket itself, where it was; of the options only AllowHalfOpen counts then. Node:
// new net.Socket({handle}).
//
// Where conn has no CloseWrite method it cannot end one side alone: End closes
// it, and what the peer has not sent by then is lost. 'close' comes once its Close has
// returned, or has taken ten seconds.
func FromConn(conn net.Conn, options SocketOptions) *Socket {
	return DefaultGroup().FromConn(conn, options)
}

// FromConn is the function [FromConn] on this group.
func (g *Group) FromConn(conn net.Conn, options SocketOptions) *Socket {
	if c, ok := conn.(*Conn); ok && c != nil && c.socket != nil {
		return c.release(options.AllowHalfOpen)
	}
	if !transport.Missing(conn) {
		stream := transport.Own(conn)
		if options.NoDelay {
			_ = stream.SetNoDelay(true)
		}
		if options.KeepAlive {
			_ = stream.SetKeepAlive(handle.KeepAlive(true, options.KeepAliveInitialDelay, 0, 0))
		}
		return g.fromStream(stream, options)
	}
	s := g.NewSocket(options)
	s.refuse(misuse("ERR_INVALID_ARG_TYPE", `The "conn" argument must be a net.Conn. Received nil`))
	return s
}

// FromFd makes a socket of an open descriptor: a connected TCP or Unix socket, or
// a pipe. The socket owns it from then on. It must not be the Fd of an [os.File],
// which closes the number too, at the latest when the garbage collector finds it:
// [FromFile] takes those. The error is misuse: ERR_OUT_OF_RANGE, or
// ERR_INVALID_FD_TYPE for a file, a terminal, a socket that listens, for which there is
// [Server.ListenFd], or what is not open. It is on the default group. Node: new net.Socket({fd}).
func FromFd(fd int, options SocketOptions) (*Socket, error) {
	return DefaultGroup().FromFd(fd, options)
}

// FromFd is the function [FromFd] on this group.
func (g *Group) FromFd(fd int, options SocketOptions) (*Socket, error) {
	stream, err := g.openFd(fd)
	if err != nil {
		return nil, err
	}
	return g.fromStream(stream, options), nil
}

// FromFile is [FromFd] for a file, such as the connection that [net.TCPConn.File]
// returns. It takes the file and closes it, whether or not that works out; the
// socket has a descriptor of its own then. It is on the default group.
func FromFile(file *os.File, options SocketOptions) (*Socket, error) {
	return DefaultGroup().FromFile(file, options)
}

// FromFile is the function [FromFile] on this group.
func (g *Group) FromFile(file *os.File, options SocketOptions) (*Socket, error) {
	if err := checkFile(file); err != nil {
		return nil, err
	}
	stream, err := g.handles.OpenFile(file)
	if err != nil {
		return nil, public(err)
	}
	return g.fromStream(stream, options), nil
}

// checkFile finds a file that is none, whose methods may panic.
func checkFile(file *os.File) error {
	if file == nil || *file == (os.File{}) {
		return misuse("ERR_INVALID_ARG_TYPE", `The "file" argument must be an open os.File. Received none`)
	}
	return nil
}

// fromStream makes a socket of a stream that is connected.
func (g *Group) fromStream(stream transport.Stream, options SocketOptions) *Socket {
	s := g.NewSocket(options)
	if s.Destroyed() {
		stream.Close(false)
		return s
	}
	s.mu.Lock()
	s.set(stConnecting, true)
	s.set(stSoon, transport.WriteOnly(stream.Fd())) // there is no peer's end to wait for
	s.holdLocked(!s.is(stUnref))
	s.mu.Unlock()
	s.adopt(stream)
	return s
}

// openFd makes a stream of an open descriptor.
func (g *Group) openFd(fd int) (transport.Stream, *Error) {
	if fd < 0 || fd > math.MaxInt32 {
		return nil, errOutOfRange("fd", ">= 0 && <= 2147483647", itoa(fd))
	}
	stream, err := g.handles.OpenConnection(fd)
	if err != nil {
		return nil, public(err)
	}
	return stream, nil
}

// adopt has the socket take a stream that is connected already. Node emits no
// 'connect' then.
func (s *Socket) adopt(stream transport.Stream) {
	s.mu.Lock()
	s.extraLocked().adopted = stream
	s.mu.Unlock()
	s.tick(opAdopt)
}

// startAdopted is the rest of adopt, on the loop.
func (s *Socket) startAdopted() {
	s.mu.Lock()
	stream := s.more.adopted
	s.more.adopted = nil
	s.mu.Unlock()
	if stream != nil { // not destroyed meanwhile
		s.onConnected(stream, false)
	}
}
