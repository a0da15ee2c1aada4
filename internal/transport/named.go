//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"os"

	"golang.org/x/sys/unix"
)

// named is a stream of Unix sockets at least one of which has a name; those that a
// server accepts mostly have none.
type named struct {
	*descriptor
	file   string // of this end, which goes when it closes; "" for none
	remote Addr
}

// newStream makes a stream of a descriptor that is connected. The file, when there
// is one, is this end's.
func newStream(fd int, peer Peer, file string) Stream {
	d := newDescriptor(fd, peer)
	if peer.family != unix.AF_UNIX {
		return d
	}
	remote := address(unix.Getpeername(fd))
	if file == "" && remote.Path == "" {
		return d
	}
	remote.Unix = true
	return &named{d, file, remote}
}

func (n *named) RemoteAddr() Addr { return n.remote }

func (n *named) Close(reset bool) {
	if n.file != "" && n.FD >= 0 {
		_ = os.Remove(n.file)
	}
	n.descriptor.Close(reset)
}
