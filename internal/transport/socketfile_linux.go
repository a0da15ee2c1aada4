package transport

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// chmodSocket changes the mode of a socket file. What somebody else has put in its
// place stays as it is, a link and what it leads to included.
func chmodSocket(path string, mode uint32) error {
	fd, err := unix.Open(path, unix.O_PATH|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return &os.PathError{Op: "chmod", Path: path, Err: err}
	}
	defer func() { _ = unix.Close(fd) }()
	var found unix.Stat_t
	if err = unix.Fstat(fd, &found); err == nil && found.Mode&unix.S_IFMT != unix.S_IFSOCK {
		err = unix.ENOTSOCK
	}
	if err == nil {
		err = unix.Fchmodat(fd, "", mode, unix.AT_EMPTY_PATH)
	}
	if err == unix.EOPNOTSUPP { // before Linux 6.6
		err = unix.Chmod("/proc/self/fd/"+strconv.Itoa(fd), mode)
	}
	if err != nil {
		return &os.PathError{Op: "chmod", Path: path, Err: err}
	}
	return nil
}
