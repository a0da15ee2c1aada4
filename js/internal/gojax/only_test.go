package gojax_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// unsafeAllowed are the packages of this module that may import unsafe, or be linked
// to what others do not export, and what for. None but the first has goja's memory.
var unsafeAllowed = map[string]string{
	"js/internal/gojax":         "goja's private fields; each use says why it is right",
	".":                         "the bytes of a string that is written are not copied; a test measures structs",
	"internal/poll":             "system calls that wait, and what epoll returns",
	"internal/loop":             "the memory of a slab is not cleared first, and told apart by its address",
	"internal/transport":        "system calls with vectors and addresses; the buffers of a tls.Conn, found and checked by reflect",
	"js/internal/signals":       "the system call that gives a signal back to the kernel",
	"bench/suite/internal/load": "system calls of the benchmark's client",
}

// Nothing but this package reaches into goja: that needs reflect or unsafe, or a link
// to a name that is not exported.
func TestOnlyThisPackageReachesIntoGoja(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	used := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && entry.Name() != ".." || entry.Name() == "testdata" || entry.Name() == "node_modules"):
			return filepath.SkipDir
		case entry.IsDir() || !strings.HasSuffix(file, ".go"):
			return nil
		}
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(relative)
		folder := path.Dir(name)
		imports := importsOf(t, file, text)
		if imports["unsafe"] || strings.Contains(string(text), "\n//go:"+"linkname") {
			used[folder] = true
			if unsafeAllowed[folder] == "" {
				t.Errorf("%s imports unsafe or links to private names. What is about goja belongs into js/internal/gojax; anything else into unsafeAllowed, with its reason.", name)
			}
		}
		if imports["reflect"] && imports["github.com/dop251/goja"] && folder != "js/internal/gojax" {
			t.Errorf("%s looks at goja's values by reflect. Have js/internal/gojax answer what it asks.", name)
		}
		if imports["github.com/dop251/goja"] && unsafeAllowed[folder] != "" && folder != "js/internal/gojax" {
			t.Errorf("%s is of a package with unsafe, and has goja's values.", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range unsafeAllowed {
		if !used[folder] {
			t.Errorf("%s does not use unsafe any more: take it out of unsafeAllowed", folder)
		}
	}
}

func importsOf(t *testing.T, file string, text []byte) map[string]bool {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	imports := map[string]bool{}
	for _, i := range tree.Imports {
		imports[strings.Trim(i.Path.Value, `"`)] = true
	}
	return imports
}
