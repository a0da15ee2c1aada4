//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"net/netip"

	"golang.org/x/sys/unix"
)

// Peer is the address of the other end in as few bytes as it takes. Every
// connection keeps its own from the beginning: the kernel no longer knows that of
// a socket that was reset.
type Peer struct {
	ip     [16]byte
	zone   uint32
	port   uint16
	family uint8 // unix.AF_INET, AF_INET6, AF_UNIX, or one of those below
}

const (
	noSocket = 0   // a pipe
	resetTCP = 255 // TCP whose peer was gone before anybody asked
)

// peerOf is the other end of what is connected.
func peerOf(fd int, tcp bool) Peer {
	p := getPeer(fd)
	if tcp && p.family == noSocket {
		p.family = resetTCP
	}
	return p
}

// tcp reports whether the connection is one of TCP.
func (p *Peer) tcp() bool { return p.family != noSocket && p.family != unix.AF_UNIX }

// addr is the address in the form of all others, without the path of a Unix socket.
func (p *Peer) addr() Addr {
	var ip netip.Addr
	switch p.family {
	case unix.AF_INET:
		ip = netip.AddrFrom4([4]byte(p.ip[:4]))
	case unix.AF_INET6:
		if ip = netip.AddrFrom16(p.ip); p.zone != 0 {
			ip = ip.WithZone(zoneName(int(p.zone)))
		}
	default:
		return Addr{Unix: p.family == unix.AF_UNIX}
	}
	return Addr{AddrPort: netip.AddrPortFrom(ip, p.port)}
}
