package engine

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// turn is the JavaScript function that runs an event and its ticks. goja runs the
// jobs of promises when the outermost call from Go is over; with this function
// around all others that comes after the ticks, and not after each callback.
//
// goja's own way to call it also looks for jobs each time and throws away its
// stack. So it is called directly, and goja's way is gone only when there are
// jobs.
type turn struct {
	call  Function
	args  []goja.Value  // the function that does the work
	later []goja.Value  // the one that runs the jobs
	pause Function      // does nothing, but for what goja does with an interrupt
	leave goja.Callable // runs the jobs, or drops them while goja is interrupted
	jobs  gojax.Jobs
	count uint
}

// The names of a turn in stacks, where it is left out.
const (
	turnFile = "node:internal/turn"
	jobFile  = "node:internal/job"
	workName = "work"
)

func newTurn(e *Engine) turn {
	compiled, err := e.VM.RunProgram(goja.MustCompile(turnFile, "(function turn(work) { work() })", true))
	Must(err)
	left, err := e.VM.RunProgram(goja.MustCompile(turnFile, "(function turn() {})", true))
	Must(err)
	t := turn{call: FunctionOf(compiled), jobs: gojax.JobsOf(e.VM)}
	native := func(f func()) []goja.Value {
		work := e.Func(workName, 0, func(goja.FunctionCall) goja.Value { f(); return nil })
		e.catchDepth(work, workName)
		return []goja.Value{work}
	}
	t.args, t.later = native(e.runWork), native(func() { t.jobs.Run() })
	t.leave, _ = goja.AssertFunction(left)
	t.pause = FunctionOf(left)
	return t
}

// forget is after how many turns goja throws away its stack, and with it what
// lies there of earlier calls.
const forget = 1024

// due reports whether goja has something to do between turns.
func (t *turn) due() bool {
	t.count++
	return t.jobs.Waiting() || t.count%forget == 0
}

// runTurn runs f and ticks, then the promises.
func (e *Engine) runTurn(f func()) {
	e.work = f
	if err := e.callTurn(e.turn.args); err != nil {
		e.throw(err)
		return
	}
	for !e.postponed && e.turn.due() {
		err := e.runJobs()
		if err == nil {
			return
		}
		e.throw(err)
		thrown, ok := err.(*goja.Exception)
		if !ok || e.Halted() {
			return
		}
		e.lose(thrown)
	}
}

// runJobs runs the jobs of promises, within a turn of their own, as anything that may
// call too deeply; goja's own way is left what is then to do. After a panic of Go's in
// one the others are still to be run.
func (e *Engine) runJobs() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = e.faulted(r)
		}
	}()
	if e.turn.jobs.Waiting() {
		thrown := e.VM.Try(func() { err = e.callTurn(e.turn.later) }) // leaves goja's stacks as they were
		if thrown != nil {
			return thrown
		}
		if err != nil {
			return err
		}
	}
	if e.turn.count%forget == 0 || e.turn.jobs.Waiting() {
		_, err = e.turn.leave(goja.Undefined())
	}
	return err
}

// callTurn returns what can not be caught by JavaScript; the jobs of promises are
// dropped then, as goja does.
func (e *Engine) callTurn(work []goja.Value) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
			return
		case *goja.InterruptedError:
			err = r
		case *goja.StackOverflowError:
			err = r
		case *goja.Exception:
			err = r
			return
		default:
			panic(r)
		}
		e.VM.Interrupt("dropped")
		_, _ = e.turn.leave(goja.Undefined())
	}()
	e.turn.call(goja.FunctionCall{This: goja.Undefined(), Arguments: work})
	return nil
}
