package js

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/internal/handle"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	netmodule "github.com/nodenet-go/nodenet/js/internal/net"
	"github.com/nodenet-go/nodenet/js/internal/process"
)

// Options say what the scripts of a runtime may do. The zero value gives them
// [DefaultModules], the network without Unix sockets or inherited descriptors, an empty
// environment, and no standard streams.
type Options struct {
	// Modules are the modules that scripts may load, whether with require,
	// process.getBuiltinModule or in any other way; nil means DefaultModules. "process"
	// lets scripts act on the process itself: change its directory, handle signals, and
	// see its arguments and limits. The global process exists in any case.
	Modules []string
	// Env is process.env; the program's own environment is never visible. The map is
	// copied.
	Env map[string]string
	// Stdin, Stdout and Stderr are the standard streams, also used by console. Without
	// them there is nothing to read, and what is written is discarded. Stdout and
	// Stderr are called on the JavaScript goroutine, Stdin on a goroutine of its own.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// MaxDepth limits how deeply calls may nest; one more is a RangeError. 0 means
	// 9000, about as deep as in Node.
	MaxDepth int
	// Patch installs Intl, and Node's toLocaleString of numbers and dates; goja has no
	// Intl, and a toLocaleString of its own. [Enable] always installs them.
	Patch bool
	// Limits are how long JavaScript may run.
	Limits Limits
	// Net is what scripts may do on the network.
	Net Net
}

// Net is what scripts may do on the network. It is enforced where descriptors are
// created, so scripts cannot get around it. What is refused fails with EACCES, and what
// exceeds a maximum with EMFILE.
type Net struct {
	// Control is asked before a socket connects to an address ("dial") and before it is
	// bound or listens ("listen"). The network is "tcp", "unix", or "udp" for the
	// queries of dns. Returning an error refuses the operation. IPv4-mapped IPv6
	// addresses are passed as IPv4, and a connection to 0.0.0.0 or ::, which reaches
	// this machine, as one to 127.0.0.1 or ::1. It may be called from any goroutine.
	Control func(op, network string, addr netip.AddrPort) error
	// Dial makes connections instead of the system, with the signature of
	// [net.Dialer]'s DialContext: through a proxy, or to test servers. The network is
	// "tcp" with the address and port a name was resolved to, "unix" with a path, or
	// "udp" for the queries of dns. A [*net.TCPConn] that it returns is as fast as a
	// socket of the script's own; other connections work as with [NewSocket]. Scripts
	// cannot bind to a local address then. It may be called from any goroutine.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Listen creates listeners instead of the system, as [net.Listen] does. The address
	// is numeric. Connections that are a [*net.TCPConn] or [*net.UnixConn] are as fast as
	// those of the script's own listeners. It is called on the JavaScript goroutine.
	Listen func(network, address string) (net.Listener, error)
	// Lookup resolves host names instead of the system's resolver. It may be called
	// from any goroutine. The resolve functions of dns query name servers themselves;
	// Control is asked about those.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// BlockList contains addresses that scripts cannot connect to.
	BlockList *nodenet.BlockList
	// Unix allows Unix sockets. Control is asked about them with a zero address.
	Unix bool
	// Descriptors allows scripts to take over the process's file descriptors by number.
	Descriptors bool
	// TLS is the starting point of the tls module. MinVersion and MaxVersion limit what
	// scripts may ask for. RootCAs, Certificates, CipherSuites and CurvePreferences are
	// used where a script does not specify its own (ca, cert, ciphers, ecdhCurve). The
	// other fields are ignored.
	TLS *tls.Config
	// MaxSockets and MaxServers limit how many may exist at a time; 0 is no limit. A
	// connection beyond the limit is closed.
	MaxSockets, MaxServers int
	// MaxBuffered limits how many bytes all sockets together may hold: received but not
	// yet read by the script, or written but not yet sent. 0 is no limit. The socket
	// that exceeds it is destroyed with ENOBUFS.
	MaxBuffered int
	// Trace is called for each net.Socket once it starts to connect, has been accepted,
	// or has come from Go, and returns who is told what happens on it; nil is nobody.
	// Trace and the functions it returns are called on the JavaScript goroutine, do not
	// affect the socket, and are invisible to scripts. A TLS socket reports the bytes
	// of its underlying connection.
	Trace func(Socket) *nodenet.Trace
}

// Limits are how long JavaScript may run; 0 is no limit. What takes longer is
// interrupted as by [Interrupt], with [ErrEventLimit] or [ErrTurnLimit] as the reason.
type Limits struct {
	// Event limits one event: a callback with the ticks and promises that follow it.
	Event time.Duration
	// Turn limits all events of one turn of the loop together.
	Turn time.Duration
}

// Reasons why JavaScript was interrupted or does not run.
var (
	// ErrEventLimit: one event took longer than [Limits].Event.
	ErrEventLimit = engine.ErrEventLimit
	// ErrTurnLimit: the events of one turn took longer than [Limits].Turn.
	ErrTurnLimit = engine.ErrTurnLimit
	// ErrOver: the runtime has been closed or has ended.
	ErrOver = engine.ErrOver
)

