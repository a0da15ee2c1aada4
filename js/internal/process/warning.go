package process

import (
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// warnings defines emitWarning, and writes warnings to stderr.
func (p *Process) warnings() {
	e := p.Engine
	for _, name := range []string{"no", "throw", "trace"} {
		if p.HasFlag("--" + name + "-deprecation") {
			p.set(name+"Deprecation", true)
		}
	}
	p.function("emitWarning", 1, func(call goja.FunctionCall) goja.Value {
		p.emitWarning(call.Argument(0), call.Argument(1), call.Argument(2))
		return nil
	})
	own := p.Object.Get("emitWarning")
	e.Warn = func(w *goja.Object) {
		if f := p.Object.Get("emitWarning"); f != own && engine.IsFunction(f) {
			// A script wants to see warnings before they are events.
			args := []goja.Value{w.Get("message"), w.Get("name")}
			if code := w.Get("code"); code != nil {
				args = append(args, code)
			}
			e.Call(f, p.Object, args...)
			return
		}
		p.warn(w)
	}
	if !p.NoWarnings && p.Engine.Host.Getenv("NODE_NO_WARNINGS") != "1" {
		p.On("warning", e.Func("onWarning", 1, func(call goja.FunctionCall) goja.Value {
			if o, ok := call.Argument(0).(*goja.Object); ok && o.ClassName() == "Error" {
				p.writeWarning(o)
			}
			return nil
		}))
	}
}

// emitWarning is process.emitWarning with its three ways to be called.
func (p *Process) emitWarning(warning, kind, code goja.Value) {
	e := p.Engine
	var detail goja.Value = goja.Undefined()
	if o, ok := kind.(*goja.Object); ok && !engine.IsFunction(o) && o.ClassName() != "Array" {
		code = o.Get("code")
		detail = o.Get("detail")
		if _, ok := detail.(goja.String); !ok {
			detail = goja.Undefined()
		}
		kind = o.Get("type")
		if engine.IsNullish(kind) || !kind.ToBoolean() {
			kind = goja.Undefined()
		}
	} else if engine.IsFunction(kind) {
		code, kind = goja.Undefined(), goja.Undefined()
	}
	name := "Warning"
	if !engine.IsUndefined(kind) {
		name = e.NeedString("type", kind)
	}
	if engine.IsFunction(code) {
		code = goja.Undefined()
	} else if !engine.IsUndefined(code) {
		e.NeedString("code", code)
	}
	var o *goja.Object
	if s, ok := warning.(goja.String); ok {
		o = e.PlainError(s.String())
		engine.Must(o.Set("name", e.Text(name)))
		if !engine.IsUndefined(code) {
			engine.Must(o.Set("code", code))
		}
		if !engine.IsUndefined(detail) {
			engine.Must(o.Set("detail", detail))
		}
	} else if given, ok := warning.(*goja.Object); ok && given.ClassName() == "Error" {
		o = given
	} else {
		panic(e.InvalidArgType("warning", warning, "Error", "string"))
	}
	p.warn(o)
}

// warn emits 'warning' in the next tick.
func (p *Process) warn(warning *goja.Object) {
	e := p.Engine
	if name := warning.Get("name"); name != nil && name.String() == "DeprecationWarning" {
		if v := p.Object.Get("noDeprecation"); v != nil && v.ToBoolean() {
			return
		}
		if v := p.Object.Get("throwDeprecation"); v != nil && v.ToBoolean() {
			e.NextTick(func() { panic(warning) })
			return
		}
	}
	e.NextTick(func() { p.Emit("warning", warning) })
}

func (p *Process) writeWarning(o *goja.Object) {
	deprecation := engine.Property(o, "name").String() == "DeprecationWarning"
	if v := p.Object.Get("noDeprecation"); deprecation && v != nil && v.ToBoolean() {
		return
	}
	for _, key := range []string{"name", "code"} {
		if v := o.Get(key); !engine.IsNullish(v) && slices.Contains(p.FlagValues("--disable-warning"), v.String()) {
			return
		}
	}
	var b strings.Builder
	b.WriteString("(" + p.title0() + ":" + strconv.Itoa(os.Getpid()) + ") ")
	if code := o.Get("code"); !engine.IsNullish(code) {
		b.WriteString("[" + code.String() + "] ")
	}
	trace := p.HasFlag("--trace-warnings")
	if v := p.Object.Get("traceDeprecation"); deprecation && v != nil && v.ToBoolean() {
		trace = true
	}
	if stack := o.Get("stack"); trace && !engine.IsNullish(stack) {
		b.WriteString(stack.String())
	} else {
		text := p.Engine.Invoke(o, "toString")
		b.WriteString(text.String())
	}
	if detail, ok := o.Get("detail").(goja.String); ok {
		b.WriteString("\n" + detail.String())
	}
	b.WriteString("\n")
	if !trace && !p.warned {
		p.warned = true
		flag := "--trace-warnings"
		if deprecation {
			flag = "--trace-deprecation"
		}
		b.WriteString("(Use `" + "node " + flag + " ...` to show where the warning was created)\n")
	}
	if !p.redirected(b.String()) {
		_, _ = io.WriteString(p.Engine.Host.Stderr, b.String())
	}
}

// redirected appends a warning to the file that --redirect-warnings or the environment
// names, and reports whether there is one that takes it.
func (p *Process) redirected(text string) bool {
	name := p.Engine.Host.Getenv("NODE_REDIRECT_WARNINGS")
	if names := p.FlagValues("--redirect-warnings"); len(names) > 0 {
		name = names[len(names)-1]
	}
	if name == "" {
		return false
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return false
	}
	_, err = f.WriteString(text)
	return f.Close() == nil && err == nil
}

// title0 is how warnings call the program.
func (p *Process) title0() string { return "node" }
