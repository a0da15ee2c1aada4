package nodenet

import (
	"slices"

	"github.com/nodenet-go/nodenet/internal/loop"
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
		nullListener(s.loop.Log(), "Pipe")
		return to
	}
	p := &pipe{from: s, to: (*socketSink)(to)}
	s.mu.Lock()
	s.listeners.all = slices.Grow(s.listeners.all, 5)
	s.mu.Unlock()
	for _, ev := range [...]event{evDrain, evFinish, evClose} {
		to.on(ev, p, false)
	}
	s.startPipe(p, first(options))
	return to
}

// socketSink is a socket as the end of a pipe.
type socketSink Socket

func (s *socketSink) put(p []byte) bool { return (*Socket)(s).put(p) }
func (s *socketSink) welcome() bool     { return !(*Socket)(s).flag(stNeedDrain) }
func (s *socketSink) end()              { (*Socket)(s).End() }

func (s *Socket) startPipe(p *pipe, o PipeOptions) {
	if !o.KeepOpen { // one that has ended before passes it on as well, as in Node
		s.onOrLate(evEnd, p, false, true)
	}
	s.on(evData, p, false)
	// As in Node a pipe lets data flow, paused or not.
	if p.to.welcome() {
		s.Resume()
	} else {
		s.Pause()
	}
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
	list := s.snapshot()
	for i := range list.all {
		l := &list.all[i]
		word := l.load()
		if p, ok := l.call.(*pipe); ok && event(word) == evData && list.has(word) {
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
	switch to := p.to.(type) {
	case *socketSink:
		to.mu.Lock()
		to.listeners.removePipe(p)
		to.mu.Unlock()
	case *writerSink:
		to.detach()
		// What is being emitted just now still belongs to the pipe.
		s.loop.Tell(loop.Task{On: loop.Func(to.end)})
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
