package path

import (
	"strconv"
	"strings"
)

// maxExpanded is how many patterns the braces of one may stand for; of a long one fewer.
const maxExpanded = 100_000

// expandBraces writes out {a,b} and {1..3}. What is in braces and neither stays as it is,
// as does "${…}"; patterns of nothing are left out.
func expandBraces(pattern string) []string {
	var made []string
	for _, p := range expandWithin(pattern, max(1, min(maxExpanded, 1<<26/(len(pattern)*len(pattern))))) {
		if p != "" {
			made = append(made, p)
		}
	}
	return made
}

// expandWithin makes no more than limit patterns.
func expandWithin(pattern string, limit int) []string {
	open, end := firstBraces(pattern)
	if open < 0 {
		return []string{pattern}
	}
	before, within, after := pattern[:open], pattern[open+1:end], pattern[end+1:]
	alternatives := sequence(within, limit)
	if alternatives == nil {
		parts := splitList(within)
		switch {
		case len(parts) > 1:
			for _, part := range parts {
				alternatives = append(alternatives, expandWithin(part, limit)...)
			}
		case strings.HasSuffix(before, "$"):
			alternatives = []string{"{" + within + "}"}
		default: // the braces stay, and what is in them may have others
			for _, part := range expandWithin(within, limit) {
				alternatives = append(alternatives, "{"+part+"}")
			}
		}
	}
	var made []string
	rest := expandWithin(after, limit)
	for _, a := range alternatives {
		for _, r := range rest {
			if len(made) == limit {
				return made
			}
			made = append(made, before+a+r)
		}
	}
	return made
}

// firstBraces are the first opening brace that is closed, and where.
func firstBraces(s string) (open, end int) {
	var stack []int
	open, end = -1, -1
	for i := range len(s) {
		switch s[i] {
		case '{':
			stack = append(stack, i)
		case '}':
			if n := len(stack); n > 0 {
				if start := stack[n-1]; open < 0 || start < open {
					open, end = start, i
				}
				stack = stack[:n-1]
			}
		}
		if open >= 0 && len(stack) == 0 {
			break
		}
	}
	return open, end
}

// splitList cuts at the commas that are in no braces of their own.
func splitList(s string) []string {
	depth, start := 0, 0
	var parts []string
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		case ',':
			if depth == 0 {
				parts = append(parts, s[start:i])
				start = i + 1
			}
		}
	}
	return append(parts, s[start:])
}

// sequence is what {from..to} or {from..to..step} stands for: numbers, with zeros before
// them where one has some, or letters; nil when it is no such thing.
func sequence(s string, limit int) []string {
	parts := strings.Split(s, "..")
	if len(parts) != 2 && len(parts) != 3 {
		return nil
	}
	step := 1
	if len(parts) == 3 {
		n, err := strconv.Atoi(parts[2])
		if err != nil {
			return nil
		}
		step = max(1, n, -n)
	}
	from, err1 := strconv.Atoi(parts[0])
	to, err2 := strconv.Atoi(parts[1])
	width := 0
	write := func(n int) string { return padded(n, width) }
	switch {
	case err1 == nil && err2 == nil:
		if zeroed(parts[0]) || zeroed(parts[1]) {
			width = max(len(parts[0]), len(parts[1]))
		}
	case len(parts[0]) == 1 && len(parts[1]) == 1 && isLetter(parts[0][0]) && isLetter(parts[1][0]):
		from, to = int(parts[0][0]), int(parts[1][0])
		write = func(n int) string { return string(rune(n)) }
	default:
		return nil
	}
	var made []string
	for n := from; (n-to)*(n-from) <= 0 && len(made) < limit; {
		made = append(made, write(n))
		if from <= to {
			n += step
		} else {
			n -= step
		}
		if from == to {
			break
		}
	}
	return made
}

func zeroed(s string) bool {
	s = strings.TrimPrefix(s, "-")
	return len(s) > 1 && s[0] == '0'
}

func padded(n, width int) string {
	s := strconv.Itoa(n)
	if missing := width - len(s); missing > 0 {
		sign := ""
		if n < 0 {
			sign, s = "-", s[1:]
		}
		s = sign + strings.Repeat("0", missing) + s
	}
	return s
}
