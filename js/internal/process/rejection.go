package process

import (
	"slices"
	"strconv"
	"weak"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// rejections are the promises that were rejected without a handler.
type rejections struct {
	ids   int
	fresh []*rejection                // since the last report
	by    map[*goja.Object]*rejection // those of fresh that have no handler yet
	// told are those that were reported, with their numbers: a handler that comes later
	// is told, too. Nobody who goes on after rejections keeps them for that.
	told    map[weak.Pointer[goja.Object]]int
	sweepAt int
	late    []*rejection // handled since the last report, and after theirs
}

type rejection struct {
	promise *goja.Object
	reason  goja.Value
	id      int
	context any
}

// Track makes the process watch for rejected promises.
func (p *Process) Track(e *engine.Engine) {
	rs := &rejections{by: map[*goja.Object]*rejection{}, told: map[weak.Pointer[goja.Object]]int{}}
	e.VM.SetPromiseRejectionTracker(func(promise *goja.Promise, operation goja.PromiseRejectionOperation) {
		o := e.VM.ToValue(promise).(*goja.Object)
		if operation == goja.PromiseRejectionReject {
			rs.rejected(&rejection{promise: o, reason: promise.Result(), context: e.RejectedIn()})
		} else {
			rs.handled(o)
		}
	})
	e.Rejections = func() bool { return p.reportRejections(e, rs) }
}

func (rs *rejections) rejected(r *rejection) {
	rs.ids++
	r.id = rs.ids
	rs.fresh = append(rs.fresh, r)
	rs.by[r.promise] = r
}

func (rs *rejections) handled(promise *goja.Object) {
	if rs.by[promise] != nil {
		delete(rs.by, promise)
		return
	}
	if len(rs.told) == 0 {
		return
	}
	key := weak.Make(promise)
	if id, ok := rs.told[key]; ok {
		delete(rs.told, key)
		rs.late = append(rs.late, &rejection{promise: promise, id: id})
	}
}

// tell remembers that a rejection is reported.
func (rs *rejections) tell(r *rejection) {
	if len(rs.told) >= rs.sweepAt {
		for key := range rs.told {
			if key.Value() == nil {
				delete(rs.told, key)
			}
		}
		rs.sweepAt = 2*len(rs.told) + 16
	}
	rs.told[weak.Make(r.promise)] = r.id
}

// take returns what was rejected since the last report and has no handler yet.
func (rs *rejections) take() []*rejection {
	list := slices.DeleteFunc(rs.fresh, func(r *rejection) bool { return rs.by[r.promise] != r })
	rs.fresh = nil
	clear(rs.by)
	return list
}

// reportRejections tells of handlers that came late, then does with rejected promises
// what the mode asks for. Ticks and promises of all that come after them.
func (p *Process) reportRejections(e *engine.Engine, rs *rejections) bool {
	if len(rs.by) == 0 {
		rs.fresh = nil
	}
	if len(rs.fresh) == 0 && len(rs.late) == 0 {
		return false
	}
	e.RunTurn(func() {
		for len(rs.late) > 0 && !e.Halted() {
			r := rs.late[0]
			rs.late = rs.late[1:]
			e.Try(func() { p.handledLate(e, r) })
		}
		for _, r := range rs.take() {
			if e.Halted() {
				return
			}
			rs.tell(r)
			if thrown := e.Attempt(func() { e.InContext(r.context, func() { p.report(e, r) }) }); thrown != nil {
				e.UncaughtException(thrown)
				return // as in Node, where those after it are lost
			}
		}
	})
	return true
}

func (p *Process) handledLate(e *engine.Engine, r *rejection) {
	if p.Object == nil {
		return
	}
	if !p.Emit("rejectionHandled", r.promise) && p.UnhandledRejections == "warn" {
		e.EmitWarning("Promise rejection was handled asynchronously (rejection id: "+strconv.Itoa(r.id)+")", "PromiseRejectionHandledWarning", "")
	}
}

func (p *Process) report(e *engine.Engine, r *rejection) {
	emit := func() bool {
		return p.Object != nil && p.Emit("unhandledRejection", r.reason, r.promise)
	}
	switch p.UnhandledRejections {
	case "none":
		emit()
	case "warn":
		emit()
		p.warnRejection(e, r)
	case "warn-with-error-code":
		if !emit() {
			p.warnRejection(e, r)
			p.FailWith(1)
		}
	case "strict":
		p.raise(e, r)
		emit()
	default:
		if !emit() {
			p.raise(e, r)
		}
	}
}

// raise makes an uncaught exception of a rejection.
func (p *Process) raise(e *engine.Engine, r *rejection) {
	value := r.reason
	if o, ok := value.(*goja.Object); !ok || o.ClassName() != "Error" {
		failed := e.Error("ERR_UNHANDLED_REJECTION", "This error originated either by throwing inside of an async function without a catch block, "+
			"or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason \""+reasonText(e, value)+"\".")
		engine.Must(failed.DefineDataProperty("name", e.Text("UnhandledPromiseRejection"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		engine.Must(failed.Set("stack", "UnhandledPromiseRejection: "+failed.Get("message").String()+
			"\n    at throwUnhandledRejectionsMode (node:internal/process/promises:322:7)"+
			"\n    at processPromiseRejections (node:internal/process/promises:405:17)"+
			"\n    at process.processTicksAndRejections (node:internal/process/task_queues:106:37)"))
		e.SetArrow(failed, "node:internal/process/promises:322\n      new UnhandledPromiseRejection(reason);\n      ^\n\n")
		value = failed
	}
	e.UncaughtFrom(value, "unhandledRejection")
}

func reasonText(e *engine.Engine, v goja.Value) string {
	if o, ok := v.(*goja.Object); ok {
		if engine.IsFunction(o) {
			return o.String()
		}
		if _, ok := o.Get("constructor").(*goja.Object); ok {
			return "#<" + engine.ClassName(o) + ">"
		}
		return "[object Object]"
	}
	return v.String()
}

func (p *Process) warnRejection(e *engine.Engine, r *rejection) {
	e.RequireValue("process") // it writes warnings
	text := ""
	if o, ok := r.reason.(*goja.Object); ok && o.ClassName() == "Error" {
		text = engine.Property(o, "stack").String()
	} else {
		text = reasonText(e, r.reason)
	}
	e.EmitWarning(text, "UnhandledPromiseRejectionWarning", "")
	e.EmitWarning("Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). "+
		"To terminate the node process on unhandled promise rejection, use the CLI flag `--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). (rejection id: "+strconv.Itoa(r.id)+")",
		"UnhandledPromiseRejectionWarning", "")
}
