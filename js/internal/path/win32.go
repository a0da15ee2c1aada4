package path

import (
	"strings"
)

// win32 has the functions of path.win32 on checked arguments.
type win32 struct{ directory }

func (win32) separator() string { return "\\" }
func (win32) delimiter() string { return ";" }

func isSeparator(c byte) bool { return c == '/' || c == '\\' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDrive(p string) bool { return len(p) >= 2 && isLetter(p[0]) && p[1] == ':' }

func separated(r rune) bool { return r == '/' || r == '\\' }

func lastSeparator(p string) int { return strings.LastIndexAny(p, "/\\") }

// rooted takes the root of a path apart: its device, "C:" or "\\server\share",
// whether it is absolute, and where the rest begins.
func rooted(p string) (device string, absolute bool, rest int) {
	if p == "" {
		return "", false, 0
	}
	if isDrive(p) {
		if len(p) > 2 && isSeparator(p[2]) {
			return p[:2], true, 3
		}
		return p[:2], false, 2
	}
	if !isSeparator(p[0]) {
		return "", false, 0
	}
	if server, share, end, ok := unc(p); ok {
		if server == "." || server == "?" {
			return `\\` + server, true, 4
		}
		return `\\` + server + `\` + share, true, end
	}
	return "", true, 1
}

// unc takes apart the start of \\server\share\….
func unc(p string) (server, share string, end int, ok bool) {
	if len(p) < 2 || !isSeparator(p[1]) {
		return
	}
	until := func(i int, separators bool) int {
		for i < len(p) && isSeparator(p[i]) == separators {
			i++
		}
		return i
	}
	a := until(2, false)
	b := until(a, true)
	c := until(b, false)
	if a == 2 || b == a || c == b {
		return
	}
	return p[2:a], p[b:c], c, true
}

func tail(p string, absolute bool) string {
	return strings.Join(reduced(strings.FieldsFunc(p, separated), !absolute), "\\")
}

func (win32) isAbsolute(p string) bool {
	return p != "" && (isSeparator(p[0]) || isDrive(p) && len(p) > 2 && isSeparator(p[2]))
}

func (win32) normalize(p string) string {
	if p == "" {
		return "."
	}
	device, absolute, rest := rooted(p)
	t := ""
	if rest < len(p) {
		t = tail(p[rest:], absolute)
	}
	if t == "" && !absolute {
		t = "."
	}
	if t != "" && isSeparator(p[len(p)-1]) {
		t += "\\"
	}
	if device == "" && !absolute && guarded(p, t) {
		t = ".\\" + t
	}
	if absolute {
		return device + "\\" + t
	}
	return device + t
}

// guarded reports whether a relative path would come to look like one with a
// drive, which it was not.
func guarded(p, normal string) bool {
	if !strings.Contains(p, ":") {
		return false
	}
	if isDrive(normal) {
		return true
	}
	for i := 0; i < len(p); i++ {
		if p[i] == ':' && (i == len(p)-1 || isSeparator(p[i+1])) {
			return true
		}
	}
	return false
}

func (f win32) join(parts []string) string {
	parts = nonEmpty(parts)
	if len(parts) == 0 {
		return "."
	}
	joined := strings.Join(parts, "\\")
	// Only a first part that is the start of a UNC path makes one.
	first := parts[0]
	if len(first) > 2 && isSeparator(first[0]) && isSeparator(first[1]) && !isSeparator(first[2]) {
		return f.normalize(joined)
	}
	n := 0
	for n < len(joined) && isSeparator(joined[n]) {
		n++
	}
	if n >= 2 {
		joined = "\\" + joined[n:]
	}
	return f.normalize(joined)
}

func (f win32) resolve(parts []string) string {
	device, rest, absolute := "", "", false
	for i := len(parts) - 1; i >= -1; i-- {
		p := ""
		if i >= 0 {
			if p = parts[i]; p == "" {
				continue
			}
		} else if p = f.working(); device != "" && (len(p) < 3 || !strings.EqualFold(p[:2], device) && p[2] == '\\') {
			p = device + "\\"
		}
		d, abs, from := rooted(p)
		if d != "" {
			if device == "" {
				device = d
			} else if !strings.EqualFold(d, device) {
				continue // on another device
			}
		}
		if !absolute {
			rest = p[from:] + "\\" + rest
			absolute = abs
		}
		if absolute && device != "" {
			break
		}
	}
	t := tail(rest, absolute)
	if absolute {
		return device + "\\" + t
	}
	if device+t == "" {
		return "."
	}
	return device + t
}

func (f win32) relative(from, to string) string {
	from, to = f.resolve([]string{from}), f.resolve([]string{to})
	if strings.EqualFold(from, to) {
		return ""
	}
	a, b := strings.FieldsFunc(from, separated), strings.FieldsFunc(to, separated)
	if len(a) > 0 && len(b) > 0 && !strings.EqualFold(a[0], b[0]) {
		return to // nothing in common
	}
	return between(a, b, "\\", strings.EqualFold)
}

func (f win32) toNamespacedPath(p string) string {
	if p == "" {
		return p
	}
	r := f.resolve([]string{p})
	switch {
	case len(r) <= 2:
		return p
	case strings.HasPrefix(r, `\\`) && r[2] != '?' && r[2] != '.':
		return `\\?\UNC\` + r[2:]
	case isDrive(r) && r[2] == '\\':
		return `\\?\` + r
	}
	return r
}

// rootLength is how much of a path is its root, which dirname and parse leave
// alone, and from where on names are looked for.
func rootLength(p string) (root, start int) {
	if p == "" {
		return 0, 0
	}
	if isDrive(p) {
		if len(p) > 2 && isSeparator(p[2]) {
			return 3, 3
		}
		return 2, 2
	}
	if !isSeparator(p[0]) {
		return 0, 0
	}
	if _, _, end, ok := unc(p); ok {
		if end < len(p) {
			return end + 1, end + 1
		}
		return end, end
	}
	return 1, 1
}

func (f win32) dirname(p string) string {
	if p == "" {
		return "."
	}
	root, _ := rootLength(p)
	if root == len(p) && root > 1 {
		return p
	}
	trimmed := strings.TrimRightFunc(p[root:], separated)
	end := lastSeparator(trimmed)
	if end < 0 {
		if root == 0 {
			return "."
		}
		return p[:root]
	}
	return p[:root+end]
}

func (f win32) basename(p, suffix string, cut bool) string {
	whole := p
	if isDrive(p) {
		p = p[2:]
	}
	if cut && suffix == whole && suffix != "" {
		return ""
	}
	return lastName(strings.TrimRightFunc(p, separated), p, suffix, cut && len(suffix) <= len(whole), lastSeparator)
}

func (f win32) extname(p string) string { return extension(f.basename(p, "", false)) }

func (f win32) parse(p string) (root, dir, base, ext string) {
	n, start := rootLength(p)
	root = p[:n]
	trimmed := strings.TrimRightFunc(p[start:], separated)
	cut := lastSeparator(trimmed)
	base, dir = trimmed[cut+1:], root
	if cut >= 0 && start+cut+1 != n {
		dir = p[:start+cut]
	}
	return root, dir, base, extension(base)
}
