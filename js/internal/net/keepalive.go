package net

import (
	"math"

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
	seconds := s.wholeSeconds(delay)
	more := [2]int{s.wholeSeconds(interval), wholeNumber(count)}
	changed := enable != s.keepAlive || enable && (seconds != s.keepDelay || more != s.keepMoreValue())
	s.keepAlive, s.keepDelay = enable, seconds
	if more != s.keepMoreValue() {
		s.extra().keepMore = more
	}
	if s.handle == nil || changed {
		s.applyKeepAlive()
	}
}

// wholeSeconds is what ~~(v / 1000) is: 0 for what is not a number.
func (s *Socket) wholeSeconds(v goja.Value) int {
	if engine.TypeOf(v) == "bigint" {
		panic(s.m.engine.VM.NewTypeError("Cannot mix BigInt and other types, use explicit conversions"))
	}
	return truncated(v.ToFloat() / 1000)
}

// truncated is what ~~n is.
func truncated(n float64) int {
	if math.IsNaN(n) || math.Abs(n) >= 1<<63 {
		return 0
	}
	return int(int32(int64(n)))
}

// wholeNumber is what the system makes of a value: 0 of one that is not a number.
func wholeNumber(v goja.Value) int {
	if engine.TypeOf(v) != "number" {
		return 0
	}
	return truncated(v.ToFloat())
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
