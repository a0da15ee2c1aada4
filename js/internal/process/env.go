package process

import (
	"os"
	"regexp"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// environ is process.env: the environment itself, always strings.
type environ struct{ p *Process }

func (v environ) Get(key string) goja.Value {
	if s, ok := os.LookupEnv(key); ok {
		return v.p.Engine.Text(s)
	}
	return nil
}

func (v environ) Set(key string, value goja.Value) bool {
	if _, ok := value.(*goja.Symbol); ok {
		panic(v.p.Engine.VM.NewTypeError("Cannot convert a Symbol value to a string"))
	}
	_ = os.Setenv(key, value.String())
	return true
}

func (v environ) Has(key string) bool {
	_, ok := os.LookupEnv(key)
	return ok
}

func (v environ) Delete(key string) bool {
	_ = os.Unsetenv(key)
	return true
}

func (v environ) Keys() []string {
	pairs := os.Environ()
	names := make([]string, 0, len(pairs))
	for _, pair := range pairs {
		if name, _, ok := strings.Cut(pair, "="); ok && name != "" {
			names = append(names, name)
		}
	}
	return names
}

// environment defines env.
func (p *Process) environment() {
	env := p.Engine.VM.NewDynamicObject(environ{p})
	_ = env.SetPrototype(p.Engine.VM.Get("Object").(*goja.Object).Get("prototype").(*goja.Object))
	p.set("env", env)
}

var envLine = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^\s*(?:export\s+)?([\w.-]+)\s*=[ \t]*("(?:[^"\\]|\\.)*"|'[^']*'|` + "`[^`]*`" + `|[^#\r\n]*)?`)
})

// ParseEnv reads a file of NAME=value lines, as util.parseEnv does.
func ParseEnv(text string) map[string]string {
	values := map[string]string{}
	for _, m := range envLine().FindAllStringSubmatch(text, -1) {
		value := strings.TrimSpace(m[2])
		if n := len(value); n >= 2 && (value[0] == '"' || value[0] == '\'' || value[0] == '`') && value[n-1] == value[0] {
			quote := value[0]
			value = value[1 : n-1]
			if quote == '"' {
				value = strings.ReplaceAll(value, `\n`, "\n")
			}
		}
		values[m[1]] = value
	}
	return values
}
