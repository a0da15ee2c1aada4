//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package nodenet

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/transport"
)

// injectChaos has system calls fail, fall short, or find a descriptor that somebody
// has made blocking. The function that it returns ends that, when nothing uses them.
func injectChaos(d *dice) (end func()) {
	real := transport.System
	fault := func() error {
		switch d.n(60) {
		case 0, 1, 2, 3:
			return syscall.EAGAIN
		case 4, 5:
			return syscall.EINTR
		case 6, 7:
			return syscall.ENOBUFS
		case 8:
			return syscall.ECONNRESET
		}
		return nil
	}
	block := func(fd int) {
		if d.n(10) == 0 {
			_ = unix.SetNonblock(fd, false)
		}
	}
	short := func(p []byte) []byte {
		if d.n(3) == 0 && len(p) > 1 {
			return p[:1+d.n(len(p)-1)]
		}
		return p
	}
	s := &transport.System
	s.Read = func(fd int, p []byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		block(fd)
		return real.Read(fd, short(p))
	}
	s.Write = func(fd int, p []byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		block(fd)
		return real.Write(fd, short(p))
	}
	s.Writev = func(fd int, ps [][]byte) (int, error) {
		if err := fault(); err != nil {
			return 0, err
		}
		block(fd)
		if d.n(2) == 0 {
			return real.Write(fd, short(ps[0]))
		}
		return real.Writev(fd, ps)
	}
	s.Accept = func(fd int) (int, transport.Peer, error) {
		switch d.n(20) {
		case 0:
			return -1, transport.Peer{}, syscall.EMFILE
		case 1:
			return -1, transport.Peer{}, syscall.ECONNABORTED
		case 2:
			return -1, transport.Peer{}, syscall.EINTR
		}
		block(fd)
		return real.Accept(fd)
	}
	s.Socket = func(family int) (int, error) {
		if d.n(30) == 0 {
			return -1, syscall.EMFILE
		}
		return real.Socket(family)
	}
	s.Connect = func(fd int, to unix.Sockaddr) error {
		switch d.n(20) {
		case 0:
			return syscall.EINTR
		case 1:
			return syscall.ENETUNREACH
		}
		return real.Connect(fd, to)
	}
	return func() { transport.System = real }
}
