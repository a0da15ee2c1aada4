package transport

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/nodenet-go/nodenet/internal/nettest"
)

// recorder is a Handler that notes what it is told, and minds what no stream may
// ever do: call from elsewhere than the loop, or before Start has returned; tell
// anything but Closed after Close, or that twice; hand over data after the end;
// answer what was not asked.
type recorder struct {
	rig *rig
	s   Stream

	// what to do in a callback; nil for nothing. On the loop.
	buffer func() []byte
	onData func(p []byte)
	then   func(event string)

	// on the loop
	started, closing bool
	awaiting         bool
	shutting         bool
	left             []byte // to write

	mu       sync.Mutex
	secured  bool
	changed  chan struct{}
	data     []byte
	ends     int
	failure  error
	failedOp string
	writable int
	written  bool
	writeErr error
	shut     int
	shutErr  error
	closed   int
}

func newRecorder(r *rig, s Stream) *recorder {
	return &recorder{rig: r, s: s, changed: make(chan struct{}, 1)}
}

// note checks an event, has it noted, and does what is to be done then.
func (k *recorder) note(event string, note func()) {
	r := k.rig
	k.mu.Lock()
	switch {
	case !r.loop.Inside():
		r.t.Errorf("%s is not on the loop", event)
	case !k.started:
		r.t.Errorf("%s before Start has returned", event)
	case k.closed > 0:
		r.t.Errorf("%s after Closed", event)
	case k.closing != (event == "Closed"):
		r.t.Errorf("%s with closing %v", event, k.closing)
	case (event == "Data" || event == "End" || event == "Fail") && (k.ends > 0 || k.failure != nil):
		r.t.Errorf("%s after the end", event)
	}
	if note != nil {
		note()
	}
	then := k.then // who waits for the event may set it next
	k.mu.Unlock()
	select {
	case k.changed <- struct{}{}:
	default:
	}
	if then != nil {
		then(event)
	}
}

func (k *recorder) Buffer() (p []byte) {
	k.note("Buffer", nil)
	if k.buffer != nil {
		p = k.buffer()
	}
	return p
}

func (k *recorder) Data(p []byte) {
	if len(p) == 0 {
		k.rig.t.Error("data without a byte")
	}
	k.note("Data", func() { k.data = append(k.data, p...) })
	if k.onData != nil {
		k.onData(p)
	}
}

// Secured is told by TLS.
func (k *recorder) Secured() { k.note("Secured", func() { k.secured = true }) }

func (k *recorder) End() { k.note("End", func() { k.ends++ }) }

func (k *recorder) Fail(operation string, err error) {
	k.note("Fail", func() { k.failedOp, k.failure = operation, err })
}

func (k *recorder) Writable(n int, err error) {
	if !k.awaiting {
		k.rig.t.Error("Writable, and nobody waits for it")
	}
	k.awaiting = false
	k.note("Writable", func() { k.writable++ })
	k.took(n, err)
}

func (k *recorder) ShutdownDone(err error) {
	if !k.shutting {
		k.rig.t.Error("ShutdownDone without Shutdown")
	}
	k.shutting = false
	k.note("ShutdownDone", func() { k.shut++; k.shutErr = err })
}

func (k *recorder) Closed() { k.note("Closed", func() { k.closed++ }) }

// until waits until something was noted.
func (k *recorder) until(what string, ok func() bool) {
	k.rig.t.Helper()
	late := time.After(nettest.Patience)
	for {
		k.mu.Lock()
		is := ok()
		state := fmt.Sprintf("%d bytes read, %d ends, failure %v, %d writable, write error %v, %d shut, %d closed",
			len(k.data), k.ends, k.failure, k.writable, k.writeErr, k.shut, k.closed)
		k.mu.Unlock()
		if is {
			return
		}
		select {
		case <-k.changed:
		case <-late:
			k.rig.t.Fatalf("waited in vain for %s: %s", what, state)
		}
	}
}

func (k *recorder) untilEnd() {
	k.rig.t.Helper()
	k.until("the end", func() bool { return k.ends > 0 })
}

// untilEndOf waits for the end, with all of want before it.
func (k *recorder) untilEndOf(want []byte) {
	k.rig.t.Helper()
	k.untilEnd()
	if !bytes.Equal(k.data, want) {
		k.rig.t.Errorf("%d bytes of %d, or others", len(k.data), len(want))
	}
}

func (k *recorder) untilFailure() {
	k.rig.t.Helper()
	k.until("a failure", func() bool { return k.failure != nil })
}

func (k *recorder) untilWritten() {
	k.rig.t.Helper()
	k.until("everything to be taken", func() bool { return k.written })
}

func (k *recorder) untilWriteFails() {
	k.rig.t.Helper()
	k.until("a failed write", func() bool { return k.writeErr != nil })
}

func (k *recorder) untilClosed() {
	k.rig.t.Helper()
	k.until("closed", func() bool { return k.closed > 0 })
}

// What follows is done on the loop, by the test or in a callback.

func (k *recorder) read(on bool) { k.s.SetReading(on) }

func (k *recorder) close(reset bool) {
	k.closing = true
	k.s.Close(reset)
}

func (k *recorder) shutdown() {
	k.shutting = true
	if done, err := k.s.Shutdown(); done {
		k.ShutdownDone(err)
	}
}

// write writes all of p, which it may spoil, as the stream takes it.
func (k *recorder) write(p []byte) {
	k.mu.Lock()
	k.written = false
	k.mu.Unlock()
	k.left = p
	k.pump()
}

// pump writes in one piece, or in several, some of them empty.
func (k *recorder) pump() {
	if rand.IntN(2) == 0 {
		k.gave(k.s.Write(k.left))
		return
	}
	var pieces [][]byte
	for rest := k.left; len(rest) > 0; {
		n := min(len(rest), rand.IntN(2+len(k.left)/3))
		pieces = append(pieces, rest[:n])
		rest = rest[n:]
	}
	k.gave(k.s.Writev(pieces))
}

// gave is what came of a write.
func (k *recorder) gave(n int, err error) {
	k.spoil(n)
	switch {
	case err != nil:
		k.wrote(err)
	case len(k.left) == 0:
		k.wrote(nil)
	default:
		k.awaiting = true
		k.s.AwaitWritable()
	}
}

// took is what Writable says.
func (k *recorder) took(n int, err error) {
	k.spoil(n)
	switch {
	case k.closing:
	case err != nil:
		k.wrote(err)
	case len(k.left) > 0:
		k.pump()
	default:
		k.wrote(nil)
	}
}

// spoil overwrites what was taken: it is the writer's again.
func (k *recorder) spoil(n int) {
	if n > len(k.left) {
		k.rig.t.Errorf("%d bytes taken of %d", n, len(k.left))
		n = len(k.left)
	}
	for i := range k.left[:n] {
		k.left[i] = '!'
	}
	k.left = k.left[n:]
}

func (k *recorder) wrote(err error) {
	k.mu.Lock()
	k.written, k.writeErr = err == nil, err
	k.mu.Unlock()
	select {
	case k.changed <- struct{}{}:
	default:
	}
}
