package nodenet

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

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
	// Message is Node's message. Where that speaks of JavaScript's types, as some
	// about wrong arguments do, it is put in Go's words.
	Message string
	// Hint says what may be the matter where Node's message leads astray; "" for
	// most errors.
	Hint string

	cause error
}

// Error returns the message, and the hint in parentheses if there is one.
func (e *Error) Error() string { return node.WithHint(e.Message, e.Hint) }

// Unwrap returns the cause: a [syscall.Errno], an error of the net or context
// package, all of Errors joined, or nil.
func (e *Error) Unwrap() error { return e.cause }

// Is reports whether target is the error number of e, on every system, or
// [os.ErrDeadlineExceeded] and time ran out.
func (e *Error) Is(target error) bool {
	if target == os.ErrDeadlineExceeded {
		return e.Timeout()
	}
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
	return closedError(node.WriteAfterEnd())
}

func errDestroyed(operation string) *Error {
	return closedError(node.Destroyed(operation))
}

func errBadPort(name string, port int) *Error {
	return misuse(node.BadPort(name, strconv.Itoa(port)))
}

func errOutOfRange(name, wanted, received string) *Error {
	return misuse(node.OutOfRange(name, wanted, received))
}

func errNullListener() *Error {
	return misuse("ERR_INVALID_ARG_TYPE", `The "listener" argument must be a function. Received nil`)
}

// errAborted is what a context's end does to a socket or server.
func errAborted(cause error) *Error {
	code, message := node.Aborted()
	return &Error{Code: code, Message: message, cause: cause}
}

// abortedBy is errAborted for a context that has ended.
func abortedBy(ctx context.Context) *Error { return errAborted(endOf(ctx)) }

// endOf is why a context has ended: the cause, which is the context's error as well.
func endOf(ctx context.Context) error {
	err, cause := ctx.Err(), context.Cause(ctx)
	if errors.Is(cause, err) {
		return cause
	}
	return endCause{cause, err}
}

// endCause is a cause that a context was given, with the context's error.
type endCause struct {
	error
	ended error
}

func (c endCause) Unwrap() []error { return []error{c.error, c.ended} }

// public is an error of a handle as this package's users see it.
func public(e *node.Error) *Error {
	return &Error{Code: e.Code, Errno: e.Errno, Syscall: e.Syscall, Address: e.Address, Port: e.Port, Hostname: e.Hostname,
		Message: e.Message, Hint: e.Hint, cause: e.Cause}
}

// systemError is a failed system call about no particular address: Node's
// "read ECONNRESET".
func systemError(call string, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return public(node.Failed(call, err))
}

// addressError adds the address: Node's "connect ECONNREFUSED 127.0.0.1:1".
func addressError(call string, err error, address string, port int) *Error {
	return public(node.FailedAt(call, err, address, port))
}

// lookupError is a name that could not be resolved.
func lookupError(host string, err error) *Error {
	var own *Error
	if errors.As(err, &own) {
		return own
	}
	return public(node.FailedLookup("getaddrinfo", node.LookupCode(err), host, err))
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
