//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import "os"

// named is a stream of Unix sockets at least one of which has a name; those that a
// server accepts mostly have none.
type named struct {
	*descriptor
	file   string // of this end, which goes when it closes; "" for none
	remote Addr
}

// newStream makes a stream of what is connected. The file, when there is one, is
// this end's.
func newStream(fd int, peer Peer, path, file string) Stream {
	d := newDescriptor(fd, peer)
	if path == "" && file == "" {
		return d
	}
	return &named{d, file, Addr{Path: path, Unix: true}}
}

func (n *named) RemoteAddr() Addr { return n.remote }

func (n *named) Close(reset bool) {
	if n.file != "" && n.FD >= 0 {
		_ = os.Remove(n.file)
	}
	n.descriptor.Close(reset)
}
