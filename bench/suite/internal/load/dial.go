package load

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// sources spreads connections over addresses of this machine, so that ports in
// TIME_WAIT are never in the way.
var sources int

// dial connects, waits for it, and adds the connection to the poller.
func (p *poller) dial(port int) (*conn, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	sources++
	source := &unix.SockaddrInet4{Addr: [4]byte{127, 1, byte(sources>>8) % 4, byte(sources)%250 + 1}}
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_IP, unix.IP_BIND_ADDRESS_NO_PORT, 1)
	_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1)
	if err := unix.Bind(fd, source); err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("bind: %w", err)
	}
	for {
		err = unix.Connect(fd, &unix.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}})
		if err != unix.EINTR {
			break
		}
	}
	if err != nil {
		unix.Close(fd)
		return nil, fmt.Errorf("connect: %w", err)
	}
	_ = unix.SetsockoptInt(fd, unix.IPPROTO_TCP, unix.TCP_NODELAY, 1)
	if err := unix.SetNonblock(fd, true); err != nil {
		unix.Close(fd)
		return nil, err
	}
	c := &conn{fd: fd}
	for len(p.table) <= fd {
		p.table = append(p.table, nil)
	}
	p.table[fd] = c
	return c, unix.EpollCtl(p.fd, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
}

// together is how many connections are opened before the last of them has to be
// answered. A server that takes connections more slowly than we open them falls
// behind by as many, and the shortest queue among the servers has 511 places: what finds it
// full is tried again by the kernel a second later, and ten such seconds would make
// most of the time of a case with 10,000 connections.
const together = 256

// dialAll opens all connections of a case and returns once the server has taken them,
// which it shows by answering the last of each group.
func (p *poller) dialAll(o Options) (conns []*conn, err error) {
	word := make([]byte, 64)
	for i := range o.Conns {
		c, err := p.dial(o.Port)
		if err != nil {
			return nil, fmt.Errorf("connection %d: %w", i, err)
		}
		conns = append(conns, c)
		if (i+1)%together == 0 || i+1 == o.Conns {
			if err := exchange(c, word); err != nil {
				return nil, fmt.Errorf("connection %d: %w", i, err)
			}
		}
	}
	return conns, nil
}

// exchange sends a message and waits for its echo.
func exchange(c *conn, message []byte) error {
	if err := unix.SetNonblock(c.fd, false); err != nil {
		return err
	}
	if _, err := unix.Write(c.fd, message); err != nil {
		return err
	}
	for got := 0; got < len(message); {
		n, err := unix.Read(c.fd, message[got:])
		if err != nil {
			return err
		}
		if n == 0 {
			return fmt.Errorf("the server closed the connection")
		}
		got += n
	}
	return unix.SetNonblock(c.fd, true)
}
