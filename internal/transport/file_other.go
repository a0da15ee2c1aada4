//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package transport

import (
	"net"
	"os"
)

// TakeFile closes a file: there are no descriptors to tell of.
func TakeFile(file *os.File) (fd int, err error) {
	_ = file.Close()
	return -1, ErrUnsupported
}

// Take makes a stream of any connection of Go's, which it owns from then on unless it
// fails.
func Take(c net.Conn) (Stream, error) { return NewConn(c), nil }

// Copy has nothing to copy.
func Copy(int) (int, func(Bound), error) { return -1, nil, ErrUnsupported }

// CloseFd has nothing to close.
func CloseFd(int) {}

// WriteOnly cannot tell.
func WriteOnly(int) bool { return false }

// Listens cannot tell either.
func Listens(int) bool { return false }

// IsConnected cannot tell either.
func IsConnected(int) bool { return false }

// chmodSocket changes the mode of a socket file.
func chmodSocket(path string, mode uint32) error { return os.Chmod(path, os.FileMode(mode)) }
