package process

import "strings"

// HasFlag reports whether a flag was given that has no value; of a flag and its opposite,
// of --no-, the last one counts.
func (p *Process) HasFlag(flag string) (on bool) {
	for _, given := range p.Flags {
		switch given := strings.ReplaceAll(given, "_", "-"); given {
		case flag:
			on = true
		case opposite(flag):
			on = false
		}
	}
	return on
}

func opposite(flag string) string {
	if positive, ok := strings.CutPrefix(flag, "--no-"); ok {
		return "--" + positive
	}
	return "--no-" + flag[2:]
}

// FlagValues are the values that a flag was given, after "=" or as the next argument.
func (p *Process) FlagValues(flag string) (values []string) {
	for i, given := range p.Flags {
		name, value, joined := strings.Cut(given, "=")
		if strings.ReplaceAll(name, "_", "-") != flag {
			continue
		}
		if joined {
			values = append(values, value)
		} else if i+1 < len(p.Flags) {
			values = append(values, p.Flags[i+1])
		}
	}
	return values
}
