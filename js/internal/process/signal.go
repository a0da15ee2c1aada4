package process

import (
	"os"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/signals"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// watch is a signal that a script listens to.
type watch struct {
	number int
	caught chan os.Signal
	forget func()
}

func (w *watch) end() {
	signals.Stop(w.caught, w.number)
	close(w.caught)
}

// signals has listeners of signals told of them. A listener keeps nothing alive.
func (p *Process) signals() {
	e := p.Engine
	p.On("newListener", e.Func("startListeningIfSignal", 2, func(call goja.FunctionCall) goja.Value {
		name, ok := call.Argument(0).(goja.String)
		if !ok {
			return nil
		}
		number, known := signalNumbers[name.String()]
		if !known || p.watched[name.String()] != nil {
			return nil
		}
		if uncatchable(number) {
			panic(uverr.Named("EINVAL", "uv_signal_start").Short(e))
		}
		p.watch(name.String(), number)
		return nil
	}))
	p.On("removeListener", e.Func("stopListeningIfSignal", 2, func(call goja.FunctionCall) goja.Value {
		name := call.Argument(0).String()
		if w := p.watched[name]; w != nil && p.Count(name) == 0 {
			delete(p.watched, name)
			w.forget()
			w.end()
		}
		return nil
	}))
}

func (p *Process) watch(name string, number int) {
	w := &watch{number: number, caught: make(chan os.Signal, 16)}
	context := p.Engine.Context()
	p.watched[name] = w
	w.forget = p.Engine.OnClose(w.end)
	signals.Notify(w.caught, number)
	go func() {
		for range w.caught {
			p.Engine.Post(func() {
				if p.watched[name] == w {
					p.Engine.InContext(context, func() { p.Emit(name, p.Engine.Text(name), p.Engine.Int(number)) })
				}
			})
		}
	}()
}
