package loop

import (
	"sync/atomic"
	"time"
)

// A loop that nobody asks for its lag does not measure it. Once somebody has asked, it
// has a timer for a while, and looks how late that is.
const (
	lagEvery  = 100 * time.Millisecond
	lagFor    = 2 * time.Minute
	lagWindow = 30 * time.Second
)

// lag is how late a loop is. What others read is atomic; the rest is the loop's.
type lag struct {
	timer Timer
	until atomic.Int64 // it is measured until then
	due   atomic.Int64 // when the timer is; 0 when it is not set
	last  atomic.Int64 // how late it was
	worst atomic.Int64 // in this window of time
	past  atomic.Int64 // in the one before
	since int64        // when this window has begun
}

// lagTask is a loop that looks how late it is.
type lagTask Loop

const (
	lagStart uint8 = iota
	lagLook
)

// Lag is how late the loop was when it last looked, or is by now, and the most of the
// last half to whole minute. It looks ten times a second for two minutes after each
// call; the first call has nothing to tell yet. From any goroutine.
func (l *Loop) Lag() (last, worst time.Duration) {
	now := After(0)
	if l.lag.until.Swap(now+int64(lagFor)) < now {
		l.Post(Task{On: (*lagTask)(l), Operation: lagStart})
	}
	late := l.lag.last.Load()
	if due := l.lag.due.Load(); due > 0 {
		late = max(late, now-due-int64(time.Millisecond)) // a wait is rounded up
	}
	return time.Duration(late), time.Duration(max(late, l.lag.worst.Load(), l.lag.past.Load()))
}

func (t *lagTask) Do(operation uint8) {
	l := (*Loop)(t)
	now := After(0)
	if operation == lagLook {
		l.lag.note(now)
		l.lag.due.Store(0)
	}
	if now > l.lag.until.Load() || l.lag.timer.Armed() {
		return
	}
	l.lag.timer.Task = Task{On: t, Operation: lagLook}
	due := now + int64(lagEvery)
	l.lag.due.Store(due)
	l.Arm(&l.lag.timer, due)
}

// note is a look at the real time: that of the turn may be behind.
func (g *lag) note(now int64) {
	late := max(0, now-g.due.Load())
	g.last.Store(late)
	if now-g.since > int64(lagWindow) {
		g.past.Store(g.worst.Load())
		g.worst.Store(0)
		g.since = now
	}
	g.worst.Store(max(g.worst.Load(), late))
}
