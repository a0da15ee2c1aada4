package fs

import "golang.org/x/sys/unix"

// openData opens a file in memory that has data in it.
func openData(data []byte) (int, error) {
	fd, err := unix.MemfdCreate("carried", unix.MFD_CLOEXEC)
	if err != nil {
		return -1, err
	}
	for at := 0; at < len(data); {
		n, err := sysWrite(fd, data[at:], int64(at))
		if err != nil {
			_ = sysClose(fd)
			return -1, err
		}
		at += n
	}
	return fd, nil
}
