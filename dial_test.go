package nodenet

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// asNetSays says how Go's net package refuses; "" for what it does not.
func asNetSays(err error) string {
	var address *net.AddrError
	var network net.UnknownNetworkError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &network):
		return "network " + string(network)
	case errors.As(err, &address):
		return "address " + address.Err
	}
	_, text, _ := strings.Cut(err.Error(), ": ") // some have no type
	return text
}

var goForms = []struct{ network, address string }{
	{"tcp", ":0"}, {"tcp4", ":0"}, {"tcp6", ":0"}, {"tcp", ""}, {"tcp4", ""},
	{"tcp", "127.0.0.1:0"}, {"tcp4", "127.0.0.1:0"}, {"tcp6", "127.0.0.1:0"},
	{"tcp", "[::1]:0"}, {"tcp4", "[::1]:0"}, {"tcp6", "[::1]:0"},
	{"tcp4", "0.0.0.0:0"}, {"tcp6", "0.0.0.0:0"}, {"tcp", "[::]:0"}, {"tcp4", "[::]:0"}, {"tcp6", "[::]:0"},
	{"tcp", "[::ffff:127.0.0.1]:0"}, {"tcp4", "[::ffff:127.0.0.1]:0"}, {"tcp6", "[::ffff:127.0.0.1]:0"},
	{"tcp4", "localhost:0"}, {"tcp", "127.0.0.1"}, {"tcp", "::1:0"}, {"tcp", "[::1"}, {"tcp", "127.0.0.1:65536"},
	{"tcp", "127.0.0.1:-1"}, {"tcp", "127.0.0.1:no such service"}, {"tcp", "127.0.0.1:"},
	{"udp", "127.0.0.1:0"}, {"", "127.0.0.1:0"}, {"TCP", "127.0.0.1:0"}, {"unixgram", "/tmp/x"}, {"ip", "127.0.0.1"},
}

// Listen takes what net.Listen takes, refuses what it refuses, and listens there.
func TestListenInGosForm(t *testing.T) {
	nettest.NeedIPv6(t)
	n := newTestNet(t, nil, false, 1)
	for _, c := range goForms {
		theirs, want := net.Listen(c.network, c.address)
		ours, got := n.Listen(context.Background(), c.network, c.address)
		switch {
		case c.network == "udp" || c.network == "ip" || c.network == "unixgram": // known there, but for other functions
			if asNetSays(got) != "network "+c.network {
				t.Errorf("%q %q: %v", c.network, c.address, got)
			}
		case (got == nil) != (want == nil):
			t.Errorf("%q %q: %v, net.Listen has %v", c.network, c.address, got, want)
		case got == nil:
			at := netip.MustParseAddrPort(theirs.Addr().String()).Addr()
			if ip := ours.Address().AddrPort().Addr(); ip != at {
				t.Errorf("%q %q: listens at %v, net.Listen at %v", c.network, c.address, ip, at)
			}
		case strings.HasPrefix(asNetSays(want), "address ") && asNetSays(got) != asNetSays(want):
			t.Errorf("%q %q: %v, net.Listen has %v", c.network, c.address, asNetSays(got), asNetSays(want))
		}
		if want == nil {
			_ = theirs.Close()
		}
		if got == nil {
			_ = ours.Close()
		}
	}
	if _, err := n.Listen(context.Background(), "unix", ""); err == nil {
		t.Error("a Unix socket without a path listens")
	}
}

// Dial refuses what net.Dial refuses.
func TestDialInGosForm(t *testing.T) {
	nettest.NeedIPv6(t)
	n := newTestNet(t, nil, false, 1)
	for _, c := range goForms {
		if c.network == "udp" || c.network == "ip" || c.network == "unixgram" {
			continue
		}
		_, want := net.Dial(c.network, c.address)
		_, got := n.Dial(context.Background(), c.network, c.address)
		if got == nil {
			t.Errorf("%q %q: connected", c.network, c.address)
		} else if r := asNetSays(want); strings.HasPrefix(r, "address ") && asNetSays(got) != r {
			t.Errorf("%q %q: %v, net.Dial has %v", c.network, c.address, got, want)
		}
	}
}

// All addresses of a name are tried, also those of one family.
func TestDialTriesEveryAddress(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	v := n.serve(ServerOptions{}, func(s *Socket) { s.End() })
	o, err := dialOptions("tcp4", v.Address().String())
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	o.Host = "multi.test"
	o.Lookup = func(_ context.Context, _ string, family int) ([]netip.Addr, error) {
		asked = family
		return []netip.Addr{netip.MustParseAddr("127.0.2.1"), netip.MustParseAddr("127.0.0.1")}, nil
	}
	s, err := n.DialWith(context.Background(), o)
	if err != nil || asked != 4 {
		t.Fatal(err, asked)
	}
	if at := s.RemoteAddr().Address; at != "127.0.0.1" {
		t.Errorf("connected to %s", at)
	}
	s.Destroy(nil)
}

// The context of Listen is for the listening, as that of net.ListenConfig.
func TestTheContextOfListen(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	ctx, cancel := context.WithCancel(context.Background())
	v, err := n.Listen(ctx, "tcp", "127.0.0.1:0")
	cancel()
	if err != nil {
		t.Fatal(err)
	}
	n.turns(3)
	if !v.Listening() {
		t.Error("the end of the context has closed the server")
	}
	s, err := n.Dial(context.Background(), "tcp", v.Address().String())
	if err != nil {
		t.Fatal(err)
	}
	s.Destroy(nil)
}

