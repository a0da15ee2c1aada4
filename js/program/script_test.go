package program_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dop251/goja"
	"github.com/dop251/goja_nodejs/require"

	"github.com/nodenet-go/nodenet/js"
	"github.com/nodenet-go/nodenet/js/program"
)

// hosted is a runtime as a program that embeds goja has it.
type hosted struct {
	loop *js.Loop
	vm   *goja.Runtime

	mu    sync.Mutex
	lines []string
}

func host(t *testing.T, options js.Options) *hosted {
	t.Helper()
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	h := &hosted{loop: loop, vm: goja.New()}
	t.Cleanup(func() { _ = loop.Stop(context.Background()) })
	h.on(func() {
		registry := require.NewRegistry(require.WithLoader(func(path string) ([]byte, error) {
			if strings.HasSuffix(path, "lib.js") {
				return []byte("exports.half = (n) => n / 2"), nil
			}
			return nil, require.ModuleFileDoesNotExistError
		}))
		js.Register(registry)
		registry.Enable(h.vm)
		if err := js.EnableWith(h.vm, loop, options); err != nil {
			t.Error(err)
		}
		js.OnUncaught(h.vm, func(thrown *goja.Exception) { h.print("uncaught " + thrown.Value().String()) })
		_ = h.vm.Set("print", h.print)
	})
	return h
}

func (h *hosted) print(line string) {
	h.mu.Lock()
	h.lines = append(h.lines, line)
	h.mu.Unlock()
}

func (h *hosted) on(f func()) {
	done := make(chan struct{})
	h.loop.Post(func() { defer close(done); f() })
	<-done
}

// run compiles and runs a script, waits for its promise and for all that follows, and
// returns what was printed.
func (h *hosted) run(t *testing.T, name, text string) string {
	t.Helper()
	s, err := program.Compile(name, text)
	if err != nil {
		return err.Error()
	}
	h.runScript(t, s)
	h.mu.Lock()
	defer h.mu.Unlock()
	printed := strings.Join(h.lines, "\n")
	h.lines = nil
	return printed
}

func (h *hosted) runScript(t *testing.T, s *program.Script) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	_, err := js.Await(ctx, h.vm, func() (goja.Value, error) { return s.Run(h.vm) })
	if err != nil {
		h.print("error " + err.Error())
	}
	h.loop.Unref()
	h.loop.Wait()
	h.loop.Ref()
}

