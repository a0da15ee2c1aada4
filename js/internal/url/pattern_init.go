package url

import (
	"strconv"
	"strings"
)

// patternInit are the parts of a URL or of a pattern: those that were given.
type patternInit map[string]string

// patternParts are the names of the parts, in the order in which a URL has them.
var patternParts = []string{"protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"}

func (i patternInit) lacks(names ...string) bool {
	for _, name := range names {
		if _, ok := i[name]; ok {
			return false
		}
	}
	return true
}

// partsOf are the parts of a URL.
func partsOf(r *record) patternInit {
	parts := patternInit{"protocol": r.scheme, "username": r.username, "password": r.password, "hostname": r.host, "port": "",
		"pathname": r.pathname(), "search": strings.TrimPrefix(r.search(), "?"), "hash": strings.TrimPrefix(r.hash(), "#")}
	if r.port >= 0 {
		parts["port"] = strconv.Itoa(r.port)
	}
	return parts
}

// inherit takes what is not given from a base, up to the first part that is.
func (i patternInit) inherit(result patternInit, base *record, pattern bool) {
	from := partsOf(base)
	take := func(name string, unless ...string) {
		if i.lacks(unless...) {
			if result[name] = from[name]; pattern {
				result[name] = escapePattern(from[name])
			}
		}
	}
	take("protocol", "protocol")
	if !pattern {
		take("username", "protocol", "hostname", "port", "username")
		take("password", "protocol", "hostname", "port", "username", "password")
	}
	take("hostname", "protocol", "hostname")
	take("port", "protocol", "hostname", "port")
	take("pathname", "protocol", "hostname", "port", "pathname")
	take("search", "protocol", "hostname", "port", "pathname", "search")
	take("hash", "protocol", "hostname", "port", "pathname", "search", "hash")
}

// process completes the parts of a pattern, or of a URL that is to be matched: those are
// written in the usual way.
func (i patternInit) process(pattern bool) (patternInit, bool) {
	result := patternInit{}
	if !pattern {
		for _, name := range patternParts {
			result[name] = ""
		}
	}
	var base *record
	if text, ok := i["baseURL"]; ok {
		if base = parse(text, nil); base == nil {
			return nil, false
		}
		i.inherit(result, base, pattern)
	}
	ok := true
	set := func(name string, strip func(s string) string, encode encoder) {
		s, given := i[name]
		if !given || !ok {
			return
		}
		if strip != nil {
			s = strip(s)
		}
		if result[name] = s; !pattern {
			result[name], ok = encode(s)
		}
	}
	set("protocol", func(s string) string { return strings.TrimSuffix(s, ":") }, encodeProtocol)
	set("username", nil, encodeUser)
	set("password", nil, encodeUser)
	special := result["protocol"] == "" || isSpecial(result["protocol"])
	set("hostname", nil, encodeHostname)
	set("port", nil, portEncoder(result["protocol"]))
	path := encodePathname
	if !special {
		path = encodeOpaque
	}
	set("pathname", func(s string) string {
		if base == nil || base.opaque || absolutePath(s, pattern) {
			return s
		}
		from := base.pathname()
		if pattern {
			from = escapePattern(from)
		}
		return from[:strings.LastIndexByte(from, '/')+1] + s
	}, path)
	set("search", func(s string) string { return strings.TrimPrefix(s, "?") }, encodeSearch)
	set("hash", func(s string) string { return strings.TrimPrefix(s, "#") }, encodeHash)
	return result, ok
}

func absolutePath(s string, pattern bool) bool {
	return strings.HasPrefix(s, "/") || pattern && (strings.HasPrefix(s, `\/`) || strings.HasPrefix(s, "{/"))
}
