package handle

import (
	"errors"
	"net"
	"strconv"
	"strings"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Error is what a handle's operation has failed with, as Node tells it. The root
// package and package js each make their own kind of error of it.
type Error struct {
	Code    string
	Errno   int // the negative number of an error of the system; 0 for others
	Syscall string
	Address string
	Port    int
	Message string
	Cause   error
}

// Error returns Node's message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// SystemError is a failed system call about no particular address: Node's
// "read ECONNRESET".
func SystemError(call string, err error) *Error {
	no := ErrnoOf(err)
	if no == 0 {
		return &Error{Code: "UNKNOWN", Syscall: call, Message: call + " " + err.Error(), Cause: err}
	}
	e := node.OfErrno(no)
	return &Error{Code: e.Name, Errno: e.Number, Syscall: call, Message: call + " " + e.Name, Cause: err}
}

// AddressError adds the address: Node's "connect ECONNREFUSED 127.0.0.1:1".
func AddressError(call string, err error, address string, port int) *Error {
	e := SystemError(call, err)
	e.Address, e.Port = address, port
	if address != "" {
		e.Message += " " + HostPort(address, port)
	}
	return e
}

// DescribedError also says what the code means, as Node does for servers:
// "listen EADDRINUSE: address already in use 127.0.0.1:1".
func DescribedError(call string, err error, address string, port int) *Error {
	e := AddressError(call, err, address, port)
	if no := ErrnoOf(err); no != 0 {
		prefix := call + " " + e.Code
		e.Message = prefix + ": " + node.Text(no) + strings.TrimPrefix(e.Message, prefix)
	}
	return e
}

// HostPort joins as Node's messages do, without brackets. A path has no port.
func HostPort(address string, port int) string {
	if port <= 0 {
		return address
	}
	return address + ":" + portText(port)
}

func portText(port int) string { return strconv.Itoa(port) }

// ErrnoOf finds the system's number in err; 0 when there is none.
func ErrnoOf(err error) syscall.Errno {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return 0
	}
	return node.Portable(no)
}

// operationOf names the operation that a transport says has failed, and the cause
// below it.
func operationOf(err error) (operation string, cause error) {
	var e *transport.Error
	if errors.As(err, &e) {
		return e.Operation, e.Err
	}
	return "connect", err
}

// misuse is an error of the caller's, found before anything was done.
func misuse(code, message string) *Error { return &Error{Code: code, Message: message} }

func errNoDescriptors() *Error {
	return misuse("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The feature is unavailable on the current platform: sockets have no descriptors of their own here")
}

func errSocketClosed() *Error {
	return &Error{Code: "ERR_SOCKET_CLOSED", Message: "Socket is closed", Cause: net.ErrClosed}
}

func errNotRunning() *Error {
	return &Error{Code: "ERR_SERVER_NOT_RUNNING", Message: "Server is not running.", Cause: net.ErrClosed}
}
