package nodenet

import (
	"bufio"
	"errors"
	"io"
)

// TokenOptions are the options of [Socket.OnToken].
type TokenOptions struct {
	// Limit is how many bytes may wait for the end of a token; 0 means
	// [bufio.MaxScanTokenSize].
	Limit int
}

// OnToken adds a listener for what the peer sends, cut into pieces by split:
// [bufio.ScanLines] for lines, or a function of the protocol's. It starts the flow
// as OnData does, and keeps what is left of a token until the rest of it comes. The
// token stays good after the call. At the peer's end split is called once more, as by
// a [bufio.Scanner]. What is longer than the limit, and an error of split, destroys
// the socket; the former is [bufio.ErrTooLong].
//
// [Socket.Off], also in the listener, gives what no token was made of back to the
// socket, and the next listener of data gets it: the body that follows a header.
// Listeners that are there already have had it. [bufio.ErrFinalToken] does the same.
// While the socket is paused no token comes.
func (s *Socket) OnToken(split bufio.SplitFunc, listener func(token []byte), options ...TokenOptions) ListenerID {
	if listener == nil || split == nil {
		return nullListener(s.loop.Log(), "OnToken")
	}
	t := &tokens{socket: s, split: split, listener: listener, limit: first(options).Limit}
	if t.limit <= 0 {
		t.limit = bufio.MaxScanTokenSize
	}
	s.on(evEnd, t, false)
	return s.on(evData, t, false)
}

// tokens stands in the table of listeners for 'data' and 'end'.
type tokens struct {
	socket   *Socket
	split    bufio.SplitFunc
	listener func([]byte)
	limit    int

	// Guarded by the socket's lock.
	rest []byte     // of which no token was made yet
	seen ListenerID // the last listener that was given what it is of
	held bool       // the socket was paused, and there may be tokens in rest
	gone bool       // by Off
}

// write is what the socket calls with data. It is not the listener's alone: to append to
// it copies.
func (t *tokens) write(p []byte, last ListenerID) { t.scan(p[:len(p):len(p)], last, false) }

// heldTokensLocked is one that goes on now that data flows again; nil for none.
func (s *Socket) heldTokensLocked() *tokens {
	if s.more == nil || s.more.held == 0 {
		return nil
	}
	for i := range s.listeners.all {
		if t, ok := s.listeners.all[i].call.(*tokens); ok && t.held {
			t.holdLocked(false)
			return t
		}
	}
	return nil
}

func (t *tokens) holdLocked(on bool) {
	if t.held == on {
		return
	}
	if t.held = on; on {
		t.socket.extraLocked().held++
	} else {
		t.socket.more.held--
	}
}

// goOn makes the tokens that had to wait.
func (t *tokens) goOn() {
	defer guard(t.socket)
	t.scan(nil, 0, false)
}

// onEvent is 'end'.
func (t *tokens) onEvent(event) { t.scan(nil, 0, true) }

// scan makes tokens of what there is.
func (t *tokens) scan(p []byte, last ListenerID, atEnd bool) {
	var data []byte
	splitting, listening := false, false
	// When one of the two calls runtime.Goexit that costs the call, and no bytes: what was to
	// be split waits for more, and what else there is goes on to the listener.
	defer func() {
		switch {
		case splitting:
			t.put(data)
		case listening && t.wanted(atEnd):
			t.scan(nil, 0, atEnd)
		}
	}()
	defer guard(t.socket)
	for empty := 0; ; {
		data = t.take(p, last)
		p = nil
		if len(data) == 0 && !atEnd {
			return
		}
		splitting = true
		advance, token, err := t.split(data, atEnd)
		splitting = false
		if advance < 0 || advance > len(data) {
			err = bufio.ErrBadReadCount
			advance = 0
		}
		final := errors.Is(err, bufio.ErrFinalToken)
		more := advance > 0 || token != nil
		if err == nil && !more && len(data) >= t.limit {
			err = &Error{Code: "ERR_OUT_OF_RANGE", Message: "A token has more than " + itoa(t.limit) + " bytes", cause: bufio.ErrTooLong}
		}
		if advance > 0 {
			empty = 0
		} else if empty++; empty > 100 {
			err = io.ErrNoProgress
		}
		if err != nil && !final {
			t.socket.Destroy(err)
			return
		}
		if t.put(data[advance:]); token != nil {
			listening = true
			t.listener(token[:len(token):len(token)])
			listening = false
		}
		if final {
			t.socket.mu.Lock()
			t.removeLocked()
			t.socket.mu.Unlock()
			return
		}
		if !more || !t.wanted(atEnd) {
			return
		}
	}
}

// take takes out what there is to look at.
func (t *tokens) take(p []byte, last ListenerID) []byte {
	t.socket.mu.Lock()
	defer t.socket.mu.Unlock()
	if p != nil {
		t.seen = last
	}
	data := t.rest
	t.rest = nil
	if len(data) == 0 {
		return p
	}
	return append(data, p...)
}

// put keeps what is left, or gives it back when the listener was removed meanwhile.
func (t *tokens) put(rest []byte) {
	t.socket.mu.Lock()
	defer t.socket.mu.Unlock()
	if t.rest = rest; t.gone || t.socket.is(stSwapping) {
		t.giveBackLocked()
	}
}

// wanted reports whether another token may come now.
func (t *tokens) wanted(atEnd bool) bool {
	s := t.socket
	s.mu.Lock()
	defer s.mu.Unlock()
	if t.gone || s.is(stDestroyed|stSwapping) {
		return false
	}
	if !s.is(stFlowing) && !atEnd {
		t.holdLocked(true)
		return false
	}
	return true
}

// removeLocked takes the listener out.
func (t *tokens) removeLocked() {
	s := t.socket
	t.gone = true
	s.listeners.filter(func(l *listener) bool { other, ok := l.call.(*tokens); return !ok || other != t })
	if !s.listeners.any(evData) && !s.listeners.any(evText) {
		s.set(stFlowSet|stFlowing, false) // the bytes wait for the next listener
	}
	t.giveBackLocked()
}

// eachTokensLocked does something with every OnToken.
func (s *Socket) eachTokensLocked(do func(*tokens)) {
	for i := range s.listeners.all {
		if t, ok := s.listeners.all[i].call.(*tokens); ok {
			do(t)
		}
	}
}

// giveBackLocked puts what is left before everything else that waits, for those that have
// not had it.
func (t *tokens) giveBackLocked() {
	s := t.socket
	rest := t.rest
	t.dropLocked()
	if len(rest) == 0 || s.is(stDestroyed|stEndEmitted) {
		return
	}
	if n := s.inboxLocked().giveBack(rest, t.seen); n > 0 {
		s.addReadableLocked(n)
	}
	if s.is(stFlowing) {
		s.tick(opResume)
	}
}

// dropLocked forgets what is left.
func (t *tokens) dropLocked() {
	t.rest = nil
	t.holdLocked(false)
}
