// Package eventloop has scripts with net run on the event loop of goja_nodejs.
package eventloop

import (
	"sync"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"

	"github.com/nodenet-go/nodenet/js"
)

// Scheduler is the loop as js.Enable and js.EnableWith take it, for the loop's own
// runtime. While sockets, servers and timers of the scripts live, the loop's Run does not
// return. Call it on the loop, before js.Enable; the loop is to be made with
// eventloop.EnableConsole(false), since js.Enable brings Node's console.
//
// The loop may be stopped and started again. Before its Terminate the program has to call
// js.Close: afterwards the runtime is closed, too, but no sooner than something happens
// that it would have been told of.
func Scheduler(loop *eventloop.EventLoop, vm *goja.Runtime) js.Scheduler {
	s := &scheduler{loop: loop, vm: vm}
	// The loop's own functions count at once; its methods do so only when it next looks.
	s.set, _ = goja.AssertFunction(vm.Get("setInterval"))
	s.clear, _ = goja.AssertFunction(vm.Get("clearInterval"))
	s.nothing = vm.ToValue(func(goja.FunctionCall) goja.Value { return nil })
	return s
}

type scheduler struct {
	loop       *eventloop.EventLoop
	vm         *goja.Runtime
	set, clear goja.Callable
	nothing    goja.Value

	lost  sync.Once
	refs  int
	timer goja.Value // an interval, for which the loop waits while there are refs
}

func (s *scheduler) Post(f func()) {
	if !s.loop.RunOnLoop(func(*goja.Runtime) { f() }) { // it was terminated, and f is lost
		s.lost.Do(func() { go js.Close(s.vm) })
	}
}

func (s *scheduler) Ref() {
	if s.refs++; s.refs == 1 && s.set != nil {
		s.timer, _ = s.set(goja.Undefined(), s.nothing, s.vm.ToValue((1000 * time.Hour).Milliseconds()))
	}
}

func (s *scheduler) Unref() {
	if s.refs--; s.refs == 0 && s.timer != nil {
		_, _ = s.clear(goja.Undefined(), s.timer)
		s.timer = nil
	}
}
