package url

import (
	"strconv"
	"strings"
)

var unwanted = strings.NewReplacer("\t", "", "\n", "", "\r", "")

// parse takes a URL apart, relative to a base, which may be nil. It returns nil
// for what is not a URL.
func parse(input string, base *record) *record {
	input = strings.TrimFunc(input, func(r rune) bool { return r <= ' ' })
	input = unwanted.Replace(input)
	scheme, rest, ok := schemeOf(input)
	if !ok {
		return relativeOf(input, base)
	}
	r := &record{scheme: scheme, port: -1}
	switch {
	case scheme == "file":
		if base != nil && base.scheme != "file" {
			base = nil
		}
		return r.file(rest, base)
	case r.special() && base != nil && base.scheme == scheme && !strings.HasPrefix(rest, "//"):
		return r.relative(rest, base)
	case r.special():
		return r.authority(strings.TrimLeft(rest, `/\`))
	case strings.HasPrefix(rest, "//"):
		return r.authority(rest[2:])
	case strings.HasPrefix(rest, "/"):
		return r.tail(rest)
	}
	return r.opaqueTail(rest)
}

// schemeOf splits off what stands before the first colon, if it is a scheme.
func schemeOf(input string) (scheme, rest string, ok bool) {
	for i := 0; i < len(input); i++ {
		c := input[i]
		switch {
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(input[:i]), input[i+1:], true
		default:
			return "", "", false
		}
	}
	return "", "", false
}

func relativeOf(input string, base *record) *record {
	if base == nil {
		return nil
	}
	r := &record{scheme: base.scheme, port: -1}
	if base.opaque {
		if !strings.HasPrefix(input, "#") {
			return nil
		}
		*r = *base
		r.ends(input)
		return r
	}
	if base.scheme == "file" {
		return r.file(input, base)
	}
	return r.relative(input, base)
}

func (r *record) slash(s string, i int) bool {
	return i < len(s) && (s[i] == '/' || s[i] == '\\' && r.special())
}

// copyHost takes over whom the base talks to.
func (r *record) copyHost(base *record) {
	r.username, r.password, r.host, r.hasHost, r.port = base.username, base.password, base.host, base.hasHost, base.port
}

func (r *record) relative(rest string, base *record) *record {
	if r.slash(rest, 0) {
		if r.slash(rest, 1) {
			if r.special() {
				return r.authority(strings.TrimLeft(rest, `/\`))
			}
			return r.authority(rest[2:])
		}
		r.copyHost(base)
		return r.tail(rest)
	}
	r.copyHost(base)
	return r.from(rest, base)
}

// from goes on where the base's path is.
func (r *record) from(rest string, base *record) *record {
	r.path = append([]string(nil), base.path...)
	switch {
	case rest == "":
		r.query = base.query
	case rest[0] == '?':
		r.ends(rest)
	case rest[0] == '#':
		r.query = base.query
		r.ends(rest)
	default:
		if r.scheme == "file" && startsWithDrive(rest) {
			r.path = nil
		} else {
			r.shorten()
		}
		r.segments(rest)
	}
	return r
}

func (r *record) file(rest string, base *record) *record {
	r.hasHost = true
	if !r.slash(rest, 0) {
		if base == nil {
			return r.tail("/" + rest)
		}
		r.host = base.host
		return r.from(rest, base)
	}
	if !r.slash(rest, 1) {
		if base != nil {
			r.host = base.host
			if !startsWithDrive(rest[1:]) && len(base.path) > 0 && isDrive(base.path[0]) && base.path[0][1] == ':' {
				r.path = append(r.path, base.path[0])
			}
		}
		return r.tail(rest)
	}
	rest = rest[2:]
	end := strings.IndexAny(rest, `/\?#`)
	if end < 0 {
		end = len(rest)
	}
	if isDrive(rest[:end]) {
		return r.tail("/" + rest)
	}
	if end > 0 {
		host, ok := parseHost(rest[:end], true)
		if !ok {
			return nil
		}
		if host != "localhost" {
			r.host = host
		}
	}
	return r.tail(rest[end:])
}

// authority reads user, host and port, and what follows them.
func (r *record) authority(rest string) *record {
	stop := "/?#"
	if r.special() {
		stop += `\`
	}
	end := strings.IndexAny(rest, stop)
	if end < 0 {
		end = len(rest)
	}
	host := rest[:end]
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		user, password, _ := strings.Cut(host[:at], ":")
		r.username, r.password = encode(user, inUser), encode(password, inUser)
		if host = host[at+1:]; host == "" {
			return nil
		}
	}
	if !r.setHost(host) {
		return nil
	}
	return r.tail(rest[end:])
}

// portColon is where the port of "host:port" begins; -1 when there is none.
func portColon(s string) int {
	inside := false
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			inside = true
		case ']':
			inside = false
		case ':':
			if !inside {
				return i
			}
		}
	}
	return -1
}

// setHost reads "host:port".
func (r *record) setHost(s string) bool {
	r.hasHost = true
	colon := portColon(s)
	name := s
	if colon >= 0 {
		if name = s[:colon]; name == "" {
			return false
		}
	}
	if name == "" {
		return !r.special()
	}
	host, ok := parseHost(name, r.special())
	if !ok {
		return false
	}
	r.host = host
	return colon < 0 || r.setPort(s[colon+1:])
}

func (r *record) setPort(s string) bool {
	if s == "" {
		r.port = -1
		return true
	}
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil {
		return false
	}
	if r.port = int(n); r.special() && r.port == defaultPorts[r.scheme] {
		r.port = -1
	}
	return true
}

// tail reads the path, which begins with a slash or is empty, and the rest.
func (r *record) tail(rest string) *record {
	if r.slash(rest, 0) {
		r.segments(rest[1:])
	} else if r.special() || rest != "" && rest[0] != '?' && rest[0] != '#' {
		r.segments(rest)
	} else {
		r.ends(rest)
	}
	return r
}

// segments adds to the path, piece by piece.
func (r *record) segments(rest string) {
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	r.addPath(rest[:end])
	r.ends(rest[end:])
}

func (r *record) addPath(s string) {
	var pieces []string
	start := 0
	for i := 0; i <= len(s); i++ {
		if i == len(s) || r.slash(s, i) {
			pieces = append(pieces, s[start:i])
			start = i + 1
		}
	}
	for i, piece := range pieces {
		last := i == len(pieces)-1
		switch dots(piece) {
		case 2:
			r.shorten()
			if last {
				r.path = append(r.path, "")
			}
		case 1:
			if last {
				r.path = append(r.path, "")
			}
		default:
			if r.scheme == "file" && len(r.path) == 0 && isDrive(piece) {
				piece = piece[:1] + ":"
			}
			r.path = append(r.path, encode(piece, inPath))
		}
	}
}

// dots tells "." and "..", also when they are percent-encoded.
func dots(s string) int {
	if len(s) > 6 || s == "" {
		return 0
	}
	switch strings.ReplaceAll(strings.ToLower(s), "%2e", ".") {
	case ".":
		return 1
	case "..":
		return 2
	}
	return 0
}

// ends reads query and fragment.
func (r *record) ends(rest string) {
	rest, fragment, found := strings.Cut(rest, "#")
	if found {
		s := encode(fragment, inFragment)
		r.fragment = &s
	}
	if strings.HasPrefix(rest, "?") {
		r.setQuery(rest[1:])
	}
}

func (r *record) setQuery(s string) {
	if r.special() {
		s = encode(s, inSpecial)
	} else {
		s = encode(s, inQuery)
	}
	r.query = &s
}

// opaqueTail reads a path that is only text, as that of "mailto:".
func (r *record) opaqueTail(rest string) *record {
	end := strings.IndexAny(rest, "?#")
	if end < 0 {
		end = len(rest)
	}
	path := rest[:end]
	if trimmed := strings.TrimRight(path, " "); len(trimmed) < len(path) && end < len(rest) {
		path = path[:len(path)-1] + "%20"
	}
	r.opaque, r.path = true, []string{encode(path, inControl)}
	r.ends(rest[end:])
	return r
}
