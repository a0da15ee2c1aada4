package main

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/nodenet-go/nodenet"
	"github.com/nodenet-go/nodenet/js/program"
)

// command is what the arguments say.
type command struct {
	options program.Options
	watch   bool
	live    string // where the page is; "" for none
	help    bool
	version bool
	hasEval bool

	permitted   bool                // --permission
	permissions *program.Permission // of the flags --allow-…
}

func (c *command) permission() *program.Permission {
	if c.permissions == nil {
		c.permissions = &program.Permission{}
	}
	return c.permissions
}

// allow is a flag for one of the scopes of permissions.
func allow(scope string) func(c *command, on bool) {
	return func(c *command, on bool) {
		p := c.permission()
		if p.Scopes = slices.DeleteFunc(p.Scopes, func(s string) bool { return s == scope }); on {
			p.Scopes = append(p.Scopes, scope)
		}
	}
}

// usage is a mistake in the arguments: Node's code 9.
type usage string

func (u usage) Error() string { return string(u) }

// missing is a flag without which another is of no use: Node finds out in JavaScript.
type missing string

func (m missing) Error() string {
	return "TypeError [ERR_MISSING_OPTION]: " + string(m) + " is required {\n  code: 'ERR_MISSING_OPTION'\n}\n"
}

// Node's arguments are of a shape of their own: what comes after the script is
// the script's, many flags stand for themselves only, and those that are taken
// for nothing have to stay in process.execArgv. So they are read here.

// valued are the flags that have a value, after "=" or as the next argument.
var valued = map[string]func(c *command, value string) error{
	"--allow-fs-read":        func(c *command, v string) error { return add(&c.permission().ReadFiles, v) },
	"--allow-fs-write":       func(c *command, v string) error { return add(&c.permission().WriteFiles, v) },
	"--conditions":           func(c *command, v string) error { return add(&c.options.Conditions, v) },
	"--disable-proto":        disableProto,
	"--disable-warning":      inExecArgv,
	"--dns-result-order":     func(c *command, v string) error { c.options.DNSResultOrder = v; return nil },
	"--env-file":             func(c *command, v string) error { return c.envFile(v, false) },
	"--env-file-if-exists":   func(c *command, v string) error { return c.envFile(v, true) },
	"--eval":                 evalOf,
	"--import":               requireOf,
	"--input-type":           inputType,
	"--live":                 liveAddress,
	"--redirect-warnings":    inExecArgv,
	"--require":              requireOf,
	"--stack-trace-limit":    stackTraceLimit,
	"--tls-cipher-list":      inExecArgv,
	"--tls-keylog":           inExecArgv,
	"--title":                func(c *command, v string) error { c.options.Title = v; return nil },
	"--unhandled-rejections": unhandledRejections,
	"--network-family-autoselection-attempt-timeout": attemptTimeout,
}

// switches are the flags that are on, or with "--no-" off.
var switches = map[string]func(c *command, on bool){
	"--allow-addons":                        allow("addon"),
	"--allow-child-process":                 allow("child"),
	"--allow-ffi":                           allow("ffi"),
	"--allow-inspector":                     allow("inspector"),
	"--allow-net":                           allow("net"),
	"--allow-wasi":                          allow("wasi"),
	"--allow-worker":                        allow("worker"),
	"--abort-on-uncaught-exception":         func(c *command, on bool) { c.options.AbortOnUncaught = on },
	"--check":                               func(c *command, on bool) { c.options.Check = on },
	"--enable-network-family-autoselection": func(_ *command, on bool) { nodenet.SetDefaultAutoSelectFamily(on) },
	"--expose-gc":                           func(c *command, on bool) { c.options.ExposeGC = on },
	"--help":                                func(c *command, on bool) { c.help = on },
	"--network-family-autoselection":        func(_ *command, on bool) { nodenet.SetDefaultAutoSelectFamily(on) },
	"--permission":                          func(c *command, on bool) { c.permitted = on },
	"--version":                             func(c *command, on bool) { c.version = on },
	"--warnings":                            func(c *command, on bool) { c.options.NoWarnings = !on },
	"--watch":                               func(c *command, on bool) { c.watch = on },
	// These are looked for in process.execArgv.
	"--deprecation":       func(*command, bool) {},
	"--throw-deprecation": func(*command, bool) {},
	"--trace-deprecation": func(*command, bool) {},
	"--trace-exit":        func(*command, bool) {},
	"--trace-uncaught":    func(*command, bool) {},
	"--trace-warnings":    func(*command, bool) {},
	"--tls-max-v1.2":      func(*command, bool) {},
	"--tls-max-v1.3":      func(*command, bool) {},
	"--tls-min-v1.0":      func(*command, bool) {},
	"--tls-min-v1.1":      func(*command, bool) {},
	"--tls-min-v1.2":      func(*command, bool) {},
	"--tls-min-v1.3":      func(*command, bool) {},
	"--use-bundled-ca":    func(*command, bool) {},
	"--use-openssl-ca":    func(*command, bool) {},
	"--use-system-ca":     func(*command, bool) {},
}

