package fs

import (
	"embed"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/bundle"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

//go:embed cp.js dir.js glob.js watch.js
var partFiles embed.FS

// part is what one of the files in JavaScript exports, compiled when it is first used.
func (m *module) part(file string) *goja.Object {
	return engine.Part(m.e, partFiles, file, "internal/fs/"+file, func(e *engine.Engine) *goja.Object {
		o := e.Object("fs", m.exports, "promises", m.promises, "Dirent", m.dirent.Constructor)
		native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
		e.NativeErrors(native)
		native("path", func(call goja.FunctionCall) goja.Value {
			a := &arguments{m: m, list: call.Arguments}
			return e.Text(a.path(0, "path"))
		})
		native("options", func(call goja.FunctionCall) goja.Value {
			return e.Text((&arguments{m: m, list: call.Arguments}).options(0).encoding)
		})
		native("text", func(call goja.FunctionCall) goja.Value {
			return options{a: &arguments{m: m}, encoding: call.Argument(1).String()}.text(call.Argument(0).String())
		})
		m.copyNatives(native)
		m.dirNatives(native)
		m.watchNatives(native)
		return o
	})
}

// fromPart adds functions that are in JavaScript.
func (m *module) fromPart(o *goja.Object, file string, functions ...string) {
	for i := 0; i < len(functions); i += 2 {
		name := functions[i]
		engine.Must(o.Set(name, m.e.Func(name, int(functions[i+1][0]-'0'), func(call goja.FunctionCall) goja.Value {
			f := m.part(file)
			if o == m.promises {
				f = f.Get("promises").(*goja.Object)
			}
			return m.e.Invoke(f, name, call.Arguments...)
		})))
	}
}

// dirNatives are what dir.js stands on: openDir, readDir and closeDir, each with a
// callback, or without as it happens at once.
func (m *module) dirNatives(native func(name string, f engine.Native)) {
	add := func(name string, length int, op operation) {
		native(name, func(call goja.FunctionCall) goja.Value {
			if len(call.Arguments) == length {
				return m.now(&arguments{m: m, list: call.Arguments}, op)
			}
			return m.callback(call.Arguments, length+1, "FSReqCallback", op)
		})
	}
	add("openDir", 2, func(a *arguments) work {
		path := a.path(0, "path", reads)
		recursive := a.at(1).ToBoolean()
		return func() (func() []goja.Value, error) {
			d, err := openDirectory(path, recursive)
			if err != nil && !a.async {
				return nil, failed(err, "opendir")
			} else if err != nil {
				return nil, failed(err, "opendir", path)
			}
			d.forget = m.e.OnClose(func() { _ = d.close() })
			return func() []goja.Value { return []goja.Value{m.held(d)} }, nil
		}
	})
	add("readDir", 2, func(a *arguments) work {
		d, n := a.at(0).(*goja.Object).Get(engine.Slotted+"dir").(*directory), int(min(a.at(1).ToInteger(), 1<<16))
		return func() (func() []goja.Value, error) {
			found, err := d.next(n)
			return func() []goja.Value {
				list := make([]any, 0, 3*len(found))
				for _, f := range found {
					list = append(list, m.e.Text(f.parent), m.e.Text(f.name), f.kind)
				}
				return []goja.Value{m.e.VM.NewArray(list...)}
			}, failed(err, "scandir")
		}
	})
	add("closeDir", 1, func(a *arguments) work {
		d := a.at(0).(*goja.Object).Get(engine.Slotted + "dir").(*directory)
		return func() (func() []goja.Value, error) {
			d.forget()
			return done(failed(d.close(), "closedir"))
		}
	})
}

// held is a directory as a value.
func (m *module) held(d *directory) goja.Value {
	o := m.e.VM.NewObject()
	engine.Hide(o, engine.Slotted+"dir", d)
	return o
}

// directory is one that is read bit by bit.
type directory struct {
	goja.Value
	recursive bool
	forget    func()

	mu      sync.Mutex
	path    string
	file    *os.File // nil when all of it is in rest
	rest    []os.DirEntry
	waiting []string // directories in it
	closed  bool
}

func openDirectory(path string, recursive bool) (*directory, error) {
	d := &directory{Value: goja.Undefined(), recursive: recursive}
	return d, d.open(path)
}

func (d *directory) open(path string) (err error) {
	d.path, d.file, d.rest = path, nil, nil
	if _, carried := bundle.Carried.Load().List(path); carried {
		d.rest, err = readDirectory(path)
		return err
	}
	s, err := sysStat(path)
	if err != nil {
		return err
	}
	if s.mode&typeMask != typeDir {
		return uverr.Named("ENOTDIR", "opendir")
	}
	d.file, err = os.Open(path)
	return err
}

// next are up to n entries; none at the end.
func (d *directory) next(n int) (found []entry, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for len(found) == 0 && !d.closed {
		var list []os.DirEntry
		if d.file != nil {
			if list, err = d.file.ReadDir(n); errors.Is(err, io.EOF) {
				err = nil
			}
		} else {
			n := min(n, len(d.rest))
			list, d.rest = d.rest[:n], d.rest[n:]
		}
		if err != nil {
			return nil, err
		}
		for _, f := range list {
			found = append(found, entry{parent: d.path, name: f.Name(), kind: kindOf(f.Type())})
			if d.recursive && f.IsDir() {
				d.waiting = append(d.waiting, filepath.Join(d.path, f.Name()))
			}
		}
		if len(list) > 0 {
			continue
		}
		if len(d.waiting) == 0 {
			return nil, nil
		}
		_ = d.file.Close()
		following := d.waiting[0]
		d.waiting = d.waiting[1:]
		if err := d.open(following); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (d *directory) close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed || d.file == nil {
		d.closed = true
		return nil
	}
	d.closed = true
	return d.file.Close()
}