func TestAPathThatIsNotThere(t *testing.T) {
	nettest.NeedUnixSockets(t)
	n := newTestNet(t, nil, true, 1)
	for what, err := range map[string]error{
		"Dial":   second(n.Dial(context.Background(), "unix", n.path)),
		"Listen": second(n.Listen(context.Background(), "unix", n.path+"/not/there")),
	} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func second[A, B any](_ A, b B) B { return b }

// Connections of Go's form are set as Go sets them, those of Node's form as Node does.
func TestOptionsOfGosForm(t *testing.T) {
	o, err := dialOptions("tcp", "127.0.0.1:1")
	if err != nil || !o.NoDelay || !o.KeepAlive || o.KeepAliveInitialDelay != 15*time.Second {
		t.Errorf("%+v %v", o, err)
	}
	n := newTestNet(t, nil, false, 1)
	v, err := n.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if o := v.options; !o.NoDelay || !o.KeepAlive || o.KeepAliveInitialDelay != 15*time.Second {
		t.Errorf("%+v", o)
	}
	if v := n.CreateServer(); v.options.NoDelay || v.options.KeepAlive {
		t.Errorf("%+v", v.options)
	}
}

// An address that stands for every one of the machine is the machine itself, as for net.Dial.
func TestDialOfNoHost(t *testing.T) {
	nettest.NeedIPv6(t)
	n := newTestNet(t, nil, false, 1)
	for _, c := range []struct{ network, host, listens string }{
		{"tcp", "", "127.0.0.1"}, {"tcp", "[::]", "127.0.0.1"}, {"tcp", "0.0.0.0", "127.0.0.1"},
		{"tcp4", "", "127.0.0.1"}, {"tcp6", "", "::1"}, {"tcp6", "[::]", "::1"},
	} {
		v := n.CreateServer(func(s *Socket) { s.End() })
		if err := v.Listen(0, c.listens); err != nil {
			t.Fatal(err)
		}
		s, err := n.Dial(context.Background(), c.network, c.host+":"+itoa(v.Address().Port))
		if err != nil {
			t.Errorf("%s %q: %v", c.network, c.host, err)
		} else {
			s.Destroy(nil)
		}
		_ = v.Close()
	}
}

// A socket that is destroyed before it is connected is none, with an error or without.
func TestDialOfAGroupThatCloses(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	looking := nettest.NewSignal()
	failed := make(chan error, 1)
	go func() {
		s, err := n.DialWith(context.Background(), ConnectOptions{Host: "nowhere.test", Port: 1,
			Lookup: func(ctx context.Context, _ string, _ int) ([]netip.Addr, error) {
				looking.Fire()
				<-ctx.Done()
				return nil, ctx.Err()
			}})
		if s != nil {
			t.Error("a socket that is not connected")
		}
		failed <- err
	}()
	looking.Wait(t, "the lookup")
	n.Close()
	if err := nettest.Await(t, failed, "Dial"); !errors.Is(err, net.ErrClosed) {
		t.Error(err)
	}
}

// A deadline is kept while the loop is busy.
func TestDialWhileTheLoopIsBusy(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	busy, over := nettest.NewSignal(), nettest.NewSignal()
	defer over.Fire()
	n.Post(func() { busy.Fire(); <-over.C })
	busy.Wait(t, "the callback")
	cause := errors.New("enough of it")
	ctx, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, cause)
	defer cancel()
	failed := make(chan error, 1)
	go func() {
		_, err := n.Dial(ctx, "tcp", "127.0.0.1:1")
		failed <- err
	}()
	err := nettest.Await(t, failed, "Dial")
	for _, want := range []error{context.DeadlineExceeded, os.ErrDeadlineExceeded, cause} {
		if !errors.Is(err, want) {
			t.Errorf("%v is not %v", err, want)
		}
	}
}

// What a Dialer says of an address that is none, and of a context that has ended, is what
// that of net says.
func TestDialerErrorsAreThoseOfNet(t *testing.T) {
	n := newTestNet(t, nil, false, 1)
	over, cancel := context.WithTimeout(context.Background(), -1)
	defer cancel()
	canceled, cancel := context.WithCancel(context.Background())
	cancel()
	for _, c := range []struct {
		ctx              context.Context
		network, address string
	}{
		{context.Background(), "tcp", ""},
		{context.Background(), "unix", ""},
		{over, "tcp", "127.0.0.1:1"},
		{over, "tcp", "[::1]:1"},
		{canceled, "tcp", "127.0.0.1:1"},
	} {
		_, want := (&net.Dialer{}).DialContext(c.ctx, c.network, c.address)
		_, err := (&Dialer{Group: n.Group}).DialContext(c.ctx, c.network, c.address)
		var has, should *net.OpError
		if !errors.As(err, &has) || !errors.As(want, &should) || err.Error() != want.Error() {
			t.Errorf("%v, want %v", err, want)
			continue
		}
		if has.Timeout() != should.Timeout() || has.Timeout() != errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%v: Timeout is %v", err, has.Timeout())
		}
		for _, is := range []error{context.Canceled, context.DeadlineExceeded} {
			if errors.Is(err, is) != errors.Is(want, is) {
				t.Errorf("%v is %v: %v", err, is, errors.Is(err, is))
			}
		}
		if _, ok := has.Err.(*net.AddrError); ok {
			t.Errorf("%v is an AddrError", err)
		}
	}
}
