package nodenet

import (
	"net/netip"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Handle is a bare connection: bytes come and bytes go, without the buffers and
// the rules of a [Socket]. It is for those who bring stream rules of their own,
// as package js does for JavaScript's streams. Node: the _handle of a socket.
//
// Everything here belongs to the group's first loop: the methods are called
// there, by what [Group.Post] was given or by a callback of a handle, and the
// events come there.
//
// A handle keeps [Group.Wait] waiting while it is connecting, while data is
// wanted and may still come, and while a write, the end or the close is under
// way. One of which nothing is expected does not.
type Handle struct {
	loop   *loop.Loop
	group  *Group
	stream transport.Stream
	events HandleEvents
	rest   [][]byte // of Write: what the kernel has not taken yet
	// abandon gives up a connection that is being made.
	abandon func()

	held, unref, closing bool
	reading, over        bool // data is wanted; nothing more will come
	ending               bool // Shutdown is under way
	settling             bool
}

// HandleEvents is told what happens to a handle.
type HandleEvents interface {
	// Buffer is where the next read shall land; nil leaves it to the handle.
	Buffer() []byte
	// Data is what was read. It is good until Data returns; see [Handle.Keep].
	Data(p []byte)
	// End is the peer's end.
	End()
	// ReadFailed says that nothing more can be read.
	ReadFailed(err *Error)
	// Written answers a Write that could not be done at once.
	Written(err *Error)
	// ShutdownDone answers Shutdown.
	ShutdownDone(err *Error)
	// Closed answers Close, in the closing phase of the loop.
	Closed()
}

// ConnectHandle starts to connect to an address, not a name: Host, Port and Path
// of the options, and LocalAddress and LocalPort, are all that count. bound is
// called when the local end is, and may be nil; false gives up, without an
// error. Unless an error is returned done is called later, on the loop, and never
// once cancel was called.
func (g *Group) ConnectHandle(o ConnectOptions, bound func() bool, done func(*Handle, *Error)) (cancel func(), err *Error) {
	c := &connecting{options: &o}
	remote := transport.Addr{Path: o.Path, Unix: o.Path != ""}
	if !remote.Unix {
		ip, parseErr := netip.ParseAddr(o.Host)
		if parseErr != nil {
			return nil, misuse("ERR_INVALID_IP_ADDRESS", "Invalid IP address: "+o.Host)
		}
		remote.AddrPort = netip.AddrPortFrom(ip, uint16(o.Port))
	}
	if badPath(remote.Path) {
		if bound != nil && !bound() {
			return func() {}, nil
		}
		return nil, c.attemptError(remote, &transport.Error{Operation: "connect", Err: syscall.EINVAL}, true)
	}
	local, err := c.bound()
	if err != nil {
		return nil, err
	}
	h := g.newHandle(nil)
	if h == nil {
		return nil, closedError("ERR_SOCKET_CLOSED", "Socket is closed")
	}
	gaveUp := false
	abandon, dialErr := g.network.Dial(h.loop, transport.Dial{Remote: remote, Local: c.local(remote), Bound: local, Start: func() bool {
		gaveUp = bound != nil && !bound()
		return !gaveUp
	}}, func(stream transport.Stream, err error) {
		h.abandon = nil
		if err != nil {
			h.release()
			done(nil, c.attemptError(remote, err, false))
			return
		}
		h.stream = stream
		done(h, nil)
	})
	if dialErr != nil {
		h.release()
		if gaveUp {
			return func() {}, nil
		}
		return nil, c.attemptError(remote, dialErr, true)
	}
	h.abandon = abandon
	return func() { abandon(); h.abandon = nil; h.release() }, nil
}

// HandleFromFd makes a handle of an open descriptor; see [FromFd].
func (g *Group) HandleFromFd(fd int) (*Handle, *Error) {
	stream, err := g.openFd(fd)
	if err != nil {
		return nil, err
	}
	h := g.newHandle(stream)
	if h == nil {
		stream.Close(false)
		return nil, closedError("ERR_SOCKET_CLOSED", "Socket is closed")
	}
	return h, nil
}

// newHandle makes a handle that keeps the group alive; nil when that is closed.
func (g *Group) newHandle(stream transport.Stream) *Handle {
	if len(g.loops) == 0 {
		return nil
	}
	h := &Handle{group: g, loop: g.loops[0], stream: stream}
	if !g.join(h) {
		return nil
	}
	h.hold(true)
	return h
}

func (h *Handle) hold(on bool) { h.group.refs.Hold(&h.held, on) }

// active reports whether something may still happen by itself.
func (h *Handle) active() bool {
	return h.stream == nil || h.reading && !h.over || h.rest != nil || h.ending
}

// changed holds the group, or lets it go once what runs now is done: by then it
// may want data again.
func (h *Handle) changed() {
	switch {
	case h.closing || h.unref:
	case h.active():
		h.hold(true)
	case h.held && !h.settling:
		h.settling = true
		h.loop.Post(loop.Task{On: (*settling)(h)})
	}
}

// settling is a handle that may have become idle, as the loop sees it.
type settling Handle

func (k *settling) Do(uint8) {
	h := (*Handle)(k)
	h.settling = false
	if !h.closing && !h.active() {
		h.hold(false)
	}
}

// release is the end of the handle for its group.
func (h *Handle) release() {
	h.hold(false)
	h.group.leave(h)
}

// destroyMember is for a group that closes.
func (h *Handle) destroyMember() {
	h.loop.Tick(loop.Task{On: loop.Func(func() {
		switch {
		case h.stream != nil && h.events != nil:
			h.Close(false)
		case h.stream != nil && !h.closing:
			h.Discard()
		case h.abandon != nil:
			h.abandon()
			h.release()
		}
	})})
}

// Start names who is told what happens. It comes first, once connected.
func (h *Handle) Start(events HandleEvents) {
	h.events = events
	h.stream.Start(h.loop, (*handleHandler)(h))
	h.changed()
}

// Read says whether data is wanted; a handle starts with none.
func (h *Handle) Read(on bool) {
	if h.closing {
		return
	}
	h.stream.SetReading(on)
	h.reading = on
	h.changed()
}

// Write writes. When done is false the kernel could not take everything at once:
// the data has to stay as it is until Written, and no other Write may come
// before.
func (h *Handle) Write(data []byte) (done bool, err *Error) {
	if h.closing {
		return false, systemError("write", syscall.EBADF)
	}
	n, writeErr := h.stream.Write(data)
	if writeErr != nil {
		return false, systemError("write", writeErr)
	}
	if n == len(data) {
		return true, nil
	}
	h.rest = [][]byte{data[n:]}
	h.changed()
	h.stream.AwaitWritable()
	return false, nil
}

// Scratch is where a read may land that nobody will keep: more memory than that of a
// handle's own choice, and the same for all handles of the group. For Buffer only.
func (h *Handle) Scratch() []byte { return h.loop.Scratch() }

// Keep returns what Data was given, or the beginning of it, as a slice of the caller's
// own: a large one is not copied when the handle has chosen where it landed. To be
// called within Data.
func (h *Handle) Keep(p []byte) []byte { return h.stream.Keep(p) }

// KeepRest makes a copy of what Write has left, so that its data may be used
// again before Written.
func (h *Handle) KeepRest() {
	for i, p := range h.rest {
		h.rest[i] = append([]byte(nil), p...)
	}
}

// Writev is Write for several pieces.
func (h *Handle) Writev(pieces [][]byte) (done bool, err *Error) {
	if h.closing {
		return false, systemError("write", syscall.EBADF)
	}
	h.rest = pieces
	done, writeErr := h.pump()
	h.changed()
	if writeErr != nil {
		return false, systemError("write", writeErr)
	}
	return done, nil
}

// pump writes what is left; when the kernel does not take it all, it waits.
func (h *Handle) pump() (done bool, err error) {
	n, err := h.stream.Writev(h.rest)
	if err != nil {
		h.rest = nil
		return false, err
	}
	h.advance(n)
	if len(h.rest) == 0 {
		return true, nil
	}
	h.stream.AwaitWritable()
	return false, nil
}

func (h *Handle) advance(n int) {
	for len(h.rest) > 0 && n >= len(h.rest[0]) {
		n -= len(h.rest[0])
		h.rest[0] = nil
		h.rest = h.rest[1:]
	}
	if len(h.rest) == 0 {
		h.rest = nil
		return
	}
	h.rest[0] = h.rest[0][n:]
}

// Shutdown ends the writing side; ShutdownDone follows.
func (h *Handle) Shutdown() {
	h.ending = true
	h.changed()
	// In the next turn, as libuv does it: what is read in this one comes first.
	h.loop.Post(loop.Task{On: loop.Func(func() {
		if !h.closing {
			h.stream.Shutdown()
		}
	})})
}

// Close ends the handle, by a reset if asked for; Closed follows. Until then it
// keeps the group alive, unref'd or not.
func (h *Handle) Close(reset bool) {
	if h.closing {
		return
	}
	h.closing = true
	h.rest = nil
	h.hold(true)
	h.stream.Close(reset)
}

// Discard closes a handle that was never started.
func (h *Handle) Discard() {
	h.closing = true
	h.stream.Close(false)
	h.release()
}

// Ref and Unref say whether the handle keeps [Group.Wait] waiting.
func (h *Handle) Ref() { h.setRef(true) }

// Unref undoes Ref.
func (h *Handle) Unref() { h.setRef(false) }

func (h *Handle) setRef(ref bool) {
	h.unref = !ref
	switch {
	case h.closing:
	case ref:
		h.changed()
	default:
		h.hold(false)
	}
}

// handleHandler is a handle as its transport sees it.
type handleHandler Handle

func (k *handleHandler) Buffer() []byte {
	defer guardHandle(k)
	return k.events.Buffer()
}

func (k *handleHandler) Data(p []byte) {
	if k.closing {
		return
	}
	defer guardHandle(k)
	k.events.Data(p)
}

func (k *handleHandler) End() {
	if k.closing {
		return
	}
	defer guardHandle(k)
	k.stream.SetReading(false)
	k.over = true
	(*Handle)(k).changed()
	k.events.End()
}

func (k *handleHandler) Fail(operation string, err error) {
	if k.closing {
		return
	}
	defer guardHandle(k)
	k.over = true
	(*Handle)(k).changed()
	k.events.ReadFailed(systemError(operation, err))
}

func (k *handleHandler) Writable(n int, err error) {
	if k.closing {
		return
	}
	defer guardHandle(k)
	h := (*Handle)(k)
	if err == nil {
		h.advance(n)
		done := len(h.rest) == 0
		if !done {
			done, err = h.pump()
		}
		if err == nil && !done {
			return
		}
	}
	h.rest = nil
	h.changed()
	if err != nil {
		k.events.Written(systemError("write", err))
		return
	}
	k.events.Written(nil)
}

func (k *handleHandler) ShutdownDone(err error) {
	defer guardHandle(k)
	k.ending = false
	(*Handle)(k).changed()
	if err != nil {
		k.events.ShutdownDone(systemError("shutdown", err))
		return
	}
	k.events.ShutdownDone(nil)
}

func (k *handleHandler) Closed() {
	defer guardHandle(k)
	(*Handle)(k).release()
	k.events.Closed()
}

// guardHandle has a panic of a callback close the handle and nothing else.
func guardHandle(k *handleHandler) {
	if r := recover(); r != nil {
		_ = panicError(r)
		(*Handle)(k).Close(false)
	}
}
