package process

import (
	"math"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// credentials defines what changes the users and groups that the process acts as. There
// is none of it on Windows.
func (p *Process) credentials() {
	e := p.Engine
	if !hasCredentials {
		return
	}
	p.function("initgroups", 2, func(call goja.FunctionCall) goja.Value {
		user := p.credential("user", call.Argument(0))
		extra := p.credential("extraGroup", call.Argument(1))
		p.must("initgroups", initGroups(p.userName(user), p.group(extra)))
		return nil
	})
	p.function("setgroups", 1, func(call goja.FunctionCall) goja.Value {
		list, ok := call.Argument(0).(*goja.Object)
		if !ok || list.ClassName() != "Array" {
			panic(e.InvalidArgType("groups", call.Argument(0), "Array"))
		}
		var groups []int
		for i := range int(min(list.Get("length").ToInteger(), maxGroups)) {
			name := "groups[" + strconv.Itoa(i) + "]"
			groups = append(groups, p.group(p.credential(name, engine.Property(list, strconv.Itoa(i)))))
		}
		p.must("setgroups", setGroups(groups))
		return nil
	})
	for _, one := range []struct {
		name string
		id   func(v goja.Value) int
		set  func(id int) error
	}{{"setegid", p.group, setEffectiveGroup}, {"seteuid", p.user, setEffectiveUser}, {"setgid", p.group, setGroup}, {"setuid", p.user, setUser}} {
		p.set(one.name, e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			p.must(one.name, one.set(one.id(p.credential("id", call.Argument(0)))))
			return nil
		}))
	}
}

// maxGroups is how many groups a process may be in on any system.
const maxGroups = 1 << 16

// credential is a user or a group: a number or a name.
func (p *Process) credential(name string, v goja.Value) goja.Value {
	if _, ok := v.(goja.String); ok {
		return v
	}
	if engine.TypeOf(v) != "number" {
		panic(p.Engine.InvalidArgType(name, v, "number", "string"))
	}
	p.Engine.NeedInteger(name, v, 0, math.MaxUint32)
	return v
}

func (p *Process) user(v goja.Value) int { return p.numbered("User", v, userNumber) }

func (p *Process) group(v goja.Value) int { return p.numbered("Group", v, groupNumber) }

func (p *Process) numbered(kind string, v goja.Value, find func(name string) (int, bool)) int {
	name, ok := v.(goja.String)
	if !ok {
		return int(v.ToInteger())
	}
	n, ok := find(name.String())
	if !ok {
		panic(p.unknown(kind, v))
	}
	return n
}

func (p *Process) unknown(kind string, v goja.Value) *goja.Object {
	return p.Engine.Error("ERR_UNKNOWN_CREDENTIAL", kind+" identifier does not exist: "+v.String())
}

// userName is the name of a user, who may be given by number.
func (p *Process) userName(v goja.Value) string {
	if name, ok := v.(goja.String); ok {
		return name.String()
	}
	name, ok := nameOfUser(int(v.ToInteger()))
	if !ok {
		panic(p.unknown("User", v))
	}
	return name
}
