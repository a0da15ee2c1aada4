package console

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// methods are those of every console, in the order in which Node has them.
var methods = []struct {
	name string
	call func(c *console, call goja.FunctionCall)
}{
	{"log", (*console).log}, {"info", (*console).log}, {"debug", (*console).log},
	{"warn", (*console).error}, {"error", (*console).error}, {"dir", (*console).dir},
	{"time", (*console).time}, {"timeEnd", (*console).timeEnd}, {"timeLog", (*console).timeLog},
	{"trace", (*console).trace}, {"assert", (*console).assert}, {"clear", (*console).clear},
	{"count", (*console).count}, {"countReset", (*console).countReset},
	{"group", (*console).group}, {"groupEnd", (*console).groupEnd}, {"table", (*console).table},
	{"dirxml", (*console).log}, {"groupCollapsed", (*console).group},
}

func (c *console) log(call goja.FunctionCall)   { c.print(output, call.Arguments) }
func (c *console) error(call goja.FunctionCall) { c.print(failure, call.Arguments) }

func (c *console) dir(call goja.FunctionCall) {
	opts := c.inspectOptions(output)
	opts.CustomInspect = false
	if o, ok := call.Argument(1).(*goja.Object); ok {
		colors := opts.Colors
		opts = util.OptionsOf(c.e, o)
		if engine.IsUndefined(o.Get("customInspect")) {
			opts.CustomInspect = false
		}
		if engine.IsUndefined(o.Get("colors")) {
			opts.Colors = colors
		}
	}
	c.write(output, util.Inspect(c.e, call.Argument(0), opts))
}

func (c *console) time(call goja.FunctionCall) {
	name := c.label(call)
	if _, ok := c.timers[name]; ok {
		c.warn("Label '" + name + "' already exists for console.time()")
		return
	}
	c.timers[name] = time.Now()
}

func (c *console) timeEnd(call goja.FunctionCall) {
	if c.printTime(call, "timeEnd", nil) {
		delete(c.timers, c.label(call))
	}
}

func (c *console) timeLog(call goja.FunctionCall) {
	var more []goja.Value
	if len(call.Arguments) > 1 {
		more = call.Arguments[1:]
	}
	c.printTime(call, "timeLog", more)
}

func (c *console) printTime(call goja.FunctionCall, method string, more []goja.Value) bool {
	name := c.label(call)
	began, ok := c.timers[name]
	if !ok {
		c.warn("No such label '" + name + "' for console." + method + "()")
		return false
	}
	args := []goja.Value{c.e.Text("%s: %s"), c.e.Text(name), c.e.Text(duration(time.Since(began)))}
	c.print(output, append(args, more...))
	return true
}

// duration writes how long something took.
func duration(d time.Duration) string {
	ms := float64(d) / 1e6
	switch {
	case ms >= 3600_000:
		seconds := math.Mod(ms, 60_000) / 1000
		return fmt.Sprintf("%d:%02d:%06.3f (h:mm:ss.mmm)", int(ms/3600_000), int(math.Mod(ms, 3600_000)/60_000), seconds)
	case ms >= 60_000:
		return fmt.Sprintf("%d:%06.3f (m:ss.mmm)", int(ms/60_000), math.Mod(ms, 60_000)/1000)
	case ms >= 1000:
		return strconv.FormatFloat(ms/1000, 'f', 3, 64) + "s"
	}
	return strconv.FormatFloat(math.Round(ms*1000)/1000, 'f', -1, 64) + "ms"
}

func (c *console) trace(call goja.FunctionCall) {
	var b strings.Builder
	b.WriteString("Trace")
	if len(call.Arguments) > 0 {
		if text := c.format(failure, call.Arguments); text != "" {
			b.WriteString(": " + text)
		}
	}
	// The first frame is this function.
	for _, frame := range c.e.Frames(c.e.VM.CaptureCallStack(0, nil)[1:], 10) {
		b.WriteString("\n    at " + frame.String())
	}
	c.write(failure, b.String())
}

func (c *console) assert(call goja.FunctionCall) {
	if call.Argument(0).ToBoolean() {
		return
	}
	args := call.Arguments
	if len(args) > 0 {
		args = args[1:]
	}
	if len(args) == 0 {
		c.callWarn(c.e.Text("Assertion failed"))
		return
	}
	args = append([]goja.Value{}, args...)
	if s, ok := args[0].(goja.String); ok {
		args[0] = c.e.Text("Assertion failed: " + s.String())
	} else {
		args = append([]goja.Value{c.e.Text("Assertion failed")}, args...)
	}
	c.callWarn(args...)
}

// callWarn goes by the method of the object: a script may have replaced it.
func (c *console) callWarn(args ...goja.Value) {
	if warn, ok := goja.AssertFunction(c.self.Get("warn")); ok {
		_, err := warn(c.self, args...)
		engine.Must(err)
	}
}

// clear empties a terminal; anything else has nothing to clear.
func (c *console) clear(goja.FunctionCall) {
	target := c.stdout
	if target == nil {
		if process, ok := c.e.VM.GlobalObject().Get("process").(*goja.Object); ok {
			target, _ = process.Get("stdout").(*goja.Object)
		}
	}
	if target == nil || c.e.Host.Getenv("TERM") == "dumb" {
		return
	}
	if tty := target.Get("isTTY"); tty != nil && tty.ToBoolean() {
		c.e.Invoke(target, "write", c.e.Text("\x1b[1;1H\x1b[0J"))
	}
}

func (c *console) count(call goja.FunctionCall) {
	name := c.label(call)
	c.counts[name]++
	c.write(output, name+": "+strconv.Itoa(c.counts[name]))
}

func (c *console) countReset(call goja.FunctionCall) {
	name := c.label(call)
	if _, ok := c.counts[name]; !ok {
		c.warn("Count for '" + name + "' does not exist")
		return
	}
	delete(c.counts, name)
}

func (c *console) group(call goja.FunctionCall) {
	if len(call.Arguments) > 0 {
		log, _ := goja.AssertFunction(c.self.Get("log"))
		if log != nil {
			_, err := log(c.self, call.Arguments...)
			engine.Must(err)
		}
	}
	c.indent += strings.Repeat(" ", c.groupStep)
}

func (c *console) groupEnd(goja.FunctionCall) {
	c.indent = c.indent[:max(len(c.indent)-c.groupStep, 0)]
}
