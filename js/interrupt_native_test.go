package js_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/dop251/goja"

	"github.com/nodenet-go/nodenet/js"
)

// native starts a runtime for a function of ours that takes long.
func native(t *testing.T, setup func(vm *goja.Runtime)) (*started, *js.Loop) {
	loop, err := js.NewLoop()
	if err != nil {
		t.Fatal(err)
	}
	loop.Ref()
	t.Cleanup(func() { within(t, "the loop did not stop", func() { _ = loop.Stop(context.Background()) }) })
	return start(t, loop, `const util = require('util'), crypto = require('crypto'), zlib = require('zlib'), fs = require('fs'), v8 = require('v8')`, setup), loop
}

// What would take minutes, or never end, ends with an event that is interrupted, and the
// runtime goes on.
func TestInterruptEndsNativeFunctions(t *testing.T) {
	for name, script := range map[string]string{
		"generatePrimeSync":   `go(); crypto.generatePrimeSync(4096, { safe: true })`,
		"createDiffieHellman": `go(); crypto.createDiffieHellman(3072)`,
		"brotliCompressSync":  `const b = crypto.randomBytes(3e7); go(); zlib.brotliCompressSync(b)`,
		"readSync":            `const fd = fs.openSync(fifo, 'r+'); go(); fs.readSync(fd, Buffer.alloc(1))`,
		"openSync":            `go(); fs.openSync(fifo, 'r')`,
		"readFileSync":        `go(); fs.readFileSync(fifo)`,
	} {
		t.Run(name, func(t *testing.T) {
			fifo := filepath.Join(t.TempDir(), "fifo")
			makePipe(t, fifo)
			if _, err := os.Stat(fifo); err != nil && strings.Contains(script, "fifo") {
				t.Skip("the system has no pipes in folders")
			}
			going := make(chan struct{}, 1)
			v, loop := native(t, func(vm *goja.Runtime) {
				_ = vm.Set("go", func() { going <- struct{}{} })
				_ = vm.Set("fifo", fifo)
			})
			loop.Post(func() { _ = js.Run(v.vm, func() { _, _ = v.vm.RunString(script) }) })
			receive(t, going, "start")
			if !js.Interrupt(v.vm, "enough") {
				t.Fatal("it has ended")
			}
			v.alive(t, loop)
			js.Close(v.vm)
			if f, err := os.OpenFile(fifo, os.O_RDWR, 0); err == nil { // for who still waits
				_, _ = f.Write(make([]byte, 10))
				_ = f.Close()
			}
		})
	}
}

// A walk through many values ends at the value at which it is interrupted.
func TestInterruptEndsAWalk(t *testing.T) {
	for name, script := range map[string]string{
		"JSON.stringify":    `JSON.stringify(Array.from({ length: 100 }, () => ({ toJSON: touch })))`,
		"structuredClone":   `structuredClone(Array.from({ length: 100 }, touching))`,
		"v8.serialize":      `v8.serialize(Array.from({ length: 100 }, touching))`,
		"util.inspect":      `util.inspect(Array.from({ length: 100 }, touching), { getters: true })`,
		"isDeepStrictEqual": `util.isDeepStrictEqual(Array.from({ length: 100 }, touching), Array.from({ length: 100 }, () => ({ x: undefined })))`,
		"Intl.Collator":     `Array.from({ length: 100 }, () => ({ toString: touch })).sort(new Intl.Collator().compare)`,
	} {
		t.Run(name, func(t *testing.T) {
			var touched atomic.Int32
			v, loop := native(t, func(vm *goja.Runtime) {
				_ = vm.Set("touch", func() { touched.Add(1); js.Interrupt(vm, "enough") })
			})
			v.onJS(t, loop, func() {
				_, _ = v.vm.RunString(`const touching = () => Object.defineProperty({}, 'x', { get: touch, enumerable: true }); ` + script)
			})
			if n := touched.Load(); n < 1 || n > 10 {
				t.Errorf("%d of 100 values were touched", n)
			}
			v.alive(t, loop)
			js.Close(v.vm)
		})
	}
}
