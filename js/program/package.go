package program

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js/internal/engine"
)

// packageFile is a package.json. What depends on the order of keys stays a
// JavaScript value.
type packageFile struct {
	dir              string
	name, main, kind string
	exports, imports goja.Value // nil: not there
}

// packageIn reads the package.json of a directory; nil when it has none.
func (ms *modules) packageIn(dir string) *packageFile {
	if p, ok := ms.packages[dir]; ok {
		return p
	}
	ms.packages[dir] = nil
	file := filepath.Join(dir, "package.json")
	if !isRegular(file) {
		return nil
	}
	source, err := readFile(file)
	if err != nil {
		return nil
	}
	var o *goja.Object
	if thrown := ms.engine.VM.Try(func() {
		o, _ = ms.parseJSON(strings.TrimPrefix(string(source), "\ufeff")).(*goja.Object)
	}); thrown != nil {
		err := ms.engine.Error("ERR_INVALID_PACKAGE_CONFIG", "Invalid package config "+file+".")
		panic(err)
	}
	p := &packageFile{dir: dir}
	if o != nil {
		text := func(name string) string {
			s, _ := o.Get(name).(goja.String)
			if s == nil {
				return ""
			}
			return s.String()
		}
		p.name, p.main, p.kind = text("name"), text("main"), text("type")
		if v := o.Get("exports"); !engine.IsNullish(v) {
			p.exports = v
		}
		if v, ok := o.Get("imports").(*goja.Object); ok {
			p.imports = v
		}
	}
	ms.packages[dir] = p
	return p
}

// scope is the package that a file belongs to; nil when there is none.
func (ms *modules) scope(file string) *packageFile {
	for dir := filepath.Dir(file); filepath.Base(dir) != "node_modules"; dir = filepath.Dir(dir) {
		if p := ms.packageIn(dir); p != nil {
			return p
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return nil
}

// target is a file that a package names, or the reason why there is none: what it
// names instead may not be named.
type target struct {
	file    string
	found   bool
	invalid string
}

var (
	requireConditions = []string{"node", "require", "module-sync", "node-addons"}
	importConditions  = []string{"node", "import", "module-sync", "node-addons"}
)

// exported resolves a subpath ("." or "./x") of a package with exports.
func (ms *modules) exported(p *packageFile, subpath string, conditions []string, from string) string {
	e := ms.engine
	table, _ := p.exports.(*goja.Object)
	sugar := table == nil || table.ClassName() == "Array"
	if !sugar {
		keys := table.Keys()
		sugar = len(keys) > 0 && !strings.HasPrefix(keys[0], ".")
	}
	if sugar {
		if subpath == "." {
			if t := ms.target(p, p.exports, "", conditions, false); t.found {
				return t.file
			} else if t.invalid != "" {
				panic(ms.invalidTarget(p, "exports", subpath, t, from))
			}
		}
	} else if t := ms.lookup(p, table, subpath, conditions, false); t.found {
		return t.file
	} else if t.invalid != "" {
		panic(ms.invalidTarget(p, "exports", subpath, t, from))
	}
	text := "Package subpath '" + subpath + "' is not defined by \"exports\" in " + filepath.Join(p.dir, "package.json")
	if subpath == "." {
		text = "No \"exports\" main defined in " + filepath.Join(p.dir, "package.json")
	}
	if from != "" {
		text += " imported from " + from
	}
	panic(e.Error("ERR_PACKAGE_PATH_NOT_EXPORTED", text))
}

// invalidTarget is the error for what a package may not name.
func (ms *modules) invalidTarget(p *packageFile, table, key string, t target, from string) *goja.Object {
	text := "Invalid \"" + table + "\" target " + strconv.Quote(t.invalid) + " defined for '" + key + "' in the package config "
	if key == "." {
		text = "Invalid \"exports\" main target " + strconv.Quote(t.invalid) + " defined in the package config "
	}
	text += filepath.Join(p.dir, "package.json")
	if from != "" {
		text += " imported from " + from
	}
	if table == "exports" && !strings.HasPrefix(t.invalid, "./") {
		text += "; targets must start with \"./\""
	}
	return ms.engine.Error("ERR_INVALID_PACKAGE_TARGET", text)
}

// lookup finds a key of exports or imports: the same, or the pattern with the
// longest beginning. What imports name may be another package.
func (ms *modules) lookup(p *packageFile, table *goja.Object, key string, conditions []string, imports bool) target {
	if v := table.Get(key); v != nil && !strings.Contains(key, "*") {
		return ms.target(p, v, "", conditions, imports)
	}
	best, bestRest := "", ""
	for _, pattern := range table.Keys() {
		before, after, ok := strings.Cut(pattern, "*")
		if !ok || !strings.HasPrefix(key, before) || len(key) < len(pattern) || !strings.HasSuffix(key, after) {
			continue
		}
		if b, _, _ := strings.Cut(best, "*"); best == "" || len(before) > len(b) || len(before) == len(b) && len(pattern) > len(best) {
			best, bestRest = pattern, key[len(before):len(key)-len(after)]
		}
	}
	if best == "" {
		return target{}
	}
	return ms.target(p, table.Get(best), bestRest, conditions, imports)
}

// longestPath is more than systems allow.
const longestPath = 1 << 16

// target follows conditions and alternatives to a file.
func (ms *modules) target(p *packageFile, v goja.Value, rest string, conditions []string, imports bool) target {
	if s, ok := v.(goja.String); ok {
		to := s.String()
		if stars := strings.Count(to, "*"); stars*len(rest) > longestPath {
			rest = rest[:longestPath/stars+1] // there is no such file, either
		}
		to = strings.ReplaceAll(to, "*", rest)
		switch {
		case strings.HasPrefix(to, "./"):
			return target{file: filepath.Join(p.dir, filepath.FromSlash(to)), found: true}
		case !imports || strings.HasPrefix(to, "../") || strings.HasPrefix(to, "/"):
			return target{invalid: s.String()} // exports that name their own package would never end
		}
		if name, ok := ms.builtinName(to); ok {
			return target{file: "node:" + name, found: true}
		}
		return target{file: ms.bare(to, p.dir, conditions, ""), found: true}
	}
	o, ok := v.(*goja.Object)
	if !ok {
		return target{}
	}
	if o.ClassName() == "Array" {
		var last target
		for _, k := range o.Keys() {
			if last = ms.target(p, o.Get(k), rest, conditions, imports); last.found {
				break
			}
		}
		return last
	}
	for _, k := range o.Keys() {
		if k != "default" && !slices.Contains(conditions, k) {
			continue
		}
		if t := ms.target(p, o.Get(k), rest, conditions, imports); t.found || t.invalid != "" {
			return t
		}
		if goja.IsNull(o.Get(k)) {
			return target{}
		}
	}
	return target{}
}

// imported resolves "#name" by the imports of the package of a file.
func (ms *modules) imported(request, file string, conditions []string) string {
	p := ms.scope(file)
	if p != nil && p.imports != nil {
		if t := ms.lookup(p, p.imports.(*goja.Object), request, conditions, true); t.found {
			return t.file
		} else if t.invalid != "" {
			panic(ms.invalidTarget(p, "imports", request, t, file))
		}
	}
	text := "Package import specifier \"" + request + "\" is not defined"
	if p != nil {
		text += " in package " + filepath.Join(p.dir, "package.json")
	}
	panic(ms.engine.TypeError("ERR_PACKAGE_IMPORT_NOT_DEFINED", text+" imported from "+file))
}
