package transport

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// onSecure runs a test on every kind of TLS.
func onSecure(t *testing.T, test func(t *testing.T, r *rig)) {
	onStreams(t, func(t *testing.T, r *rig) {
		if r.tls {
			test(t, r)
		}
	})
}

// watched is a stream that tells whether it is read.
type watched struct {
	Stream
	reading bool
}

func (w *watched) SetReading(on bool) { w.reading = on; w.Stream.SetReading(on) }

// A secure stream of which nothing is wanted does not read the one below, so that the
// peer has to wait, and loses nothing by it.
func TestASecureStreamThatIsNotReadStallsItsPeer(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		plain, raw := r.plainPair()
		below := &watched{Stream: plain}
		k := r.start(serverTLS().Over(below))
		peer := newSecurePeer(raw)
		const all = 8 << 20
		go func() {
			_, _ = peer.Write(make([]byte, all))
			endWriting(peer)
		}()
		k.until("the handshake", func() bool { return k.secured })
		stalled := func() {
			if below.reading {
				t.Error("it is read although nothing is wanted")
			}
			k.read(true)
		}
		size, next := 0, 1<<20
		r.on(func() {
			k.onData = func(p []byte) {
				k.mu.Lock()
				k.data = k.data[:0]
				k.mu.Unlock()
				if size += len(p); size >= next {
					next += 1 << 20
					k.read(false)
					r.loop.Post(loop.Task{On: loop.Func(stalled)})
				}
			}
			stalled()
		})
		k.untilEnd()
		if size != all {
			t.Errorf("%d bytes of %d", size, all)
		}
	})
}

// sink is a stream that takes what it is given, and notes whether it is read.
type sink struct {
	Stream
	reading bool
	taken   int
}

func (s *sink) SetReading(on bool)          { s.reading = on }
func (s *sink) Write(p []byte) (int, error) { s.taken += len(p); return len(p), nil }

// A peer that has keys updated again and again, and does not take the answers, is not read
// on: it would have them pile up.
func TestASecureStreamStopsReadingWhenItsAnswersPileUp(t *testing.T) {
	below := &sink{}
	s := serverTLS().Over(below).(*secure)
	s.shake = nil
	s.wanted, s.dry = true, true
	s.unsent = &backlog{sending: []byte("x")}
	const each = 1000
	for range mostAnswers / each {
		_, _ = (*secureConn)(s).Write(make([]byte, each))
	}
	if s.settle(); !below.reading {
		t.Error("it is not read although little waits")
	}
	_, _ = (*secureConn)(s).Write(make([]byte, each))
	if s.settle(); below.reading {
		t.Error("it is read although much waits")
	}
	(*secureHandler)(s).Writable(1, nil)
	if !below.reading || below.taken < mostAnswers {
		t.Errorf("read %v, after %d bytes were taken", below.reading, below.taken)
	}
}

// Records count for more than they bear: many short ones have their turns, as much data
// would have.
func TestShortRecordsTakeTurns(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		const all = 3000
		plain, raw := r.plainPair()
		k := r.start(serverTLS().Over(plain))
		peer := newSecurePeer(raw)
		go func() {
			for range all {
				_, _ = peer.Write([]byte("x"))
			}
			endWriting(peer)
		}()
		size, most := 0, 0
		r.on(func() {
			k.onData = func(p []byte) { size, most = size+len(p), max(most, len(p)) }
			k.read(true)
		})
		k.untilEnd()
		if size != all || most > turnOfRecords {
			t.Errorf("%d bytes of %d, %d at once", size, all, most)
		}
	})
}

// turnOfRecords is how many records may be read in one go.
const turnOfRecords = 4 * loop.ReadSize / recordCost

// A handshake that comes byte by byte succeeds.
func TestAHandshakeComesByteByByte(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		plain, raw := r.plainPair()
		k := r.start(serverTLS().Over(plain))
		peer := newSecurePeer(slowConn{raw})
		go func() { _, _ = peer.Write([]byte("hello")); endWriting(peer) }()
		r.on(func() { k.read(true) })
		k.untilEnd()
		if string(k.data) != "hello" || !k.secured {
			t.Errorf("%q, secured %v", k.data, k.secured)
		}
	})
}

// What is no handshake, and what ends in it, fails; so does what takes too long, and
// what waits for others too long.
func TestAHandshakeThatFailsIsTold(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		for _, c := range []struct {
			name string
			o    func(*TLS)
			act  func(peer io.WriteCloser)
			want error
		}{
			{"garbage", nil, func(p io.WriteCloser) { _, _ = p.Write([]byte("GET / HTTP/1.0\r\n\r\n")) }, nil},
			{"nothing, then the end", nil, func(p io.WriteCloser) { _ = p.Close() }, nil},
			{"a part, then the end", nil, func(p io.WriteCloser) {
				_, _ = p.Write([]byte{22, 3, 1, 0, 200, 1})
				_ = p.Close()
			}, nil},
			{"nothing for ever", func(o *TLS) { o.Timeout = 20 * time.Millisecond }, func(io.WriteCloser) {}, ErrHandshakeTimeout},
			{"a part for ever", func(o *TLS) { o.Timeout = 20 * time.Millisecond }, func(p io.WriteCloser) {
				_, _ = p.Write([]byte{22, 3, 1, 0, 200, 1})
			}, ErrHandshakeTimeout},
			{"no turn", func(o *TLS) { o.Timeout, o.Limit = 20*time.Millisecond, &Handshakes{} }, func(p io.WriteCloser) {
				_, _ = p.Write([]byte{22, 3, 1, 0, 200, 1})
			}, ErrHandshakeTimeout},
		} {
			t.Run(c.name, func(t *testing.T) {
				plain, raw := r.plainPair()
				o := serverTLS()
				if c.o != nil {
					c.o(&o)
				}
				k := r.start(o.Over(plain))
				go io.Copy(io.Discard, raw) //nolint:errcheck // an alert may come
				go c.act(raw)
				k.untilFailure()
				if k.failedOp != "handshake" && k.failedOp != "read" || c.want != nil && !errors.Is(k.failure, c.want) || k.secured {
					t.Errorf("%s: %v", k.failedOp, k.failure)
				}
				r.on(func() { k.close(false) })
				k.untilClosed()
			})
		}
	})
}

