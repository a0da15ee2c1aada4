package nodenet

import "github.com/nodenet-go/nodenet/internal/transport"

// blocked refuses an address. As in Node an attempt is told of only when it is
// the one there is.
func (c *connecting) refuseBlocked(remote transport.Addr) bool {
	address := remote.Addr().String()
	err := misuse("ERR_IP_BLOCKED", "IP("+address+") is blocked by net.BlockList")
	if c.several {
		return c.fail(remote, err, true)
	}
	if c.emit(evAttempt, remote); c.live() {
		c.socket.Destroy(err)
	}
	return true
}

// blocks reports whether a new connection comes from a blocked address. One that
// is too many is dropped first, as in Node.
func (v *Server) blocks(stream transport.Stream) bool {
	list := v.options.BlockList
	if list == nil {
		return false
	}
	v.mu.Lock()
	full := v.limit >= 0 && v.connections >= v.limit
	v.mu.Unlock()
	return !full && list.Check(stream.RemoteAddr().Addr())
}
