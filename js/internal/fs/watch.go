package fs

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/dop251/goja"
	"github.com/fsnotify/fsnotify"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// watchNatives are what watch.js stands on.
func (m *module) watchNatives(native func(name string, f engine.Native)) {
	e := m.e
	native("startWatching", func(call goja.FunctionCall) goja.Value {
		path, recursive := call.Argument(0).String(), call.Argument(1).ToBoolean()
		(&arguments{m: m, list: call.Arguments}).path(0, "path", reads)
		onEvent, onError := call.Argument(3), call.Argument(4)
		w, err := m.watch(path, recursive, func(kind, name string) {
			e.Call(onEvent, goja.Undefined(), e.Text(kind), e.Text(name))
		}, func(err error) { e.Call(onError, goja.Undefined(), watchError(e, err, path)) })
		if err != nil {
			panic(watchError(e, err, path))
		}
		held := false
		e.SetRef(&held, call.Argument(2).ToBoolean())
		o := e.VM.NewObject()
		e.Method(o, "close", 0, func(goja.FunctionCall) goja.Value { w.close(); e.SetRef(&held, false); return nil })
		e.Method(o, "ref", 0, func(goja.FunctionCall) goja.Value { e.SetRef(&held, true); return nil })
		e.Method(o, "unref", 0, func(goja.FunctionCall) goja.Value { e.SetRef(&held, false); return nil })
		return o
	})
	native("permitted", func(call goja.FunctionCall) goja.Value {
		(&arguments{m: m, list: call.Arguments}).path(0, "path", reads)
		return nil
	})
	native("noStats", func(call goja.FunctionCall) goja.Value {
		none := &status{}
		for i := range none.times {
			none.times[i] = time.Unix(0, 0)
		}
		return m.statsOf(none, call.Argument(0).ToBoolean())
	})
	native("generator", func(call goja.FunctionCall) goja.Value {
		return e.Invoke(m.part("dir.js"), "generator", call.Arguments...)
	})
	native("matchesName", func(call goja.FunctionCall) goja.Value {
		return e.Invoke(m.part("glob.js"), "matchesName", call.Arguments...)
	})
}

func watchError(e *engine.Engine, err error, path string) goja.Value {
	var number syscall.Errno
	switch {
	case errors.As(err, &number):
	case errors.Is(err, os.ErrNotExist):
		number = syscall.ENOENT
	default:
		return uverr.Named("EIO", "watch").On(path, "").Value(e)
	}
	o := uverr.Of(number, "watch").On(path, "").Value(e)
	engine.Must(o.Set("filename", path))
	return o
}

// watching is what the system watches for a runtime, by the real path. Directories and
// files are told apart: both would tell of a file in a directory by the same name.
type watching struct {
	e         *engine.Engine
	mu        sync.Mutex
	notifiers [2]*fsnotify.Watcher // of directories, of files
	watches   [2]map[string][]*watch
	closed    bool
}

// watch is one fs.watch.
type watch struct {
	of        *watching
	root      string
	kind      int // of what root is
	recursive bool
	paths     []string
	event     func(kind, name string)
	failed    func(err error)
	closed    bool // on the goroutine of the JavaScript
}

const (
	ofDirectories = iota
	ofFiles
)

type watchingKey struct{}

func (m *module) watch(path string, recursive bool, event func(kind, name string), failed func(err error)) (*watch, error) {
	w := engine.Slot(m.e, watchingKey{}, func() *watching {
		w := &watching{e: m.e}
		m.e.OnClose(w.close)
		return w
	})
	root, err := filepath.Abs(path)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(root)
	if err != nil {
		return nil, err
	}
	context := w.e.Context()
	one := &watch{of: w, root: root}
	one.event = func(kind, name string) { w.e.InContext(context, func() { event(kind, name) }) }
	one.failed = func(err error) { w.e.InContext(context, func() { failed(err) }) }
	if !info.IsDir() {
		one.kind = ofFiles
	} else {
		one.recursive = recursive
	}
	if err := one.add(root); err != nil {
		one.close()
		return nil, err
	}
	return one, nil
}

