package engine

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/go-sourcemap/sourcemap"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// File is what is known of a compiled file beside its code, for the positions
// in stack traces.
type File struct {
	// Text is the file as its author wrote it.
	Text string
	// Code is what was compiled: the text, or what it was transformed to.
	Code string
	// Shift is how many columns were put in front of the first line.
	Shift int
	// Map is the source map of the code, when it was transformed.
	Map []byte

	consumer *sourcemap.Consumer
	starts   []int // where the lines of the code begin
}

// line returns a line of the code; the first one is 1.
func (s *File) line(n int) string {
	if s.starts == nil {
		s.starts = []int{0}
		for i := range len(s.Code) {
			if s.Code[i] == '\n' {
				s.starts = append(s.starts, i+1)
			}
		}
	}
	if n < 1 || n > len(s.starts) {
		return ""
	}
	line, _, _ := strings.Cut(s.Code[s.starts[n-1]:], "\n")
	return line
}

// after is the code that a position of goja's names, with what is called.
func (s *File) after(line, column int) string {
	if line == 1 {
		column = max(column-s.Shift, 1)
	}
	text := s.line(line)
	column = gojax.Callee(text, column)
	return text[min(column-1, len(text)):]
}

// position turns a position in the code into one in the file.
func (s *File) position(line, column int) (int, int) {
	if line == 1 {
		column = max(column-s.Shift, 1)
	}
	column = gojax.Callee(s.line(line), column)
	if s.Map == nil {
		return line, column
	}
	if s.consumer == nil {
		consumer, err := sourcemap.Parse("", s.Map)
		if err != nil {
			s.Map = nil
			return line, column
		}
		s.consumer = consumer
	}
	if _, _, l, c, ok := s.consumer.Source(line, column-1); ok {
		return l, c + 1
	}
	return line, column
}

// Files are the files that were compiled, by name.
func (e *Engine) Files() map[string]*File {
	return Slot(e, filesKey{}, func() map[string]*File { return map[string]*File{} })
}

type filesKey struct{}

// Frame is one call of a stack trace.
type Frame struct {
	Function     string
	File         string // "" for a native function
	Line, Column int
}

// String writes a frame as V8 does.
func (f Frame) String() string {
	if f.File == "" {
		return f.Function + " (<anonymous>)"
	}
	where := f.File + ":" + strconv.Itoa(f.Line) + ":" + strconv.Itoa(f.Column)
	if f.Function == "" {
		return where
	}
	return f.Function + " (" + where + ")"
}

// MainFunction is the name of the function that has the code of a CommonJS
// module in it, as stack traces show it.
const MainFunction = "Object.<anonymous>"

// GetterName is the name of the functions that read a variable that an ES module
// exports, which no script can give to one of its own. Stack traces leave them out.
const GetterName = "export ="

// generatorFile has what goes on within async generators; neither it nor what it calls of
// goja is shown.
const generatorFile = "node:internal/language/generator"

// Frames turns goja's frames into those that a script is shown, at most limit.
func (e *Engine) Frames(stack []goja.StackFrame, limit int) []Frame {
	frames := make([]Frame, 0, min(limit, len(stack)))
	for i := range stack {
		if len(frames) == limit {
			break
		}
		if i+1 < len(stack) && gojax.IsNative(&stack[i]) && stack[i+1].SrcName() == generatorFile {
			continue
		}
		if f, ok := e.frame(&stack[i]); ok {
			if i+1 < len(stack) {
				f.Function = e.constructed(f.Function, &stack[i+1])
			}
			frames = append(frames, f)
		}
	}
	return frames
}

// frame is one call as scripts see it; false for those of our own making.
func (e *Engine) frame(from *goja.StackFrame) (Frame, bool) {
	name, shown := gojax.FrameName(from)
	file := from.SrcName()
	switch {
	case !shown, file == turnFile, file == jobFile, file == generatorFile, name == GetterName:
		return Frame{}, false
	case gojax.IsNative(from):
		return Frame{Function: name}, name != workName
	}
	at := from.Position()
	f := Frame{Function: name, File: file, Line: at.Line, Column: at.Column}
	if s := e.Files()[file]; s != nil {
		f.Line, f.Column = s.position(f.Line, f.Column)
	}
	return f, true
}

