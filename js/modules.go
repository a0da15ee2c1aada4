package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/os"
	"github.com/nodenet-go/nodenet/js/internal/path"
	"github.com/nodenet-go/nodenet/js/internal/process"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
	"github.com/nodenet-go/nodenet/js/internal/timers"
)

// loaders are the modules that scripts can require.
var loaders = map[string]engine.Loader{
	"events":           events.Load,
	"timers":           timers.Load,
	"timers/promises":  timers.LoadPromises,
	"os":               os.Load,
	"path":             path.Load,
	"path/posix":       path.LoadPosix,
	"path/win32":       path.LoadWin32,
	"process":          process.Load,
	"stream":           stream.Load,
	"stream/consumers": stream.LoadConsumers,
	"stream/promises":  stream.LoadPromises,
	"stream/web":       stream.LoadWeb,
	"string_decoder":   stringdecoder.Load,
}

// globals give a runtime what Node has without require, in this order.
var globals = []func(e *engine.Engine, global *goja.Object){
	abort.Define,
	domexception.Define,
	eventtarget.Define,
	timers.Define,
	process.Define,
}
