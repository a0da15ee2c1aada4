package childprocess

import (
	"slices"
	"strings"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

const nodeOptions = "NODE_OPTIONS="

// permitted is an environment by which a Node, or a nodenet, that a program starts may do
// no more than the program, unless its arguments or the environment say what it may.
func permitted(e *engine.Engine, o *options) []string {
	p := e.Host.Permissions
	if p == nil || slices.Contains(o.args, "--permission") {
		return o.env
	}
	flags := strings.Join(p.Flags(), " ")
	at := slices.IndexFunc(o.env, func(pair string) bool { return strings.HasPrefix(pair, nodeOptions) })
	if at < 0 {
		return append(slices.Clone(o.env), nodeOptions+flags)
	}
	given := strings.TrimPrefix(o.env[at], nodeOptions)
	if strings.Contains(given, "--permission") {
		return o.env
	}
	env := slices.Clone(o.env)
	if given != "" {
		given += " "
	}
	env[at] = nodeOptions + given + flags
	return env
}
