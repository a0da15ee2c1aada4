package nodenet

import (
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// Buffer leaves it to the transport, but for a stream of much data that only goes on
// to other sockets: more of it is read at once.
func (h *socketHandler) Buffer() []byte {
	if h.bulk {
		return h.loop.Scratch()
	}
	return nil
}

// Data is what the transport has read: it goes straight to the listeners when
// it flows and nothing older waits, otherwise into the inbox.
func (h *socketHandler) Data(p []byte) {
	s := (*Socket)(h)
	s.mu.Lock()
	if s.is(stDestroyed) {
		s.mu.Unlock()
		return
	}
	s.receivedLocked(len(p))
	if s.is(stSwapping) {
		s.pushLocked(append([]byte(nil), p...))
		s.mu.Unlock()
		return
	}
	if s.more != nil && s.more.conn != nil {
		s.more.conn.receiveLocked(p)
		s.mu.Unlock()
		return
	}
	if s.more != nil && s.more.decoder != nil {
		d := s.more.decoder
		s.mu.Unlock()
		s.pushDecoded(d.write(p))
		return
	}
	if s.is(stFlowing) && s.readableLength == 0 {
		all := s.listeners
		s.mu.Unlock()
		kept := s.emitData(all, p, false)
		s.bulk = !kept && len(p) >= loop.ReadSize && !s.stream.Retains()
		return
	}
	s.bulk = false
	// What may wait long is copied, so that it holds no more memory than it is.
	s.pushLocked(append([]byte(nil), p...))
	s.mu.Unlock()
}

// pushDecoded is Data after decoding; nothing may be left of it for now.
func (s *Socket) pushDecoded(text []byte) {
	if len(text) == 0 {
		return
	}
	s.mu.Lock()
	if s.is(stFlowing) && s.readableLength == 0 && !s.is(stDestroyed) {
		all := s.listeners
		s.mu.Unlock()
		s.emitData(all, text, true)
		return
	}
	s.pushLocked(text)
	s.mu.Unlock()
}

// pushLocked puts data that is the socket's own into the inbox.
func (s *Socket) pushLocked(p []byte) {
	s.inboxLocked().push(p)
	s.addReadableLocked(len(p))
}

func (s *Socket) inboxLocked() *inbox {
	if s.in == nil {
		s.in = &inbox{}
	}
	return s.in
}

// addReadableLocked counts what came into the inbox and tells about it.
func (s *Socket) addReadableLocked(n int) {
	s.readableLength += n
	if s.is(stNeedReadable) {
		s.scheduleReadableLocked()
	}
	s.updateReadingLocked()
}

// emitData calls the data listeners, as emitTo calls others. A borrowed slice is copied
// for them once, and only if there is one: a pipe writes it as it is. It reports whether
// the slice is theirs.
func (s *Socket) emitData(left listeners, p []byte, own bool) (kept bool) {
	kept = own
	defer func() {
		if len(left.all) > 0 {
			kept = s.emitData(left, p, kept)
		}
	}()
	defer guard(s)
	if left.behind {
		left.behind = false
		s.replay()
	}
	for len(left.all) > 0 {
		l := &left.all[0]
		left.all = left.all[1:]
		word := l.load()
		if event(word) > evText || !left.has(word) || word&onceBit != 0 && !s.takeOnce(l.id) {
			continue
		}
		if pipe, ok := l.call.(*pipe); ok {
			pipe.write(p)
			continue
		}
		if !kept {
			p, kept = s.stream.Keep(p), true
		}
		switch call := l.call.(type) {
		case func([]byte):
			call(p)
		case func(string):
			call(string(p))
		case *tokens:
			call.write(p, left.lastID)
		}
	}
	return kept
}

// End is the peer's end: it is passed on when everything before it was consumed.
func (h *socketHandler) End() {
	s := (*Socket)(h)
	// The rest is deferred here and below, since a listener may call runtime.Goexit.
	defer s.peerEnded()
	s.mu.Lock()
	var d *decoder
	if s.more != nil {
		d = s.more.decoder
	}
	s.mu.Unlock()
	if d != nil {
		s.pushDecoded(d.end())
	}
}

// peerEnded is End once all data was handed over.
func (s *Socket) peerEnded() {
	s.mu.Lock()
	if s.is(stErrored) && !s.is(stDestroyed) && s.more.conn != nil { // by a write: Read still comes to the end
		s.set(stEnded, true)
	}
	if s.is(stDestroyed | stEnded | stErrored) {
		s.mu.Unlock()
		return
	}
	s.set(stEnded, true)
	s.set(stReading|stNeedReadable, false)
	s.wakeConnLocked()
	s.mu.Unlock()
	defer s.readZero()
	s.emitReadable()
}

// Fail is an error of the transport.
func (h *socketHandler) Fail(operation string, err error) {
	s := (*Socket)(h)
	s.mu.Lock()
	failed := s.is(stErrored) // by a write; its error is the one that counts
	s.mu.Unlock()
	if !failed {
		s.failed(operation, err)
	}
}

// markLocked is the high-water mark of reading.
func (s *Socket) markLocked() int {
	if s.more != nil && s.more.readMark > 0 {
		return s.more.readMark
	}
	return int(s.highWaterMark)
}

// updateReadingLocked decides whether the kernel is to be read: not beyond the
// high-water mark.
func (s *Socket) updateReadingLocked() {
	want := s.is(stStarted) && s.is(stConnected) && !s.is(stEnded|stDestroyed|stSwapping)
	if s.more != nil && s.more.onRead != nil && s.more.conn == nil {
		want = want && !s.is(stPaused)
	} else {
		want = want && (s.readableLength < s.markLocked() || s.readableLength == 0)
	}
	if want != s.is(stReading) {
		s.set(stReading, want)
		s.tick(opReading)
	}
}

// applyReading tells the transport, on the loop.
func (s *Socket) applyReading() {
	s.mu.Lock()
	on, gone := s.is(stReading), s.is(stDestroyed)
	s.mu.Unlock()
	if !gone && s.stream != nil {
		s.stream.SetReading(on)
	}
}

// scheduleReadableLocked has 'readable' emitted.
func (s *Socket) scheduleReadableLocked() {
	s.set(stNeedReadable, false)
	if !s.is(stEmittedReadable) {
		s.set(stEmittedReadable, true)
		s.tick(opReadable)
	}
}

// emitReadable emits 'readable', when there is anything, and lets data flow.
func (s *Socket) emitReadable() {
	s.mu.Lock()
	if s.is(stDestroyed | stErrored) {
		s.mu.Unlock()
		return
	}
	tell := s.readableLength > 0 || s.is(stEnded)
	s.mu.Unlock()
	defer s.readableEmitted(tell)
	if tell {
		s.emitPlain(evReadable)
	}
}

// readableEmitted is the rest of emitReadable.
func (s *Socket) readableEmitted(told bool) {
	s.mu.Lock()
	if told {
		s.set(stEmittedReadable, false)
	}
	s.set(stNeedReadable, !s.is(stFlowing|stEnded) && s.readableLength <= s.markLocked())
	s.mu.Unlock()
	s.flow()
}

// scheduleEndLocked has 'end' emitted when everything was consumed.
func (s *Socket) scheduleEndLocked() {
	if s.more != nil && (s.more.chunkLent || s.more.held > 0) {
		return
	}
	if s.is(stEnded) && s.readableLength == 0 && !s.is(stEndScheduled) {
		s.set(stEndScheduled, true)
		s.tick(opEnd)
	}
}

// emitEnd emits 'end'. Unless half-open is allowed the writing side ends too;
// when that has ended already, the socket closes.
func (s *Socket) emitEnd() {
	s.mu.Lock()
	if s.is(stErrored|stDestroyed|stEndEmitted) || s.readableLength > 0 {
		s.set(stEndScheduled, s.is(stEndEmitted))
		s.mu.Unlock()
		return
	}
	s.set(stEndEmitted, true)
	s.mu.Unlock()
	defer s.endEmitted()
	s.emitPlain(evEnd)
}

// endEmitted is the rest of emitEnd.
func (s *Socket) endEmitted() {
	s.mu.Lock()
	writable := !s.is(stDestroyed | stEnding)
	done := s.is(stFinished)
	endToo := s.is(stNoHalfOpen)
	s.mu.Unlock()
	switch {
	case writable && endToo:
		s.tick(opEndWritable)
	case done:
		s.Destroy(nil)
	}
}

// readZero starts reading, and notices an end that nothing stands before.
func (s *Socket) readZero() {
	s.mu.Lock()
	s.set(stStarted, true)
	s.scheduleEndLocked()
	if s.readableLength == 0 && !s.is(stEnded) {
		s.set(stNeedReadable, true)
	}
	s.updateReadingLocked()
	s.mu.Unlock()
}

// startReadableLocked is what adding a 'readable' listener does.
func (s *Socket) startReadableLocked() {
	if s.is(stReadableListening) {
		return
	}
	s.set(stReadableListening|stNeedReadable|stFlowSet, true)
	s.set(stFlowing|stEmittedReadable, false)
	if s.readableLength > 0 {
		s.scheduleReadableLocked()
	} else {
		s.tick(opReadZero)
	}
}

// stopReadable is what removing one does, a tick later.
func (s *Socket) stopReadable() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listeners.any(evReadable) {
		return
	}
	s.set(stReadableListening, false)
	switch {
	case s.listeners.any(evData) || s.listeners.any(evText):
		s.resumeLocked()
	case !s.is(stPaused):
		s.set(stFlowSet|stFlowing, false)
	}
}

