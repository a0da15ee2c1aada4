package transport

import (
	"net"
	"os"
	"path/filepath"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/node"
)

// socketFile is the file of a Unix socket that we have bound.
type socketFile struct {
	path string
	made os.FileInfo // nil: what has the name then, whoever has made it
}

// fileOf is the file that binding to o has just made; nil for none.
func fileOf(o Listen) *socketFile {
	path := o.file()
	if path == "" {
		return nil
	}
	made, err := os.Lstat(path)
	if err != nil {
		return nil // somebody was quick to remove it
	}
	if o.ByName {
		made = nil
	}
	return &socketFile{path, made}
}

// remove removes the file, unless there is another by that name now: that of the
// server which has taken the path over, or anything else.
func (f *socketFile) remove() {
	if f == nil {
		return
	}
	if f.made == nil {
		_ = syscall.Unlink(f.path) // os.Remove would take a directory too
		return
	}
	if now, err := os.Lstat(f.path); err == nil && os.SameFile(now, f.made) {
		_ = syscall.Unlink(f.path)
	}
}

// chmod opens a socket file to more users.
func chmod(o Listen) error {
	if o.file() == "" || !o.ReadableAll && !o.WritableAll {
		return nil
	}
	var mode uint32 // nothing else: as libuv
	if o.ReadableAll {
		mode |= 0o444
	}
	if o.WritableAll {
		mode |= 0o222
	}
	if err := chmodSocket(o.Path, mode); err != nil {
		return &Error{"chmod", err}
	}
	return nil
}

// unlinkStale removes a socket file where nobody listens any more, which a process
// leaves that does not end by itself, and reports whether it has.
func unlinkStale(o Listen) bool {
	o.ByName = false
	found := fileOf(o)
	if found == nil || found.made.Mode()&os.ModeSocket == 0 {
		return false
	}
	path, err := filepath.Abs(found.path) // one that starts with "@" would be another kind of name
	if err != nil {
		return false
	}
	c, err := net.Dial("unix", path)
	if err == nil {
		_ = c.Close()
		return false
	}
	if node.ErrnoOf(err) != syscall.ECONNREFUSED {
		return false
	}
	found.remove()
	return true
}
