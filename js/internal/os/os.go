// Package os is Node's module os.
package os

import (
	"math"
	"net"
	"os"
	"os/user"
	"runtime"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/buffer"
	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/uverr"
)

// Load is the loader of require('os').
func Load(e *engine.Engine, exports *goja.Object) goja.Value {
	m := &module{e, exports}
	m.system()
	m.memory()
	m.people()
	m.priorities()
	m.text("endianness", endianness)
	m.method("networkInterfaces", m.networkInterfaces)
	m.method("cpus", m.cpus)
	m.method("loadavg", func(goja.FunctionCall) goja.Value {
		load := loadAverage()
		return e.VM.NewArray(load[0], load[1], load[2])
	})
	m.method("availableParallelism", func(goja.FunctionCall) goja.Value { return e.Int(runtime.NumCPU()) })
	fixed := func(name string, v goja.Value, configurable goja.Flag) {
		engine.Must(exports.DefineDataProperty(name, v, goja.FLAG_FALSE, configurable, goja.FLAG_TRUE))
	}
	fixed("constants", Constants(e), goja.FLAG_FALSE)
	eol, null := "\n", "/dev/null"
	if runtime.GOOS == "windows" {
		eol, null = "\r\n", `\\.\nul`
	}
	fixed("EOL", e.Text(eol), goja.FLAG_TRUE)
	fixed("devNull", e.Text(null), goja.FLAG_TRUE)
	return nil
}

type module struct {
	e       *engine.Engine
	exports *goja.Object
}

func (m *module) method(name string, f engine.Native) *goja.Object {
	fn := m.e.Func(name, 0, f)
	engine.Must(m.exports.Set(name, fn))
	return fn
}

// primitive is a method without arguments that can be used like its value:
// `${os.hostname}`.
func (m *module) primitive(name string, get func() goja.Value) {
	f := func(goja.FunctionCall) goja.Value { return get() }
	fn := m.method(name, f)
	symbol := m.e.Intrinsic("Symbol").Get("toPrimitive").(*goja.Symbol)
	m.e.SymbolMethod(fn, symbol, "", f)
}

func (m *module) text(name string, get func() string) {
	m.primitive(name, func() goja.Value { return m.e.Text(get()) })
}

func (m *module) system() {
	m.text("arch", Arch)
	m.text("platform", Platform)
	m.text("type", func() string { return uname().sysname })
	m.text("release", func() string { return uname().release })
	m.text("version", func() string { return uname().version })
	m.text("machine", func() string { return uname().machine })
	m.text("hostname", func() string {
		name, err := os.Hostname()
		if err != nil {
			panic(uverr.Of(err, "uv_os_gethostname").System(m.e))
		}
		return name
	})
	m.text("tmpdir", func() string { return temporary(&m.e.Host) })
}

// Arch is process.arch.
func Arch() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x64"
	case "386":
		return "ia32"
	case "ppc64le":
		return "ppc64"
	case "mipsle":
		return "mipsel"
	}
	return runtime.GOARCH
}

// Platform is process.platform.
func Platform() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	case "solaris", "illumos":
		return "sunos"
	}
	return runtime.GOOS
}

func endianness() string {
	switch runtime.GOARCH {
	case "ppc64", "s390x", "mips", "mips64":
		return "BE"
	}
	return "LE"
}

