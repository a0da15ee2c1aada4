package url

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// classes are URL and URLSearchParams of one runtime.
type classes struct {
	e      *engine.Engine
	url    *engine.Class
	params *engine.Class
}

type classesKey struct{}

func classesOf(e *engine.Engine) *classes {
	return engine.Slot(e, classesKey{}, func() *classes {
		c := &classes{e: e}
		c.urlClass()
		c.paramsClass()
		return c
	})
}

// held is a URL as it hides in its object.
type held struct {
	goja.Value
	*record
	params *params
}

func heldBy(v goja.Value) *held {
	return engine.Held[*held](v, "url")
}

// Href returns the text of a URL object; ok is false for anything else.
func Href(v goja.Value) (href string, ok bool) {
	if h := heldBy(v); h != nil {
		return h.href(), true
	}
	return "", false
}

func (c *classes) this(v goja.Value) *held {
	if h := heldBy(v); h != nil {
		return h
	}
	panic(c.e.TypeError("ERR_INVALID_THIS", `Value of "this" must be of type URL`))
}

// Node's error for what is not a URL.
func (c *classes) invalid(input string, base goja.Value) *goja.Object {
	err := c.e.TypeError("ERR_INVALID_URL", "Invalid URL")
	engine.Must(err.Set("input", input))
	if base != nil {
		engine.Must(err.Set("base", base))
	}
	return err
}

// parseArguments parses (input, base).
func (c *classes) parseArguments(args []goja.Value) (r *record, input string, baseText goja.Value) {
	if len(args) == 0 {
		panic(c.e.TypeError("ERR_MISSING_ARGS", `The "url" argument must be specified`))
	}
	input = c.e.ToText(args[0]).String()
	var base *record
	if len(args) > 1 && !engine.IsUndefined(args[1]) {
		baseText = c.e.ToText(args[1])
		if base = parse(baseText.String(), nil); base == nil {
			return nil, input, baseText
		}
	}
	return parse(input, base), input, baseText
}

func (c *classes) urlClass() {
	e := c.e
	c.url = e.NewClass("URL", 1, nil, func(call goja.ConstructorCall) *goja.Object {
		r, input, base := c.parseArguments(call.Arguments)
		if r == nil {
			panic(c.invalid(input, base))
		}
		engine.Hide(call.This, "url", &held{Value: goja.Undefined(), record: r})
		return nil
	})
	c.url.Static("canParse", 1, func(call goja.FunctionCall) goja.Value {
		r, _, _ := c.parseArguments(call.Arguments)
		return e.Bool(r != nil)
	})
	c.url.Static("parse", 1, func(call goja.FunctionCall) goja.Value {
		r, _, _ := c.parseArguments(call.Arguments)
		if r == nil {
			return goja.Null()
		}
		return c.wrap(r)
	})
	c.url.Static("createObjectURL", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(buffer.CreateObjectURL(e, call.Argument(0)))
	})
	c.url.Static("revokeObjectURL", 1, func(call goja.FunctionCall) goja.Value {
		if len(call.Arguments) == 0 {
			panic(e.MissingArgs("url"))
		}
		buffer.RevokeObjectURL(e, e.ToText(call.Argument(0)).String())
		return nil
	})
	text := func(h *held) goja.Value { return e.Text(h.href()) }
	for _, name := range []string{"toString", "toJSON"} {
		c.enumerable(c.url, name, 0, func(call goja.FunctionCall) goja.Value { return text(c.this(call.This)) })
	}
	c.accessor("href", (*record).href, c.setHref)
	c.accessor("origin", (*record).origin, nil)
	c.accessor("protocol", func(r *record) string { return r.scheme + ":" }, setProtocol)
	c.accessor("username", func(r *record) string { return r.username }, func(r *record, s string) {
		if !r.noCredentials() {
			r.username = encode(s, inUser)
		}
	})
	c.accessor("password", func(r *record) string { return r.password }, func(r *record, s string) {
		if !r.noCredentials() {
			r.password = encode(s, inUser)
		}
	})
	c.accessor("host", (*record).hostPort, func(r *record, s string) { setHost(r, s, true) })
	c.accessor("hostname", func(r *record) string { return r.host }, func(r *record, s string) { setHost(r, s, false) })
	c.accessor("port", func(r *record) string {
		if r.port < 0 {
			return ""
		}
		return strconv.Itoa(r.port)
	}, setPort)
	c.accessor("pathname", (*record).pathname, setPathname)
	c.accessor("search", (*record).search, setSearch)
	c.searchParams()
	c.accessor("hash", (*record).hash, func(r *record, s string) {
		if s == "" {
			r.fragment = nil
			return
		}
		s = encode(unwanted.Replace(strings.TrimPrefix(s, "#")), inFragment)
		r.fragment = &s
	})
	c.tag(c.url, "URL")
	c.inspectURL()
}

func (c *classes) wrap(r *record) *goja.Object {
	o := c.e.VM.CreateObject(c.url.Prototype)
	engine.Hide(o, "url", &held{Value: goja.Undefined(), record: r})
	return o
}

