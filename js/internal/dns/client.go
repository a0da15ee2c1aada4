package dns

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"syscall"
	"time"
)

// client asks name servers.
type client struct {
	control func(op, network string, addr netip.AddrPort, path string) error     // nil allows everything
	dial    func(ctx context.Context, network, address string) (net.Conn, error) // nil is the system's
	servers []netip.AddrPort
	timeout time.Duration
	tries   int
	// maxTimeout is what the timeout grows to at most; 0 for any.
	maxTimeout time.Duration
	local      [2]netip.Addr // to ask from, of IPv4 and of IPv6
	pending    []*pending
	stop       context.Context
	cancel     context.CancelFunc
}

func newClient(servers []netip.AddrPort) *client {
	c := &client{servers: servers, timeout: 5 * time.Second, tries: 4}
	c.stop, c.cancel = context.WithCancel(context.Background())
	return c
}

// pending is a query that nobody has answered; cancelled tells whoever asked.
type pending struct {
	cancelled func(code string)
}

func (c *client) begin(cancelled func(code string)) *pending {
	p := &pending{cancelled}
	c.pending = append(c.pending, p)
	return p
}

// end reports whether a query was still waited for.
func (c *client) end(p *pending) bool {
	i := slices.Index(c.pending, p)
	if i < 0 {
		return false
	}
	c.pending = slices.Delete(c.pending, i, i+1)
	return true
}

// Cancel gives up what is under way, in the order in which it began; later queries are
// not touched.
func (c *client) Cancel() {
	given := c.pending
	c.pending = nil
	for _, p := range given {
		p.cancelled("ECANCELLED")
	}
	c.cancel()
	c.stop, c.cancel = context.WithCancel(context.Background())
}

// systemServers are those of /etc/resolv.conf.
func systemServers() []netip.AddrPort {
	var servers []netip.AddrPort
	text, _ := os.ReadFile("/etc/resolv.conf")
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) >= 2 && fields[0] == "nameserver" {
			if a, err := netip.ParseAddr(fields[1]); err == nil {
				servers = append(servers, netip.AddrPortFrom(a, 53))
			}
		}
	}
	if len(servers) == 0 {
		servers = append(servers, netip.MustParseAddrPort("127.0.0.1:53"))
	}
	return servers
}

const nameNotFound = 3

// codes are the answers that are none.
var codes = map[int]string{1: "EFORMERR", 2: "ESERVFAIL", 3: "ENOTFOUND", 4: "ENOTIMP", 5: "EREFUSED"}

// query asks one server after the other, and each as often as it may, until one
// answers. The error's text is the code that Node gives.
func (c *client) query(stop context.Context, name string, kind uint16) (*reply, error) {
	if lower := strings.ToLower(strings.TrimSuffix(name, ".")); lower == "onion" || strings.HasSuffix(lower, ".onion") {
		return nil, errors.New("ENOTFOUND") // such names are no server's business (RFC 7686)
	}
	failure := errors.New("ETIMEOUT")
	timeout := c.timeout
	for range c.tries {
		for _, server := range c.servers {
			reply, err := c.ask(stop, server, timeout, name, kind)
			if stop.Err() != nil {
				return nil, errors.New("ECANCELLED")
			}
			switch {
			case err == errBadName:
				return nil, err
			case err != nil:
				failure = errors.New(networkCode(err))
			case codes[reply.code] == "": // others that are not 0 are nothing to c-ares
				return reply, nil
			default:
				failure = errors.New(codes[reply.code])
				if reply.code == nameNotFound {
					return nil, failure
				}
			}
		}
		if failure.Error() != "ETIMEOUT" {
			break
		}
		if timeout *= 2; c.maxTimeout > 0 {
			timeout = min(timeout, c.maxTimeout)
		}
	}
	return nil, failure
}

func networkCode(err error) string {
	var timeout net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "ECONNREFUSED"
	case errors.Is(err, errBadResponse):
		return "EBADRESP"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "ETIMEOUT"
	}
	return "ECONNREFUSED"
}

// ask sends one query and waits for its answer; over TCP when that does not fit
// a datagram.
func (c *client) ask(stop context.Context, server netip.AddrPort, timeout time.Duration, name string, kind uint16) (*reply, error) {
	q, err := question(uint16(rand.Uint32()), name, kind)
	if err != nil {
		return nil, err
	}
	r, err := c.exchange(stop, "udp", server, timeout, q)
	if err == nil && r.truncated {
		r, err = c.exchange(stop, "tcp", server, timeout, q)
	}
	return r, err
}

// dialer connects from the local address of the server's family, if there is one.
func (c *client) dialer(network string, server netip.Addr) *net.Dialer {
	local := c.local[0]
	if server.Is6() {
		local = c.local[1]
	}
	switch from := net.IP(local.AsSlice()); {
	case !local.IsValid() || local.IsUnspecified():
		return &net.Dialer{}
	case network == "tcp":
		return &net.Dialer{LocalAddr: &net.TCPAddr{IP: from, Zone: local.Zone()}}
	default:
		return &net.Dialer{LocalAddr: &net.UDPAddr{IP: from, Zone: local.Zone()}}
	}
}

// exchange sends a query and reads until its answer comes.
func (c *client) exchange(stop context.Context, network string, server netip.AddrPort, timeout time.Duration, q []byte) (*reply, error) {
	if c.control != nil {
		if err := c.control("dial", network, server, ""); err != nil {
			return nil, err
		}
	}
	dial := c.dial
	if dial == nil {
		dial = c.dialer(network, server.Addr()).DialContext
	}
	soon, cancel := context.WithTimeout(stop, timeout)
	defer cancel()
	conn, err := dial(soon, network, server.String())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	defer context.AfterFunc(stop, func() { conn.Close() })()
	_ = conn.SetDeadline(time.Now().Add(timeout))
	read, sent := datagram, q
	if network == "tcp" {
		read, sent = message, append(binary.BigEndian.AppendUint16(nil, uint16(len(q))), q...)
	}
	if _, err := conn.Write(sent); err != nil {
		return nil, err
	}
	p := make([]byte, math.MaxUint16)
	for {
		n, err := read(conn, p)
		if err != nil {
			return nil, err
		}
		if r, err := readReply(bytes.Clone(p[:n]), q); err != errOther {
			return r, err
		}
	}
}

func datagram(conn net.Conn, p []byte) (int, error) { return conn.Read(p) }

// message reads what TCP has a length before.
func message(conn net.Conn, p []byte) (int, error) {
	if _, err := io.ReadFull(conn, p[:2]); err != nil {
		return 0, err
	}
	return io.ReadFull(conn, p[:binary.BigEndian.Uint16(p)])
}
