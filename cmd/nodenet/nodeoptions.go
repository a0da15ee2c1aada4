package main

import (
	"slices"
	"strings"
)

// nodeOptions applies what NODE_OPTIONS says of permissions: a script that has some only
// starts others with the same. The other flags there are meant for Node.
func (c *command) nodeOptions(text string) error {
	words, err := splitOptions(text)
	if err != nil {
		return err
	}
	for i := 0; i < len(words); i++ {
		name, _, _ := strings.Cut(words[i], "=")
		if name = strings.ReplaceAll(name, "_", "-"); !slices.Contains(ofPermissions, strings.Replace(name, "--no-", "--", 1)) {
			continue
		}
		used, err := c.flag(words[i], words[i+1:])
		if err != nil {
			return err
		}
		i += used
	}
	return nil
}

var ofPermissions = []string{
	"--permission", "--allow-addons", "--allow-child-process", "--allow-ffi", "--allow-fs-read", "--allow-fs-write", "--allow-inspector",
	"--allow-net", "--allow-wasi", "--allow-worker",
}

// splitOptions cuts text at spaces; what is between quotes is one word, in which a
// backslash takes the next character as it is.
func splitOptions(text string) (words []string, err error) {
	var word strings.Builder
	begun, quoted := false, false
	for i := 0; i < len(text); i++ {
		switch b := text[i]; {
		case quoted && b == '\\' && i+1 < len(text):
			i++
			word.WriteByte(text[i])
		case b == '"':
			begun, quoted = true, !quoted
		case b == ' ' && !quoted:
			if begun {
				words = append(words, word.String())
				word.Reset()
			}
			begun = false
		default:
			begun = true
			word.WriteByte(b)
		}
	}
	if quoted {
		return nil, usage("invalid value for NODE_OPTIONS (unterminated string)")
	}
	if begun {
		words = append(words, word.String())
	}
	return words, nil
}
