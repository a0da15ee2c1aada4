package transport

import (
	"net"
	"syscall"

	"golang.org/x/sys/windows"
)

// Whether packets carry the type of service is up to the policy of the machine.
// For the traffic class of IPv6, Windows has no option.

func setTypeOfService(c net.Conn, tos int) error {
	return onIPv4(c, func(socket windows.Handle) error {
		return windows.SetsockoptInt(socket, windows.IPPROTO_IP, windows.IP_TOS, tos)
	})
}

func typeOfService(c net.Conn) (tos int, err error) {
	err = onIPv4(c, func(socket windows.Handle) (err error) {
		tos, err = windows.GetsockoptInt(socket, windows.IPPROTO_IP, windows.IP_TOS)
		return err
	})
	return tos, err
}

// onIPv4 calls f with the socket below c, which has to be of IPv4.
func onIPv4(c net.Conn, f func(windows.Handle) error) error {
	raw, err := optionsOf(c)
	if err != nil {
		return err
	}
	e := raw.Control(func(fd uintptr) {
		socket := windows.Handle(fd)
		switch local, e := windows.Getsockname(socket); local.(type) {
		case nil:
			err = e
		case *windows.SockaddrInet4:
			err = f(socket)
		default:
			err = syscall.ENOTSUP
		}
	})
	if e != nil {
		return e
	}
	return err
}
