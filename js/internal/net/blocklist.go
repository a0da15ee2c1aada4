package net

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// blockList is what a net.BlockList is about.
type blockList struct {
	goja.Value
	m     *module
	rules *nodenet.BlockList
}

func blockListOf(v goja.Value) *blockList {
	return engine.Held[*blockList](v, engine.Cloneable)
}

// Clone is how structuredClone copies it: the two share their rules.
func (l *blockList) Clone() *goja.Object {
	o := l.m.engine.VM.CreateObject(l.m.blockList().Prototype)
	engine.Hide(o, engine.Cloneable, l)
	return o
}

type blockListKey struct{}

// blockListClass is the class BlockList, and its method check.
type blockListClass struct {
	*engine.Class
	check *goja.Object
}

func (m *module) blockList() *blockListClass {
	return engine.Slot(m.engine, blockListKey{}, m.makeBlockList)
}

func (m *module) makeBlockList() *blockListClass {
	e := m.engine
	c := &blockListClass{Class: e.StrictClass("BlockList", func(this *goja.Object, _ []goja.Value) {
		engine.Hide(this, engine.Cloneable, &blockList{goja.Undefined(), m, &nodenet.BlockList{}})
	})}
	c.Static("isBlockList", 1, func(call goja.FunctionCall) goja.Value { return e.Bool(blockListOf(call.Argument(0)) != nil) })
	ranges := m.texts(nodenet.PrivateRanges())
	e.Invoke(e.Intrinsic("Object"), "freeze", ranges)
	engine.Must(c.Constructor.Set("PRIVATE_RANGES", ranges))
	m.blockListAdding(c)
	m.blockListRemoving(c)
	c.check = m.blockListMethod(c, "check", 1, "checkString", func(l *blockList, call goja.FunctionCall) goja.Value {
		if a := socketAddressOf(call.Argument(0)); a != nil {
			return e.Bool(l.rules.Check(a.ip))
		}
		text := e.NeedString("address", call.Argument(0))
		family := 4
		if v := call.Argument(1); !goja.IsUndefined(v) && strings.ToLower(e.NeedString("family", v)) != "ipv4" {
			family = 6
		}
		ip, ok := parseFamily(text, family)
		return e.Bool(ok && l.rules.Check(ip))
	})
	m.blockListMethod(c, "clear", 0, "clear", func(l *blockList, _ goja.FunctionCall) goja.Value {
		l.rules.Clear()
		return nil
	})
	c.Method("toJSON", 0, func(call goja.FunctionCall) goja.Value { return call.This.ToObject(e.VM).Get("rules") })
	m.blockListMethod(c, "fromJSON", 1, "addAddress", func(l *blockList, call goja.FunctionCall) goja.Value {
		l.fromJSON(call.Argument(0))
		return nil
	})
	m.blockListProperty(c, "rules", "getRules", func(l *blockList) goja.Value { return m.texts(l.rules.Rules()) })
	m.blockListProperty(c, "size", "getSize", func(l *blockList) goja.Value { return e.Int(l.rules.Size()) })
	c.Inspector(func(o *goja.Object, depth float64, inspect func(goja.Value) string) goja.Value {
		switch {
		case blockListOf(o) == nil:
			return o
		case depth < 0:
			return e.Text("[" + engine.ClassName(o) + "]")
		}
		return e.Text("BlockList " + inspect(e.Object("rules", o.Get("rules"))))
	})
	return c
}

func (m *module) texts(list []string) *goja.Object {
	items := make([]any, len(list))
	for i, text := range list {
		items[i] = text
	}
	return m.engine.VM.NewArray(items...)
}

// blockListMethod adds a method; native is what Node fails to call when there is
// no list.
func (m *module) blockListMethod(c *blockListClass, name string, length int, native string, f func(l *blockList, call goja.FunctionCall) goja.Value) *goja.Object {
	return c.Method(name, length, func(call goja.FunctionCall) goja.Value {
		return f(m.thisBlockList(call.This, native), call)
	})
}

