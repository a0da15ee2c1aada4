//go:build unix && !linux

package fs

import "golang.org/x/sys/unix"

// openData opens a file without a name that has data in it.
func openData(data []byte) (int, error) {
	f, err := temporaryFile(data)
	if err != nil {
		return -1, err
	}
	defer f.Close()
	return unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
}