func temporary(env *engine.Host) string {
	names := []string{"TMPDIR", "TMP", "TEMP"}
	fallback := "/tmp"
	separator := "/"
	if runtime.GOOS == "windows" {
		names, separator = names[1:], `\`
		fallback = env.Getenv("SystemRoot") + `\temp`
	}
	dir := fallback
	for i := len(names) - 1; i >= 0; i-- {
		if v := env.Getenv(names[i]); v != "" {
			dir = v
		}
	}
	if len(dir) > 1 && strings.HasSuffix(dir, separator) && !strings.HasSuffix(dir, ":"+separator) {
		dir = strings.TrimSuffix(dir, separator)
	}
	return dir
}

func (m *module) memory() {
	number := func(name string, get func() float64) {
		m.primitive(name, func() goja.Value { return m.e.VM.ToValue(get()) })
	}
	number("totalmem", func() float64 { total, _ := memory(); return total })
	number("freemem", func() float64 { _, free := memory(); return free })
	number("uptime", uptime)
}

func (m *module) people() {
	m.text("homedir", func() string {
		if home := m.e.Host.Getenv("HOME"); home != "" && runtime.GOOS != "windows" {
			return home
		}
		if u, err := user.Current(); err == nil {
			return u.HomeDir
		}
		panic(uverr.Named("ENOENT", "uv_os_homedir").System(m.e))
	})
	m.method("userInfo", func(call goja.FunctionCall) goja.Value {
		encoding := "utf8"
		if v := call.Argument(0); !engine.IsUndefined(v) {
			o := m.e.NeedObject("options", v)
			if name := o.Get("encoding"); name != nil && name.String() == "buffer" {
				encoding = "buffer"
			}
		}
		who, ok := whoami()
		if !ok {
			panic(uverr.Named("ENOENT", "uv_os_get_passwd").System(m.e))
		}
		text := func(s string) goja.Value {
			if encoding == "buffer" {
				return buffer.Wrap(m.e, []byte(s))
			}
			return m.e.Text(s)
		}
		o := m.e.VM.CreateObject(nil)
		engine.Must(o.Set("uid", who.uid))
		engine.Must(o.Set("gid", who.gid))
		engine.Must(o.Set("username", text(who.name)))
		engine.Must(o.Set("homedir", text(who.home)))
		if who.shell == "" {
			engine.Must(o.Set("shell", goja.Null()))
		} else {
			engine.Must(o.Set("shell", text(who.shell)))
		}
		return o
	})
}

// person is a user of the system.
type person struct {
	uid, gid          int
	name, home, shell string
}

func (m *module) priorities() {
	pid := func(v goja.Value) int {
		return int(m.e.NeedInteger("pid", v, math.MinInt32, math.MaxInt32))
	}
	m.method("getPriority", func(call goja.FunctionCall) goja.Value {
		id := 0
		if v := call.Argument(0); !engine.IsUndefined(v) {
			id = pid(v)
		}
		n, err := getPriority(id)
		if err != nil {
			panic(uverr.Of(err, "uv_os_getpriority").System(m.e))
		}
		return m.e.Int(n)
	})
	m.method("setPriority", func(call goja.FunctionCall) goja.Value {
		first, second := call.Argument(0), call.Argument(1)
		if engine.IsUndefined(second) {
			first, second = m.e.Int(0), first
		}
		id := pid(first)
		n := int(m.e.NeedInteger("priority", second, -20, 19))
		if err := setPriority(id, n); err != nil {
			panic(uverr.Of(err, "uv_os_setpriority").System(m.e))
		}
		return nil
	})
}

// networkInterfaces lists the addresses of the interfaces that are up.
func (m *module) networkInterfaces(goja.FunctionCall) goja.Value {
	result := m.e.VM.NewObject()
	interfaces, err := net.Interfaces()
	if err != nil {
		panic(uverr.Of(err, "uv_interface_addresses").System(m.e))
	}
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagRunning == 0 {
			continue
		}
		addresses, _ := i.Addrs()
		var list []any
		for _, wanted := range []string{"IPv4", "IPv6"} {
			for _, a := range addresses {
				if n, ok := a.(*net.IPNet); ok && familyOf(n.IP) == wanted {
					list = append(list, m.address(&i, n, wanted))
				}
			}
		}
		if len(list) > 0 {
			engine.Must(result.Set(i.Name, m.e.VM.NewArray(list...)))
		}
	}
	return result
}

func familyOf(ip net.IP) string {
	if ip.To4() != nil {
		return "IPv4"
	}
	return "IPv6"
}

func (m *module) address(i *net.Interface, n *net.IPNet, family string) *goja.Object {
	mac := i.HardwareAddr.String()
	if mac == "" {
		mac = "00:00:00:00:00:00"
	}
	o := m.e.Object("address", n.IP.String(), "netmask", net.IP(n.Mask).String(), "family", family, "mac", mac,
		"internal", i.Flags&net.FlagLoopback != 0, "cidr", n.String())
	if family == "IPv6" {
		scope := 0
		if n.IP.IsLinkLocalUnicast() {
			scope = i.Index
		}
		engine.Must(o.Set("scopeid", scope))
	}
	return o
}

func (m *module) cpus(goja.FunctionCall) goja.Value {
	var list []any
	for _, c := range processors() {
		times := m.e.Object("user", c.times[0], "nice", c.times[1], "sys", c.times[2], "idle", c.times[3], "irq", c.times[4])
		list = append(list, m.e.Object("model", c.model, "speed", c.speed, "times", times))
	}
	return m.e.VM.NewArray(list...)
}

// processor is one CPU: its times are user, nice, sys, idle and irq in
// milliseconds.
type processor struct {
	model string
	speed int
	times [5]int64
}
