//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net"
	"syscall"

	"golang.org/x/sys/unix"
)

func setTypeOfService(c net.Conn, tos int) error {
	return control(c, func(d *descriptor) error { return d.SetTypeOfService(tos) })
}

func typeOfService(c net.Conn) (tos int, err error) {
	err = control(c, func(d *descriptor) (err error) {
		tos, err = d.TypeOfService()
		return err
	})
	return tos, err
}

// control runs f on the descriptor below c.
func control(c net.Conn, f func(*descriptor) error) error {
	raw, err := optionsOf(c)
	if err != nil {
		return err
	}
	if e := raw.Control(func(fd uintptr) { err = f(newDescriptor(int(fd), Peer{family: resetTCP})) }); e != nil {
		return e
	}
	return err
}

// listenControl sets what net.ListenConfig has no field for.
func listenControl(o Listen) func(string, string, syscall.RawConn) error {
	return func(_, _ string, raw syscall.RawConn) (err error) {
		if !o.ReusePort {
			return nil
		}
		e := raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, reusePort, 1) })
		if e != nil {
			return e
		}
		return err
	}
}
