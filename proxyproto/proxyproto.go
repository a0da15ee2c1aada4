// Package proxyproto is the PROXY protocol, versions 1 and 2, for servers behind a load
// balancer and for programs that are one: RemoteAddr is then the client's address. It is a
// module of its own, on github.com/pires/go-proxyproto.
//
//	server := nodenet.CreateServer(proxyproto.Accept(onConnection, proxyproto.Options{}))
package proxyproto

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"net/netip"
	"time"

	"github.com/pires/go-proxyproto"

	"github.com/nodenet-go/nodenet"
)

// Options are those of [Accept].
type Options struct {
	// Timeout is how long a connection has to send its header; 0 means 10 seconds.
	Timeout time.Duration
	// Trusted says whether an address may tell of clients: the load balancer's, which is
	// IPv4 where it comes in IPv6 form. Others are destroyed. Nil trusts all: anybody who reaches the server can then claim to be
	// anybody.
	Trusted func(netip.Addr) bool
	// BlockList is for the clients' addresses, as that of a server is for those that
	// connect to it.
	BlockList *nodenet.BlockList
}

// The errors that a connection without a proper header is destroyed with.
var (
	ErrTimeout   = errors.New("proxyproto: no header in time")
	ErrUntrusted = errors.New("proxyproto: not from a load balancer that is trusted")
	ErrBlocked   = errors.New("proxyproto: the client's address is blocked")
	ErrNoHeader  = errors.New("proxyproto: the connection does not begin with a header")
)

// Accept makes a 'connection' listener of one that is called when the header has come,
// with the client's addresses in place. What follows the header is the listener's. A
// header that tells of no client, as that of a health check, leaves the addresses.
func Accept(listener func(*nodenet.Socket), options Options) func(*nodenet.Socket) {
	if options.Timeout <= 0 {
		options.Timeout = 10 * time.Second
	}
	return func(s *nodenet.Socket) {
		if from, err := netip.ParseAddr(s.RemoteAddr().Address); options.Trusted != nil && (err != nil || !options.Trusted(from.Unmap())) {
			s.Destroy(ErrUntrusted)
			return
		}
		timer := s.AfterFunc(options.Timeout, func() { s.Destroy(ErrTimeout) })
		timer.Unref()
		var token nodenet.ListenerID
		closed := s.OnClose(func(bool) { timer.Stop() })
		ended := s.OnEnd(func() { s.Destroy(ErrNoHeader) })
		token = s.OnToken(header, func(p []byte) {
			timer.Stop()
			h, err := proxyproto.Read(bufio.NewReader(bytes.NewReader(p)))
			if err != nil {
				s.Destroy(err)
				return
			}
			s.Off(token)
			s.Off(closed)
			s.Off(ended)
			source, destination := addresses(h)
			if options.BlockList != nil && options.BlockList.Check(source.Addr()) {
				s.Destroy(ErrBlocked)
				return
			}
			s.SetAddresses(destination, source)
			listener(s)
		}, nodenet.TokenOptions{Limit: mostHeader})
	}
}

const (
	mostHeader = 4 << 10 // with all that version 2 may add
	mostText   = 107     // of version 1
)

var binarySignature = []byte("\r\n\r\n\x00\r\nQUIT\n")

// header is a [bufio.SplitFunc] whose token is one header. It refuses what cannot become
// one as soon as that is plain.
func header(data []byte, atEnd bool) (advance int, token []byte, err error) {
	switch {
	case begins(data, binarySignature):
		if len(data) < 16 {
			return 0, nil, nil
		}
		size := 16 + int(data[14])<<8 + int(data[15])
		if size > mostHeader {
			return 0, nil, ErrNoHeader
		}
		if len(data) < size {
			return 0, nil, nil
		}
		return size, data[:size], nil
	case begins(data, []byte("PROXY ")):
		end := bytes.Index(data, []byte("\r\n"))
		if end < 0 && len(data) < mostText {
			return 0, nil, nil
		}
		if end < 0 || end > mostText-2 {
			return 0, nil, ErrNoHeader
		}
		return end + 2, data[:end+2], nil
	}
	return 0, nil, ErrNoHeader
}

// begins reports whether data begins with a signature, as far as it is there.
func begins(data, signature []byte) bool {
	n := min(len(data), len(signature))
	return bytes.Equal(data[:n], signature[:n])
}

// addresses are those that a header tells of; not valid when it tells of none.
func addresses(h *proxyproto.Header) (source, destination netip.AddrPort) {
	if h.Command.IsLocal() {
		return source, destination
	}
	from, to, ok := h.TCPAddrs()
	if !ok {
		return source, destination
	}
	return plain(from), plain(to)
}

// plain is an address without the form that IPv4 has in IPv6.
func plain(a *net.TCPAddr) netip.AddrPort {
	ap := a.AddrPort()
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}

// Header is the header that tells a server behind this program of a client: write it
// first on the connection there. The version is 1 or 2. Of a client without an IP address
// it says that nothing is known.
//
//	to.Write(proxyproto.Header(1, client))
func Header(version byte, client *nodenet.Socket) []byte {
	return headerOf(version, client.RemoteAddr(), client.LocalAddr())
}

func headerOf(version byte, source, destination *nodenet.Address) []byte {
	from, to := source.AddrPort(), destination.AddrPort()
	var a, b net.Addr
	if from.IsValid() && to.IsValid() {
		a, b = net.TCPAddrFromAddrPort(from), net.TCPAddrFromAddrPort(to)
	}
	h := proxyproto.HeaderProxyFromAddrs(version, a, b)
	if a == nil {
		h = &proxyproto.Header{Version: version, Command: proxyproto.LOCAL, TransportProtocol: proxyproto.UNSPEC}
	}
	p, err := h.Format()
	if err != nil {
		return []byte("PROXY UNKNOWN\r\n")
	}
	return p
}
