package stream

import (
	"slices"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
)

// pipe is one source.pipe(destination).
type pipe struct {
	source *Stream
	to     *goja.Object
	toEm   *events.Emitter // of to, which is one like any EventEmitter
	target Holder          // to, when that is a native stream

	// The listeners, to take away again.
	data, end, drain, fails, closes, finishes, unpiped *goja.Object
	done                                               bool
}

// pipeTo is Readable.prototype.pipe.
func (s *Stream) pipeTo(to *goja.Object, options goja.Value) {
	e := s.Engine
	p := &pipe{source: s, to: to, toEm: events.Of(e, to)}
	if h, ok := events.State(to).(Holder); ok && h.Core().native != nil {
		p.target = h
	}
	r := s.rare()
	if len(r.pipes) == 1 && s.r&rMultiAwaitDrain == 0 {
		s.r |= rMultiAwaitDrain
	}
	r.pipes = append(r.pipes, p)

	end := true
	if o, ok := options.(*goja.Object); ok && isFalse(o.Get("end")) {
		end = false
	}
	if std := e.VM.Get("process"); std != nil && !engine.IsNullish(std) {
		if o, ok := std.(*goja.Object); ok && (to == o.Get("stdout") || to == o.Get("stderr")) {
			end = false
		}
	}
	listener := func(name string, f func(v goja.Value)) *goja.Object {
		return e.Func(name, 0, func(call goja.FunctionCall) goja.Value {
			f(call.Argument(0))
			return nil
		})
	}
	last := listener("onend", func(goja.Value) { e.Invoke(to, "end") })
	if !end {
		last = listener("unpipe", func(goja.Value) { s.unpipe(to) })
	}
	if s.r&rEndEmitted != 0 {
		e.NextTick(func() { e.Call(last, s.Object) })
	} else {
		s.Listen("end", last, true, false)
	}
	p.end = last
	p.unpiped = e.Func("onunpipe", 2, func(call goja.FunctionCall) goja.Value {
		if info, ok := call.Argument(1).(*goja.Object); ok && call.Argument(0) == s.Object && !truthy(info, "hasUnpiped") {
			engine.Must(info.Set("hasUnpiped", true))
			p.cleanup()
		}
		return nil
	})
	e.Invoke(to, "on", e.Text("unpipe"), p.unpiped)
	p.data = listener("ondata", p.write)
	e.Invoke(s.Object, "on", e.Text("data"), p.data)

	p.fails = listener("onerror", func(err goja.Value) {
		s.unpipe(to)
		p.toEm.Off("error", p.fails)
		if p.toEm.Count("error") > 0 {
			return
		}
		if d := Of(to); d != nil && d.w&(wErrorEmitted) == 0 {
			d.ErrorOrDestroy(err, false)
		} else {
			p.toEm.Emit("error", err)
		}
	})
	p.toEm.Listen("error", p.fails, false, true)
	p.closes = listener("onclose", func(goja.Value) {
		p.toEm.Off("finish", p.finishes)
		s.unpipe(to)
	})
	p.toEm.Listen("close", p.closes, true, false)
	p.finishes = listener("onfinish", func(goja.Value) {
		p.toEm.Off("close", p.closes)
		s.unpipe(to)
	})
	p.toEm.Listen("finish", p.finishes, true, false)

	p.toEm.Emit("pipe", s.Object)
	if needDrain := to.Get("writableNeedDrain"); needDrain != nil && engine.TypeOf(needDrain) == "boolean" && needDrain.ToBoolean() {
		p.wait()
	} else if s.r&rFlowing == 0 {
		s.callResume()
	}
}

// write is the 'data' listener of a pipe.
func (p *pipe) write(chunk goja.Value) {
	e := p.source.Engine
	thrown := e.VM.Try(func() {
		if isFalse(e.Invoke(p.to, "write", chunk)) {
			p.wait()
		}
	})
	if thrown != nil {
		e.Invoke(p.to, "destroy", thrown.Value())
	}
}

// wait pauses the source until the destination drains.
func (p *pipe) wait() {
	s := p.source
	r := s.rare()
	if !p.done {
		if slices.Contains(r.pipes, p) {
			if r.awaiting == nil {
				r.awaiting = map[*goja.Object]struct{}{}
			}
			r.awaiting[p.to] = struct{}{}
		}
		if f := s.flowMethod("pause", s.classes.pause, s.own().Pause); f != nil {
			s.Engine.Call(f, s.Object)
		} else {
			s.pause()
		}
	}
	if p.drain == nil {
		p.drain = s.Engine.Func("pipeOnDrain", 0, func(goja.FunctionCall) goja.Value {
			delete(s.rare().awaiting, p.to)
			if len(s.rare().awaiting) == 0 && s.r&rDataListening != 0 {
				s.callResume()
			}
			return nil
		})
		p.toEm.Listen("drain", p.drain, false, false)
	}
}

func (p *pipe) cleanup() {
	p.toEm.Off("close", p.closes)
	p.toEm.Off("finish", p.finishes)
	if p.drain != nil {
		p.toEm.Off("drain", p.drain)
	}
	p.toEm.Off("error", p.fails)
	p.toEm.Off("unpipe", p.unpiped)
	s := p.source
	s.Off("end", p.end)
	s.Engine.Invoke(s.Object, "removeListener", s.Engine.Text("data"), p.data)
	p.done = true
	// A destination that has not drained yet would hold up the source for
	// the others for ever.
	if p.drain != nil && (len(s.rare().awaiting) > 0 || s.r&rMultiAwaitDrain != 0) {
		s.Engine.Call(p.drain, p.to)
	}
}

// unpipe is Readable.prototype.unpipe; nil means from all.
func (s *Stream) unpipe(to *goja.Object) {
	r := s.rare()
	if len(r.pipes) == 0 {
		return
	}
	var gone []*pipe
	if to == nil {
		gone, r.pipes = r.pipes, nil
		s.pause()
	} else {
		i := slices.IndexFunc(r.pipes, func(p *pipe) bool { return p.to == to })
		if i < 0 {
			return
		}
		gone = r.pipes[i : i+1 : i+1]
		r.pipes = slices.Delete(slices.Clone(r.pipes), i, i+1)
		if len(r.pipes) == 0 {
			s.pause()
		}
	}
	for _, p := range gone {
		p.toEm.Emit("unpipe", s.Object, s.Engine.Object("hasUnpiped", false))
	}
}
