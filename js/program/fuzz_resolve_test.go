//go:build unix

package program

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dop251/goja"
	"golang.org/x/sys/unix"

	"github.com/nodenet-go/nodenet/js/internal/engine"
	"github.com/nodenet-go/nodenet/js/internal/enginetest"
)

// FuzzResolve: whatever is asked for, and whatever a package says, in a folder with
// links in a circle, pipes that nobody writes to, folders with the names of files and
// files that may not be read, the answer is a file or an error.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{`{"name":"self","exports":{".":"self"}}`, `{"name":"self","exports":{".":["../x",{"import":"./a.js"},"self/b"],"./*":"./*"},"imports":{"#a":"self","#b":"#a","#*":"#*"}}`,
		`{"main":"loop"}`, `{"main":"./"}`, `{"main":"pipe","type":"module"}`, `{"exports":null}`, `{"name":"pkg","exports":{"./a/*":"./*/../../*.js"},"imports":[[["#a"]]]}`, `[`, `"x"`, `{"exports":{"a":1,".":2}}`} {
		for _, request := range []string{"self", "self/b", "pkg", "pkg/a/b", "#a", "#b", "./loop", "./pipe", "./folder.js", "./secret", "..", "node:fs", "file:///%zz", "@", "@a/b", "", "a\x00b", "./a%2fb"} {
			f.Add(s, request)
		}
	}
	dir := f.TempDir()
	must := func(err error) {
		if err != nil {
			f.Fatal(err)
		}
	}
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	for _, folder := range []string{"node_modules/pkg", "node_modules/piped", "node_modules/folder.js/package.json", "folder.js"} {
		must(os.MkdirAll(at(folder), 0o755))
	}
	must(os.Symlink("loop", at("loop")))
	must(os.Symlink("round", at("node_modules/other")))
	must(os.Symlink("other", at("node_modules/round")))
	must(unix.Mkfifo(at("pipe"), 0o644))
	must(unix.Mkfifo(at("node_modules/piped/package.json"), 0o644))
	must(os.WriteFile(at("secret.js"), nil, 0))
	must(os.WriteFile(at("a.js"), nil, 0o644))
	e := engine.New(goja.New(), enginetest.Idle{})
	ms := newModules(e, nil)
	f.Fuzz(func(t *testing.T, source, request string) {
		if len(source) > 4000 {
			return
		}
		must(os.WriteFile(at("package.json"), []byte(source), 0o644))
		must(os.WriteFile(at("node_modules/pkg/package.json"), []byte(source), 0o644))
		clear(ms.packages)
		from := ms.newModule(at("a.js"), nil)
		for _, request := range []string{request, "piped", "other", "folder.js", "./loop", "./secret"} {
			e.VM.Try(func() { ms.mustResolve(request, dir, from) })
			e.VM.Try(func() { ms.mustResolveImport(request, from.file) })
		}
		e.VM.Try(func() { ms.scope(at("node_modules/piped/a.js")) })
	})
}
