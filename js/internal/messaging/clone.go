// Package messaging is what carries values from one place to another as copies:
// structuredClone, MessageChannel and BroadcastChannel.
package messaging

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/shared"
)

// Transferable is what can be moved to another runtime besides memory: a port, the web's
// streams, and connections and servers of package net.
type Transferable interface {
	// CheckTransfer throws when it is in no state to be moved.
	CheckTransfer()
	// Lift takes it out of its runtime. unload makes it again in another; drop gives
	// it up.
	Lift() (unload func(e *engine.Engine) *goja.Object, drop func())
}

func transferableOf(o *goja.Object) Transferable {
	if p := portOf(o); p != nil {
		return p
	}
	switch hidden := engine.Hidden(o, engine.Cloneable).(type) {
	case Transferable:
		return hidden
	case interface {
		Transfer(o *goja.Object) Transferable
	}:
		return hidden.Transfer(o)
	}
	t, _ := events.State(o).(Transferable)
	return t
}

// remakeable is what can be made again from the same bytes in any runtime: a Blob.
type remakeable interface {
	Remake(e *engine.Engine) *goja.Object
}

// crate stands in a copy for what is moved.
type crate struct {
	goja.Value
	content Transferable
}

// cloner copies one value; what occurs in it twice is one object in the copy.
type cloner struct {
	e        *engine.Engine
	memory   map[*goja.Object]*goja.Object
	transfer map[*goja.Object]bool
	movables []Transferable // in the order of the list
	packing  bool           // the copy is for a packet
}

// newCloner checks the list of what is to be moved.
func newCloner(e *engine.Engine, transfer []*goja.Object) *cloner {
	c := &cloner{e: e, memory: map[*goja.Object]*goja.Object{}, transfer: map[*goja.Object]bool{}}
	failed := func(text string) { panic(domexception.New(e, text, "DataCloneError")) }
	for _, o := range transfer {
		memory, isMemory := gojax.BufferOf(o)
		movable := transferableOf(o)
		switch {
		case isUntransferable(o):
			failed("Cannot transfer object of unsupported type.")
		case shared.Is(o) || !isMemory && movable == nil:
			failed("Found invalid value in transferList.")
		case c.transfer[o]:
			failed("Transfer list contains duplicate " + classOf(o, isMemory))
		case isMemory && memory.Detached():
			failed("Cannot transfer object of unsupported type.")
		case movable != nil:
			c.movables = append(c.movables, movable)
		}
		c.transfer[o] = true
	}
	for _, t := range c.movables {
		t.CheckTransfer()
	}
	return c
}

// classOf is the class of what can be moved, whatever it says itself.
func classOf(o *goja.Object, isMemory bool) string {
	switch {
	case isMemory:
		return "ArrayBuffer"
	case portOf(o) != nil:
		return "MessagePort"
	}
	return engine.ClassName(o)
}

// Clone is structuredClone(value, { transfer }).
func Clone(e *engine.Engine, v goja.Value, transfer []*goja.Object) goja.Value {
	c := newCloner(e, transfer)
	if len(c.movables) > 0 {
		return Pack(e, v, transfer).Unpack(e)
	}
	return c.copy(v, transfer)
}

// copy copies the value, and takes the memory that is moved.
func (c *cloner) copy(v goja.Value, transfer []*goja.Object) goja.Value {
	result := c.clone(v)
	for _, o := range transfer {
		if buffer, ok := gojax.BufferOf(o); ok {
			copied, _ := gojax.BufferOf(c.clone(o))
			if !buffer.Detach() {
				copied.Detach() // a getter has given the memory away meanwhile
			}
		}
	}
	return result
}

func (c *cloner) clone(v goja.Value) goja.Value {
	switch v := v.(type) {
	case *goja.Symbol:
		panic(c.failed(SymbolText(v)))
	case *goja.Object:
		if known, ok := c.memory[v]; ok {
			return known
		}
		c.e.Nest()
		defer c.e.Unnest()
		return c.object(v)
	}
	return v
}

// SymbolText is String(symbol).
func SymbolText(s *goja.Symbol) string {
	return "Symbol(" + strings.TrimSuffix(strings.TrimPrefix(s.String(), "Symbol("), ")") + ")"
}

func (c *cloner) failed(what string) *goja.Object {
	return domexception.New(c.e, what+" could not be cloned.", "DataCloneError")
}

// global returns a constructor by name.
func (c *cloner) global(name string) *goja.Object { return c.e.Intrinsic(name) }

