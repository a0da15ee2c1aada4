package net

import (
	"net/netip"

	"github.com/dop251/goja"
)

// blockListOption is the option blockList.
func (m *module) blockListOption(o *goja.Object) *goja.Object {
	v := o.Get("blockList")
	if v == nil || !v.ToBoolean() {
		return nil
	}
	if blockListOf(v) == nil {
		panic(m.engine.InvalidArgType("options.blockList", v, "net.BlockList"))
	}
	return v.(*goja.Object)
}

// listed asks the rules, or the check method that a script has put in the place
// of ours.
func (m *module) listed(list *goja.Object, address string, six bool) bool {
	check := list.Get("check")
	if l := blockListOf(list); l != nil && check == m.blockList().check {
		ip, err := netip.ParseAddr(address)
		return err == nil && l.rules.Check(ip)
	}
	family := "ipv4"
	if six {
		family = "ipv6"
	}
	return m.engine.Call(check, list, m.engine.Text(address), m.engine.Text(family)).ToBoolean()
}

// blocks reports whether the socket must not connect to an address.
func (s *Socket) blocks(t target) bool {
	return s.rare != nil && s.rare.blockList != nil && s.m.listed(s.rare.blockList, t.address, t.family == 6)
}

// blocks reports whether the server must not accept a connection. The address of
// the peer is asked for only when there are rules.
func (v *Server) blocks(h *handle) bool {
	list, ok := v.Object.Get("blockList").(*goja.Object)
	if !ok {
		return false
	}
	remote := h.remoteAddr()
	return remote != nil && !remote.Unix && v.m.listed(list, remote.Host(), remote.Family() == "IPv6")
}
