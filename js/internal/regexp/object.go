package regexp

import (
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// class is RegExp in one runtime, with what makes goja's.
type class struct {
	e        *engine.Engine
	ctor     *goja.Object
	native   goja.Constructor
	has      goja.Value                 // Object.prototype.hasOwnProperty
	literals map[[2]string]*goja.Object // pattern and flags to one that is copied
}

// Define has the literals and the constructor of a runtime translate what they get.
func Define(e *engine.Engine, global *goja.Object) {
	c := &class{e: e, ctor: global.Get("RegExp").(*goja.Object), literals: map[[2]string]*goja.Object{}}
	c.has = global.Get("Object").(*goja.Object).Get("prototype").(*goja.Object).Get("hasOwnProperty")
	literal := e.Func("", 2, func(call goja.FunctionCall) goja.Value {
		return c.literal(call.Argument(0).String(), call.Argument(1).String())
	})
	engine.Must(global.DefineDataProperty(gojax.RegExpLiteral, literal, goja.FLAG_FALSE, goja.FLAG_FALSE, goja.FLAG_FALSE))
	ours := e.VM.ToValue(c.construct).(*goja.Object)
	copyProperties, err := e.VM.RunProgram(copier)
	engine.Must(err)
	e.Call(copyProperties, goja.Undefined(), c.ctor, ours)
	c.native, _ = goja.AssertConstructor(gojax.Replace(c.ctor, ours))
	proto := c.ctor.Get("prototype").(*goja.Object)
	get := e.Func("get unicodeSets", 0, func(call goja.FunctionCall) goja.Value {
		if call.This == proto {
			return goja.Undefined()
		}
		return e.Bool(false) // those that have the flag say so themselves
	})
	engine.Must(proto.DefineAccessorProperty("unicodeSets", get, nil, goja.FLAG_TRUE, goja.FLAG_FALSE))
	defineSearches(e, proto)
}

var copier = goja.MustCompile("node:internal/regexp",
	"(function (from, to) { Object.defineProperties(to, Object.getOwnPropertyDescriptors(from)) })", true)

// construct is new RegExp(pattern, flags), and RegExp(pattern, flags): goja does not tell
// which, so that RegExp(re) is a copy, too.
func (c *class) construct(call goja.ConstructorCall) *goja.Object {
	pattern, flags := call.Argument(0), call.Argument(1)
	from, isObject := pattern.(*goja.Object)
	e := c.e
	target := call.NewTarget
	if target == nil {
		target = c.ctor
	}
	if isObject && gojax.KindOf(from) == gojax.RegExp {
		if e.Call(c.has, from, e.Text("source")).ToBoolean() { // it was translated
			if pattern = from.Get("source"); goja.IsUndefined(flags) {
				flags = from.Get("flags")
			}
		}
	}
	text, isText := pattern.(goja.String)
	if isText && !goja.IsUndefined(flags) {
		flags = flags.ToString()
		if gojax.Translated(text.String(), flags.String()) {
			return c.make(target, text.String(), flags.String())
		}
	}
	o, err := c.native(target, pattern, flags)
	engine.Must(err)
	return o
}

// literal makes what a literal stands for. The pattern is compiled once.
func (c *class) literal(pattern, flags string) *goja.Object {
	key := [2]string{pattern, flags}
	from := c.literals[key]
	if from == nil {
		from = c.make(c.ctor, pattern, flags)
		c.literals[key] = from
	}
	o, err := c.native(c.ctor, from)
	engine.Must(err)
	c.show(o, pattern, flags)
	return o
}

// make makes a regular expression of a pattern that is translated.
func (c *class) make(target *goja.Object, pattern, flags string) *goja.Object {
	known := flags
	sets := strings.Contains(flags, "v")
	if sets {
		if strings.Contains(flags, "u") || strings.Count(flags, "v") > 1 {
			panic(c.syntaxError("Invalid flags supplied to RegExp constructor '" + flags + "'"))
		}
		known = strings.Replace(flags, "v", "u", 1)
	}
	translated, err := translate(pattern, sets)
	if err != nil {
		panic(c.syntaxError("Invalid regular expression: /" + pattern + "/" + flags + ": " + err.Error()))
	}
	o, err := c.native(target, c.e.Text(translated), c.e.Text(known))
	engine.Must(err)
	c.show(o, pattern, flags)
	return o
}

// show has a regular expression say what its author has written.
func (c *class) show(o *goja.Object, pattern, flags string) {
	own := func(name string, v goja.Value) {
		engine.Must(o.DefineDataProperty(name, v, goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	own("source", c.e.Text(strings.ReplaceAll(pattern, "\n", `\n`)))
	if strings.Contains(flags, "v") {
		own("unicodeSets", c.e.Bool(true))
		own("unicode", c.e.Bool(false))
		var ordered strings.Builder
		for _, flag := range "dgimsuvy" {
			if strings.ContainsRune(flags, flag) {
				ordered.WriteRune(flag)
			}
		}
		own("flags", c.e.Text(ordered.String()))
	}
}

func (c *class) syntaxError(message string) *goja.Object {
	return c.e.Construct(c.e.Intrinsic("SyntaxError"), c.e.Text(message))
}
