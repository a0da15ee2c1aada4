package nodenet

import "github.com/nodenet-go/nodenet/internal/handle"

func init() {
	handle.Sockets.Group = func(handles *handle.Group) any { return &Group{handles: handles} }
	handle.Sockets.HandOver = func(group, socket any) (handle.Handover, bool) { return handOver(group.(*Group), socket.(*Socket)) }
	handle.Sockets.TakeOver = func(group any, allowHalfOpen bool) (any, func(handle.Handover)) {
		s := takeOver(group.(*Group), SocketOptions{AllowHalfOpen: allowHalfOpen})
		return s, s.take
	}
}

// handOver is Sockets.HandOver of package handle.
func handOver(g *Group, s *Socket) (from handle.Handover, ok bool) {
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

// takeOver makes a socket that is about to be connected, by take.
func takeOver(g *Group, options SocketOptions) *Socket {
	s := g.NewSocket(options)
	s.mu.Lock()
	if !s.is(stDestroyed) {
		s.set(stConnecting, true)
		s.holdLocked(!s.is(stUnref))
	}
	s.extraLocked().running = true
	s.mu.Unlock()
	return s
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
