package path

import (
	"strings"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// posix has the functions of path.posix on checked arguments.
type posix struct{ directory }

func (posix) separator() string { return "/" }
func (posix) delimiter() string { return ":" }

func (posix) isAbsolute(p string) bool { return strings.HasPrefix(p, "/") }

// reduced takes "." and ".." out of a path, as far as that can be done; up says
// that ".." may be left at the start.
func reduced(segments []string, up bool) []string {
	out := segments[:0:0]
	for _, s := range segments {
		switch {
		case s == "" || s == ".":
		case s != "..":
			out = append(out, s)
		case len(out) > 0 && out[len(out)-1] != "..":
			out = out[:len(out)-1]
		case up:
			out = append(out, s)
		}
	}
	return out
}

func (f posix) normalize(p string) string {
	if p == "" {
		return "."
	}
	absolute, trailing := p[0] == '/', p[len(p)-1] == '/'
	s := strings.Join(reduced(strings.Split(p, "/"), !absolute), "/")
	if s == "" {
		if absolute {
			return "/"
		}
		s = "."
	}
	if trailing {
		s += "/"
	}
	if absolute {
		return "/" + s
	}
	return s
}

func (f posix) join(parts []string) string {
	joined := strings.Join(nonEmpty(parts), "/")
	return f.normalize(joined)
}

func nonEmpty(parts []string) []string {
	kept := parts[:0:0]
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return kept
}

func (f posix) resolve(parts []string) string {
	resolved := ""
	for i := len(parts) - 1; i >= 0 && !f.isAbsolute(resolved); i-- {
		if parts[i] != "" {
			resolved = parts[i] + "/" + resolved
		}
	}
	if !f.isAbsolute(resolved) {
		resolved = f.working() + "/" + resolved
	}
	absolute := f.isAbsolute(resolved)
	s := strings.Join(reduced(strings.Split(resolved, "/"), !absolute), "/")
	if absolute {
		return "/" + s
	}
	if s == "" {
		return "."
	}
	return s
}

// directory is process.cwd(), "" when it is gone, for what resolves paths.
type directory struct{ of *engine.Host }

func (d directory) working() string {
	wd, _ := d.of.Directory()
	return wd
}

func (f posix) relative(from, to string) string {
	from, to = f.resolve([]string{from}), f.resolve([]string{to})
	if from == to {
		return ""
	}
	return between(nonEmpty(strings.Split(from, "/")), nonEmpty(strings.Split(to, "/")), "/", func(a, b string) bool { return a == b })
}

// between is the way from one list of segments to another.
func between(from, to []string, separator string, same func(a, b string) bool) string {
	n := 0
	for n < len(from) && n < len(to) && same(from[n], to[n]) {
		n++
	}
	var way []string
	for range from[n:] {
		way = append(way, "..")
	}
	return strings.Join(append(way, to[n:]...), separator)
}

func (posix) toNamespacedPath(p string) string { return p }

func (f posix) dirname(p string) string {
	if p == "" {
		return "."
	}
	root := ""
	if p[0] == '/' {
		root = "/"
	}
	end := strings.LastIndexByte(strings.TrimRight(p, "/"), '/')
	switch {
	case end < 0 || strings.Trim(p, "/") == "":
		if root != "" {
			return root
		}
		return "."
	case end == 0:
		return "/"
	case end == 1 && root != "":
		return "//"
	}
	return p[:end]
}

func (f posix) basename(p, suffix string, cut bool) string {
	if cut && suffix == p && suffix != "" {
		return ""
	}
	return lastName(strings.TrimRight(p, "/"), p, suffix, cut && len(suffix) <= len(p), func(s string) int { return strings.LastIndexByte(s, '/') })
}

// lastName is the end of a path behind its last separator, without a suffix.
func lastName(trimmed, whole, suffix string, cut bool, last func(string) int) string {
	name := trimmed[last(trimmed)+1:]
	if !cut || suffix == "" {
		return name
	}
	if trimmed == "" {
		return whole // nothing but separators
	}
	if shorter, ok := strings.CutSuffix(name, suffix); ok && shorter != "" {
		return shorter
	}
	return name
}

// extension is the end of a name from its last dot on.
func extension(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 || name == ".." {
		return ""
	}
	return name[dot:]
}

func (f posix) extname(p string) string { return extension(f.basename(p, "", false)) }

func (f posix) parse(p string) (root, dir, base, ext string) {
	if p == "" {
		return "", "", "", ""
	}
	start := 0
	if p[0] == '/' {
		root, dir, start = "/", "/", 1
	}
	trimmed := strings.TrimRight(p[start:], "/")
	cut := strings.LastIndexByte(trimmed, '/')
	base = trimmed[cut+1:]
	if cut >= 0 {
		dir = p[:start+cut]
	}
	if base == ".." && start == 1 && cut < 0 {
		return root, dir, base, "." // of "/..", not of "x/.."
	}
	return root, dir, base, extension(base)
}
