package transport

import (
	"bytes"
	"io"
	"net"
	"net/netip"
	"testing"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

func TestMain(m *testing.M) { nettest.Main(m, nil) }

// kind is what the contract holds for: a network, and what runs on it.
type kind struct {
	name    string
	network Network
	unix    bool
	pipe    bool // net.Pipe, by NewConn: neither a socket nor a half to close
	tls     bool // TLS over it
}

// kinds are those that this system has.
func kinds(t testing.TB) []kind {
	list := []kind{
		{name: "descriptors/tcp", network: Default},
		{name: "descriptors/unix", network: Default, unix: true},
		{name: "conns/tcp", network: Conns},
		{name: "conns/unix", network: Conns, unix: true},
		{name: "conns/pipe", network: Conns, pipe: true},
	}
	if Default == Conns {
		list = list[2:]
	}
	if err := nettest.UnixSockets(); err != nil {
		t.Log("without Unix sockets, which are not here: ", err)
		list = []kind{list[0], list[len(list)-1]}
	}
	for _, k := range list {
		k.name, k.tls = "tls/"+k.name, true
		list = append(list, k)
	}
	return list
}

// onStreams runs a test of streams on every kind.
func onStreams(t *testing.T, test func(t *testing.T, r *rig)) {
	for _, k := range kinds(t) {
		t.Run(k.name, func(t *testing.T) { test(t, newRig(t, k)) })
	}
}

// onNetworks runs a test of listeners, or of connecting, on the kinds of address
// of every network.
func onNetworks(t *testing.T, test func(t *testing.T, r *rig)) {
	for _, k := range kinds(t) {
		if !k.pipe && !k.tls {
			t.Run(k.name, func(t *testing.T) { test(t, newRig(t, k)) })
		}
	}
}

// rig is a loop with what a test needs around it.
type rig struct {
	kind
	t    *testing.T
	loop *loop.Loop
	at   Addr // where to listen
}

func newRig(t *testing.T, k kind) *rig {
	t.Helper()
	l, err := loop.New(loop.NewRefs(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Stop)
	r := &rig{kind: k, t: t, loop: l, at: loopback(0)}
	if k.unix {
		r.at = Addr{Path: nettest.TempPath(t), Unix: true}
	}
	return r
}

func loopback(port uint16) Addr {
	return Addr{AddrPort: netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), port)}
}

// on runs f on the loop and waits for it.
func (r *rig) on(f func()) {
	r.t.Helper()
	done := make(chan struct{})
	r.loop.Post(loop.Task{On: loop.Func(func() {
		defer close(done)
		f()
	})})
	nettest.Await(r.t, done, "the loop")
}

// turns lets the loop go round, so that what could happen by itself has happened.
func (r *rig) turns(n int) {
	r.t.Helper()
	for range n {
		done := make(chan struct{})
		r.loop.Check(loop.Task{On: loop.Func(func() { close(done) })})
		nettest.Await(r.t, done, "a turn of the loop")
	}
}

// opened is a listener and what it tells.
type opened struct {
	Listener
	rig      *rig
	accepted chan Stream
	failed   chan error
	ended    chan error
}

func (a *opened) Accepting() bool                 { return true }
func (a *opened) NotAccepted()                    {}
func (a *opened) Accepted(s Stream, _ *loop.Loop) { a.accepted <- s }
func (a *opened) AcceptFailed(err error)          { a.failed <- err }
func (a *opened) AcceptEnded(err error)           { a.ended <- err }

// listening makes an acceptor for a listener, which is not started yet.
func (r *rig) listening(ln Listener) *opened {
	a := &opened{ln, r, make(chan Stream, 100), make(chan error, 10), make(chan error, 10)}
	r.t.Cleanup(func() {
		ln.Close()
		r.turns(1)
		for len(a.accepted) > 0 {
			(<-a.accepted).Close(false)
		}
	})
	return a
}

func (a *opened) start() { a.rig.on(func() { a.Start(a.rig.loop, a) }) }

// listen listens at the rig's address, and accepts.
func (r *rig) listen() *opened {
	r.t.Helper()
	ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 100})
	if err != nil {
		r.t.Fatal(err)
	}
	a := r.listening(ln)
	a.start()
	return a
}

