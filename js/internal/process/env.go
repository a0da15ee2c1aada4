package process

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// environ is process.env: the environment itself, always strings.
type environ struct{ p *Process }

func (v environ) Get(key string) goja.Value {
	if s, ok := v.p.Engine.Host.LookupEnv(key); ok {
		return v.p.Engine.Text(s)
	}
	return nil
}

func (v environ) Set(key string, value goja.Value) bool {
	v.p.Engine.Host.Setenv(key, v.p.Engine.ToText(value).String())
	return true
}

func (v environ) Has(key string) bool {
	_, ok := v.p.Engine.Host.LookupEnv(key)
	return ok
}

func (v environ) Delete(key string) bool {
	v.p.Engine.Host.Unsetenv(key)
	return true
}

func (v environ) Keys() []string {
	names := v.p.Engine.Host.EnvNames()
	for i, name := range names {
		names[i] = gojax.ValidUTF8(name)
	}
	return names
}

// environment defines env.
func (p *Process) environment() {
	env := p.Engine.VM.NewDynamicObject(environ{p})
	_ = env.SetPrototype(p.Engine.Intrinsic("Object").Get("prototype").(*goja.Object))
	p.set("env", env)
}
