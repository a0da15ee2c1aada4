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
	fd      int32
	reset   bool
	unix    bool
}

// readsPerTurn bounds what one descriptor may read before the others have their
// turn.
const readsPerTurn = 16

func newDescriptor(fd int, isUnix bool) *descriptor {
	return &descriptor{fd: int32(fd), unix: isUnix}
}

func (d *descriptor) Start(l *loop.Loop, h Handler) {
	d.handler = h
	d.Watcher.Start(l, int(d.fd), d)
}

func (d *descriptor) SetReading(on bool) { d.want(poll.Readable, on) }

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
		d.read()
	}
	if ready&d.Wants()&poll.Writable != 0 {
		d.want(poll.Writable, false)
		d.handler.Writable(0, nil)
	}
}

// Unwatchable is a descriptor that the kernel does not poll.
func (d *descriptor) Unwatchable(err error) { d.handler.Fail("open", err) }

func (d *descriptor) ReadRest() {
	if d.Wants()&poll.Readable != 0 {
		d.read()
	}
}

func (d *descriptor) read() {
	for range readsPerTurn {
		p := d.handler.Buffer()
		if p == nil {
			p = d.Loop().Slab()
		}
		n, err := System.Read(int(d.fd), p)
		switch {
		case err == syscall.EAGAIN || err == syscall.ENOBUFS:
			return
		case err != nil:
			d.SetReading(false)
			d.handler.Fail("read", err)
			return
		case n == 0:
			d.SetReading(false)
			d.handler.End()
			return
		}
		d.handler.Data(p[:n])
		// Less than asked for means that the kernel has no more.
		if n < len(p) || d.Wants()&poll.Readable == 0 {
			return
		}
		d.Loop().Drain()
		if d.Wants()&poll.Readable == 0 {
			return
		}
	}
}

func (d *descriptor) Write(p []byte) (int, error) { return taken(System.Write(int(d.fd), p)) }

func (d *descriptor) Writev(ps [][]byte) (int, error) { return taken(System.Writev(int(d.fd), ps)) }

// taken makes "not now" no error.
func taken(n int, err error) (int, error) {
	if err == syscall.EAGAIN || err == syscall.ENOBUFS {
		err = nil
	}
	return n, err
}

func (d *descriptor) Shutdown() {
	err := unix.Shutdown(int(d.fd), unix.SHUT_WR)
	if err == syscall.ENOTCONN || err == syscall.ENOTSOCK {
		err = nil // the peer has reset already, which reading tells; or a pipe
	}
	d.handler.ShutdownDone(err)
}

func (d *descriptor) Close(reset bool) {
	if d.handler == nil {
		closeDescriptor(int(d.fd), reset)
		return
	}
	d.Stop()
	d.reset = reset
	d.Loop().Closing(loop.Task{On: d})
}

// Do is the closing task.
func (d *descriptor) Do(uint8) {
	closeDescriptor(int(d.fd), d.reset)
	d.handler.Closed()
}

func closeDescriptor(fd int, reset bool) {
	if reset {
		_ = unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1})
	}
	_ = unix.Close(fd)
}
