package nodenet

import (
	"fmt"
	"syscall"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/internal/transport"
)

// End ends the writing side: when everything was written the peer is told, and
// 'finish' follows. The optional callbacks are called at that moment, or with
// an error if it never comes. Node: end().
func (s *Socket) End(callback ...func(error)) *Socket {
	s.mu.Lock()
	s.endLocked(errorCallback(callback))
	s.mu.Unlock()
	return s
}

// EndWith writes data and ends. Node: end(data).
func (s *Socket) EndWith(data []byte, callback ...func(error)) *Socket {
	return s.endWith(data, errorCallback(callback), false)
}

// EndString writes text in UTF-8 and ends. Node: end(text).
func (s *Socket) EndString(text string, callback ...func(error)) *Socket {
	return s.endWith(bytesOf(text), errorCallback(callback), true)
}

// endWith ends unless the data cannot be written: then the callback gets that
// error.
func (s *Socket) endWith(data []byte, callback func(error), stable bool) *Socket {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.cannotWriteLocked()
	if err == nil && s.is(stLimited) && s.is(stConnecting|stConnected) && s.overLimitLocked(len(data)) {
		err = errNoRoom()
	}
	if err != nil {
		s.destroyLocked(err)
		s.tellLocked(callback, err)
		return s
	}
	s.acceptLocked(data, nil, stable)
	s.endLocked(callback)
	return s
}

// endLocked is End.
func (s *Socket) endLocked(callback func(error)) {
	if s.corked > 0 {
		s.corked = 0
		s.nextRequestLocked()
	}
	var err error
	switch {
	case !s.is(stErrored | stEnding | stDestroyed):
		s.set(stEnding, true)
		s.finishMaybeLocked()
	case s.is(stFinished):
		err = closedError(node.AlreadyFinished())
	case s.is(stDestroyed):
		err = errDestroyed("end")
	}
	switch {
	case callback == nil:
	case err != nil:
		s.tellLocked(callback, err)
	case s.is(stFinished):
		s.tellLocked(callback, nil)
	default:
		m := s.extraLocked()
		m.ends = append(m.ends, callback)
	}
}

// finishMaybeLocked has the transport end its writing side once everything was
// written, once. The peer is told at once, whatever the loop is busy with.
func (s *Socket) finishMaybeLocked() {
	// While it is connecting this waits for flushPending.
	if !s.canFinishLocked() || s.is(stFinalCalled|stConnecting) {
		return
	}
	s.set(stFinalCalled, true)
	if s.is(stConnected) {
		s.shutdownLocked()
	} else {
		s.tick(opFinish)
	}
}

// shutdownLocked ends the writing side now; 'finish' comes in a turn of the loop.
func (s *Socket) shutdownLocked() {
	switch done, err := s.stream.Shutdown(); {
	case !done: // ShutdownDone follows
	case err != nil:
		s.loop.Post(loop.Task{On: loop.Func(func() { (*socketHandler)(s).ShutdownDone(err) })})
	default:
		s.loop.Post(s.task(opShut))
	}
}

func (s *Socket) canFinishLocked() bool {
	return s.is(stEnding) && !s.is(stDestroyed|stErrored|stFinished|stWriting|stSwapping) &&
		s.writableLength == 0
}

// ShutdownDone is the transport's answer.
func (h *socketHandler) ShutdownDone(err error) {
	s := (*Socket)(h)
	if err != nil {
		s.Destroy(systemError("shutdown", err))
		return
	}
	s.tick(opFinish)
}

// finish emits 'finish'. When the peer has ended too, the socket closes.
func (s *Socket) finish() {
	s.mu.Lock()
	if !s.canFinishLocked() {
		s.mu.Unlock()
		return
	}
	s.set(stFinished, true)
	due := s.takeEndsLocked(nil)
	s.mu.Unlock()
	// Deferred, since a callback may call runtime.Goexit.
	defer s.destroyFinished()
	defer s.emitPlain(evFinish)
	s.callAll(due)
}

