package threads

import (
	"embed"
	"os"
	"strconv"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

//go:embed locks.js
var lockSources embed.FS

// lockTable is the table of the locks of a program.
func (t *thread) lockTable() *LockTable {
	if t.locks == nil {
		if t.locks = (&LockTable{}); t.inner != nil && t.inner.Locks != nil {
			t.locks = t.inner.Locks
		}
	}
	return t.locks
}

// lockManager is worker_threads.locks.
func (t *thread) lockManager(e *engine.Engine) goja.Value {
	return engine.Part(e, lockSources, "locks.js", "internal/locks", t.lockNatives).Get("locks")
}

func (t *thread) lockNatives(e *engine.Engine) *goja.Object {
	table := t.lockTable()
	e.OnClose(func() { table.leave(e) })
	o := e.VM.NewObject()
	native := func(name string, f engine.Native) { engine.Must(o.Set(name, e.Func(name, 0, f))) }
	e.NativeErrors(native)
	e.NativeChecks(native)
	native("notSupported", func(call goja.FunctionCall) goja.Value {
		return domexception.New(e, call.Argument(0).String(), "NotSupportedError")
	})
	native("aborted", func(goja.FunctionCall) goja.Value {
		return domexception.New(e, "The operation was aborted", "AbortError")
	})
	native("illegal", func(goja.FunctionCall) goja.Value { return e.IllegalConstructor() })
	native("ask", func(call goja.FunctionCall) goja.Value { return t.ask(e, call) })
	native("query", func(goja.FunctionCall) goja.Value {
		list := func(locks []*lock) *goja.Object {
			items := make([]any, len(locks))
			for i, l := range locks {
				items[i] = e.Object("name", l.of, "mode", l.mode(), "clientId", l.client)
			}
			return e.VM.NewArray(items...)
		}
		held, waiting := table.all()
		return e.Object("held", list(held), "pending", list(waiting))
	})
	return o
}

// ask asks for a lock: its name, whether it is shared, stolen, or wanted only when it is
// free, and the functions for when it is there and when it is stolen. It returns a
// function that takes the request back.
func (t *thread) ask(e *engine.Engine, call goja.FunctionCall) goja.Value {
	table, granted, stolen := t.lockTable(), call.Argument(4), call.Argument(5)
	l := &lock{e: e, client: t.client(e), of: call.Argument(0).String(), shared: call.Argument(1).ToBoolean()}
	l.granted = func() {
		e.Call(granted, goja.Undefined(), e.Func("release", 0, func(goja.FunctionCall) goja.Value {
			table.release(l)
			return nil
		}))
	}
	l.stolen = func() { e.Call(stolen, goja.Undefined()) }
	switch taken, refused := table.ask(l, call.Argument(2).ToBoolean(), call.Argument(3).ToBoolean()); {
	case taken:
		l.granted()
	case refused:
		e.Call(granted, goja.Undefined())
	}
	return e.Func("withdraw", 0, func(goja.FunctionCall) goja.Value { return e.Bool(table.withdraw(l)) })
}

// client is what query says of who has a lock.
func (t *thread) client(e *engine.Engine) string {
	pid, id := 1, 0
	if e.Host.Process {
		pid = os.Getpid()
	}
	if t.inner != nil {
		id = t.inner.ID
	}
	return "node-" + strconv.Itoa(pid) + "-" + strconv.Itoa(id)
}
