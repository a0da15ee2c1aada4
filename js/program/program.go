// Package program runs scripts as the node command does: modules, the process
// object, uncaught errors and the end of the program.
package program

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/internal/childprocess"
	"github.com/nodenet-go/nodenet/js/internal/cluster"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/process"
	"github.com/nodenet-go/nodenet/js/internal/signals"
	"github.com/nodenet-go/nodenet/js/internal/threads"
)

// Options say what to run, and how.
type Options struct {
	// File is the script: "" to run Eval instead, "-" to read it from standard input.
	File string
	// Eval is code to run instead of a file.
	Eval string
	// Print writes the value of Eval to standard output.
	Print bool
	// Module runs Eval and standard input as an ES module (--input-type=module); Common
	// never does (--input-type=commonjs).
	Module, Common bool
	// Require lists modules to load before the script.
	Require []string
	// Args are the arguments of the script: process.argv from the third on.
	Args []string
	// ExecArgv are the arguments before the script: process.execArgv.
	ExecArgv []string
	// EnvironmentFlags are flags given by the environment, as in NODE_OPTIONS. They
	// apply before those of ExecArgv.
	EnvironmentFlags []string
	// AbortOnUncaught ends the process with SIGABRT on an uncaught error.
	AbortOnUncaught bool
	// DisableProto is "delete" or "throw": what happens to Object.prototype.__proto__.
	DisableProto string
	// EnvFiles are files of environment variables. Variables already set are kept;
	// among the files, later ones win.
	EnvFiles []EnvFile
	// NoWarnings keeps warnings off standard error.
	NoWarnings bool
	// UnhandledRejections is throw (the default), strict, warn,
	// warn-with-error-code or none.
	UnhandledRejections string
	// Exits says that the process will exit with the code that Run returns. What a
	// script leaves open is then for the system to close, and its socket files remain,
	// as with Node.
	Exits bool
	// Check compiles the script without running it.
	Check bool
	// Conditions are added to those that select among "exports" and "imports" in
	// package.json.
	Conditions []string
	// StackTraceLimit is Error.stackTraceLimit; nil is Node's.
	StackTraceLimit *int
	// Title is process.title; "" is the default.
	Title string
	// DNSResultOrder is verbatim (the default), ipv4first or ipv6first.
	DNSResultOrder string
	// ExposeGC gives the script the function gc.
	ExposeGC bool
	// Permission says what the script may do; nil allows everything. Node:
	// --permission.
	Permission *Permission
	// Scheduler is a loop of the caller's to run the script on; do not call Run on its
	// goroutine. nil means a loop of its own.
	Scheduler js.Scheduler
	// Loaded is called with each file that is loaded as a module.
	Loaded func(file string)
	// Loop is called with the loop that the program runs on, before it runs, so that it
	// can be watched. Workers have loops of their own.
	Loop func(*js.Loop)
}

// EnvFile is a file of environment variables.
type EnvFile struct {
	Name string
	// Optional files need not be there.
	Optional bool
}

// Version is the version of Node that scripts see.
const Version = process.Version

// OwnVersion is the version of nodenet.
const OwnVersion = process.OwnVersion

// running is a script that runs.
type running struct {
	options Options
	loop    *js.Loop
	engine  *engine.Engine
	process *process.Process
	modules *modules
	exited  chan int
	ended   bool // by itself: nothing was left to wait for
	started time.Time

	permissions *engine.Permissions // of the one that has started this thread

	thread  *thread // that this is; nil for the first one
	threads []*thread
	vm      atomic.Pointer[goja.Runtime] // for other goroutines
}

