//go:build darwin || freebsd

package fs

import (
	"time"

	"golang.org/x/sys/unix"
)

func converted(s *unix.Stat_t, err error) (*status, error) {
	if err != nil {
		return nil, err
	}
	at := func(t unix.Timespec) time.Time { return time.Unix(t.Unix()) }
	return &status{
		dev: int64(s.Dev), mode: int64(s.Mode), nlink: int64(s.Nlink), uid: int64(s.Uid), gid: int64(s.Gid), rdev: int64(s.Rdev),
		blksize: int64(s.Blksize), ino: int64(s.Ino), size: s.Size, blocks: s.Blocks,
		times: [4]time.Time{at(s.Atim), at(s.Mtim), at(s.Ctim), at(s.Btim)},
	}, nil
}

func sysStat(path string) (*status, error) {
	var s unix.Stat_t
	return converted(&s, unix.Stat(path, &s))
}

func sysLstat(path string) (*status, error) {
	var s unix.Stat_t
	return converted(&s, unix.Lstat(path, &s))
}

func sysFstat(fd int) (*status, error) {
	var s unix.Stat_t
	return converted(&s, unix.Fstat(fd, &s))
}
