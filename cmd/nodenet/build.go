package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/nodenet-go/nodenet/js/program"
)

const buildHelp = `nodenet build makes one executable of a script and all that it requires and imports.

Usage: nodenet build [options] script.js

  -o, --output=FILE          the executable; else the script's name without .js
      --include=PATH         a file, a pattern, or a directory with all that is in
                             it, that the script reads or loads by a computed name;
                             may be given several times
      --base=FILE            the nodenet to join it to, such as that of another
                             system; else this one
  -C, --conditions=NAME      a condition of "exports" and "imports" of packages
  -h, --help                 this text

The executable gives all its arguments to the script. Alone, --version-info says
what is in it.
`

// buildCommand is nodenet build. It returns the code to end with.
func buildCommand(args []string) int {
	o, err := parseBuild(args)
	if err == nil && o == nil {
		fmt.Print(buildHelp)
		return 0
	}
	if err == nil {
		err = program.Build(*o)
	}
	if err == nil {
		return 0
	}
	for line := range strings.Lines(err.Error() + "\n") {
		fmt.Fprint(os.Stderr, os.Args[0]+" build: "+line)
	}
	if _, ok := err.(usage); ok {
		return 9
	}
	return 1
}

// parseBuild reads the arguments; nil without an error asks for help.
func parseBuild(args []string) (*program.BuildOptions, error) {
	o := &program.BuildOptions{Warn: func(text string) { fmt.Fprintln(os.Stderr, os.Args[0]+" build: warning: "+text) }}
	valued := map[string]func(v string){
		"--output": func(v string) { o.Output = v }, "--base": func(v string) { o.Base = v },
		"--include":    func(v string) { o.Include = append(o.Include, v) },
		"--conditions": func(v string) { o.Conditions = append(o.Conditions, v) },
	}
	short := map[string]string{"-o": "--output", "-C": "--conditions", "-h": "--help"}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		name, value, joined := strings.Cut(arg, "=")
		if long := short[name]; long != "" {
			name = long
		}
		set := valued[name]
		switch {
		case name == "--help":
			return nil, nil
		case set != nil && !joined:
			if len(args) == 0 {
				return nil, usage(arg + " requires an argument")
			}
			value, args = args[0], args[1:]
			set(value)
		case set != nil:
			set(value)
		case strings.HasPrefix(arg, "-"):
			return nil, usage("bad option: " + arg)
		case o.File != "":
			return nil, usage("there is one script: " + o.File + ", not " + arg + " as well")
		default:
			o.File = arg
		}
	}
	if o.File == "" {
		return nil, usage("name a script; --help tells more")
	}
	if o.Output == "" {
		name := filepath.Base(o.File)
		if o.Output = strings.TrimSuffix(name, filepath.Ext(name)); o.Output == name {
			return nil, usage("name the executable with -o: it cannot have the script's name")
		}
	}
	return o, nil
}

// carried is the command of an executable that nodenet build has made. What the script
// forks is run as by nodenet run.
func carried(b *program.Bundle, args []string) *command {
	options := b.Use()
	if os.Getenv(program.Forked) != "" && len(args) > 0 {
		c, err := parse(args)
		if err != nil {
			fail(err)
		}
		c.options.Conditions = append(c.options.Conditions, options.Conditions...)
		return c
	}
	if len(args) == 1 && args[0] == "--version-info" {
		fmt.Print(b.About())
		os.Exit(0)
	}
	options.Args = args
	return &command{options: options}
}