// Handshakes wait for their turn, and one that goes does not take anybody's.
// What a peer has said before it resets the connection is why the handshake has failed.
func TestAnAlertBeforeAResetIsHeard(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a reset takes with it what has arrived")
	}
	onSecure(t, func(t *testing.T, r *rig) {
		asked := make(chan struct{})
		ended := make(chan struct{})
		o := serverTLS()
		o.Config.GetConfigForClient = func(*tls.ClientHelloInfo) (*tls.Config, error) {
			close(asked)
			<-ended
			return nil, nil
		}
		plain, raw := r.plainPair()
		k := r.start(o.Over(plain))
		r.on(func() { k.read(true) })
		if _, err := raw.Write(clientHello(t)); err != nil {
			t.Fatal(err)
		}
		nettest.Await(t, asked, "the hello")
		if _, err := raw.Write([]byte{21, 3, 3, 0, 2, 2, 48}); err != nil {
			t.Fatal(err)
		}
		if c, ok := raw.(*net.TCPConn); ok {
			_ = c.SetLinger(0)
		}
		_ = raw.Close()
		if !nettest.Eventually(func() bool {
			s := k.s.(*secure)
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.ended != nil
		}) {
			t.Error("the end is not noticed")
		}
		close(ended)
		k.until("the failure", func() bool { return k.failure != nil })
		if k.failedOp != "handshake" || !strings.Contains(k.failure.Error(), "unknown certificate authority") {
			t.Errorf("%s: %v", k.failedOp, k.failure)
		}
	})
}

// clientHello is the first record of a client of TLS 1.2.
func clientHello(t *testing.T) []byte {
	t.Helper()
	ours, theirs := net.Pipe()
	config := clientTLS().Config.Clone()
	config.MaxVersion = tls.VersionTLS12
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = tls.Client(theirs, config).Handshake()
	}()
	header := make([]byte, 5)
	if _, err := io.ReadFull(ours, header); err != nil {
		t.Fatal(err)
	}
	rest := make([]byte, int(header[3])<<8|int(header[4]))
	if _, err := io.ReadFull(ours, rest); err != nil {
		t.Fatal(err)
	}
	_ = ours.Close()
	<-done
	return append(header, rest...)
}

func TestHandshakesHaveALimit(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		limit := &Handshakes{Most: 1}
		begin := func() (*recorder, *securePeer) {
			plain, raw := r.plainPair()
			o := serverTLS()
			o.Limit = limit
			return r.start(o.Over(plain)), newSecurePeer(raw)
		}
		waiting := func(n int) bool {
			limit.mu.Lock()
			defer limit.mu.Unlock()
			return limit.now == 1 && limit.waiting.Len() == n
		}
		first, stuck := begin()
		go func() { _, _ = stuck.below.Write([]byte{22, 3, 1, 0, 200}) }()
		until(t, "the first", func() bool { return waiting(0) })
		second, gone := begin()
		go func() { _, _ = gone.below.Write([]byte{22}) }()
		until(t, "the second", func() bool { return waiting(1) })
		third, peer := begin()
		go func() { _ = peer.Handshake() }()
		until(t, "the third", func() bool { return waiting(2) })
		r.on(func() { second.close(false) })
		second.untilClosed()
		r.on(func() { first.close(false) })
		third.until("its turn", func() bool { return third.secured })
		until(t, "all to be done", func() bool {
			limit.mu.Lock()
			defer limit.mu.Unlock()
			return limit.now == 0 && limit.waiting.Len() == 0
		})
	})
}

// An idle stream has no goroutine, and two of the loop's reads do not mix although a
// tick reads in between.
func TestWhatIsDecryptedIsNotOverwrittenByATick(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		if r.network != Default {
			t.Skip("about the loop's memory")
		}
		one, p1 := r.started()
		two, p2 := r.started()
		a, b := pattern(300_000), pattern(300_001)
		one.onData = func([]byte) { r.loop.Tick(loop.Task{On: loop.Func(two.s.ReadRest)}) }
		r.on(func() { one.read(true); two.read(true) })
		r.send(p1, a)
		r.send(p2, b)
		one.untilEnd()
		two.untilEnd()
		if string(one.data) != string(a) || string(two.data) != string(b) {
			t.Errorf("%d and %d bytes, or others", len(one.data), len(two.data))
		}
	})
}
