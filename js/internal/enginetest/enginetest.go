// Package enginetest runs pieces of JavaScript in the tests of the packages
// under js/internal.
package enginetest

import (
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// What Node 26 printed was printed in UTC.
func init() { time.Local = time.UTC }

// Loop is a small scheduler that runs on the goroutine of the test.
type Loop struct {
	mu     sync.Mutex
	posted []func()
	refs   int
	wake   chan struct{}
}

// AfterFunc posts f after d.
func (l *Loop) AfterFunc(d time.Duration, f func()) (stop func()) {
	stopped := false
	timer := time.AfterFunc(d, func() {
		l.Post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

// Immediate posts f.
func (l *Loop) Immediate(f func()) { l.Post(f) }

// Post is for any goroutine.
func (l *Loop) Post(f func()) {
	l.mu.Lock()
	l.posted = append(l.posted, f)
	l.mu.Unlock()
	l.signal()
}

func (l *Loop) signal() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Ref and Unref count what Run waits for.
func (l *Loop) Ref() { l.count(1) }

// Unref takes back one Ref.
func (l *Loop) Unref() { l.count(-1) }

func (l *Loop) count(n int) {
	l.mu.Lock()
	l.refs += n
	l.mu.Unlock()
	l.signal()
}

// run does what is posted until nothing is left to wait for.
func (l *Loop) run(t *testing.T) {
	deadline := time.After(time.Minute)
	for {
		l.mu.Lock()
		posted, refs := l.posted, l.refs
		l.posted = nil
		l.mu.Unlock()
		for _, f := range posted {
			f()
		}
		if len(posted) > 0 {
			continue
		}
		if refs == 0 {
			return
		}
		select {
		case <-l.wake:
		case <-deadline:
			t.Fatal("the program did not end in a minute")
		}
	}
}

// New makes an engine. prepare registers modules and defines globals.
func New(t testing.TB, prepare func(e *engine.Engine)) *engine.Engine {
	t.Helper()
	e := engine.New(goja.New(), &Loop{wake: make(chan struct{}, 1)})
	e.Fatal = func(thrown *goja.Exception) { t.Errorf("uncaught: %s", thrown.String()) }
	engine.Must(e.VM.Set("require", e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
		v := e.RequireValue(call.Argument(0).String())
		if v == nil {
			panic(e.Error("MODULE_NOT_FOUND", "Cannot find module '"+call.Argument(0).String()+"'"))
		}
		return v
	})))
	if prepare != nil {
		prepare(e)
	}
	return e
}

// Run runs a script until nothing is left to wait for, and returns what it
// printed with print(…): one line for each call.
func Run(t *testing.T, e *engine.Engine, source string) (lines []string) {
	t.Helper()
	engine.Must(e.VM.Set("print", e.Func("print", 1, func(call goja.FunctionCall) goja.Value {
		line := ""
		for i, v := range call.Arguments {
			if i > 0 {
				line += " "
			}
			line += v.String()
		}
		lines = append(lines, line)
		return nil
	})))
	e.Run(func() {
		if _, err := e.VM.RunScript("test.js", "(function(){"+source+"\n})()"); err != nil {
			panic(err)
		}
	})
	e.Scheduler.Host.(*Loop).run(t)
	return lines
}

// DefineProcess gives scripts a process of which there is only nextTick.
func DefineProcess(e *engine.Engine) {
	process := e.VM.NewObject()
	e.Method(process, "nextTick", 1, func(call goja.FunctionCall) goja.Value {
		f := call.Argument(0)
		e.NextTick(func() { e.Call(f, goja.Undefined()) })
		return nil
	})
	engine.Must(e.VM.Set("process", process))
}
