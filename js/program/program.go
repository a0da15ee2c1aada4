// Package program runs scripts as the node command does: modules, the process
// object, uncaught errors and the end of the program.
package program

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// maxCallStack is how deep calls may be nested: about as deep as in Node.
const maxCallStack = 9000

// Options say what to run.
type Options struct {
	// File is the script.
	File string
	// Args are the arguments of the script: process.argv from the third on.
	Args []string
	// ExecArgv are the arguments before the script: process.execArgv.
	ExecArgv []string
}

// Program is a script that runs.
type Program struct {
	options Options
	loop    *js.Loop
	engine  *engine.Engine
	process *process.Process
	modules *modules
	exited  chan int
}

// Run runs a script until nothing is left that could still happen, and returns
// the code that the process has to end with.
func Run(options Options) int {
	loop, err := js.NewLoop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "nodenet:", err)
		return 1
	}
	p := &Program{options: options, loop: loop, exited: make(chan int, 1)}
	loop.Post(func() {
		p.prepare()
		p.engine.Run(p.main)
	})
	return p.wait()
}

// wait returns the code once the program is over. Each time nothing is left to
// wait for there is 'beforeExit', until nothing happens after it.
func (p *Program) wait() int {
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
			if p.engine.Halted() {
				return
			}
			if p.engine.Events() == seen {
				p.engine.Run(p.process.EmitExit)
				if !p.engine.Halted() {
					p.exit(p.process.Code())
				}
				return
			}
			p.engine.Run(p.process.EmitBeforeExit)
			seen = p.engine.Events()
		})
	}
}

// exit makes code that of the program, unless it has ended already.
func (p *Program) exit(code int) {
	select {
	case p.exited <- code:
	default:
	}
}

func (p *Program) prepare() {
	vm := goja.New()
	vm.SetMaxCallStackSize(maxCallStack)
	js.Enable(vm, p.loop)
	p.engine = engine.Of(vm)
	p.engine.Stacks()
	p.engine.Fatal = p.fatal
	p.process = process.Of(p.engine)
	p.process.Exit = p.exit
	p.process.ExecPath, _ = os.Executable()
	p.process.ExecArgv = p.options.ExecArgv
	file, err := filepath.Abs(p.options.File)
	if err != nil {
		file = p.options.File
	}
	p.process.Argv = append([]string{p.process.ExecPath, file}, p.options.Args...)
	p.modules = newModules(p.engine)
}

// main runs the script that was asked for.
func (p *Program) main() { p.modules.runMain(p.process.Argv[1]) }
