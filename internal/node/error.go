package node

import (
	"errors"
	"net"
	"strings"
	"syscall"
)

// Error is what Node says of something that failed. The root package and package js
// each make their own kind of error of it.
type Error struct {
	Code     string // ECONNREFUSED
	Errno    int    // the negative number of an error of the system; 0 for others
	Syscall  string
	Address  string
	Port     int
	Hostname string // of a failed lookup
	Message  string // Node's, word for word
	Hint     string // ours, where Node's message leads astray: what may be the matter
	Cause    error
}

// Error returns the message, and the hint in parentheses if there is one.
func (e *Error) Error() string { return WithHint(e.Message, e.Hint) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// WithHint is a message with a hint after it, if there is one.
func WithHint(message, hint string) string {
	if hint == "" {
		return message
	}
	return message + " (" + hint + ")"
}

// Failed is a failed system call about no particular address: "read
// ECONNRESET".
func Failed(call string, err error) *Error {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return &Error{Code: "UNKNOWN", Syscall: call, Message: call + " " + err.Error(), Cause: err}
	}
	known := OfErrno(no)
	if known.Name == "EOF" && call == "write" {
		known, _ = Named("EPIPE") // Windows has one error for both ends of a pipe
	}
	return &Error{Code: known.Name, Errno: known.Number, Syscall: call, Message: call + " " + known.Name, Cause: err}
}

// FailedAt is Failed about an address: "connect ECONNREFUSED 127.0.0.1:1".
func FailedAt(call string, err error, address string, port int) *Error {
	e := Failed(call, err)
	e.Address, e.Port = address, port
	if address != "" {
		e.Message += " " + HostPort(address, port)
	}
	return e
}

// FailedServer is FailedAt in the words that servers have for it: "listen
// EADDRINUSE: address already in use 127.0.0.1:1".
func FailedServer(call string, err error, address string, port int) *Error {
	e := FailedAt(call, err, address, port)
	if e.Errno != 0 {
		prefix := call + " " + e.Code
		e.Message = prefix + ": " + Numbered(e.Errno).Text + strings.TrimPrefix(e.Message, prefix)
	}
	return e
}

// ErrnoOf finds the system's number in err, by the name that Go has for it on every
// system; 0 when there is none.
func ErrnoOf(err error) syscall.Errno {
	var no syscall.Errno
	if !errors.As(err, &no) {
		return 0
	}
	if usual := Errno(OfErrno(no).Name); usual != 0 {
		return usual
	}
	return no
}

// LookupCode is the code of an error of Go's resolver.
func LookupCode(err error) string {
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound {
		return "EAI_AGAIN"
	}
	return "ENOTFOUND"
}

// FailedLookup is a name, or an address, that could not be resolved: "getaddrinfo
// ENOTFOUND example.test".
func FailedLookup(call, code, host string, cause error) *Error {
	errno := Number(code)
	if code == "ENOTFOUND" {
		errno = Number("EAI_NONAME")
	}
	message := call + " " + code
	if host != "" {
		message += " " + host
	}
	return &Error{Code: code, Errno: errno, Syscall: call, Hostname: host, Message: message, Hint: badHost(host), Cause: cause}
}
