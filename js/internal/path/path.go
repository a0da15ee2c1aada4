// Package path is Node's module path, with path.posix and path.win32.
package path

import (
	"runtime"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// flavour is path.posix or path.win32.
type flavour interface {
	separator() string
	delimiter() string
	isAbsolute(p string) bool
	normalize(p string) string
	join(parts []string) string
	resolve(parts []string) string
	relative(from, to string) string
	toNamespacedPath(p string) string
	dirname(p string) string
	basename(p, suffix string, cut bool) string
	extname(p string) string
	parse(p string) (root, dir, base, ext string)
}

type key struct{}

type pair struct{ posix, win32 *goja.Object }

func modules(e *engine.Engine) *pair {
	return engine.Slot(e, key{}, func() *pair {
		d := directory{&e.Host}
		p := &pair{build(e, posix{d}), build(e, win32{d})}
		for _, o := range []*goja.Object{p.posix, p.win32} {
			engine.Must(o.Set("win32", p.win32))
			engine.Must(o.Set("posix", p.posix))
		}
		return p
	})
}

// Load is the loader of require('path').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	if runtime.GOOS == "windows" {
		return modules(e).win32
	}
	return modules(e).posix
}

// LoadPosix is the loader of require('path/posix').
func LoadPosix(e *engine.Engine, _ *goja.Object) goja.Value { return modules(e).posix }

// LoadWin32 is the loader of require('path/win32').
func LoadWin32(e *engine.Engine, _ *goja.Object) goja.Value { return modules(e).win32 }

// Resolve is path.resolve of the system that runs.
func Resolve(host *engine.Host, parts ...string) string {
	d := directory{host}
	if runtime.GOOS == "windows" {
		return win32{d}.resolve(parts)
	}
	return posix{d}.resolve(parts)
}

// texts checks that all arguments are strings.
func texts(e *engine.Engine, args []goja.Value, name func(i int) string) []string {
	out := make([]string, len(args))
	for i, v := range args {
		out[i] = e.NeedString(name(i), v)
	}
	return out
}

func build(e *engine.Engine, f flavour) *goja.Object {
	o := e.VM.NewObject()
	method := func(name string, length int, native engine.Native) {
		engine.Must(o.Set(name, e.Func(name, length, native)))
	}
	ofPath := func(name string, g func(p string) goja.Value) {
		method(name, 1, func(call goja.FunctionCall) goja.Value { return g(e.NeedString("path", call.Argument(0))) })
	}
	method("resolve", 0, func(call goja.FunctionCall) goja.Value {
		// From the right: what stands before an absolute path is not
		// looked at.
		parts := make([]string, len(call.Arguments))
		for i := len(parts) - 1; i >= 0; i-- {
			parts[i] = e.NeedString("paths["+strconv.Itoa(i)+"]", call.Argument(i))
			if _, ok := f.(posix); ok && f.isAbsolute(parts[i]) {
				parts = parts[i:]
				break
			}
		}
		return e.Text(f.resolve(parts))
	})
	ofPath("normalize", func(p string) goja.Value { return e.Text(f.normalize(p)) })
	ofPath("isAbsolute", func(p string) goja.Value { return e.Bool(f.isAbsolute(p)) })
	method("join", 0, func(call goja.FunctionCall) goja.Value {
		return e.Text(f.join(texts(e, call.Arguments, func(int) string { return "path" })))
	})
	method("relative", 2, func(call goja.FunctionCall) goja.Value {
		from := e.NeedString("from", call.Argument(0))
		return e.Text(f.relative(from, e.NeedString("to", call.Argument(1))))
	})
	method("toNamespacedPath", 1, func(call goja.FunctionCall) goja.Value {
		if _, ok := call.Argument(0).(goja.String); !ok {
			return call.Argument(0)
		}
		return e.Text(f.toNamespacedPath(call.Argument(0).String()))
	})
	ofPath("dirname", func(p string) goja.Value { return e.Text(f.dirname(p)) })
	method("basename", 2, func(call goja.FunctionCall) goja.Value {
		suffix, cut := "", !engine.IsUndefined(call.Argument(1))
		if cut {
			suffix = e.NeedString("suffix", call.Argument(1))
		}
		return e.Text(f.basename(e.NeedString("path", call.Argument(0)), suffix, cut))
	})
	ofPath("extname", func(p string) goja.Value { return e.Text(f.extname(p)) })
	method("format", 0, func(call goja.FunctionCall) goja.Value {
		return e.Text(format(e, e.NeedObject("pathObject", call.Argument(0)), f.separator()))
	})
	method("matchesGlob", 2, func(call goja.FunctionCall) goja.Value {
		path := e.NeedString("path", call.Argument(0))
		pattern := e.NeedString("pattern", call.Argument(1))
		if len(pattern) > maxGlob {
			panic(e.VM.NewTypeError("pattern is too long"))
		}
		if f.separator() == `\` {
			path = strings.ReplaceAll(path, `\`, "/")
		}
		return e.Bool(matchesGlob(path, pattern))
	})
	ofPath("parse", func(p string) goja.Value {
		root, dir, base, ext := f.parse(p)
		return e.Object("root", root, "dir", dir, "base", base, "ext", ext, "name", base[:len(base)-len(ext)])
	})
	engine.Must(o.Set("sep", f.separator()))
	engine.Must(o.Set("delimiter", f.delimiter()))
	engine.Must(o.Set("win32", goja.Null()))
	engine.Must(o.Set("posix", goja.Null()))
	return o
}

// format puts the parts of a path together.
func format(e *engine.Engine, o *goja.Object, separator string) string {
	part := func(name string) string {
		if v := o.Get(name); v != nil && v.ToBoolean() {
			return v.String()
		}
		return ""
	}
	base := part("base")
	if base == "" {
		base = part("name")
		if ext := part("ext"); ext != "" {
			if ext[0] != '.' {
				ext = "." + ext
			}
			base += ext
		}
	}
	root, dir := part("root"), part("dir")
	switch {
	case dir == "" && root == "":
		return base
	case dir == "" || dir == root:
		return root + base
	}
	return dir + separator + base
}
