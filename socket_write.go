package nodenet

import (
	"unsafe"

	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
)

// outbox is what waits to be written, and what is to be told about it.
//
// As in Node one request to the transport is under way at a time: the first
// chunk alone, or everything that has gathered meanwhile.
type outbox struct {
	queue   []chunk // what waits for the request under way to end
	next    int     // the first of it that is left
	pump    handle.Pump
	request []func(error) // the callbacks of the request under way
	size    int           // its bytes
	told    []told
	stall   *stall // nil where there is no WriteTimeout
}

// chunk is what is left of one Write.
type chunk struct {
	data     []byte
	callback func(error)
	size     int // what Write was given
}

// told is a callback that is due.
type told struct {
	callback func(error)
	err      error
}

// Write sends data. It reports whether more is welcome: when it is false, what
// waits to be written has reached the high-water mark, and 'drain' will tell
// when it is gone; or the socket can take nothing any more, and then 'close' comes,
// or has come. Who waits for 'drain' has to wait for 'close' as well, as
// [Socket.WaitDrain] does. The slice is the caller's again when Write returns.
//
// The optional callbacks are called when the data was handed to the kernel, or
// with the error. Before the connection is made the data waits for it. After
// End or Destroy the error is ERR_STREAM_WRITE_AFTER_END or
// ERR_STREAM_DESTROYED. An empty or nil slice is a write of nothing, which succeeds.
// Node: write().
func (s *Socket) Write(data []byte, callback ...func(error)) bool {
	return s.write(data, errorCallback(callback), false)
}

// WriteString is Write for text, in UTF-8.
func (s *Socket) WriteString(text string, callback ...func(error)) bool {
	return s.write(bytesOf(text), errorCallback(callback), true)
}

// bytesOf is text without a copy. A string never changes, so what is left of it
// can be kept as it is.
func bytesOf(text string) []byte { return unsafe.Slice(unsafe.StringData(text), len(text)) }

// write takes data that is, or is not, good for ever.
func (s *Socket) write(data []byte, callback func(error), stable bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.is(stLimited) && s.refusesLocked(len(data)) {
		s.tellLocked(callback, errNoRoom())
		return false
	}
	return s.writeLocked(data, callback, stable)
}

// put is write for what must not be missed: a part of a stream.
func (s *Socket) put(data []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.writeLocked(data, nil, false)
}

func (s *Socket) writeLocked(data []byte, callback func(error), stable bool) bool {
	if err := s.cannotWriteLocked(); err != nil {
		s.tellLocked(callback, err)
		s.destroyLocked(err)
		return false
	}
	return s.acceptLocked(data, callback, stable)
}

// acceptLocked takes what can be written.
func (s *Socket) acceptLocked(data []byte, callback func(error), stable bool) bool {
	if !s.is(stConnecting | stConnected) {
		err := closedError(node.SocketClosed())
		s.tellLocked(callback, err)
		s.writeFailedLocked(err)
		return false
	}
	if s.is(stLimited) && s.overLimitLocked(len(data)) {
		err := errNoRoom()
		s.tellLocked(callback, err)
		s.destroyLocked(err)
		return false
	}
	s.sentLocked(len(data))
	s.writableLength += len(data)
	if s.corked > 0 || s.is(stWriting|stSwapping) || !s.is(stConnected) || s.stream.Retains() {
		s.enqueueLocked(data, callback, stable)
	} else {
		s.writeNowLocked(data, callback, stable)
	}
	// What the kernel took at once does not count, however much it was.
	more := s.writableLength < int(s.highWaterMark) && !s.is(stErrored)
	if !more {
		s.set(stNeedDrain, true)
	}
	return more
}

// cannotWriteLocked is why nothing can be written any more; nil when it can.
func (s *Socket) cannotWriteLocked() *Error {
	switch {
	case !s.is(stEnding | stDestroyed | stErrored):
		return nil
	case s.is(stEnding) && s.is(stEndEmitted) && s.is(stNoHalfOpen):
		return misuse(node.EndedByPeer())
	case s.is(stEnding):
		return errWriteAfterEnd()
	}
	return errDestroyed("write")
}