// DefaultModules returns the modules that scripts have when [Options.Modules] is nil:
// those that need nothing from the machine except the network.
func DefaultModules() []string {
	return []string{"assert", "assert/strict", "async_hooks", "buffer", "console", "constants", "crypto", "diagnostics_channel",
		"dns", "dns/promises", "events", "net", "net/promises", "path", "path/posix", "path/win32", "perf_hooks", "punycode", "querystring",
		"stream", "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers", "timers/promises", "tls",
		"url", "util", "util/types", "zlib"}
}

// EnableWith is [Enable] for scripts that may do no more than the options allow. It
// fails if a module named in the options does not exist.
func EnableWith(vm *goja.Runtime, scheduler Scheduler, options Options) error {
	names := slices.Clone(options.Modules)
	if names == nil {
		names = DefaultModules()
	}
	for i, name := range names {
		names[i] = strings.TrimPrefix(name, "node:")
		if loaders[names[i]] == nil {
			return fmt.Errorf("js: there is no module %q", name)
		}
	}
	e, err := newEngine(vm, scheduler)
	if err != nil {
		return err
	}
	e.Host = engine.Host{
		Process: slices.Contains(names, "process"),
		Patch:   options.Patch,
		Env:     map[string]string{},
		Stdin:   options.Stdin, Stdout: options.Stdout, Stderr: options.Stderr,
		Lookup: options.Net.lookup(), TLS: options.Net.TLS,
	}
	maps.Copy(e.Host.Env, options.Env)
	if e.Host.Stdin == nil {
		e.Host.Stdin = strings.NewReader("")
	}
	if e.Host.Stdout == nil {
		e.Host.Stdout = io.Discard
	}
	if e.Host.Stderr == nil {
		e.Host.Stderr = io.Discard
	}
	e.Host.Control, e.Host.Dial = options.Net.control(), options.Net.dial()
	policy := netmodule.PolicyOf(e)
	policy.NoPaths, policy.NoDescriptors = !options.Net.Unix, !options.Net.Descriptors
	policy.Limits = handle.Limits{Conns: options.Net.MaxSockets, Listeners: options.Net.MaxServers}
	if trace := options.Net.Trace; trace != nil {
		policy.Trace = func(s *netmodule.Socket) *nodenet.Trace { return trace(Socket{s}) }
	}
	policy.Listen, policy.MaxBuffered = options.Net.listen(), options.Net.MaxBuffered
	e.LimitDepthTo(options.MaxDepth)
	e.SetLimits(engine.Limits(options.Limits))
	return made(e, func() {
		enable(e)
		if !slices.Contains(names, "fs") {
			confineRequire(e)
		}
		confineModules(e, names)
	})
}

// confineModules leaves scripts the modules of these names. Others are there for these
// only if they need nothing from the machine, or these cannot do without them.
func confineModules(e *engine.Engine, names []string) {
	usable := append(DefaultModules(), names...)
	for _, name := range names {
		usable = append(usable, needed[name]...)
	}
	for name := range loaders {
		switch {
		case name == "process" || slices.Contains(names, name):
		case slices.Contains(usable, name):
			e.Reserve(name)
		default:
			e.Forbid(name)
		}
	}
}

// needed are the modules that others are made of, beyond DefaultModules.
var needed = map[string][]string{
	"child_process": {"os"}, "cluster": {"child_process", "os"}, "fs": {"readline"}, "fs/promises": {"readline"}, "readline/promises": {"readline"},
}

// Enable prepares a runtime for all the modules, with callbacks that run on the
// scheduler, and gives it Node's globals: its scripts may do whatever the program may.
// Use [EnableWith] to restrict them. Call it on the JavaScript goroutine, once per
// runtime: a second call panics. It fails if the process has run out of file
// descriptors or the loop is closed, with [ErrOver] if the loop closes meanwhile. Calls
// may nest up to the default of [Options.MaxDepth]; to change that, call the runtime's
// SetMaxCallStackSize afterwards.
func Enable(vm *goja.Runtime, scheduler Scheduler) error {
	e, err := newEngine(vm, scheduler)
	if err != nil {
		return err
	}
	e.LimitDepth()
	return made(e, func() { enable(e) })
}

// made has a runtime made ready. Its loop may be closed meanwhile, from another goroutine,
// and what runs of JavaScript is ended then.
func made(e *engine.Engine, ready func()) (err error) {
	defer func() {
		if !e.Over() {
			return
		}
		_ = recover()
		err = ErrOver
	}()
	ready()
	return nil
}

func newEngine(vm *goja.Runtime, scheduler Scheduler) (*engine.Engine, error) {
	if engine.Of(vm) != nil {
		panic("js.Enable was called for this runtime before")
	}
	loop, err := LoopOn(scheduler)
	if err != nil {
		return nil, err
	}
	e := engine.New(vm, loop)
	e.Traffic = new(netmodule.Counters)
	if err := loop.add(e); err != nil {
		e.Close()
		return nil, err
	}
	if loop != scheduler {
		e.OnClose(func() { go loop.Close() })
	}
	return e, nil
}

func enable(e *engine.Engine) {
	p := process.Of(e)
	p.Catch(e)
	p.Track(e)
	onExit(e, func(int) {})
	onUncaught(e, func(thrown *goja.Exception) { fmt.Fprintln(os.Stderr, "Uncaught", thrown) })
	for name, loader := range loaders {
		e.Register(name, loader)
	}
	for _, define := range globals {
		define(e, e.VM.GlobalObject())
	}
	e.KeepIntrinsics()
}
