//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import "golang.org/x/sys/unix"

// named is a stream of Unix sockets at least one of which has a name; those that a
// server accepts mostly have none.
type named struct {
	*descriptor
	file   *socketFile // of this end, which goes when it closes; nil for none
	remote Addr
}

// newStream makes a stream of a descriptor that is connected.
func newStream(fd int, peer Peer, u undo) Stream {
	d := newDescriptor(fd, peer)
	d.blocking = u.blocking
	if peer.family != unix.AF_UNIX {
		return d
	}
	remote := peerName(fd)
	if u.file == nil && remote.Path == "" {
		return d
	}
	remote.Unix = true
	return &named{d, u.file, remote}
}

func (n *named) RemoteAddr() Addr { return n.remote }

func (n *named) Hangup(reset bool) {
	n.file.remove()
	n.descriptor.Hangup(reset)
}

func (n *named) Close(reset bool) {
	if n.FD >= 0 {
		n.file.remove()
	}
	n.descriptor.Close(reset)
}