// dial connects with Go's own net package.
func (r *rig) dial(to Addr) net.Conn {
	r.t.Helper()
	network, address := goAddress(to)
	c, err := net.Dial(network, address)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { _ = c.Close() })
	return c
}

// pair is a stream that is not started, and its peer.
func (r *rig) pair() (Stream, net.Conn) {
	r.t.Helper()
	s, peer := r.plainPair()
	if !r.tls {
		return s, peer
	}
	return serverTLS().Over(s), newSecurePeer(peer)
}

func (r *rig) plainPair() (Stream, net.Conn) {
	r.t.Helper()
	if r.pipe {
		ours, peer := net.Pipe()
		r.t.Cleanup(func() { _ = peer.Close() })
		return NewConn(ours), peer
	}
	ln, err := r.network.Listen(Listen{Addr: r.at, Backlog: 1})
	if err != nil {
		r.t.Fatal(err)
	}
	a := r.listening(ln)
	a.start()
	peer := r.dial(ln.Addr())
	s := nettest.Await(r.t, a.accepted, "a connection")
	ln.Close()
	return s, peer
}

// started is a stream that tells a recorder, and its peer.
func (r *rig) started() (*recorder, net.Conn) {
	r.t.Helper()
	s, peer := r.pair()
	k := r.start(s)
	if p, ok := peer.(*securePeer); ok {
		if err := p.Handshake(); err != nil {
			r.t.Error(err)
		}
		k.until("the handshake", func() bool { return k.secured })
		// The loop may still have to hear from a goroutine that it has written the last of it.
		if !nettest.Eventually(func() bool { return !k.s.(*secure).pending() }) {
			r.t.Error("a part of the handshake waits")
		}
	}
	return k, peer
}

// start starts a stream. In the end it is closed, and has to say so once.
func (r *rig) start(s Stream) *recorder {
	r.t.Helper()
	k := newRecorder(r, s)
	r.on(func() {
		s.Start(r.loop, k)
		k.started = true
	})
	r.t.Cleanup(func() {
		r.on(func() { k.close(false) })
		k.until("closed", func() bool { return k.closed > 0 })
		r.turns(2)
		if n := k.closed; n != 1 {
			r.t.Errorf("Closed %d times", n)
		}
	})
	return k
}

// endWriting ends the peer's side.
func endWriting(c net.Conn) {
	if half, ok := c.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
	} else {
		_ = c.Close()
	}
}

// send writes to the peer's side and ends it, without waiting.
func (r *rig) send(c net.Conn, data []byte) {
	go func() {
		if _, err := c.Write(data); err != nil {
			r.t.Error(err)
		}
		endWriting(c)
	}()
}

// receive reads what the peer gets until the end.
func receive(c net.Conn) <-chan []byte {
	got := make(chan []byte, 1)
	go func() {
		p, _ := io.ReadAll(c)
		got <- p
	}()
	return got
}

// received waits until the peer has got all of want, and no more.
func (r *rig) received(got <-chan []byte, want []byte) {
	r.t.Helper()
	if p := nettest.Await(r.t, got, "the end"); !bytes.Equal(p, want) {
		r.t.Errorf("%d bytes of %d, or others", len(p), len(want))
	}
}

// exchange sends this from a to b and that from b to a, at the same time, until both
// have ended.
func (r *rig) exchange(a, b *recorder, this, that []byte) {
	r.t.Helper()
	r.on(func() {
		a.read(true)
		b.read(true)
		a.write(bytes.Clone(this))
		b.write(bytes.Clone(that))
	})
	a.untilWritten()
	b.untilWritten()
	r.on(func() {
		a.shutdown()
		b.shutdown()
	})
	a.untilEndOf(that)
	b.untilEndOf(this)
}

// pattern is data in which every place is another.
func pattern(size int) []byte {
	p := make([]byte, size)
	x := uint32(size)
	for i := range p {
		x = x*1664525 + 1013904223
		p[i] = byte(x >> 24)
	}
	return p
}
