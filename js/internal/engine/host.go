package engine

import (
	"context"
	"crypto/tls"
	"io"
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"strings"
	"syscall"
)

// Host is what a runtime sees of the process that it is in.
type Host struct {
	// Process says that the script may act on the process itself: its directory,
	// signals and standard streams.
	Process bool
	// Env is the environment; nil for that of the process.
	Env map[string]string

	// Patch says that the runtime is to be as Node's where goja's own is enough for most.
	Patch bool

	// Control is asked before a socket connects ("dial") and before one is bound or
	// listens ("listen"), with the network: "tcp", "udp", or "unix", which has a path.
	// An error refuses. Any goroutine may call it.
	Control func(op, network string, addr netip.AddrPort, path string) error
	// Dial makes the connections, in the place of the system: of "tcp", "unix", and "udp"
	// for the queries of dns. Any goroutine may call it.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// TLS is what the contexts of the module tls start from; nil for Node's defaults.
	TLS *tls.Config
	// Lookup finds the addresses of a host, in the place of the system's resolver. Any
	// goroutine may call it.
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)

	// Permissions are those of the command's flags; nil for none.
	Permissions *Permissions

	Stdin          io.Reader
	Stdout, Stderr io.Writer
}

// wholeProcess is the host of a runtime that may do everything.
func wholeProcess() Host {
	return Host{Process: true, Patch: true, Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr}
}

// Directory is the working directory, which is the root for a script that has none of the
// process.
func (h *Host) Directory() (string, error) {
	if !h.Process {
		return "/", nil
	}
	return syscall.Getwd() // and not $PWD, which may be another name of it
}

// LookupEnv returns a variable of the environment.
func (h *Host) LookupEnv(name string) (string, bool) {
	if h.Env == nil {
		return os.LookupEnv(name)
	}
	value, ok := h.Env[name]
	return value, ok
}

// Getenv is LookupEnv; "" for what is not there.
func (h *Host) Getenv(name string) string {
	value, _ := h.LookupEnv(name)
	return value
}

// Setenv sets a variable.
func (h *Host) Setenv(name, value string) {
	if h.Env == nil {
		_ = os.Setenv(name, value)
		return
	}
	h.Env[name] = value
}

// Unsetenv takes a variable out.
func (h *Host) Unsetenv(name string) {
	if h.Env == nil {
		_ = os.Unsetenv(name)
		return
	}
	delete(h.Env, name)
}

// EnvNames lists the variables.
func (h *Host) EnvNames() (names []string) {
	if h.Env != nil {
		return slices.Sorted(maps.Keys(h.Env))
	}
	for _, pair := range os.Environ() {
		if name, _, ok := strings.Cut(pair, "="); ok && name != "" {
			names = append(names, name)
		}
	}
	return names
}
