//go:build unix

package fs

import (
	"math"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	oRDONLY = unix.O_RDONLY
	oWRONLY = unix.O_WRONLY
	oRDWR   = unix.O_RDWR
	oCREAT  = unix.O_CREAT
	oEXCL   = unix.O_EXCL
	oTRUNC  = unix.O_TRUNC
	oAPPEND = unix.O_APPEND
	oSYNC   = unix.O_SYNC
)

// again calls f until no signal comes in between.
func again(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

func sysOpen(path string, flags int, mode uint32) (fd int, err error) {
	err = again(func() error {
		fd, err = unix.Open(path, flags|unix.O_CLOEXEC, mode)
		return err
	})
	return fd, err
}

func sysClose(fd int) error { return unix.Close(fd) }

func sysRead(fd int, p []byte, at int64) (n int, err error) {
	err = again(func() error {
		if at < 0 {
			n, err = unix.Read(fd, p)
		} else {
			n, err = unix.Pread(fd, p, at)
		}
		return err
	})
	return max(n, 0), err
}

func sysWrite(fd int, p []byte, at int64) (n int, err error) {
	err = again(func() error {
		if at < 0 {
			n, err = unix.Write(fd, p)
		} else {
			n, err = unix.Pwrite(fd, p, at)
		}
		return err
	})
	return max(n, 0), err
}

func sysSync(fd int) error { return again(func() error { return unix.Fsync(fd) }) }

func sysTruncate(fd int, n int64) error { return again(func() error { return unix.Ftruncate(fd, n) }) }

func sysUnlink(path string) error { return unix.Unlink(path) }

func sysRmdir(path string) error { return unix.Rmdir(path) }

func sysRename(from, to string) error { return unix.Rename(from, to) }

func sysMkdir(path string, mode uint32) error { return unix.Mkdir(path, mode) }

func sysAccess(path string, mode int) error { return unix.Access(path, uint32(mode)) }

func sysChmod(path string, mode uint32) error { return unix.Chmod(path, mode) }

func sysFchmod(fd int, mode uint32) error { return unix.Fchmod(fd, mode) }

func sysChown(path string, uid, gid int) error { return unix.Chown(path, uid, gid) }

func sysLchown(path string, uid, gid int) error { return unix.Lchown(path, uid, gid) }

func sysFchown(fd, uid, gid int) error { return unix.Fchown(fd, uid, gid) }

func timespec(seconds float64) unix.Timespec {
	whole := math.Floor(seconds)
	return unix.NsecToTimespec(int64(whole)*1e9 + int64((seconds-whole)*1e6)*1e3)
}

func sysUtimes(path string, access, modification float64) error {
	return unix.UtimesNanoAt(unix.AT_FDCWD, path, []unix.Timespec{timespec(access), timespec(modification)}, 0)
}

func sysLutimes(path string, access, modification float64) error {
	return unix.UtimesNanoAt(unix.AT_FDCWD, path, []unix.Timespec{timespec(access), timespec(modification)}, unix.AT_SYMLINK_NOFOLLOW)
}

func sysFutimes(fd int, access, modification float64) error {
	value := func(seconds float64) unix.Timeval { return unix.NsecToTimeval(int64(seconds * 1e9)) }
	return unix.Futimes(fd, []unix.Timeval{value(access), value(modification)})
}

// plainFile reports whether opening a file waits for nobody: unlike a pipe.
func plainFile(path string) bool {
	var s syscall.Stat_t
	return syscall.Stat(path, &s) != nil || s.Mode&typeMask == typeFile || s.Mode&typeMask == typeDir
}

// plainDescriptor reports whether reading and writing wait for nobody.
func plainDescriptor(fd int) bool {
	var s syscall.Stat_t
	return syscall.Fstat(fd, &s) != nil || s.Mode&typeMask == typeFile || s.Mode&typeMask == typeDir
}
