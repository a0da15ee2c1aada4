package proxyproto

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	pires "github.com/pires/go-proxyproto"

	"github.com/nodenet-go/nodenet"
)

// seen is what a listener has found.
type seen struct {
	remote, local string
	err           error
}

// serve starts a server that tells what comes of each connection, and echoes.
func serve(t *testing.T, o Options) (to string, connections chan seen) {
	t.Helper()
	server, connections := listen(t, o, "127.0.0.1")
	return server.Address().String(), connections
}

func listen(t *testing.T, o Options, host string) (server *nodenet.Server, connections chan seen) {
	t.Helper()
	group, err := nodenet.NewGroup(nodenet.GroupOptions{Loops: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { group.Close() })
	connections = make(chan seen, 10)
	accept := Accept(func(s *nodenet.Socket) {
		s.Pipe(s)
		connections <- seen{remote: s.RemoteAddr().String(), local: s.LocalAddr().String()}
	}, o)
	server = group.CreateServer(func(s *nodenet.Socket) {
		s.OnError(func(err error) { connections <- seen{err: err} })
		accept(s)
	})
	server.OnError(func(error) {})
	if err := server.Listen(0, host); err != nil {
		if host != "127.0.0.1" {
			t.Skip("no IPv6: ", err)
		}
		t.Fatal(err)
	}
	return server, connections
}

// A server of both families sees IPv4 in IPv6 form; who asks for a prefix does not.
func TestTrustedOfBothFamilies(t *testing.T) {
	server, connections := listen(t, Options{Trusted: netip.MustParsePrefix("127.0.0.0/8").Contains}, "::")
	conn, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(server.Address().Port))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	io.WriteString(conn, "PROXY TCP4 192.0.2.1 198.51.100.2 5000 443\r\n")
	if got := wait(t, connections); got.err != nil || got.remote != "192.0.2.1:5000" {
		t.Errorf("%+v", got)
	}
}

func wait(t *testing.T, c chan seen) seen {
	t.Helper()
	select {
	case s := <-c:
		return s
	case <-time.After(time.Minute):
		t.Fatal("nothing came")
		panic("not reached")
	}
}

func binary(t *testing.T, command pires.ProtocolVersionAndCommand, tlvs int) string {
	t.Helper()
	h := &pires.Header{Version: 2, Command: command, TransportProtocol: pires.TCPv6,
		SourceAddr:      &net.TCPAddr{IP: net.ParseIP("2001:db8::7"), Port: 700},
		DestinationAddr: &net.TCPAddr{IP: net.ParseIP("2001:db8::8"), Port: 800}}
	if err := h.SetTLVs([]pires.TLV{{Type: pires.PP2_TYPE_NOOP, Value: make([]byte, tlvs)}}); err != nil {
		t.Fatal(err)
	}
	p, err := h.Format()
	if err != nil {
		t.Fatal(err)
	}
	return string(p)
}

// Whatever way the header is cut, the addresses are the client's, and what follows it is
// all there.
func TestAccept(t *testing.T) {
	for name, c := range map[string]struct{ header, remote, local string }{
		"version 1":         {"PROXY TCP4 192.0.2.1 198.51.100.2 5000 443\r\n", "192.0.2.1:5000", "198.51.100.2:443"},
		"version 1, IPv6":   {"PROXY TCP6 2001:db8::1 2001:db8::2 5000 443\r\n", "[2001:db8::1]:5000", "[2001:db8::2]:443"},
		"version 1, none":   {"PROXY UNKNOWN\r\n", "", ""},
		"version 2":         {binary(t, pires.PROXY, 1000), "[2001:db8::7]:700", "[2001:db8::8]:800"},
		"version 2, health": {binary(t, pires.LOCAL, 10), "", ""},
	} {
		for _, piece := range []int{1, 7, 1 << 20} {
			t.Run(name, func(t *testing.T) {
				to, connections := serve(t, Options{Trusted: netip.Addr.IsLoopback})
				conn, err := net.Dial("tcp", to)
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				const body = "PROXY is not a header any more\r\n"
				all := []byte(c.header + body)
				for chunk := range slices.Chunk(all, piece) {
					if _, err := conn.Write(chunk); err != nil {
						t.Fatal(err)
					}
				}
				conn.(*net.TCPConn).CloseWrite()
				if back, err := io.ReadAll(conn); err != nil || string(back) != body {
					t.Errorf("%q %v", back, err)
				}
				got := wait(t, connections)
				want := seen{remote: c.remote, local: c.local}
				if c.remote == "" {
					want = seen{remote: conn.LocalAddr().String(), local: to}
				}
				if got != want {
					t.Errorf("%+v, want %+v", got, want)
				}
			})
		}
	}
}

