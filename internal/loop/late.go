package loop

import "log/slog"

// Stopped makes a loop that has stopped already, for a group that could not be
// started.
func Stopped(refs *Refs, log *slog.Logger) *Loop {
	l := &Loop{refs: refs, log: log, done: make(chan struct{})}
	l.stopped.Store(true)
	close(l.done)
	return l
}

// Tell has t done as Tick does, and after Stop too: what somebody was promised is
// told in any case. It is then done on a goroutine that lasts as long as there is
// something to tell, and counts as the loop's own.
func (l *Loop) Tell(t Task) {
	if l.Tick(t) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.late = append(l.late, t)
	if !l.lateBusy {
		l.lateBusy = true
		l.refs.Add()
		go l.tellLate()
	}
}

// tellLate is the goroutine of what is told after Stop. A callback that calls
// runtime.Goexit ends the goroutine but not the telling.
func (l *Loop) tellLate() {
	<-l.done
	l.goroutine.Store(goroutineID())
	ended := false
	defer goOn(&ended, l.tellLate)
	for t, ok := l.nextLate(); ok; t, ok = l.nextLate() {
		t.On.Do(t.Operation)
	}
	ended = true
}

// nextLate takes the next task to be told after Stop; without one the goroutine
// has ended.
func (l *Loop) nextLate() (t Task, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.late) == 0 {
		l.late, l.lateBusy = nil, false
		l.goroutine.Store(0)
		l.refs.Done()
		return Task{}, false
	}
	t, l.late = l.late[0], l.late[1:]
	return t, true
}