func inExecArgv(*command, string) error { return nil }

// short are other names of flags.
var short = map[string]string{
	"-C": "--conditions", "-c": "--check", "-e": "--eval", "-h": "--help", "-i": "--interactive", "-r": "--require", "-v": "--version",
}

// parse reads the arguments of the command.
func parse(args []string) (*command, error) {
	c := &command{}
	if err := c.nodeOptions(os.Getenv("NODE_OPTIONS")); err != nil {
		return nil, err
	}
	i := 0
	for ; i < len(args); i++ {
		arg := args[i]
		if arg == "--" {
			i++
			break
		}
		if arg == "-" || !strings.HasPrefix(arg, "-") {
			break
		}
		used, err := c.flag(arg, args[i+1:])
		if err != nil {
			return nil, err
		}
		if !strings.HasPrefix(arg, "--live") { // which those that the script starts have not
			c.options.ExecArgv = append(c.options.ExecArgv, args[i:i+1+used]...)
		}
		i += used
	}
	rest := args[min(i, len(args)):]
	if !c.hasEval && len(rest) > 0 {
		c.options.File, rest = rest[0], rest[1:]
	}
	c.options.Args = rest
	if c.permitted {
		c.options.Permission = c.permission()
	}
	return c, c.check()
}

// isOn reports whether the last of a flag and its --no- form is the flag.
func (c *command) isOn(flag string) (on bool) {
	for _, given := range slices.Concat(c.options.EnvironmentFlags, c.options.ExecArgv) {
		switch given {
		case flag:
			on = true
		case "--no-" + flag[2:]:
			on = false
		}
	}
	return on
}

// check finds what does not go together.
func (c *command) check() error {
	switch {
	case !c.permitted && c.permissions != nil:
		return missing("--permission")
	case c.watch && c.hasEval:
		return usage("either --watch or --eval can be used, not both")
	case c.options.Check && c.hasEval:
		return usage("either --check or --eval can be used, not both")
	}
	for _, pair := range [][2]string{{"--tls-min-v1.3", "--tls-max-v1.2"}, {"--use-openssl-ca", "--use-bundled-ca"}, {"--use-openssl-ca", "--use-system-ca"}} {
		if c.isOn(pair[0]) && c.isOn(pair[1]) {
			return usage("either " + pair[0] + " or " + pair[1] + " can be used, not both")
		}
	}
	return nil
}

// flag applies one flag and returns how many of the arguments after it are its
// own.
func (c *command) flag(arg string, next []string) (used int, err error) {
	name, value, joined := strings.Cut(arg, "=")
	if name == "-p" || name == "-pe" || name == "--print" {
		return c.print(arg, value, joined, next)
	}
	name = flagName(name)
	if set, ok := valued[name]; ok {
		if !joined {
			if value, used = nextValue(next); used == 0 {
				return 0, usage(arg + " requires an argument")
			}
		} else if value == "" && name != "--env-file" && name != "--env-file-if-exists" {
			return 0, usage(arg + " requires an argument")
		}
		return used, set(c, value)
	}
	positive := positiveOf(name)
	if set, ok := switches[positive]; ok {
		set(c, positive == name)
		return 0, nil
	}
	return c.foreign(arg, positive, joined, next)
}

