package js

import (
	"errors"
	"sync"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/internal/loop"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/gojax"
)

// A registry without a loader of the program's own reads the files of the machine, for
// any script: require('/etc/x.json') is what the file says. So that is left to scripts
// that may have fs.

// confinedHere are the goroutines on which a script requires something that may not read
// files: the loader is not told which runtime it is called for.
var confinedHere sync.Map

var errNoFiles = errors.New("scripts may not require files without the module fs: give the registry a loader (require.WithLoader)")

// loadFile is the loader of registries that have none.
func loadFile(path string) ([]byte, error) {
	if _, confined := confinedHere.Load(loop.Goroutine()); confined {
		return nil, errNoFiles
	}
	return require.DefaultSourceLoader(path)
}

// guardFiles keeps a registry from reading files for scripts that may not.
func guardFiles(registry *require.Registry) {
	if !gojax.HasLoader(registry) {
		require.WithLoader(loadFile)(registry)
	}
}

// confineRequire has the function require of a runtime read no files, unless it is by a
// loader of the program's.
func confineRequire(e *engine.Engine) {
	original := e.VM.Get("require")
	if !engine.IsFunction(original) {
		return
	}
	engine.Must(e.VM.Set("require", e.Func("require", 1, func(call goja.FunctionCall) goja.Value {
		text := call.Argument(0).String() // which may be another the next time
		name := e.Text(text)
		if e.Builtin(text) {
			return e.Call(original, goja.Undefined(), name)
		}
		here := loop.Goroutine()
		if _, within := confinedHere.LoadOrStore(here, true); !within {
			defer confinedHere.Delete(here)
		}
		return e.Call(original, goja.Undefined(), name)
	})))
}
