package node

import (
	"errors"
	"net"
)

// Error is what Node says of something that the system, or the resolver, has
// refused.
type Error struct {
	Code     string // ECONNREFUSED
	Errno    int    // negative; 0 when the system gave none
	Syscall  string
	Address  string
	Port     int
	Hostname string // of a failed lookup
	Message  string
	Cause    error
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// LookupCode is the code of an error of Go's resolver.
func LookupCode(err error) string {
	var dns *net.DNSError
	if errors.As(err, &dns) && !dns.IsNotFound {
		return "EAI_AGAIN"
	}
	return "ENOTFOUND"
}

// LookupError is a name, or an address, that could not be resolved: "getaddrinfo
// ENOTFOUND example.test".
func LookupError(call, code, host string, cause error) *Error {
	errno := Number(code)
	if code == "ENOTFOUND" {
		errno = Number("EAI_NONAME")
	}
	message := call + " " + code
	if host != "" {
		message += " " + host
	}
	return &Error{Code: code, Errno: errno, Syscall: call, Hostname: host, Message: message, Cause: cause}
}