func (m *module) blockListProperty(c *blockListClass, name, native string, f func(l *blockList) goja.Value) {
	c.Getter(name, func(this *goja.Object) goja.Value { return f(m.thisBlockList(this, native)) }, nil)
}

func (m *module) thisBlockList(this goja.Value, native string) *blockList {
	l := blockListOf(this)
	if l == nil {
		panic(m.engine.VM.NewTypeError("Cannot read properties of undefined (reading '%s')", native))
	}
	return l
}

// address is an argument that names an address: a SocketAddress, or a text and a
// family.
func (m *module) address(name string, v, family goja.Value) *socketAddress {
	e := m.engine
	if a := socketAddressOf(v); a != nil {
		return a
	}
	text := e.NeedString(name, v)
	if !engine.IsUndefined(family) {
		e.NeedString("family", family)
	}
	n := m.familyOption(family)
	ip, ok := parseFamily(text, n)
	if !ok {
		panic(m.errInvalidAddress())
	}
	return &socketAddress{goja.Undefined(), m, ip, 0, 0}
}

// addressRange are the two ends that arguments name.
func (m *module) addressRange(call goja.FunctionCall) (from, to *socketAddress) {
	family := call.Argument(2)
	return m.address("start", call.Argument(0), family), m.address("end", call.Argument(1), family)
}

// subnet is the network and the length that arguments name.
func (m *module) subnet(call goja.FunctionCall) netip.Prefix {
	return m.prefix(m.address("network", call.Argument(0), call.Argument(2)), call.Argument(1))
}

func (m *module) prefix(network *socketAddress, length goja.Value) netip.Prefix {
	n := m.engine.NeedInteger("prefix", length, 0, int64(network.ip.BitLen()))
	return netip.PrefixFrom(network.ip, int(n))
}

// cidr is the subnet that a text such as "10.0.0.0/8" names.
func (m *module) cidr(v goja.Value) netip.Prefix {
	e := m.engine
	text := e.NeedString("cidr", v)
	slash := strings.LastIndexByte(text, '/')
	if slash < 0 {
		panic(e.InvalidArgValue("cidr", v, node.MustHavePrefix))
	}
	n, err := strconv.Atoi(text[slash+1:])
	if err != nil || strconv.Itoa(n) != text[slash+1:] {
		panic(e.InvalidArgValue("cidr", v, node.PrefixMustBeInteger))
	}
	family := "ipv4"
	if strings.Contains(text[:slash], ":") {
		family = "ipv6"
	}
	return m.prefix(m.address("network", e.Text(text[:slash]), e.Text(family)), e.Int(n))
}

// elements are those of an array; each has to be right in itself.
func (m *module) elements(name string, v goja.Value, right func(v goja.Value) bool) []goja.Value {
	e := m.engine
	o, ok := v.(*goja.Object)
	if !ok || !e.Invoke(e.Intrinsic("Array"), "isArray", o).ToBoolean() {
		panic(e.InvalidArgType(name, v, "Array"))
	}
	items := make([]goja.Value, int(o.Get("length").ToInteger()))
	for i := range items {
		items[i] = orUndef(o.Get(strconv.Itoa(i)))
		if !right(items[i]) {
			panic(e.InvalidArgType(name+"["+strconv.Itoa(i)+"]", items[i], "string"))
		}
	}
	return items
}

func isText(v goja.Value) bool {
	_, ok := v.(goja.String)
	return ok
}