// Run runs a script until nothing is left that could still happen, and returns the exit
// code for the process. What the script has left open is closed in the background; a
// process that continues is rid of it soon.
func Run(options Options) int {
	started := time.Now()
	loop, err := options.loop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nodenet:", err)
		return 1
	}
	if options.Loop != nil {
		options.Loop(loop)
	}
	p := &running{options: options, loop: loop, exited: make(chan int, 1), started: started}
	defer process.KeepStreams()()
	defer catchBrokenPipes()()
	if options.Exits {
		signals.EndByDefault()
	}
	loop.Post(func() {
		defer p.broken()
		p.prepare()
		// The ticks of the main script run even after an exception.
		p.engine.RunStill(func() { p.engine.Try(p.main) })
	})
	code := p.wait()
	if options.Exits && !p.ended {
		return code
	}
	closed := make(chan struct{})
	go func() { loop.Close(); close(closed) }()
	if p.ended {
		// What is unref'd closes, too, and with it its socket files go.
		select {
		case <-closed:
		case <-time.After(time.Second):
		}
	}
	return code
}

// loop is what the script runs on.
func (o Options) loop() (loop *js.Loop, err error) {
	if o.Scheduler == nil {
		return js.NewLoop()
	}
	made := make(chan struct{})
	o.Scheduler.Post(func() {
		loop, err = js.LoopOn(o.Scheduler)
		close(made)
	})
	<-made
	return loop, err
}

// catchBrokenPipes has writing to a pipe that nobody reads fail with EPIPE. A
// program of Go's would end by SIGPIPE when that is standard output or error.
func catchBrokenPipes() (undo func()) {
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGPIPE)
	return func() { signal.Stop(caught) }
}

// broken ends the program when this package itself has failed.
func (p *running) broken() {
	if r := recover(); r != nil {
		fmt.Fprintln(os.Stderr, "nodenet: internal error:", r)
		p.exit(70)
	}
}

// wait returns the code once the program is over. Each time nothing is left to
// wait for there is 'beforeExit', until nothing happens after it.
func (p *running) wait() int {
	seen := -1
	for {
		idle := make(chan struct{})
		go func() { p.loop.Wait(); close(idle) }()
		select {
		case code := <-p.exited:
			return code
		case <-idle:
		}
		p.loop.Post(func() {
			defer p.broken()
			if p.engine.Halted() {
				return
			}
			if p.modules.pending {
				p.unsettled()
				return
			}
			if p.engine.Events() == seen {
				p.end()
				return
			}
			p.engine.RunStill(p.process.EmitBeforeExit)
			seen = p.engine.Events()
		})
	}
}

// end is the end of a program that nothing is left of.
func (p *running) end() {
	p.ended = true
	p.engine.RunLast(p.process.EmitExit)
	p.exit(p.process.Code())
}

// unsettled ends a program whose main module waits for what never comes.
func (p *running) unsettled() {
	p.process.FailWith(13)
	thrown := true
	p.engine.RunLast(func() { p.process.EmitExit(); thrown = false })
	if thrown {
		return
	}
	text := "Warning: Detected unsettled top-level await"
	if at := p.modules.awaiting(); at != "" {
		text += " at " + at
	}
	p.write(text + "\n\n\n")
	p.exit(p.process.Code())
}

// exit makes code that of the program, unless it has ended already.
func (p *running) exit(code int) {
	select {
	case p.exited <- code:
	default:
	}
}

