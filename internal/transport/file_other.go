//go:build !linux && !darwin && !dragonfly && !freebsd && !netbsd && !openbsd

package transport

import "os"

// TakeFile closes a file: there are no descriptors to tell of.
func TakeFile(file *os.File) (fd int, err error) {
	_ = file.Close()
	return -1, ErrUnsupported
}

// Copy has nothing to copy.
func Copy(int) (int, func(Bound), error) { return -1, nil, ErrUnsupported }

// CloseFd has nothing to close.
func CloseFd(int) {}

// WriteOnly cannot tell.
func WriteOnly(int) bool { return false }

// IsConnected cannot tell either.
func IsConnected(int) bool { return false }
