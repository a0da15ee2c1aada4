package nodenet

import (
	"time"

	"github.com/nodenet-go/nodenet/internal/loop"
)

// Post calls f on the socket's loop once that has looked at what is ready, so that f
// may use what the socket's callbacks use. Until then it keeps [Group.Wait] waiting.
// A panic in f destroys the socket. After [Group.Close] it does nothing. [Group.Post]
// may use another loop. Node: setImmediate(f).
func (s *Socket) Post(f func()) {
	if f != nil {
		s.loop.Check(loop.Task{On: loop.Func(func() { s.guarded(f) })})
	}
}

// AfterFunc calls f on the socket's loop after d, unless the socket has emitted 'close'
// by then; a negative d means at once. The timer does not keep [Group.Wait] waiting:
// the socket does. A panic in f destroys the socket. [Group.SetTimeout] may use another
// loop, and does not look at a socket. Node: setTimeout(f, milliseconds).
func (s *Socket) AfterFunc(d time.Duration, f func()) *Timer {
	if f == nil {
		return s.group.SetTimeout(d, nil)
	}
	return s.group.newTimer(s.loop, d, true, func() {
		if !s.flag(stClosed) {
			s.guarded(f)
		}
	})
}

// guarded calls a function of the user's.
func (s *Socket) guarded(f func()) {
	defer guard(s)
	f()
}
