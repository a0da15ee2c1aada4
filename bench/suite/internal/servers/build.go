package servers

import (
	"bytes"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Builder makes the programs below a folder of its own.
type Builder struct {
	Root     string // of the repository
	Bin      string // where programs go
	Wanted   []string
	Progress func(string)

	found  []Server
	absent []Absent
}

// Build finds and builds everything that is wanted, and says what is missing.
func (b *Builder) Build() ([]Server, []Absent, error) {
	if err := os.MkdirAll(b.Bin, 0o755); err != nil {
		return nil, nil, err
	}
	b.floors()
	b.ours()
	b.goPeers()
	b.scripts()
	b.proxies()
	if err := b.certificate(); err != nil {
		return nil, nil, err
	}
	for _, name := range b.Wanted {
		known := slices.ContainsFunc(b.found, func(s Server) bool { return s.Name == name }) ||
			slices.ContainsFunc(b.absent, func(a Absent) bool { return a.Name == name })
		if !known {
			return nil, nil, fmt.Errorf("no server is called %q", name)
		}
	}
	return b.found, b.absent, nil
}

func (b *Builder) wants(names ...string) bool {
	return len(b.Wanted) == 0 || slices.ContainsFunc(names, func(name string) bool {
		return slices.Contains(b.Wanted, name)
	})
}

// add takes a server, unless only others are wanted.
func (b *Builder) add(s Server) {
	if b.wants(s.Name) {
		b.found = append(b.found, s)
	}
}

func (b *Builder) lack(name string, why error) {
	if b.wants(name) {
		b.absent = append(b.absent, Absent{name, why.Error()})
	}
}

// run runs a command that builds something or prints a version.
func run(folder string, env []string, words ...string) (string, error) {
	command := exec.Command(words[0], words[1:]...)
	command.Dir, command.Env = folder, append(os.Environ(), env...)
	var out, failure bytes.Buffer
	command.Stdout, command.Stderr = &out, &failure
	if err := command.Run(); err != nil {
		text := strings.TrimSpace(failure.String())
		if first, _, more := strings.Cut(text, "\n"); more {
			text = first + " …"
		}
		return "", fmt.Errorf("%s: %w: %s", filepath.Base(words[0]), err, text)
	}
	return strings.TrimSpace(out.String()), nil
}

// goBuild builds one Go program of a module.
func (b *Builder) goBuild(name, module, path string) (string, error) {
	b.Progress("building " + name)
	out := filepath.Join(b.Bin, name)
	_, err := run(module, []string{"CGO_ENABLED=0"}, "go", "build", "-o", out, path)
	return out, err
}

// module is the version of a module in a program.
func module(program, path string) string {
	info, err := buildinfo.ReadFile(program)
	if err != nil {
		return ""
	}
	for _, m := range info.Deps {
		if m.Path == path {
			return m.Version
		}
	}
	return info.GoVersion
}

// file is the path of a file of this module.
func (b *Builder) file(parts ...string) string {
	return filepath.Join(append([]string{b.Root, "bench", "suite"}, parts...)...)
}
