package nodenet

import (
	"errors"
	"io"
	"slices"
	"sync"
)

// PipeOptions are the options of the Pipe methods.
type PipeOptions struct {
	// KeepOpen leaves the destination open when the source has ended.
	// Node: end false.
	KeepOpen bool
}

// pipe carries what one socket receives to a destination. It stands in the table
// of listeners for every event it has to know of: 'data' and 'end' of the source,
// 'drain', 'finish' and 'close' of a socket at its end. That is all it costs.
type pipe struct {
	from  *Socket
	to    sink
	ended bool // guarded by from.mu
}

// sink is where a pipe leads.
type sink interface {
	// put takes data that is good until it returns, and reports whether more
	// is welcome at once. If not, the pipe is resumed later.
	put(p []byte) bool
	// welcome reports whether there is room again. Its answer is newer than
	// that of put, which another goroutine may have overtaken.
	welcome() bool
	// end says that nothing more will come.
	end()
}

// Pipe writes everything that is received to the socket to, which may be the
// same one, and ends it when this one has ended. When to has enough, this socket
// is paused until it has drained, so that neither side's memory grows. An error
// of one socket does not destroy the other: listen for 'close'. It returns to.
// Node: pipe().
func (s *Socket) Pipe(to *Socket, options ...PipeOptions) *Socket {
	if to == nil {
		nullListener("Pipe")
		return to
	}
	p := &pipe{from: s, to: (*socketSink)(to)}
	s.mu.Lock()
	s.listeners = slices.Grow(s.listeners, 5)
	s.mu.Unlock()
	for _, ev := range [...]event{evDrain, evFinish, evClose} {
		to.on(ev, p, false)
	}
	s.startPipe(p, first(options))
	return to
}

// socketSink is a socket as the end of a pipe.
type socketSink Socket

func (s *socketSink) put(p []byte) bool { return (*Socket)(s).write(p, nil, false) }
func (s *socketSink) welcome() bool     { return !(*Socket)(s).flag(stNeedDrain) }
func (s *socketSink) end()              { (*Socket)(s).End() }

func (s *Socket) startPipe(p *pipe, o PipeOptions) {
	if !o.KeepOpen {
		s.on(evEnd, p, false)
	}
	s.on(evData, p, false)
}

// onEvent is an event, other than 'data', of one of the ends.
func (p *pipe) onEvent(ev event) {
	switch ev {
	case evEnd:
		p.to.end()
	case evDrain:
		p.resume()
	case evFinish, evClose:
		p.from.unpipe(p)
	}
}

// write is what the socket calls with data.
func (p *pipe) write(data []byte) {
	if p.to.put(data) {
		return
	}
	p.from.Pause()
	if p.to.welcome() { // it has drained before the pause: nobody would resume
		p.from.Resume()
	}
}

// resume goes on after the destination had enough.
func (p *pipe) resume() {
	p.from.mu.Lock()
	ended := p.ended
	p.from.mu.Unlock()
	if !ended {
		p.from.Resume()
	}
}

// Unpipe ends the pipes from this socket to the sockets given, or all its pipes.
// The socket is paused then, unless a pipe is left. Node: unpipe().
func (s *Socket) Unpipe(to ...*Socket) *Socket {
	for _, p := range s.pipes() {
		if len(to) == 0 || leadsTo(p, to) {
			s.unpipe(p)
		}
	}
	return s
}

// pipes are those that lead from s.
func (s *Socket) pipes() (all []*pipe) {
	for _, l := range s.snapshot() {
		if p, ok := l.call.(*pipe); ok && l.event == evData {
			all = append(all, p)
		}
	}
	return all
}

func leadsTo(p *pipe, to []*Socket) bool {
	for _, t := range to {
		if p.to == sink((*socketSink)(t)) {
			return true
		}
	}
	return false
}

// unpipe ends one pipe.
func (s *Socket) unpipe(p *pipe) {
	s.mu.Lock()
	if p.ended {
		s.mu.Unlock()
		return
	}
	p.ended = true
	s.listeners.removePipe(p)
	s.mu.Unlock()
	if to, ok := p.to.(*socketSink); ok {
		to.mu.Lock()
		to.listeners.removePipe(p)
		to.mu.Unlock()
	}
	if len(s.pipes()) == 0 {
		s.Pause()
	}
}

// endPipes ends what leads from a socket that is destroyed.
func (s *Socket) endPipes() {
	for _, p := range s.pipes() {
		if w, ok := p.to.(*writerSink); ok {
			w.abort()
		}
		s.unpipe(p)
	}
}

// PipeTo writes everything that is received to w, on a goroutine of its own.
// The socket is paused while w has the high-water mark of it still to write. At
// the end w's CloseWrite is called, or its Close, if it has one; an error of w
// destroys the socket. It returns a channel that gets the error, or nil, when w
// was given its last byte.
func (s *Socket) PipeTo(w io.Writer, options ...PipeOptions) <-chan error {
	o := first(options)
	sink := &writerSink{socket: s, w: w, keepOpen: o.KeepOpen, done: make(chan error, 1)}
	sink.cond.L = &sink.mu
	s.startPipe(&pipe{from: s, to: sink}, PipeOptions{})
	go sink.run()
	return sink.done
}

// writerSink is an io.Writer as the end of a pipe.
type writerSink struct {
	socket   *Socket
	w        io.Writer
	keepOpen bool
	done     chan error

	mu      sync.Mutex
	cond    sync.Cond
	waiting []byte
	full    bool // the socket was paused
	ended   bool
	aborted bool
}

func (k *writerSink) put(p []byte) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = append(k.waiting, p...)
	k.full = len(k.waiting) >= k.socket.WritableHighWaterMark()
	k.cond.Signal()
	return !k.full
}

func (k *writerSink) welcome() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return !k.full
}

func (k *writerSink) end() { k.stop(false) }

// abort is the end of a socket that has not ended in order.
func (k *writerSink) abort() { k.stop(true) }

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
	if k.full {
		k.full = false
		k.socket.Resume()
	}
	return p
}

func (k *writerSink) run() {
	var err error
	for p := k.take(); p != nil && err == nil; p = k.take() {
		_, err = k.w.Write(p)
	}
	if err != nil {
		k.socket.Destroy(err)
	} else if k.aborted {
		if err = k.socket.Err(); err == nil {
			err = closedError("ERR_STREAM_PREMATURE_CLOSE", "Premature close")
		}
	}
	if !k.keepOpen {
		err = errors.Join(err, closeWriter(k.w))
	}
	k.done <- err
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
	go func() { done <- s.readAll(r, first(options)) }()
	return done
}

func (s *Socket) readAll(r io.Reader, o PipeOptions) error {
	drained := make(chan struct{}, 1)
	signal := func() {
		select {
		case drained <- struct{}{}:
		default:
		}
	}
	drain := s.OnDrain(signal)
	closed := s.OnClose(func(bool) { signal() })
	defer func() { s.Off(drain); s.Off(closed) }()
	buf := make([]byte, 64<<10)
	for {
		n, err := r.Read(buf)
		if n > 0 && !s.Write(buf[:n]) {
			for s.WritableNeedDrain() {
				<-drained
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
