package nodenet

// startFlowLocked is what adding a data listener does.
func (s *Socket) startFlowLocked() {
	if s.is(stReadableListening) || s.is(stFlowSet) && !s.is(stFlowing) {
		return
	}
	s.resumeLocked()
}

// Resume lets data flow again after Pause; without a data listener whatever
// arrives is discarded. Node: resume().
func (s *Socket) Resume() *Socket {
	s.mu.Lock()
	s.resumeLocked()
	s.set(stPaused, false)
	s.updateReadingLocked()
	s.mu.Unlock()
	return s
}

func (s *Socket) resumeLocked() {
	if s.is(stFlowing) {
		return
	}
	s.set(stFlowSet, true)
	s.set(stFlowing, !s.is(stReadableListening))
	s.set(stPaused, false)
	if !s.is(stResumeScheduled) {
		s.set(stResumeScheduled, true)
		s.tick(opResume)
	}
}

// onResume is the rest of Resume, on the loop.
func (s *Socket) onResume() {
	s.readZero()
	s.mu.Lock()
	s.set(stResumeScheduled, false)
	s.mu.Unlock()
	s.flow()
}

// Pause stops the flow of data. Up to the high-water mark, what still arrives
// is kept; then the kernel is no longer read, its window closes, and the peer
// has to wait. Node: pause().
func (s *Socket) Pause() *Socket {
	s.mu.Lock()
	s.set(stFlowing, false)
	s.set(stFlowSet|stPaused, true)
	s.updateReadingLocked()
	s.mu.Unlock()
	return s
}

// IsPaused reports whether the socket is paused: whether Pause was called
// after the last Resume. Node: isPaused().
func (s *Socket) IsPaused() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pausedLocked()
}

func (s *Socket) pausedLocked() bool { return s.is(stPaused) || s.is(stFlowSet) && !s.is(stFlowing) }

// flow hands the inbox to the data listeners while it may.
func (s *Socket) flow() {
	more := true
	defer func() {
		if more {
			s.flow()
		}
	}()
	for more {
		more = s.flowOne()
	}
}

// flowOne hands over one chunk, and reports whether there was one.
func (s *Socket) flowOne() bool {
	s.mu.Lock()
	if !s.is(stFlowing) || s.is(stDestroyed|stSwapping) || s.more != nil && s.more.conn != nil {
		s.mu.Unlock()
		return false
	}
	if t := s.heldTokensLocked(); t != nil {
		s.mu.Unlock()
		t.goOn()
		return true
	}
	if s.readableLength == 0 {
		s.scheduleEndLocked()
		s.mu.Unlock()
		return false
	}
	after := s.in.missed()
	p := s.in.shift()
	s.readableLength -= len(p)
	s.updateReadingLocked()
	all := s.listeners.since(after)
	s.mu.Unlock()
	s.emitData(all, p, true)
	return true
}