func (c *classes) enumerable(class *engine.Class, name string, length int, f engine.Native) {
	class.Assign(name, length, f)
}

func (c *classes) tag(class *engine.Class, name string) {
	engine.Must(class.Prototype.DefineDataPropertySymbol(goja.SymToStringTag, c.e.Text(name), goja.FLAG_FALSE, goja.FLAG_TRUE, goja.FLAG_FALSE))
}

// accessor adds a property that is a part of the URL; enumerable, as the
// standard says.
func (c *classes) accessor(name string, get func(*record) string, set func(*record, string)) {
	getter := c.e.Func("get "+name, 0, func(call goja.FunctionCall) goja.Value { return c.e.Text(get(c.this(call.This).record)) })
	var setter goja.Value
	if set != nil {
		setter = c.e.Func("set "+name, 1, func(call goja.FunctionCall) goja.Value {
			h := c.this(call.This)
			set(h.record, c.e.ToText(call.Argument(0)).String())
			if h.params != nil && (name == "search" || name == "href") {
				h.params.read(h.record)
			}
			return nil
		})
	}
	engine.Must(c.url.Prototype.DefineAccessorProperty(name, getter, setter, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (c *classes) searchParams() {
	getter := c.e.Func("get searchParams", 0, func(call goja.FunctionCall) goja.Value {
		h := c.this(call.This)
		if h.params == nil {
			h.params = &params{Value: goja.Undefined(), of: h.record}
			h.params.read(h.record)
			o := c.e.VM.CreateObject(c.params.Prototype)
			engine.Hide(o, "params", h.params)
			h.params.object = o
		}
		return h.params.object
	})
	engine.Must(c.url.Prototype.DefineAccessorProperty("searchParams", getter, nil, goja.FLAG_TRUE, goja.FLAG_TRUE))
}

func (c *classes) setHref(r *record, s string) {
	other := parse(s, nil)
	if other == nil {
		panic(c.invalid(s, nil))
	}
	*r = *other
}

func setProtocol(r *record, s string) {
	scheme, _, ok := schemeOf(unwanted.Replace(s) + ":")
	if !ok || isSpecial(scheme) != r.special() || scheme == "file" && (r.credentials() != "" || r.port >= 0) || r.scheme == "file" && r.host == "" {
		return
	}
	r.scheme = scheme
	if r.port == defaultPorts[scheme] && r.special() {
		r.port = -1
	}
}

func setHost(r *record, s string, withPort bool) {
	if r.opaque {
		return
	}
	s = unwanted.Replace(s)
	stop := "/?#"
	if r.special() {
		stop += `\`
	}
	if end := strings.IndexAny(s, stop); end >= 0 {
		s = s[:end]
	}
	port := ""
	if colon := portColon(s); colon >= 0 {
		if !withPort || colon == 0 || r.scheme == "file" {
			return
		}
		s, port = s[:colon], s[colon+1:]
	}
	if s == "" {
		if !r.special() && r.credentials() == "" && r.port < 0 || r.scheme == "file" {
			r.host, r.hasHost = "", true
		}
		return
	}
	host, ok := parseHost(s, r.special())
	if !ok {
		return
	}
	if r.scheme == "file" && host == "localhost" {
		host = ""
	}
	r.host, r.hasHost = host, true
	if port != "" && r.scheme != "file" {
		setPort(r, port)
	}
}

func setPort(r *record, s string) {
	if r.noCredentials() {
		return
	}
	if s == "" {
		r.port = -1
		return
	}
	s = unwanted.Replace(s)
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if end > 0 {
		r.setPort(s[:end])
	}
}

func setPathname(r *record, s string) {
	if r.opaque {
		return
	}
	r.path = nil
	s = unwanted.Replace(s)
	if r.slash(s, 0) {
		s = s[1:]
	} else if s == "" && !r.special() {
		if !r.hasHost {
			r.path = []string{""}
		}
		return
	}
	r.addPath(s)
}

func setSearch(r *record, s string) {
	if s == "" {
		r.query = nil
		return
	}
	r.setQuery(unwanted.Replace(strings.TrimPrefix(s, "?")))
}

// inspectURL is how util.inspect shows a URL.
func (c *classes) inspectURL() {
	c.custom(c.url, func(call goja.FunctionCall) goja.Value {
		h := heldBy(call.This)
		if h == nil || call.Argument(0).ToFloat() < 0 {
			return call.This
		}
		this := call.This.(*goja.Object)
		shown := c.e.VM.NewObject()
		for _, name := range strings.Fields("href origin protocol username password host hostname port pathname search searchParams hash") {
			engine.Must(shown.Set(name, this.Get(name)))
		}
		return c.e.Text("URL " + c.e.Call(call.Argument(2), nil, shown, call.Argument(1)).String())
	})
}

func (c *classes) custom(class *engine.Class, f engine.Native) {
	c.e.SymbolMethod(class.Prototype, c.e.SymbolFor("nodejs.util.inspect.custom"), "[nodejs.util.inspect.custom]", f)
}
