package net

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// setKeepAlive is Socket.prototype.setKeepAlive: (on, delay, interval, count), or
// an object with these.
func (s *Socket) setKeepAlive(call goja.FunctionCall) {
	on, delay := call.Argument(0), call.Argument(1)
	interval, count := call.Argument(2), call.Argument(3)
	if o, ok := on.(*goja.Object); ok && !engine.IsFunction(o) {
		get := func(name string) goja.Value {
			if v := o.Get(name); v != nil {
				return v
			}
			return goja.Undefined()
		}
		on, delay, interval, count = get("enable"), get("initialDelay"), get("interval"), get("count")
	}
	enable := on.ToBoolean()
	seconds := wholeSeconds(delay)
	more := [2]int{wholeSeconds(interval), int(count.ToInteger())}
	changed := enable != s.keepAlive || enable && (seconds != s.keepDelay || more != s.keepMoreValue())
	s.keepAlive, s.keepDelay = enable, seconds
	if more != s.keepMoreValue() {
		s.extra().keepMore = more
	}
	if s.handle == nil || changed {
		s.applyKeepAlive()
	}
}

// wholeSeconds is what ~~(v / 1000) is: 0 for what is no number.
func wholeSeconds(v goja.Value) int {
	seconds := v.ToFloat() / 1000
	if seconds != seconds {
		return 0
	}
	return int(int32(int64(seconds)))
}

func (s *Socket) keepMoreValue() [2]int {
	if s.rare == nil {
		return [2]int{}
	}
	return s.rare.keepMore
}

func (s *Socket) applyKeepAlive() {
	e := s.m.engine
	args := []goja.Value{e.Bool(s.keepAlive), e.Int(s.keepDelay)}
	if more := s.keepMoreValue(); more != [2]int{} {
		args = append(args, e.Int(more[0]), e.Int(more[1]))
	}
	s.option("setKeepAlive", args...)
}
