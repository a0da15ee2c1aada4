package url

import (
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// longestPattern is how many bytes the parts of a pattern may have together.
const longestPattern = 1 << 16

// pattern hides in a URLPattern.
type pattern struct {
	goja.Value
	components map[string]*compiled
}

// compiled is a component with its regular expression.
type compiled struct {
	component
	expression *goja.Object
}

// patternMaker has the class URLPattern.
type patternMaker struct {
	e     *engine.Engine
	exec  goja.Value // of RegExp, before scripts
	class *engine.Class
}

// patternClass is URLPattern, made when it is first asked for.
func patternClass(e *engine.Engine) *goja.Object {
	type key struct{}
	return engine.Slot(e, key{}, func() *goja.Object {
		p := &patternMaker{e: e, exec: e.Intrinsic("RegExp").Get("prototype").(*goja.Object).Get("exec")}
		p.define()
		return p.class.Constructor
	})
}

func (p *patternMaker) define() {
	e := p.e
	p.class = e.Class("URLPattern", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		engine.Hide(call.This, "urlpattern", p.construct(call.Arguments))
		return nil
	})
	p.class.NeedNew(func() *goja.Object {
		return e.TypeError("ERR_CONSTRUCT_CALL_REQUIRED", "Cannot call constructor without `new`")
	})
	proto := p.class.Prototype
	getter := func(name string, get func(this *pattern) goja.Value) {
		f := e.Func("", 0, func(call goja.FunctionCall) goja.Value { return get(p.this(call)) })
		engine.Must(proto.DefineAccessorProperty(name, f, nil, goja.FLAG_FALSE, goja.FLAG_TRUE))
	}
	for _, name := range patternParts {
		getter(name, func(this *pattern) goja.Value { return e.Text(this.components[name].text) })
	}
	getter("hasRegExpGroups", func(this *pattern) goja.Value {
		return e.Bool(slices.ContainsFunc(patternParts, func(name string) bool { return this.components[name].custom }))
	})
	p.class.Assign("exec", 0, func(call goja.FunctionCall) goja.Value {
		if result := p.match(call, "exec"); result != nil {
			return result
		}
		return goja.Null()
	})
	p.class.Assign("test", 0, func(call goja.FunctionCall) goja.Value { return e.Bool(p.match(call, "test") != nil) })
	p.class.Tag("URLPattern")
}

func (p *patternMaker) this(call goja.FunctionCall) *pattern {
	this := engine.Held[*pattern](call.This, "urlpattern")
	if this == nil {
		panic(p.e.VM.NewTypeError("Illegal invocation"))
	}
	return this
}

func (p *patternMaker) failure() *goja.Object {
	return p.e.TypeError("ERR_INVALID_URL_PATTERN", "Failed to construct URLPattern")
}

// construct is new URLPattern(input, baseURL, options), and new URLPattern(input, options).
func (p *patternMaker) construct(args []goja.Value) *pattern {
	e := p.e
	argument := func(i int) goja.Value {
		if i < len(args) {
			return args[i]
		}
		return goja.Undefined()
	}
	var init patternInit
	text, isText := argument(0).(goja.String)
	if !isText {
		init = p.init(argument(0), "Input must be an object or a string")
	}
	base, options := argument(1), goja.Value(goja.Undefined())
	if len(args) > 2 {
		options = argument(2)
		if _, ok := options.(*goja.Object); !ok && !engine.IsNullish(options) {
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "options must be an object"))
		}
	}
	baseText, hasBase := base.(goja.String)
	switch _, isObject := base.(*goja.Object); {
	case hasBase:
	case isObject && len(args) < 3:
		options = base
	case isObject || !engine.IsNullish(base):
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "second argument must be a string or object"))
	case engine.IsUndefined(base) && len(args) > 2:
		panic(p.failure())
	}
	if isText {
		var ok bool
		if text.Length() > longestPattern {
			panic(p.failure())
		}
		if init, ok = parsePatternString(text.String(), p.matchesSpecial); !ok || !hasBase && init.lacks("protocol") {
			panic(p.failure())
		}
		if hasBase {
			init["baseURL"] = baseText.String()
		}
	} else if hasBase {
		panic(p.failure())
	}
	ignoreCase := false
	if o, ok := options.(*goja.Object); ok {
		if v := o.Get("ignoreCase"); v != nil {
			ignoreCase = v.ToBoolean()
		}
	}
	return p.compile(init, ignoreCase)
}

// init reads the parts that an object has.
func (p *patternMaker) init(v goja.Value, otherwise string) patternInit {
	init := patternInit{}
	o, ok := v.(*goja.Object)
	if !ok {
		if !engine.IsNullish(v) {
			panic(p.e.TypeError("ERR_INVALID_ARG_TYPE", otherwise))
		}
		return init
	}
	for _, name := range append([]string{"baseURL"}, patternParts...) {
		if s, ok := o.Get(name).(goja.String); ok {
			init[name] = s.String()
		}
	}
	return init
}

