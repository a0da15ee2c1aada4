package fs

import (
	"math"

	"github.com/dop251/goja"
)

// attributes are the operations on what is known of files.
func (m *module) attributes() {
	m.addAll("chmod", 3, atOnce(func(a *arguments) work {
		path := a.path(0, "path", writes)
		mode := a.neededMode(1)
		return func() (func() []goja.Value, error) { return done(failed(sysChmod(path, mode), "chmod", path)) }
	}))
	m.add("fchmod", 3, func(a *arguments) work {
		a.disabled("fchmod")
		fd := a.fd(0)
		mode := a.neededMode(1)
		return func() (func() []goja.Value, error) { return done(failed(sysFchmod(fd, mode), "fchmod")) }
	})
	owner := func(call string, f func(path string, uid, gid int) error) {
		m.addAll(call, 4, func(a *arguments) work {
			path := a.path(0, "path", writes)
			uid, gid := a.owner(1)
			return func() (func() []goja.Value, error) { return done(failed(f(path, uid, gid), call, path)) }
		})
	}
	owner("chown", sysChown)
	owner("lchown", sysLchown)
	m.add("fchown", 4, func(a *arguments) work {
		a.disabled("fchown")
		fd := a.fd(0)
		uid, gid := a.owner(1)
		return func() (func() []goja.Value, error) { return done(failed(sysFchown(fd, uid, gid), "fchown")) }
	})
	times := func(name, call string, f func(path string, access, modification float64) error) {
		m.addAll(name, 4, atOnce(func(a *arguments) work {
			path := a.path(0, "path", writes)
			access, modification := a.time(a.at(1)), a.time(a.at(2))
			return func() (func() []goja.Value, error) {
				return done(failed(f(path, access, modification), call, path))
			}
		}))
	}
	times("utimes", "utime", sysUtimes)
	times("lutimes", "lutime", sysLutimes)
	m.add("futimes", 4, func(a *arguments) work {
		a.disabled("futimes")
		fd := a.fd(0)
		access, modification := a.time(a.at(1)), a.time(a.at(2))
		return func() (func() []goja.Value, error) {
			return done(failed(sysFutimes(fd, access, modification), "futime"))
		}
	})
}

// neededMode is a mode that has to be given.
func (a *arguments) neededMode(i int) uint32 {
	v := a.at(i)
	if goja.IsUndefined(v) || goja.IsNull(v) {
		panic(a.m.e.InvalidArgType("mode", v, "number"))
	}
	return a.mode(v, "mode", 0)
}

func (a *arguments) owner(i int) (uid, gid int) {
	e := a.m.e
	return int(e.NeedInteger("uid", a.at(i), -1, math.MaxUint32)), int(e.NeedInteger("gid", a.at(i+1), -1, math.MaxUint32))
}

// disabled refuses what works on descriptors where there are permissions for files.
func (a *arguments) disabled(name string) {
	a.refused = true
	a.m.e.Disabled(name)
	a.refused = false
}
