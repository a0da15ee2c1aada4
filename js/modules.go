package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/assert"
	"github.com/nodenet-go/nodenet/js/internal/asynchooks"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/console"
	"github.com/nodenet-go/nodenet/js/internal/diagnostics"
	"github.com/nodenet-go/nodenet/js/internal/dns"
	"github.com/nodenet-go/nodenet/js/internal/domexception"
	"github.com/nodenet-go/nodenet/js/internal/encoding"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/events"
	"github.com/nodenet-go/nodenet/js/internal/eventtarget"
	"github.com/nodenet-go/nodenet/js/internal/fs"
	"github.com/nodenet-go/nodenet/js/internal/language"
	"github.com/nodenet-go/nodenet/js/internal/messaging"
	"github.com/nodenet-go/nodenet/js/internal/net"
	"github.com/nodenet-go/nodenet/js/internal/os"
	"github.com/nodenet-go/nodenet/js/internal/path"
	"github.com/nodenet-go/nodenet/js/internal/performance"
	"github.com/nodenet-go/nodenet/js/internal/process"
	"github.com/nodenet-go/nodenet/js/internal/punycode"
	"github.com/nodenet-go/nodenet/js/internal/querystring"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
	"github.com/nodenet-go/nodenet/js/internal/timers"
	"github.com/nodenet-go/nodenet/js/internal/url"
	"github.com/nodenet-go/nodenet/js/internal/util"
)

// loaders are the modules that scripts can require.
var loaders = map[string]engine.Loader{
	"buffer":              buffer.Load,
	"assert":              assert.Load,
	"assert/strict":       assert.LoadStrict,
	"console":             console.Load,
	"events":              events.Load,
	"timers":              timers.Load,
	"timers/promises":     timers.LoadPromises,
	"net":                 net.Load,
	"os":                  os.Load,
	"path":                path.Load,
	"path/posix":          path.LoadPosix,
	"path/win32":          path.LoadWin32,
	"perf_hooks":          performance.Load,
	"process":             process.Load,
	"stream":              stream.Load,
	"stream/promises":     stream.LoadPromises,
	"string_decoder":      stringdecoder.Load,
	"sys":                 func(e *engine.Engine, _ *goja.Object) goja.Value { return e.RequireValue("util") },
	"util":                util.Load,
	"util/types":          util.LoadTypes,
	"async_hooks":         asynchooks.Load,
	"diagnostics_channel": diagnostics.Load,
	"dns":                 dns.Load,
	"dns/promises":        dns.LoadPromises,
	"fs":                  fs.Load,
	"fs/promises":         fs.LoadPromises,
	"punycode":            punycode.Load,
	"querystring":         querystring.Load,
	"url":                 url.Load,
	"stream/consumers":    stream.LoadConsumers,
	"stream/web":          stream.LoadWeb,
}

// globals give a runtime what Node has without require, in this order.
var globals = []func(e *engine.Engine, global *goja.Object){
	buffer.Define,
	encoding.Define,
	language.Define, // first: others use it
	abort.Define,
	domexception.Define,
	eventtarget.Define,
	messaging.Define,
	performance.Define,
	console.Define,
	timers.Define,
	process.Define,
	url.Define,
}
