package handle

import (
	"errors"
	"net"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

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
func misuse(code, message string) *node.Error { return &node.Error{Code: code, Message: message} }

// closed is the use of what is closed.
func closed(code, message string) *node.Error {
	return &node.Error{Code: code, Message: message, Cause: net.ErrClosed}
}

func errNoDescriptors() *node.Error {
	return misuse("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "The feature is unavailable on the current platform: sockets have no descriptors of their own here")
}

func errSocketClosed() *node.Error { return closed(node.SocketClosed()) }

func errNotRunning() *node.Error { return closed(node.NotListening()) }