// add watches a path, and with recursive the directories in it.
func (o *watch) add(path string) error {
	if err := o.of.add(o, path); err != nil || !o.recursive {
		return err
	}
	list, _ := os.ReadDir(path) // it may be gone again
	for _, d := range list {
		if d.IsDir() {
			if err := o.add(filepath.Join(path, d.Name())); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

func (w *watching) add(o *watch, path string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return os.ErrClosed
	}
	if w.notifiers[o.kind] == nil {
		notifier, err := fsnotify.NewWatcher()
		if err != nil {
			return err
		}
		w.notifiers[o.kind], w.watches[o.kind] = notifier, map[string][]*watch{}
		go w.read(o.kind, notifier)
	}
	if err := w.notifiers[o.kind].Add(path); err != nil {
		return err
	}
	w.watches[o.kind][path] = append(w.watches[o.kind][path], o)
	o.paths = append(o.paths, path)
	return nil
}

// close is for one watch. Any but the last of a path leaves that watched.
func (o *watch) close() {
	w := o.of
	o.closed = true
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, path := range o.paths {
		others := slices.DeleteFunc(w.watches[o.kind][path], func(other *watch) bool { return other == o })
		if w.watches[o.kind][path] = others; len(others) == 0 {
			delete(w.watches[o.kind], path)
			_ = w.notifiers[o.kind].Remove(path) // it may be gone
		}
	}
	o.paths = nil
}

func (w *watching) close() {
	w.mu.Lock()
	notifiers := w.notifiers
	w.closed = true
	w.mu.Unlock()
	for _, n := range notifiers {
		if n != nil {
			_ = n.Close()
		}
	}
}

// read takes one event after the other to the JavaScript: what it has no time for stays
// with the system, which drops what is too much.
func (w *watching) read(kind int, notifier *fsnotify.Watcher) {
	told := make(chan struct{}, 1)
	over := make(chan struct{})
	defer w.e.OnClose(func() { close(over) })()
	tell := func(f func()) {
		w.e.Scheduler.Post(func() {
			w.e.Run(f)
			told <- struct{}{}
		})
		select {
		case <-told:
		case <-over:
		}
	}
	for {
		select {
		case event, ok := <-notifier.Events:
			if !ok {
				return
			}
			tell(func() { w.dispatch(kind, event) })
		case err, ok := <-notifier.Errors:
			if !ok {
				return
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				tell(func() { w.fail(kind, err) })
			}
		}
	}
}

// concerned are the watches of a path.
func (w *watching) concerned(kind int, path string) []*watch {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.watches[kind][path])
}

func (w *watching) dispatch(kind int, event fsnotify.Event) {
	what := "rename"
	if event.Has(fsnotify.Write) || event.Has(fsnotify.Chmod) {
		what = "change"
	}
	if kind == ofDirectories {
		for _, o := range w.concerned(kind, filepath.Dir(event.Name)) {
			if event.Has(fsnotify.Create) && o.recursive {
				if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
					_ = o.add(event.Name)
				}
			}
			o.tell(what, event.Name)
		}
		if what != "rename" {
			return
		}
	}
	for _, o := range w.concerned(kind, event.Name) { // what is watched itself
		if o.root == event.Name {
			o.tell(what, event.Name)
		}
	}
}

func (w *watching) fail(kind int, err error) {
	w.mu.Lock()
	all := map[*watch]bool{}
	for _, list := range w.watches[kind] {
		for _, o := range list {
			all[o] = true
		}
	}
	w.mu.Unlock()
	for o := range all {
		if !o.closed {
			o.failed(err)
		}
	}
}

// tell is an event of a path: its name is below the root, or that of the root.
func (o *watch) tell(what, path string) {
	name := filepath.Base(path)
	if path != o.root && o.kind == ofDirectories {
		name = strings.TrimPrefix(strings.TrimPrefix(path, o.root), string(filepath.Separator))
	}
	if !o.closed {
		o.event(what, name)
	}
}
