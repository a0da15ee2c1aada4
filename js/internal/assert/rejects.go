package assert

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

func (s *suite) rejects(call goja.FunctionCall) goja.Value {
	x := s.expect(call, "rejects", "rejection")
	return s.settled(call.Argument(0), x.wanted)
}

func (s *suite) doesNotReject(call goja.FunctionCall) goja.Value {
	x := s.expect(call, "doesNotReject", "rejection")
	return s.settled(call.Argument(0), x.unwanted)
}

// settled waits for a promise, or for that of a function, and has check say
// what it thinks of the reason that it was rejected with; nil for none.
func (s *suite) settled(of goja.Value, check func(reason goja.Value)) goja.Value {
	promise, resolve, reject := s.e.Promise()
	conclude := func(f func()) {
		if thrown := s.e.VM.Try(f); thrown != nil {
			reject(thrown.Value())
		}
	}
	conclude(func() {
		s.e.Invoke(s.promiseOf(of), "then",
			s.e.Func("", 1, func(goja.FunctionCall) goja.Value {
				conclude(func() { check(nil); resolve(goja.Undefined()) })
				return nil
			}),
			s.e.Func("", 1, func(call goja.FunctionCall) goja.Value {
				conclude(func() { check(call.Argument(0)); resolve(goja.Undefined()) })
				return nil
			}))
	})
	return promise
}

func (s *suite) promiseOf(v goja.Value) *goja.Object {
	e := s.e
	if engine.IsFunction(v) {
		result := e.Call(v, goja.Undefined())
		if !isPromise(result) {
			received := e.Describe(result)
			panic(e.TypeError("ERR_INVALID_RETURN_VALUE",
				`Expected instance of Promise to be returned from the "promiseFn" function but got `+received+"."))
		}
		return result.(*goja.Object)
	}
	if !isPromise(v) {
		panic(e.InvalidArgType("promiseFn", v, "function", "Promise"))
	}
	return v.(*goja.Object)
}

func isPromise(v goja.Value) bool {
	o, ok := v.(*goja.Object)
	return ok && (gojax.KindOf(o) == gojax.Promise || engine.IsFunction(o.Get("then")) && engine.IsFunction(o.Get("catch")))
}
