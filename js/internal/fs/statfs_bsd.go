//go:build darwin || freebsd

package fs

import "golang.org/x/sys/unix"

func sysStatfs(path string) (space, error) {
	var s unix.Statfs_t
	err := again(func() error { return unix.Statfs(path, &s) })
	size := int64(s.Bsize)
	return space{int64(s.Type), size, size, int64(s.Blocks), int64(s.Bfree), int64(s.Bavail), int64(s.Files), int64(s.Ffree)}, err
}