func (p *running) prepare() {
	vm := goja.New()
	p.vm.Store(vm)
	js.Enable(vm, p.loop)
	e := engine.Of(vm)
	p.engine = e
	e.LimitDepth()
	threads.SetStart(e, p.startThread)
	e.Stacks()
	p.process = process.Of(e)
	e.Fatal = p.fatal
	e.Warn = func(warning *goja.Object) {
		e.RequireValue("process") // puts its own in this place
		e.Warn(warning)
	}
	p.process.Track(e)
	p.process.Thread = p.thread != nil
	p.process.Started = p.started
	p.process.OwnStreams = p.thread == nil
	p.process.Exit = p.exit
	p.process.ExecPath, _ = os.Executable()
	p.process.ExecArgv = p.options.ExecArgv
	p.process.Flags = slices.Concat(p.options.EnvironmentFlags, p.options.ExecArgv)
	if p.options.AbortOnUncaught {
		p.process.Abort = p.abort
	}
	p.process.NoWarnings = p.options.NoWarnings
	p.process.Title = p.options.Title
	p.process.UnhandledRejections = p.options.UnhandledRejections
	p.process.Argv = []string{p.process.ExecPath}
	if file := p.options.File; file != "" && (p.thread == nil || !strings.HasPrefix(file, "data:")) {
		if full, err := filepath.Abs(file); err == nil && file != "-" {
			file = full
		}
		p.process.Argv = append(p.process.Argv, file)
	}
	p.process.Argv = append(p.process.Argv, p.options.Args...)
	p.permit()
	p.modules = newModules(e, p.options.Conditions)
	p.modules.loaded = p.options.Loaded
	global := vm.GlobalObject()
	if vm.Get("global") == nil {
		engine.Must(global.DefineDataProperty("global", global, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	if limit := p.options.StackTraceLimit; limit != nil {
		engine.Must(vm.Get("Error").(*goja.Object).Set("stackTraceLimit", *limit))
	}
	if mode := p.options.DisableProto; mode != "" {
		disableProto(e, mode)
	}
	if p.options.ExposeGC {
		e.Method(global, "gc", 0, collectGarbage)
	}
}

// disableProto takes Object.prototype.__proto__ away, or has it throw.
func disableProto(e *engine.Engine, mode string) {
	prototype := e.Intrinsic("Object").Get("prototype").(*goja.Object)
	if mode == "delete" {
		engine.Must(prototype.Delete("__proto__"))
		return
	}
	refuse := e.Func("", 0, func(goja.FunctionCall) goja.Value {
		panic(e.Error("ERR_PROTO_ACCESS", "Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw"))
	})
	engine.Must(prototype.DefineAccessorProperty("__proto__", refuse, refuse, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// Forked is the environment variable that tells an executable made by nodenet build
// that its first argument names the script to fork. Without it all arguments are the
// script's.
const Forked = childprocess.Forked

// connectParent takes up the channel to the program that has forked this one.
func (p *running) connectParent() {
	_ = os.Unsetenv(Forked)
	const name = "NODE_CHANNEL_FD"
	fd, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return
	}
	const mode = "NODE_CHANNEL_SERIALIZATION_MODE"
	defer os.Unsetenv(mode)
	_ = os.Unsetenv(name)
	childprocess.Connect(p.engine, fd, os.Getenv(mode))
	const unique = "NODE_UNIQUE_ID"
	if id, err := strconv.Atoi(os.Getenv(unique)); err == nil {
		_ = os.Unsetenv(unique)
		cluster.Join(p.engine, id)
	}
}

// main runs the script that was asked for.
func (p *running) main() {
	if p.thread == nil {
		p.connectParent()
	}
	p.warnOfPermissions()
	if p.readEnv(); p.engine.Halted() {
		return
	}
	if order := p.options.DNSResultOrder; order != "" {
		p.engine.Invoke(p.engine.Require("dns"), "setDefaultResultOrder", p.engine.Text(order))
	}
	for _, request := range p.options.Require {
		p.preload(request)
	}
	switch {
	case p.options.Check:
		p.modules.check(p.process.Argv[1])
	case p.options.File == "-":
		code, err := io.ReadAll(os.Stdin)
		if err != nil {
			panic(p.engine.PlainError(err.Error()))
		}
		p.eval("[stdin]", string(code))
	case p.options.File == "" && p.thread != nil:
		p.eval("[worker eval]", p.options.Eval)
	case p.options.File == "":
		p.eval("[eval]", p.options.Eval)
	case strings.HasPrefix(p.options.File, "data:") && p.thread != nil:
		p.modules.runData(p.options.File)
	default:
		p.modules.runMain(p.process.Argv[1])
	}
}
