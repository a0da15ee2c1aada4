package program

import (
	"strconv"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/process"
	"github.com/nodenet-go/nodenet/js/internal/signals"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// fatal ends the program because of an error that nobody caught.
func (p *running) fatal(thrown *goja.Exception) {
	if p.thread != nil {
		p.thread.threw(thrown)
		return
	}
	code := 1
	switch {
	case p.engine.HandlerFailed:
		code = 7
	case !p.process.Exiting():
		// Node writes what has happened after 'exit', and what 'exit' throws never.
		p.process.FailWith(code)
		p.engine.Resume()
		_ = p.engine.VM.Try(p.process.EmitExit)
		if p.engine.Halted() {
			return // process.exit was called
		}
		p.engine.Halt()
		code = p.process.Code()
	case p.process.Code() != 0:
		code = p.process.Code()
	}
	p.write(p.tell(thrown) + "\nNode.js " + process.Version + "\n")
	p.process.TraceExit(code)
	p.exit(code)
}

// abort ends the process before anybody is told of an error that nobody caught, for
// --abort-on-uncaught-exception.
func (p *running) abort(thrown *goja.Exception, rejection bool) {
	if rejection {
		p.write(p.tell(thrown) + "\nNode.js " + process.Version + "\n")
		signals.DieBy(int(syscall.SIGABRT))
	}
	frames := strings.ReplaceAll(atFrames(p.engine, thrown.Stack()), "\n    at ", "\n")
	p.write("Uncaught " + p.named(thrown) + "\n\nFROM" + frames + "\n")
	signals.DieBy(int(syscall.SIGTRAP))
}

// named is the first line of what was thrown.
func (p *running) named(thrown *goja.Exception) (text string) {
	text = "exception"
	_ = attempt(func() { text = plain(thrown.Value()) })
	return text
}

func (p *running) write(text string) { process.WriteError(text) }

// traceUncaught is what Node adds where it has no stack to show.
const traceUncaught = "(Use `node --trace-uncaught ...` to show where the exception was thrown)\n"

// tell is report, or what is left of it where an error throws when it is looked at.
func (p *running) tell(thrown *goja.Exception) (text string) {
	p.engine.Resume() // it may have getters
	defer p.engine.Halt()
	if p.process.HasFlag("--trace-uncaught") {
		defer func() { text = strings.TrimSuffix(text, traceUncaught) + p.thrownAt(thrown) }()
	}
	if attempt(func() { text = p.report(thrown) }) {
		return text
	}
	if attempt(func() { text = p.where(thrown) + thrown.Value().String() + "\n" + traceUncaught }) {
		return text
	}
	return "\n" + traceUncaught
}

// thrownAt is what --trace-uncaught adds: where an error was made, or another value
// thrown.
func (p *running) thrownAt(thrown *goja.Exception) string {
	frames := atFrames(p.engine, thrown.Stack())
	if o, ok := thrown.Value().(*goja.Object); ok && o.ClassName() == "Error" {
		_ = attempt(func() {
			if _, own, ok := strings.Cut(o.Get("stack").String(), "\n    at "); ok {
				frames = "\n    at " + own
			}
		})
	}
	return "Thrown at:" + frames + "\n\n"
}

// attempt calls f, and reports whether it has come to its end: it may run a script
// that throws, or that never ends its recursion.
func attempt(f func()) (ok bool) {
	defer func() {
		if !ok {
			_ = recover()
		}
	}()
	f()
	return true
}

// report is what Node prints of an uncaught error: where it was thrown, the
// error, and where an 'error' event came from.
func (p *running) report(thrown *goja.Exception) string {
	e := p.engine
	value := thrown.Value()
	var b strings.Builder
	emitter, from := events.UnhandledOn(e, value)
	switch {
	case e.Arrow(value) != "":
		b.WriteString(e.Arrow(value))
	case emitter != "":
		b.WriteString("node:events:505\n    throw er; // Unhandled 'error' event\n    ^\n\n")
	default:
		b.WriteString(p.where(thrown))
	}
	o, isError := value.(*goja.Object)
	if !isError {
		return "\n" + strings.TrimSuffix(b.String(), "\n") + plain(value) + "\n" + traceUncaught
	}
	if o.ClassName() != "Error" {
		return "\n" + strings.TrimSuffix(b.String(), "\n") + describe(e, o) + "\n"
	}
	if emitter != "" {
		p.addEmitter(o, emitter, from)
	}
	b.WriteString(withoutBrackets(o, describe(e, o)) + "\n")
	return b.String()
}

// withoutBrackets is for an error that inspect puts in brackets because its stack has no
// frames: where no script had a part in it, Node has frames of its own.
func withoutBrackets(o *goja.Object, shown string) string {
	stack, ok := o.Get("stack").(goja.String)
	if !ok {
		return shown
	}
	text := stack.String()
	rest, ok := strings.CutPrefix(shown, "["+text+"]")
	if !ok || !strings.HasPrefix(text, o.Get("name").String()) || !strings.HasSuffix(text, o.Get("message").String()) {
		return shown // the script has made the stack
	}
	return text + rest
}

// addEmitter has the stack of an error say where the 'error' event was emitted that
// nobody listened to.
func (p *running) addEmitter(o *goja.Object, emitter string, from []goja.StackFrame) {
	stack := o.Get("stack")
	if engine.IsNullish(stack) {
		return
	}
	on := ""
	if emitter != "EventEmitter" {
		on = " on " + emitter + " instance"
	}
	frames := atFrames(p.engine, from)
	if frames == "" { // no script had a part in it
		frames = "\n    at " + emitter + ".emit (<anonymous>)"
	}
	engine.Must(o.Set("stack", stack.String()+"\nEmitted 'error' event"+on+" at:"+frames))
}

// plain is a value as text, without quotes.
func plain(v goja.Value) string {
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	return v.String()
}

// describe shows a value as Node does for the last time: with what is deep in it, and
// without asking it how.
func describe(e *engine.Engine, v goja.Value) string {
	opts := util.Defaults(e)
	opts.Depth, opts.CustomInspect = max(opts.Depth, 5), false
	return util.Inspect(e, v, opts)
}

func atFrames(e *engine.Engine, stack []goja.StackFrame) string {
	text := ""
	frames := e.Frames(stack, 10)
	for len(frames) > 0 && frames[0].File == "" {
		frames = frames[1:] // emit itself
	}
	for _, f := range frames {
		text += "\n    at " + f.String()
	}
	return text
}

// where is the line that threw, with a mark under the place.
func (p *running) where(thrown *goja.Exception) string {
	frames := p.engine.Frames(thrown.Stack(), 10)
	for _, f := range frames {
		file := p.engine.Files()[f.File]
		if file == nil {
			continue
		}
		lines := strings.Split(file.Text, "\n")
		if f.Line < 1 || f.Line > len(lines) {
			break
		}
		line := strings.TrimSuffix(lines[f.Line-1], "\r")
		column := f.Column - 1
		// goja has the place of the value that is thrown; V8 that of the
		// statement.
		if column <= len(line) && !strings.HasPrefix(f.File, "file:") {
			if at := strings.LastIndex(line[:column], "throw "); at >= 0 && !strings.ContainsAny(line[at:column], ";}") {
				column = at
			}
		}
		mark := strings.Repeat(" ", max(column, 0)) + "^"
		return f.File + ":" + strconv.Itoa(f.Line) + "\n" + line + "\n" + mark + "\n\n"
	}
	return ""
}
