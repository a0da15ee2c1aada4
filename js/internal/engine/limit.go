package engine

import (
	"errors"
	"time"

	"github.com/dop251/goja"
)

// ErrRunLimit is for a part of an event that took longer than it may.
var ErrRunLimit = errors.New("the code took longer than it may")

// limit is how long a part of an event may take.
type limit struct {
	outer *limit
	over  bool // it was reached
	left  bool // its part has ended
}

// RunWithin calls f, which runs JavaScript within an event, and interrupts that when it
// takes longer than d: the result is ErrRunLimit then, and the event goes on.
func (e *Engine) RunWithin(d time.Duration, f func() error) (err error) {
	l := &e.life
	l.mu.Lock()
	own := &limit{outer: l.limit}
	l.limit = own
	l.mu.Unlock()
	timer := time.AfterFunc(d, func() { l.exceed(own) })
	defer func() {
		timer.Stop()
		over := e.leave(own)
		var interrupted *goja.InterruptedError
		if over && !e.halted && errors.As(err, &interrupted) {
			if _, limited := interrupted.Value().(*limit); limited {
				err = ErrRunLimit
			}
		}
	}()
	return f()
}

// exceed is for a limit that is reached. What has ended the whole event stays.
func (l *life) exceed(own *limit) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if own.left {
		return
	}
	own.over = true
	if _, limited := l.why.(*limit); limited || l.why == nil {
		l.interrupt(own)
	}
}

// leave is the end of a part: what interrupted it is done, unless that was for one
// around it, or for the event.
func (e *Engine) leave(own *limit) (over bool) {
	l := &e.life
	l.mu.Lock()
	defer l.mu.Unlock()
	own.left, l.limit = true, own.outer
	if _, limited := l.why.(*limit); limited && !e.halted {
		l.vm.ClearInterrupt()
		l.hit.Store(false)
		l.why, l.stop = nil, nil
		for outer := own.outer; outer != nil; outer = outer.outer {
			if outer.over {
				l.interrupt(outer)
			}
		}
	}
	return own.over
}
