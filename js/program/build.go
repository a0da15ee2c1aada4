package program

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/internal/bundle"
)

// BuildOptions say how to build an executable from a script.
type BuildOptions struct {
	// File is the script.
	File string
	// Output is the executable to write. An existing file is replaced; a device or a named
	// pipe is written to.
	Output string
	// Include lists further files and directories (with everything in them): files that
	// the script reads, and modules whose names it computes. Patterns of
	// [filepath.Match] are allowed.
	Include []string
	// Base is the nodenet executable to join the files to, possibly one for another
	// system; "" is the running one.
	Base string
	// Conditions are those of [Options].
	Conditions []string
	// Warn is called with what may be missing when the program runs, with file and
	// line.
	Warn func(text string)
}

// Build joins a script, and everything it requires and imports, to nodenet, as one
// executable. The error has a line for each problem, with its file and line.
func Build(o BuildOptions) error {
	loop, err := js.NewLoop()
	if err != nil {
		return err
	}
	defer loop.Close()
	p := &running{options: Options{Conditions: o.Conditions}, loop: loop, exited: make(chan int, 1)}
	done := make(chan struct{})
	loop.Post(func() {
		defer close(done)
		p.prepare()
		err = build(p.modules, o)
	})
	<-done
	return err
}

func build(ms *modules, o BuildOptions) error {
	included, err := includes(o.Include)
	if err != nil {
		return err
	}
	full, err := filepath.Abs(o.File)
	if err != nil {
		return err
	}
	entry := ms.findPath(full)
	if entry == "" {
		return fmt.Errorf("cannot find the script %s", o.File)
	}
	g := &graph{ms: ms, files: map[string]bool{entry: true}, warn: o.Warn}
	for _, f := range included {
		g.files[f] = true
	}
	if err := g.follow(append([]string{entry}, included...)); err != nil {
		return err
	}
	g.addPackageFiles()
	root := commonDirectory(g.files)
	files := map[string]string{}
	for f := range g.files {
		files[inArchive(root, f)] = f
	}
	base := o.Base
	if base == "" {
		if base, err = os.Executable(); err != nil {
			return err
		}
	}
	return bundle.Write(o.Output, base, bundle.Manifest{
		Entry: inArchive(root, entry), Nodenet: OwnVersion, Node: Version, Conditions: o.Conditions, Packages: g.packages(),
	}, files)
}

// includes are the files that --include names.
func includes(patterns []string) (files []string, err error) {
	for _, pattern := range patterns {
		found := []string{pattern}
		if _, err := os.Stat(pattern); err != nil {
			if found, err = filepath.Glob(pattern); err != nil {
				return nil, fmt.Errorf("--include %s: %w", pattern, err)
			}
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("--include %s: there is no such file", pattern)
		}
		for _, path := range found {
			if files, err = appendAll(files, path); err != nil {
				return nil, fmt.Errorf("--include %s: %w", pattern, err)
			}
		}
	}
	return files, nil
}

// appendAll adds a file, or all files of a directory.
func appendAll(files []string, path string) ([]string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := os.Stat(path)
		if err == nil && info.Mode().IsRegular() {
			files = append(files, path)
		}
		return err
	})
	return files, err
}

// commonDirectory is the deepest one that all files are in.
func commonDirectory(files map[string]bool) string {
	common := ""
	for f := range files {
		dir := filepath.Dir(f)
		if common == "" {
			common = dir
		}
		for !within(common, dir) {
			common = filepath.Dir(common)
		}
	}
	return common
}

func within(dir, path string) bool {
	name, err := filepath.Rel(dir, path)
	return err == nil && filepath.IsLocal(name)
}

func inArchive(root, file string) string {
	name, _ := filepath.Rel(root, file)
	return filepath.ToSlash(name)
}

// addPackageFiles adds every package.json that resolving the files may ask for.
func (g *graph) addPackageFiles() {
	root := commonDirectory(g.files)
	seen := map[string]bool{}
	for _, f := range g.list() {
		for dir := filepath.Dir(f); within(root, dir) && !seen[dir]; dir = filepath.Dir(dir) {
			seen[dir] = true
			if file := filepath.Join(dir, "package.json"); isFile(file) {
				g.files[file] = true
			}
			if isPackage(dir) {
				g.addInner(dir)
			}
		}
	}
}

// isPackage reports whether a directory is that of a package in node_modules.
func isPackage(dir string) bool {
	up := filepath.Dir(dir)
	if strings.HasPrefix(filepath.Base(up), "@") {
		up = filepath.Dir(up)
	}
	return filepath.Base(up) == "node_modules"
}

// addInner adds the package.json of directories within a package: they may say which
// file stands for the directory.
func (g *graph) addInner(dir string) {
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case d.IsDir() && d.Name() == "node_modules":
			return filepath.SkipDir
		case d.Name() == "package.json" && d.Type().IsRegular():
			g.files[path] = true
		}
		return nil
	})
}

// packages are those whose files are there, for --version-info.
func (g *graph) packages() (list []bundle.Package) {
	for _, f := range g.list() {
		if filepath.Base(f) != "package.json" || !isPackage(filepath.Dir(f)) {
			continue
		}
		var p bundle.Package
		if text, err := os.ReadFile(f); err == nil && json.Unmarshal(text, &p) == nil && p.Name != "" && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// Bundle is what an executable made by [Build] carries.
type Bundle struct{ carried *bundle.Bundle }

// OwnBundle returns the bundle of the running executable, or nil if it has none. It
// fails if the bundle is damaged.
func OwnBundle() (*Bundle, error) {
	executable, err := os.Executable()
	if err != nil {
		executable = os.Args[0] // without /proc
	}
	b, err := bundle.Open(executable)
	if err != nil {
		if errors.Is(err, bundle.ErrNone) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			err = nil
		}
		return nil, err
	}
	return &Bundle{b}, nil
}

// Use makes the files of the bundle visible to everything that runs in this process,
// and returns the script with the options it was built with.
func (b *Bundle) Use() Options {
	bundle.Carried.Store(b.carried)
	return Options{File: b.carried.Script(), Conditions: b.carried.Conditions}
}

// About describes what is in the bundle.
func (b *Bundle) About() string {
	var text strings.Builder
	m := b.carried.Manifest
	fmt.Fprintf(&text, "nodenet %s, as Node %s\nscript: %s\n", m.Nodenet, m.Node, m.Entry)
	for _, p := range m.Packages {
		fmt.Fprintf(&text, "package: %s %s\n", p.Name, p.Version)
	}
	for _, name := range b.carried.Files() {
		fmt.Fprintf(&text, "file: %s\n", name)
	}
	return text.String()
}
