package js_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
)

// requiring runs a script in a runtime whose registry is as given; nil options are those
// of Enable. first is called before it.
func requiring(t *testing.T, registry *require.Registry, options *js.Options, script string, first func(*require.RequireModule)) (printed string) {
	t.Helper()
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	defer within(t, "the loop did not close", func() { _ = loop.Close() })
	done := make(chan string, 1)
	loop.Post(func() {
		vm := goja.New()
		js.Register(registry)
		module := registry.Enable(vm)
		if options == nil {
			err = js.Enable(vm, loop)
		} else {
			err = js.EnableWith(vm, loop, *options)
		}
		if err != nil {
			t.Error(err)
		}
		var lines []string
		_ = vm.Set("print", func(line string) { lines = append(lines, line) })
		_ = js.Run(vm, func() {
			if first != nil {
				first(module)
			}
			if _, err := vm.RunString(script); err != nil {
				lines = append(lines, err.Error())
			}
		})
		done <- strings.Join(lines, "\n")
	})
	return receive(t, done, "end of the script")
}

// A registry without a loader reads the files of the machine: for no script that may not
// have fs.
func TestRequireReadsNoFiles(t *testing.T) {
	dir := t.TempDir()
	secret, script := filepath.Join(dir, "secret.json"), filepath.Join(dir, "main.js")
	if err := os.WriteFile(secret, []byte(`{"is":"s3cret"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(script, []byte(`print('main'); try { print(require('./secret.json').is) } catch (e) { print('refused') }`), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	const attempt = `for (const name of NAMES) try { print(require(name).is) } catch (e) { print(e.message.includes('s3cret') ? 'GOT OUT' : 'refused') }`
	names := `['` + filepath.ToSlash(secret) + `', './secret.json', './secret', 'x/../../secret.json', '../` + filepath.Base(dir) + `/secret.json', { n: 0, toString() { return this.n++ ? './secret' : 'net' } }, ['./secret']]`
	script7 := strings.Replace(attempt, "NAMES", names, 1)
	refused := strings.TrimSuffix(strings.Repeat("refused\n", 5), "\n")
	if got := requiring(t, require.NewRegistry(), &js.Options{}, script7, nil); got != refused+"\n\nrefused" {
		t.Errorf("without fs: %s", got)
	}
	one := strings.Replace(attempt, "NAMES", "['./secret.json']", 1)
	own := require.NewRegistry(require.WithLoader(require.DefaultSourceLoader))
	for about, got := range map[string]string{
		"fs":                  requiring(t, require.NewRegistry(), &js.Options{Modules: []string{"fs"}}, one, nil),
		"Enable":              requiring(t, require.NewRegistry(), nil, one, nil),
		"a loader of its own": requiring(t, own, &js.Options{}, one, nil),
	} {
		if got != "s3cret" {
			t.Errorf("%s: %s", about, got)
		}
	}
	files := map[string]string{"a/main.js": `require('./b/c')`, "a/b/c.js": `print(require('../d').is)`, "a/d.json": `{"is":"found"}`}
	loader := require.WithLoader(func(path string) ([]byte, error) {
		if text, there := files[filepath.ToSlash(path)]; there {
			return []byte(text), nil
		}
		return nil, require.ModuleFileDoesNotExistError
	})
	if got := requiring(t, require.NewRegistry(loader), &js.Options{}, `require('./a/main')`, nil); got != "found" {
		t.Errorf("from module to module: %s", got)
	}
	// What the program itself loads is its own affair.
	got := requiring(t, require.NewRegistry(), &js.Options{}, ``, func(m *require.RequireModule) {
		if _, err := m.Require(script); err != nil {
			t.Error(err)
		}
	})
	if got != "main\nrefused" {
		t.Errorf("by the program: %s", got)
	}
	// A module that the program has made is there.
	registry := require.NewRegistry()
	registry.RegisterNativeModule("own", func(vm *goja.Runtime, module *goja.Object) { _ = module.Set("exports", "made") })
	if got := requiring(t, registry, &js.Options{}, `print(require('own'))`, nil); got != "made" {
		t.Errorf("a native module: %s", got)
	}
}
