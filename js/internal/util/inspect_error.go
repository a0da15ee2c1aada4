package util

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// errorText is the stack of an error, with its class made clear. It drops the
// keys that the stack shows already. What an error throws when it is asked, as one
// does whose name is itself, leaves only what it is.
func (in *inspector) errorText(f *form) (text string) {
	if thrown := in.r.e.VM.Try(func() { text = in.stackOf(f) }); thrown != nil {
		return "[object Error]"
	}
	return text
}

func (in *inspector) stackOf(f *form) string {
	e := in.r.e
	name := "Error"
	if v := f.o.Get("name"); !engine.IsNullish(v) {
		name = v.String()
	}
	stack := in.stackText(f.o)
	for _, key := range []string{"name", "message", "stack"} {
		i := slices.IndexFunc(f.keys, func(k goja.Value) bool { _, s := k.(*goja.Symbol); return !s && k.String() == key })
		if i < 0 || in.ShowHidden && key != "stack" {
			continue
		}
		if key == "stack" && in.ShowHidden {
			// In V8 it is an accessor.
			f.parts = func(int) []string { return []string{"[stack]: " + in.style("[Getter/Setter]", "special")} }
		}
		if s, ok := f.o.Get(key).(goja.String); !ok || key == "stack" || strings.Contains(stack, s.String()) {
			f.keys = slices.Delete(f.keys, i, i+1)
		}
	}
	for _, key := range []string{"cause", "errors"} {
		if _, ok := in.r.own(f.o, e.Text(key)); !ok {
			continue
		}
		if key == "errors" {
			if list, ok := f.o.Get(key).(*goja.Object); !ok || gojax.KindOf(list) != gojax.Array {
				continue
			}
		}
		if !slices.ContainsFunc(f.keys, func(k goja.Value) bool { _, s := k.(*goja.Symbol); return !s && k.String() == key }) {
			f.keys = append(f.keys, e.Text(key))
		}
	}
	stack = improve(in, f, name, stack)
	after := 0
	if message, ok := f.o.Get("message").(goja.String); ok && message.Length() > 0 {
		if i := strings.Index(stack, message.String()); i >= 0 {
			after = i + message.Length()
		}
	}
	if after > len(stack) || !strings.Contains(stack[after:], "\n    at") {
		stack = "[" + stack + "]"
	} else {
		stack = in.frames(f.o, stack, after)
	}
	if in.indent != 0 {
		stack = strings.ReplaceAll(stack, "\n", "\n"+strings.Repeat(" ", in.indent))
	}
	return stack
}

// engineFrames are those below every script: what runs an event.
var engineFrames = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\n\tat (work \(native\)|turn \(node:internal/turn:.*\))`)
})

// NodeStack writes a stack of goja's in Node's form.
func NodeStack(stack string) string {
	if !gojax.HasFrames(stack) {
		return stack
	}
	return gojax.NodeFrames(engineFrames().ReplaceAllString(stack, ""))
}

func (in *inspector) stackText(o *goja.Object) string {
	v := o.Get("stack")
	if s, ok := v.(goja.String); ok && s.Length() > 0 {
		return NodeStack(s.String())
	}
	text := in.r.call(in.r.errorText, o).String()
	if v == nil || !v.ToBoolean() {
		return text
	}
	inner := &inspector{Options: in.Options, r: in.r, seen: append(slices.Clone(in.seen), o)}
	return text + "\n    " + strings.ReplaceAll(inner.value(v, 0, false), "\n", "\n    ")
}

var stackHead = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)`) })
var onlyName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z_A-Z0-9-]*Error)$`) })

// improve puts the class of an error into its stack, where a subclass has
// another name than the stack says.
func improve(in *inspector, f *form, name, stack string) string {
	named := strings.HasSuffix(name, "Error") && strings.HasPrefix(stack, name) &&
		(len(stack) == len(name) || stack[len(name)] == ':' || stack[len(name)] == '\n')
	if f.class != nullProto && !named {
		return stack
	}
	fallback, length := "Error", len(name)
	if f.class == nullProto {
		start := stackHead().FindStringSubmatch(stack)
		if start == nil {
			start = onlyName().FindStringSubmatch(stack)
		}
		length = 0
		if start != nil {
			fallback, length = start[1], len(start[1])
		}
	}
	prefix := strings.TrimSuffix(in.prefix(f, fallback, ""), " ")
	switch {
	case name == prefix:
		return stack
	case strings.Contains(prefix, name) && length == 0:
		return prefix + ": " + stack
	case strings.Contains(prefix, name):
		return prefix + stack[length:]
	}
	return prefix + " [" + name + "]" + stack[length:]
}

// frames leaves out what the stack of a cause says again.
func (in *inspector) frames(o *goja.Object, stack string, after int) string {
	at := after + strings.Index(stack[after:], "\n    at")
	head, lines := stack[:at], strings.Split(stack[at+1:], "\n")
	if cause, ok := o.Get("cause").(*goja.Object); ok && gojax.KindOf(cause) == gojax.Error {
		if s, ok := cause.Get("stack").(goja.String); ok {
			lines = withoutShared(lines, NodeStack(s.String()))
		}
	}
	return head + "\n" + strings.Join(lines, "\n")
}

func withoutShared(lines []string, causeStack string) []string {
	start := strings.Index(causeStack, "\n    at")
	if start < 0 {
		return lines
	}
	cause := strings.Split(causeStack[start+1:], "\n")
	shared, at := 0, 0
	for i := range lines {
		for j := range cause {
			n := 0
			for i+n < len(lines) && j+n < len(cause) && lines[i+n] == cause[j+n] {
				n++
			}
			if n > shared {
				shared, at = n, i
			}
		}
	}
	if shared <= 3 {
		return lines
	}
	// The first and the last line that are the same stay.
	note := "    ... " + itoa(shared-2) + " lines matching cause stack trace ..."
	short := append([]string{}, lines[:at+1]...)
	short = append(short, note)
	return append(short, lines[at+shared-1:]...)
}
