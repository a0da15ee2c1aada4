package fs

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

func codeOf(err error) string {
	var f *uverr.Failure
	if errors.As(err, &f) {
		return f.Code
	}
	return ""
}

// directories are the operations on directories.
func (m *module) directories() {
	e := m.e
	m.addAll("mkdir", 3, atOnce(func(a *arguments) work {
		recursive, mode := false, a.at(1)
		if o, ok := mode.(*goja.Object); ok {
			opts := options{a: a, object: o}
			if v := opts.get("recursive"); !engine.IsUndefined(v) {
				recursive = e.NeedBoolean("options.recursive", v)
			}
			mode = opts.get("mode")
		}
		path := a.path(0, "path", writes)
		bits := a.mode(mode, "mode", 0o777)
		return func() (func() []goja.Value, error) {
			if !recursive {
				return done(failed(sysMkdir(path, bits), "mkdir", path))
			}
			made, err := makeAll(path, bits)
			if err != nil || made == "" {
				return done(failed(err, "mkdir", path))
			}
			return func() []goja.Value { return []goja.Value{e.Text(made)} }, nil
		}
	}))
	m.addAll("rmdir", 3, atOnce(onPath("rmdir", sysRmdir)))
	m.addAll("mkdtemp", 3, makeTemporary(func(opts options, name string) goja.Value { return opts.text(name) }))
	m.disposable()
	m.addAll("readdir", 3, m.readdir)
	m.addAll("rm", 3, m.remove)
	m.addAll("cp", 4, m.copyAll)
	m.filteredCopies()
}

// makeAll makes a directory and those it is in, and returns the first one that
// was not there.
func makeAll(path string, mode uint32) (made string, err error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if s, err := sysStat(absolute); err == nil {
		if s.mode&typeMask == typeDir {
			return "", nil
		}
		return "", uverr.Named("EEXIST", "mkdir")
	}
	parent := filepath.Dir(absolute)
	if parent != absolute {
		if s, err := sysStat(parent); err == nil && s.mode&typeMask != typeDir {
			return "", uverr.Named("ENOTDIR", "mkdir")
		}
		if made, err = makeAll(parent, mode); err != nil {
			return "", err
		}
	}
	if err := sysMkdir(absolute, mode); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	if made == "" {
		made = absolute
	}
	return made, nil
}

// entry is one name in a directory.
type entry struct {
	parent, name, relative string
	kind                   int
}

func kindOf(mode os.FileMode) int {
	switch {
	case mode.IsRegular():
		return 1
	case mode.IsDir():
		return 2
	case mode&os.ModeSymlink != 0:
		return 3
	case mode&os.ModeNamedPipe != 0:
		return 4
	case mode&os.ModeSocket != 0:
		return 5
	case mode&os.ModeCharDevice != 0:
		return 6
	case mode&os.ModeDevice != 0:
		return 7
	}
	return 0
}

// list reads a directory, and with recursive those in it after it.
func list(path string, recursive bool) ([]entry, error) {
	var all []entry
	queue := []struct{ path, relative string }{{path, ""}}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		found, err := readDirectory(at.path)
		if err != nil {
			return nil, failed(err, "scandir", at.path)
		}
		for _, d := range found {
			relative := filepath.Join(at.relative, d.Name())
			all = append(all, entry{at.path, d.Name(), relative, kindOf(d.Type())})
			if recursive && d.IsDir() {
				queue = append(queue, struct{ path, relative string }{filepath.Join(at.path, d.Name()), relative})
			}
		}
	}
	return all, nil
}

func (m *module) readdir(a *arguments) work {
	opts := a.options(1)
	path := a.path(0, "path", reads)
	if v := opts.get("recursive"); !engine.IsNullish(v) {
		m.e.NeedBoolean("options.recursive", v)
	}
	recursive, typed := opts.isTrue("recursive"), opts.isTrue("withFileTypes")
	return func() (func() []goja.Value, error) {
		entries, err := list(path, recursive)
		if err != nil {
			return nil, err
		}
		return func() []goja.Value {
			items := make([]any, len(entries))
			for i, d := range entries {
				if !typed {
					items[i] = opts.text(d.relative)
					continue
				}
				o := m.e.VM.CreateObject(m.dirent.Prototype)
				engine.Must(o.Set("name", opts.text(d.name)))
				engine.Must(o.Set("parentPath", m.e.Text(d.parent)))
				engine.Must(o.SetSymbol(m.kind, d.kind))
				items[i] = o
			}
			return []goja.Value{m.e.VM.NewArray(items...)}
		}, nil
	}
}

func (m *module) remove(a *arguments) work {
	opts := a.options(1)
	recursive, force := opts.isTrue("recursive"), opts.isTrue("force")
	path := a.path(0, "path")
	if !recursive || a.async {
		a.permit(path, looks)
	}
	a.permit(path, writes)
	return func() (func() []goja.Value, error) {
		s, err := sysLstat(path)
		if err := failed(err, "lstat", path); err != nil {
			if force && codeOf(err) == "ENOENT" {
				return done(nil)
			}
			return nil, err
		}
		if s.mode&typeMask != typeDir {
			return done(failed(sysUnlink(path), "rm", path))
		}
		if !recursive {
			return nil, &thrownError{func(e *engine.Engine) *goja.Object { return isDirectory(e, path) }}
		}
		return done(failed(os.RemoveAll(path), "rm", path))
	}
}

// isDirectory is the error of fs.rm for a directory.
func isDirectory(e *engine.Engine, path string) *goja.Object {
	return (&refusal{"ERR_FS_EISDIR", "Path is a directory", "rm", "EISDIR", "is a directory", path}).value(e)
}