// writeNowLocked hands data to a transport that has nothing else to write. The
// write does not block.
func (s *Socket) writeNowLocked(data []byte, callback func(error), stable bool) {
	n, err := s.stream.Write(data)
	switch {
	case err != nil:
		e := systemError("write", err)
		s.tellLocked(callback, e)
		s.writeFailedLocked(e)
	case n == len(data):
		s.writableLength -= n
		s.writeDoneLocked(callback)
	default:
		s.keepLocked(data[n:], len(data), callback, stable)
		s.beginLocked(1)
		s.tick(opAwaitWritable)
	}
}

// enqueueLocked lets data wait its turn.
func (s *Socket) enqueueLocked(data []byte, callback func(error), stable bool) {
	s.keepLocked(data, len(data), callback, stable)
	s.nextRequestLocked()
}

// keepLocked queues what is left of size bytes that Write was given.
func (s *Socket) keepLocked(data []byte, size int, callback func(error), stable bool) {
	if s.out == nil {
		s.out = &outbox{}
	}
	if !stable {
		data = append([]byte(nil), data...)
	}
	s.out.queue = append(s.out.queue, chunk{data, callback, size})
}

// nextRequestLocked makes one request of everything that waits, unless another is
// under way or Cork holds it back. Before the connection is made the first chunk
// is a request of its own.
func (s *Socket) nextRequestLocked() {
	o := s.out
	if o == nil || o.next == len(o.queue) || s.corked > 0 || s.is(stWriting|stSwapping|stErrored|stDestroyed) {
		return
	}
	if !s.is(stConnected) {
		s.beginLocked(1)
		return
	}
	s.beginLocked(len(o.queue) - o.next)
	if s.pumpLocked() {
		s.requestDoneLocked()
		s.writeDoneLocked(nil)
	}
}

// beginLocked makes a request of the first n chunks.
func (s *Socket) beginLocked(n int) {
	o := s.out
	for i := range o.queue[o.next : o.next+n] {
		c := &o.queue[o.next+i]
		o.pump.Add(c.data)
		o.size += c.size
		if c.callback != nil {
			o.request = append(o.request, c.callback)
		}
		*c = chunk{}
	}
	if o.next += n; o.next == len(o.queue) {
		o.queue, o.next = o.queue[:0], 0
	}
	s.set(stWriting, true)
}

// pumpLocked writes what is left of the request as far as it goes now, and
// reports whether that was all.
func (s *Socket) pumpLocked() bool {
	done, err := s.out.pump.Write(s.stream)
	switch {
	case err != nil:
		s.requestFailedLocked(err)
	case !done:
		s.tick(opAwaitWritable)
	}
	return done
}

// requestDoneLocked is the end of a request.
func (s *Socket) requestDoneLocked() {
	o := s.out
	s.writableLength -= o.size
	for _, callback := range o.takeRequest() {
		o.told = append(o.told, told{callback, nil})
	}
	s.set(stWriting, false)
	s.wakeConnLocked()
	if s.is(stSwapping) {
		s.tick(opSecure)
	}
}

// takeRequest ends the request and returns its callbacks.
func (o *outbox) takeRequest() []func(error) {
	callbacks := o.request
	o.request, o.size = nil, 0
	return callbacks
}

// writeDoneLocked is what follows a write that is done: 'drain', callbacks, the end.
func (s *Socket) writeDoneLocked(callback func(error)) {
	if callback != nil {
		if s.out == nil {
			s.out = &outbox{}
		}
		s.out.told = append(s.out.told, told{callback, nil})
	}
	if s.out != nil && len(s.out.told) > 0 || s.is(stNeedDrain) && s.writableLength == 0 {
		s.scheduleAfterWriteLocked()
	}
	if s.is(stEnding) {
		s.finishMaybeLocked()
	}
}

func (s *Socket) scheduleAfterWriteLocked() {
	if !s.is(stAfterWrite) {
		s.set(stAfterWrite, true)
		s.tick(opAfterWrite)
	}
}

// tellLocked has a callback called with an error, in a tick of its own.
func (s *Socket) tellLocked(callback func(error), err error) {
	if callback != nil {
		s.loop.Tell(loop.Task{On: loop.Func(func() { s.call(callback, err) })})
	}
}

// afterWrite tells of writes that were done at once, on the loop.
func (s *Socket) afterWrite() {
	s.mu.Lock()
	s.set(stAfterWrite, false)
	n := s.newsLocked()
	s.mu.Unlock()
	s.tellNews(n)
}

