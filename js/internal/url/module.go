// Package url is Node's module url, with the classes URL and URLSearchParams.
package url

import (
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/path"
)

// Define gives a runtime the globals URL, URLPattern and URLSearchParams.
func Define(e *engine.Engine, global *goja.Object) {
	e.Lazy(global, "URL", false, func() goja.Value { return classesOf(e).url.Constructor })
	e.Lazy(global, "URLPattern", false, func() goja.Value { return patternClass(e) })
	e.Lazy(global, "URLSearchParams", false, func() goja.Value { return classesOf(e).params.Constructor })
}

// Load is the loader of require('url').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	c := classesOf(e)
	set := func(name string, v any) { engine.Must(exports.Set(name, v)) }
	method := func(name string, length int, f engine.Native) { set(name, e.Func(name, length, f)) }
	c.legacy(exports)
	set("URL", c.url.Constructor)
	e.Lazy(exports, "URLPattern", true, func() goja.Value { return patternClass(e) })
	set("URLSearchParams", c.params.Constructor)
	domain := func(name string, f func(string) string) {
		method(name, 1, func(call goja.FunctionCall) goja.Value {
			if len(call.Arguments) == 0 {
				panic(e.TypeError("ERR_MISSING_ARGS", `The "domain" argument must be specified`))
			}
			return e.Text(f(e.ToText(call.Argument(0)).String()))
		})
	}
	domain("domainToASCII", domainOf)
	domain("domainToUnicode", func(s string) string { return ToUnicode(domainOf(s)) })
	method("pathToFileURL", 1, func(call goja.FunctionCall) goja.Value {
		p := e.NeedString("path", call.Argument(0))
		return c.wrap(fileURL(p, path.Resolve(&e.Host, p), windowsOption(call.Argument(1))))
	})
	method("fileURLToPath", 1, func(call goja.FunctionCall) goja.Value {
		return e.Text(c.PathOf(call.Argument(0), windowsOption(call.Argument(1))))
	})
	method("fileURLToPathBuffer", 1, func(call goja.FunctionCall) goja.Value {
		return buffer.Wrap(e, []byte(c.PathOf(call.Argument(0), windowsOption(call.Argument(1)))))
	})
	method("urlToHttpOptions", 1, func(call goja.FunctionCall) goja.Value { return c.httpOptions(call.Argument(0)) })
	return nil
}

// domainOf is what becomes of a text as the hostname of a URL; "" for one that is
// refused.
func domainOf(s string) string {
	r := &record{scheme: "ws", hasHost: true, port: -1}
	setHost(r, s, false)
	return r.host
}

func windowsOption(v goja.Value) bool {
	if o, ok := v.(*goja.Object); ok {
		if w := o.Get("windows"); !engine.IsUndefined(w) {
			return w.ToBoolean()
		}
	}
	return runtime.GOOS == "windows"
}

// fileURL is the URL of a path, of which resolved is the absolute one.
func fileURL(p, resolved string, windows bool) *record {
	if strings.HasSuffix(p, "/") && !strings.HasSuffix(resolved, "/") {
		resolved += "/"
	}
	if windows {
		resolved = "/" + strings.ReplaceAll(resolved, `\`, "/")
	}
	// At the end of a text that is to be a URL they do not count, and so not in Node.
	resolved = strings.TrimRightFunc(resolved, func(r rune) bool { return r > 0 && r < ' ' && r != '\t' && r != '\n' && r != '\r' })
	r := &record{scheme: "file", hasHost: true, port: -1}
	for _, piece := range strings.Split(resolved[1:], "/") {
		r.path = append(r.path, encode(piece, inFile))
	}
	return r
}

// PathOf is fileURLToPath.
func PathOf(e *engine.Engine, v goja.Value) string {
	return classesOf(e).PathOf(v, runtime.GOOS == "windows")
}

// PathOf is the path that a file URL, or the text of one, stands for.
func (c *classes) PathOf(v goja.Value, windows bool) string {
	var r *record
	if h := heldBy(v); h != nil {
		r = h.record
	} else if text, ok := v.(goja.String); ok {
		if r = parse(text.String(), nil); r == nil {
			panic(c.invalid(text.String(), nil))
		}
	} else {
		panic(c.e.InvalidArgType("path", v, "string", "URL"))
	}
	if r.scheme != "file" {
		panic(c.e.TypeError("ERR_INVALID_URL_SCHEME", "The URL must be of scheme file"))
	}
	p := r.pathname()
	lower := strings.ToLower(p)
	if windows {
		if strings.Contains(lower, "%2f") || strings.Contains(lower, "%5c") {
			panic(c.e.TypeError("ERR_INVALID_FILE_URL_PATH", `File URL path must not include encoded \ or / characters`))
		}
		p = strings.ReplaceAll(PercentDecode(p), "/", `\`)
		if r.host != "" {
			return `\\` + ToUnicode(r.host) + p
		}
		if len(p) < 3 || !isDrive(p[1:3]) {
			panic(c.e.TypeError("ERR_INVALID_FILE_URL_PATH", "File URL path must be absolute"))
		}
		return p[1:]
	}
	if r.host != "" {
		panic(c.e.TypeError("ERR_INVALID_FILE_URL_HOST", `File URL host must be "localhost" or empty on `+runtime.GOOS))
	}
	if strings.Contains(lower, "%2f") {
		err := c.e.TypeError("ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters")
		engine.Must(err.Set("input", c.wrap(r)))
		panic(err)
	}
	return PercentDecode(p)
}

// httpOptions is a URL in the form of http.request's options.
func (c *classes) httpOptions(v goja.Value) goja.Value {
	h := heldBy(v)
	if h == nil {
		panic(c.e.InvalidArgType("url", v, "URL"))
	}
	r := h.record
	o := c.e.VM.CreateObject(nil)
	set := func(name string, v any) { engine.Must(o.Set(name, v)) }
	set("protocol", r.scheme+":")
	set("hostname", strings.TrimSuffix(strings.TrimPrefix(r.host, "["), "]"))
	set("hash", r.hash())
	set("search", r.search())
	set("pathname", r.pathname())
	set("path", r.pathname()+r.search())
	set("href", r.href())
	if r.port >= 0 {
		set("port", r.port)
	}
	if r.username != "" || r.password != "" {
		set("auth", PercentDecode(r.username)+":"+PercentDecode(r.password))
	}
	return o
}
