package js

import (
	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/abort"
	"github.com/nodenet-go/nodenet/js/internal/assert"
	"github.com/nodenet-go/nodenet/js/internal/asynchooks"
	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/childprocess"
	"github.com/nodenet-go/nodenet/js/internal/cluster"
	"github.com/nodenet-go/nodenet/js/internal/console"
	"github.com/nodenet-go/nodenet/js/internal/crypto"
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
	"github.com/nodenet-go/nodenet/js/internal/oneprocess"
	"github.com/nodenet-go/nodenet/js/internal/os"
	"github.com/nodenet-go/nodenet/js/internal/path"
	"github.com/nodenet-go/nodenet/js/internal/performance"
	"github.com/nodenet-go/nodenet/js/internal/process"
	"github.com/nodenet-go/nodenet/js/internal/punycode"
	"github.com/nodenet-go/nodenet/js/internal/querystring"
	"github.com/nodenet-go/nodenet/js/internal/readline"
	"github.com/nodenet-go/nodenet/js/internal/shared"
	"github.com/nodenet-go/nodenet/js/internal/stream"
	"github.com/nodenet-go/nodenet/js/internal/streamweb"
	"github.com/nodenet-go/nodenet/js/internal/stringdecoder"
	"github.com/nodenet-go/nodenet/js/internal/testrunner"
	"github.com/nodenet-go/nodenet/js/internal/threads"
	"github.com/nodenet-go/nodenet/js/internal/timers"
	"github.com/nodenet-go/nodenet/js/internal/tls"
	"github.com/nodenet-go/nodenet/js/internal/tty"
	"github.com/nodenet-go/nodenet/js/internal/unavailable"
	"github.com/nodenet-go/nodenet/js/internal/url"
	"github.com/nodenet-go/nodenet/js/internal/util"
	"github.com/nodenet-go/nodenet/js/internal/vm"
	"github.com/nodenet-go/nodenet/js/internal/zlib"
)

// loaders are the modules that scripts can require.
var loaders = map[string]engine.Loader{
	"assert":              assert.Load,
	"assert/strict":       assert.LoadStrict,
	"async_hooks":         asynchooks.Load,
	"buffer":              buffer.Load,
	"child_process":       childprocess.Load,
	"cluster":             cluster.Load,
	"console":             console.Load,
	"diagnostics_channel": diagnostics.Load,
	"dns":                 dns.Load,
	"dns/promises":        dns.LoadPromises,
	"domain":              oneprocess.LoadDomain,
	"events":              events.Load,
	"fs":                  fs.Load,
	"fs/promises":         fs.LoadPromises,
	"inspector":           oneprocess.LoadInspector,
	"inspector/promises":  oneprocess.LoadInspector,
	"constants":           os.LoadConstants,
	"crypto":              crypto.Load,
	"dgram":               unavailable.LoadDgram,
	"http":                unavailable.LoadHTTP,
	"http2":               unavailable.LoadHTTP2,
	"https":               unavailable.LoadHTTPS,
	"net":                 net.Load,
	"net/promises":        net.LoadPromises,
	"os":                  os.Load,
	"path":                path.Load,
	"path/posix":          path.LoadPosix,
	"path/win32":          path.LoadWin32,
	"perf_hooks":          performance.Load,
	"process":             process.Load,
	"punycode":            punycode.Load,
	"querystring":         querystring.Load,
	"readline":            readline.Load,
	"readline/promises":   readline.LoadPromises,
	"repl":                oneprocess.LoadRepl,
	"stream":              stream.Load,
	"stream/consumers":    stream.LoadConsumers,
	"stream/promises":     stream.LoadPromises,
	"stream/web":          streamweb.Load,
	"string_decoder":      stringdecoder.Load,
	"sys":                 func(e *engine.Engine, _ *goja.Object) goja.Value { return e.RequireValue("util") },
	"test":                testrunner.Load,
	"timers":              timers.Load,
	"timers/promises":     timers.LoadPromises,
	"trace_events":        oneprocess.LoadTraceEvents,
	"url":                 url.Load,
	"util":                util.Load,
	"util/types":          util.LoadTypes,
	"v8":                  oneprocess.LoadV8,
	"vm":                  vm.Load,
	"worker_threads":      threads.Load,
	"tls":                 tls.Load,
	"tty":                 tty.Load,
	"zlib":                zlib.Load,
}

// globals give a runtime what Node has without require, in this order.
var globals = []func(e *engine.Engine, global *goja.Object){
	language.Define, // first: others use it
	buffer.Define,
	encoding.Define,
	abort.Define,
	domexception.Define,
	eventtarget.Define,
	messaging.Define,
	performance.Define,
	streamweb.Define,
	shared.Define,
	console.Define,
	timers.Define,
	process.Define,
	url.Define,
	crypto.Define,
}