// news is what there is to tell of writes that have ended.
type news struct {
	drained bool
	due     []told
}

// newsLocked takes what there is to tell now.
func (s *Socket) newsLocked() (n news) {
	if s.out != nil {
		n.due, s.out.told = s.out.told, nil
	}
	n.drained = s.drainedLocked()
	return n
}

// drainedLocked reports whether 'drain' is due, which it then no longer is. An idle
// connection keeps no queue.
func (s *Socket) drainedLocked() bool {
	drained := s.is(stNeedDrain) && s.writableLength == 0 && !s.is(stEnding|stDestroyed)
	if drained {
		s.set(stNeedDrain, false)
	}
	if o := s.out; o != nil && len(o.queue) == 0 && len(o.told) == 0 && !s.is(stWriting) {
		s.out = nil
	}
	return drained
}

// tellNews emits 'drain' and calls the callbacks that are due.
func (s *Socket) tellNews(n news) {
	defer s.callAll(n.due) // also when a listener calls runtime.Goexit
	if n.drained {
		s.emitPlain(evDrain)
	}
}

// callAll calls every one.
func (s *Socket) callAll(due []told) {
	each(due, func(t told) { s.call(t.callback, t.err) })
}

// call calls one callback of the user's.
func (s *Socket) call(callback func(error), err error) {
	defer guard(s)
	callback(err)
}

// awaitWritable asks the transport to say when it takes more, on the loop.
func (s *Socket) awaitWritable() {
	s.mu.Lock()
	waiting := s.is(stWriting) && !s.is(stDestroyed)
	if waiting && s.is(stLimited) {
		s.armStallLocked()
	}
	s.mu.Unlock()
	if waiting {
		s.stream.AwaitWritable()
	}
}

// Writable is the transport's answer.
func (h *socketHandler) Writable(n int, err error) {
	s := (*Socket)(h)
	s.mu.Lock()
	if s.is(stDestroyed|stErrored) || !s.is(stWriting) {
		s.mu.Unlock()
		return
	}
	s.activeLocked()
	var ended news
	switch {
	case err != nil:
		s.requestFailedLocked(err)
	case s.out.pump.Took(n) || s.pumpLocked():
		ended = s.requestEndedLocked()
	}
	s.mu.Unlock()
	s.tellNews(ended)
}

// requestEndedLocked is the end of a request that had to wait: the next one starts
// before anybody is told, Node's order.
func (s *Socket) requestEndedLocked() (n news) {
	s.requestDoneLocked()
	s.disarmStallLocked()
	n.due, s.out.told = s.out.told, nil
	s.nextRequestLocked()
	if s.is(stEnding) {
		s.finishMaybeLocked()
	}
	n.drained = s.drainedLocked()
	return n
}

// requestFailedLocked is an error of the transport for the request under way.
func (s *Socket) requestFailedLocked(err error) {
	e := systemError("write", err)
	s.out.pump.Clear()
	for _, callback := range s.out.takeRequest() {
		s.tellLocked(callback, e)
	}
	s.set(stWriting, false)
	s.writeFailedLocked(e)
}

// writeFailedLocked has the socket destroyed, but not before everything was read
// that the peer sent ahead of what made the write fail.
func (s *Socket) writeFailedLocked(e *Error) {
	if s.is(stErrored | stDestroyed) {
		return
	}
	s.set(stErrored, true)
	s.extraLocked().err = e
	s.wakeConnLocked()
	s.tick(opWriteFailed)
}

// readRest is the rest of writeFailed, on the loop.
func (s *Socket) readRest() {
	s.mu.Lock()
	wanted := s.is(stFlowing) || s.more.conn != nil
	flowing := s.stream != nil && wanted && !s.is(stDestroyed|stEnded)
	err := s.more.err
	s.mu.Unlock()
	if flowing {
		s.applyReading()
		s.stream.ReadRest()
	}
	s.Destroy(err)
}

// Cork holds back what is written until Uncork, which then writes it in one go.
// Node: cork().
func (s *Socket) Cork() {
	s.mu.Lock()
	s.corked++
	s.mu.Unlock()
}

// Uncork undoes one Cork. Node: uncork().
func (s *Socket) Uncork() {
	s.mu.Lock()
	if s.corked > 0 {
		s.corked--
		s.nextRequestLocked()
	}
	s.mu.Unlock()
}