// constructed is the name of a function for the frame of its call: of one called with new
// the code of its caller tells so.
func (e *Engine) constructed(name string, caller *goja.StackFrame) string {
	file := e.Files()[caller.SrcName()]
	if file == nil || strings.HasPrefix(name, "new ") {
		return name
	}
	at := caller.Position()
	code := file.after(at.Line, at.Column)
	callee, isNew := strings.CutPrefix(code, "new ")
	switch {
	case isNew && name == "":
		callee = strings.TrimPrefix(strings.TrimPrefix(callee, "("), "class ")
		return "new " + cmp.Or(gojax.LastName(callee), "<anonymous>")
	case isNew, name != "" && strings.HasPrefix(code, "super("):
		return "new " + name
	}
	return name
}

// trace is the stack of an error until somebody looks at it.
type trace struct {
	engine *Engine
	header string
	stack  []goja.StackFrame
	limit  int
	origin []Frame    // shown in the place of an empty stack
	text   goja.Value // once it was made, or assigned
}

// Stacks gives the runtime error objects as V8's: with a stack that is made when
// it is first looked at, Error.captureStackTrace, Error.stackTraceLimit and
// Error.prepareStackTrace. Errors that goja itself makes are such errors too:
// its constructors are replaced in place.
func (e *Engine) Stacks() {
	base := e.Intrinsic("Error")
	for _, name := range []string{"Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError", "EvalError", "URIError", "AggregateError"} {
		e.replaceError(name, e.VM.Get(name).(*goja.Object), base)
	}
	e.stacks = true
	Must(base.Set("stackTraceLimit", 10))
	e.Method(base, "captureStackTrace", 2, func(call goja.FunctionCall) goja.Value {
		o, ok := call.Argument(0).(*goja.Object)
		if !ok {
			panic(e.VM.NewTypeError("Invalid argument"))
		}
		stack := e.VM.CaptureCallStack(0, nil)
		stack = skipNative(stack, "captureStackTrace")
		if f, ok := call.Argument(1).(*goja.Object); ok {
			if name := f.Get("name"); name != nil {
				stack = skipThrough(stack, name.String())
			}
		}
		e.setStack(o, stack)
		return nil
	})
}