func (p *patternMaker) compile(given patternInit, ignoreCase bool) *pattern {
	init, ok := given.process(true)
	if !ok {
		panic(p.failure())
	}
	size := 0
	for _, name := range patternParts {
		if init.lacks(name) {
			init[name] = "*"
		}
		size += len(init[name])
	}
	if size > longestPattern {
		panic(p.failure())
	}
	if port, special := defaultPorts[init["protocol"]]; special && port != 0 && init["port"] == strconv.Itoa(port) {
		init["port"] = ""
	}
	result := &pattern{Value: goja.Undefined(), components: map[string]*compiled{}}
	add := func(name string, s syntax, encode encoder, flags string) {
		c, ok := compileComponent(init[name], s, encode)
		if !ok {
			panic(p.failure())
		}
		result.components[name] = &compiled{c, p.expression(c, flags)}
	}
	flags := "v"
	if ignoreCase {
		flags = "vi"
	}
	add("protocol", plainSyntax, encodeProtocol, "v")
	special := p.matchesSpecial(result.components["protocol"].component)
	add("username", plainSyntax, encodeUser, "v")
	add("password", plainSyntax, encodeUser, "v")
	var host encoder = encodeHostname
	if h := init["hostname"]; strings.HasPrefix(h, "[") || strings.HasPrefix(h, "{[") || strings.HasPrefix(h, `\[`) {
		host = encodeIPv6
	}
	add("hostname", hostnameSyntax, host, "v")
	add("port", plainSyntax, portEncoder(""), "v")
	if special {
		add("pathname", pathnameSyntax, encodePathname, flags)
	} else {
		add("pathname", plainSyntax, encodeOpaque, flags)
	}
	add("search", plainSyntax, encodeSearch, flags)
	add("hash", plainSyntax, encodeHash, flags)
	return result
}

// expression makes the regular expression of a component.
func (p *patternMaker) expression(c component, flags string) *goja.Object {
	o, err := p.e.VM.New(p.e.Intrinsic("RegExp"), p.e.Text(c.source), p.e.Text(flags))
	if err != nil {
		panic(p.failure())
	}
	return o
}

func (p *patternMaker) run(expression *goja.Object, s string) *goja.Object {
	found, _ := p.e.Call(p.exec, expression, p.e.Text(s)).(*goja.Object)
	return found
}

func (p *patternMaker) matchesSpecial(c component) bool {
	expression := p.expression(c, "v")
	for _, scheme := range []string{"http", "https", "ws", "wss", "ftp", "file"} {
		if p.run(expression, scheme) != nil {
			return true
		}
	}
	return false
}

// match is exec: nil when the pattern does not match.
func (p *patternMaker) match(call goja.FunctionCall, method string) *goja.Object {
	e, this := p.e, p.this(call)
	input, baseValue := call.Argument(0), call.Argument(1)
	baseText, hasBase := baseValue.(goja.String)
	if !hasBase && !engine.IsNullish(baseValue) {
		panic(e.TypeError("ERR_INVALID_ARG_TYPE", "baseURL must be a string"))
	}
	var parts patternInit
	inputs := []any{}
	if text, ok := input.(goja.String); ok {
		inputs = append(inputs, text)
		base := &record{port: -1} // of nothing: Node takes what is no whole URL, too
		if goja.IsNull(baseValue) {
			return nil
		}
		if hasBase {
			inputs = append(inputs, baseText)
			if base = parse(baseText.String(), nil); base == nil {
				return nil
			}
		}
		r := parse(text.String(), base)
		if r == nil {
			return nil
		}
		parts = partsOf(r)
	} else {
		init := p.init(input, "URLPattern input needs to be a string or an object")
		if hasBase {
			panic(e.TypeError("ERR_OPERATION_FAILED", "Failed to "+method+" URLPattern"))
		}
		if parts, ok = init.process(false); !ok {
			return nil
		}
		inputs = append(inputs, p.shown(init))
	}
	found := map[string]*goja.Object{}
	for _, name := range patternParts {
		if found[name] = p.run(this.components[name].expression, parts[name]); found[name] == nil {
			return nil
		}
	}
	return p.result(this, inputs, parts, found)
}

// shown is what was given, as inputs has it.
func (p *patternMaker) shown(init patternInit) *goja.Object {
	o := p.e.VM.NewObject()
	names := make([]string, 0, len(init))
	for name := range init {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		engine.Must(o.Set(name, p.e.Text(init[name])))
	}
	return o
}

func (p *patternMaker) result(this *pattern, inputs []any, parts patternInit, found map[string]*goja.Object) *goja.Object {
	e := p.e
	result := e.VM.CreateObject(nil)
	for _, name := range []string{"hash", "hostname", "inputs", "password", "pathname", "port", "protocol", "search", "username"} {
		if name == "inputs" {
			engine.Must(result.Set(name, e.VM.NewArray(inputs...)))
			continue
		}
		groups := e.VM.NewObject()
		for i, group := range this.components[name].names {
			define(groups, group, engine.OrUndefined(found[name].Get(strconv.Itoa(i+1))))
		}
		engine.Must(result.Set(name, e.Object("groups", groups, "input", parts[name])))
	}
	return result
}

// define sets a property, whatever its name means to the prototype.
func define(o *goja.Object, name string, v goja.Value) {
	engine.Must(o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_TRUE))
}
