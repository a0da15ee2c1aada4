package nodenet

// on adds a listener, and lets a late one of a lasting event catch up.
func (s *Socket) on(ev event, call any, once bool) ListenerID {
	return s.onOrLate(ev, call, once, false)
}

// onOrLate is on where one that is late may have to catch up on the loop as well.
func (s *Socket) onOrLate(ev event, call any, once, inside bool) ListenerID {
	s.mu.Lock()
	id := s.listeners.add(ev, call, once)
	late := lasting&s.happened&(1<<ev) != 0 && (inside || !s.loop.Inside())
	if late { // for this life of the socket, which the next Connect ends
		m := s.extraLocked()
		m.replays = append(m.replays, id)
		s.listeners.behind = true
	}
	switch ev {
	case evData, evText:
		s.startFlowLocked()
	case evReadable:
		s.startReadableLocked()
	}
	s.mu.Unlock()
	if late {
		s.tick(opReplay)
	}
	return id
}

// Off removes the listener with the id that an On method returned. An event
// that is being emitted at that moment still reaches it, as in Node.
func (s *Socket) Off(id ListenerID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i, ok := s.listeners.find(id); ok {
		switch l := s.listeners.all[i].call.(type) {
		case *tokens:
			l.removeLocked()
			return
		case *pipe: // whose ids nobody was given
			return
		}
	}
	if ev, ok := s.listeners.remove(id); ok && ev == evReadable {
		s.tick(opStopReadable)
	}
}

// happen notes a lasting event that is about to be emitted, and returns who is to be
// told: those that come later are late.
func (s *Socket) happen(ev event) listeners {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.happened |= 1 << ev
	return s.listeners
}

// replay calls the late listeners.
func (s *Socket) replay() {
	s.mu.Lock()
	if !s.listeners.behind {
		s.mu.Unlock()
		return
	}
	s.listeners.behind = false
	ids, all, happened := s.more.replays, s.listeners, s.happened
	s.more.replays = nil
	s.mu.Unlock()
	each(ids, func(id ListenerID) {
		i, ok := all.find(id)
		if !ok {
			return
		}
		// A socket that connects again has nothing behind it any more.
		if ev := event(all.all[i].load()); happened&(1<<ev) != 0 {
			s.replayOne(all.only(i), ev)
		}
	})
}

func (s *Socket) replayOne(one listeners, ev event) {
	switch ev {
	case evError:
		err := s.Err()
		emitTo(s, one, ev, func(f func(error)) { f(err) })
	case evClose:
		hadError := s.Err() != nil
		emitTo(s, one, ev, func(f func(bool)) { f(hadError) })
	default:
		emitTo(s, one, ev, func(f func()) { f() })
	}
}

func (s *Socket) emitPlain(ev event) {
	if lasting&(1<<ev) != 0 {
		emitTo(s, s.happen(ev), ev, func(f func()) { f() })
		return
	}
	emit(s, ev, func(f func()) { f() })
}

// OnData adds a listener for what the peer sends and, unless the socket is
// paused, starts the flow. The slice is the listener's own: it may keep it.
// After SetEncoding the bytes are the decoded text. Node: 'data'.
func (s *Socket) OnData(listener func(data []byte)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnData")
	}
	return s.on(evData, listener, false)
}

// OnText adds a listener for what the peer sends, as text in the encoding of
// SetEncoding, otherwise in UTF-8; characters that were split over several
// packets come whole. It starts the flow as OnData does. Node: 'data' after
// setEncoding.
func (s *Socket) OnText(listener func(text string)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnText")
	}
	s.mu.Lock()
	if m := s.extraLocked(); m.decoder == nil {
		m.decoder = newDecoder(UTF8)
	}
	s.mu.Unlock()
	return s.on(evText, listener, false)
}

// OnReadable adds a listener for when there is something for Read, or the end
// is near. While there is one, data does not flow. Node: 'readable'.
func (s *Socket) OnReadable(listener func()) ListenerID {
	return s.plain("OnReadable", evReadable, listener, false)
}

// OnEnd adds a listener for the peer's end of the connection, after all data
// was consumed. Node: 'end'.
func (s *Socket) OnEnd(listener func()) ListenerID {
	return s.plain("OnEnd", evEnd, listener, false)
}

// OnDrain adds a listener for when everything was written after Write returned
// false. Node: 'drain'.
func (s *Socket) OnDrain(listener func()) ListenerID {
	return s.plain("OnDrain", evDrain, listener, false)
}

// OnFinish adds a listener for when, after End, everything has been written
// and the end was sent. Node: 'finish'.
func (s *Socket) OnFinish(listener func()) ListenerID {
	return s.plain("OnFinish", evFinish, listener, false)
}

