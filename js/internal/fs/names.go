package fs

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// onPath is an operation on one path.
func onPath(call string, f func(path string) error) operation {
	return func(a *arguments) work {
		path := a.path(0, "path", writes)
		return func() (func() []goja.Value, error) { return done(failed(f(path), call, path)) }
	}
}

// moving are the operations on the names of files.
func (m *module) moving() {
	m.addAll("unlink", 2, onPath("unlink", sysUnlink))
	m.addAll("rename", 3, func(a *arguments) work {
		from, to := a.path(0, "oldPath", reads, writes), a.path(1, "newPath", writes)
		return func() (func() []goja.Value, error) { return done(failed(sysRename(from, to), "rename", from, to)) }
	})
	m.addAll("link", 3, func(a *arguments) work {
		from, to := a.path(0, "existingPath", reads, writes), a.path(1, "newPath", writes)
		return func() (func() []goja.Value, error) { return done(failed(os.Link(from, to), "link", from, to)) }
	})
	m.addAll("symlink", 4, func(a *arguments) work {
		target, path := a.path(0, "target"), a.path(1, "path")
		a.permitLink()
		return func() (func() []goja.Value, error) {
			return done(failed(os.Symlink(target, path), "symlink", target, path))
		}
	})
	m.addAll("readlink", 3, atOnce(func(a *arguments) work {
		opts := a.options(1)
		path := a.path(0, "path", reads)
		return func() (func() []goja.Value, error) {
			target, err := os.Readlink(path)
			return func() []goja.Value { return []goja.Value{opts.text(target)} }, failed(err, "readlink", path)
		}
	}))
	m.addAll("copyFile", 4, func(a *arguments) work {
		from, to := a.path(0, "src", reads), a.path(1, "dest", writes)
		mode := a.smallMode(a.at(2))
		return func() (func() []goja.Value, error) {
			return done(failed(copyFile(from, to, mode&1 != 0), "copyfile", from, to))
		}
	})
	m.realpaths()
}

// permitLink is about a link, which may lead to any file.
func (a *arguments) permitLink() {
	if e := a.m.e; !mayLink(e) {
		a.refused = true
		panic(linkDenied(e))
	}
}

func mayLink(e *engine.Engine) bool {
	p := e.Host.Permissions
	return p.Has(reads.Name, "") && p.Has(writes.Name, "")
}

func linkDenied(e *engine.Engine) *goja.Object {
	return e.AccessDeniedBecause("fs.symlink API requires full fs.read and fs.write permissions.")
}

// smallMode checks the mode of access and copyFile.
func (a *arguments) smallMode(v goja.Value) int {
	e := a.m.e
	if engine.IsNullish(v) {
		return 0
	}
	if engine.TypeOf(v) != "number" {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "mode must be int32 or null/undefined"))
	}
	n := v.ToInteger()
	if n < 0 || n > 7 {
		panic(e.RangeError("ERR_OUT_OF_RANGE", "mode is out of range: >= 0 && <= 7"))
	}
	return int(n)
}

// copyFile copies what is in a file, and its mode. A file that is copied to itself, by
// whatever names, stays as it is, and a target is not touched before it is clear that it
// will be written.
func copyFile(from, to string, exclusive bool) error {
	source, is, err := openSource(from)
	if err != nil {
		return err
	}
	defer source.Close()
	if is != nil && is.IsDir() {
		return syscall.EISDIR
	}
	mode := os.FileMode(0o644)
	if is != nil {
		mode = is.Mode().Perm()
	}
	flags := os.O_WRONLY | os.O_CREATE
	if exclusive {
		flags |= os.O_EXCL
	}
	target, err := os.OpenFile(to, flags, mode)
	if err != nil {
		return err
	}
	there, err := target.Stat()
	if err == nil && (is == nil || !os.SameFile(is, there)) {
		err = fill(target, there, source, mode)
	}
	if err != nil {
		target.Close()
		return err
	}
	return target.Close()
}

// fill replaces what is in an open file. A device has no length and keeps its mode.
func fill(target *os.File, there os.FileInfo, source io.Reader, mode os.FileMode) error {
	if there.Mode().IsRegular() {
		if err := target.Truncate(0); err != nil {
			return err
		}
		if err := target.Chmod(mode); err != nil && !errors.Is(err, os.ErrPermission) { // of somebody else
			return err
		}
	}
	_, err := io.Copy(target, source)
	return err
}

// realpaths adds realpath and its native form, which names another call in its
// errors.
func (m *module) realpaths() {
	find := func(native bool) operation {
		return func(a *arguments) work {
			opts := a.options(1)
			path := a.path(0, "path")
			switch {
			case native || a.promise:
				a.permit(path, reads)
			case a.async: // Node looks at one directory after the other
				for _, directory := range above(path) {
					a.permit(directory, looks)
				}
			}
			return func() (func() []goja.Value, error) {
				absolute, err := filepath.Abs(path)
				if err == nil {
					absolute, err = evalSymlinks(absolute)
				}
				if err != nil {
					_, stat := os.Stat(path)
					circle := errors.Is(stat, syscall.ELOOP) // of which filepath has only words
					if circle {
						err = syscall.ELOOP
					}
					if f := uverr.Of(err, "realpath"); native {
						return nil, f.On(path, "")
					}
					if circle {
						return nil, failed(err, "stat", link(path))
					}
					return nil, failed(err, "lstat", missing(path))
				}
				return func() []goja.Value { return []goja.Value{opts.text(absolute)} }, nil
			}
		}
	}
	m.addAll("realpath", 3, find(false))
	for _, name := range []string{"realpath", "realpathSync"} {
		native := find(true)
		engine.Must(m.exports.Get(name).(*goja.Object).Set("native", m.e.Func("native", 2, func(call goja.FunctionCall) goja.Value {
			if name == "realpath" {
				return m.callback(call.Arguments, 3, "FSReqCallback", native)
			}
			return m.now(&arguments{m: m, list: call.Arguments}, native)
		})))
	}
}

// above are the directories that a path leads through, and the path.
func above(path string) (list []string) {
	if path, _ = filepath.Abs(path); path != filepath.Dir(path) {
		return append(above(filepath.Dir(path)), path)
	}
	return nil
}

// missing is the first part of a path that is not there.
func missing(path string) string {
	path, _ = filepath.Abs(path)
	for i := 1; i < len(path); i++ {
		if os.IsPathSeparator(path[i]) {
			if _, err := os.Lstat(path[:i]); err != nil {
				return path[:i]
			}
		}
	}
	return path
}

// link is the first part of a path that is a link.
func link(path string) string {
	path, _ = filepath.Abs(path)
	for i := 1; i < len(path); i++ {
		if os.IsPathSeparator(path[i]) {
			if info, err := os.Lstat(path[:i]); err == nil && info.Mode()&os.ModeSymlink != 0 {
				return path[:i]
			}
		}
	}
	return path
}

// temporaryName fills in the end of the name of a temporary directory.
func temporaryName(prefix string) string {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	var b strings.Builder
	b.WriteString(prefix)
	for range 6 {
		b.WriteByte(letters[rand.IntN(len(letters))])
	}
	return b.String()
}
