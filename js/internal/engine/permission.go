package engine

import (
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// Scope is one of the things that a program may do: as process.permission.has names it,
// as errors do, and the flag that allows it.
type Scope struct{ Name, Error, Flag string }

// The scopes that there are here.
var (
	ReadFiles   = Scope{"fs.read", "FileSystemRead", "--allow-fs-read"}
	WriteFiles  = Scope{"fs.write", "FileSystemWrite", "--allow-fs-write"}
	UseNetwork  = Scope{"net", "Net", "--allow-net"}
	StartChild  = Scope{"child", "ChildProcess", "--allow-child-process"}
	StartWorker = Scope{"worker", "WorkerThreads", "--allow-worker"}
	LoadAddon   = Scope{"addon", "Addon", "--allow-addons"}
)

// Permissions are Node's permission model: what a program may do that was started with
// --permission. nil allows everything. They are shared by the threads of a program.
type Permissions struct {
	mu          sync.Mutex
	allowed     map[string]bool // whole scopes, by name
	read, write paths
	flags       []string
}

// paths are names of files, and beginnings of names, which end in "*".
type paths []string

// NewPermissions are those of the flags: paths to read and to write, and the names of
// scopes.
func NewPermissions(read, write []string, scopes ...string) *Permissions {
	p := &Permissions{allowed: map[string]bool{}, read: pathsOf(read), write: pathsOf(write), flags: flagsOf(read, write, scopes)}
	for _, name := range scopes {
		p.allowed[name] = true
	}
	return p
}

// Clone is a copy, for a thread.
func (p *Permissions) Clone() *Permissions {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	c := &Permissions{allowed: map[string]bool{}, read: append(paths(nil), p.read...), write: append(paths(nil), p.write...), flags: p.flags}
	for name, on := range p.allowed {
		c.allowed[name] = on
	}
	return c
}

// AllowFile lets a file be read.
func (p *Permissions) AllowFile(path string) {
	if p != nil {
		p.mu.Lock()
		p.read = append(p.read, absolute(path))
		p.mu.Unlock()
	}
}

func pathsOf(flags []string) (list paths) {
	for _, f := range flags {
		if f == "*" {
			list = append(list, "*")
			continue
		}
		beginning, _, all := strings.Cut(f, "*")
		name := absolute(beginning)
		ends := strings.HasSuffix(beginning, string(filepath.Separator))
		if info, err := os.Stat(name); !all && err == nil && info.IsDir() || all && ends {
			list = append(list, name, strings.TrimSuffix(name, string(filepath.Separator))+string(filepath.Separator)+"*")
		} else if all {
			list = append(list, name+"*")
		} else {
			list = append(list, name)
		}
	}
	return list
}

func absolute(path string) string {
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

func (l paths) has(path string) bool {
	for _, allowed := range l {
		beginning, all := strings.CutSuffix(allowed, "*")
		if path == allowed || all && strings.HasPrefix(path, beginning) {
			return true
		}
	}
	return false
}

// Has reports whether a program may do something, with a file if there is a path; without
// one, with all.
func (p *Permissions) Has(scope, path string) bool {
	if p == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	list := p.read
	switch scope {
	case WriteFiles.Name:
		list = p.write
	case ReadFiles.Name:
	default:
		return p.allowed[scope]
	}
	if path == "" {
		return list.has("*")
	}
	return list.has(absolute(path))
}

// Drop takes permissions back for good: a path that was allowed as it is, with what is in
// it if that is a directory, or all.
func (p *Permissions) Drop(scope, path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	separator := string(filepath.Separator)
	name := absolute(strings.TrimSuffix(path, separator+"*"))
	inside := strings.TrimSuffix(name, separator) + separator + "*"
	without := func(list paths) (left paths) {
		for _, allowed := range list {
			if path != "" && allowed != path && allowed != name && allowed != inside {
				left = append(left, allowed)
			}
		}
		return left
	}
	switch scope {
	case ReadFiles.Name:
		p.read = without(p.read)
	case WriteFiles.Name:
		p.write = without(p.write)
	default:
		delete(p.allowed, scope)
	}
}

// Permit throws Node's error unless a program may do something; the resource is a path,
// or what else it is about.
func (e *Engine) Permit(scope Scope, resource string) {
	if denied := e.Denied(scope, resource); denied != nil {
		panic(denied)
	}
}

// Denied is that error; nil when the program may.
func (e *Engine) Denied(scope Scope, resource string) *goja.Object {
	p := e.Host.Permissions
	if p == nil || p.Has(scope.Name, resource) {
		return nil
	}
	message := accessRestricted
	if scope.Flag != "" {
		message += ". Use " + scope.Flag + " to manage permissions."
	}
	return e.accessDenied(message, scope.Error, resource)
}

const accessRestricted = "Access to this API has been restricted"

// Disabled throws when there are permissions, for what none of them is about.
func (e *Engine) Disabled(api string) {
	if e.Host.Permissions != nil {
		panic(e.AccessDeniedBecause(api + " API is disabled when Permission Model is enabled."))
	}
}

// NeedAddons throws where no addon may be loaded. There are none in any case.
func (e *Engine) NeedAddons() {
	if e.Host.Permissions != nil && !e.Host.Permissions.Has(LoadAddon.Name, "") {
		panic(e.Error("ERR_DLOPEN_DISABLED", "Cannot load native addon because loading addons is disabled."))
	}
}

// AccessDeniedBecause is the error for what no permission is about.
func (e *Engine) AccessDeniedBecause(message string) *goja.Object {
	err := e.Error("ERR_ACCESS_DENIED", message)
	e.about(err, "", "")
	return err
}

func (e *Engine) accessDenied(message, permission, resource string) *goja.Object {
	o := e.PlainError(message)
	Must(o.Set("code", "ERR_ACCESS_DENIED"))
	e.about(o, permission, resource)
	return o
}

func (e *Engine) about(o *goja.Object, permission, resource string) {
	Must(o.Set("permission", permission))
	Must(o.Set("resource", resource))
}