func (c *cloner) object(o *goja.Object) goja.Value {
	if what := Refused(c.e, o); what != "" {
		panic(c.failed(what))
	}
	known := func(copied *goja.Object) *goja.Object {
		c.memory[o] = copied
		return copied
	}
	switch gojax.KindOf(o) {
	case gojax.Array:
		copied := known(c.e.VM.NewArray())
		engine.Must(copied.Set("length", o.Get("length")))
		c.properties(o, copied)
		return copied
	case gojax.Date:
		return known(c.e.Construct(c.global("Date"), c.e.Call(c.method("Date", "getTime"), o)))
	case gojax.RegExp:
		return known(c.e.Construct(c.global("RegExp"), Pattern(c.e, o)...))
	case gojax.Boxed:
		return known(gojax.Primitive(o).ToObject(c.e.VM))
	case gojax.Error:
		return c.failure(o)
	case gojax.Map:
		copied := known(c.e.Construct(c.global("Map")))
		c.each(o, "Map", func(v, k goja.Value) { c.e.Invoke(copied, "set", c.clone(k), c.clone(v)) })
		return copied
	case gojax.Set:
		copied := known(c.e.Construct(c.global("Set")))
		c.each(o, "Set", func(v, _ goja.Value) { c.e.Invoke(copied, "add", c.clone(v)) })
		return copied
	case gojax.ArrayBuffer:
		return known(c.buffer(o))
	case gojax.TypedArray, gojax.DataView:
		return known(c.view(o))
	}
	return c.rest(o)
}

// Refused is what an object that nothing copies is called when that is said; "" for any
// other.
func Refused(e *engine.Engine, o *goja.Object) string {
	if engine.IsFunction(o) {
		return source(e, o)
	}
	switch gojax.KindOf(o) {
	case gojax.Plain:
		if class := language.WeakClass(o); class != "" {
			return "#<" + class + ">"
		}
	case gojax.Boxed:
		switch gojax.Primitive(o).(type) {
		case nil:
			return "#<Object>"
		case *goja.Symbol:
			return "[object Symbol]"
		}
	case gojax.Arguments, gojax.Proxy:
		switch {
		case gojax.Target(o) == nil:
			return "null"
		case gojax.IsArray(o):
			return "[object Array]"
		}
		return "#<Object>"
	case gojax.WeakMap:
		return "#<WeakMap>"
	case gojax.WeakSet:
		return "#<WeakSet>"
	case gojax.Promise:
		return "#<Promise>"
	case gojax.Generator:
		return "[object Generator]"
	case gojax.MapIterator:
		return "[object Map Iterator]"
	case gojax.SetIterator:
		return "[object Set Iterator]"
	}
	return ""
}

// buffer copies an ArrayBuffer. One that is shared or transferred keeps its memory.
func (c *cloner) buffer(o *goja.Object) *goja.Object {
	memory, ok := gojax.BufferOf(o)
	if !ok {
		panic(c.failed("#<Object>"))
	}
	bytes := memory.Bytes()
	if shared.Is(o) {
		return shared.New(c.e, bytes)
	}
	if memory.Detached() && !c.transfer[o] {
		panic(c.failed("An ArrayBuffer is detached and"))
	}
	if !c.transfer[o] {
		bytes = append([]byte(nil), bytes...)
	}
	return c.e.VM.ToValue(c.e.VM.NewArrayBuffer(bytes)).(*goja.Object)
}

// rest is for objects of the classes that are ours, and for plain ones.
func (c *cloner) rest(o *goja.Object) goja.Value {
	if c.transfer[o] {
		stand := c.e.VM.NewObject()
		engine.Hide(stand, engine.Cloneable, &crate{goja.Undefined(), transferableOf(o)})
		c.memory[o] = stand
		return stand
	}
	if isUncloneable(o) {
		panic(domexception.New(c.e, "Cannot clone object of unsupported type.", "DataCloneError"))
	}
	if own, ok := engine.Hidden(o, engine.Cloneable).(interface{ Clone() *goja.Object }); ok {
		copied := own.Clone()
		c.memory[o] = copied
		return copied
	}
	if own, ok := engine.Hidden(o, engine.Cloneable).(remakeable); ok {
		copied := own.Remake(c.e)
		c.memory[o] = copied
		return copied
	}
	if transferableOf(o) != nil {
		panic(domexception.New(c.e, "Object that needs transfer was found in message but not listed in transferList", "DataCloneError"))
	}
	copied := c.e.VM.NewObject()
	c.memory[o] = copied
	c.properties(o, copied)
	return copied
}

func (c *cloner) method(class, name string) goja.Value { return method(c.e, class, name) }

func method(e *engine.Engine, class, name string) goja.Value {
	return e.Intrinsic(class).Get("prototype").(*goja.Object).Get(name)
}

// source is the text of a function, or of the one that a proxy stands for.
func source(e *engine.Engine, f *goja.Object) string {
	if f = gojax.Target(f); f == nil { // revoked
		return "null"
	}
	return e.Call(method(e, "Function", "toString"), f).String()
}

