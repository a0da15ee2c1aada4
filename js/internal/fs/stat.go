package fs

import (
	"math/big"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// status is what the system knows of a file.
type status struct {
	dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks int64
	times                                                        [4]time.Time // access, modification, change, birth
}

// The types of files within the mode.
const (
	typeMask   = 0o170000
	typeSocket = 0o140000
	typeLink   = 0o120000
	typeFile   = 0o100000
	typeBlock  = 0o060000
	typeDir    = 0o040000
	typeChar   = 0o020000
	typePipe   = 0o010000
)

func (s *status) regular() bool { return s.mode&typeMask == typeFile }

// kinds are the questions that Stats and Dirent answer, with the number that
// each type has in a Dirent.
var kinds = []struct {
	method string
	bits   int64
	number int
}{
	{"isDirectory", typeDir, 2}, {"isFile", typeFile, 1}, {"isBlockDevice", typeBlock, 7}, {"isCharacterDevice", typeChar, 6},
	{"isSymbolicLink", typeLink, 3}, {"isFIFO", typePipe, 4}, {"isSocket", typeSocket, 5},
}

var timeNames = [4]string{"atime", "mtime", "ctime", "birthtime"}

// modeOf is the mode of the object that a method of Stats was called on.
func modeOf(e *engine.Engine, call goja.FunctionCall) goja.Value {
	return engine.Property(e.This(call, "_checkModeProperty"), "mode")
}

func (m *module) classes() {
	e := m.e
	plain := func(goja.ConstructorCall) *goja.Object { return nil }
	m.stats, m.bigStats = e.Class("Stats", 0, nil, plain), e.Class("BigIntStats", 0, nil, plain)
	m.stats.NeedThis("dev")
	m.kind = goja.NewSymbol("type")
	m.dirent = e.NewClass("Dirent", 3, nil, func(call goja.ConstructorCall) *goja.Object {
		engine.Must(call.This.Set("name", call.Argument(0)))
		engine.Must(call.This.Set("parentPath", call.Argument(2)))
		engine.Must(call.This.SetSymbol(m.kind, call.Argument(1)))
		return nil
	})
	for _, k := range kinds {
		for _, class := range []*engine.Class{m.stats, m.bigStats} {
			class.Assign(k.method, 0, func(call goja.FunctionCall) goja.Value {
				return e.Bool(modeOf(e, call).ToInteger()&typeMask == k.bits)
			})
		}
		m.dirent.Method(k.method, 0, func(call goja.FunctionCall) goja.Value {
			v := e.This(call, "Symbol(type)").GetSymbol(m.kind)
			return e.Bool(v != nil && v.ToInteger() == int64(k.number))
		})
	}
	for _, class := range []*engine.Class{m.stats, m.bigStats} {
		for _, name := range timeNames {
			class.Getter(name, func(this *goja.Object) goja.Value {
				ms := this.Get(name + "Ms")
				if ms == nil {
					return nil
				}
				date := e.Construct(e.Intrinsic("Date"), e.VM.ToValue(ms.ToFloat()+0.5))
				engine.Must(this.DefineDataProperty(name, date, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
				return date
			}, func(this *goja.Object, v goja.Value) {
				engine.Must(this.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
			})
		}
	}
	engine.Must(m.exports.Set("Stats", m.stats.Constructor))
	engine.Must(m.exports.Set("Dirent", m.dirent.Constructor))
}

func (m *module) statsOf(s *status, large bool) *goja.Object {
	class := m.stats
	number := func(n int64) any { return n }
	if large {
		class = m.bigStats
		number = func(n int64) any { return big.NewInt(n) }
	}
	o := m.e.VM.CreateObject(class.Prototype)
	for _, p := range []struct {
		name string
		n    int64
	}{{"dev", s.dev}, {"mode", s.mode}, {"nlink", s.nlink}, {"uid", s.uid}, {"gid", s.gid}, {"rdev", s.rdev}, {"blksize", s.blksize},
		{"ino", s.ino}, {"size", s.size}, {"blocks", s.blocks}} {
		engine.Must(o.Set(p.name, number(p.n)))
	}
	for i, name := range timeNames {
		t := s.times[i]
		if large {
			engine.Must(o.Set(name+"Ms", big.NewInt(t.UnixMilli())))
		} else {
			engine.Must(o.Set(name+"Ms", float64(t.Unix())*1000+float64(t.Nanosecond())/1e6))
		}
	}
	if large {
		for i, name := range timeNames {
			engine.Must(o.Set(name+"Ns", big.NewInt(s.times[i].UnixNano())))
		}
	}
	return o
}

// statOperation is stat or lstat.
func (m *module) statOperation(call string, scope engine.Scope, f func(path string) (*status, error)) operation {
	return func(a *arguments) work {
		opts := a.options(1)
		path := a.path(0, "path", scope)
		large := opts.isTrue("bigint")
		quiet := !a.async && opts.object != nil && opts.get("throwIfNoEntry").StrictEquals(m.e.Bool(false))
		return func() (func() []goja.Value, error) {
			s, err := f(path)
			if err := failed(err, call, path); err != nil {
				if code := codeOf(err); quiet && (code == "ENOENT" || code == "ENOTDIR") {
					return nothing, nil
				}
				return nil, err
			}
			return func() []goja.Value { return []goja.Value{m.statsOf(s, large)} }, nil
		}
	}
}

// asking are the operations that change nothing.
func (m *module) asking() {
	e := m.e
	m.addAll("stat", 3, m.statOperation("stat", reads, statFile))
	m.addAll("lstat", 3, m.statOperation("lstat", looks, lstatFile))
	m.add("fstat", 3, func(a *arguments) work {
		fd := a.fd(0)
		large := a.options(1).isTrue("bigint")
		return func() (func() []goja.Value, error) {
			s, err := sysFstat(fd)
			return func() []goja.Value { return []goja.Value{m.statsOf(s, large)} }, failed(err, "fstat")
		}
	})
	m.addAll("access", 3, func(a *arguments) work {
		path := a.path(0, "path", reads)
		mode := a.smallMode(a.at(1))
		return func() (func() []goja.Value, error) {
			return done(failed(access(path, mode), "access", path))
		}
	})
	engine.Must(m.exports.Set("existsSync", e.Func("existsSync", 1, func(call goja.FunctionCall) goja.Value {
		a := &arguments{m: m, list: call.Arguments}
		if wrong := e.VM.Try(func() { a.path(0, "path", reads) }); wrong != nil && a.refused {
			panic(wrong)
		}
		return e.Bool(m.exists(call.Argument(0)))
	})))
	engine.Must(m.exports.Set("exists", e.Func("exists", 2, func(call goja.FunctionCall) goja.Value {
		path, callback := call.Argument(0), call.Argument(1)
		e.NeedFunction("cb", callback)
		a := &arguments{m: m, async: true, resource: "FSReqCallback"}
		m.start(a, func() (func() []goja.Value, error) {
			return func() []goja.Value { return []goja.Value{e.Bool(m.exists(path))} }, nil
		}, func(values []goja.Value, _ goja.Value) { e.Call(callback, goja.Undefined(), values...) })
		return nil
	})))
}

func (m *module) exists(v goja.Value) bool {
	found := false
	wrong := m.e.VM.Try(func() {
		a := &arguments{m: m, list: []goja.Value{v}}
		found = access(a.path(0, "path", reads), 0) == nil
	})
	return wrong == nil && found
}
