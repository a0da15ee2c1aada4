package childprocess

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

func itoa(i int) string { return strconv.Itoa(i) }

// abandoned is after how long a child that has ended is taken from the system
// although nobody was told of its end.
const abandoned = 10 * time.Second

// running is a process that was started.
type running struct {
	e       *engine.Engine
	process *os.Process
	channel *wire // to it, if it has one
	ref     bool
	ended   bool
	code    int // what it ended with
	signal  int // or by which signal; 0 for none
}

// prepared are the descriptors of a child before it is started.
type prepared struct {
	files []*os.File // of the child; nil for closed
	owned []*os.File // to be closed here once it has them
	ends  []int      // ours, of pipes and channels; -1 for none
}

func (p *prepared) close() {
	for _, f := range p.owned {
		_ = f.Close()
	}
}

// drop closes our ends, too: nothing was started.
func (p *prepared) drop() {
	p.close()
	for _, fd := range p.ends {
		if fd >= 0 {
			closeDescriptor(fd)
		}
	}
}

func (o *options) prepare() (*prepared, error) {
	p := &prepared{}
	for i, s := range o.stdio {
		end := -1
		var file *os.File
		var err error
		switch s.kind {
		case "pipe", "ipc":
			if end, file, err = socketPair(i); err == nil {
				p.owned = append(p.owned, file)
			}
		case "fd":
			if file, err = duplicate(s.fd); err == nil {
				p.owned = append(p.owned, file)
				if i < 3 {
					setBlocking(file) // few programs expect anything else
				}
			}
		default:
			if i < 3 {
				if file, err = os.OpenFile(os.DevNull, os.O_RDWR, 0); err == nil {
					p.owned = append(p.owned, file)
				}
			}
		}
		if err != nil {
			p.drop()
			return nil, err
		}
		p.files = append(p.files, file)
		p.ends = append(p.ends, end)
	}
	return p, nil
}

// start starts the program; its files are closed here.
func (o *options) start(files []*os.File) (*os.Process, error) {
	path, err := o.find()
	if err != nil {
		return nil, err
	}
	system, err := o.system()
	if err != nil {
		return nil, err
	}
	attr := &os.ProcAttr{Dir: o.dir, Env: o.env, Files: files, Sys: system}
	if attr.Env == nil {
		attr.Env = []string{}
	}
	process, err := os.StartProcess(path, o.args, attr)
	if errors.Is(err, syscall.ENOEXEC) {
		// A script without a first line that names its shell.
		process, err = os.StartProcess("/bin/sh", append([]string{o.args[0], path}, o.args[1:]...), attr)
	}
	return process, err
}

// toldLater reports whether a program that was not started is one whose end is told by an
// event, with streams and a channel whose other ends are closed.
func toldLater(err error) bool {
	return errors.Is(err, syscall.ENOENT) || errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EAGAIN)
}

// spawn starts a program and returns an object that stands for it; exited is
// called once it has ended.
func spawn(e *engine.Engine, o *options, exited goja.Value) goja.Value {
	e.Permit(engine.StartChild, o.file)
	o.env = permitted(e, o)
	result := e.VM.NewObject()
	set := func(name string, v any) { engine.Must(result.Set(name, v)) }
	p, err := o.prepare()
	var process *os.Process
	if err == nil {
		if process, err = o.start(p.files); err != nil && !toldLater(err) {
			p.drop()
			p = nil
		} else {
			p.close()
		}
	}
	r := &running{e: e, process: process}
	ends := make([]any, len(o.stdio))
	for i, s := range o.stdio {
		fd := -1
		if p != nil {
			fd = p.ends[i]
		}
		ends[i] = fd
		if s.kind == "ipc" {
			r.channel, ends[i] = newWire(e, fd, o.advanced)
		}
	}
	set("ends", e.VM.NewArray(ends...))
	if err != nil {
		f := uverr.Of(err, "spawn")
		set("error", f.Code)
		set("errno", f.Number)
		return result
	}
	set("pid", process.Pid)
	r.setRef(true)
	r.methods(result)
	forget := e.OnClose(func() { _ = process.Kill() })
	done := e.Bind(func() { r.exited(exited) })
	go func() {
		// It is gone, for kill, only when 'exit' says so.
		collect := sync.OnceValue(func() *os.ProcessState { state, _ := process.Wait(); return state })
		awaitEnd(process, collect)
		forget()
		// What it has written before comes first, as in Node: a turn of the loop
		// brings what is in its pipes, and the channel is asked. A message that nobody
		// can read is an exception, after which the program has ended all the same.
		e.Post(func() {
			defer e.Post(func() { r.finish(collect(), done) })
			if r.channel != nil && r.channel.receive != nil {
				r.channel.read()
			}
		})
		// A loop that was closed meanwhile does nothing any more.
		time.AfterFunc(abandoned, func() { collect() })
	}()
	return result
}

func (r *running) methods(o *goja.Object) {
	e := r.e
	engine.Must(o.Set("kill", e.Func("kill", 1, func(call goja.FunctionCall) goja.Value {
		if err := signalProcess(r.process, int(call.Argument(0).ToInteger())); err != nil {
			if errors.Is(err, os.ErrProcessDone) {
				return e.Text("ESRCH")
			}
			return e.Text(uverr.Of(err, "kill").Code)
		}
		return nil
	})))
	engine.Must(o.Set("ref", e.Func("ref", 0, func(goja.FunctionCall) goja.Value { r.setRef(true); return nil })))
	engine.Must(o.Set("unref", e.Func("unref", 0, func(goja.FunctionCall) goja.Value { r.setRef(false); return nil })))
	engine.Must(o.Set("hasRef", e.Func("hasRef", 0, func(goja.FunctionCall) goja.Value { return e.Bool(r.ref) })))
}

type waitedKey struct{}

// waitedOf are the programs that keep this one alive.
func waitedOf(e *engine.Engine) map[*running]struct{} {
	return engine.Slot(e, waitedKey{}, func() map[*running]struct{} {
		waited := map[*running]struct{}{}
		e.AddResources(func() []engine.Resource { return slices.Repeat([]engine.Resource{{Name: "ProcessWrap"}}, len(waited)) })
		return waited
	})
}

func (r *running) setRef(ref bool) {
	if r.ended {
		return
	}
	r.e.SetRef(&r.ref, ref)
	if waited := waitedOf(r.e); ref {
		waited[r] = struct{}{}
	} else {
		delete(waited, r)
	}
}

// finish calls back with the code or the signal that the program has ended with.
func (r *running) finish(state *os.ProcessState, done func()) {
	r.code, r.signal = statusOf(state)
	r.setRef(false)
	r.ended = true
	done()
}

func (r *running) exited(callback goja.Value) {
	r.e.Call(callback, goja.Undefined(), r.e.Int(r.code), r.e.Int(r.signal))
}
