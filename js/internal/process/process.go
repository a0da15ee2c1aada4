// Package process is Node's process object.
package process

import (
	"os"
	"runtime"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// Version is the version of Node that programs are told they run on.
const Version = "v26.10.0"

// OwnVersion is the version of nodenet: process.versions.nodenet.
const OwnVersion = "0.1.0"

// Process is the process object of one runtime, with what the program around
// the JavaScript has to do with it.
type Process struct {
	events.Emitter

	// Exit ends the program at once. Embedded programs set it to what should
	// happen instead of os.Exit.
	Exit func(code int)
	// Argv is process.argv.
	Argv []string
	// ExecArgv is process.execArgv.
	ExecArgv []string
	// Abort, if there is one, ends the process because of what nobody caught.
	Abort func(thrown *goja.Exception, rejection bool)
	// Flags are those of NODE_OPTIONS, and then those of ExecArgv.
	Flags []string
	// ExecPath is process.execPath.
	ExecPath string
	// Title is process.title, if it is another one than usual.
	Title string
	// NoWarnings keeps warnings off stderr.
	NoWarnings bool
	// UnhandledRejections is what happens to promises that are rejected
	// without a handler: throw, strict, warn, warn-with-error-code or none.
	UnhandledRejections string
	// OwnStreams says that the standard streams are the program's alone, which
	// may have them not block.
	OwnStreams bool
	// Stream makes stdin, stdout and stderr, if they are not those of the system.
	Stream func(name string) *goja.Object
	// Thread says that the runtime is a thread of the program: what acts on the whole of
	// it is for the first.
	Thread bool
	// Started is when the program started.
	Started time.Time

	exitCode goja.Value
	title    string
	warned   bool // something was written about --trace-warnings
	capture  goja.Value
	captures []goja.Value // in the order in which they were added
	watched  map[string]*watch
	failed   int // the code when exitCode is undefined
	exiting  bool
}

type key struct{}

// Of returns the process of an engine. What is set in it before the module
// "process" is loaded shows in the process object.
func Of(e *engine.Engine) *Process {
	return engine.Slot(e, key{}, func() *Process {
		return &Process{Exit: os.Exit, Argv: os.Args, Started: time.Now(), exitCode: goja.Undefined(), title: "nodenet", watched: map[string]*watch{}}
	})
}

// Load is the loader of require('process').
func Load(e *engine.Engine, _ *goja.Object) goja.Value {
	p := Of(e)
	class := e.Class("process", 0, nil, func(goja.ConstructorCall) *goja.Object { return nil })
	engine.Must(class.Prototype.SetPrototype(events.Constructor(e).Get("prototype").(*goja.Object)))
	o := e.VM.CreateObject(class.Prototype)
	engine.Must(o.DefineDataPropertySymbol(goja.SymToStringTag, e.Text("process"), goja.FLAG_TRUE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	events.Attach(e, o, p)
	p.about()
	p.ending()
	p.ticks()
	p.environment()
	p.times()
	p.identity()
	p.credentials()
	p.replacing()
	p.directories()
	p.warnings()
	p.exceptions()
	p.finalization()
	p.old()
	p.resources()
	p.streams()
	p.permission()
	if p.Thread {
		p.keepWhole()
	}
	if e.Host.Process {
		p.signals()
	} else {
		p.confine()
	}
	return o
}

// Define makes process a global, loaded when it is first used.
func Define(e *engine.Engine, global *goja.Object) {
	var replaced goja.Value
	engine.Must(global.DefineAccessorProperty("process",
		e.Func("get process", 0, func(goja.FunctionCall) goja.Value {
			if replaced != nil {
				return replaced
			}
			return e.RequireValue("process")
		}),
		e.Func("set process", 1, func(call goja.FunctionCall) goja.Value {
			replaced = call.Argument(0)
			return nil
		}), goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// set gives the process object an ordinary property.
func (p *Process) set(name string, v any) { engine.Must(p.Object.Set(name, p.Engine.Value(v))) }

func (p *Process) function(name string, length int, f engine.Native) {
	p.set(name, p.Engine.Func(name, length, f))
}

func (p *Process) strings(list []string) *goja.Object {
	values := make([]any, len(list))
	for i, s := range list {
		values[i] = p.Engine.Text(s)
	}
	return p.Engine.VM.NewArray(values...)
}

func arch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	}
	return runtime.GOARCH
}

func platform() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}

// setFixed is set for what scripts cannot assign to.
func (p *Process) setFixed(name string, v goja.Value) {
	engine.Must(p.Object.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}