// takeEndsLocked takes out the callbacks of End, each with what it is told.
func (s *Socket) takeEndsLocked(err error) (due []told) {
	if s.more == nil {
		return nil
	}
	for _, callback := range s.more.ends {
		due = append(due, told{callback, err})
	}
	s.more.ends = nil
	return due
}

// destroyFinished destroys the socket when the peer has ended too.
func (s *Socket) destroyFinished() {
	s.mu.Lock()
	done := s.is(stEndEmitted) || s.is(stSoon)
	s.mu.Unlock()
	if done {
		s.Destroy(nil)
	}
}

// Destroy closes the socket now. Data that has not been written yet is lost.
// If err is not nil, 'error' follows; 'close' follows in any case, once. Node:
// destroy().
func (s *Socket) Destroy(err error) *Socket {
	e := asError(err)
	s.mu.Lock()
	s.destroyLocked(e)
	s.mu.Unlock()
	return s
}

// destroyLocked is Destroy.
func (s *Socket) destroyLocked(err *Error) {
	if s.is(stDestroyed) {
		return
	}
	s.holdLocked(true) // until 'close', ref'd or not
	s.set(stDestroyed, true)
	s.set(stReading|stFlowing, false)
	if s.is(stErrored) { // by a write, which what came of that does not hide
		err = s.more.err
	}
	if err != nil {
		s.extraLocked().err = err
		s.set(stErrored, true)
		s.loop.Counters.Failed(err.Code)
	}
	if s.more != nil && s.more.unwatch != nil {
		s.more.unwatch()
	}
	if !s.is(stWriting) {
		for _, t := range s.failPendingLocked(errsDestroyed) {
			s.tellLocked(t.callback, t.err)
		}
	}
	s.hangupLocked()
	s.set(stConnecting, false)
	s.tick(opDestroy)
	s.wakeConnLocked()
	s.leaveServer()
}

// hangupLocked tells the peer that the socket ends: the loop, which does the rest, may
// be busy for long.
func (s *Socket) hangupLocked() {
	reset := s.is(stReset)
	switch {
	case s.more != nil && s.more.adopted != nil:
		s.more.adopted.Close(reset)
		s.more.adopted = nil
	case s.is(stConnecting):
		if c := s.more.connecting; c != nil && c.attempt != nil {
			c.attempt.Hangup()
		}
	case s.stream == nil:
	case !s.is(stOpen): // the loop has not begun with it
		s.stream.Close(reset)
	case reset || !s.is(stFinished) || !s.is(stEnded): // otherwise the two have ended
		s.stream.Hangup(reset)
	}
}

// asError makes an error of any one that a user gives; nil of none. It calls the
// error's own methods: no lock is held. One that panics is survived.
func asError(err error) *Error {
	switch e := err.(type) {
	case nil:
		return nil
	case *Error:
		return e
	case *node.Error: // of package js
		return public(e)
	}
	e := &Error{Message: fmt.Sprint(err), cause: err}
	if !transport.Unwraps(err) {
		e.cause = nil
	}
	return e
}

// errsDestroyed are the errors of what a destroyed socket still had to do.
func errsDestroyed() (write, end error) { return errDestroyed("write"), errDestroyed("end") }

// failPendingLocked takes out the callbacks of what will never be written, each
// with its error: the socket's own, or those that because returns. It is not
// asked when nothing is pending, or every close would make errors that nobody
// gets.
func (s *Socket) failPendingLocked(because func() (write, end error)) (due []told) {
	s.writableLength = 0
	if s.out == nil && (s.more == nil || len(s.more.ends) == 0) {
		return nil
	}
	write, end := because()
	if s.more != nil && s.more.err != nil {
		write, end = s.more.err, s.more.err
	}
	if o := s.out; o != nil {
		for _, c := range o.queue[o.next:] {
			if c.callback != nil {
				due = append(due, told{c.callback, write})
			}
		}
		o.queue, o.next = nil, 0
	}
	return append(due, s.takeEndsLocked(end)...)
}

// failRequestLocked is failPendingLocked once the request under way is certainly dead: it has
// the error that because returns.
func (s *Socket) failRequestLocked(because func() *Error) (due []told) {
	if !s.is(stWriting) || s.out == nil {
		return nil
	}
	err := because()
	s.set(stWriting, false)
	s.out.pump.Clear()
	for _, callback := range s.out.takeRequest() {
		due = append(due, told{callback, err})
	}
	return append(due, s.failPendingLocked(func() (write, end error) { return err, err })...)
}