// properties copies an object's own enumerable properties with string names.
func (c *cloner) properties(from, to *goja.Object) {
	for _, name := range from.Keys() {
		v := from.Get(name)
		if v == nil {
			v = goja.Undefined()
		}
		engine.Must(to.DefineDataProperty(name, c.clone(v), goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
	}
}

// Pattern is the source and the flags that a regular expression really has, whatever its
// properties say.
func Pattern(e *engine.Engine, o *goja.Object) []goja.Value {
	proto := e.Intrinsic("RegExp").Get("prototype").(*goja.Object)
	ask := func(name string) goja.Value {
		if d := e.OwnProperty(proto, e.Text(name)); d != nil && engine.IsFunction(d.Get("get")) {
			return e.Call(d.Get("get"), o)
		}
		return engine.Property(o, name)
	}
	flags := ""
	for i, name := range []string{"global", "ignoreCase", "multiline", "dotAll", "unicode", "sticky"} {
		if ask(name).ToBoolean() {
			flags += "gimsuy"[i : i+1]
		}
	}
	return []goja.Value{e.ToText(ask("source")), e.Text(flags)}
}

// each collects the entries first: getters may change the collection.
func (c *cloner) each(o *goja.Object, class string, f func(v, k goja.Value)) {
	for _, pair := range Entries(c.e, o, class) {
		f(pair[0], pair[1])
	}
}

// Entries are the values and keys of a "Map", or the values of a "Set".
func Entries(e *engine.Engine, o *goja.Object, class string) (pairs [][2]goja.Value) {
	e.Call(method(e, class, "forEach"), o, e.Func("", 2, func(call goja.FunctionCall) goja.Value {
		pairs = append(pairs, [2]goja.Value{call.Argument(0), call.Argument(1)})
		return nil
	}))
	return pairs
}

// view copies a typed array or a DataView together with its buffer.
func (c *cloner) view(o *goja.Object) *goja.Object {
	view, ok := gojax.ViewOf(o)
	if !ok {
		panic(c.failed("#<Object>"))
	}
	buffer := c.clone(c.e.VM.ToValue(view.Buffer))
	return c.e.Construct(c.global(view.Type), buffer, c.e.Int(view.Offset), c.e.Int(view.Length/view.Size))
}

// failure copies an error: its class if it is one of the language, message,
// stack and cause.
func (c *cloner) failure(o *goja.Object) goja.Value {
	if name, message, ok := domexception.Of(o); ok {
		copied := domexception.New(c.e, message, name)
		c.memory[o] = copied
		return copied
	}
	class := ErrorClass(o)
	var args []goja.Value
	plain := func(to *goja.Object, name string, v goja.Value) {
		engine.Must(to.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE))
	}
	if v := o.Get("message"); v != nil && c.owns(o, "message") {
		args = append(args, c.e.Text(v.String()))
	}
	copied := c.e.Construct(c.global(class), args...)
	c.memory[o] = copied
	if v := o.Get("stack"); v != nil {
		if _, text := v.(goja.String); text {
			plain(copied, "stack", v)
		}
	}
	if c.owns(o, "cause") {
		plain(copied, "cause", c.clone(o.Get("cause")))
	}
	return copied
}

// ErrorClass is which of the language's classes a copy of an error is of.
func ErrorClass(o *goja.Object) string {
	if v := o.Get("name"); v != nil {
		switch name := v.String(); name {
		case "EvalError", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError":
			return name
		}
	}
	return "Error"
}

func (c *cloner) owns(o *goja.Object, name string) bool {
	return c.e.OwnProperty(o, c.e.Text(name)) != nil
}

// transferOf reads the transfer option of structuredClone and postMessage, which takes the
// list itself, too. Node has other words for each.
func transferOf(e *engine.Engine, function string, v goja.Value) []*goja.Object {
	if engine.IsNullish(v) {
		return nil
	}
	o, ok := v.(*goja.Object)
	if !ok {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute '"+function+"': Options cannot be converted to a dictionary"))
	}
	cloning := function == "structuredClone"
	if cloning || !engine.IsFunction(o.GetSymbol(goja.SymIterator)) {
		list := o.Get("transfer")
		if engine.IsUndefined(list) {
			return nil
		}
		if o, ok = list.(*goja.Object); !ok || !engine.IsFunction(o.GetSymbol(goja.SymIterator)) {
			message := "Optional options.transfer argument must be an iterable"
			if cloning {
				message = "Failed to execute 'structuredClone': transfer in Options cannot be converted to sequence."
			}
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", message))
		}
	}
	var transfer []*goja.Object
	e.VM.ForOf(o, func(v goja.Value) bool {
		item, ok := v.(*goja.Object)
		switch {
		case !ok && cloning:
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Failed to execute 'structuredClone': transfer in Options["+strconv.Itoa(len(transfer))+"] is not an object."))
		case !ok:
			panic(domexception.New(e, "Found invalid value in transferList.", "DataCloneError"))
		}
		transfer = append(transfer, item)
		return true
	})
	return transfer
}

// structuredClone is the global.
func structuredClone(e *engine.Engine) *goja.Object {
	return e.Func("structuredClone", 2, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) == 0 {
			panic(e.MissingArgs("The value argument must be specified"))
		}
		return Clone(e, call.Argument(0), transferOf(e, "structuredClone", call.Argument(1)))
	})
}
