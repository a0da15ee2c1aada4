package url

import (
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// legacyURL is what url.parse returns. nil is null.
type legacyURL struct {
	protocol, auth, host, port, hostname, hash, search, query, pathname, path *string
	slashes                                                                   bool
	href                                                                      string
}

var patterns = sync.OnceValue(func() (p struct{ scheme, host, port *regexp.Regexp }) {
	p.scheme = regexp.MustCompile(`^[a-zA-Z0-9.+-]+:`)
	p.host = regexp.MustCompile(`^//[^@/]+@[^@/]+`)
	p.port = regexp.MustCompile(`:[0-9]*$`)
	return p
})

// slashed are the protocols whose URLs have two slashes and a path.
func slashed(protocol string) bool {
	switch protocol {
	case "http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:":
		return true
	}
	return false
}

func pointerTo(s string) *string { return &s }

func textOf(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// legacyParse is url.parse on text; ok is false for hosts that cannot be.
func legacyParse(input string, slashesDenoteHost bool) (u *legacyURL, ok bool) {
	rest := strings.TrimSpace(input)
	head, tail := rest, ""
	if i := strings.IndexAny(rest, "?#"); i >= 0 {
		head, tail = rest[:i], rest[i:]
	}
	rest = strings.ReplaceAll(head, `\`, "/") + tail
	u = &legacyURL{}
	protocol := patterns().scheme.FindString(rest)
	if protocol != "" {
		rest = rest[len(protocol):]
		protocol = strings.ToLower(protocol)
		u.protocol = &protocol
	}
	hostless := protocol == "javascript:"
	if slashesDenoteHost || protocol != "" || patterns().host.MatchString(rest) {
		if strings.HasPrefix(rest, "//") && !hostless {
			u.slashes = true
			rest = rest[2:]
		}
	}
	if !hostless && (u.slashes || protocol != "" && !slashed(protocol)) {
		if rest, ok = u.readHost(rest); !ok {
			return nil, false
		}
	}
	if !hostless {
		rest = escapeLegacy(rest)
	}
	u.readPath(rest)
	u.href = u.format()
	return u, true
}

// readHost takes user, host and port off the front.
func (u *legacyURL) readHost(rest string) (left string, ok bool) {
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	host := rest[:end]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		u.auth = pointerTo(PercentDecode(host[:at]))
		host = host[at+1:]
	}
	if stop := strings.IndexAny(host, "\t\n\r \"%';<>\\^`{|}"); stop >= 0 {
		end -= len(host) - stop
		host = host[:stop]
	}
	left = rest[end:]
	if port := patterns().port.FindString(host); port != "" {
		host = host[:len(host)-len(port)]
		if port != ":" {
			u.port = pointerTo(port[1:])
		}
	}
	name := host
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		name = strings.ToLower(host[1 : len(host)-1])
		host = "[" + name + "]"
	} else if host != "" {
		if host, ok = domainASCII(host); !ok {
			return "", false
		}
		name = host
	}
	if u.port != nil {
		host += ":" + *u.port
	}
	u.host, u.hostname = &host, &name
	if strings.HasPrefix(host, "[") && left != "" && left[0] != '/' && left[0] != '?' && left[0] != '#' {
		left = "/" + left
	}
	return left, true
}

func escapeLegacy(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; strings.IndexByte("\t\n\r \"'<>\\^`{|}", c) >= 0 {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func (u *legacyURL) readPath(rest string) {
	if i := strings.IndexByte(rest, '#'); i >= 0 {
		u.hash = pointerTo(rest[i:])
		rest = rest[:i]
	}
	if i := strings.IndexByte(rest, '?'); i >= 0 {
		u.search, u.query = pointerTo(rest[i:]), pointerTo(rest[i+1:])
		rest = rest[:i]
	}
	if rest != "" {
		u.pathname = &rest
	} else if slashed(textOf(u.protocol)) && textOf(u.hostname) != "" {
		u.pathname = pointerTo("/")
	}
	if u.pathname != nil || u.search != nil {
		u.path = pointerTo(textOf(u.pathname) + textOf(u.search))
	}
}

var authCharacters = strings.NewReplacer("%3A", ":")

func (u *legacyURL) format() string {
	auth, protocol, pathname := "", textOf(u.protocol), textOf(u.pathname)
	if textOf(u.auth) != "" {
		auth = authCharacters.Replace(encodeComponent(*u.auth)) + "@"
	}
	if protocol != "" && !strings.HasSuffix(protocol, ":") {
		protocol += ":"
	}
	host, found := "", false
	if textOf(u.host) != "" {
		host, found = auth+*u.host, true
	} else if textOf(u.hostname) != "" {
		host, found = auth+*u.hostname, true
		if strings.Contains(*u.hostname, ":") && !strings.HasPrefix(*u.hostname, "[") {
			host = auth + "[" + *u.hostname + "]"
		}
		if textOf(u.port) != "" {
			host += ":" + *u.port
		}
	}
	pathname = strings.NewReplacer("#", "%23", "?", "%3F").Replace(pathname)
	if u.slashes || slashed(protocol) && found {
		if u.slashes || found {
			if pathname != "" && pathname[0] != '/' {
				pathname = "/" + pathname
			}
			host = "//" + host
		}
	}
	hash, search := textOf(u.hash), strings.ReplaceAll(textOf(u.search), "#", "%23")
	if hash != "" && hash[0] != '#' {
		hash = "#" + hash
	}
	if search != "" && search[0] != '?' {
		search = "?" + search
	}
	return protocol + host + pathname + search + hash
}

// encodeComponent is encodeURIComponent.
func encodeComponent(s string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-_.!~*'()", c) >= 0 {
			b.WriteByte(c)
		} else {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		}
	}
	return b.String()
}

// legacy adds the functions from before the standard.
func (c *classes) legacy(exports *goja.Object) {
	e := c.e
	class := e.Class("Url", 0, nil, func(call goja.ConstructorCall) *goja.Object {
		c.fill(call.This, &legacyURL{}, goja.Null())
		engine.Must(call.This.Set("href", goja.Null()))
		return nil
	})
	class.NeedThis("protocol")
	parseObject := func(v goja.Value, query, slashes bool) *goja.Object {
		if o, ok := v.(*goja.Object); ok && e.VM.InstanceOf(o, class.Constructor) {
			return o
		}
		text := e.NeedString("url", v)
		u, ok := legacyParse(text, slashes)
		if !ok {
			panic(c.invalidLegacy(text))
		}
		o := e.VM.CreateObject(class.Prototype)
		var parsed goja.Value = goja.Null()
		if u.query != nil {
			parsed = e.Text(*u.query)
		}
		if query {
			parsed = e.Invoke(e.Require("querystring"), "parse", e.Text(textOf(u.query)))
		}
		c.fill(o, u, parsed)
		return o
	}
	format := func(v goja.Value) goja.Value {
		if text, ok := v.(goja.String); ok {
			v = parseObject(text, false, false)
		}
		o, ok := v.(*goja.Object)
		if !ok {
			panic(e.InvalidArgType("urlObject", v, "Object", "string"))
		}
		return e.Text(c.formatObject(o))
	}
	set := func(name string, length int, f engine.Native) {
		engine.Must(exports.Set(name, e.Func(name, length, f)))
	}
	engine.Must(exports.Set("Url", class.Constructor))
	set("parse", 3, func(call goja.FunctionCall) goja.Value {
		return parseObject(call.Argument(0), call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean())
	})
	set("resolve", 2, func(call goja.FunctionCall) goja.Value {
		return e.Text(c.resolve(e.NeedString("url", call.Argument(0)), e.NeedString("url", call.Argument(1))))
	})
	set("resolveObject", 2, func(call goja.FunctionCall) goja.Value {
		return parseObject(e.Text(c.resolve(call.Argument(0).String(), call.Argument(1).String())), false, true)
	})
	set("format", 2, func(call goja.FunctionCall) goja.Value {
		if h := heldBy(call.Argument(0)); h != nil {
			return e.Text(formatStandard(h.record, call.Argument(1)))
		}
		return format(call.Argument(0))
	})
	class.Assign("format", 0, func(call goja.FunctionCall) goja.Value { return format(call.This) })
	class.Assign("parse", 3, func(call goja.FunctionCall) goja.Value {
		return parseObject(call.Argument(0), call.Argument(1).ToBoolean(), call.Argument(2).ToBoolean())
	})
}

// invalidLegacy is what url.parse throws. For ports that are none Node gives the
// arguments of that error in the wrong order; so is the text.
func (c *classes) invalidLegacy(text string) *goja.Object {
	rest := strings.TrimPrefix(text[len(patterns().scheme.FindString(text)):], "//")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	rest = patterns().port.ReplaceAllString(rest, "")
	if strings.Contains(rest, ":") {
		return c.e.InvalidArgValue("url", c.e.Text("Invalid port in url"), text)
	}
	return c.invalid(text, nil)
}

// fill sets the properties of a Url.
func (c *classes) fill(o *goja.Object, u *legacyURL, query goja.Value) {
	set := func(name string, p *string) {
		if p == nil {
			engine.Must(o.Set(name, goja.Null()))
		} else {
			engine.Must(o.Set(name, *p))
		}
	}
	set("protocol", u.protocol)
	engine.Must(o.Set("slashes", goja.Null()))
	if u.slashes {
		engine.Must(o.Set("slashes", true))
	}
	set("auth", u.auth)
	set("host", u.host)
	set("port", u.port)
	set("hostname", u.hostname)
	set("hash", u.hash)
	set("search", u.search)
	engine.Must(o.Set("query", query))
	set("pathname", u.pathname)
	set("path", u.path)
	set("href", &u.href)
}

// formatObject is url.format of an object with the properties of a Url.
func (c *classes) formatObject(o *goja.Object) string {
	u := &legacyURL{}
	get := func(name string) *string {
		if v := o.Get(name); v != nil && v.ToBoolean() {
			return pointerTo(v.String())
		}
		return nil
	}
	u.protocol, u.auth, u.host, u.hostname, u.port = get("protocol"), get("auth"), get("host"), get("hostname"), get("port")
	u.pathname, u.search, u.hash = get("pathname"), get("search"), get("hash")
	u.slashes = get("slashes") != nil
	if query, ok := o.Get("query").(*goja.Object); ok && u.search == nil {
		if text := c.e.Invoke(c.e.Require("querystring"), "stringify", query).String(); text != "" {
			u.search = pointerTo("?" + text)
		}
	}
	return u.format()
}

// formatStandard is url.format of a URL with options.
func formatStandard(r *record, v goja.Value) string {
	with := func(name string, otherwise bool) bool {
		if o, ok := v.(*goja.Object); ok {
			if v := o.Get(name); !engine.IsNullish(v) {
				return v.ToBoolean()
			}
		}
		return otherwise
	}
	s := *r
	if !with("fragment", true) {
		s.fragment = nil
	}
	if !with("search", true) {
		s.query = nil
	}
	if !with("auth", true) {
		s.username, s.password = "", ""
	}
	if with("unicode", false) {
		s.host = ToUnicode(s.host)
	}
	return s.href()
}

// resolve is url.resolve, after RFC 3986.
func (c *classes) resolve(from, to string) string {
	base, ok := legacyParse(from, true)
	ref, ok2 := legacyParse(to, true)
	if !ok || !ok2 {
		panic(c.invalidLegacy(to))
	}
	r := *ref
	switch {
	case ref.protocol != nil && textOf(ref.protocol) != textOf(base.protocol):
		return ref.href
	case to == "":
		r = *base
		r.hash = nil
		return r.format()
	}
	r.protocol = base.protocol
	if ref.host == nil {
		r.host, r.hostname, r.port, r.auth, r.slashes = base.host, base.hostname, base.port, base.auth, base.slashes
		path := textOf(ref.pathname)
		switch {
		case path == "":
			r.pathname = base.pathname
			if ref.search == nil {
				r.search = base.search
			}
		case path[0] != '/':
			before := textOf(base.pathname)
			path = before[:strings.LastIndexByte(before, '/')+1] + path
			r.pathname = &path
		}
	}
	if p := textOf(r.pathname); p != "" {
		p = withoutDots(p, r.host != nil)
		r.pathname = &p
	}
	return r.format()
}

// withoutDots takes "." and ".." out of a path.
func withoutDots(p string, rooted bool) string {
	absolute := p[0] == '/' || rooted
	pieces := strings.Split(strings.TrimPrefix(p, "/"), "/")
	var kept []string
	for i, piece := range pieces {
		last := i == len(pieces)-1
		switch piece {
		case ".":
		case "..":
			if len(kept) > 0 && kept[len(kept)-1] != ".." {
				kept = kept[:len(kept)-1]
			} else if !absolute {
				kept = append(kept, "..")
			}
		default:
			kept = append(kept, piece)
			continue
		}
		if last {
			kept = append(kept, "")
		}
	}
	p = strings.Join(kept, "/")
	if absolute {
		p = "/" + p
	}
	return p
}
