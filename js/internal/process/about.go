package process

import (
	"errors"
	"os"
	"runtime"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/dotenv"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/url"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// about defines what the process is and was started with.
func (p *Process) about() {
	e := p.Engine
	p.set("version", Version)
	versions := e.Object("node", Version[1:], "nodenet", OwnVersion, "go", runtime.Version()[2:])
	// Programs look for what their features depend on.
	for _, pair := range [][2]string{{"v8", "14.6.202.33-node.21"}, {"uv", "1.52.1"}, {"modules", "147"}} {
		engine.Must(versions.Set(pair[0], pair[1]))
	}
	p.set("versions", versions)
	p.set("arch", arch())
	p.set("platform", platform())
	p.set("release", e.Object("name", "node"))
	p.set("moduleLoadList", e.VM.NewArray())
	p.set("argv", p.strings(p.Argv))
	p.set("execArgv", p.strings(p.ExecArgv))
	argv0 := "nodenet"
	if len(os.Args) > 0 {
		argv0 = os.Args[0]
	}
	p.set("argv0", argv0)
	p.set("execPath", p.ExecPath)
	if p.Title != "" {
		p.title = p.Title
	}
	e.Accessor(p.Object, "title", func(*goja.Object) goja.Value { return e.Text(p.title) },
		func(_ *goja.Object, v goja.Value) { p.title = v.String() })
	p.set("debugPort", 9229)
	p.set("features", e.Object("inspector", false, "debug", false, "uv", true, "ipv6", true, "tls_alpn", true, "tls_sni", true,
		"tls_ocsp", true, "tls", true, "openssl_is_boringssl", false, "cached_builtins", true, "require_module", true, "typescript", "transform"))
	p.set("config", e.Object("target_defaults", e.VM.NewObject(), "variables", e.VM.NewObject()))
	p.set("sourceMapsEnabled", false)
	p.function("setSourceMapsEnabled", 1, func(call goja.FunctionCall) goja.Value {
		p.set("sourceMapsEnabled", e.NeedBoolean("enabled", call.Argument(0)))
		return nil
	})
	flags := e.Construct(e.Intrinsic("Set"), e.VM.NewArray("--no-warnings", "--unhandled-rejections", "--require", "-r", "--input-type"))
	p.set("allowedNodeEnvironmentFlags", flags)
	p.function("getBuiltinModule", 1, func(call goja.FunctionCall) goja.Value {
		name := e.NeedString("id", call.Argument(0))
		if !e.Builtin(name) {
			return nil
		}
		return e.RequireValue(name)
	})
	p.function("binding", 1, func(call goja.FunctionCall) goja.Value {
		if e.Host.Permissions != nil {
			panic(e.AccessDeniedBecause("process.binding"))
		}
		panic(e.Error("ERR_INVALID_MODULE", "No such binding: "+call.Argument(0).String()))
	})
	for name, permit := range map[string]func(what string){
		"_linkedBinding": func(what string) { e.Permit(engine.LoadAddon, what) },
		"dlopen":         func(string) { e.NeedAddons() },
	} {
		p.function(name, 1, func(call goja.FunctionCall) goja.Value {
			what := call.Argument(0).String()
			permit(what)
			panic(e.Error("ERR_INVALID_MODULE", "nodenet has no native addons: process."+name+" cannot load "+what))
		})
	}
}

// ticks defines nextTick.
func (p *Process) ticks() {
	e := p.Engine
	p.function("nextTick", 1, func(call goja.FunctionCall) goja.Value {
		e.NeedFunction("callback", call.Argument(0))
		f, _ := goja.AssertFunction(call.Argument(0))
		if len(call.Arguments) < 2 {
			e.NextTick(func() {
				_, err := f(goja.Undefined())
				engine.Must(err)
			})
			return nil
		}
		args := append([]goja.Value(nil), call.Arguments[1:]...)
		e.NextTick(func() {
			_, err := f(goja.Undefined(), args...)
			engine.Must(err)
		})
		return nil
	})
	p.set("_tickCallback", e.Func("_tickCallback", 0, func(goja.FunctionCall) goja.Value { return nil }))
}

// directories defines cwd, chdir and umask.
func (p *Process) directories() {
	e := p.Engine
	p.function("cwd", 0, func(goja.FunctionCall) goja.Value {
		dir, err := e.Host.Directory()
		if err != nil {
			panic(uverr.Of(err, "uv_cwd").Value(e))
		}
		return e.Text(dir)
	})
	p.function("chdir", 1, func(call goja.FunctionCall) goja.Value {
		dir := e.NeedString("directory", call.Argument(0))
		e.Permit(engine.ReadFiles, dir)
		from, _ := os.Getwd()
		if err := os.Chdir(dir); err != nil {
			panic(uverr.Of(err, "chdir").On(from, dir).Value(e))
		}
		return nil
	})
	p.function("loadEnvFile", 1, func(call goja.FunctionCall) goja.Value {
		file := ".env"
		if v := call.Argument(0); !engine.IsUndefined(v) {
			file = url.NeedPath(e, "path", v)
		}
		e.Permit(engine.ReadFiles, file)
		pairs, err := dotenv.Read(file)
		switch {
		case errors.Is(err, dotenv.ErrNotText):
			panic(e.TypeError("ERR_INVALID_ARG_TYPE", "Contents of '"+file+"' should be a valid string."))
		case err != nil:
			panic(uverr.Of(err, "open").On(file, "").Value(e))
		}
		dotenv.Set(&e.Host, pairs)
		return nil
	})
}
