//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package transport

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/poll"
)

// descriptor is a stream on a descriptor that the loop's poller watches.
//
//	              SetReading(true)         AwaitWritable
//	watched for       Readable                Writable
//	                     │                       │
//	Ready ──────► read until short,       Handler.Writable,
//	              Handler.Data/End/Fail   once
//
// With neither wanted the descriptor is not in the poller at all: a hang-up
// would be reported for ever.
type descriptor struct {
	loop.Watcher
	handler Handler
	peer    Peer
	over    bool // nothing more will be read
	hungUp  bool

	blocking bool // as [undo] has it
}

// mostRest is more than a socket's receive buffer holds.
const mostRest = 16 << 20

// newDescriptor makes a stream of what is connected to peer. The watcher's FD is
// -1 once it is closed.
func newDescriptor(fd int, peer Peer) *descriptor {
	return &descriptor{Watcher: loop.Watcher{FD: int32(fd)}, peer: peer}
}

func (d *descriptor) Start(l *loop.Loop, h Handler) {
	d.handler = h
	d.Watcher.Start(l, int(d.FD), d)
}

func (d *descriptor) SetHandler(h Handler) { d.handler = h }

func (d *descriptor) SetReading(on bool) { d.want(poll.Readable, on && !d.over) }

func (d *descriptor) reading() bool { return d.Wants()&poll.Readable != 0 }

func (d *descriptor) AwaitWritable() { d.want(poll.Writable, true) }

func (d *descriptor) want(in poll.Interest, on bool) {
	if on {
		d.Want(d.Wants() | in)
	} else {
		d.Want(d.Wants() &^ in)
	}
}

func (d *descriptor) Keep(p []byte) []byte { return d.Loop().Keep(p) }

func (d *descriptor) Retains() bool { return false }

// Ready reads before it writes: what the peer has sent is delivered even when
// the write would find that the peer is gone.
func (d *descriptor) Ready(ready poll.Interest) {
	if ready&poll.Readable != 0 {
		d.read(d.Loop().Share())
	}
	if ready&d.Wants()&poll.Writable != 0 {
		d.want(poll.Writable, false)
		d.handler.Writable(0, nil)
	}
}

// Unwatchable is a descriptor that the kernel does not poll.
func (d *descriptor) Unwatchable(err error) { d.handler.Fail("open", err) }

func (d *descriptor) ReadRest() {
	if d.reading() {
		d.read(mostRest)
	}
	if d.reading() { // what a short read has left is the end
		d.read(1)
	}
}

// read reads until there is no more, or no more than a chunk beyond most bytes: then
// the others have their turn.
func (d *descriptor) read(most int) {
	for most > 0 {
		p := d.handler.Buffer()
		if len(p) == 0 {
			p = d.Loop().Slab()
		}
		if !d.reading() { // Buffer has closed, or does not want any more
			return
		}
		n, err := System.Read(int(d.FD), p)
		if err != nil || n == 0 {
			d.noMore(err)
			return
		}
		most -= max(n, leastRead)
		d.handler.Data(p[:n])
		// Less than asked for means that the kernel has no more.
		if n < len(p) || !d.reading() {
			return
		}
		d.Loop().Drain()
		if !d.reading() {
			return
		}
	}
}

// noMore is a read that has brought nothing.
func (d *descriptor) noMore(err error) {
	if notNow(err) {
		return
	}
	d.over = true
	d.SetReading(false)
	if err != nil {
		d.handler.Fail("read", err)
	} else {
		d.handler.End()
	}
}

func (d *descriptor) Write(p []byte) (int, error) { return taken(System.Write(int(d.FD), p)) }

func (d *descriptor) Writev(ps [][]byte) (int, error) { return taken(System.Writev(int(d.FD), ps)) }

// taken makes "not now" no error.
func taken(n int, err error) (int, error) {
	if notNow(err) {
		err = nil
	}
	return n, err
}

func (d *descriptor) Shutdown() (done bool, err error) {
	err = System.Shutdown(int(d.FD))
	if err == syscall.ENOTCONN || err == syscall.ENOTSOCK {
		err = nil // the peer has reset already, which reading tells; or a pipe
	}
	return true, err
}

func (d *descriptor) Hangup(reset bool) {
	d.hungUp = true
	d.giveBack(reset)
	d.Watcher.Hangup()
}

// Close closes the descriptor at once, so that the peer is told although the
// callback under way may take long.
func (d *descriptor) Close(reset bool) {
	if d.FD < 0 {
		return
	}
	if d.handler != nil {
		d.Stop()
		d.Loop().Closing(loop.Task{On: d})
	}
	if !d.hungUp {
		d.giveBack(reset)
	}
	_ = System.Close(int(d.FD))
	d.FD = -1
}

// Do is the closing task.
func (d *descriptor) Do(uint8) { d.handler.Closed() }

// giveBack prepares for the end of the open file.
func (d *descriptor) giveBack(reset bool) {
	undo{blocking: d.blocking}.restore(int(d.FD))
	if reset {
		_ = unix.SetsockoptLinger(int(d.FD), unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	}
}
