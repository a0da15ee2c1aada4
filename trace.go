package nodenet

// Trace is told what happens on a socket: for spans, logs of connections and the like,
// as [net/http/httptrace] is for requests. [GroupOptions.Trace] gives one to a socket. It
// takes no part: nothing flows because of it, and what it does not care about is nil.
//
// The functions are called on the socket's loop. Those that are named as an event are
// its first listeners.
type Trace struct {
	Lookup                  func(err error, address string, family int, host string)
	ConnectionAttempt       func(ip string, port, family int)
	ConnectionAttemptFailed func(ip string, port, family int, err error)
	Connect                 func()
	// Read is told how many bytes were received, and Written how many Write was given,
	// once the callback under way has returned: several may be told as one.
	Read    func(n int)
	Written func(n int)
	Drain   func()
	End     func()
	Error   func(err error)
	Close   func(hadError bool)
}

// traced is a trace with what it has not been told yet.
type traced struct {
	trace         *Trace
	read, written int
	due           bool
}

// beginTrace asks the group who is told what happens on a new socket.
func (s *Socket) beginTrace() {
	if s.group.trace == nil {
		return
	}
	defer guard(s)
	t := s.group.trace(s)
	if t == nil {
		return
	}
	if t.Read != nil || t.Written != nil {
		s.mu.Lock()
		s.extraLocked().traced = &traced{trace: t}
		s.mu.Unlock()
	}
	listen(t.Lookup != nil, s.OnLookup, t.Lookup)
	listen(t.ConnectionAttempt != nil, s.OnConnectionAttempt, t.ConnectionAttempt)
	listen(t.ConnectionAttemptFailed != nil, s.OnConnectionAttemptFailed, t.ConnectionAttemptFailed)
	listen(t.Connect != nil, s.OnConnect, t.Connect)
	listen(t.Drain != nil, s.OnDrain, t.Drain)
	listen(t.End != nil, s.OnEnd, t.End)
	listen(t.Error != nil, s.OnError, t.Error)
	listen(t.Close != nil, s.OnClose, t.Close)
}

func listen[F any](wanted bool, on func(F) ListenerID, f F) {
	if wanted {
		on(f)
	}
}

// traceLocked notes what is to be told.
func (s *Socket) traceLocked(read, written int) {
	if s.more == nil || s.more.traced == nil {
		return
	}
	t := s.more.traced
	t.read += read
	t.written += written
	if !t.due {
		t.due = true
		s.tick(opTrace)
	}
}

func (s *Socket) tellTrace() {
	s.mu.Lock()
	t := s.more.traced
	read, written := t.read, t.written
	t.read, t.written, t.due = 0, 0, false
	s.mu.Unlock()
	if written > 0 && t.trace.Written != nil { // deferred, since Read may call runtime.Goexit
		defer s.guarded(func() { t.trace.Written(written) })
	}
	if read > 0 && t.trace.Read != nil {
		s.guarded(func() { t.trace.Read(read) })
	}
}
