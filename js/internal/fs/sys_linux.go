package fs

import (
	"time"

	"golang.org/x/sys/unix"
)

func statx(dir int, path string, flags int) (*status, error) {
	var s unix.Statx_t
	if err := again(func() error { return unix.Statx(dir, path, flags, unix.STATX_BASIC_STATS|unix.STATX_BTIME, &s) }); err != nil {
		return nil, err
	}
	at := func(t unix.StatxTimestamp) time.Time { return time.Unix(t.Sec, int64(t.Nsec)) }
	return &status{
		dev: int64(unix.Mkdev(s.Dev_major, s.Dev_minor)), mode: int64(s.Mode), nlink: int64(s.Nlink), uid: int64(s.Uid), gid: int64(s.Gid),
		rdev: int64(unix.Mkdev(s.Rdev_major, s.Rdev_minor)), blksize: int64(s.Blksize), ino: int64(s.Ino), size: int64(s.Size), blocks: int64(s.Blocks),
		times: [4]time.Time{at(s.Atime), at(s.Mtime), at(s.Ctime), at(s.Btime)},
	}, nil
}

func sysStat(path string) (*status, error) { return statx(unix.AT_FDCWD, path, 0) }

func sysLstat(path string) (*status, error) {
	return statx(unix.AT_FDCWD, path, unix.AT_SYMLINK_NOFOLLOW)
}

func sysFstat(fd int) (*status, error) { return statx(fd, "", unix.AT_EMPTY_PATH) }
