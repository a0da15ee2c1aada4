package net

import (
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/internal/node"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// idle is the idle timeout of a socket. Traffic only notes that there was some;
// the timer is set again when it finds that.
type idle struct {
	socket *Socket
	asked  goja.Value
	period time.Duration
	timer  *timers.Timer
	last   time.Time
	fired  bool // and nothing has moved since
	left   int  // of the write under way, when the timer was due
}

func (i *idle) touch() {
	i.left = -1
	switch {
	case i.timer != nil:
		i.last = time.Now()
	case i.fired:
		i.fired = false
		i.last = time.Now()
		i.arm(i.period)
	}
}

// arm sets the timer for d.
func (i *idle) arm(d time.Duration) {
	i.timer = timers.Set(i.socket.m.engine, d, i.due)
	i.timer.Unref()
}

func (i *idle) due() {
	if i.timer == nil {
		return
	}
	if rest := i.period - time.Since(i.last); rest > 0 {
		i.arm(max(rest, time.Millisecond))
		return
	}
	h := i.socket.handle
	if h == nil || h.conn == nil || h.written == nil {
		i.fire()
		return
	}
	// While the kernel takes bytes of a long write the socket is not idle.
	if left := h.conn.Unwritten(); left != i.left {
		i.left = left
		i.arm(i.period)
		return
	}
	i.fire()
}

func (i *idle) fire() {
	i.timer, i.fired = nil, true // the next traffic sets it again
	i.socket.m.engine.Invoke(i.socket.Object, "_onTimeout")
}

func (i *idle) stop() {
	if i.timer != nil {
		i.timer.Stop()
		i.timer = nil
	}
}

// setTimeout is Socket.prototype.setTimeout.
func (s *Socket) setTimeout(msecs, callback goja.Value) {
	if s.Destroyed() {
		return
	}
	e := s.m.engine
	if engine.TypeOf(msecs) != "number" {
		panic(e.InvalidArgType("msecs", msecs, "number"))
	}
	n := msecs.ToFloat()
	if n < 0 || n != n || n > 1e308 {
		panic(e.OutOfRange("msecs", node.NonNegative, msecs))
	}
	if longest := float64(node.MaxTimeout / time.Millisecond); n > longest {
		e.EmitWarning(msecs.String()+" does not fit into a 32-bit signed integer.\nTimer duration was truncated to 2147483647.", "TimeoutOverflowWarning", "")
		n = longest
	}
	if s.idle == nil {
		s.idle = &idle{socket: s}
	}
	i := s.idle
	i.stop()
	i.asked = msecs
	i.fired = false
	if n == 0 {
		if !goja.IsUndefined(callback) {
			e.NeedFunction("callback", callback)
			e.Invoke(s.Object, "removeListener", e.Text("timeout"), callback)
		}
		return
	}
	i.left = -1
	i.period = time.Duration(n * float64(time.Millisecond))
	i.last = time.Now()
	i.arm(i.period)
	if !goja.IsUndefined(callback) {
		e.NeedFunction("callback", callback)
		e.Invoke(s.Object, "once", e.Text("timeout"), callback)
	}
}

func (s *Socket) stopIdle() {
	if s.idle != nil {
		s.idle.stop()
	}
}
