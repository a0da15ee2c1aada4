package fs

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/nodenet-go/nodenet/js/internal/bundle"
)

// What the executable carries is there to be read, before what lies there. It cannot be
// written.

func openFile(path string, flags int, mode uint32) (int, error) {
	b := bundle.Carried.Load()
	info, ok := b.Stat(path)
	switch {
	case !ok:
		return sysOpen(path, flags, mode)
	case flags&(oWRONLY|oRDWR|oTRUNC|oAPPEND) != 0:
		return -1, syscall.EROFS
	case flags&(oCREAT|oEXCL) == oCREAT|oEXCL:
		return -1, syscall.EEXIST
	case info.IsDir():
		if fd, err := sysOpen(path, flags, mode); err == nil { // it may lie there as well
			return fd, nil
		}
		return -1, syscall.EISDIR
	}
	data, _ := b.Read(path)
	return openData(data)
}

func statFile(path string) (*status, error) {
	if info, ok := bundle.Carried.Load().Stat(path); ok {
		return statusOf(info), nil
	}
	return sysStat(path)
}

func lstatFile(path string) (*status, error) {
	if info, ok := bundle.Carried.Load().Stat(path); ok {
		return statusOf(info), nil
	}
	return sysLstat(path)
}

// statusOf is that of a file that is carried.
func statusOf(info fs.FileInfo) *status {
	s := &status{mode: typeFile | 0o444, nlink: 1, size: info.Size(), blksize: 4096, blocks: (info.Size() + 511) / 512}
	if info.IsDir() {
		s.mode, s.size, s.blocks = typeDir|0o555, 0, 0
	}
	for i := range s.times {
		s.times[i] = info.ModTime()
	}
	return s
}

func access(path string, mode int) error {
	const write = 2
	if _, ok := bundle.Carried.Load().Stat(path); !ok {
		return sysAccess(path, mode)
	} else if mode&write != 0 {
		return syscall.EROFS
	}
	return nil
}

// openSource opens a file that is to be copied, and tells which it is; nil is one that is
// carried.
func openSource(path string) (io.ReadCloser, os.FileInfo, error) {
	if data, ok := bundle.Carried.Load().Read(path); ok {
		return io.NopCloser(bytes.NewReader(data)), nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// readDirectory lists a directory: what is carried in it, and what lies there.
func readDirectory(path string) ([]os.DirEntry, error) {
	carried, ok := bundle.Carried.Load().List(path)
	found, err := os.ReadDir(path)
	if !ok {
		return found, err
	}
	seen := map[string]bool{}
	for _, d := range carried {
		seen[d.Name()] = true
	}
	for _, d := range found {
		if !seen[d.Name()] {
			carried = append(carried, d)
		}
	}
	return carried, nil
}

func evalSymlinks(path string) (string, error) {
	if _, ok := bundle.Carried.Load().Stat(path); ok {
		return path, nil
	}
	return filepath.EvalSymlinks(path)
}
