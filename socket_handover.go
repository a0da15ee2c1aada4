package nodenet

import "github.com/nodenet-go/nodenet/internal/handle"

// HandOver takes the connection from a socket of the group, on its loop, for package js:
// the socket is destroyed without an error, and its peer does not notice. It fails when
// the socket is not connected, or has something on its way to the peer. It is of no use
// to others, since the type is internal to this module.
func (g *Group) HandOver(s *Socket) (from handle.Handover, ok bool) {
	if s.group.handles != g.handles || !s.loop.Inside() {
		return from, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	const busy = stDestroyed | stErrored | stWriting | stSwapping | stShaking
	if s.state&busy != 0 || s.state&(stOpen|stConnected) != stOpen|stConnected || s.writableLength > 0 || s.corked > 0 ||
		s.is(stEnding) && !s.is(stFinished) || s.more != nil && s.more.decoder != nil {
		return from, false
	}
	from = handle.Handover{Stream: s.stream, Running: true, Ended: s.is(stEnded), Finished: s.is(stFinished)}
	if s.in != nil {
		from.Rest = s.in.chunks[s.in.next:]
	}
	s.stream.SetReading(false)
	s.stream, s.in, s.readableLength = nil, nil, 0
	s.set(stOpen, false)
	s.destroyLocked(nil)
	return from, true
}

// TakeOver makes a socket that is about to be connected, for package js; take, on the
// loop, gives it the connection that somebody hands over.
func (g *Group) TakeOver(options SocketOptions) (s *Socket, take func(handle.Handover)) {
	s = g.NewSocket(options)
	s.mu.Lock()
	if !s.is(stDestroyed) {
		s.set(stConnecting, true)
		s.holdLocked(!s.is(stUnref))
	}
	s.extraLocked().running = true
	s.mu.Unlock()
	return s, s.take
}

func (s *Socket) take(from handle.Handover) {
	s.mu.Lock()
	s.more.running = from.Running
	for _, p := range from.Rest {
		s.pushLocked(p)
	}
	s.mu.Unlock()
	s.onConnected(from.Stream, false)
	if from.Finished {
		s.End()
	}
	if from.Ended {
		(*socketHandler)(s).End()
	}
}
