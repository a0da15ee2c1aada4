package nodenet

import (
	"context"
	"errors"
	"io"
	"sync"

	"github.com/nodenet-go/nodenet/internal/node"
)

// PipeTo writes everything that is received to w, on a goroutine of its own.
// While w has a high-water mark's worth still to write, the socket is paused.
// At the end w's CloseWrite is called, or its Close, if it has one; an error
// of w, or a panic in it, destroys the socket. It returns a channel that gets the
// error, or nil, when w was given its last byte. [Socket.Unpipe] ends the pipe with
// what was received until then, and leaves w open. A socket that was destroyed
// before has nothing to give: the channel gets its error, or
// ERR_STREAM_PREMATURE_CLOSE.
func (s *Socket) PipeTo(w io.Writer, options ...PipeOptions) <-chan error {
	o := first(options)
	sink := &writerSink{socket: s, w: w, keepOpen: o.KeepOpen, done: make(chan error, 1)}
	sink.cond.L = &sink.mu
	p := &pipe{from: s, to: sink}
	s.startPipe(p, PipeOptions{})
	if s.Destroyed() { // nobody would tell the pipe any more
		sink.abort()
		s.unpipe(p)
	}
	go s.answer(sink.done, sink.copy)
	return sink.done
}

// writerSink is an io.Writer as the end of a pipe.
type writerSink struct {
	socket   *Socket
	w        io.Writer
	keepOpen bool
	done     chan error

	mu       sync.Mutex
	cond     sync.Cond
	waiting  []byte
	full     bool // the socket was paused
	ended    bool
	aborted  bool
	detached bool // by Unpipe: neither the socket nor w is the pipe's any more
}

func (k *writerSink) put(p []byte) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = append(k.waiting, p...)
	k.full = len(k.waiting) >= k.socket.WritableHighWaterMark()
	k.cond.Signal()
	return !k.full || k.detached
}

func (k *writerSink) welcome() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return !k.full
}

func (k *writerSink) end() { k.stop(false) }

// abort is the end of a socket that has not ended in order.
func (k *writerSink) abort() { k.stop(true) }

// detach leaves the socket as it is from now on, and w open at the end.
func (k *writerSink) detach() {
	k.mu.Lock()
	k.detached = !k.ended
	k.mu.Unlock()
}

func (k *writerSink) stop(aborted bool) {
	k.mu.Lock()
	if !k.ended {
		k.ended, k.aborted = true, aborted
	}
	k.cond.Signal()
	k.mu.Unlock()
}

// take returns what waits; nil when there will be nothing more.
func (k *writerSink) take() []byte {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.waiting) == 0 && !k.ended {
		k.cond.Wait()
	}
	p := k.waiting
	k.waiting = nil
	if k.full && !k.detached {
		k.socket.Resume()
	}
	k.full = false
	return p
}

func (k *writerSink) copy() error {
	for p := k.take(); p != nil; p = k.take() {
		if _, err := writeAll(k.w, p); err != nil {
			k.socket.Destroy(err)
			_ = k.closeWriter()
			return err
		}
	}
	var err error
	if k.aborted { // which does not change any more
		if err = k.socket.Err(); err == nil {
			err = closedError(node.PrematureClose())
		}
	}
	if failed := k.closeWriter(); err == nil {
		err = failed
	}
	return err
}

// errCount is a count of somebody else's that cannot be.
var errCount = errors.New("nodenet: a Read or Write has returned an impossible count")

// writeAll has somebody else's writer take everything, or return the reason why not.
func writeAll(w io.Writer, p []byte) (n int, err error) {
	n, err = w.Write(p)
	switch {
	case n < 0 || n > len(p):
		return 0, errCount
	case err == nil && n < len(p):
		err = io.ErrShortWrite
	}
	return n, err
}

func (k *writerSink) closeWriter() error {
	k.mu.Lock()
	open := k.keepOpen || k.detached
	k.mu.Unlock()
	if open {
		return nil
	}
	return closeWriter(k.w)
}

// answer sends what f returns. It calls the user's reader or writer: when that panics
// or ends the goroutine, the socket is destroyed, and that error is sent.
func (s *Socket) answer(done chan<- error, f func() error) {
	err, returned := error(nil), false
	defer func() {
		if !returned {
			if r := recover(); r != nil {
				err = panicError(s.loop.Log(), r)
			} else {
				err = misuse("ERR_CALLBACK_PANIC", "runtime.Goexit was called in a callback")
			}
			s.Destroy(err)
		}
		done <- err
	}()
	err = f()
	returned = true
}

// closeWriter passes the end on: half of w's connection, if it has halves.
func closeWriter(w io.Writer) error {
	switch w := w.(type) {
	case interface{ CloseWrite() error }:
		return w.CloseWrite()
	case io.Closer:
		return w.Close()
	}
	return nil
}

// PipeFrom writes everything that can be read from r, on a goroutine of its
// own, and ends the socket at r's end. While the socket has enough, r is not
// read. An error of r destroys the socket. It returns a channel that gets the
// error, or nil, when r was read to its end and the socket has taken everything.
func (s *Socket) PipeFrom(r io.Reader, options ...PipeOptions) <-chan error {
	done := make(chan error, 1)
	go s.answer(done, func() error { return s.readAll(r, first(options)) })
	return done
}

func (s *Socket) readAll(r io.Reader, o PipeOptions) error {
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if n < 0 || n > len(buf) {
			n, err = 0, errCount
		}
		if n > 0 && !s.put(buf[:n]) {
			if err := s.WaitDrain(context.Background()); err != nil {
				return err
			}
		}
		switch {
		case s.Destroyed():
			if err := s.Err(); err != nil {
				return err
			}
			return errDestroyed("write")
		case err == io.EOF:
			if !o.KeepOpen {
				s.End()
			}
			return nil
		case err != nil:
			s.Destroy(err)
			return err
		}
	}
}
