package program

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// builtinName tells whether a request means a module of ours, and its name
// without the prefix. An unknown name with the prefix is an error.
func (ms *modules) builtinName(request string) (string, bool) {
	name, prefixed := strings.CutPrefix(request, "node:")
	if ms.engine.Builtin(request) {
		return name, true
	}
	if prefixed {
		panic(ms.engine.Error("ERR_UNKNOWN_BUILTIN_MODULE", "No such built-in module: "+request))
	}
	return "", false
}

func (ms *modules) builtin(request string) (goja.Value, bool) {
	name, ok := ms.builtinName(request)
	if !ok {
		return nil, false
	}
	return ms.engine.RequireValue(name), true
}

func isRelative(request string) bool {
	return request == "." || request == ".." || strings.HasPrefix(request, "./") || strings.HasPrefix(request, "../")
}

// resolve finds the file that require(request) means in a directory; "" when
// there is none.
func (ms *modules) resolve(request, dir, from string) string {
	switch {
	case filepath.IsAbs(request):
		return ms.findPath(request)
	case isRelative(request):
		path := filepath.Join(dir, request)
		if strings.HasSuffix(request, "/") || request == "." || request == ".." || strings.HasSuffix(request, "/..") || strings.HasSuffix(request, "/.") {
			return ms.findDirectory(path)
		}
		return ms.findPath(path)
	case strings.HasPrefix(request, "#"):
		return realPath(ms.imported(request, from, ms.requireConditions))
	}
	return ms.bare(request, dir, ms.requireConditions, from)
}

// bare finds a package, or a file in one, from a directory upwards.
func (ms *modules) bare(request, dir string, conditions []string, from string) string {
	name, subpath := packageName(request)
	if name != "" {
		if own := ms.scope(filepath.Join(dir, "x")); own != nil && own.name == name && own.exports != nil {
			return realPath(ms.exported(own, subpath, conditions, ""))
		}
	}
	for _, modules := range ms.modulePaths(dir) {
		at := filepath.Join(modules, name)
		if name != "" {
			if p := ms.packageIn(at); p != nil && p.exports != nil {
				imported := ""
				if slices.Contains(conditions, "import") {
					imported = from
				}
				return realPath(ms.exported(p, subpath, conditions, imported))
			}
		}
		if f := ms.findPath(filepath.Join(modules, request)); f != "" {
			return f
		}
	}
	return ""
}

// packageName splits a request in the name of a package and "." or "./path".
func packageName(request string) (name, subpath string) {
	parts := strings.SplitN(request, "/", 3)
	n := 1
	if strings.HasPrefix(request, "@") {
		if len(parts) < 2 {
			return "", ""
		}
		n = 2
	}
	name = strings.Join(parts[:n], "/")
	if rest := strings.TrimPrefix(request, name); rest != "" {
		return name, "." + rest
	}
	return name, "."
}

// modulePaths are the directories that packages are looked for in.
func (ms *modules) modulePaths(dir string) []string {
	var paths []string
	for {
		if filepath.Base(dir) != "node_modules" {
			paths = append(paths, filepath.Join(dir, "node_modules"))
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	for _, p := range filepath.SplitList(os.Getenv("NODE_PATH")) {
		if p != "" {
			paths = append(paths, p)
		}
	}
	if home := os.Getenv("HOME"); home != "" {
		paths = append(paths, filepath.Join(home, ".node_modules"), filepath.Join(home, ".node_libraries"))
	}
	return paths
}

// extensions are those that require adds.
var extensions = []string{".js", ".json", ".node", ".ts", ".cjs", ".mjs", ".mts", ".cts"}

// findPath is the file that a path means: itself, with an extension, or the main
// file of a directory. "" when there is none.
func (ms *modules) findPath(path string) string {
	if f := findFile(path, true); f != "" {
		return f
	}
	return ms.findDirectory(path)
}

func (ms *modules) findDirectory(path string) string {
	if !isDirectory(path) {
		return ""
	}
	if p := ms.packageIn(path); p != nil && p.main != "" {
		main := filepath.Join(path, p.main)
		if f := findFile(main, true); f != "" {
			return f
		}
		if f := findFile(filepath.Join(main, "index"), false); f != "" {
			return f
		}
	}
	return findFile(filepath.Join(path, "index"), false)
}

func findFile(path string, exact bool) string {
	if exact && isFile(path) {
		return realPath(path)
	}
	for _, extension := range extensions[:4] {
		if isFile(path + extension) {
			return realPath(path + extension)
		}
	}
	return ""
}

// mustResolve is resolve with Node's error.
func (ms *modules) mustResolve(request, dir string, from *module) string {
	file := ""
	if from != nil {
		file = from.file
	}
	if file = ms.resolve(request, dir, file); file != "" && (strings.HasPrefix(file, "node:") || isFile(file)) {
		return file
	}
	e := ms.engine
	text := "Cannot find module '" + request + "'"
	var stack []any
	for m := from; m != nil; m = m.parent {
		if stack == nil {
			text += "\nRequire stack:"
		}
		stack = append(stack, e.Text(m.file))
		text += "\n- " + m.file
	}
	err := e.PlainError(text)
	engine.Must(err.Set("code", "MODULE_NOT_FOUND"))
	engine.Must(err.Set("requireStack", e.VM.NewArray(stack...)))
	panic(err)
}

// mustResolveImport finds the file that an import means in a file.
func (ms *modules) mustResolveImport(request, file string) string {
	e := ms.engine
	path := ms.resolveOnly(request, file)
	switch {
	case isDirectory(path):
		panic(e.Error("ERR_UNSUPPORTED_DIR_IMPORT", "Directory import '"+path+"' is not supported resolving ES modules imported from "+file))
	case !isFile(path):
		failed := e.Error("ERR_MODULE_NOT_FOUND", "Cannot find module '"+path+"' imported from "+file)
		engine.Must(failed.Set("url", e.Text(fileURL(path))))
		panic(failed)
	}
	return realPath(path)
}

// resolveOnly is the path that an import means, whether there is a file or not.
func (ms *modules) resolveOnly(request, file string) string {
	e := ms.engine
	dir := filepath.Dir(file)
	path := ""
	switch {
	case strings.HasPrefix(request, "file:"):
		u, err := url.Parse(request)
		if err != nil {
			panic(e.TypeError("ERR_INVALID_URL", "Invalid URL"))
		}
		path = filepath.FromSlash(u.Path)
	case filepath.IsAbs(request):
		path = request
	case isRelative(request):
		if u, err := url.PathUnescape(request); err == nil {
			request = u
		}
		request, _, _ = strings.Cut(request, "?")
		path = filepath.Join(dir, request)
	case strings.HasPrefix(request, "#"):
		path = ms.imported(request, file, ms.importConditions)
	default:
		if path = ms.bare(request, dir, ms.importConditions, file); path == "" {
			name, _ := packageName(request)
			panic(e.Error("ERR_MODULE_NOT_FOUND", "Cannot find package '"+name+"' imported from "+file))
		}
	}
	return path
}
