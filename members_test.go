package nodenet

import (
	"context"
	"encoding/json"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
	"github.com/nodenet-go/nodenet/internal/transport"
	"github.com/nodenet-go/nodenet/internal/transport/transporttest"
)

func TestIsIP(t *testing.T) {
	// What Node 26 says of them.
	for text, want := range map[string]int{
		"1.2.3.4": 4, "01.2.3.4": 0, "1.2.3": 0, "1.2.3.4/8": 0, "1.2.3.256": 0, " 1.2.3.4": 0, "": 0, "x": 0,
		"::1": 6, "::": 6, "::ffff:1.2.3.4": 6, "fe80::1%eth0": 6, "[::1]": 0, "::1/64": 0, "1::2::3": 0, "12345::": 0,
	} {
		if got := IsIP(text); got != want || IsIPv4(text) != (want == 4) || IsIPv6(text) != (want == 6) {
			t.Errorf("IsIP(%q) = %d, want %d", text, got, want)
		}
	}
	for _, text := range []string{"1.2.3.4", "::1", "::1.2.3.4", "::ffff:1.2.3.4"} {
		if got := FormatIP(netip.MustParseAddr(text)); got != text {
			t.Errorf("FormatIP says %s for %s", got, text)
		}
	}
}

func TestDefaultsOfHappyEyeballs(t *testing.T) {
	on, timeout := DefaultAutoSelectFamily(), DefaultAutoSelectFamilyAttemptTimeout()
	defer func() {
		SetDefaultAutoSelectFamily(on)
		if err := SetDefaultAutoSelectFamilyAttemptTimeout(timeout); err != nil {
			t.Error(err)
		}
	}()
	if !on || timeout != 500*time.Millisecond {
		t.Error(on, timeout)
	}
	SetDefaultAutoSelectFamily(false)
	if DefaultAutoSelectFamily() {
		t.Error("still on")
	}
	if err := SetDefaultAutoSelectFamilyAttemptTimeout(time.Millisecond); err != nil || DefaultAutoSelectFamilyAttemptTimeout() != 10*time.Millisecond {
		t.Error(err, DefaultAutoSelectFamilyAttemptTimeout())
	}
	for _, d := range []time.Duration{0, -time.Second} {
		wantCode(t, SetDefaultAutoSelectFamilyAttemptTimeout(d), "ERR_OUT_OF_RANGE", "")
	}
}

func TestAddressValue(t *testing.T) {
	for _, c := range []struct {
		address       Address
		text, network string
		value         netip.AddrPort
	}{
		{Address{"127.0.0.1", "IPv4", 80}, "127.0.0.1:80", "tcp", netip.MustParseAddrPort("127.0.0.1:80")},
		{Address{"::1", "IPv6", 80}, "[::1]:80", "tcp", netip.MustParseAddrPort("[::1]:80")},
		{Address{"/tmp/x", "pipe", 0}, "/tmp/x", "unix", netip.AddrPort{}},
		{Address{"\x00x", "pipe", 0}, "@x", "unix", netip.AddrPort{}},
	} {
		if a := &c.address; a.String() != c.text || a.Network() != c.network || a.AddrPort() != c.value {
			t.Error(a.String(), a.Network(), a.AddrPort())
		}
	}
}

func TestBlockListIsJSON(t *testing.T) {
	var l, again BlockList
	if err := l.AddCIDRs(PrivateRanges()...); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(&l)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &again); err != nil || !slices.Equal(again.Rules(), l.Rules()) || again.Size() != 8 {
		t.Error(err, again.Rules())
	}
}

