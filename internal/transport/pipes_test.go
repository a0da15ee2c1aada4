package transport

import (
	"context"
	"errors"
	"net"
	"syscall"
	"testing"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// pipeListener is a listener at a pipe's name, on TCP.
type pipeListener struct {
	net.Listener
	name pipeName
}

func (l pipeListener) Addr() net.Addr { return l.name }

type pipeName string

func (pipeName) Network() string  { return "pipe" }
func (n pipeName) String() string { return string(n) }

// What looks like the name of a pipe goes to whoever makes those, to listen and to connect,
// and nothing else does.
func TestNamedPipes(t *testing.T) {
	r := newRig(t, kind{name: "pipes", network: Conns})
	made := map[string]net.Listener{}
	NamedPipes = &Pipes{
		Listen: func(o Listen) (net.Listener, error) {
			ln, err := net.Listen("tcp", "127.0.0.1:0")
			made[o.Path] = ln
			return pipeListener{ln, pipeName(o.Path)}, err
		},
		Dial: func(ctx context.Context, _, path string) (net.Conn, error) {
			if made[path] == nil {
				return nil, syscall.ENOENT
			}
			return new(net.Dialer).DialContext(ctx, "tcp", made[path].Addr().String())
		},
	}
	defer func() { NamedPipes = nil }()
	at := Addr{Path: `\\.\pipe\nodenet`, Unix: true}
	ln, err := Conns.Listen(Listen{Addr: at})
	if err != nil {
		t.Fatal(err)
	}
	if ln.Addr() != at {
		t.Errorf("%v", ln.Addr())
	}
	a := r.listening(ln)
	a.start()
	connected, failed := make(chan Stream, 1), make(chan error, 1)
	connect := func(to Addr) {
		s, err := Conns.Socket(to, at.AddrPort)
		if err != nil {
			t.Fatal(err)
		}
		r.on(func() {
			_, _ = s.Connect(r.loop, to, func(s Stream, err error) {
				if err != nil {
					failed <- err
					return
				}
				connected <- s
			})
		})
	}
	connect(at)
	ours := r.start(nettest.Await(t, connected, "a connection"))
	theirs := r.start(nettest.Await(t, a.accepted, "its other end"))
	r.on(func() { theirs.read(true); ours.write([]byte("hello")) })
	theirs.until("the data", func() bool { return string(theirs.data) == "hello" })
	connect(Addr{Path: `\\?\pipe\other`, Unix: true})
	if err := nettest.Await(t, failed, "a failure"); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
	if (Addr{Path: "/tmp/pipe", Unix: true}).pipes() != nil || (Addr{Path: `\\.\pipe\nodenet`}).pipes() != nil {
		t.Error("what is no pipe's name passes for one")
	}
}
