package childprocess

import (
	"bytes"
	"io"
	"os"
	"sync"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// waited is a program that spawnSync waits for.
type waited struct {
	options *options
	process *os.Process
	ends    []*os.File
	outputs []*bytes.Buffer // nil for what is not a pipe

	mu     sync.Mutex
	failed string // why it was killed
}

// kill ends the program because of an error.
func (w *waited) kill(why string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.failed != "" {
		return
	}
	w.failed = why
	signal := w.options.killSignal
	if signal == 0 {
		signal = 15
	}
	_ = signalProcess(w.process, signal)
}

// spawnSync runs a program to its end.
func spawnSync(e *engine.Engine, o *options) goja.Value {
	e.Permit(engine.StartChild, o.file)
	o.env = permitted(e, o)
	result := e.Object("status", goja.Null(), "signal", 0, "output", goja.Null(), "pid", 0)
	fail := func(err error) goja.Value {
		engine.Must(result.Set("error", uverr.Of(err, "spawnSync").Code))
		return result
	}
	p, err := o.prepare()
	if err != nil {
		return fail(err)
	}
	process, err := o.start(p.files)
	if err != nil {
		p.drop()
		return fail(err)
	}
	p.close()
	w := &waited{options: o, process: process, ends: make([]*os.File, len(p.ends)), outputs: make([]*bytes.Buffer, len(p.ends))}
	for i, fd := range p.ends {
		if fd >= 0 {
			w.ends[i] = open(fd)
		}
	}
	state := w.run(e.Interrupted())
	code, signal := statusOf(state)
	if signal != 0 {
		engine.Must(result.Set("signal", signal))
	} else {
		engine.Must(result.Set("status", code))
	}
	outputs := make([]any, len(w.outputs))
	for i, b := range w.outputs {
		outputs[i] = goja.Null()
		if b != nil {
			outputs[i] = buffer.Wrap(e, b.Bytes())
		}
	}
	engine.Must(result.Set("output", e.VM.NewArray(outputs...)))
	engine.Must(result.Set("pid", process.Pid))
	if w.failed != "" {
		engine.Must(result.Set("error", w.failed))
	}
	return result
}

// run feeds the program and reads what it writes until all of that has ended, or until
// the event that waits for it is interrupted.
func (w *waited) run(interrupted <-chan struct{}) *os.ProcessState {
	over := make(chan struct{})
	defer close(over)
	go func() {
		select {
		case <-interrupted:
			w.kill("ECANCELED")
			_ = w.process.Kill() // whatever signal it was to be
		case <-over:
		}
	}()
	if w.options.timeout > 0 {
		timer := time.AfterFunc(time.Duration(w.options.timeout)*time.Millisecond, func() { w.kill("ETIMEDOUT") })
		defer timer.Stop()
	}
	var pipes sync.WaitGroup
	for i, f := range w.ends {
		if f == nil {
			continue
		}
		if i == 0 {
			go func() {
				_, _ = f.Write(w.options.stdio[0].input)
				shutdown(f)
			}()
			continue
		}
		w.outputs[i] = &bytes.Buffer{}
		pipes.Go(func() { w.collect(f, w.outputs[i]) })
	}
	state, _ := w.process.Wait()
	w.mu.Lock()
	killed := w.failed != ""
	w.mu.Unlock()
	if killed {
		w.close() // others may have the pipes, too
	}
	pipes.Wait()
	w.close()
	return state
}

func (w *waited) close() {
	for _, f := range w.ends {
		if f != nil {
			_ = f.Close()
		}
	}
}

// collect reads to the end, or to the limit.
func (w *waited) collect(f *os.File, into *bytes.Buffer) {
	chunk := make([]byte, 65536)
	for {
		n, err := f.Read(chunk)
		if limit := w.options.maxBuffer; limit >= 0 && float64(into.Len()+n) > limit {
			into.Write(chunk[:n])
			w.kill("ENOBUFS")
			_, _ = io.Copy(io.Discard, f)
			return
		}
		into.Write(chunk[:n])
		if err != nil {
			return
		}
	}
}
