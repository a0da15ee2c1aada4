// Package eventloop runs scripts that use net on the event loop of goja_nodejs.
package eventloop

import (
	"sync"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/eventloop"

	"github.com/nodenet-go/nodenet/js"
)

// Scheduler turns the loop into a scheduler for js.Enable and js.EnableWith, for the
// loop's own runtime. The loop's Run does not return while scripts have open sockets,
// servers or timers. Call it on the loop, before js.Enable, and create the loop with
// eventloop.EnableConsole(false), because js.Enable installs Node's console.
//
// The loop may be stopped and started again. Call js.Close before its Terminate method.
// Otherwise the runtime is closed only once something happens that it would have been
// told of.
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