// Read takes n bytes out of what has been received, or the next chunk of it for a
// negative n. It returns nil when there are not that many; after the peer's end
// it returns what is left. 'readable' tells when to try again. Node: read().
func (s *Socket) Read(n int) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.readLocked(n)
}

// readLocked is Read.
func (s *Socket) readLocked(n int) []byte {
	if n != 0 {
		s.set(stEmittedReadable, false)
	}
	if n > s.markLocked() {
		s.extraLocked().readMark = n
	}
	s.set(stStarted, true)
	want := n
	switch {
	case s.is(stSwapping):
		want = 0
	case n < 0 && s.readableLength > 0:
		want = len(s.in.chunks[s.in.next])
	case n < 0 || n > s.readableLength && s.is(stEnded):
		want = s.readableLength
	case n > s.readableLength:
		want = 0
	}
	if want == 0 {
		if n != 0 || s.readableLength == 0 {
			s.set(stNeedReadable, !s.is(stEnded))
		}
		s.scheduleEndLocked()
		s.updateReadingLocked()
		return nil
	}
	p := s.in.take(want)
	s.readableLength -= want
	if s.readableLength == 0 {
		s.set(stNeedReadable, !s.is(stEnded))
		s.scheduleEndLocked()
	}
	s.updateReadingLocked()
	return p
}

// Unshift puts data back before everything else that waits to be read. After 'end'
// it destroys the socket with ERR_STREAM_UNSHIFT_AFTER_END_EVENT. Node: unshift().
func (s *Socket) Unshift(data []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.is(stEndEmitted) {
		err := misuse(node.UnshiftAfterEnd())
		s.destroyLocked(err)
		return err
	}
	if len(data) == 0 || s.is(stDestroyed) {
		return nil
	}
	s.inboxLocked().unshift(append([]byte(nil), data...))
	s.addReadableLocked(len(data))
	s.wakeConnLocked()
	return nil
}
