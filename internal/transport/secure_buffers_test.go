package transport

import (
	"crypto/tls"
	"fmt"
	"math/rand/v2"
	"net"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/nettest"
)

// With another Go somebody has to read its crypto/tls first: what rawInput, input and
// hand of a Conn are used for, and that Read alone does after the handshake. Then readOfGo
// is changed. Without that a connection takes several times as much memory.
func TestCryptoTLSIsTheOneThatWasRead(t *testing.T) {
	if !canLend {
		t.Errorf("this is %s, what was read is %s; rawInput is as expected: %v, input: %v, hand: %v",
			runtime.Version(), readOfGo, hasRawInput, hasInput, hasHand)
	}
}

// withoutLending runs a test as it would with a Go whose crypto/tls nobody has read.
func withoutLending(t *testing.T, test func(t *testing.T)) {
	t.Run("without lending", func(t *testing.T) {
		could := canLend
		canLend = false
		defer func() { canLend = could }()
		test(t)
	})
}

func TestTLSWorksWithoutLending(t *testing.T) {
	withoutLending(t, TestRecordsInPieces)
	withoutLending(t, TestASecureStreamThatIsNotReadStallsItsPeer)
	withoutLending(t, TestAHandshakeComesByteByByte)
}

// An idle connection holds nothing to read with, whatever it has read before.
func TestAnIdleSecureStreamHoldsNoBuffer(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
			o := serverTLS()
			o.Config.MaxVersion = version
			plain, raw := r.plainPair()
			k, peer := r.start(o.Over(plain)), newSecurePeer(raw)
			r.on(func() { k.read(true) })
			size := 0
			for _, n := range []int{1, 16 << 10, 100_000} {
				if _, err := peer.Write(make([]byte, n)); err != nil {
					t.Fatal(err)
				}
				size += n
				k.until("the data", func() bool { return len(k.data) == size })
				var held string
				idle := nettest.Eventually(func() bool { // the tickets of a session may be on their way
					r.on(func() { held = heldBy(k.s.(*secure)) })
					return held == ""
				})
				if !idle {
					t.Errorf("after %d bytes: %s", n, held)
				}
			}
		}
	})
}

// heldBy tells of the buffers of a stream; "" when there are none.
func heldBy(s *secure) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	raw, hand, input := rawInput(s.tls), hand(s.tls), input(s.tls)
	if raw.Cap() > 0 || hand.Cap() > 0 || input.Size() > 0 || s.in != nil || s.part != nil || s.unsent != nil || s.shake != nil {
		return fmt.Sprintf("%d, %d and %d bytes in tls.Conn; in %d, part %v, unsent %+v, shake %v", raw.Cap(), hand.Cap(), input.Size(), len(s.in), s.part, s.unsent, s.shake)
	}
	return ""
}

func TestSizeOfASecureStream(t *testing.T) {
	if unsafe.Sizeof(uintptr(0)) == 8 && unsafe.Sizeof(secure{}) > 160 {
		t.Errorf("%d bytes", unsafe.Sizeof(secure{}))
	}
}

// pieceConn writes in pieces that begin and end anywhere. What it holds back goes with
// what comes next, or before it is read.
type pieceConn struct {
	net.Conn
	held []byte
}

func (c *pieceConn) Write(p []byte) (int, error) {
	c.held = append(c.held, p...)
	return len(p), c.send(rand.IntN(len(c.held) + 1))
}

func (c *pieceConn) Read(p []byte) (int, error) {
	if err := c.send(0); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
}

// SetWriteDeadline does nothing: CloseWrite of tls.Conn would have what is held fail.
func (c *pieceConn) SetWriteDeadline(time.Time) error { return nil }

// send writes all but the last bytes.
func (c *pieceConn) send(last int) error {
	for len(c.held) > last {
		n, err := c.Conn.Write(c.held[:1+rand.IntN(min(len(c.held)-last, 30_000))])
		if c.held = c.held[n:]; err != nil {
			return err
		}
	}
	return nil
}

// Records arrive whole whatever the pieces in which they come, the room for what is in
// them, and the pauses, while other streams use the loop's memory. So they do right behind
// the tickets that a server sends.
func TestRecordsInPieces(t *testing.T) {
	onSecure(t, func(t *testing.T, r *rig) {
		want := pattern(300_000)
		var all []*recorder
		for i, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13, tls.VersionTLS12, tls.VersionTLS13} {
			ours, theirs, role := serverTLS(), clientTLS().Config, tls.Client
			if i < 2 {
				ours, theirs, role = clientTLS(), serverTLS().Config, tls.Server
				ours.Config.Certificates = theirs.Certificates // which makes the tickets large
				theirs.ClientAuth = tls.RequestClientCert
			}
			theirs.MaxVersion = version
			plain, raw := r.plainPair()
			k := r.start(ours.Over(plain))
			all = append(all, k)
			room := make([]byte, 20_000)
			k.buffer = func() []byte { return room[:rand.IntN(len(room))] }
			k.onData = func([]byte) {
				if rand.IntN(8) == 0 {
					k.read(false)
					r.loop.Post(loop.Task{On: loop.Func(func() { k.read(true) })})
				}
			}
			r.on(func() { k.read(true) })
			go func() {
				pieces := &pieceConn{Conn: raw}
				peer := role(pieces, theirs)
				if _, err := peer.Write(want); err != nil {
					t.Error(err)
				}
				_ = peer.CloseWrite()
				_ = pieces.send(0)
				endWriting(raw)
			}()
		}
		for _, k := range all {
			k.untilEnd()
			if string(k.data) != string(want) {
				t.Errorf("%d bytes of %d, or others", len(k.data), len(want))
			}
		}
	})
}
