package path

import "strings"

// maxGlob is how long a pattern may be, and a segment of a path that it is held against.
const maxGlob = 64 << 10

// matchesGlob reports whether a path is one that a pattern means: **, *, ?, [classes],
// {lists}, and @(…), !(…) and the like. Names that begin with a dot are only met by a
// dot. A backslash in a pattern is a slash.
func matchesGlob(path, pattern string) bool {
	if pattern == "" {
		return path == ""
	}
	file := shortened(segments(path))
	for _, one := range expandBraces(strings.ReplaceAll(pattern, `\`, "/")) {
		if globOf(one).matches(file) {
			return true
		}
	}
	return false
}

// segments are the names between slashes; several slashes count as one.
func segments(path string) []string {
	var parts []string
	for i, part := range strings.Split(path, "/") {
		if part != "" || i == 0 {
			parts = append(parts, part)
		}
	}
	if strings.HasSuffix(path, "/") {
		parts = append(parts, "")
	}
	return parts
}

// shortened takes out what goes nowhere: "." within, and names with the ".." after them.
func shortened(parts []string) []string {
	made := parts[:0:0]
	for i, part := range parts {
		last := len(made) - 1
		switch {
		case i > 0 && i < len(parts)-1 && part == ".":
		case part == ".." && last >= 0 && made[last] != "" && made[last] != "." && made[last] != ".." && made[last] != "**":
			made = made[:last]
		case part == "**" && last >= 0 && made[last] == "**":
		default:
			made = append(made, part)
		}
	}
	if len(made) == 0 {
		return []string{""}
	}
	return made
}

// glob is a pattern without braces; nil is a segment of "**".
type glob []*segment

func globOf(pattern string) (g glob) {
	for _, part := range shortened(segments(pattern)) {
		if part == "**" {
			g = append(g, nil)
		} else {
			g = append(g, newSegment(part))
		}
	}
	return g
}

// matches holds the segments of a file against those of the pattern.
func (g glob) matches(file []string) bool {
	if len(g)*len(file) > maxStates {
		return false
	}
	failed := make([]uint64, (len(g)*len(file)+63)/64)
	var from func(f, p int) bool
	from = func(f, p int) bool {
		if p == len(g) {
			return f == len(file) || f == len(file)-1 && file[f] == ""
		}
		if f == len(file) {
			return false
		}
		place := p*len(file) + f
		if failed[place/64]&(1<<(place%64)) != 0 {
			return false
		}
		ok := false
		switch {
		case g[p] == nil && p == len(g)-1:
			ok = allPlain(file[f:])
		case g[p] == nil:
			ok = from(f, p+1) || !hidden(file[f]) && from(f+1, p)
		default:
			ok = g[p].matches(file[f]) && from(f+1, p+1)
		}
		if !ok {
			failed[place/64] |= 1 << (place % 64)
		}
		return ok
	}
	return from(0, 0)
}

func allPlain(file []string) bool {
	for _, name := range file {
		if hidden(name) {
			return false
		}
	}
	return true
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }
