//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"os"

	"golang.org/x/sys/unix"
)

// chmodSocket changes the mode of a socket file. What somebody else has put in its
// place stays as it is, a link and what it leads to included.
func chmodSocket(path string, mode uint32) error {
	var found unix.Stat_t
	err := unix.Lstat(path, &found)
	if err == nil && found.Mode&unix.S_IFMT != unix.S_IFSOCK {
		err = unix.ENOTSOCK
	}
	if err == nil {
		err = unix.Fchmodat(unix.AT_FDCWD, path, mode, unix.AT_SYMLINK_NOFOLLOW)
	}
	if err != nil {
		return &os.PathError{Op: "chmod", Path: path, Err: err}
	}
	return nil
}
