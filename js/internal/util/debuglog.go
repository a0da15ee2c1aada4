package util

import (
	"io"
	"regexp"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// debugSections is NODE_DEBUG as an expression: names with commas between, and
// * for anything.
func debugSections(e *engine.Engine) *regexp.Regexp {
	return engine.Slot(e, "util.debuglog", func() *regexp.Regexp {
		names := e.Host.Getenv("NODE_DEBUG")
		if names == "" {
			return nil
		}
		pattern := strings.ReplaceAll(regexp.QuoteMeta(names), `\*`, ".*")
		return regexp.MustCompile("(?i)^(?:" + strings.ReplaceAll(pattern, ",", "|") + ")$")
	})
}

// debuglog is util.debuglog(section, callback).
func debuglog(e *engine.Engine, call goja.FunctionCall) goja.Value {
	section := strings.ToUpper(call.Argument(0).String())
	sections := debugSections(e)
	enabled := sections != nil && sections.MatchString(section)
	logger := e.Func("logger", 0, func(call goja.FunctionCall) goja.Value {
		if enabled {
			pid := "0"
			if process, ok := e.VM.Get("process").(*goja.Object); ok {
				pid = process.Get("pid").String()
			}
			WriteError(e, section+" "+pid+": "+Format(e, call.Arguments)+"\n")
		}
		return nil
	})
	get := e.Func("get", 0, func(goja.FunctionCall) goja.Value { return e.Bool(enabled) })
	engine.Must(logger.DefineAccessorProperty("enabled", get, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
	if callback := call.Argument(1); engine.IsFunction(callback) && enabled {
		e.Call(callback, goja.Undefined(), logger)
	}
	return logger
}

// WriteError writes to process.stderr, or to the standard error of the program
// where there is no process.
func WriteError(e *engine.Engine, text string) { writeTo(e, "stderr", e.Host.Stderr, text) }

// WriteOutput is WriteError for the standard output.
func WriteOutput(e *engine.Engine, text string) { writeTo(e, "stdout", e.Host.Stdout, text) }

type bothStreams struct{}

func writeTo(e *engine.Engine, name string, to io.Writer, text string) {
	if process, ok := e.VM.GlobalObject().Get("process").(*goja.Object); ok {
		// The first line makes both streams, as in Node: process._getActiveHandles has them.
		engine.Slot(e, bothStreams{}, func() bool { return process.Get("stderr") != nil })
		if stream, ok := process.Get(name).(*goja.Object); ok {
			if write, ok := goja.AssertFunction(stream.Get("write")); ok {
				ignored := engine.Slot(e, ignoring(name), func() *IgnoredErrors { return &IgnoredErrors{} })
				_, err := write(stream, e.Text(text), ignored.Callback(e, stream))
				engine.Must(err)
				return
			}
		}
	}
	_, _ = io.WriteString(to, text)
}

type ignoring string // a standard stream

// IgnoredErrors is for writes of whom an error does not concern, as of a console.
type IgnoredErrors struct{ stream, callback *goja.Object }

// Callback is what write is given: when the write fails and nobody listens for the
// stream's error, that is no uncaught exception.
func (i *IgnoredErrors) Callback(e *engine.Engine, stream *goja.Object) *goja.Object {
	if i.stream == stream {
		return i.callback
	}
	nothing := e.Func("", 0, func(goja.FunctionCall) goja.Value { return nil })
	i.stream = stream
	i.callback = e.Func("", 1, func(call goja.FunctionCall) goja.Value {
		if engine.IsNullish(call.Argument(0)) {
			return nil
		}
		if state, ok := stream.Get("_writableState").(*goja.Object); ok && engine.Property(state, "errorEmitted").ToBoolean() {
			return nil // it goes on being written to after an error, which is one then
		}
		if count := stream.Get("listenerCount"); engine.IsFunction(count) && e.Call(count, stream, e.Text("error")).ToInteger() == 0 {
			e.Invoke(stream, "once", e.Text("error"), nothing)
		}
		return nil
	})
	return i.callback
}
