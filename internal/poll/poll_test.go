//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package poll

import (
	"slices"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The contract at the top of the package, sentence by sentence.

func newPoller(t *testing.T) *Poller {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	return p
}

// pair is two connected sockets.
func pair(t *testing.T) (fd, peer int) {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range fds {
		if err := unix.SetNonblock(fd, true); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = unix.Close(fd) })
	}
	return fds[0], fds[1]
}

func send(t *testing.T, fd int) {
	t.Helper()
	if _, err := unix.Write(fd, []byte("x")); err != nil {
		t.Fatal(err)
	}
}

// ready asks without waiting, and joins what is reported of each token: a port may
// report readable and writable one by one.
func ready(p *Poller) map[uint64]Interest {
	all := map[uint64]Interest{}
	for _, e := range p.Wait(0) {
		all[e.Token] |= e.Ready
	}
	return all
}

func expect(t *testing.T, p *Poller, what string, token uint64, want Interest) {
	t.Helper()
	for range 2 { // level-triggered: each wait says so
		if all := ready(p); all[token] != want || len(all) > 1 || want == 0 && len(all) > 0 {
			t.Errorf("%s: %v, want %d for %d", what, all, want, token)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsWatchedForIsReportedByEveryWait(t *testing.T) {
	p := newPoller(t)
	fd, peer := pair(t)
	must(t, p.Add(fd, 7, Readable))
	expect(t, p, "nothing to read", 7, 0)
	send(t, peer)
	expect(t, p, "something to read", 7, Readable)
	must(t, p.Modify(fd, 7, Readable|Writable, Readable))
	expect(t, p, "and room to write", 7, Readable|Writable)
	must(t, p.Modify(fd, 7, Writable, Readable|Writable))
	expect(t, p, "only writable is watched for", 7, Writable)
	must(t, p.Remove(fd, Writable))
	expect(t, p, "removed", 7, 0)
	must(t, p.Add(fd, 8, Readable))
	expect(t, p, "added again", 8, Readable)
}

func TestAReportCarriesTheLastToken(t *testing.T) {
	p := newPoller(t)
	fd, peer := pair(t)
	send(t, peer)
	const large = 1<<63 | 5<<32 | 3
	must(t, p.Add(fd, large, Readable))
	expect(t, p, "a large token", large, Readable)
	must(t, p.Modify(fd, 9, Readable, Readable))
	expect(t, p, "another token", 9, Readable)
}

func TestAHangUpIsReportedWhateverIsWatchedFor(t *testing.T) {
	for _, in := range []Interest{Readable, Writable, Readable | Writable} {
		p := newPoller(t)
		fd, peer := pair(t)
		must(t, p.Add(fd, 1, in))
		must(t, unix.Shutdown(peer, unix.SHUT_RDWR))
		if all := ready(p); all[1]&in == 0 {
			t.Errorf("watched for %d: %v", in, all)
		}
	}
}

func TestADescriptorThatWasRemovedSaysNothing(t *testing.T) {
	p := newPoller(t)
	fd, peer := pair(t)
	must(t, p.Add(fd, 1, Readable))
	must(t, p.Remove(fd, Readable))
	must(t, unix.Shutdown(peer, unix.SHUT_RDWR))
	expect(t, p, "a hang-up of what was removed", 1, 0)
}

func TestMoreThanOneBatchIsReportedInTheEnd(t *testing.T) {
	p := newPoller(t)
	const many = batch + 50
	left := map[uint64]int{}
	for i := range uint64(many) {
		fd, peer := pair(t)
		send(t, peer)
		must(t, p.Add(fd, i, Readable))
		left[i] = fd
	}
	for range 10 {
		for token := range ready(p) {
			must(t, p.Remove(left[token], Readable))
			delete(left, token)
		}
	}
	if len(left) > 0 {
		t.Errorf("%d of %d were not reported", len(left), many)
	}
}

func TestAWaitLastsAtLeastItsTimeout(t *testing.T) {
	p := newPoller(t)
	for _, d := range []time.Duration{0, 100 * time.Microsecond, 3*time.Millisecond + 1} {
		began := time.Now()
		// It may return early with nothing; then the caller comes back.
		for events := p.Wait(d); time.Since(began) < d; events = p.Wait(d - time.Since(began)) {
			if len(events) > 0 {
				t.Fatal(events)
			}
		}
	}
}

func TestAnEventEndsAWaitWithoutATimeout(t *testing.T) {
	p := newPoller(t)
	fd, peer := pair(t)
	must(t, p.Add(fd, 3, Readable))
	go func() { _, _ = unix.Write(peer, []byte("x")) }()
	for {
		if events := p.Wait(-1); len(events) > 0 {
			if !slices.Equal(events, []Event{{3, Readable}}) {
				t.Error(events)
			}
			return
		}
	}
}

// The wait under way, or the next one; as often as one likes, from anywhere.
func TestWakeEndsAWait(t *testing.T) {
	p := newPoller(t)
	p.Wake()
	if events := p.Wait(-1); len(events) > 0 {
		t.Error(events)
	}
	for range 100 {
		woken := make(chan struct{})
		go func() { p.Wait(-1); close(woken) }()
		p.Wake()
		<-woken
	}
	for range 10_000 {
		p.Wake() // never blocks
	}
	p.Wait(-1)
	expect(t, p, "woken up, and nothing else", 0, 0)
}

// shared is a pair of sockets. The first is for the test to close.
func shared(t *testing.T) [2]int {
	t.Helper()
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	must(t, err)
	t.Cleanup(func() { unix.Close(fds[1]) })
	return fds
}

// Dropped from another goroutine while the open file lives on: nothing more of it.
func TestADescriptorThatWasDroppedSaysNothingThoughItsFileLivesOn(t *testing.T) {
	p := newPoller(t)
	fds := shared(t)
	again, err := unix.Dup(fds[0])
	must(t, err)
	defer unix.Close(again)
	must(t, p.Add(fds[0], 5, Readable))
	done := make(chan struct{})
	go func() {
		p.Drop(fds[0])
		_ = unix.Close(fds[0])
		close(done)
	}()
	<-done
	send(t, fds[1])
	expect(t, p, "dropped", 5, 0)
}

// Hung up from another goroutine: the peer is told, and the number is nobody else's
// before it is closed.
func TestHangupEndsTheFileAndKeepsTheNumber(t *testing.T) {
	p := newPoller(t)
	fds := shared(t)
	must(t, p.Add(fds[0], 5, Readable))
	done := make(chan struct{})
	go func() { p.Hangup(fds[0]); close(done) }()
	<-done
	if n, err := unix.Read(fds[1], make([]byte, 8)); n != 0 || err != nil {
		t.Errorf("the peer reads %d, %v", n, err)
	}
	p.Wake()
	expect(t, p, "hung up", 5, 0)
	for _, err := range []error{second(unix.Read(fds[0], make([]byte, 8))), second(unix.Write(fds[0], make([]byte, 8)))} {
		if err == nil || err == unix.EBADF {
			t.Error(err)
		}
	}
	if flags, err := unix.FcntlInt(uintptr(fds[0]), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
		t.Error("a child process inherits it: ", flags, err)
	}
	must(t, unix.Close(fds[0]))
	p.Wake()
	expect(t, p, "closed", 5, 0)
}

func second(_ int, err error) error { return err }

// Its numbers may be somebody else's by then.
func TestAfterCloseNeitherWakeNorDropTouchAnything(t *testing.T) {
	p := newPoller(t)
	must(t, p.Close())
	if p.Close() == nil {
		t.Error("closed twice")
	}
	// Whoever opens something now gets the poller's numbers.
	other := newPoller(t)
	fd, peer := pair(t)
	more, _ := pair(t)
	send(t, peer)
	must(t, other.Add(fd, 1, Readable))
	p.Wake()
	p.Drop(fd)
	p.Hangup(fd)
	expect(t, other, "another poller", 1, Readable)
	for _, fd := range []int{fd, peer, more} {
		if n, _ := unix.Read(fd, make([]byte, 8)); n > 1 {
			t.Errorf("%d bytes were written to somebody else's descriptor", n)
		}
	}
}

func TestThePollersOwnDescriptorsAreCloseOnExec(t *testing.T) {
	before := open()
	newPoller(t)
	n := 0
	for fd := range open() {
		if before[fd] {
			continue
		}
		n++
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err != nil || flags&unix.FD_CLOEXEC == 0 {
			t.Errorf("descriptor %d: flags %#x, %v", fd, flags, err)
		}
	}
	if n < 2 {
		t.Errorf("%d descriptors of a poller were found", n)
	}
}

// open is the set of open descriptors with small numbers.
func open() map[int]bool {
	all := map[int]bool{}
	for fd := range 1024 {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			all[fd] = true
		}
	}
	return all
}

func TestClosingGivesEverythingBack(t *testing.T) {
	before := len(open())
	for range 5 {
		p, err := New()
		must(t, err)
		must(t, p.Close())
	}
	if now := len(open()); now > before {
		t.Errorf("%d descriptors more", now-before)
	}
}