// OnTimeout adds a listener for when nothing has moved for the time given to
// SetTimeout. The socket stays as it is. Node: 'timeout'.
func (s *Socket) OnTimeout(listener func()) ListenerID {
	return s.plain("OnTimeout", evTimeout, listener, false)
}

// OnConnect adds a listener for when the connection is made. Node: 'connect'.
func (s *Socket) OnConnect(listener func()) ListenerID {
	return s.plain("OnConnect", evConnect, listener, false)
}

// OnReady adds a listener for when the socket can be used, right after
// 'connect'. Node: 'ready'.
func (s *Socket) OnReady(listener func()) ListenerID {
	return s.plain("OnReady", evReady, listener, false)
}

// OnError adds a listener for the error that ends the socket; 'close' follows.
// It is called at most once, with an *[Error]. Without a listener the error is
// found in [Socket.Err]. Node: 'error'.
func (s *Socket) OnError(listener func(err error)) ListenerID { return s.onError(listener, false) }

// OnClose adds a listener for the last event of all, when the socket has
// closed. hadError tells whether an error was the reason. Node: 'close'.
func (s *Socket) OnClose(listener func(hadError bool)) ListenerID { return s.onClose(listener, false) }

// OnLookup adds a listener for every address that the host's name was resolved
// to, or for the error. Node: 'lookup'.
func (s *Socket) OnLookup(listener func(err error, address string, family int, host string)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnLookup")
	}
	return s.on(evLookup, listener, false)
}

// OnConnectionAttempt adds a listener for the start of a connection attempt.
// Node: 'connectionAttempt'.
func (s *Socket) OnConnectionAttempt(listener func(ip string, port, family int)) ListenerID {
	return s.onAttempt(evAttempt, listener)
}

// OnConnectionAttemptFailed adds a listener for a connection attempt that has
// failed. Others may follow. Node: 'connectionAttemptFailed'.
func (s *Socket) OnConnectionAttemptFailed(listener func(ip string, port, family int, err error)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnConnectionAttemptFailed")
	}
	return s.on(evAttemptFailed, listener, false)
}

// OnConnectionAttemptTimeout adds a listener for a connection attempt that was
// given up for the next address. Node: 'connectionAttemptTimeout'.
func (s *Socket) OnConnectionAttemptTimeout(listener func(ip string, port, family int)) ListenerID {
	return s.onAttempt(evAttemptTimeout, listener)
}

// OnceData is OnData for a listener that is removed after its first call.
func (s *Socket) OnceData(listener func(data []byte)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnceData")
	}
	return s.on(evData, listener, true)
}

// OnceReadable is OnReadable for a listener that is removed after its first
// call.
func (s *Socket) OnceReadable(listener func()) ListenerID {
	return s.plain("OnceReadable", evReadable, listener, true)
}

// OnceEnd is OnEnd for a listener that is removed after its first call.
func (s *Socket) OnceEnd(listener func()) ListenerID {
	return s.plain("OnceEnd", evEnd, listener, true)
}

// OnceDrain is OnDrain for a listener that is removed after its first call.
func (s *Socket) OnceDrain(listener func()) ListenerID {
	return s.plain("OnceDrain", evDrain, listener, true)
}

// OnceFinish is OnFinish for a listener that is removed after its first call.
func (s *Socket) OnceFinish(listener func()) ListenerID {
	return s.plain("OnceFinish", evFinish, listener, true)
}

// OnceTimeout is OnTimeout for a listener that is removed after its first
// call.
func (s *Socket) OnceTimeout(listener func()) ListenerID {
	return s.plain("OnceTimeout", evTimeout, listener, true)
}

// OnceConnect is OnConnect for a listener that is removed after its first
// call. A socket may connect again.
func (s *Socket) OnceConnect(listener func()) ListenerID {
	return s.plain("OnceConnect", evConnect, listener, true)
}

// OnceError is OnError for a listener that is removed after its first call. A
// socket may connect again.
func (s *Socket) OnceError(listener func(err error)) ListenerID { return s.onError(listener, true) }

// OnceClose is OnClose for a listener that is removed after its first call. A
// socket may connect again.
func (s *Socket) OnceClose(listener func(hadError bool)) ListenerID { return s.onClose(listener, true) }

func (s *Socket) plain(method string, ev event, listener func(), once bool) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), method)
	}
	return s.on(ev, listener, once)
}

func (s *Socket) onError(listener func(error), once bool) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnError")
	}
	return s.on(evError, listener, once)
}

func (s *Socket) onClose(listener func(bool), once bool) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnClose")
	}
	return s.on(evClose, listener, once)
}

func (s *Socket) onAttempt(ev event, listener func(string, int, int)) ListenerID {
	if listener == nil {
		return nullListener(s.loop.Log(), "OnConnectionAttempt")
	}
	return s.on(ev, listener, false)
}
