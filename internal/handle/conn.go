package handle

import (
	"slices"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// Conn is a bare connection: bytes come and bytes go, without the buffers and the
// rules of a stream. Package js builds JavaScript's sockets on it. Node: the
// _handle of a socket.
//
// It belongs to the group's first loop: the methods are called there, and the
// events come there.
//
// It keeps the program alive while it is connecting, while data is wanted and may
// still come, and while a write, the end or the close is under way. One of which
// nothing is expected does not.
type Conn struct {
	loop    *loop.Loop
	group   *Group
	stream  transport.Stream
	events  Events
	pump    Pump
	attempt transport.Attempt // while it is being made

	activity

	held, unref bool
	running     bool // the stream was started before, for somebody else
	closing     bool
	reading     bool // data is wanted
	over        bool // nothing more will come
	ending      bool // Shutdown is under way
	settling    bool // whether it is idle is looked at soon
}

// Events is told what happens to a connection.
type Events interface {
	// Buffer is where the next read shall land; nil leaves it to the connection.
	Buffer() []byte
	// Data is what was read. It is good until Data returns; see [Conn.Keep].
	Data(p []byte)
	// End is the peer's end.
	End()
	// ReadFailed says that nothing more can be read.
	ReadFailed(err *node.Error)
	// Written answers a Write that could not be done at once.
	Written(err *node.Error)
	// ShutdownDone answers Shutdown.
	ShutdownDone(err *node.Error)
	// Closed answers Close, in the closing phase of the loop.
	Closed()
}

// Connect is the second step of making a connection; see [Connecting]. Unless it
// returns an error, done is called later, on the loop, and never once cancel was
// called.
func (g *Group) Connect(c Connecting, done func(*Conn, *node.Error)) (cancel func(), err *node.Error) {
	h := g.newConn(nil)
	if h == nil {
		c.Close()
		return nil, errSocketClosed()
	}
	attempt, err := c.Connect(h.loop, func(stream transport.Stream, err error) {
		h.attempt = nil
		if err != nil {
			// Who is told may connect anew in this one's place, and is waited for.
			g.Refs.Add()
			defer g.Refs.Done()
			h.release()
			Guarded(h.loop.Log(), func() { done(nil, c.Failed(err)) })
			return
		}
		h.stream = stream
		h.counted(connected)
		h.handOut(func() { done(h, nil) })
	})
	if err != nil {
		h.release()
		return nil, err
	}
	h.attempt = attempt
	return h.cancel, nil
}

// cancel gives up a connection that is being made.
func (h *Conn) cancel() {
	if h.attempt != nil {
		h.attempt.Cancel()
		h.attempt = nil
		h.release()
	}
}

// OpenConn makes a connection of an open descriptor, and takes it over.
func (g *Group) OpenConn(fd int) (*Conn, *node.Error) {
	stream, err := g.Open(fd)
	if err != nil {
		return nil, err
	}
	return g.StreamConn(stream)
}

// handOut gives the connection to its owner. One that a panic leaves in nobody's
// hands is closed.
func (h *Conn) handOut(give func()) {
	given := false
	Guarded(h.loop.Log(), func() { give(); given = true })
	if !given {
		h.Close(false)
	}
}

// newConn makes a connection that keeps the group alive; nil when that is closed.
func (g *Group) newConn(stream transport.Stream) *Conn {
	h := &Conn{group: g, loop: g.Loops[0], stream: stream}
	h.activity.begin(h.loop)
	if !g.Join(h) {
		return nil
	}
	h.hold(true)
	return h
}

func (h *Conn) hold(on bool) { h.group.Refs.Hold(&h.held, on) }

// Unrefd reports whether the connection does not keep the program alive.
func (h *Conn) Unrefd() bool { return h.unref }

// Events is who is told what happens; nil before Start.
func (h *Conn) Events() Events { return h.events }

// active reports whether something may still happen by itself.
func (h *Conn) active() bool {
	return h.stream == nil || h.reading && !h.over || !h.pump.Done() || h.ending
}

// changed holds the group, or lets it go once what runs now is done: by then it
// may want data again.
func (h *Conn) changed() {
	switch {
	case h.closing || h.unref:
	case h.active():
		h.hold(true)
	case h.held && !h.settling:
		h.settling = true
		h.loop.Post(loop.Task{On: (*settling)(h)})
	}
}

// settling is a connection that may have become idle, as the loop sees it.
type settling Conn

func (k *settling) Do(uint8) {
	h := (*Conn)(k)
	h.settling = false
	if !h.closing && !h.active() {
		h.hold(false)
	}
}

// release is the end of the connection for its group.
func (h *Conn) release() {
	if h.stream != nil {
		h.counted(ended)
	}
	h.hold(false)
	h.group.Leave(h)
}

// DestroyMember is for a group that closes.
func (h *Conn) DestroyMember() {
	h.loop.Tick(loop.Task{On: loop.Func(func() {
		switch {
		case h.stream != nil:
			h.Close(false)
		case h.attempt != nil:
			h.cancel()
		}
	})})
}

// Start names who is told what happens. It comes first, once connected. When the
// connection was discarded, or the group has closed, nobody is told anything.
func (h *Conn) Start(events Events) {
	if h.closing {
		return
	}
	if h.events = events; h.running {
		h.stream.SetHandler((*connHandler)(h))
	} else {
		h.stream.Start(h.loop, (*connHandler)(h))
	}
	h.changed()
}

// Read says whether data is wanted; a connection starts with none.
func (h *Conn) Read(on bool) {
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
func (h *Conn) Write(data []byte) (done bool, err *node.Error) {
	if h.closing {
		return false, node.Failed("write", syscall.EBADF)
	}
	h.sent(len(data))
	n, writeErr := h.stream.Write(data)
	if writeErr != nil {
		return false, node.Failed("write", writeErr)
	}
	if n == len(data) {
		return true, nil
	}
	h.pump.Add(data[n:])
	h.changed()
	h.stream.AwaitWritable()
	return false, nil
}

// Unwritten is how many bytes of the write under way the kernel has not taken yet.
func (h *Conn) Unwritten() int { return h.pump.Left() }

// WriteLent is Write for data that its owner wants back: it may be used again
// when WriteLent returns.
func (h *Conn) WriteLent(data []byte) (done bool, err *node.Error) {
	if h.stream.Retains() {
		return h.Write(slices.Clone(data))
	}
	done, err = h.Write(data)
	h.pump.Keep()
	return done, err
}

// Writev is Write for several pieces.
func (h *Conn) Writev(pieces [][]byte) (done bool, err *node.Error) {
	if h.closing {
		return false, node.Failed("write", syscall.EBADF)
	}
	for _, p := range pieces {
		h.sent(len(p))
		h.pump.Add(p)
	}
	done, writeErr := h.write()
	h.changed()
	if writeErr != nil {
		return false, node.Failed("write", writeErr)
	}
	return done, nil
}

// write writes what is left; when the kernel does not take it all, it waits.
func (h *Conn) write() (done bool, err error) {
	done, err = h.pump.Write(h.stream)
	switch {
	case done || err != nil:
		h.pump.Clear() // an idle connection keeps no queue
	default:
		h.stream.AwaitWritable()
	}
	return done, err
}

// Scratch is where a read may land that nobody will keep: more memory than that of
// a connection's own choice, and the same for all of the group. For Buffer only.
func (h *Conn) Scratch() []byte { return h.loop.Scratch() }

// Keep returns what Data was given, or the beginning of it, as a slice of the
// caller's own: a large one is not copied when the connection has chosen where it
// landed. To be called within Data.
func (h *Conn) Keep(p []byte) []byte { return h.stream.Keep(p) }

// Shutdown ends the writing side; ShutdownDone follows.
func (h *Conn) Shutdown() {
	h.ending = true
	h.changed()
	// In the next turn, as libuv does it: what is read in this one comes first.
	h.loop.Post(loop.Task{On: loop.Func(func() {
		if h.closing {
			return
		}
		if done, err := h.stream.Shutdown(); done {
			(*connHandler)(h).ShutdownDone(err)
		}
	})})
}

// Close ends the connection, by a reset if asked for; Closed follows. Until then
// it keeps the group alive, unref'd or not. One that was never started is
// discarded.
func (h *Conn) Close(reset bool) {
	if h.events == nil {
		h.Discard()
		return
	}
	if h.closing {
		return
	}
	h.closing = true
	h.pump.Clear()
	h.hold(true)
	h.stream.Close(reset)
}

// Discard closes a connection that was never started.
func (h *Conn) Discard() {
	if h.closing {
		return
	}
	h.closing = true
	h.stream.Close(false)
	h.release()
}

// SetRef says whether the connection keeps the program alive.
func (h *Conn) SetRef(ref bool) {
	h.unref = !ref
	switch {
	case h.closing:
	case ref:
		h.changed()
	default:
		h.hold(false)
	}
}
