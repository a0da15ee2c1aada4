package js

import (
	"context"
	"crypto/tls"
	"errors"
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

// Options say what the scripts of a runtime may do. With the zero value they have
// [DefaultModules], the network but neither Unix sockets nor descriptors, an empty
// environment, and no standard streams.
type Options struct {
	// Modules are what scripts may require, by require, process.getBuiltinModule and
	// any other way; nil is DefaultModules. "process" lets scripts act on the process
	// itself: its directory and signals, and see its arguments and limits. The global
	// process is there in any case.
	Modules []string
	// Env is process.env, which is never that of the program. The map is copied.
	Env map[string]string
	// Stdin, Stdout and Stderr are the standard streams, also of console; without them
	// there is nothing to read, and what is written is gone. They are called on the
	// goroutine of the JavaScript, but Stdin, which has one of its own.
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	// MaxDepth is how deep calls may be nested: one more is a RangeError. 0 is about as
	// deep as in Node, 9000.
	MaxDepth int
	// Patch has Intl, and the methods toLocaleString of numbers and dates, as Node has
	// them; goja has none, or its own. [Enable] does so.
	Patch bool
	// Limits are how long the JavaScript may run.
	Limits Limits
	// Net is what scripts may do in the network.
	Net Net
}

// Net is what scripts may do in the network. It is decided where descriptors are made:
// no script gets around it. What is refused fails with EACCES, what is too much with
// EMFILE.
type Net struct {
	// Control is asked before a socket connects to an address ("dial"), and before it is
	// bound to one or listens ("listen"); the network is "tcp", "unix", or "udp" for
	// the queries of dns. An error refuses it. Any goroutine may call it. An address of
	// IPv4 within IPv6 is given as that of IPv4, and a connection to 0.0.0.0 or ::, which
	// leads to this machine, as one to 127.0.0.1 or ::1.
	Control func(op, network string, addr netip.AddrPort) error
	// Dial makes the connections in the place of the system, as the method DialContext
	// of a [net.Dialer] does: through a proxy, or to servers of a test. The network is
	// "tcp" with the address and port that a name was looked up for, "unix" with a path,
	// or "udp" for the queries of dns. A [*net.TCPConn] that it returns is as fast as
	// the script's own, other connections are as with [NewSocket]. Scripts can bind to
	// no address then. Any goroutine may call it.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Listen makes the listeners in the place of the system, as [net.Listen] does. The
	// address is a numeric one. It is called on the goroutine of the JavaScript.
	Listen func(network, address string) (net.Listener, error)
	// Lookup finds the addresses of a host in the place of the system's resolver. Any
	// goroutine may call it. The functions resolve of dns ask servers of names, about
	// which Control is asked.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)
	// BlockList has addresses that nothing is connected to.
	BlockList *nodenet.BlockList
	// Unix allows sockets that are files, for which Control is asked without an
	// address.
	Unix bool
	// Descriptors allows a script to take over descriptors of the process by number.
	Descriptors bool
	// TLS is what the module tls starts from. MinVersion and MaxVersion are limits of what
	// scripts may ask for. RootCAs, Certificates, CipherSuites and CurvePreferences are in
	// the place of what a script does not name itself (ca, cert, ciphers, ecdhCurve); the
	// other fields are not used.
	TLS *tls.Config
	// MaxSockets and MaxServers are how many there may be at a time; 0 is without a
	// limit. A connection that is one too many is closed.
	MaxSockets, MaxServers int
	// MaxBuffered is how many bytes all sockets together may hold that were received
	// and not read by the script, or written and not sent; 0 is without a limit. The
	// socket with which it becomes more is destroyed with ENOBUFS.
	MaxBuffered int
	// Trace is asked for each net.Socket, once it begins to connect, was accepted, or has
	// come from Go, who is told what happens on it; nil is nobody. It and what it returns
	// are called on the goroutine of the JavaScript, take no part, and are not seen by
	// scripts. A socket of TLS tells of the bytes of its connection.
	Trace func(Socket) *nodenet.Trace
}

// Limits are how long JavaScript may run; 0 is without a limit. What takes longer is
// interrupted as by [Interrupt], with the reason [ErrEventLimit] or [ErrTurnLimit].
type Limits struct {
	// Event is for one event: a callback with the ticks and promises that follow.
	Event time.Duration
	// Turn is for all events of one turn of the loop together.
	Turn time.Duration
}

// Why the JavaScript was interrupted, or does not run.
var (
	ErrEventLimit = engine.ErrEventLimit
	ErrTurnLimit  = engine.ErrTurnLimit
	ErrOver       = engine.ErrOver
)

// DefaultModules returns the modules that scripts have without [Options.Modules]: those
// that need nothing from the machine but the network.
func DefaultModules() []string {
	return []string{"assert", "assert/strict", "async_hooks", "buffer", "console", "constants", "crypto", "diagnostics_channel",
		"dns", "dns/promises", "events", "net", "net/promises", "path", "path/posix", "path/win32", "perf_hooks", "punycode", "querystring",
		"stream", "stream/consumers", "stream/promises", "stream/web", "string_decoder", "sys", "timers", "timers/promises", "tls",
		"url", "util", "util/types", "zlib"}
}

// EnableWith is [Enable] for scripts that may do no more than the options say. It fails
// when there is no module of a name.
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

// Enable makes a runtime ready for the modules, all of them, with callbacks that run on
// the scheduler, and gives it Node's globals: its scripts may do what the program may.
// [EnableWith] is for others. Call it on the goroutine of the JavaScript, once: it
// panics the second time. It fails when the system has no descriptors left, and when the
// loop is closed, with [ErrOver] if that happens meanwhile. Calls may be nested as deep as [Options.MaxDepth] says by itself; who
// wants another limit calls the runtime's SetMaxCallStackSize afterwards.
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
	if scheduler == nil {
		return nil, errors.New("js: there is no scheduler")
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