func TestCompile(t *testing.T) {
	for _, c := range []struct{ about, name, text, want string }{
		{"for await", "a.js", `(async () => { for await (const chunk of require('net').connect(1, '127.0.0.1')) {} })().catch((e) => print(e.code))`, "ECONNREFUSED"},
		{"an async generator", "a.js", `async function* lines() { yield 1; yield 2 } (async () => { for await (const n of lines()) print('' + n) })()`, "1\n2"},
		{"using", "a.js", `{ using s = { [Symbol.dispose]() { print('disposed') } }; print('using') }`, "using\ndisposed"},
		{"an ES module", "a.mjs", `import net, { isIP } from 'net'; print(typeof net.connect + isIP('::1'))`, "function6"},
		{"one by what is in it", "hook", `import net from 'node:net'; export const x = 1; print(typeof net.connect)`, "function"},
		{"await outside of functions", "a.js", `const n = await Promise.resolve(7); print('' + n)`, "7"},
		{"for await outside of functions", "a.js", `for await (const chunk of require('net').connect(1, '127.0.0.1').on('error', (e) => print(e.code))) {}`, "ECONNREFUSED\nerror Error: connect ECONNREFUSED 127.0.0.1:1"},
		{"TypeScript", "a.ts", `interface P { port: number } const p: P = { port: 7 }; print('' + p.port)`, "7"},
		{"TypeScript without a name", "", `const f = (n: number): string => '' + n; print(f(8))`, "8"},
		{"none in JavaScript", "a.js", `const n: number = 1`, "SyntaxError: Unexpected token ':' (a.js:1:8)"},
		{"an ES module in TypeScript", "a.mts", `import { type Socket, connect } from 'net'; print(typeof connect)`, "function"},
		{"import()", "a.js", `import('net').then((net) => print(typeof net.default.connect))`, "function"},
		{"a module of the host's", "a.mjs", `import lib, { half } from './lib.js'; print('' + half(8) + lib.half(2))`, "41"},
		{"one that is not there", "a.mjs", `import './none.js'`, "error GoError: Invalid module"},
		{"a name that is not there", "a.mjs", `import { none } from 'net'`, "error SyntaxError: The requested module 'net' does not provide an export named 'none'"},
		{"one that scripts may not have", "a.mjs", `import fs from 'fs'; print('GOT OUT')`, "error Error [ERR_ACCESS_DENIED]: Access to this API has been restricted"},
		{"import.meta", "a.mjs", `print(import.meta.url + Object.keys(import.meta))`, "a.mjsurl"},
		{"what it throws", "a.js", `null.x`, "error TypeError: Cannot read property 'x' of undefined"},
		{"a mistake", "a.js", "let a\nlet b = ;", "SyntaxError: Unexpected token ';' (a.js:2:9)"},
		{"a mistake in an ES module", "a.mjs", "export const a = 1; export const a = 2", "SyntaxError: Duplicate export of 'a' (a.mjs:1:34)"},
		{"the value", "a.js", `6 * 7`, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			got := host(t, js.Options{}).run(t, c.name, c.text)
			if got != c.want && !(strings.Contains(c.want, "error ") && strings.HasPrefix(got, c.want)) {
				t.Errorf("printed\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// A script is compiled once for all runtimes, which may run it at the same time.
func TestCompiledScriptIsShared(t *testing.T) {
	for name, text := range map[string]string{
		"a.js":  `{ let n = 0; (async () => { async function* g() { for (let i = 0; i < 100; i++) yield i } for await (const i of g()) n += i; print('' + n) })() }`,
		"a.mjs": `import { isIP } from 'net'; export let n = 0; for (let i = 0; i < 100; i++) n += i; await null; print('' + n); if (isIP('x')) throw 1`,
	} {
		script, err := program.Compile(name, text)
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		for range 8 {
			h := host(t, js.Options{})
			group.Go(func() {
				for range 3 {
					h.runScript(t, script)
				}
			})
			defer func() {
				if got := strings.Join(h.lines, " "); got != "4950 4950 4950" {
					t.Errorf("%s printed %s", name, got)
				}
			}()
		}
		group.Wait()
	}
}

func TestCompiledScriptInARuntimeThatIsOver(t *testing.T) {
	s, err := program.Compile("", "1")
	if err != nil {
		t.Fatal(err)
	}
	h := host(t, js.Options{})
	js.Close(h.vm)
	h.on(func() {
		if _, err := s.Run(h.vm); err != js.ErrOver {
			t.Error(err)
		}
	})
}

func ExampleCompile() {
	script, err := program.Compile("hook.ts", `
		import { isIP } from 'node:net'
		export const family = (address: string): number => isIP(address)
	`)
	if err != nil {
		fmt.Println(err)
		return
	}
	loop, err := js.NewLoop()
	if err != nil {
		fmt.Println(err)
		return
	}
	vm, ready := goja.New(), make(chan error)
	loop.Post(func() { ready <- js.EnableWith(vm, loop, js.Options{Modules: []string{"net"}}) })
	if err := <-ready; err != nil {
		fmt.Println(err)
		return
	}
	hook, err := js.Await(context.Background(), vm, func() (goja.Value, error) { return script.Run(vm) })
	if err != nil {
		fmt.Println(err)
		return
	}
	family := make(chan goja.Value)
	loop.Post(func() { family <- hook.(*goja.Object).Get("family") })
	fmt.Println(js.Call(context.Background(), vm, <-family, "::1"))
	_ = loop.Close()
	// Output: 6 <nil>
}

// What a script has thrown is looked at where the program likes: by another goroutine, and
// after the runtime, in which its text comes to be.
func TestErrorsOfScriptsOutliveTheirRuntime(t *testing.T) {
	for text, want := range map[string]string{
		`throw new TypeError('odd')`:                       "TypeError: odd at",
		`throw { toString() { return 'made ' + 'then' } }`: "made then at",
		`throw { toString() { throw 1 } }`:                 "an exception that throws when it is looked at",
		`throw 'text'`:                                     "text at",
	} {
		script, err := program.Compile("a.js", text)
		if err != nil {
			t.Fatal(err)
		}
		h, thrown := host(t, js.Options{}), error(nil)
		var exception *goja.Exception
		h.on(func() {
			_, thrown = script.Run(h.vm)
			js.Close(h.vm)
		})
		if thrown == nil || !strings.HasPrefix(thrown.Error(), want) || !errors.As(thrown, &exception) {
			t.Errorf("%s: %v, want %s", text, thrown, want)
		}
		// goja's own, too, where no JavaScript has to run for it.
		if text == `throw new TypeError('odd')` && !strings.HasPrefix(exception.Error(), want) {
			t.Errorf("goja says %s", exception)
		}
	}
}
