package net

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// This file has what a server does about connections that were sent to other
// processes. Of each such process it has an object with the methods getConnections,
// close and onGone.

func (v *Server) addWorker(o *goja.Object) {
	v.usingWorkers = true
	v.workers = append(v.workers, o)
	if engine.IsFunction(o.Get("onGone")) {
		v.m.engine.Invoke(o, "onGone", v.m.engine.Func("", 0, func(goja.FunctionCall) goja.Value {
			v.workers = slices.DeleteFunc(v.workers, func(w *goja.Object) bool { return w == o })
			return nil
		}))
	}
}

// getConnections counts the connections here and there.
func (v *Server) getConnections(cb goja.Value) {
	e := v.m.engine
	end := func(err, n goja.Value) { e.NextTick(func() { e.Call(cb, goja.Undefined(), err, n) }) }
	left, total, failed := len(v.workers), v.connections, false
	if left == 0 {
		end(goja.Null(), e.Int(total))
		return
	}
	for _, w := range slices.Clone(v.workers) {
		e.Invoke(w, "getConnections", e.Func("", 2, func(call goja.FunctionCall) goja.Value {
			left--
			err := call.Argument(0)
			switch {
			case failed:
			case err.ToBoolean():
				failed = true
				end(err, goja.Undefined())
			default:
				if total += int(call.Argument(1).ToInteger()); left == 0 {
					end(goja.Null(), e.Int(total))
				}
			}
			return nil
		}))
	}
}

// closeWorkers calls done once none of the connections elsewhere is left.
func (v *Server) closeWorkers(done func()) {
	e := v.m.engine
	left := len(v.workers)
	if left == 0 {
		done()
		return
	}
	v.connections++ // for all that are there: 'close' comes once
	for _, w := range slices.Clone(v.workers) {
		e.Invoke(w, "close", e.Func("", 1, func(goja.FunctionCall) goja.Value {
			if left--; left == 0 {
				v.connections--
				done()
			}
			return nil
		}))
	}
}
