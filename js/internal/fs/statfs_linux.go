package fs

import "golang.org/x/sys/unix"

func sysStatfs(path string) (space, error) {
	var s unix.Statfs_t
	err := again(func() error { return unix.Statfs(path, &s) })
	return space{int64(s.Type), int64(s.Bsize), int64(s.Frsize), int64(s.Blocks), int64(s.Bfree), int64(s.Bavail), int64(s.Files), int64(s.Ffree)}, err
}
