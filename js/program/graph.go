package program

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/evanw/esbuild/pkg/api"
)

// graph are the files of a program. esbuild finds what each of them requires and
// imports; which file that is, the modules say, as they will when the program runs.
type graph struct {
	ms    *modules
	warn  func(text string)
	mu    sync.Mutex // esbuild asks on many goroutines
	files map[string]bool
}

func (g *graph) list() []string { return slices.Sorted(maps.Keys(g.files)) }

// follow adds what files need, and what those need.
func (g *graph) follow(files []string) error {
	files = slices.DeleteFunc(files, func(f string) bool { return !isCode(f) })
	result := api.Build(api.BuildOptions{
		EntryPoints: files,
		Bundle:      true,
		Outdir:      filepath.Join(os.TempDir(), "none"), // nothing is written
		Platform:    api.PlatformNode,
		Format:      api.FormatESModule,
		Target:      api.ESNext,
		TsconfigRaw: `{"compilerOptions":{"verbatimModuleSyntax":true}}`,
		LogLevel:    api.LogLevelSilent,
		LogOverride: map[string]api.LogLevel{
			"indirect-require": api.LogLevelWarning, "unsupported-require-call": api.LogLevelWarning, "unsupported-dynamic-import": api.LogLevelWarning,
		},
		Plugins: []api.Plugin{{Name: "nodenet", Setup: func(b api.PluginBuild) {
			b.OnResolve(api.OnResolveOptions{Filter: ".*"}, g.resolve)
			b.OnLoad(api.OnLoadOptions{Filter: ".*"}, g.load)
		}}},
	})
	for _, m := range result.Warnings {
		if text, tell := warning(m); tell && g.warn != nil {
			g.warn(at(m) + text)
		}
	}
	var wrong []error
	for _, m := range result.Errors {
		wrong = append(wrong, errors.New(at(m)+m.Text))
	}
	return errors.Join(wrong...)
}

// isCode reports whether a file may require others.
func isCode(file string) bool {
	switch filepath.Ext(file) {
	case ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts", "":
		return true
	}
	return false
}

const onlyLater = "what is required or imported here is known only when the program runs: name it with --include if it is a file"

// warning is what a warning of esbuild's means here; false for those that mean nothing.
func warning(m api.Message) (string, bool) {
	switch m.ID {
	case "unsupported-require-call", "unsupported-dynamic-import", "indirect-require":
		return onlyLater, true
	}
	return m.Text, m.PluginName != "" || strings.HasPrefix(m.Text, "Could not resolve")
}

// at is where something is, as "file:line:column: ".
func at(m api.Message) string {
	if m.Location == nil {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d: ", strings.TrimPrefix(m.Location.File, "nodenet:"), m.Location.Line, m.Location.Column+1)
}

func (g *graph) resolve(a api.OnResolveArgs) (api.OnResolveResult, error) {
	if a.Kind == api.ResolveEntryPoint {
		return api.OnResolveResult{Path: a.Path}, nil
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	file := ""
	builtin := false
	_ = g.ms.engine.VM.Try(func() {
		if _, builtin = g.ms.builtinName(a.Path); builtin {
			return
		}
		switch a.Kind {
		case api.ResolveJSRequireCall, api.ResolveJSRequireResolve:
			file = g.ms.resolve(a.Path, filepath.Dir(a.Importer), a.Importer)
		default:
			file = realPath(g.ms.resolveOnly(a.Path, a.Importer))
		}
	})
	switch {
	case builtin || strings.HasPrefix(file, "node:") || strings.HasPrefix(a.Path, "data:"):
		return api.OnResolveResult{Path: a.Path, External: true}, nil
	case file == "" || !isFile(file):
		return api.OnResolveResult{}, nil // esbuild says that there is none, unless that is expected
	case filepath.Ext(file) == ".node":
		return api.OnResolveResult{Path: a.Path, External: true, Warnings: []api.Message{{Text: file + " is a native addon, which nodenet cannot load"}}}, nil
	}
	g.files[file] = true
	return api.OnResolveResult{Path: file}, nil
}

// load reads a file as what the modules take it for. One that nobody has resolved fits
// the pattern that esbuild takes a computed name for: it may be anything.
func (g *graph) load(a api.OnLoadArgs) (api.OnLoadResult, error) {
	g.mu.Lock()
	known := g.files[a.Path]
	g.mu.Unlock()
	contents, loader := "", api.LoaderJS
	if !known {
		return api.OnLoadResult{Contents: &contents, Loader: loader}, nil
	}
	text, err := os.ReadFile(a.Path)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	contents = string(text)
	switch {
	case filepath.Ext(a.Path) == ".json":
		loader = api.LoaderJSON
	case isTypeScript(a.Path):
		loader = api.LoaderTS
	}
	result := api.OnLoadResult{Contents: &contents, Loader: loader}
	if loader != api.LoaderJSON {
		result.Warnings = computed(a.Path, contents)
	}
	return result, nil
}

// relativeBeginning is that of a relative name, the rest of which is computed.
var relativeBeginning = regexp.MustCompile("\\b(?:require|import)\\s*\\(\\s*(?:'\\.\\.?/[^'\n]*'\\s*\\+|\"\\.\\.?/[^\"\n]*\"\\s*\\+|`\\.\\.?/[^`$]*\\$\\{)")

// computed tells of such names, of which esbuild says nothing.
func computed(file, text string) (list []api.Message) {
	for _, found := range relativeBeginning.FindAllStringIndex(text, -1) {
		before := text[:found[0]]
		list = append(list, api.Message{Text: onlyLater, Location: &api.Location{
			File: file, Line: 1 + strings.Count(before, "\n"), Column: len(before) - 1 - strings.LastIndexByte(before, '\n'),
		}})
	}
	return list
}