func TestNoHeader(t *testing.T) {
	var blocked nodenet.BlockList
	if err := blocked.AddCIDR("192.0.2.0/24"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		options Options
		sent    string
		err     error
	}{
		"another protocol":   {Options{}, "GET / HTTP/1.1\r\n\r\n", ErrNoHeader},
		"a line without end": {Options{}, "PROXY " + strings.Repeat("x", 200), ErrNoHeader},
		"too much":           {Options{}, string(binarySignature) + "\x21\x11\xff\xff", ErrNoHeader},
		"nonsense":           {Options{}, "PROXY TCP4 a b c d\r\n", nil},
		"an end":             {Options{}, "PROXY TCP4 ", ErrNoHeader},
		"too slow":           {Options{Timeout: time.Millisecond}, "PR", ErrTimeout},
		"not trusted":        {Options{Trusted: func(netip.Addr) bool { return false }}, "PROXY UNKNOWN\r\n", ErrUntrusted},
		"blocked":            {Options{BlockList: &blocked}, "PROXY TCP4 192.0.2.1 198.51.100.2 5000 443\r\n", ErrBlocked},
	} {
		t.Run(name, func(t *testing.T) {
			to, connections := serve(t, c.options)
			conn, err := net.Dial("tcp", to)
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			io.WriteString(conn, c.sent)
			if name != "too slow" {
				conn.(*net.TCPConn).CloseWrite()
			}
			got := wait(t, connections)
			if got.err == nil || c.err != nil && !errors.Is(got.err, c.err) {
				t.Errorf("%+v, want %v", got, c.err)
			}
		})
	}
}

// What goes out is what comes in.
func TestHeader(t *testing.T) {
	for _, version := range []byte{1, 2} {
		for _, a := range []string{"192.0.2.1:5000 198.51.100.2:443", "[2001:db8::1]:5000 [2001:db8::2]:443"} {
			from, to, _ := strings.Cut(a, " ")
			address := func(text string) *nodenet.Address {
				ap := netip.MustParseAddrPort(text)
				family := "IPv6"
				if ap.Addr().Is4() {
					family = "IPv4"
				}
				return &nodenet.Address{Address: ap.Addr().String(), Port: int(ap.Port()), Family: family}
			}
			p := headerOf(version, address(from), address(to))
			server, connections := serve(t, Options{})
			conn, err := net.Dial("tcp", server)
			if err != nil {
				t.Fatal(err)
			}
			conn.Write(p)
			if got := wait(t, connections); got.remote != from || got.local != to {
				t.Errorf("version %d: %+v of %s", version, got, a)
			}
			conn.Close()
		}
		p := headerOf(version, &nodenet.Address{}, &nodenet.Address{})
		if advance, _, err := header(p, false); err != nil || advance != len(p) {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func FuzzHeader(f *testing.F) {
	f.Add([]byte("PROXY TCP4 192.0.2.1 198.51.100.2 5000 443\r\nx"))
	f.Add(append(bytes.Clone(binarySignature), 0x21, 0x11, 0, 1))
	f.Fuzz(func(t *testing.T, p []byte) {
		advance, token, err := header(p, false)
		if advance < 0 || advance > len(p) || len(token) != advance || err != nil && advance != 0 || len(p) > mostHeader && advance == 0 && err == nil {
			t.Fatal(advance, token, err)
		}
	})
}
