// Package dotenv reads files of environment variables as Node does: for --env-file,
// process.loadEnvFile and util.parseEnv.
package dotenv

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
)

// ErrNotText is the error for a file that can be opened, but has no text in it: a
// directory.
var ErrNotText = errors.New("not a file of text")

// Read reads a file.
func Read(name string) ([][2]string, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, ErrNotText
	}
	return Parse(string(text)), nil
}

// Env is an environment.
type Env interface {
	LookupEnv(name string) (value string, ok bool)
	Setenv(name, value string)
}

// Set puts variables into the environment that it does not have yet. Of two with the
// same name the later counts.
func Set(env Env, pairs [][2]string) {
	values := map[string]string{}
	for _, pair := range pairs {
		if _, ok := values[pair[0]]; ok {
			values[pair[0]] = pair[1]
		} else if _, ok := env.LookupEnv(pair[0]); !ok {
			values[pair[0]] = pair[1]
		}
	}
	for name, value := range values {
		env.Setenv(name, value)
	}
}

// blank is what is trimmed from names and values, as few as these are.
const blank = " \t\n"

// Parse reads the text of an .env file: names with their values, in the order of
// the names, the later of two with the same name in the place of the earlier.
func Parse(text string) [][2]string {
	values := map[string]string{}
	text = strings.Trim(strings.ReplaceAll(text, "\r", ""), blank)
	for text != "" {
		line, after, _ := strings.Cut(text, "\n")
		name, rest, assigned := strings.Cut(text, "=")
		if text[0] == '#' || text[0] == '\n' {
			text = after // and what is blank there is part of the next name
			continue
		}
		if !assigned || len(name) > len(line) {
			text = strings.TrimLeft(after, blank)
			continue
		}
		name = strings.Trim(name, blank)
		if rest == "" || rest[0] == '\n' {
			values[name], text = "", rest
			continue
		}
		rest = strings.TrimLeft(rest, blank)
		if name == "" {
			text = rest
			continue
		}
		if bare, ok := strings.CutPrefix(name, "export "); ok {
			name = strings.Trim(bare, blank)
		}
		values[name], text = readValue(rest)
	}
	var pairs [][2]string
	for name, value := range values {
		pairs = append(pairs, [2]string{name, value})
	}
	slices.SortFunc(pairs, func(a, b [2]string) int { return strings.Compare(a[0], b[0]) })
	return pairs
}

// readValue reads a value: quoted, on as many lines as it takes, or up to the end of
// the line or a comment.
func readValue(text string) (value, rest string) {
	if text != "" && strings.IndexByte("\"'`", text[0]) >= 0 {
		if value, after, closed := strings.Cut(text[1:], text[:1]); closed {
			if text[0] == '"' {
				value = strings.ReplaceAll(value, `\n`, "\n")
			}
			_, rest, _ = strings.Cut(after, "\n")
			return value, rest
		}
		value, rest, _ = strings.Cut(text, "\n") // the quotation mark, too
		return value, strings.TrimLeft(rest, blank)
	}
	value, rest, _ = strings.Cut(text, "\n")
	value, _, _ = strings.Cut(value, "#")
	return strings.Trim(value, blank), strings.TrimLeft(rest, blank)
}