// The options of both ends, read back from the sockets.
func TestSocketOptionsAreApplied(t *testing.T) {
	onTransports(t, func(t *testing.T, n *testNet) {
		accepted := make(chan *Socket, 1)
		v := n.serve(ServerOptions{NoDelay: true, KeepAlive: true, KeepAliveInitialDelay: time.Second, HighWaterMark: 1 << 10, AllowHalfOpen: true},
			func(s *Socket) { accepted <- s })
		o := n.to(v)
		o.SocketOptions = SocketOptions{NoDelay: true, KeepAlive: true, KeepAliveInitialDelay: time.Second, HighWaterMark: 1 << 11, TypeOfService: 16}
		s, err := n.DialWith(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.SetKeepAliveWith(KeepAlive{Enable: true, InitialDelay: time.Second, Interval: time.Second, Count: 3}); err != nil {
			t.Error(err)
		}
		if tos, err := s.TypeOfService(); err != nil || tos != 16 {
			t.Error("type of service", tos, err)
		}
		if s.Pending() || s.WritableHighWaterMark() != 1<<11 || s.ReadableHighWaterMark() != 1<<11 || s.AllowHalfOpen() || s.Server() != nil {
			t.Error("the client's state is wrong")
		}
		a := nettest.Await(t, accepted, "connection")
		if a.ReadableHighWaterMark() != 1<<10 || !a.AllowHalfOpen() || a.Server() != v {
			t.Error("the server's side has other options")
		}
		s.Destroy(nil)
		a.Destroy(nil)
		closed(t, s, a)
	})
}

// The traffic class of IPv6 is another option of the system than IPv4's type of
// service, and one that Windows does not have.
func TestTypeOfServiceOfIPv6(t *testing.T) {
	for _, family := range transporttest.Families() {
		t.Run(family.Name, func(t *testing.T) {
			n := newTestNet(t, family.Network, false, 1)
			v := n.CreateServer()
			listening := nettest.NewSignal()
			if err := v.Listen(0, "::1", listening.Fire); err != nil {
				t.Skip("no IPv6 here:", err)
			}
			listening.Wait(t, "listening")
			s := n.Connect(v.Address().Port, "::1", nil)
			connected := nettest.NewSignal()
			s.OnConnect(connected.Fire)
			connected.Wait(t, "connect")
			if err := s.SetTypeOfService(32); runtime.GOOS == "windows" {
				wantCode(t, err, "ENOTSUP", "setTypeOfService ENOTSUP")
			} else if err != nil {
				t.Error(err)
			} else if tos, err := s.TypeOfService(); tos != 32 || err != nil {
				t.Error(tos, err)
			}
			s.Destroy(nil)
			v.Close()
			n.Wait()
		})
	}
}

func TestUnpipe(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) {
			s.Pipe(s)
			s.Unpipe(s)
			s.OnData(func(p []byte) { s.WriteString("not piped " + string(p)) })
			s.Resume()
		})
		c := n.connect(v)
		got := make(chan string, 1)
		c.OnData(func(p []byte) { got <- string(p) })
		c.WriteString("x")
		if text := nettest.Await(t, got, "answer"); text != "not piped x" {
			t.Error(text)
		}
		c.Destroy(nil)
		closed(t, c)
	})
}

func TestListenOptions(t *testing.T) {
	n := newTestNet(t, nil, true, 1)
	v := n.CreateServer()
	listening := nettest.NewSignal()
	o := ListenOptions{Path: n.path, Backlog: DefaultBacklog, ReadableAll: true, WritableAll: true, OnListening: listening.Fire}
	if err := v.ListenWith(o); err != nil {
		t.Fatal(err)
	}
	listening.Wait(t, "listening")
	info, err := os.Stat(n.path)
	if err != nil || info.Mode().Perm()&0o666 != 0o666 {
		t.Error(err, info)
	}
	if err := v.Close(); err != nil {
		t.Error(err)
	}
	n.Wait()
	if _, err := os.Stat(n.path); !os.IsNotExist(err) {
		t.Error("the file is still there:", err)
	}
}

func TestOnReadWithAFunction(t *testing.T) {
	onAllTransports(t, func(t *testing.T, n *testNet) {
		v := n.serve(ServerOptions{}, func(s *Socket) { s.EndString("some text") })
		o := n.to(v)
		asked, got := 0, make(chan string, 16)
		o.OnRead = &OnRead{
			BufferFunc: func() []byte { asked++; return make([]byte, 4) },
			Callback:   func(data []byte) bool { got <- string(data); return true },
		}
		s := n.ConnectWith(o)
		closed(t, s)
		close(got)
		text := ""
		for part := range got {
			if len(part) > 4 {
				t.Errorf("%q does not fit into the buffer", part)
			}
			text += part
		}
		if text != "some text" || asked < 3 {
			t.Errorf("%q in %d buffers", text, asked)
		}
	})
}

func TestBoundSocketFromFd(t *testing.T) {
	code := "EINVAL"
	if transport.Default == transport.Conns { // no descriptor can be watched here
		code = "ERR_FEATURE_UNAVAILABLE_ON_PLATFORM"
	}
	for _, fd := range []int{-1, 99999} {
		_, err := BoundSocketFromFd(fd)
		wantCode(t, err, code, "")
	}
}

// What a proxy tells of stands in the place of the connection's own addresses.
func TestSetAddresses(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	s, _ := n.pairOf(ServerOptions{}, SocketOptions{})
	own := s.LocalAddr().String()
	s.SetAddresses(netip.AddrPort{}, netip.MustParseAddrPort("192.0.2.1:1234"))
	if got := s.RemoteAddr().String(); got != "192.0.2.1:1234" || s.LocalAddr().String() != own {
		t.Errorf("%s, %s", got, s.LocalAddr())
	}
	s.SetAddresses(netip.MustParseAddrPort("[2001:db8::1]:80"), netip.AddrPort{})
	if got := s.LocalAddr(); got.String() != "[2001:db8::1]:80" || got.Family != "IPv6" || s.RemoteAddr().Port != 1234 {
		t.Errorf("%v, %s", got, s.RemoteAddr())
	}
}
