package nodenet

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"runtime"
	"syscall"
)

// opError is an error of an operation as Go's net package has it.
func (c *Conn) opError(operation string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	call := operation
	if call == "close" { // of one side
		call = "shutdown"
	}
	local, remote := c.LocalAddr(), c.RemoteAddr()
	return &net.OpError{Op: operation, Net: remote.Network(), Source: local, Addr: remote, Err: goError(call, err)}
}

// goError is what Go's net package has in the place of an error of ours.
func goError(call string, err error) error {
	if e := (*Error)(nil); errors.As(err, &e) && len(e.Errors) > 0 {
		err = e.Errors[0] // of several attempts Go tells of the first
	}
	var (
		errno   syscall.Errno
		dns     *net.DNSError
		address *net.AddrError
		unknown net.UnknownNetworkError
	)
	switch {
	case errors.As(err, &errno):
		return os.NewSyscallError(call, errno)
	case errors.As(err, &dns):
		return dns
	case errors.As(err, &address):
		return address
	case errors.As(err, &unknown):
		return unknown
	case errors.Is(err, errNoAddress):
		return errNoAddress
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return contextError{err}
	}
	return err
}

// contextError is what a context has ended, in the words of Go's net package.
type contextError struct{ error }

func (e contextError) Unwrap() error { return e.error }

func (e contextError) Error() string {
	if e.Timeout() {
		return os.ErrDeadlineExceeded.Error()
	}
	return "operation was canceled"
}

// Timeout reports whether time ran out.
func (e contextError) Timeout() bool { return errors.Is(e.error, context.DeadlineExceeded) }

// Temporary is as Timeout, as in Go's net package.
func (e contextError) Temporary() bool { return e.Timeout() }

// goAddr is an address as Go's net package has it.
func goAddr(a *Address) net.Addr {
	switch {
	case !a.known():
		return a
	case a.Network() == "unix" && a.String() == "" && runtime.GOOS == "linux":
		return &net.UnixAddr{Name: "@", Net: "unix"} // as Go's net package has an end without a name
	case a.Network() == "unix":
		return &net.UnixAddr{Name: a.String(), Net: "unix"}
	}
	return net.TCPAddrFromAddrPort(a.AddrPort())
}
