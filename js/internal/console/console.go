// Package console is Node's console.
package console

import (
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// console is what one console object writes with.
type console struct {
	goja.Value // undefined: it hides in its object as a value

	e    *engine.Engine
	self *goja.Object

	// The streams; nil for those of process, which are looked up when they are
	// written to.
	stdout, stderr *goja.Object
	ignoreErrors   bool
	ignored        [2]util.IgnoredErrors
	colors         goja.Value   // colorMode: true, false or "auto"
	options        *goja.Object // inspectOptions

	indent    string
	groupStep int
	counts    map[string]int
	timers    map[string]time.Time
}

func newConsole(e *engine.Engine) *console {
	return &console{
		Value: goja.Undefined(), e: e, ignoreErrors: true, groupStep: 2,
		counts: map[string]int{}, timers: map[string]time.Time{},
	}
}

// stream is one of the two things that a console writes to.
type stream int

const (
	output stream = iota
	failure
)

// write writes a message, which may have several lines, and the end of its line.
func (c *console) write(to stream, text string) {
	if c.indent != "" {
		text = c.indent + strings.ReplaceAll(text, "\n", "\n"+c.indent)
	}
	text += "\n"
	target := c.stdout
	if to == failure {
		target = c.stderr
	}
	switch {
	case target != nil:
		c.writeStream(to, target, text)
	case to == failure:
		util.WriteError(c.e, text)
	default:
		util.WriteOutput(c.e, text)
	}
}

// writeStream writes to the stream that a script gave. What goes wrong with it
// is nothing to whoever prints.
func (c *console) writeStream(to stream, target *goja.Object, text string) {
	e := c.e
	if !c.ignoreErrors {
		e.Invoke(target, "write", e.Text(text))
		return
	}
	write := func() { e.Invoke(target, "write", e.Text(text), c.ignored[to].Callback(e, target)) }
	listens := engine.IsFunction(target.Get("once")) && engine.IsFunction(target.Get("removeListener"))
	var nothing *goja.Object
	if listens {
		nothing = e.Func("", 0, func(goja.FunctionCall) goja.Value { return nil })
		e.Invoke(target, "once", e.Text("error"), nothing)
	}
	_ = e.VM.Try(write)
	if listens {
		e.Invoke(target, "removeListener", e.Text("error"), nothing)
	}
}

// inspectOptions are those for a stream: with colors if it is a terminal.
func (c *console) inspectOptions(to stream) util.Options {
	if c.options != nil {
		opts := util.OptionsOf(c.e, c.options)
		if engine.IsUndefined(c.options.Get("colors")) {
			opts.Colors = c.wantsColors(to)
		}
		return opts
	}
	opts := util.Defaults(c.e)
	if c.wantsColors(to) {
		opts.Colors = true
	}
	return opts
}

func (c *console) wantsColors(to stream) bool {
	if c.colors != nil {
		if b, ok := c.colors.Export().(bool); ok {
			return b
		}
	}
	target, name := c.stdout, "stdout"
	if to == failure {
		target, name = c.stderr, "stderr"
	}
	if target == nil {
		process, _ := c.e.VM.GlobalObject().Get("process").(*goja.Object)
		if process == nil {
			return false
		}
		if target, _ = process.Get(name).(*goja.Object); target == nil {
			return false
		}
	}
	if v, ok := c.e.Host.LookupEnv("FORCE_COLOR"); ok {
		return v != "0" && v != "false"
	}
	if tty := target.Get("isTTY"); tty == nil || !tty.ToBoolean() {
		return false
	}
	if c.e.Host.Getenv("NO_COLOR") != "" || c.e.Host.Getenv("NODE_DISABLE_COLORS") != "" {
		return false
	}
	if depth, ok := goja.AssertFunction(target.Get("getColorDepth")); ok {
		v, err := depth(target)
		engine.Must(err)
		return v.ToInteger() > 2
	}
	return false
}

// print is console.log and what is like it.
func (c *console) print(to stream, args []goja.Value) {
	if len(args) == 1 {
		if s, ok := args[0].(goja.String); ok {
			c.write(to, s.String())
			return
		}
	}
	c.write(to, c.format(to, args))
}

func (c *console) format(to stream, args []goja.Value) string {
	return util.FormatWith(c.e, c.inspectOptions(to), args)
}

func (c *console) warn(text string) { c.e.EmitWarning(text, "Warning", "") }

// label is the name of a counter or a timer.
func (c *console) label(call goja.FunctionCall) string {
	if v := call.Argument(0); !goja.IsUndefined(v) {
		return c.e.ToText(v).String()
	}
	return "default"
}
