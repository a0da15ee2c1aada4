// Package threads is Node's worker_threads: each Worker is a runtime with a loop
// of its own. What starts one is given by the program; where JavaScript is
// embedded there is none.
package threads

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
)

// Request is what a new thread is asked to run, and whom it tells what happens.
// The functions may be called on any goroutine.
type Request struct {
	ID       int
	Name     string
	File     string // to run, or
	Code     string // when IsCode
	IsCode   bool
	Args     []string
	ExecArgv []string
	Data     *messaging.Packet // workerData
	Env      map[string]string // its process.env; nil for that of the process

	Air   *messaging.Air // of the BroadcastChannels
	Locks *LockTable
	Crew  *Crew // that it belongs to
	Stdin bool  // its parent writes what it reads

	Limits ResourceLimits

	Environment *messaging.Packet // a Map: what setEnvironmentData keeps; nil for nothing

	Message func(*messaging.Packet)
	Stdio   func(*messaging.Packet) // of its standard streams
	Online  func()
	Failed  func(*messaging.Packet) // an array: the error, and its own properties
	Exited  func(code int)
}

// Drop gives up what the thread was given and has not taken.
func (r *Request) Drop() { r.Data.Drop() }

// Control is a running thread.
type Control interface {
	// Send brings it a message.
	Send(p *messaging.Packet)
	// Stdio brings it a message for its standard streams.
	Stdio(p *messaging.Packet)
	// Terminate ends it as soon as possible.
	Terminate()
}

// thread is what a runtime knows of threads.
type thread struct {
	start func(*Request) (Control, error)
	inner *Request // that it was started for; nil in the first thread
	port  *messaging.Port
	stdio *streams   // of the thread, once they are used
	crew  *Crew      // nil as long as there is no other
	locks *LockTable // nil as long as it is not asked for

	environment *goja.Object // a Map, of setEnvironmentData; nil as long as it is not used
}

type threadKey struct{}

func threadOf(e *engine.Engine) *thread {
	return engine.Slot(e, threadKey{}, func() *thread { return &thread{} })
}

// SetStart gives a runtime the function that starts threads.
func SetStart(e *engine.Engine, start func(*Request) (Control, error)) { threadOf(e).start = start }

// Enter makes a runtime the inside of a thread.
func Enter(e *engine.Engine, r *Request) {
	t := threadOf(e)
	t.inner = r
	r.Air.Share(e)
	t.crew = r.Crew
	t.crew.join(e, r.ID)
	t.port = messaging.NewRemotePort(e, r.Message)
}

// Receive brings a message of the parent to the thread that a runtime is.
func Receive(e *engine.Engine, p *messaging.Packet) { threadOf(e).port.Receive(p) }

// ReceiveStdio brings what the parent has to say to the standard streams of the thread.
func ReceiveStdio(e *engine.Engine, p *messaging.Packet) { threadOf(e).streams(e).receive(p) }

// Stream is one of the standard streams of the thread that a runtime is.
func Stream(e *engine.Engine, name string) *goja.Object {
	return threadOf(e).streams(e).named(name).(*goja.Object)
}

func (t *thread) streams(e *engine.Engine) *streams {
	if t.stdio == nil {
		t.stdio = newStreams(e, "inside", t.inner.Stdio, e.Bool(t.inner.Stdin))
	}
	return t.stdio
}

// environmentData is the Map that setEnvironmentData writes to. A new thread gets a
// copy of that of its parent; from then on each has its own.
func (t *thread) environmentData(e *engine.Engine) *goja.Object {
	switch {
	case t.environment != nil:
	case t.inner != nil && t.inner.Environment != nil:
		t.environment = t.inner.Environment.Unpack(e).(*goja.Object)
	default:
		t.environment = e.Construct(e.Intrinsic("Map"))
	}
	return t.environment
}

// Load is the loader of require('worker_threads').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	t := threadOf(e)
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	set("isInternalThread", false)
	set("isMainThread", t.inner == nil)
	messaging.Exports(e, exports)
	set("postMessageToThread", e.Func("postMessageToThread", 4, func(call goja.FunctionCall) goja.Value {
		return t.postTo(e, call)
	}))
	e.Lazy(exports, "locks", true, func() goja.Value { return t.lockManager(e) })
	set("SHARE_ENV", e.SymbolFor("nodejs.worker_threads.SHARE_ENV"))
	set("Worker", workerClass(e).Constructor)
	if r := t.inner; r != nil {
		set("resourceLimits", r.Limits.object(e))
		set("threadId", r.ID)
		set("threadName", r.Name)
		set("parentPort", t.port.Object)
		set("workerData", r.Data.Unpack(e))
	} else {
		set("resourceLimits", e.VM.NewObject())
		set("threadId", 0)
		set("threadName", "")
		set("parentPort", goja.Null())
		set("workerData", goja.Null())
	}
	set("setEnvironmentData", e.Func("setEnvironmentData", 2, func(call goja.FunctionCall) goja.Value {
		if key, value := call.Argument(0), call.Argument(1); engine.IsUndefined(value) {
			e.Invoke(t.environmentData(e), "delete", key)
		} else {
			e.Invoke(t.environmentData(e), "set", key, value)
		}
		return nil
	}))
	set("getEnvironmentData", e.Func("getEnvironmentData", 1, func(call goja.FunctionCall) goja.Value {
		return e.Invoke(t.environmentData(e), "get", call.Argument(0))
	}))
	return nil
}

func unavailable(e *engine.Engine, name string) *goja.Object {
	return e.Error("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", name+" is not there in nodenet")
}
