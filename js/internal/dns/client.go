package dns

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"time"
)

// client asks name servers.
type client struct {
	servers []netip.AddrPort
	timeout time.Duration
	tries   int
	stop    context.Context
	cancel  context.CancelFunc
}

func newClient(servers []netip.AddrPort) *client {
	c := &client{servers: servers, timeout: 5 * time.Second, tries: 4}
	c.stop, c.cancel = context.WithCancel(context.Background())
	return c
}

// Cancel gives up what is under way; later queries are not touched.
func (c *client) Cancel() {
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

// codes are the answers that are none.
var codes = map[int]string{1: "EFORMERR", 2: "ESERVFAIL", 3: "ENOTFOUND", 4: "ENOTIMP", 5: "EREFUSED"}

// query asks one server after the other, and each as often as it may, until one
// answers. The error's text is the code that Node gives.
func (c *client) query(stop context.Context, name string, kind uint16) ([]record, error) {
	failure := errors.New("ETIMEOUT")
	timeout := c.timeout
	for range c.tries {
		for _, server := range c.servers {
			code, records, err := c.ask(stop, server, timeout, name, kind)
			if stop.Err() != nil {
				return nil, errors.New("ECANCELLED")
			}
			switch {
			case err == errBadName:
				return nil, err
			case err != nil:
				failure = errors.New(networkCode(err))
			case code == 0:
				return records, nil
			case code == 3:
				return nil, errors.New(codes[code])
			default:
				failure = errors.New("EBADRESP")
				if text, ok := codes[code]; ok {
					failure = errors.New(text)
				}
			}
		}
		if failure.Error() != "ETIMEOUT" {
			break
		}
		timeout *= 2
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
func (c *client) ask(stop context.Context, server netip.AddrPort, timeout time.Duration, name string, kind uint16) (int, []record, error) {
	id := uint16(rand.Uint32())
	q, err := question(id, name, kind)
	if err != nil {
		return 0, nil, err
	}
	for _, network := range []string{"udp", "tcp"} {
		var p []byte
		if p, err = exchange(stop, network, server, timeout, q); err != nil {
			return 0, nil, err
		}
		code, truncated, records, err := answer(p, id)
		if err != nil || !truncated || network == "tcp" {
			return code, records, err
		}
	}
	return 0, nil, errBadResponse
}

func exchange(stop context.Context, network string, server netip.AddrPort, timeout time.Duration, q []byte) ([]byte, error) {
	dialer := net.Dialer{Timeout: timeout}
	conn, err := dialer.DialContext(stop, network, server.String())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	defer context.AfterFunc(stop, func() { conn.Close() })()
	_ = conn.SetDeadline(time.Now().Add(timeout))
	if network == "tcp" {
		q = append(binary.BigEndian.AppendUint16(nil, uint16(len(q))), q...)
	}
	if _, err := conn.Write(q); err != nil {
		return nil, err
	}
	if network == "udp" {
		p := make([]byte, 64<<10)
		for {
			n, err := conn.Read(p)
			if err != nil {
				return nil, err
			}
			if n >= 2 && p[0] == q[0] && p[1] == q[1] {
				return p[:n], nil
			}
		}
	}
	var size [2]byte
	if _, err := io.ReadFull(conn, size[:]); err != nil {
		return nil, err
	}
	p := make([]byte, binary.BigEndian.Uint16(size[:]))
	_, err = io.ReadFull(conn, p)
	return p, err
}
