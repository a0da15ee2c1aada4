package transport

import (
	"container/list"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"sync"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// ErrHandshakeTimeout is a handshake that has taken too long.
var ErrHandshakeTimeout = errors.New("TLS handshake timeout")

// handshake is what a secure stream has until it is secure.
type handshake struct {
	TLS
	more     sync.Cond // something has come in, or nothing will
	timer    loop.Timer
	launched bool
	full     bool          // below is not read, since enough waits
	err      error         // what came of it
	failed   *belowEnd     // how it has failed, while the alert is on its way
	waiting  *list.Element // for Limit, and of its lock
	last     [7]byte       // how the last record began, and how much of that there is
	has      int
	hello    []byte // with KeepHello
	held     bool   // unsent is what was held back
	greeted  bool   // something was written
}

// holds reports whether what is written is to be held back until the owner was told that
// the handshake is done: the last of it, after which the peer takes it for done, too. In
// TLS 1.3 that is a client's first record that is ciphered. In 1.2 it is what comes with
// the change of ciphers: of a client that resumes a session, and of a server that does
// not, whose ticket comes first.
func (k *handshake) holds(p []byte) bool {
	if k.Owner == nil || k.err != nil {
		return false
	}
	changes := len(p) > changeCipher && p[0] == recordChange
	if changes {
		p = p[changeCipher:]
	}
	switch {
	case len(p) <= recordHeader:
	case p[0] == recordHandshake:
		k.held = k.held || changes || k.Server && p[recordHeader] == newTicket
	case p[0] == recordData:
		k.held = k.held || !k.Server
	}
	return k.held
}

const (
	recordChange    = 20 // the type of a record
	recordAlert     = 21
	recordHandshake = 22
	recordData      = 23 // all that is ciphered, in TLS 1.3
	changeCipher    = 6  // bytes of a record that says so, which means nothing in TLS 1.3
	newTicket       = 4  // the type of a message of the handshake
	fatal           = 2  // the level of an alert
)

const mostShaking = 64 << 10 // bytes that wait for the handshake

// launch begins the handshake. On the server's side that is when the client's first
// bytes are there: one that sends nothing costs no goroutine.
func (s *secure) launch() {
	k := s.shake
	if k.launched {
		return
	}
	k.launched = true
	if k.Limit.take(s) {
		go s.handshake()
	}
}

// handshake runs on a goroutine of its own.
func (s *secure) handshake() {
	k := s.shake
	returned := false
	var err error
	defer func() {
		if !returned {
			err = s.configFailed(recover())
		}
		s.mu.Lock()
		k.err = err
		s.mu.Unlock()
		k.Limit.give()
		s.loop.Post(s.task(secureShaken))
	}()
	if err = k.Refusal; err == nil {
		err = k.plainAlert(Tame(s.tls.Handshake()))
	} else if k.Alert != 0 {
		_, _ = (*secureConn)(s).Write([]byte{recordAlert, 3, 3, 0, 2, fatal, k.Alert})
	}
	returned = true
}

// plainAlert is what the peer has said, when crypto/tls could not read it: one that gives
// up before it has keys says so in plain text, where TLS 1.3 has only ciphered records.
func (k *handshake) plainAlert(err error) error {
	var local *net.OpError
	if k.has < len(k.last) || k.last[0] != recordAlert || k.last[3] != 0 || k.last[4] != 2 ||
		!errors.As(err, &local) || local.Op != "local error" {
		return err
	}
	if k.last[6] == 0 { // close_notify
		return io.EOF
	}
	return &net.OpError{Op: "remote error", Err: tls.AlertError(k.last[6])}
}

var errConfigGone = errors.New("a function of a tls.Config has ended its goroutine")

// configFailed is the error of a function of a tls.Config that has not returned: what was
// recovered is its panic, or nil after runtime.Goexit.
func (s *secure) configFailed(recovered any) error {
	if recovered == nil {
		return errConfigGone
	}
	// Not here: the loop may wait for it.
	go s.loop.Log().Error("nodenet: panic in a function of a tls.Config", "panic", recovered, "stack", string(debug.Stack()))
	return fmt.Errorf("panic in a function of a tls.Config: %v", recovered)
}

// shakeRead is what crypto/tls reads during the handshake.
func (s *secure) shakeRead(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.shake
	for len(s.in) == 0 && s.ended == nil && !s.gone {
		k.more.Wait()
	}
	if s.gone {
		return 0, io.ErrClosedPipe
	}
	if len(s.in) == 0 {
		return 0, s.ended.err
	}
	begins := s.records.at == 0 && s.records.left == 0
	n := s.takeIn(p)
	if begins {
		k.has = 0
	}
	k.has += copy(k.last[k.has:], p[:n])
	if k.KeepHello {
		k.hello = append(k.hello, p[:n]...)
	}
	if k.full && len(s.in) == 0 {
		k.full = false
		s.loop.Post(s.task(secureMore))
	}
	return n, nil
}

// shakeData is what has come in for the handshake.
func (s *secure) shakeData(p []byte) {
	s.mu.Lock()
	k := s.shake
	s.in = append(s.in, p...)
	full := len(s.in) >= mostShaking
	k.full = k.full || full
	k.more.Signal()
	s.mu.Unlock()
	if full {
		s.below.SetReading(false)
	}
	s.launch()
}

// shaken is the end of the handshake, on the loop.
func (s *secure) shaken() {
	if s.over { // it has failed before
		return
	}
	s.mu.Lock()
	k := s.shake
	if k.err == nil {
		s.shake = nil
		s.takeBack()
		s.asks = s.asksRand(k.Config)
		s.dry = len(s.in) == 0 && s.ended == nil // crypto/tls was given no record too many
	}
	shutting := s.shutting && !s.shut
	s.mu.Unlock()
	if k.err != nil {
		s.shakeFailed(k.err)
		return
	}
	s.loop.Disarm(&k.timer)
	defer s.settle() // also when the handler calls runtime.Goexit
	if shutting {
		defer s.shutdownShaken()
	}
	if s.awaiting && !s.pending() {
		defer s.tellWritable()
	}
	if k.held {
		defer s.release()
	}
	if h, ok := s.handler.(interface{ Secured() }); ok {
		if k.Owner != nil { // a script, which writes on the loop only
			s.telling = true
			defer func() { s.telling = false }() // before what is deferred above sends
		}
		h.Secured()
	}
}

// release sends what was held back.
func (s *secure) release() {
	if s.closed {
		return
	}
	s.mu.Lock()
	if u := s.unsent; u != nil && u.err == nil && !s.gone {
		s.pushLocked()
	}
	pending := s.pendingLocked()
	s.mu.Unlock()
	switch {
	case pending:
		s.below.AwaitWritable()
	case s.awaiting:
		s.tellWritable()
	}
}

// shutdownShaken does what Shutdown had to wait with.
func (s *secure) shutdownShaken() {
	if s.closed {
		return
	}
	s.mu.Lock()
	s.shutting = false
	s.mu.Unlock()
	if done, err := s.Shutdown(); done {
		s.handler.ShutdownDone(err)
	}
}

// shakeFailed gives up. The peer is told why by an alert, which has to leave first.
func (s *secure) shakeFailed(err error) {
	if s.over || s.shake == nil {
		return
	}
	s.over = true
	s.below.SetReading(false)
	failed := &belowEnd{"handshake", err}
	s.mu.Lock()
	broken := s.ended != nil && s.ended.err != io.EOF
	if broken && errors.Is(err, s.ended.err) { // and not what the peer has said before
		failed = s.ended
	}
	pending := s.pendingLocked()
	s.mu.Unlock()
	if s.shake.failed = failed; pending && !broken && err != ErrHandshakeTimeout {
		s.below.AwaitWritable()
		return
	}
	s.tellFailed()
}

// tellFailed tells of a handshake that has failed, once.
func (s *secure) tellFailed() {
	k := s.shake
	if k == nil || k.failed == nil {
		return
	}
	failed := k.failed
	k.failed = nil
	s.loop.Disarm(&k.timer)
	s.leave()
	s.handler.Fail(failed.operation, failed.err)
}

// Handshakes limits how many handshakes are under way, in all streams that share it.
// The others wait, in the order in which they came.
type Handshakes struct {
	Most int

	mu      sync.Mutex
	now     int
	waiting list.List // of *secure
}

// take reports whether s may begin; otherwise it does when it is its turn.
func (h *Handshakes) take(s *secure) bool {
	if h == nil {
		return true
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.now < h.Most {
		h.now++
		return true
	}
	s.shake.waiting = h.waiting.PushBack(s)
	return false
}

// give ends one, and has the next begin.
func (h *Handshakes) give() {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	next := h.waiting.Front()
	if next == nil {
		h.now--
		return
	}
	s := h.waiting.Remove(next).(*secure)
	s.shake.waiting = nil
	go s.handshake()
}

// forget takes out one that does not wait any more.
func (h *Handshakes) forget(k *handshake) {
	if h == nil {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if k.waiting != nil {
		h.waiting.Remove(k.waiting)
		k.waiting = nil
	}
}
