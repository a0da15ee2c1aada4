package util

import (
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// styleText is util.styleText(format, text, options).
func styleText(e *engine.Engine, call goja.FunctionCall) goja.Value {
	r := realmOf(e)
	_, colors := r.palette()
	text := e.NeedString("text", call.Argument(1))
	stream, check := goja.Value(nil), true
	if o, ok := call.Argument(2).(*goja.Object); ok {
		if v := o.Get("validateStream"); !engine.IsUndefined(v) {
			check = e.NeedBoolean("options.validateStream", v)
		}
		stream = o.Get("stream")
	}
	var formats []goja.Value
	if list, ok := call.Argument(0).(*goja.Object); ok && gojax.KindOf(list) == gojax.Array {
		for i := 0; i < r.arrayLength(list, gojax.Array); i++ {
			formats = append(formats, element(list, i))
		}
	} else {
		formats = []goja.Value{call.Argument(0)}
	}
	skip := check && !wantsColors(e, stream)
	var before, after []string
	for _, format := range formats {
		if s, ok := format.(goja.String); ok && s.String() == "none" {
			continue
		}
		name, isText := format.(goja.String)
		on, off, ok := "", "", false
		if isText {
			on, off, ok = escapes(colors, name.String())
		}
		if !ok {
			panic(e.InvalidArgValue("format", format, "must be one of: "+r.colorNames()))
		}
		before, after = append(before, on), append(after, off)
	}
	if skip {
		return e.Text(text)
	}
	slices.Reverse(after)
	return e.Text(strings.Join(before, "") + text + strings.Join(after, ""))
}

// colorNames lists the colors for a message: names first, then aliases.
func (r *realm) colorNames() string {
	var names []string
	for _, c := range colorCodes {
		names = append(names, "'"+c.name+"'")
	}
	for _, alias := range colorAliases {
		names = append(names, "'"+alias[0]+"'")
	}
	return strings.Join(names, ", ")
}

// wantsColors reports whether a stream is a terminal that shows colors.
func wantsColors(e *engine.Engine, stream goja.Value) bool {
	if v, ok := e.Host.LookupEnv("FORCE_COLOR"); ok {
		return v != "0" && v != "false"
	}
	o, ok := stream.(*goja.Object)
	if !ok {
		process, _ := e.VM.Get("process").(*goja.Object)
		if process == nil {
			return false
		}
		if o, ok = process.Get("stdout").(*goja.Object); !ok {
			return false
		}
	}
	if tty := o.Get("isTTY"); tty == nil || !tty.ToBoolean() || e.Host.Getenv("NO_COLOR") != "" || e.Host.Getenv("NODE_DISABLE_COLORS") != "" {
		return false
	}
	if depth, ok := goja.AssertFunction(o.Get("getColorDepth")); ok {
		v, err := depth(o)
		engine.Must(err)
		return v.ToInteger() > 2
	}
	return e.Host.Getenv("TERM") != "dumb"
}
