package nodenet

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/node"
)

// Error is every error of this package, with what a Node error carries.
//
// It matches with [errors.Is] what a Go programmer would look for: the
// [syscall.Errno] behind a system error, [net.ErrClosed] for the use of a socket
// or server that is closed, [context.Canceled] or [context.DeadlineExceeded]
// for what a context ended, [os.ErrDeadlineExceeded] for a timeout, and each of
// several failed connection attempts.
type Error struct {
	// Code is Node's name for the error: "ECONNREFUSED", "ENOTFOUND",
	// "ERR_STREAM_WRITE_AFTER_END".
	Code string
	// Errno is the negative number that goes with a system error, as in
	// Node; 0 for others.
	Errno int
	// Syscall is what failed: "connect", "listen", "bind", "read", "write",
	// "shutdown", "getaddrinfo"; "" for an error of ours.
	Syscall string
	// Address and Port are the address it was about: an IP address, or a
	// path, which has port 0, or -1 from Listen, as in Node.
	Address string
	Port    int
	// Hostname is the name that was looked up, for "getaddrinfo".
	Hostname string
	// Errors are the errors of the attempts when a host with several
	// addresses could not be reached at any of them: Node's AggregateError.
	Errors []error

	// Message is Node's text for it, which Error returns.
	Message string

	cause error
}

// Error returns Node's message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause: a [syscall.Errno], an error of the net or context
// package, all of Errors joined, or nil.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is the error number of e, on every system.
func (e *Error) Is(target error) bool {
	no, ok := target.(syscall.Errno)
	return ok && e.Errno != 0 && e.Code != "UNKNOWN" && e.Errno == node.OfErrno(no).Number
}

// Timeout reports whether time ran out.
func (e *Error) Timeout() bool {
	return e.Code == "ETIMEDOUT" || errors.Is(e.cause, os.ErrDeadlineExceeded) ||
		errors.Is(e.cause, context.DeadlineExceeded)
}

// Temporary completes [net.Error]. It is always false.
func (e *Error) Temporary() bool { return false }

var _ net.Error = (*Error)(nil)

// misuse is an error of the caller's, found before anything was done.
func misuse(code, message string) *Error { return &Error{Code: code, Message: message} }

// closedError is misuse of something that is closed, or about to be.
func closedError(code, message string) *Error {
	return &Error{Code: code, Message: message, cause: net.ErrClosed}
}

func errWriteAfterEnd() *Error {
	return closedError("ERR_STREAM_WRITE_AFTER_END", "write after end")
}

func errDestroyed(operation string) *Error {
	return closedError("ERR_STREAM_DESTROYED", "Cannot call "+operation+" after a stream was destroyed")
}

func errBadPort(name string, port int) *Error {
	return misuse("ERR_SOCKET_BAD_PORT", name+" should be >= 0 and < 65536. Received type number ("+strconv.Itoa(port)+").")
}

func errOutOfRange(name, wanted, received string) *Error {
	return misuse("ERR_OUT_OF_RANGE", `The value of "`+name+`" is out of range. It must be `+wanted+". Received "+received)
}

func errNullListener() *Error {
	return misuse("ERR_INVALID_ARG_TYPE", `The "listener" argument must be of type function. Received null`)
}

// errAborted is what a context's end does to a socket or server.
func errAborted(cause error) *Error {
	return &Error{Code: "ABORT_ERR", Message: "The operation was aborted", cause: cause}
}

// public is an error of a handle as this package's users see it.
func public(e *handle.Error) *Error {
	return &Error{Code: e.Code, Errno: e.Errno, Syscall: e.Syscall, Address: e.Address, Port: e.Port, Message: e.Message, cause: e.Cause}
}

// systemError is a failed system call about no particular address: Node's
// "read ECONNRESET".
func systemError(call string, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return public(handle.SystemError(call, err))
}

// addressError adds the address: Node's "connect ECONNREFUSED 127.0.0.1:1".
func addressError(call string, err error, address string, port int) *Error {
	return public(handle.AddressError(call, err, address, port))
}

// lookupError is a name that could not be resolved.
func lookupError(host string, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	code, number := "ENOTFOUND", -3008
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound {
		code, number = "EAI_AGAIN", -3001
	}
	return &Error{Code: code, Errno: number, Syscall: "getaddrinfo", Hostname: host,
		Message: "getaddrinfo " + code + " " + host, cause: err}
}

// joinedError is what is left when every attempt has failed.
func joinedError(errs []error) *Error {
	texts := make([]string, len(errs))
	for i, err := range errs {
		texts[i] = err.Error()
	}
	e := &Error{Errors: errs, Message: strings.Join(texts, "; "), cause: errors.Join(errs...)}
	var first *Error
	if errors.As(errs[0], &first) {
		e.Code = first.Code
	}
	return e
}
