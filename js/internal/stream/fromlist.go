package stream

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// fromList is Readable._fromList(n, state), by which old programs took from the state of
// a stream what waits there. As in Node the length of the state stays what it was.
func (c *classes) fromList(call goja.FunctionCall) goja.Value {
	own := engine.Held[*view](call.Argument(1), "view")
	if own == nil {
		return c.callPart("fromList", call.This, call.Arguments...)
	}
	s, count := own.stream, 0
	for _, p := range s.waiting {
		count += p.size
	}
	if s.readLength == 0 || count == 0 {
		return goja.Null()
	}
	if n := call.Argument(0).ToFloat(); n >= 1 && n < float64(count) {
		count = int(n)
	}
	return s.take(count)
}
