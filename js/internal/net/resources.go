package net

import (
	base "github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// resources are the connections and servers that are not unref'd. They are looked up in
// the group, so that a connection need not be noted anywhere else.
func (m *module) resources() []engine.Resource {
	var list []engine.Resource
	for _, member := range m.group.Members() {
		c, ok := member.(*base.Conn)
		if !ok || c.Unrefd() {
			continue
		}
		// Those that are being made have no events yet.
		if k, ok := c.Events().(*handleEvents); ok {
			list = append(list, resourceOf((*handle)(k), k.owner))
		}
	}
	for s := range m.connecting {
		if s.handle != nil && !s.handle.unref {
			list = append(list, resourceOf(s.handle, s))
		}
	}
	for l := range m.listeners {
		if l.unref {
			continue
		}
		r := engine.Resource{Name: "TCPServerWrap"}
		if l.isPipe {
			r.Name = "PipeWrap"
		}
		if l.owner != nil {
			r.Owner = l.owner.Object
		}
		list = append(list, r)
	}
	return list
}

func resourceOf(h *handle, s *Socket) engine.Resource {
	r := engine.Resource{Name: "TCPSocketWrap"}
	if h.isPipe {
		r.Name = "PipeWrap"
	}
	if s != nil {
		r.Owner = s.Object
	}
	return r
}

// setConnecting notes whether a connection is being made.
func (s *Socket) setConnecting(on bool) {
	if s.connecting == on {
		return
	}
	s.connecting = on
	if on {
		s.beginTrace()
		s.m.connecting[s] = struct{}{}
	} else {
		delete(s.m.connecting, s)
	}
}
