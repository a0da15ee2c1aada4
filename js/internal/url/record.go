package url

import (
	"strconv"
	"strings"
)

// record is a URL taken apart, as the URL Standard has it.
type record struct {
	scheme             string
	username, password string
	host               string
	hasHost            bool
	port               int // -1: none, or that of the scheme
	opaque             bool
	path               []string // one piece when opaque
	query, fragment    *string
}

// defaultPorts are the special schemes; 0 means that there is no port.
var defaultPorts = map[string]int{"http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": 0}

func isSpecial(scheme string) bool { _, ok := defaultPorts[scheme]; return ok }

func (r *record) special() bool { return isSpecial(r.scheme) }

// noCredentials reports whether there can be no user, password and port.
func (r *record) noCredentials() bool { return !r.hasHost || r.host == "" || r.scheme == "file" }

func (r *record) pathname() string {
	if r.opaque {
		return r.path[0]
	}
	var b strings.Builder
	for _, s := range r.path {
		b.WriteString("/" + s)
	}
	return b.String()
}

func (r *record) hostPort() string {
	if r.port < 0 {
		return r.host
	}
	return r.host + ":" + strconv.Itoa(r.port)
}

func (r *record) credentials() string {
	s := r.username
	if r.password != "" {
		s += ":" + r.password
	}
	if s != "" {
		s += "@"
	}
	return s
}

func (r *record) search() string {
	if r.query == nil || *r.query == "" {
		return ""
	}
	return "?" + *r.query
}

func (r *record) hash() string {
	if r.fragment == nil || *r.fragment == "" {
		return ""
	}
	return "#" + *r.fragment
}

func (r *record) href() string {
	s := r.scheme + ":"
	if r.hasHost {
		s += "//" + r.credentials() + r.hostPort()
	} else if !r.opaque && len(r.path) > 1 && r.path[0] == "" {
		s += "/." // else the path would look like a host
	}
	s += r.pathname()
	if r.query != nil {
		s += "?" + *r.query
	}
	if r.fragment != nil {
		s += "#" + *r.fragment
	}
	return s
}

func (r *record) origin() string {
	switch r.scheme {
	case "http", "https", "ws", "wss", "ftp":
		return r.scheme + "://" + r.hostPort()
	case "blob":
		if inner := parse(r.pathname(), nil); inner != nil && (inner.scheme == "http" || inner.scheme == "https") {
			return inner.origin()
		}
	}
	return "null"
}

// shorten takes the last piece of the path away.
func (r *record) shorten() {
	if r.scheme == "file" && len(r.path) == 1 && isDrive(r.path[0]) && r.path[0][1] == ':' {
		return
	}
	if len(r.path) > 0 {
		r.path = r.path[:len(r.path)-1]
	}
}

func isDrive(s string) bool {
	return len(s) == 2 && s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z' && (s[1] == ':' || s[1] == '|')
}

// startsWithDrive reports whether a path begins with the letter of a drive.
func startsWithDrive(s string) bool {
	return len(s) >= 2 && isDrive(s[:2]) && (len(s) == 2 || strings.IndexByte(`/\?#`, s[2]) >= 0)
}

// The sets of characters that are percent-encoded in the parts of a URL, beside
// the control characters and everything beyond ASCII.
const (
	inControl   = ""
	inFragment  = " \"<>`"
	inQuery     = " \"#<>"
	inSpecial   = inQuery + "'"
	inPath      = inQuery + "?^`{}"
	inUser      = inPath + "/:;=@[\\]|"
	inFile      = inPath + "%[\\]|~"
	inComponent = inUser + "$%&+,"
)

func encode(s, set string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > 0x1f && c < 0x7f && strings.IndexByte(set, c) < 0 {
			b.WriteByte(c)
		} else {
			b.WriteString(string([]byte{'%', digits[c>>4], digits[c&15]}))
		}
	}
	return b.String()
}

// PercentDecode resolves percent signs; what is not a number behind one is left alone.
func PercentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b.WriteByte(byte(n))
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
