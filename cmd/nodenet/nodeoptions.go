package main

import (
	"slices"
	"strings"
)

// nodeOptions applies what NODE_OPTIONS says. What nodenet refuses as an argument is
// passed over: it is meant for the Node programs of the same environment.
func (c *command) nodeOptions(text string) error {
	words, err := splitOptions(text)
	if err != nil {
		return err
	}
	for i := 0; i < len(words); i++ {
		name, _, joined := strings.Cut(words[i], "=")
		name = flagName(name)
		switch {
		case !strings.HasPrefix(words[i], "-"):
			continue
		case refusedThere(name) || !c.known(name):
			if name = words[i]; joined {
				name, _, _ = strings.Cut(name, "=")
				name += "="
			}
			return usage(name + " is not allowed in NODE_OPTIONS")
		case isUnsupported(name):
			if _, valued := groupsHave(unsupported, name); valued && !joined {
				i++
			}
			continue
		}
		used, err := c.flag(words[i], words[i+1:])
		if err != nil {
			return err
		}
		c.options.EnvironmentFlags = append(c.options.EnvironmentFlags, words[i:i+1+used]...)
		i += used
	}
	return nil
}

// notThere are the flags that say what is run, and that Node takes as arguments only.
const notThere = `--bench --build-sea --build-snapshot --build-snapshot-config --check --completion-bash --env-file --env-file-if-exists --eval
	--experimental-default-config-file --experimental-inspector-network-resource --experimental-network-inspection --experimental-sea-config
	--experimental-storage-inspection --experimental-test-coverage --experimental-test-module-mocks --experimental-test-tag-filter
	--allow-natives-syntax --experimental-worker-inspection --expose-externalize-string --expose-internals --gc-global --hash-seed --help --interactive --live --print --prof --run --test --test-concurrency --test-force-exit
	--test-timeout --test-udp-no-try-send --test-update-snapshots --v8-options --version --vfs-load`

func refusedThere(name string) bool { return slices.Contains(strings.Fields(notThere), name) }

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
