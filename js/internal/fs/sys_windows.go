package fs

import (
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
	"time"
)

const (
	oRDONLY = os.O_RDONLY
	oWRONLY = os.O_WRONLY
	oRDWR   = os.O_RDWR
	oCREAT  = os.O_CREATE
	oEXCL   = os.O_EXCL
	oTRUNC  = os.O_TRUNC
	oAPPEND = os.O_APPEND
	oSYNC   = os.O_SYNC
)

// files are what the numbers that scripts see stand for.
var files = struct {
	sync.Mutex
	open      map[int]*os.File
	next      int
	temporary map[int]string // names of files that go when they are closed
}{open: map[int]*os.File{0: os.Stdin, 1: os.Stdout, 2: os.Stderr}, next: 3, temporary: map[int]string{}}

func fileOf(fd int) (*os.File, error) {
	files.Lock()
	defer files.Unlock()
	if f, ok := files.open[fd]; ok {
		return f, nil
	}
	return nil, os.ErrClosed
}

func sysOpen(path string, flags int, mode uint32) (int, error) {
	f, err := os.OpenFile(path, flags, os.FileMode(mode&0o777))
	if err != nil {
		return 0, err
	}
	return numberOf(f, ""), nil
}

// numberOf gives an open file a number. With a name, what has it goes when the file is
// closed.
func numberOf(f *os.File, temporary string) int {
	files.Lock()
	defer files.Unlock()
	fd := files.next
	files.next++
	files.open[fd] = f
	if temporary != "" {
		files.temporary[fd] = temporary
	}
	return fd
}

func sysClose(fd int) error {
	f, err := fileOf(fd)
	if err != nil {
		return err
	}
	files.Lock()
	name := files.temporary[fd]
	delete(files.open, fd)
	delete(files.temporary, fd)
	files.Unlock()
	err = f.Close()
	if name != "" {
		_ = os.Remove(name)
	}
	return err
}

func sysRead(fd int, p []byte, at int64) (n int, err error) {
	f, err := fileOf(fd)
	if err != nil {
		return 0, err
	}
	if at < 0 {
		n, err = f.Read(p)
	} else {
		n, err = f.ReadAt(p, at)
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n, err
}

func sysWrite(fd int, p []byte, at int64) (int, error) {
	f, err := fileOf(fd)
	if err != nil {
		return 0, err
	}
	if at < 0 {
		return f.Write(p)
	}
	return f.WriteAt(p, at)
}

func on(fd int, f func(*os.File) error) error {
	file, err := fileOf(fd)
	if err != nil {
		return err
	}
	return f(file)
}

func sysSync(fd int) error { return on(fd, (*os.File).Sync) }

func sysTruncate(fd int, n int64) error {
	return on(fd, func(f *os.File) error { return f.Truncate(n) })
}

func sysUnlink(path string) error { return os.Remove(path) }

func sysRmdir(path string) error { return os.Remove(path) }

func sysRename(from, to string) error { return os.Rename(from, to) }

func sysMkdir(path string, mode uint32) error { return os.Mkdir(path, os.FileMode(mode&0o777)) }

func sysAccess(path string, _ int) error {
	_, err := os.Stat(path)
	return err
}

func sysChmod(path string, mode uint32) error { return os.Chmod(path, os.FileMode(mode&0o777)) }

func sysFchmod(fd int, mode uint32) error {
	return on(fd, func(f *os.File) error { return f.Chmod(os.FileMode(mode & 0o777)) })
}

// Windows has no owners of this kind: as in Node, nothing happens.

func sysChown(string, int, int) error { return nil }

func sysLchown(string, int, int) error { return nil }

func sysFchown(int, int, int) error { return nil }

func clock(seconds float64) time.Time { return time.UnixMicro(int64(seconds * 1e6)) }

func sysUtimes(path string, access, modification float64) error {
	return os.Chtimes(path, clock(access), clock(modification))
}

func sysLutimes(path string, access, modification float64) error {
	return sysUtimes(path, access, modification)
}

func sysFutimes(fd int, access, modification float64) error {
	return on(fd, func(f *os.File) error { return os.Chtimes(f.Name(), clock(access), clock(modification)) })
}

func plainFile(string) bool { return true }

func plainDescriptor(fd int) bool { return fd > 2 }

func converted(info os.FileInfo, err error) (*status, error) {
	if err != nil {
		return nil, err
	}
	s := &status{mode: int64(info.Mode().Perm()), nlink: 1, blksize: 4096, size: info.Size(), blocks: (info.Size() + 511) / 512}
	switch kindOf(info.Mode()) {
	case 1:
		s.mode |= typeFile
	case 2:
		s.mode |= typeDir
	case 3:
		s.mode |= typeLink
	}
	t := info.ModTime()
	s.times = [4]time.Time{t, t, t, t}
	if d, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		s.times[0] = time.Unix(0, d.LastAccessTime.Nanoseconds())
		s.times[3] = time.Unix(0, d.CreationTime.Nanoseconds())
	}
	return s, nil
}

func sysStat(path string) (*status, error) { return converted(os.Stat(path)) }

func sysLstat(path string) (*status, error) { return converted(os.Lstat(path)) }

func sysFstat(fd int) (*status, error) {
	f, err := fileOf(fd)
	if err != nil {
		return nil, err
	}
	return converted(f.Stat())
}
