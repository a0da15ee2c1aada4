package threads

import (
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

// Worker is a thread as the one that has started it sees it.
type Worker struct {
	events.Emitter

	id      int
	control Control
	ref     bool
	exited  bool
	name    string
	limits  ResourceLimits
	stdio   *streams
	context any // of AsyncLocalStorage, where it was made: its events come in that
}

var lastID atomic.Int64

type workerKey struct{}

func workerClass(e *engine.Engine) *engine.Class {
	return engine.Slot(e, workerKey{}, func() *engine.Class { return newWorkerClass(e) })
}

func newWorkerClass(e *engine.Engine) *engine.Class {
	c := e.NewClass("Worker", 1, events.Constructor(e), func(call goja.ConstructorCall) *goja.Object {
		e.Permit(engine.StartWorker, "")
		start := threadOf(e).start
		if start == nil {
			panic(unavailable(e, "worker_threads.Worker where JavaScript is embedded"))
		}
		w := &Worker{id: int(lastID.Add(1))}
		events.Attach(e, call.This, w)
		r := requestOf(e, call.Argument(0), call.Argument(1))
		w.begin(r, start, call.Argument(1))
		return nil
	})
	method := func(name string, length int, f func(w *Worker, call goja.FunctionCall) goja.Value) {
		c.Method(name, length, func(call goja.FunctionCall) goja.Value {
			o, _ := call.This.(*goja.Object)
			if o != nil {
				if w, ok := events.State(o).(*Worker); ok {
					return f(w, call)
				}
			}
			panic(e.VM.NewTypeError("Illegal invocation"))
		})
	}
	method("postMessage", 1, func(w *Worker, call goja.FunctionCall) goja.Value {
		packet := messaging.Pack(e, call.Argument(0), messaging.TransferOf(e, call.Argument(1)))
		if w.exited {
			packet.Drop()
		} else {
			w.control.Send(packet)
		}
		return nil
	})
	method("terminate", 0, func(w *Worker, _ goja.FunctionCall) goja.Value {
		promise, resolve, _ := e.Promise()
		if w.exited {
			resolve(goja.Undefined())
			return promise
		}
		w.setRef(true)
		// As in Node a listener resolves it, after those that were there before.
		e.Invoke(w.Object, "once", e.Text("exit"), e.Func("", 1, func(call goja.FunctionCall) goja.Value {
			resolve(call.Argument(0))
			return nil
		}))
		w.control.Terminate()
		return promise
	})
	e.SymbolMethod(c.Prototype, e.WellKnown("asyncDispose"), "[Symbol.asyncDispose]", func(call goja.FunctionCall) goja.Value {
		ended := e.Invoke(e.This(call, "terminate"), "terminate").(*goja.Object)
		return e.Invoke(ended, "then", e.Func("", 0, func(goja.FunctionCall) goja.Value { return nil }))
	})
	method("ref", 0, func(w *Worker, _ goja.FunctionCall) goja.Value { w.setRef(true); return nil })
	method("unref", 0, func(w *Worker, _ goja.FunctionCall) goja.Value { w.setRef(false); return nil })
	workerGetters(e, c)
	workerFigures(e, method)
	return c
}

// requestOf checks the arguments of the constructor.
func requestOf(e *engine.Engine, file, given goja.Value) *Request {
	r := &Request{Name: "WorkerThread"}
	options, _ := given.(*goja.Object)
	if options == nil {
		options = e.VM.NewObject()
	}
	list := func(name string) (texts []string) {
		v := options.Get(name)
		if engine.IsNullish(v) {
			return nil
		}
		o, ok := v.(*goja.Object)
		if !ok || o.ClassName() != "Array" {
			panic(e.InvalidArgType("options."+name, v, "Array"))
		}
		for _, k := range o.Keys() {
			texts = append(texts, o.Get(k).String())
		}
		return texts
	}
	r.ExecArgv, r.Args = list("execArgv"), list("argv")
	r.Limits = resourceLimitsOf(options.Get("resourceLimits"))
	r.Stdin = engine.Property(options, "stdin").ToBoolean()
	if v := options.Get("name"); !engine.IsNullish(v) {
		r.Name = e.NeedString("options.name", v)
	}
	text, isText := file.(goja.String)
	if v := options.Get("eval"); v != nil && v.ToBoolean() {
		if !isText {
			panic(e.InvalidArgValue("options.eval", v, "must be false when 'filename' is not a string"))
		}
		r.Code, r.IsCode = text.String(), true
	} else {
		r.File = fileOf(e, file)
	}
	r.Env = envOf(e, options.Get("env"))
	data := options.Get("workerData")
	if data == nil {
		data = goja.Undefined()
	}
	if t := threadOf(e); t.environment != nil || t.inner != nil {
		r.Environment = messaging.Pack(e, t.environmentData(e), nil)
	}
	r.Locks = threadOf(e).lockTable()
	r.Air, r.Crew = messaging.AirOf(e), threadOf(e).crewOf(e)
	var transfer []*goja.Object
	if list, ok := options.Get("transferList").(*goja.Object); ok {
		transfer = messaging.TransferOf(e, list)
	}
	r.Data = messaging.Pack(e, data, transfer)
	return r
}

// envOf is the environment of a new thread: what it is given, else a copy of this
// one's. With SHARE_ENV it is that of the process, unless this thread has one of its own.
func envOf(e *engine.Engine, given goja.Value) map[string]string {
	env := map[string]string{}
	o, ok := given.(*goja.Object)
	switch {
	case ok:
		for _, name := range o.Keys() {
			env[name] = e.ToText(o.Get(name)).String()
		}
		return env
	case engine.IsNullish(given):
	case given != e.SymbolFor("nodejs.worker_threads.SHARE_ENV"):
		panic(e.InvalidArgType("options.env", given, "object", "undefined", "null", "worker_threads.SHARE_ENV"))
	case e.Host.Env == nil:
		return nil
	}
	for _, name := range e.Host.EnvNames() {
		env[name] = e.Host.Getenv(name)
	}
	return env
}

// fileOf is the path of the file to run, or the data: URL that has the code.
func fileOf(e *engine.Engine, v goja.Value) string {
	if o, ok := v.(*goja.Object); ok && o.Get("href") != nil {
		if href := o.Get("href").String(); strings.HasPrefix(href, "data:") {
			return href
		}
		return e.Invoke(e.Require("url"), "fileURLToPath", o).String()
	}
	s, ok := v.(goja.String)
	if !ok {
		panic(e.InvalidArgType("filename", v, "string", "URL"))
	}
	name := s.String()
	if !filepath.IsAbs(name) && !strings.HasPrefix(name, "./") && !strings.HasPrefix(name, "../") && !strings.HasPrefix(name, `.\`) && !strings.HasPrefix(name, `..\`) {
		text := "The worker script or module filename must be an absolute path or a relative path starting with './' or '../'."
		if strings.HasPrefix(name, "file://") {
			text += " Wrap file:// URLs with `new URL`."
		} else if strings.HasPrefix(name, "data:") {
			text += " Wrap data: URLs with `new URL`."
		}
		panic(e.TypeError("ERR_WORKER_PATH", text+` Received "`+name+`"`))
	}
	return name
}

// begin starts the thread.
func (w *Worker) begin(r *Request, start func(*Request) (Control, error), options goja.Value) {
	e := w.Engine
	if _, ok := options.(*goja.Object); !ok {
		options = e.VM.NewObject()
	}
	r.ID, w.name, w.limits = w.id, r.Name, r.Limits
	w.context = e.Context()
	w.stdio = newStreams(e, "outside", func(p *messaging.Packet) {
		if w.control != nil && !w.exited {
			w.control.Stdio(p)
		}
	}, options)
	r.Stdio = func(p *messaging.Packet) { w.post(func() { w.stdio.receive(p) }) }
	r.Online = func() { w.post(func() { w.Emit("online") }) }
	r.Message = func(p *messaging.Packet) {
		forget := p.DropWith(e)
		w.post(func() {
			forget()
			if w.exited {
				p.Drop()
			} else {
				w.Emit("message", p.Unpack(e))
			}
		})
	}
	r.Failed = func(p *messaging.Packet) {
		w.post(func() {
			pair := p.Unpack(e).(*goja.Object)
			err, ok := pair.Get("0").(*goja.Object)
			if ok {
				e.Invoke(e.Intrinsic("Object"), "assign", err, pair.Get("1"))
			}
			w.Emit("error", pair.Get("0"))
		})
	}
	r.Exited = func(code int) { w.post(func() { w.ended(code) }) }
	engine.Must(w.Object.Set("performance", e.Object("eventLoopUtilization", e.Invoke(e.VM.Get("performance").ToObject(e.VM).Get("eventLoopUtilization").(*goja.Object), "bind"))))
	w.setRef(true)
	control, err := start(r)
	if err != nil {
		w.setRef(false)
		panic(e.Error("ERR_WORKER_INIT_FAILED", "Worker initialization failure: "+err.Error()))
	}
	w.control = control
}

// post has f run as an event of the worker's. Any goroutine may call it.
func (w *Worker) post(f func()) {
	w.Engine.Post(func() { w.Engine.InContext(w.context, f) })
}

func (w *Worker) setRef(ref bool) {
	if !w.exited {
		w.Engine.SetRef(&w.ref, ref)
	}
}

// ended is the end of the thread.
func (w *Worker) ended(code int) {
	w.setRef(false)
	w.exited = true
	w.stdio.ended()
	w.Emit("exit", w.Engine.Int(code))
}
