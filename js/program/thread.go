package program

import (
	"slices"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/threads"
)

// thread is a program that is a Worker of another: a runtime with a loop of its
// own in the same process.
type thread struct {
	*running
	request *threads.Request
	once    sync.Once

	mu   sync.Mutex
	sent []sent // what has not been received yet
	over bool
}

// sent is a message of the one that has started a thread.
type sent struct {
	packet *messaging.Packet
	stdio  bool // for its standard streams
}

// startThread starts a Worker of this program.
func (p *running) startThread(r *threads.Request) (threads.Control, error) {
	loop, err := js.NewLoop()
	if err != nil {
		return nil, err
	}
	options := p.options
	options.File, options.Eval, options.Print, options.EnvFiles = "", "", false, nil
	options.Args, options.Module = r.Args, false
	if r.ExecArgv != nil {
		options.ExecArgv = r.ExecArgv
	}
	if r.IsCode {
		options.Eval = r.Code
	} else {
		options.File = r.File
	}
	child := &running{options: options, loop: loop, exited: make(chan int, 1), started: time.Now()}
	t := &thread{running: child, request: r}
	child.thread, child.permissions = t, p.engine.Host.Permissions.Clone()
	p.threads = append(p.threads, t)
	forget := func() { p.threads = slices.DeleteFunc(p.threads, func(other *thread) bool { return other == t }) }
	loop.Post(func() {
		defer child.broken()
		child.prepare()
		child.engine.Host.Env = r.Env
		threads.Enter(child.engine, r)
		child.process.Stream = func(name string) *goja.Object { return threads.Stream(child.engine, name) }
		r.Online()
		child.engine.Run(child.main)
	})
	go func() {
		t.run()
		p.loop.Post(forget) // all that it had is garbage now
	}()
	return t, nil
}

// run waits for the end of the thread and tells of it. What it has not received is
// given up.
func (t *thread) run() {
	code := t.wait()
	t.halt()
	_ = t.loop.Close()
	t.mu.Lock()
	t.over = true
	t.mu.Unlock()
	for _, p := range t.take() {
		p.packet.Drop()
	}
	t.request.Drop()
	t.request.Exited(code)
}

// Send brings a message of the one that has started the thread.
func (t *thread) Send(p *messaging.Packet) { t.send(sent{packet: p}) }

// Stdio brings a message for the standard streams of the thread.
func (t *thread) Stdio(p *messaging.Packet) { t.send(sent{p, true}) }

func (t *thread) send(s sent) {
	t.mu.Lock()
	over := t.over
	if !over {
		t.sent = append(t.sent, s)
	}
	t.mu.Unlock()
	if over {
		s.packet.Drop()
		return
	}
	t.loop.Post(func() {
		t.engine.Run(func() {
			for _, s := range t.take() {
				if s.stdio {
					threads.ReceiveStdio(t.engine, s.packet)
				} else {
					threads.Receive(t.engine, s.packet)
				}
			}
		})
	})
}

// take returns what was sent and not received.
func (t *thread) take() []sent {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.sent
	t.sent = nil
	return all
}

// Terminate ends the thread, whatever it does.
func (t *thread) Terminate() {
	t.exit(1)
	t.halt()
}

// halt stops what runs on the thread, and its own threads.
func (t *thread) halt() {
	t.once.Do(func() {
		if vm := t.vm.Load(); vm != nil {
			engine.Find(vm).Stop()
		}
		t.loop.Post(func() {
			if t.engine != nil {
				t.engine.Halt()
			}
			for _, inner := range t.threads {
				inner.Terminate()
			}
		})
	})
}

// threw tells the one that has started the thread of an error that nobody has
// caught here, which ends it.
func (t *thread) threw(thrown *goja.Exception) {
	e := t.engine
	e.Resume()
	// Copies of errors have none of their own properties: they go beside it.
	value := thrown.Value()
	properties := e.VM.NewObject()
	pack := func() { t.request.Failed(messaging.Pack(e, e.VM.NewArray(value, properties), nil)) }
	if o, ok := value.(*goja.Object); ok && o.ClassName() == "Error" {
		for _, name := range o.Keys() {
			_ = e.VM.Try(func() {
				v := o.Get(name)
				messaging.Clone(e, v, nil)
				engine.Must(properties.Set(name, v))
			})
		}
	}
	if !attempt(pack) {
		text := "an error that throws when it is looked at"
		_ = attempt(func() { text = describe(e, value) })
		value, properties = e.PlainError(text), e.VM.NewObject()
		pack()
	}
	t.process.FailWith(1)
	_ = e.VM.Try(t.process.EmitExit)
	e.Halt()
	t.exit(t.process.Code())
}