func (m *module) blockListAdding(c *blockListClass) {
	e := m.engine
	add := func(name string, length int, native string, f func(l *blockList, call goja.FunctionCall)) {
		m.blockListMethod(c, name, length, native, func(l *blockList, call goja.FunctionCall) goja.Value {
			f(l, call)
			return nil
		})
	}
	add("addAddress", 1, "addAddress", func(l *blockList, call goja.FunctionCall) {
		_ = l.rules.AddAddress(m.address("address", call.Argument(0), call.Argument(1)).ip)
	})
	add("addAddresses", 1, "addAddresses", func(l *blockList, call goja.FunctionCall) {
		items := m.elements("addresses", call.Argument(0), func(v goja.Value) bool { return isText(v) || socketAddressOf(v) != nil })
		if family := call.Argument(1); !goja.IsUndefined(family) {
			e.NeedString("family", family)
		}
		ips := make([]netip.Addr, len(items))
		for i, v := range items {
			ips[i] = m.address("address", v, call.Argument(1)).ip
		}
		_ = l.rules.AddAddresses(ips...)
	})
	add("addRange", 2, "addRange", func(l *blockList, call goja.FunctionCall) {
		from, to := m.addressRange(call)
		if l.rules.AddRange(from.ip, to.ip) != nil {
			panic(e.InvalidArgValue("start", from.Clone(), node.MustComeBeforeEnd))
		}
	})
	add("addSubnet", 2, "addSubnet", func(l *blockList, call goja.FunctionCall) { _ = l.rules.AddSubnet(m.subnet(call)) })
	add("addCIDR", 1, "addSubnet", func(l *blockList, call goja.FunctionCall) { _ = l.rules.AddSubnet(m.cidr(call.Argument(0))) })
	add("addCIDRs", 1, "addSubnet", func(l *blockList, call goja.FunctionCall) {
		items := m.elements("cidrs", call.Argument(0), isText)
		subnets := make([]netip.Prefix, len(items))
		for i, v := range items {
			subnets[i] = m.cidr(v)
		}
		_ = l.rules.AddSubnets(subnets...)
	})
}

func (m *module) blockListRemoving(c *blockListClass) {
	remove := func(name string, length int, native string, f func(l *blockList, call goja.FunctionCall)) {
		m.blockListMethod(c, name, length, native, func(l *blockList, call goja.FunctionCall) goja.Value {
			f(l, call)
			return nil
		})
	}
	remove("removeAddress", 1, "removeAddress", func(l *blockList, call goja.FunctionCall) {
		l.rules.RemoveAddress(m.address("address", call.Argument(0), call.Argument(1)).ip)
	})
	remove("removeRange", 2, "removeRange", func(l *blockList, call goja.FunctionCall) {
		from, to := m.addressRange(call)
		l.rules.RemoveRange(from.ip, to.ip)
	})
	remove("removeSubnet", 2, "removeSubnet", func(l *blockList, call goja.FunctionCall) { l.rules.RemoveSubnet(m.subnet(call)) })
	remove("removeCIDR", 1, "removeSubnet", func(l *blockList, call goja.FunctionCall) { l.rules.RemoveSubnet(m.cidr(call.Argument(0))) })
}

// fromJSON adds the rules of an array of texts, or of its JSON.
func (l *blockList) fromJSON(v goja.Value) {
	m, e := l.m, l.m.engine
	if isText(v) {
		v = e.Invoke(e.Intrinsic("JSON"), "parse", v)
	}
	wrong := func() *goja.Object { return e.InvalidArgType("data", v, "string", "string[]") }
	o, ok := v.(*goja.Object)
	if !ok || o.ClassName() != "Array" {
		panic(wrong())
	}
	rules := make([]string, int(o.Get("length").ToInteger()))
	for i := range rules {
		item := o.Get(strconv.Itoa(i))
		if !isText(item) {
			panic(wrong())
		}
		rules[i] = item.String()
	}
	for _, rule := range rules {
		if err := l.rules.AddRules(rule); err != nil {
			panic(m.ruleError(rule, err.(*nodenet.Error)))
		}
	}
}

// ruleError is what is wrong with a rule that reads as one.
func (m *module) ruleError(rule string, err *nodenet.Error) *goja.Object {
	switch err.Code {
	case "ERR_OUT_OF_RANGE":
		return m.engine.RangeError(err.Code, err.Message)
	case "ERR_INVALID_ARG_VALUE": // the ends of a range
		from, _, _ := strings.Cut(rule[strings.Index(rule, ": IPv")+len(": IPv4 "):], "-")
		return m.engine.InvalidArgValue("start", m.address("start", m.engine.Text(from), m.engine.Text("ipv"+rule[len("Range: IPv"):][:1])).Clone(), node.MustComeBeforeEnd)
	}
	return m.errInvalidAddress()
}
