package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// blockListOption is the option blockList: an object with a check method.
func (m *module) blockListOption(o *goja.Object) *goja.Object {
	v := o.Get("blockList")
	if engine.IsNullish(v) {
		return nil
	}
	list, ok := v.(*goja.Object)
	if !ok || !engine.IsFunction(list.Get("check")) {
		panic(m.engine.InvalidArgType("options.blockList", v, "net.BlockList"))
	}
	return list
}

func (m *module) listed(list *goja.Object, address, family string) bool {
	return m.engine.Invoke(list, "check", m.engine.Text(address), m.engine.Text(family)).ToBoolean()
}

// blocks reports whether the socket must not connect to an address.
func (s *Socket) blocks(t target) bool {
	if s.rare == nil || s.rare.blockList == nil {
		return false
	}
	return s.m.listed(s.rare.blockList, t.address, "ipv"+portText(t.family))
}

// blocks reports whether the server must not accept a connection.
func (v *Server) blocks(remote *nodenet.Address) bool {
	list, ok := v.Object.Get("blockList").(*goja.Object)
	if !ok || remote.Family == "pipe" {
		return false
	}
	family := "ipv4"
	if remote.Family == "IPv6" {
		family = "ipv6"
	}
	return v.m.listed(list, remote.Address, family)
}
