package util

import "strings"

// ParseEnv reads the text of an .env file: names with their values, the later
// of two with the same name in the place of the earlier.
func ParseEnv(text string) [][2]string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var pairs [][2]string
	for text != "" {
		text = strings.TrimLeft(text, " \t\n")
		if text == "" {
			break
		}
		if text[0] == '#' {
			_, text, _ = strings.Cut(text, "\n")
			continue
		}
		equals, newline := strings.IndexByte(text, '='), strings.IndexByte(text, '\n')
		if equals < 0 || newline >= 0 && newline < equals {
			_, text, _ = strings.Cut(text, "\n") // no assignment
			continue
		}
		name := strings.TrimSpace(text[:equals])
		name = strings.TrimSpace(strings.TrimPrefix(name, "export "))
		var value string
		value, text = envValue(strings.TrimLeft(text[equals+1:], " \t"))
		if name == "" {
			continue
		}
		pairs = setPair(pairs, name, value)
	}
	return pairs
}

// envValue reads a value: quoted, on as many lines as it takes, or up to the end
// of the line or a comment.
func envValue(text string) (value, rest string) {
	if text != "" && strings.IndexByte("\"'`", text[0]) >= 0 {
		if end := strings.IndexByte(text[1:], text[0]); end >= 0 {
			value = text[1 : 1+end]
			if text[0] == '"' {
				value = strings.ReplaceAll(value, `\n`, "\n")
			}
			_, rest, _ = strings.Cut(text[end+2:], "\n")
			return value, rest
		}
	}
	value, rest, _ = strings.Cut(text, "\n")
	value, _, _ = strings.Cut(value, "#")
	return strings.TrimSpace(value), rest
}

func setPair(pairs [][2]string, name, value string) [][2]string {
	for i := range pairs {
		if pairs[i][0] == name {
			pairs[i][1] = value
			return pairs
		}
	}
	return append(pairs, [2]string{name, value})
}