// closeTransport is the part of Destroy that belongs on the loop: the
// descriptor closes in the closing phase, and 'close' comes with it.
func (s *Socket) closeTransport() {
	if s.flag(stAfterWrite) { // it has made room for others, but comes before 'close'
		s.afterWrite()
	}
	s.mu.Lock()
	s.disarmStallLocked()
	attempt := s.takeAttemptLocked()
	open, reset := s.is(stOpen), s.is(stReset)
	var err *Error
	if s.more != nil {
		err = s.more.err
	}
	s.mu.Unlock()
	s.disarmIdle()
	s.endPipes()
	var givenUp func()
	if attempt != nil {
		givenUp = attempt.givenUp()
		attempt.stop()
	}
	if open {
		s.stream.Close(reset)
	}
	defer func() { // also when a listener calls runtime.Goexit
		if givenUp != nil {
			s.loop.Tell(loop.Task{On: loop.Func(givenUp)})
		}
		if !open {
			s.tick(opClose)
		}
	}()
	if err != nil {
		emitTo(s, s.happen(evError), evError, func(f func(error)) { f(err) })
	}
}

func errCanceled() *Error { return systemError("write", syscall.ECANCELED) }

func errClosedBeforeConnection() *Error {
	return closedError(node.ClosedBeforeConnection())
}

// Closed is the transport's last word.
func (h *socketHandler) Closed() {
	s := (*Socket)(h)
	s.mu.Lock()
	due := s.failRequestLocked(errCanceled)
	s.mu.Unlock()
	defer s.emitClose() // also when one calls runtime.Goexit
	s.callAll(due)
}

// emitClose emits 'close', the last event.
func (s *Socket) emitClose() {
	hadError := s.Err() != nil
	s.mu.Lock()
	s.set(stClosed, true)
	if s.is(stConnected) {
		s.set(stConnected, false)
		s.loop.Counters.Closed.Add(1)
	}
	// What waited for a connection is told last. From here on it may be connected
	// again, by a listener or on another goroutine.
	due := s.failRequestLocked(errClosedBeforeConnection)
	s.happened |= 1 << evClose
	all := s.listeners
	s.mu.Unlock()
	// Deferred, since a listener may call runtime.Goexit.
	defer s.release()
	defer s.callAll(due)
	emitTo(s, all, evClose, func(f func(bool)) { f(hadError) })
}

// release lets go of what a socket holds until its 'close' was emitted.
func (s *Socket) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.is(stClosed) { // connected again
		return
	}
	s.holdLocked(false)
	if s.server == nil {
		s.group.handles.Leave((*socketMember)(s))
	}
}

// DestroySoon ends the socket and destroys it once everything was written.
// Node: destroySoon().
func (s *Socket) DestroySoon() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.is(stEnding) {
		s.endLocked(nil)
	}
	if s.is(stFinished) {
		s.destroyLocked(nil)
	} else {
		s.set(stSoon, true)
	}
}

// ResetAndDestroy closes the socket now, telling the peer with a reset instead
// of an ordinary end; while it is connecting, as soon as it is connected. The
// error is ERR_INVALID_HANDLE_TYPE for a socket that is not TCP, to which nothing
// happens, and ERR_SOCKET_CLOSED for one that is not connected, which is destroyed
// with it. Node: resetAndDestroy().
func (s *Socket) ResetAndDestroy() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err *Error
	switch {
	case s.is(stConnecting) && s.more.options.Path == "":
		s.set(stReset, true) // done when connected
		return nil
	case s.is(stDestroyed) || s.stream == nil && !s.is(stConnecting):
		err = closedError(node.SocketClosed())
	case s.is(stConnecting) || !s.stream.TCP():
		return misuse(node.InvalidHandleType())
	default:
		s.set(stReset, true)
		s.destroyLocked(nil)
		return nil
	}
	s.destroyLocked(err)
	return err
}