// replaceError puts a constructor of ours in the place of one of goja's. The
// object stays the same, so goja uses ours too.
func (e *Engine) replaceError(name string, ctor, base *goja.Object) {
	var construct goja.Constructor // as goja has it
	ours := e.VM.ToValue(func(call goja.ConstructorCall) *goja.Object {
		target := call.NewTarget
		if target == nil {
			target = ctor
		}
		all := e.VM.CaptureCallStack(0, nil)
		stack := skipNative(all, name)
		args := call.Arguments
		if len(stack) == len(all) && len(args) == 1 {
			// goja makes this error, not a script.
			if message, ok := args[0].(goja.String); ok {
				text := message.String()
				if worded := gojax.Worded(text, e.source(stack)); worded != text {
					args = []goja.Value{e.Text(worded)}
				}
			}
		}
		o, err := construct(target, args...)
		Must(err)
		if target != ctor {
			stack = e.skipConstructors(stack)
		}
		e.setStack(o, stack)
		return o
	}).(*goja.Object)
	Must(ours.DefineDataProperty("name", e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	length := 1
	if name == "AggregateError" {
		length = 2
	}
	Must(ours.DefineDataProperty("length", e.Int(length), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	Must(ours.DefineDataProperty("prototype", ctor.Get("prototype"), goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	if name == "Error" {
		Must(ours.DefineDataProperty("isError", ctor.Get("isError"), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	} else {
		Must(ours.SetPrototype(base))
	}
	construct, _ = goja.AssertConstructor(gojax.Replace(ctor, ours))
}

// source is the code that a stack begins in: of modules of our own without the line.
func (e *Engine) source(stack []goja.StackFrame) gojax.Source {
	unseen := gojax.Source{Runtime: e.VM, Describe: e.OwnProperty}
	if len(stack) == 0 {
		return unseen
	}
	if gojax.IsNative(&stack[0]) {
		unseen.Native = stack[0].FuncName()
		return unseen
	}
	file := e.Files()[stack[0].SrcName()]
	if file == nil {
		return unseen
	}
	at := stack[0].Position()
	column := at.Column
	if at.Line == 1 {
		column -= file.Shift
	}
	line := file.line(at.Line)
	if column < 1 || column > len(line) {
		return unseen
	}
	return gojax.Source{Line: line, At: column - 1, Runtime: e.VM, Describe: e.OwnProperty}
}

// setStack gives an object the stack property of an error.
func (e *Engine) setStack(o *goja.Object, stack []goja.StackFrame) {
	limit := 10
	if v := e.Intrinsic("Error").Get("stackTraceLimit"); v == nil || TypeOf(v) != "number" {
		limit = -1
	} else {
		limit = max(int(v.ToInteger()), 0)
	}
	t := &trace{engine: e, stack: stack, limit: limit, origin: e.origin}
	if e.code != "" {
		t.header = e.errorText(o)
	}
	if limit < 0 {
		t.text = goja.Undefined()
	}
	// Each error has a getter of its own, which V8 hides better.
	get := e.VM.ToValue(func(call goja.FunctionCall) goja.Value {
		if this, ok := call.This.(*goja.Object); ok {
			return t.show(this)
		}
		return goja.Undefined()
	})
	Must(o.DefineAccessorProperty("stack", get, Slot(e, traceKey{}, e.stackSetter), goja.FLAG_TRUE, goja.FLAG_FALSE))
}

type traceKey struct{}

// stackSetter makes the function that all stack properties share for what is
// assigned to them.
func (e *Engine) stackSetter() *goja.Object {
	return e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		if o, ok := call.This.(*goja.Object); ok {
			Must(o.DefineDataProperty("stack", call.Argument(0), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
		}
		return nil
	})
}

// show is the stack as a script sees it.
func (t *trace) show(o *goja.Object) goja.Value {
	if t.text != nil {
		return t.text
	}
	frames := t.engine.Frames(t.stack, t.limit)
	if len(frames) == 0 {
		frames = t.origin[:min(max(t.limit, 0), len(t.origin))]
	}
	t.stack = nil
	if t.header == "" {
		t.header = t.engine.errorText(o)
	}
	t.text = t.engine.Text(t.header) // for what prepareStackTrace itself looks at
	prepare := t.engine.Intrinsic("Error").Get("prepareStackTrace")
	if IsFunction(prepare) {
		t.text = t.engine.Call(prepare, t.engine.Intrinsic("Error"), o, t.engine.callSites(frames))
		return t.text
	}
	var b strings.Builder
	b.WriteString(t.header)
	for _, f := range frames {
		b.WriteString("\n    at ")
		b.WriteString(f.String())
	}
	t.text = t.engine.Text(b.String())
	return t.text
}

// errorText is how V8 begins a stack: "Name: message".
func (e *Engine) errorText(o *goja.Object) string {
	name, message := "Error", ""
	if v := o.Get("name"); !IsUndefined(v) {
		name = textOf(v)
	}
	if v := o.Get("message"); !IsUndefined(v) {
		message = textOf(v)
	}
	if e.code != "" {
		name += " [" + e.code + "]"
	}
	switch {
	case name == "":
		return message
	case message == "" && e.code == "":
		return name
	}
	return name + ": " + message
}

func textOf(v goja.Value) string {
	if s, ok := v.(*goja.Symbol); ok {
		return "Symbol(" + s.String() + ")"
	}
	return v.String()
}

// skipNative drops the native function of this name that the stack was captured
// in.
func skipNative(stack []goja.StackFrame, name string) []goja.StackFrame {
	for i := range min(2, len(stack)) {
		if gojax.IsNative(&stack[i]) && stack[i].FuncName() == name {
			return stack[i+1:]
		}
	}
	return stack
}

// skipThrough drops what was called by the function of this name, and itself.
// When it is not there, nothing is left.
func skipThrough(stack []goja.StackFrame, name string) []goja.StackFrame {
	if name == "" {
		return stack
	}
	for i := range stack {
		if stack[i].FuncName() == name {
			return stack[i+1:]
		}
	}
	return nil
}

// skipConstructors drops the constructors of subclasses: those that have just
// called super.
func (e *Engine) skipConstructors(stack []goja.StackFrame) []goja.StackFrame {
	for len(stack) > 0 {
		file := e.Files()[stack[0].SrcName()]
		if file == nil {
			break
		}
		at := stack[0].Position()
		if !strings.HasPrefix(file.after(at.Line, at.Column), "super") {
			break
		}
		stack = stack[1:]
	}
	return stack
}

// SetArrow remembers what Node prints before the stack of an error, in place of
// the line that threw it: the line of a syntax error with a mark under it.
func (e *Engine) SetArrow(err *goja.Object, arrow string) { e.arrow, e.arrowOf = arrow, err }

// Arrow returns what SetArrow remembered of this error.
func (e *Engine) Arrow(err goja.Value) string {
	if o, ok := err.(*goja.Object); ok && o == e.arrowOf {
		return e.arrow
	}
	return ""
}
