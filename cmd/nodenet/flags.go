package main

import (
	"fmt"
	"strings"

	"github.com/nodenet-go/nodenet/js/program"
)

// command is what the arguments say.
type command struct {
	options program.Options
	watch   bool
	help    bool
	version bool
	hasEval bool
}

// badFlag is an argument that nobody knows: Node's code 9.
type badFlag string

func (b badFlag) Error() string { return string(b) }

// Node's arguments are of a shape of their own: what comes after the script is
// the script's, many flags stand for themselves only, and those that are taken
// for nothing have to stay in process.execArgv. So they are read here.

// valued are the flags that have a value, after "=" or as the next argument.
var valued = map[string]func(c *command, value string){
	"-e":                     evalOf,
	"--eval":                 evalOf,
	"-r":                     requireOf,
	"--require":              requireOf,
	"--import":               requireOf,
	"--input-type":           inputType,
	"--unhandled-rejections": func(c *command, v string) { c.options.UnhandledRejections = v },
	"--network-family-autoselection-attempt-timeout": attemptTimeout,
	"--conditions":         func(*command, string) {},
	"-C":                   func(*command, string) {},
	"--env-file":           func(c *command, v string) { c.envFile(v, false) },
	"--env-file-if-exists": func(c *command, v string) { c.envFile(v, true) },
	"--stack-trace-limit":  func(*command, string) {},
	"--title":              func(*command, string) {},
	"--dns-result-order":   func(*command, string) {},
}

// switches are the flags that are on or off.
var switches = map[string]func(c *command){
	"-h":                                func(c *command) { c.help = true },
	"--help":                            func(c *command) { c.help = true },
	"-v":                                func(c *command) { c.version = true },
	"--version":                         func(c *command) { c.version = true },
	"--watch":                           func(c *command) { c.watch = true },
	"--no-warnings":                     func(c *command) { c.options.NoWarnings = true },
	"--expose-gc":                       func(c *command) { c.options.ExposeGC = true },
	"--expose_gc":                       func(c *command) { c.options.ExposeGC = true },
	"--no-network-family-autoselection": func(*command) { setAutoSelect(false) },
	"--no-enable-network-family-autoselection": func(*command) { setAutoSelect(false) },
	"--network-family-autoselection":           func(*command) { setAutoSelect(true) },
}

// accepted are the beginnings of the flags of Node and V8 that mean nothing here
// but are no mistake.
var accepted = []string{
	"--test", "--trace-", "--stack-size", "--stack_size", "--expose", "--max-old-space-size", "--max_old_space_size", "--max-semi-space-size", "--harmony",
	"--no-deprecation", "--throw-deprecation", "--pending-deprecation", "--experimental", "--no-experimental", "--enable-source-maps", "--allow-natives-syntax",
	"--jitless", "--no-opt", "--interpreted-frames", "--abort-on-uncaught-exception", "--preserve-symlinks", "--use-", "--openssl", "--tls-", "--inspect",
	"--frozen-intrinsics", "--disable-", "--enable-", "--max-http-header-size", "--no-global", "--no-addons", "--node-memory-debug", "--report", "--prof",
	"--cpu-prof", "--heap", "--diagnostic-dir", "--icu-data-dir", "--insecure-http-parser", "--secure-heap", "--v8-", "--verify-base-objects", "--warnings",
	"--watch-", "--zero-fill-buffers", "--strip-types", "--no-strip-types", "--permission", "--allow-", "--force", "--gc", "--random", "--predictable", "--single-threaded",
	"--concurrent", "--no-verify-heap", "--localstorage-file", "--entry-url", "--deprecation", "--no-async-context-frame", "--async-context-frame", "--sourcemap",
}

// parse reads the arguments of the command.
func parse(args []string) (*command, error) {
	c := &command{}
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
		c.options.ExecArgv = append(c.options.ExecArgv, args[i:i+1+used]...)
		i += used
	}
	rest := args[min(i, len(args)):]
	if !c.hasEval && len(rest) > 0 {
		c.options.File, rest = rest[0], rest[1:]
	}
	c.options.Args = rest
	return c, nil
}

// flag applies one flag and returns how many of the arguments after it are its
// own.
func (c *command) flag(arg string, next []string) (used int, err error) {
	if arg == "-p" || arg == "--print" || arg == "-pe" {
		c.options.Print = true
		if len(next) == 0 {
			return 0, badFlag(arg + " requires an argument")
		}
		evalOf(c, next[0])
		return 1, nil
	}
	name, value, joined := strings.Cut(arg, "=")
	name = strings.ReplaceAll(name, "_", "-")
	if set, ok := valued[name]; ok {
		if !joined {
			if len(next) == 0 {
				return 0, badFlag(arg + " requires an argument")
			}
			value, used = next[0], 1
		}
		set(c, value)
		return used, nil
	}
	if set, ok := switches[name]; ok {
		set(c)
		return 0, nil
	}
	for _, beginning := range accepted {
		if strings.HasPrefix(name, beginning) {
			return 0, nil
		}
	}
	return 0, badFlag("bad option: " + arg)
}

func evalOf(c *command, code string) { c.options.Eval, c.hasEval = code, true }

func requireOf(c *command, module string) { c.options.Require = append(c.options.Require, module) }

func (c *command) envFile(name string, optional bool) {
	c.options.EnvFiles = append(c.options.EnvFiles, program.EnvFile{Name: name, Optional: optional})
}

func inputType(c *command, kind string) {
	c.options.Module = strings.HasPrefix(kind, "module")
	c.options.Common = strings.HasPrefix(kind, "commonjs")
}

const help = `Usage: nodenet [run] [options] [script.js | -e code | -] [arguments]

Runs a Node script.

  -                          the script comes from standard input
  -e, --eval=CODE            run this code
  -p, --print CODE           run this code and print its value
  -r, --require=MODULE       load a module first
      --env-file=FILE        set environment variables from a file
      --expose-gc            give the script the function gc
      --input-type=TYPE      what -e and - are: commonjs or module
      --no-warnings          write no warnings
      --no-network-family-autoselection
                             connect to the first address only
      --network-family-autoselection-attempt-timeout=MS
                             how long an address has before the next is tried
      --unhandled-rejections=MODE
                             strict, warn, none, throw or warn-with-error-codes
      --watch                run again when a file of the program changes
  -h, --help                 this text
  -v, --version              the version of Node that scripts see
`

func (c *command) about() bool {
	switch {
	case c.help:
		fmt.Print(help)
	case c.version:
		fmt.Println(program.Version)
	default:
		return false
	}
	return true
}