// flagName is the one name of a flag that has several.
func flagName(name string) string {
	if long := short[name]; long != "" {
		return long
	}
	return strings.ReplaceAll(name, "_", "-")
}

// positiveOf is what a flag of --no- turns off.
func positiveOf(name string) string {
	if positive, ok := strings.CutPrefix(name, "--no-"); ok {
		return "--" + positive
	}
	return name
}

// known reports whether there is such a flag, here or in Node.
func (c *command) known(name string) bool {
	positive := positiveOf(name)
	if valued[name] != nil || switches[positive] != nil || isUnsupported(name) {
		return true
	}
	is, _ := groupsHave(ignored, positive)
	return is
}

func isUnsupported(name string) bool {
	is, _ := groupsHave(unsupported, positiveOf(name))
	return is
}

// foreign is a flag that is Node's only: without effect here, or an error.
func (c *command) foreign(arg, name string, joined bool, next []string) (used int, err error) {
	if known, valued := groupsHave(ignored, name); known {
		if valued && !joined {
			if _, used = nextValue(next); used == 0 {
				return 0, usage(arg + " requires an argument")
			}
		}
		return used, nil
	}
	for _, g := range unsupported {
		if known, _ := g.has(name); known {
			return 0, usage(arg + " is not supported by nodenet: " + g.about)
		}
	}
	return 0, usage("bad option: " + arg)
}

// print is -p, whose code may be that of -e, or come from standard input.
func (c *command) print(arg, value string, joined bool, next []string) (used int, err error) {
	c.options.Print = true
	if joined {
		return 0, evalOf(c, value)
	}
	if value, used = nextValue(next); used > 0 {
		return used, evalOf(c, value)
	}
	if arg == "-pe" {
		return 0, usage(arg + " requires an argument")
	}
	return 0, nil
}

// nextValue is the argument after a flag, if that may be its value.
func nextValue(next []string) (value string, used int) {
	if len(next) == 0 || strings.HasPrefix(next[0], "-") {
		return "", 0
	}
	return strings.TrimPrefix(next[0], `\`), 1
}

func add(list *[]string, v string) error {
	*list = append(*list, v)
	return nil
}

func evalOf(c *command, code string) error {
	c.options.Eval, c.hasEval = code, true
	return nil
}

func requireOf(c *command, module string) error { return add(&c.options.Require, module) }

func (c *command) envFile(name string, optional bool) error {
	c.options.EnvFiles = append(c.options.EnvFiles, program.EnvFile{Name: name, Optional: optional})
	return nil
}

func inputType(c *command, kind string) error {
	switch kind {
	case "module", "module-typescript":
		c.options.Module, c.options.Common = true, false
	case "commonjs", "commonjs-typescript":
		c.options.Module, c.options.Common = false, true
	default:
		return usage(`--input-type must be "module","commonjs", "module-typescript" or "commonjs-typescript"`)
	}
	return nil
}

func unhandledRejections(c *command, mode string) error {
	switch mode {
	case "throw", "strict", "warn", "warn-with-error-code", "none":
		c.options.UnhandledRejections = mode
		return nil
	}
	return usage("invalid value for --unhandled-rejections")
}

func disableProto(c *command, mode string) error {
	if mode != "delete" && mode != "throw" {
		return usage("invalid mode passed to --disable-proto")
	}
	c.options.DisableProto = mode
	return nil
}

func stackTraceLimit(c *command, value string) error {
	n, err := strconv.Atoi(value)
	if err != nil {
		return usage("illegal value for flag --stack-trace-limit=" + value + " of type int")
	}
	c.options.StackTraceLimit = &n
	return nil
}

func attemptTimeout(_ *command, value string) error {
	ms, err := strconv.Atoi(value)
	if err != nil {
		return usage("illegal value for flag --network-family-autoselection-attempt-timeout=" + value)
	}
	nodenet.SetDefaultAutoSelectFamilyAttemptTimeout(time.Duration(ms) * time.Millisecond)
	return nil
}
