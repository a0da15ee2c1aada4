package fs

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// refusal is an error by which Node refuses what the system would do: a SystemError of a
// call that was never made.
type refusal struct{ code, heading, call, errno, reason, path string }

// value makes it; in its info the code of the system comes first or last, by the call.
func (r *refusal) value(e *engine.Engine) *goja.Object {
	err := e.Error(r.code, r.heading+": "+r.call+" returned "+r.errno+" ("+r.reason+") "+r.path)
	number := node.ConstantNumber(r.errno)
	set := func(name string, v any) { engine.Must(err.Set(name, v)) }
	engine.Must(err.DefineDataProperty("name", e.Text("SystemError"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	code := []any{"code", r.errno}
	info := []any{"message", r.reason, "path", r.path, "syscall", r.call, "errno", number}
	if r.call == "rm" {
		info = append(code, info...)
	} else {
		info = append(info, code...)
	}
	set("info", e.Object(info...))
	set("errno", number)
	set("syscall", r.call)
	set("path", r.path)
	return err
}

// refused is that error; where plain is not empty it is one without what a call would say.
func refused(plain string, r refusal) error {
	return &thrownError{func(e *engine.Engine) *goja.Object {
		if plain != "" {
			return e.Error(r.code, plain)
		}
		return r.value(e)
	}}
}

func targetExists(target string) error {
	return refused("", refusal{"ERR_FS_CP_EEXIST", "Target already exists", "cp", "EEXIST", target + " already exists", target})
}

// mayCopy refuses to copy something to itself or into itself, and a directory where there
// is none, or the reverse. cpSync says it in other words, and always follows links.
func mayCopy(from, to string, follow, recursive, async bool) error {
	call, look := "lstat", os.Lstat
	if follow {
		call, look = "stat", os.Stat
	}
	is, err := look(from)
	if err != nil {
		return failed(err, call, from)
	}
	if !async {
		look = os.Stat
		if is, err = os.Stat(from); err != nil {
			return failed(err, "lstat", from)
		}
	}
	there, err := look(to)
	exists := err == nil
	say := func(plain string) string {
		if async {
			return ""
		}
		return plain
	}
	switch {
	case exists && os.SameFile(is, there):
		const same = "src and dest cannot be the same"
		return refused(say(same+" "+to), refusal{"ERR_FS_CP_EINVAL", "Invalid src or dest", "cp", "EINVAL", same, to})
	case exists && is.IsDir() && !there.IsDir():
		reason := "annot overwrite non-directory " + to + " with directory " + from
		return refused(say("C"+reason), refusal{"ERR_FS_CP_DIR_TO_NON_DIR", "Cannot overwrite non-directory with directory", "cp", "EISDIR", "c" + reason, to})
	case exists && !is.IsDir() && there.IsDir():
		reason := "annot overwrite directory " + to + " with non-directory " + from
		return refused(say("C"+reason), refusal{"ERR_FS_CP_NON_DIR_TO_DIR", "Cannot overwrite directory with non-directory", "cp", "ENOTDIR", "c" + reason, to})
	case is.IsDir() && within(is, to):
		reason := " to a subdirectory of self " + to
		return refused(say("Cannot copy "+asFolder(from)+reason), refusal{"ERR_FS_CP_EINVAL", "Invalid src or dest", "cp", "EINVAL", "cannot copy " + from + reason, to})
	case is.IsDir() && !recursive:
		return refused(say("Recursive option not enabled, cannot copy a directory: "+asFolder(from)),
			refusal{"ERR_FS_EISDIR", "Path is a directory", "cp", "EISDIR", from + " is a directory (not copied)", from})
	}
	return nil
}

func asFolder(path string) string { return strings.TrimSuffix(path, "/") + "/" }

// within reports whether a path lies below a directory, by whatever name.
func within(directory os.FileInfo, path string) bool {
	path, err := filepath.Abs(path)
	for err == nil {
		above := filepath.Dir(path)
		if above == path {
			return false
		}
		path = above
		if is, missing := os.Stat(path); missing == nil && os.SameFile(directory, is) {
			return true
		}
	}
	return false
}

// walked marks the options of a copy of what a filter has let pass: one that goes through
// a tree has asked already whether the whole may be copied.
func (m *module) walked() *goja.Symbol {
	return engine.Slot(m.e, "fs.walked", func() *goja.Symbol { return goja.NewSymbol("walked") })
}

// copyNatives are for fs.cp with a filter.
func (m *module) copyNatives(native func(name string, f engine.Native)) {
	native("mayCopy", func(call goja.FunctionCall) goja.Value {
		is := func(i int) bool { return call.Argument(i).ToBoolean() }
		if err := mayCopy(call.Argument(0).String(), call.Argument(1).String(), is(2), is(3), is(4)); err != nil {
			panic(m.thrown(err))
		}
		return nil
	})
	native("walked", func(goja.FunctionCall) goja.Value { return m.walked() })
	native("targetExists", func(call goja.FunctionCall) goja.Value { return m.thrown(targetExists(call.Argument(0).String())) })
}
